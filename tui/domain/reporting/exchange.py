"""One request and its answer as they may be shown, and the same call for the command line."""

from collections.abc import Sequence

from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.origin import OriginKind
from tui.domain.probing.plain_headers import body_text, meant_headers, plain_headers
from tui.domain.probing.probe import Answered, ProbeOutcome, ProbeRequest, Route
from tui.domain.remedies.common import outcome_words
from tui.domain.shell.header_line import from_cleaned_variable, from_file, from_prompt, from_variable
from tui.domain.shell.syntax import quoted

_MOST_MODELS = 3


def sent_lines(request: ProbeRequest) -> tuple[str, ...]:
    """Return the request line and the headers, every credential masked."""
    prefix = "Bearer " if request.header is Header.BEARER else ""
    own = () if request.is_bare else (f"{request.header.wire_name}: {prefix}{request.secret.hint}",)
    along = (f"{header.name}: {header.value.hint}" for header in request.along)
    body = body_text(request)
    return (
        f"{request.method} {request.url}",
        *own,
        *(f"{name}: {value}" for name, value in plain_headers(request)),
        *along,
        *((body,) if body else ()),
    )


def answer_facts(outcome: ProbeOutcome) -> tuple[tuple[str, str], ...]:
    """Return what came back, in labels and words."""
    if not isinstance(outcome, Answered):
        return (("no answer", outcome.text),)
    models = ", ".join(outcome.models[:_MOST_MODELS])
    more = f" and {len(outcome.models) - _MOST_MODELS} more" if len(outcome.models) > _MOST_MODELS else ""
    facts = (
        ("status", outcome_words(outcome)),
        ("says", outcome.message),
        ("models", f"{models}{more}"),
        ("request id", outcome.request_id),
        ("answered by", outcome.responder.words if outcome.responder else ""),
        ("server", outcome.server),
        ("via", outcome.via),
        ("retry after", outcome.retry_after),
    )
    return tuple((label, words) for label, words in facts if words)


def curl_line(request: ProbeRequest, findings: Sequence[Finding], shell: str) -> str:
    """Return the same call as a command that has curl read the key from a pipe, never from an argument.

    Empty where a shell has no way to do so.
    """
    prefix = "Authorization: Bearer " if request.header is Header.BEARER else "x-api-key: "
    printing = _printing(request, findings, shell, prefix)
    if not printing:
        return ""
    curl, at = ("curl.exe", "'@-'") if shell == "powershell" else ("curl", "@-")
    headers = (f"-H {quoted(shell, f'{name}: {value}')}" for name, value in meant_headers(request))
    body = body_text(request)
    parts = (
        f"{printing} | {curl} -sS -i -H {at}",
        *headers,
        *((f"--noproxy {quoted(shell, '*')}",) if _goes_straight(request) else ()),
        *((f"-d {quoted(shell, body)}",) if body else ()),
        quoted(shell, request.url),
    )
    return " ".join(parts)


def left_out(request: ProbeRequest) -> tuple[str, ...]:
    """Return the names of the headers of the user's own that the command for curl does without."""
    return tuple(header.name for header in request.along)


def _printing(request: ProbeRequest, findings: Sequence[Finding], shell: str, prefix: str) -> str:
    holders = [item for item in findings if item.value.may_be_sent_as(request.secret)]
    exported = next((item for item in holders if item.origin.kind is OriginKind.PROCESS), None)
    if exported is not None:
        is_whole = exported.value.secret == request.secret
        return (from_variable if is_whole else from_cleaned_variable)(shell, prefix, exported.variable)
    written = next((item for item in holders if item.origin.kind is OriginKind.DOTENV and item.origin.line), None)
    if written is not None:
        return from_file(shell, prefix, written.origin.path, written.origin.line or 1)
    return from_prompt(shell, prefix)


def _goes_straight(request: ProbeRequest) -> bool:
    is_without_rules = request.proxying is not None and not (request.proxying.https or request.proxying.http)
    return request.route is Route.DIRECT or (request.route is Route.AS_SET and is_without_rules)
