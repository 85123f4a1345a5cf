"""What goes out with every request beside the credential: nothing of it is secret."""

from tui import __version__
from tui.domain.clients.header import BETA_HEADER
from tui.domain.clients.official_api import USUAL_VERSION, VERSION_HEADER
from tui.domain.probing.probe import ProbeKind, ProbeRequest

_LOGIN_BETA = "oauth-2025-04-20"


def plain_headers(request: ProbeRequest) -> tuple[tuple[str, str], ...]:
    """Return names and values, in the order of the wire; a bare request has no version of ours."""
    return (
        *(() if request.is_bare else ((VERSION_HEADER, USUAL_VERSION),)),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip, deflate"),
        ("User-Agent", f"fix401/{__version__}"),
        *(((BETA_HEADER, _LOGIN_BETA),) if request.is_login else ()),
        *((("Content-Type", "application/json"),) if request.method == "POST" else ()),
    )


def meant_headers(request: ProbeRequest) -> tuple[tuple[str, str], ...]:
    """Return those that matter to the API, without what only says who asks."""
    own = {"accept", "accept-encoding", "user-agent"}
    return tuple((name, value) for name, value in plain_headers(request) if name.lower() not in own)


def body_text(request: ProbeRequest) -> str:
    """Return the body as JSON, empty for a request without one."""
    if request.method != "POST":
        return ""
    import json  # noqa: PLC0415 - deferred: few requests have a body

    longest = {"max_tokens": 1} if request.kind is ProbeKind.HELLO else {}
    return json.dumps({"model": request.model, **longest, "messages": [{"role": "user", "content": "hi"}]})
