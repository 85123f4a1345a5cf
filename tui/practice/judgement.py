"""The API's checks in the API's order, and what may answer in its place.

Texts, types and headers are those that the real API was seen to send in 2026. Where the
order of two checks is documented nowhere, it follows what clients have observed.
"""

from tui.domain.clients.official_api import KNOWN_VERSIONS, VERSION_HEADER
from tui.domain.regex import regex
from tui.practice.answer import Answer, Case, Check, as_json
from tui.practice.endpoints import endpoint
from tui.practice.in_front import as_it_arrives, foreign_401, gateway, openai_401
from tui.practice.rules import KeyState, Mode

OAUTH_BETA = "oauth-2025-04-20"
HUGE_SIZE = 10_000_000
ORGANISATION_HEADER = "anthropic-organization-id"
WORKSPACE_HEADER = "anthropic-workspace-id"
_OAUTH_PREFIX = "sk-ant-oat"
_DEAD = frozenset({None, KeyState.REVOKED, KeyState.EXPIRED, KeyState.EXPIRED_AND_SAYS_SO})
_BETA = regex(r"[a-z0-9-]+-20\d\d-\d\d-\d\d")


def judge(case: Case) -> Answer:
    """Return the answer to one request: the first check that objects decides, otherwise the endpoint.

    The response header that names the workspace is the proof that the credential was good;
    it is on everything that is decided after that, errors too.
    """
    organisation = (ORGANISATION_HEADER, case.rules.organisation)
    workspace = (WORKSPACE_HEADER, case.rules.workspace)
    if answer := gateway(case):
        return answer
    case = as_it_arrives(case)
    credential_checks = (_version, _credential) if case.rules.version_first else (_credential, _version)
    if answer := _first(case, (_instead_of_the_api, _other_service, _cors, *credential_checks, _beta)):
        return answer
    if answer := _workspace(case):
        return answer.with_headers(organisation)
    return (_account(case) or endpoint(case)).with_headers(organisation, workspace)


def _first(case: Case, checks: tuple[Check, ...]) -> Answer | None:
    return next((answer for check in checks if (answer := check(case))), None)


def _instead_of_the_api(case: Case) -> Answer | None:
    match case.rules.mode:
        case Mode.OVERLOADED:
            return case.error(529, "overloaded_error", "Overloaded")
        case Mode.INTERNAL_ERROR:
            return case.error(500, "api_error", "Internal server error")
        case Mode.UNAVAILABLE:
            return Answer(503, b"", is_api=False)
        case Mode.BAD_GATEWAY:
            page = b"<html><head><title>502 Bad Gateway</title></head></html>"
            marks = (("cf-ray", "practice-FRA"),)
            return Answer(502, page, marks, content_type="text/html", is_api=False)
        case Mode.TIMES_OUT:
            return case.error(504, "timeout_error", "Request timed out")
        case Mode.HTML_PORTAL:
            page = b"<!DOCTYPE html><html><title>Guest network</title><p>Please accept the terms.</p></html>"
            return Answer(200, page, content_type="text/html; charset=utf-8", is_api=False)
        case Mode.REGION_BLOCK:
            return as_json(403, {"error": {"type": "forbidden", "message": "Request not allowed"}}, is_api=False)
        case _:
            return None


def _other_service(case: Case) -> Answer | None:
    match case.rules.mode:
        case Mode.FOREIGN_401:
            return foreign_401("Authentication Error, Virtual Key expected. Received another key.")
        case Mode.OPENAI_FORMAT:
            return openai_401()
        case Mode.REDIRECT:
            return Answer(302, b"", (("Location", case.rules.redirect_to),), "text/html", is_api=False)
        case Mode.HUGE_BODY:
            return as_json(200, {"data": [], "has_more": False, "padding": "x" * HUGE_SIZE})
        case _:
            return None


def _cors(case: Case) -> Answer | None:
    if case.seen.header("origin") is None:
        return None
    if case.key_state is KeyState.WEB_PAGES_FORBIDDEN:
        return case.not_authenticated("CORS requests are not allowed for this Organization because of its settings.")
    if case.seen.header("anthropic-dangerous-direct-browser-access") == "true":
        return None
    return case.not_authenticated("CORS requests must set 'anthropic-dangerous-direct-browser-access' header")


def _version(case: Case) -> Answer | None:
    version = case.seen.header(VERSION_HEADER)
    if not version:
        return case.invalid(f"{VERSION_HEADER}: header is required")
    if version not in KNOWN_VERSIONS:
        return case.invalid(f'{VERSION_HEADER}: "{version}" is not a valid version')
    return None


def _credential(case: Case) -> Answer | None:
    if not case.bearer and not case.x_api_key:
        return case.not_authenticated("x-api-key header is required")
    refusal = _x_api_key(case) if case.x_api_key else None
    return refusal or (_bearer(case) if case.bearer else None)


def _x_api_key(case: Case) -> Answer | None:
    key = case.x_api_key
    state = case.rules.state(key)
    if state not in _DEAD and not key.startswith(_OAUTH_PREFIX):
        return None
    return _bad_key(case, state, "invalid x-api-key")


def _bearer(case: Case) -> Answer | None:
    state = case.rules.state(case.bearer)
    if case.bearer.startswith(_OAUTH_PREFIX):
        return _oauth(case, state)
    return _bad_key(case, state, "Invalid bearer token") if state in _DEAD else None


def _bad_key(case: Case, state: KeyState | None, older: str) -> Answer:
    if state is KeyState.EXPIRED_AND_SAYS_SO:
        return case.bad_key("API key has expired.")
    return case.bad_key("API key is invalid." if case.rules.wording == "current" else older)


def _beta(case: Case) -> Answer | None:
    named = [text.strip() for text in (case.seen.header("anthropic-beta") or "").split(",")]
    unknown = ", ".join(f"`{text}`" for text in named if text and not _BETA.fullmatch(text))
    return case.invalid(f"Unexpected value(s) {unknown} for the `anthropic-beta` header.") if unknown else None


def _oauth(case: Case, state: KeyState | None) -> Answer | None:
    is_current = case.rules.wording == "current"
    if OAUTH_BETA not in (case.seen.header("anthropic-beta") or ""):
        return case.not_authenticated("OAuth authentication is currently not supported.")
    match state:
        case None:
            return case.not_authenticated("OAuth access token is invalid." if is_current else "Invalid bearer token")
        case KeyState.EXPIRED:
            current = "OAuth access token has expired. Re-authenticate to continue."
            older = "OAuth token has expired. Please obtain a new token or refresh your existing token."
            return case.not_authenticated(current if is_current else older)
        case KeyState.REVOKED:
            return case.error(403, "permission_error", "OAuth token has been revoked. Please obtain a new token.")
        case _:
            return None


def _workspace(case: Case) -> Answer | None:
    named = case.seen.header(WORKSPACE_HEADER)
    if named is None:
        if case.key_state is not KeyState.NEEDS_WORKSPACE:
            return None
        current = (
            "This API key is not scoped to a workspace, so this request must include the anthropic-workspace-id header."
        )
        older = "anthropic-workspace-id is required when authenticating with an identity-linked API key."
        return case.invalid(current if case.rules.wording == "current" else older)
    if not named.startswith("wrkspc_"):
        return case.invalid("anthropic-workspace-id header must be a valid workspace ID.")
    if named != case.rules.workspace:
        return case.error(404, "not_found_error", f"Workspace `{named}` not found.")
    return None


def _account(case: Case) -> Answer | None:
    match case.key_state:
        case KeyState.ORGANISATION_DISABLED:
            return case.invalid("This organization has been disabled.")
        case KeyState.PERMISSION_DENIED:
            return case.error(
                403, "permission_error", "Your API key does not have permission to use the specified resource."
            )
        case KeyState.ADDRESS_NOT_ALLOWED:
            return case.error(403, "permission_error", "Your IP address isn't in this organization's allowed range.")
        case _:
            return None
