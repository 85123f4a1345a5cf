"""Meanings that count only when nothing else fits: warnings, programs' own words, and success."""

from tui.domain.pasted.meaning import Meaning, Run

LAST = (
    Meaning(
        "program-found-no-key",
        "The program itself says that it has no key: its own check, before any call.",
        "A refused key: nothing was sent, as far as the text tells.",
        ("key-missing", "dotenv-not-loaded", "empty-value", "wrong-variable-name", "container-env-missing"),
        words=(
            "anthropic_api_key ... not set",
            "anthropic_api_key ... not found",
            "anthropic_api_key ... required",
            "anthropic_api_key ... missing",
            "anthropic_api_key ... must be set",
            "anthropic_api_key ... is empty",
            "missing anthropic_api_key",
            "missing api key",
            "api key is missing",
            "api_key not found",
            "no key found - add one",
            "anthropic api key not found",
            "no anthropic api key",
            "keyerror: 'anthropic_api_key'",
            "set the anthropic_api_key",
        ),
        answered=False,
    ),
    Meaning(
        "login-asked-for",
        "Claude Code asks for a login: it has none, or the one that it has is refused.",
        "Missing credit and a network problem.",
        ("login-expired", "key-missing", "stored-login-overrides", "keyring-locked"),
        words=("run /login",),
    ),
    Meaning(
        "two-credentials-set",
        "Two credentials are set, and the client uses one of them: a token and a key, or one beside a login.",
        "A missing credential.",
        ("auth-token-and-key-conflict", "key-overrides-login", "stored-login-overrides"),
        words=("auth conflict:", "anthropic_auth_token are both set"),
    ),
    Meaning(
        "key-before-profile",
        "A key in the environment is used, and the SDK's profile or federation set-up is passed over because of it.",
        "A missing credential.",
        ("key-overrides-profile",),
        words=("takes precedence over the sdk's profile",),
        run=Run.EXPLAIN,
        answered=False,
    ),
    Meaning(
        "redirected",
        "The host sends the call elsewhere, which the API never does.",
        "A verdict of the API on the key.",
        ("captive-portal", "base-url-wrong-host", "unexpected-answer"),
        statuses=(301, 302, 303, 307, 308),
    ),
    Meaning(
        "accepted",
        "The call was answered with success: the credential that it carried is good.",
        "A wrong key in this very call. A call that fails elsewhere uses another value.",
        ("nothing-wrong", "shell-not-restarted"),
        statuses=(200, 201, 204),
    ),
)
