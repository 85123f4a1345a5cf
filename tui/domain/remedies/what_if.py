"""What a client would send if the definitions in the way were gone."""

from collections.abc import Callable

from tui.domain.clients.client import Place
from tui.domain.found.finding import Finding
from tui.domain.judging.absence import without
from tui.domain.judging.account import is_of_account
from tui.domain.judging.diagnosis import Certainty, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import KEY_SHAPES, Shape
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted, ProbeOutcome
from tui.domain.record import Record, replace
from tui.domain.remedies.common import found, observed, read_from_environment, remove_definition

_MOST_IN_THE_WAY = 12


class Heir(Record):
    """The definition that would be sent if those in its way were gone; they begin with the winner.

    The certainty is PROVEN when the winner was refused and the heir accepted by the host that
    the client calls. `answer` is the word for a winner of which that is known: only a key that is
    none of the account's is rejected.
    """

    finding: Finding
    place: Place | None
    in_the_way: tuple[Finding, ...]
    certainty: Certainty
    answer: str = "rejected"

    @property
    def winner(self) -> Finding:
        """The definition that is sent now."""
        return self.in_the_way[0]

    @property
    def adjectives(self) -> tuple[str, str]:
        """What is said of the winner, with a blank behind it or empty, and of the heir."""
        return (f"{self.answer} ", "good") if self.is_proven else ("", "other")

    @property
    def is_proven(self) -> bool:
        """Whether answers isolate it."""
        return self.certainty is Certainty.PROVEN


def heir_of(evidence: Evidence) -> Heir | None:
    """Return the accepted definition that a winner hides whose key, or the account of whose key, is refused.

    Where nothing was sent, it is the next definition that has another key, if the winner cannot be
    one: that two keys differ is no sign of a fault.
    """
    if evidence.as_found is None:
        if _may_be_good(evidence):
            return None
        return _next(evidence, lambda finding: _is_another_key(evidence, finding), is_tested=False)
    if is_of_account(evidence.as_found):
        # Of both keys the same was asked, so that what the account lets them do is what differs.
        heir = next_accepted(evidence)
        return replace(heir, answer="refused") if heir else None
    winner = evidence.winner
    if winner is None or not evidence.is_refused or not evidence.refuses(winner.value.best):
        return None
    return next_accepted(evidence)


def next_accepted(evidence: Evidence) -> Heir | None:
    """Return the accepted definition behind a winner that is known not to do, for another reason than a refusal."""
    return _next(evidence, lambda finding: evidence.accepts(finding.value.best), is_tested=True)


def hidden_key(evidence: Evidence) -> Finding | None:
    """Return the other key that would be sent if the winner were gone, whatever the two are worth."""
    hidden = _next(evidence, lambda finding: _is_another_key(evidence, finding), is_tested=False)
    return hidden.finding if hidden else None


def clearing(evidence: Evidence, heir: Heir) -> tuple[Remedy, ...]:
    """Return what takes everything out of the heir's way, each remedy once."""
    remedies = [remedy for finding in heir.in_the_way for remedy in _taking_away(evidence, finding)]
    return tuple(dict.fromkeys(remedies))


def testimony(evidence: Evidence, heir: Heir) -> tuple[EvidenceLine, ...]:
    """Return where both definitions stand and what was answered to each."""
    line, answered = set_at(evidence, heir.winner), _acceptance(evidence, heir.finding)
    return (
        found(heir.winner),
        *((found(line, "sets that value in every new shell"),) if line else ()),
        found(heir.finding),
        *observed(evidence.as_found),
        *observed(answered),
    )


def set_at(evidence: Evidence, finding: Finding) -> Finding | None:
    """Return the line of a start-up file that gives the environment this very value."""
    for candidate in evidence.snapshot.findings:
        is_line = candidate.origin.kind is OriginKind.SHELL_PROFILE and candidate.is_active
        if is_line and candidate.variable == finding.variable and candidate.value.secret == finding.value.secret:
            return candidate
    return None


def _acceptance(evidence: Evidence, finding: Finding) -> ProbeOutcome | None:
    answers = (outcome for outcome in evidence.outcomes if outcome.request.secret == finding.value.best)
    return next((outcome for outcome in answers if isinstance(outcome, Accepted)), None)


def _next(evidence: Evidence, is_wanted: Callable[[Finding], bool], *, is_tested: bool) -> Heir | None:
    resolution = evidence.resolution
    in_the_way: list[Finding] = []
    while resolution.credential is not None and len(in_the_way) < _MOST_IN_THE_WAY:
        candidate = resolution.credential
        if in_the_way and is_wanted(candidate):
            isolated = is_tested and not candidate.value.flaws and _is_asked_there(evidence, candidate)
            certainty = Certainty.PROVEN if isolated else Certainty.LIKELY
            return Heir(candidate, resolution.place, tuple(in_the_way), certainty)
        in_the_way.append(candidate)
        resolution = without(evidence, *in_the_way)
    return None


def _is_asked_there(evidence: Evidence, candidate: Finding) -> bool:
    """Return whether the host that the client calls is the one that accepted this value."""
    answer = _acceptance(evidence, candidate)
    return is_official(evidence) or (answer is not None and answer.request.base_url == evidence.resolution.endpoint)


def _may_be_good(evidence: Evidence) -> bool:
    """Return whether nothing in the winner's text speaks against it, without having asked anybody."""
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None or winner.value.flaws or winner.value.is_blank:
        return False
    # A gateway may take any text for a key.
    may_be_gateways = not is_official(evidence)
    may_be_login = resolution.place is not Place.KEY_VARIABLE and winner.value.shape is Shape.ANTHROPIC_OAUTH_TOKEN
    return winner.value.shape in KEY_SHAPES or may_be_gateways or may_be_login


def _is_another_key(evidence: Evidence, finding: Finding) -> bool:
    winner = evidence.winner
    return winner is not None and finding.value.shape in KEY_SHAPES and finding.value.best != winner.value.best


def _taking_away(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    if finding.origin.kind is OriginKind.SOURCE:
        return (read_from_environment(evidence, finding),)
    return remove_definition(evidence, finding)
