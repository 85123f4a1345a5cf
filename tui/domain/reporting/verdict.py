"""The one conclusion of a check: nothing wrong, a cause, or what could not be found out and why."""

from enum import StrEnum

from tui.domain.clients.claude_code import HELPER
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding, State
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted, ProbeKind
from tui.domain.reasons.unknown import why_unknown
from tui.domain.record import Record
from tui.domain.remedies.wording import client_name, place_of
from tui.domain.reporting.marks import Status
from tui.domain.reporting.warning import WarningLine

_HELLO_NOT_SENT = "credit: needs --hello"
_NO_KEY_FOR_HELLO = "credit: needs --hello and a key that is accepted"
_OFFLINE = "the network: --offline"
_SKIPPED = "the network: you skipped the test"
_OWN_REQUEST = "your program's own request: what it really sends"


class VerdictKind(StrEnum):
    """The three verdicts; the values appear in `--json`."""

    OK = "ok"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


STATUS_OF = {VerdictKind.OK: Status.OK, VerdictKind.PROBLEM: Status.FAIL, VerdictKind.UNKNOWN: Status.UNKNOWN}


class Verdict(Record):
    """The conclusion: the cause to repair first, the other causes that fit, and what was not tested.

    `warnings` are worth a line, and no reason why a call fails.
    """

    kind: VerdictKind
    evidence: Evidence
    primary: Diagnosis | None = None
    also: tuple[Diagnosis, ...] = ()
    not_tested: tuple[str, ...] = ()
    warnings: tuple[WarningLine, ...] = ()

    @property
    def pasted_cure(self) -> Finding | None:
        """The pasted key that was accepted, and that an edit of the first cause puts in place."""
        edits = (remedy.edit for remedy in (self.primary.remedies if self.primary else ()))
        written = [edit.secret for edit in edits if isinstance(edit, SetVariable)]
        pasted = (item for item in self.evidence.snapshot.findings if item.origin.kind is OriginKind.PASTED)
        accepted = (item for item in pasted if self.evidence.accepts(item.value.best))
        return next((item for item in accepted if item.value.best in written), None)

    @property
    def sentence(self) -> str:
        """The headline, without a full stop."""
        if self.primary is not None:
            return self.primary.title
        winner = self.evidence.winner
        if self.kind is VerdictKind.OK and winner is not None:
            hint = winner.value.secret.hint
            return f"the key {client_name(self.evidence)} sends was accepted: {hint} from {place_of(winner)}"
        return why_unknown(self.evidence)


def judge_verdict(
    evidence: Evidence, diagnoses: tuple[Diagnosis, ...], warnings: tuple[WarningLine, ...] = ()
) -> Verdict:
    """Return the verdict; the first diagnosis is the primary one."""
    not_tested = _not_tested(evidence)
    if diagnoses:
        return Verdict(VerdictKind.PROBLEM, evidence, diagnoses[0], diagnoses[1:], not_tested, warnings)
    hello = evidence.outcome(ProbeKind.HELLO)
    is_ok = evidence.is_accepted and (hello is None or isinstance(hello, Accepted))
    return Verdict(VerdictKind.OK if is_ok else VerdictKind.UNKNOWN, evidence, not_tested=not_tested, warnings=warnings)


def _not_tested(evidence: Evidence) -> tuple[str, ...]:
    unread = (f"{problem.origin.label}: {problem.text}" for problem in evidence.snapshot.problems)
    hello = () if evidence.outcome(ProbeKind.HELLO) else (_why_no_hello(evidence),)
    unsent = ((_SKIPPED if evidence.was_skipped else _OFFLINE),) if evidence.offline else ()
    return (*unsent, *_helper_not_run(evidence), *hello, _OWN_REQUEST, *unread)


def _why_no_hello(evidence: Evidence) -> str:
    is_to_come = evidence.is_accepted or evidence.as_found is None
    return _HELLO_NOT_SENT if is_to_come else _NO_KEY_FOR_HELLO


def _helper_not_run(evidence: Evidence) -> tuple[str, ...]:
    barrier = evidence.resolution.barrier
    is_unasked = barrier is not None and barrier.state is State.NOT_RUN
    return (f"the `{HELPER}` in {barrier.origin.label}: needs --run-helper",) if barrier and is_unasked else ()
