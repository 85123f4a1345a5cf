"""Which requests could prove a cause: the value as found, and every single change that might be the cure."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from tui.domain.client_id import ClientId
from tui.domain.evidence import Evidence, other
from tui.domain.finding import Finding
from tui.domain.probe import Accepted, Header, ProbeKind, ProbeOutcome, ProbeRequest, Variant
from tui.domain.record import replace
from tui.domain.resolution import Resolution, is_login
from tui.domain.secret import Secret
from tui.domain.sendable import destination
from tui.domain.shape import KEY_SHAPES
from tui.domain.value import FlawKind

MOST_OTHER_VALUES = 50
MOST_MODELS = 3
_SURPLUS_PATH = re.compile(r"/v1(?:/(?:messages|models|complete))?$|/(?:messages|chat/completions)$")


def requests_for(evidence: Evidence) -> tuple[ProbeRequest, ...]:
    """Return the first round: one free request a distinct credential, form and host, each once.

    A value that is no key of Anthropic's is sent only where the client itself would send it.
    """
    unique: dict[tuple[Secret, Header, Secret, bool], ProbeRequest] = {}
    for bare in (*_for_winner(evidence.resolution), *_for_others(evidence), *_for_logins(evidence)):
        request = replace(bare, client=evidence.resolution.client.id)
        unique.setdefault((request.secret, request.header, destination(request), request.is_login), request)
    return tuple(unique.values())


def follow_up_requests(
    evidence: Evidence, outcomes: Sequence[ProbeOutcome], *, hello: bool
) -> tuple[ProbeRequest, ...]:
    """Return the second round, asked with what was accepted: the project's models, and the paid hello."""
    accepted = next(
        (item for item in outcomes if isinstance(item, Accepted) and item.request.variant is Variant.AS_FOUND), None
    )
    if accepted is None:
        return ()
    request = accepted.request
    models = list(dict.fromkeys(mention.model for mention in evidence.snapshot.models))[:MOST_MODELS]
    rounds = [replace(request, kind=ProbeKind.MODEL, model=model) for model in models if model not in accepted.models]
    hello_model = next(iter([*models, *accepted.models]), "")
    # A login pays for Claude Code's own calls alone: any other paid call is refused, which would prove nothing.
    if hello and hello_model and not request.is_login:
        rounds.append(replace(request, kind=ProbeKind.HELLO, model=hello_model))
    return tuple(rounds)


def corrected_endpoint(resolution: Resolution, official_url: str) -> str:
    """Return the corrected base URL as it may be shown, or an empty text where nothing is to be corrected."""
    fixed = corrected_url(resolution.endpoint, official_url)
    is_right = fixed == resolution.endpoint.rstrip("/") and not resolution.has_query
    return "" if is_right else fixed


def corrected_url(endpoint: str, official_url: str) -> str:
    """Return the base URL with a surplus path cut, a missing scheme added and `http:` to the official host raised.

    Equal to the endpoint when nothing is to be corrected.
    """
    url = endpoint.strip().strip("\"'").rstrip("/")
    if "://" not in url and url:
        url = f"https://{url}"
    host = official_url.partition("://")[2]
    if url.startswith("http://") and url.removeprefix("http://").partition("/")[0] == host:
        url = f"https://{url.removeprefix('http://')}" if official_url.startswith("https://") else url
    return _SURPLUS_PATH.sub("", url)


def _for_winner(resolution: Resolution) -> Iterator[ProbeRequest]:
    winner, sent = resolution.credential, resolution.sent
    if winner is None or sent is None:
        return
    has_own_host = resolution.base_url is not None and resolution.endpoint != ""
    own = ProbeRequest(
        sent.secret,
        resolution.header,
        resolution.endpoint,
        hidden=resolution.hidden,
        is_login=resolution.is_login,
    )
    yield own
    if winner.value.repaired:
        yield replace(own, secret=winner.value.repaired, variant=_repair_variant(winner))
    if not resolution.is_login and (winner.value.shape in KEY_SHAPES or has_own_host):
        form = other(resolution.header)
        yield replace(own, secret=winner.value.best, header=form, variant=Variant(form.value))


def _corrected(official_url: str, text: str) -> str:
    return corrected_url(re.sub(r"[?#].*", "", text, flags=re.DOTALL), official_url)


def _for_others(evidence: Evidence) -> Iterator[ProbeRequest]:
    resolution, official = evidence.resolution, evidence.snapshot.official_url
    winner = resolution.credential
    if resolution.base_url is not None:
        fixed = corrected_endpoint(resolution, official)
        if winner is not None and fixed:
            whole = None if resolution.hidden is None else resolution.hidden.changed(partial(_corrected, official))
            hidden = None if whole == Secret(fixed) else whole
            best = ProbeRequest(winner.value.best, resolution.header, fixed, is_login=resolution.is_login)
            yield replace(best, variant=Variant.CORRECTED_URL, hidden=hidden)
        if winner is not None and winner.value.shape in KEY_SHAPES:
            best = ProbeRequest(winner.value.best, resolution.header, official, is_login=resolution.is_login)
            yield replace(best, variant=Variant.OFFICIAL_HOST)
    for finding in evidence.other_values()[:MOST_OTHER_VALUES]:
        yield ProbeRequest(finding.value.best, resolution.header, official, Variant.OTHER_VALUE)


def _for_logins(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask whether Claude Code's own login would do, where something else is sent in its place."""
    resolution, winner = evidence.resolution, evidence.resolution.credential
    if resolution.client.id is not ClientId.CLAUDE_CODE or winner is None:
        return
    for finding in evidence.snapshot.findings:
        if finding is not winner and is_login(finding) and finding.value.best != winner.value.best:
            best, official = finding.value.best, evidence.snapshot.official_url
            yield ProbeRequest(best, Header.BEARER, official, Variant.OTHER_VALUE, is_login=True)


def _repair_variant(winner: Finding) -> Variant:
    kinds = {flaw.kind for flaw in winner.value.flaws}
    if kinds == {FlawKind.WHITESPACE}:
        return Variant.TRIMMED
    return Variant.UNQUOTED if kinds == {FlawKind.QUOTES} else Variant.REPAIRED
