"""One credential tested alone: what is asked for it, and in words what came back; no verdict is drawn from it."""

from collections.abc import Sequence

from tui.domain.clients.address import same_host, shown_host
from tui.domain.clients.client import TOKEN, Place
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.key.shape import Shape
from tui.domain.key.value import Value
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    Forbidden,
    ProbeOutcome,
    ProbeRequest,
    Rejected,
    Unrepeatable,
    Unsendable,
    Variant,
)
from tui.domain.probing.sendable import unsendable
from tui.domain.questions.as_client import manner_of
from tui.domain.questions.first_round import repair_variant
from tui.domain.reasons.unknown import not_judged
from tui.domain.record import Record, replace
from tui.domain.remedies.common import outcome_words
from tui.domain.remedies.wording import said
from tui.domain.reporting.marks import Status
from tui.domain.resolving.resolution import Resolution, is_login


class LoneTest(Record):
    """What is asked about one credential: as the client sends it, then without its flaws where that is another text.

    `refusal` says why nothing is asked at all; it is empty elsewhere.
    """

    value: Value
    requests: tuple[ProbeRequest, ...]
    refusal: str = ""

    @property
    def sent(self) -> tuple[ProbeRequest, ...]:
        """Those of the requests that can be sent."""
        return tuple(request for request in self.requests if unsendable(request) is None)

    @property
    def host(self) -> str:
        """The host that is asked."""
        return shown_host(self.requests[0].base_url)

    @property
    def looks_like_a_key(self) -> bool:
        """Whether the text has the form of something that Anthropic gives out."""
        return self.value.shape.value.startswith("anthropic-")


class LoneResult(Record):
    """What came back, in the order of the requests; the first is about what the client sends."""

    outcomes: tuple[ProbeOutcome, ...]

    @property
    def status(self) -> Status:
        """How the credential stands as the client sends it."""
        return standing(self.outcomes[0])

    @property
    def lines(self) -> tuple[tuple[Status, str], ...]:
        """A status and a sentence for each outcome; it names the form where it may be another than was found."""
        has_forms = any(item.request.variant is not Variant.AS_FOUND for item in self.outcomes)
        return tuple(
            (standing(item), f"{item.request.variant}: {_words(item)}" if has_forms else _words(item))
            for item in self.outcomes
        )


def lone_test(places: Sequence[Finding], evidence: Evidence) -> LoneTest:
    """Return what to ask the official host about the one credential that stands at these places.

    A key of another provider is sent only where the client itself sends it.
    """
    value = places[0].value
    resolution, official_url = evidence.resolution, evidence.snapshot.official_url
    text = _sent(places, resolution)
    header, goes_as_login = _way(places, resolution)
    form = Variant.AS_FOUND if text == value.secret else Variant.TRIMMED
    plain = ProbeRequest(text, header, official_url, form, is_login=goes_as_login)
    own = manner_of(resolution.client, evidence.snapshot).of(plain)
    is_damaged = value.repaired is not None and value.repaired != text
    repaired = (replace(own, secret=value.repaired, variant=repair_variant(value)),) if is_damaged else ()
    return LoneTest(value, (own, *repaired), _refusal(places, resolution, official_url))


def standing(outcome: ProbeOutcome) -> Status:
    """Return how a credential stands after this outcome: what gave no judgement is neither ok nor a failure."""
    match outcome:
        case Accepted():
            return Status.OK
        case Forbidden(speaks_anthropic=True) | Rejected():
            return Status.FAIL
        case Unsendable() if not isinstance(outcome, Unrepeatable):
            return Status.FAIL
        case _:
            return Status.UNKNOWN


def _sent(places: Sequence[Finding], resolution: Resolution) -> Secret:
    value = places[0].value
    if resolution.sent is not None and _is_winner(places, resolution):
        return resolution.sent.secret
    return (value.trimmed or value if resolution.client.rules.trims else value).secret


def _way(places: Sequence[Finding], resolution: Resolution) -> tuple[Header, bool]:
    """Return the client's header for the credential, and whether it goes out as a login."""
    if _is_winner(places, resolution):
        return resolution.header, resolution.is_login
    if places[0].value.shape is Shape.ANTHROPIC_OAUTH_TOKEN or any(map(is_login, places)):
        return Header.BEARER, True
    is_token = all(place.variable == TOKEN for place in places)
    return resolution.client.header(Place.TOKEN_VARIABLE if is_token else Place.KEY_VARIABLE), False


def _is_winner(places: Sequence[Finding], resolution: Resolution) -> bool:
    return any(place is resolution.credential for place in places)


def _refusal(places: Sequence[Finding], resolution: Resolution, official_url: str) -> str:
    provider = places[0].value.provider
    is_sent_anyway = _is_winner(places, resolution) and same_host(resolution.endpoint, official_url)
    return f"a key of {provider} is not shown to {shown_host(official_url)}" if provider and not is_sent_anyway else ""


def _words(outcome: ProbeOutcome) -> str:
    host = shown_host(outcome.request.base_url)
    match outcome:
        case Accepted():
            return f"accepted by {host}: {_answer(outcome)}"
        case Rejected(speaks_anthropic=True):
            return f"rejected by {host}: {_answer(outcome)}"
        case Rejected():
            return f"rejected by {host}, but not in the way the Claude API does: {_answer(outcome)}"
        case Forbidden(speaks_anthropic=True):
            return f"known to {host}, but not allowed to do this: {_answer(outcome, said(outcome))}"
        case Unsendable() if standing(outcome) is Status.FAIL:
            return f"not sent: {outcome.text}"
        case _:
            return _without_judgement(outcome, host)


def _answer(outcome: Answered, words: str = "") -> str:
    request = f", {outcome.request_id}" if outcome.request_id else ""
    return f"{words or outcome_words(outcome)} in {outcome.milliseconds:.0f} ms{request}"


def _without_judgement(outcome: ProbeOutcome, host: str) -> str:
    request = getattr(outcome, "request_id", "")
    sentence = not_judged(outcome, host=host, key="this key", client="the client")
    return f"{sentence}, {request}" if request else sentence
