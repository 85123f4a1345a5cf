"""Meanings of answers about the credential itself."""

from tui.domain.pasted.meaning import Meaning, Run
from tui.domain.pasted.signs import KEY_SIGNS

ARRIVED = "A network problem, missing credit and a wrong model: the call arrived and stopped at the credential."

REFUSED = (
    Meaning(
        "browser-call",
        "The call came from a web page or carries its `Origin` header, and the API wants such calls announced or "
        "behind a server. The key was not judged.",
        "Nothing about the key: it may be good or bad.",
        ("browser-call",),
        words=("cors requests ",),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "two-credentials",
        "The request holds a key and a token, each in a header of its own, and this host takes one of them only.",
        "A network problem.",
        ("auth-token-and-key-conflict", "custom-headers-interfere"),
        words=("must not include both 'authorization' and 'x-api-key'",),
    ),
    Meaning(
        "no-credential-arrived",
        "The request arrived without a credential: the client had none, an empty one was left out, or something on "
        "the way took the header off.",
        "A wrong, revoked or expired key: none arrived.",
        ("key-missing", "empty-value", "dotenv-not-loaded", "wrong-auth-header", "header-stripped"),
        words=("x-api-key header is required", "authorization header is required", "missing x-api-key header"),
        signs=KEY_SIGNS,
    ),
    Meaning(
        "login-token-not-taken",
        "A login token of Claude Code (`sk-ant-oat...`) was sent where an API key belongs. It is for Claude Code only.",
        "A revoked API key: none was sent.",
        ("oauth-token-as-api-key",),
        words=(
            "oauth authentication is currently not supported",
            "only authorized for use with claude code",
            "third-party apps now draw from your extra usage",
        ),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "login-not-allowed",
        "The organisation's administrator has switched this way of signing in off.",
        "A mistyped or expired credential.",
        ("permission-denied",),
        words=(
            "oauth authentication is currently not allowed",
            "has disabled claude subscription access",
            "has disabled api key authentication",
        ),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "login-expired",
        "The login has run out or was revoked. Log in again: `/login` in Claude Code, or `claude setup-token`.",
        "An API key as the cause, unless one was meant to be used: what was sent is a login token.",
        ("login-expired", "stored-login-overrides"),
        words=(
            "oauth token has expired",
            "oauth access token has expired",
            "oauth token has been revoked",
            "oauth token revoked",
            "does not meet scope requirement",
            "access token ... has expired and no refresh",
        ),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "login-token-refused",
        "A login token arrived, and the API does not know it: cut off, replaced by a newer login, or revoked.",
        "A missing credential, missing credit and a wrong model.",
        ("login-expired", "truncated-key", "line-break-inside-key", "outage"),
        words=("oauth access token is invalid", "invalid oauth token"),
        signs=KEY_SIGNS,
    ),
    Meaning(
        "access-withdrawn",
        "The credential was known and is no longer good: revoked, its organisation disabled, or access taken away.",
        "A typing error in the key, and a missing one.",
        ("login-expired", "key-rejected", "organization-disabled"),
        words=("invalid authentication credentials",),
        signs=KEY_SIGNS,
    ),
    Meaning(
        "key-expired",
        "The key was created with a last day, and that has passed. A key's date cannot be changed.",
        "A damaged or foreign key: this one was known.",
        ("key-expired", "environment-overrides-dotenv"),
        words=("api key has expired", "api key is expired", "key has expired", "expired key"),
    ),
    Meaning(
        "bearer-token-refused",
        "What stood behind `Bearer` in the Authorization header is unknown to the API. Older wording, to mid-2026; an "
        "API key sent in that header was answered with it too.",
        ARRIVED,
        (
            "key-rejected",
            "wrong-auth-header",
            "api-key-as-auth-token",
            "auth-token-and-key-conflict",
            "line-break-inside-key",
            "truncated-key",
            "login-expired",
        ),
        words=("invalid bearer token",),
        signs=KEY_SIGNS,
    ),
)
