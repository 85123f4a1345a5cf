"""Meanings of answers in which the key is good and something else says no: the account, the request, the model."""

from tui.domain.pasted.meaning import Meaning, Run

_NO_SUCH_MODEL = "The API knows the key and has no such model for it: retired, misspelt, or not open to this account."
_KEY_IS_KNOWN = "A wrong, damaged or missing key: the API knows this one."
_NOT_THE_KEY = "A wrong or missing key: that is answered with 401."

ACCOUNT = (
    Meaning(
        "credit-too-low",
        "The key was recognised, and the account behind it has no credit for API calls. A Claude subscription does not "
        "pay for them; in Claude Code a key in the environment hides the subscription.",
        "A wrong key: an unknown one is refused before credit is looked at.",
        ("credit-too-low", "key-overrides-login", "environment-overrides-dotenv"),
        words=("credit balance is too low", "credit balance too low", "purchase credits", "insufficient credit"),
        run=Run.HELLO,
    ),
    Meaning(
        "spend-limit",
        "A spending limit is reached: one that was set for the organisation or workspace, or the cap of its tier. "
        "Calls work again when it is raised or the month ends; repeating them is of no use.",
        f"{_KEY_IS_KNOWN} A rate limit too.",
        ("spend-limit-reached",),
        words=(
            "specified api usage limit",
            "specified workspace api usage limit",
            "reached your api usage limit",
            "workspace api usage limit",
            "usage threshold",
            "_spend_limit_reached",
        ),
        run=Run.HELLO,
    ),
    Meaning(
        "organization-disabled",
        "The organisation that this key belongs to is disabled. It is often a forgotten key of an old organisation "
        "that hides the right key or a login.",
        "A mistyped key: it was recognised.",
        ("organization-disabled", "key-overrides-login", "environment-overrides-dotenv"),
        words=("organization has been disabled", "belongs to a disabled organization", "organization_on_hold"),
    ),
    Meaning(
        "workspace-missing",
        "The key is a person's or a service account's and is not bound to one workspace, so that each request must "
        "name one in the header `anthropic-workspace-id`.",
        "A wrong or expired key: it was recognised.",
        ("workspace-header-missing",),
        words=(
            "anthropic-workspace-id is required",
            "include the anthropic-workspace-id",
            "anthropic-workspace-id header must",
            "not scoped to a workspace",
            "workspace ` ... not found",
        ),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "version-header",
        "The request lacks the header `anthropic-version`, has it twice, or names a version that does not exist. The "
        "SDKs send it by themselves: this is a call without one, or something on the way changed it.",
        "Nothing about the key: this may be checked before it.",
        ("missing-version-header", "header-stripped", "custom-headers-interfere"),
        words=("anthropic-version: header is required", "is not a valid version"),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "beta-header",
        "The header `anthropic-beta` names a feature that this server does not know: the client is newer than the "
        "gateway, or the name is misspelt.",
        _NOT_THE_KEY,
        ("beta-header-rejected", "custom-headers-interfere"),
        words=("for the `anthropic-beta` header", "for the anthropic-beta header"),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "billing",
        "The API asks for payment: the account's payment method or credit does not cover the call.",
        _KEY_IS_KNOWN,
        ("credit-too-low", "spend-limit-reached"),
        statuses=(402,),
        types=("billing_error",),
        run=Run.HELLO,
    ),
    Meaning(
        "address-not-allowed",
        "The organisation lets only listed network addresses call the API, and this machine's is not among them.",
        _KEY_IS_KNOWN,
        ("ip-not-allowed",),
        words=("ip address ... allowed", "ip address isn't in this organization's"),
        statuses=(401, 403),
        types=("permission_error",),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "permission-denied",
        "The credential is known and may not do this: its workspace, scope or role does not allow it.",
        "A mistyped, revoked or missing key.",
        ("permission-denied", "model-not-available", "admin-key"),
        words=("does not have permission to use", "api_key_scope_missing", "key_creator_not_member"),
    ),
    Meaning(
        "permission-denied",
        "The credential is known and may not do this: its workspace, scope or role does not allow it.",
        "A mistyped, revoked or missing key.",
        ("permission-denied", "model-not-available", "admin-key"),
        types=("permission_error",),
    ),
    Meaning(
        "model-not-available",
        _NO_SUCH_MODEL,
        _KEY_IS_KNOWN,
        ("model-not-available",),
        words=("'model: ", '"model: ', "model: claude"),
        statuses=(404,),
        types=("not_found_error",),
    ),
    Meaning(
        "model-not-available",
        _NO_SUCH_MODEL,
        _KEY_IS_KNOWN,
        ("model-not-available",),
        words=("issue with the selected model",),
    ),
    Meaning(
        "path-not-found",
        "The host answered, and there is nothing at this address: a base URL with `/v1` too many or too few, a full "
        "address where a base belongs, or another host altogether.",
        "A wrong key: it was not looked at, as far as the text tells.",
        ("base-url-path", "base-url-wrong-host", "model-not-available"),
        statuses=(404, 405),
        types=("not_found_error",),
    ),
    Meaning(
        "long-context",
        "The call needs the large context window, which this plan does not include. It is no rate limit, although it "
        "is answered as one.",
        _KEY_IS_KNOWN,
        ("long-context-refused",),
        words=("for long context", "extra usage is required", "usage credits are required"),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "rate-limited",
        "Too many calls or tokens for now. Wait as long as the header `retry-after` says, then call less often.",
        "A wrong key and missing credit: limits are counted for a key that is known.",
        ("rate-limited", "spend-limit-reached", "long-context-refused"),
        statuses=(429,),
        types=("rate_limit_error",),
        run=Run.CHECK,
    ),
)
