"""Evidence whose every answer a test decides, for the causes that are not about the key's text."""

from collections.abc import Callable

from tests.builders import OFFICIAL, answer, evidence
from tui.domain.clients.client import ClientId
from tui.domain.clients.header import Header
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.answer import judge
from tui.domain.probing.probe import (
    Accepted,
    BadRequest,
    ConnectionRefused,
    Forbidden,
    NotFound,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    ProxyRefused,
    ProxyUnreachable,
    Rejected,
    ServerFault,
    Throttled,
    TimedOut,
    UntrustedIssuer,
)
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.questions.requests import follow_up_requests, requests_for
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Snapshot

Reply = Callable[[ProbeRequest], ProbeOutcome]
RELAY = "http://127.0.0.1:4000"


def answered(
    shot: Snapshot,
    reply: Reply,
    *,
    client: ClientId = ClientId.PYTHON_SDK,
    version: str = "",
    hello: bool = False,
) -> Evidence:
    """Return evidence for what the product would ask in both rounds, each request answered by `reply`."""
    base = evidence(shot, outcomes=(), client=client, version=version)
    first = tuple(reply(request) for request in requests_for(base))
    second = tuple(reply(request) for request in follow_up_requests(base, first, hello=hello))
    return replace(base, outcomes=(*first, *second))


def by_host(elsewhere: Reply, *accepted: str) -> Reply:
    """Return a reply in which the official host accepts these keys and `elsewhere` answers for other hosts."""

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return answer(request, accepted) if request.base_url == OFFICIAL else elsewhere(request)

    return reply


def by_variant(own: Reply, **others: Reply) -> Reply:
    """Return a reply in which `own` answers, and others the requests that differ so, such as `direct`."""

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return others.get(request.variant.name.lower(), own)(request)

    return reply


def speaks(status: int, body: bytes, **headers: str) -> Reply:
    """Return a reply with this answer, judged as the prober judges it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: judge(request, status, named, body, complete=True, milliseconds=9.0)


def to_hello(said: Reply, *accepted: str) -> Reply:
    """Return a reply in which these keys are accepted and `said` answers what is asked after that."""

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return answer(request, accepted) if request.kind is ProbeKind.AUTH else said(request)

    return reply


def accepts(request: ProbeRequest) -> Accepted:
    return Accepted(request, 30.0, 200, request_id="req_2", speaks_anthropic=True, models=("claude-sonnet-5",))


def rejects(request: ProbeRequest) -> Rejected:
    return Rejected(request, 25.0, 401, "authentication_error", "API key is invalid.", "req_3", speaks_anthropic=True)


def rejects_as_a_relay(request: ProbeRequest) -> Rejected:
    return Rejected(request, 5.0, 401, message="Unauthorized")


def wants_its_own_key(request: ProbeRequest) -> Rejected:
    text = "Authentication Error, LiteLLM Virtual Key expected. Received=<masked>, expected to start with 'sk-'."
    return Rejected(request, 5.0, 401, "auth_error", text, responder=Responder(ResponderKind.GATEWAY, "LiteLLM"))


def only_x_api_key(request: ProbeRequest) -> ProbeOutcome:
    return accepts(request) if request.header is Header.X_API_KEY else rejects(request)


def finds_nothing(request: ProbeRequest) -> NotFound:
    return NotFound(request, 9.0, 404, "not_found_error", "Not Found", "req_4", speaks_anthropic=True)


def finds_no_model(request: ProbeRequest) -> NotFound:
    return NotFound(request, 9.0, 404, "not_found_error", f"model: {request.model}", "req_5", speaks_anthropic=True)


def is_dead(request: ProbeRequest) -> ConnectionRefused:
    return ConnectionRefused(request, 1.0, "nothing listens at 127.0.0.1:4000")


def has_no_credit(request: ProbeRequest) -> BadRequest:
    text = "Your credit balance is too low to access the Anthropic API."
    return BadRequest(request, 9.0, 400, "invalid_request_error", text, "req_6", speaks_anthropic=True)


def forbids(request: ProbeRequest) -> Forbidden:
    text = "Your API key does not have permission to use the specified resource."
    return Forbidden(request, 9.0, 403, "permission_error", text, "req_7", speaks_anthropic=True)


def throttles(request: ProbeRequest) -> Throttled:
    text = "This request would exceed your organization's rate limit."
    return Throttled(request, 9.0, 429, "rate_limit_error", text, "req_8", speaks_anthropic=True, retry_after="17")


def says(
    kind: type[BadRequest | Forbidden | NotFound | Rejected | ServerFault | Throttled],
    status: int,
    error_type: str,
    message: str,
) -> Reply:
    """Return a reply in the API's shape."""
    return lambda request: kind(request, 9.0, status, error_type, message, "req_10", speaks_anthropic=True)


def proxy_refuses(request: ProbeRequest) -> ProxyRefused:
    return ProxyRefused(request, 3.0, "the proxy proxy.example:3128 answered 403", "proxy.example:3128", 403)


def proxy_is_dead(request: ProbeRequest) -> ProxyUnreachable:
    return ProxyUnreachable(request, 3.0, "the proxy proxy.example:3128: nothing listens there", "proxy.example:3128")


def distrusts(request: ProbeRequest) -> UntrustedIssuer:
    return UntrustedIssuer(request, 20.0, "issued by `Example Corp`, whom this client does not trust", "Example Corp")


def times_out(request: ProbeRequest) -> TimedOut:
    return TimedOut(request, 10_000.0, "no connection could be made within 10 s")


def is_overloaded(request: ProbeRequest) -> ServerFault:
    return ServerFault(request, 9.0, 529, "overloaded_error", "Overloaded", "req_9", speaks_anthropic=True)
