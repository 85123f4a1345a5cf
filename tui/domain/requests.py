"""Which requests could prove a cause: the value as found, and every single change that might be the cure."""

import re
from collections.abc import Iterator, Sequence

from tui.domain.evidence import Evidence, other
from tui.domain.finding import Finding
from tui.domain.probe import Accepted, ProbeKind, ProbeOutcome, ProbeRequest, Variant
from tui.domain.resolution import Resolution
from tui.domain.shape import KEY_SHAPES
from tui.domain.value import FlawKind

MOST_OTHER_VALUES = 50
MOST_MODELS = 3
_SURPLUS_PATH = re.compile(r"/v1(?:/(?:messages|models|complete))?$|/(?:messages|chat/completions)$")


def requests_for(evidence: Evidence) -> tuple[ProbeRequest, ...]:
    """Return the first round: one free request a distinct credential, form and host, each once.

    A value that is no key of Anthropic's is sent only where the client itself would send it.
    """
    unique: dict[ProbeRequest, ProbeRequest] = {}
    for request in (*_for_winner(evidence.resolution), *_for_others(evidence)):
        unique.setdefault(request, request)
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
    rounds = [
        ProbeRequest(request.secret, request.header, request.base_url, kind=ProbeKind.MODEL, model=model)
        for model in models
        if model not in accepted.models
    ]
    hello_model = next(iter([*models, *accepted.models]), "")
    if hello and hello_model:
        rounds.append(
            ProbeRequest(request.secret, request.header, request.base_url, kind=ProbeKind.HELLO, model=hello_model)
        )
    return tuple(rounds)


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
    winner = resolution.credential
    if winner is None:
        return
    secret = winner.value.secret
    has_own_host = resolution.base_url is not None and resolution.endpoint != ""
    if resolution.client.rules.trims and winner.value.has(FlawKind.WHITESPACE) and winner.value.repaired:
        secret = winner.value.repaired
    yield ProbeRequest(secret, resolution.header, resolution.endpoint)
    if winner.value.repaired:
        yield ProbeRequest(winner.value.repaired, resolution.header, resolution.endpoint, _repair_variant(winner))
    if winner.value.shape in KEY_SHAPES or has_own_host:
        form = other(resolution.header)
        yield ProbeRequest(winner.value.best, form, resolution.endpoint, Variant(form.value))


def _for_others(evidence: Evidence) -> Iterator[ProbeRequest]:
    resolution, official = evidence.resolution, evidence.snapshot.official_url
    winner = resolution.credential
    if resolution.base_url is not None:
        fixed = corrected_url(resolution.endpoint, official)
        if winner is not None and fixed not in {"", resolution.endpoint.rstrip("/")}:
            yield ProbeRequest(winner.value.best, resolution.header, fixed, Variant.CORRECTED_URL)
        if winner is not None and winner.value.shape in KEY_SHAPES:
            yield ProbeRequest(winner.value.best, resolution.header, official, Variant.OFFICIAL_HOST)
    for finding in evidence.other_values()[:MOST_OTHER_VALUES]:
        yield ProbeRequest(finding.value.best, resolution.header, official, Variant.OTHER_VALUE)


def _repair_variant(winner: Finding) -> Variant:
    kinds = {flaw.kind for flaw in winner.value.flaws}
    if kinds == {FlawKind.WHITESPACE}:
        return Variant.TRIMMED
    return Variant.UNQUOTED if kinds == {FlawKind.QUOTES} else Variant.REPAIRED
