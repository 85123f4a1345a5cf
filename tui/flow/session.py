"""One walk through the steps: what both front ends hold while they go, and nothing of a screen.

Each step's module is loaded when the step is taken: the first paint needs none of them, a check not all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.flow.ports import Cancellation, Receipt, Refusal, Toolkit

if TYPE_CHECKING:
    from tui.domain.clients.claude_code import Helper, HelperRun
    from tui.domain.clients.client import ClientChoice
    from tui.domain.found.finding import Finding
    from tui.domain.found.keyring import KeyringListing
    from tui.domain.judging.evidence import Evidence
    from tui.domain.key.secret import Secret
    from tui.domain.probing.probe import ProbeOutcome
    from tui.domain.probing.rung import Rung
    from tui.domain.reporting.alone import LoneResult, LoneTest
    from tui.domain.reporting.verdict import Verdict
    from tui.domain.reporting.warning import WarningLine
    from tui.domain.resolving.snapshot import Reading, Snapshot
    from tui.flow.fix import FixPlan
    from tui.flow.keys import Candidate
    from tui.flow.probe import ProbePlan
    from tui.flow.verify import Verification


class Session:
    """The answers of the steps taken so far; a step taken again replaces its own and what came after it."""

    def __init__(self, toolkit: Toolkit) -> None:
        self.toolkit = toolkit
        self.requested_client = toolkit.settings.client
        self.added: tuple[Finding, ...] = ()
        self.helper_run: HelperRun | None = None
        self.verdict: Verdict | None = None
        self.plan: FixPlan | None = None
        self.receipts: tuple[Receipt, ...] = ()
        self.refusal: Refusal | None = None
        self.verification: Verification | None = None
        self.carried_out = ""
        self.has_sent = False
        # Of keys tested alone: they stand for the whole walk, beside any verdict.
        self.lone_results: dict[Secret, LoneResult] = {}
        self.has_agreed_to_lone_tests = False
        self.has_put_back = False
        self.is_put_back_unjudged = False
        self._detected: Snapshot | None = None
        self._heard: tuple[Reading, ...] = ()
        self._turn = object()
        self._writing = threading.Lock()

    @property
    def has_detected(self) -> bool:
        """Whether the local scan has been made, so that asking for its result takes no time."""
        return self._detected is not None

    @property
    def snapshot(self) -> Snapshot:
        """What was detected, with the keys that were added by hand and what the helper gave."""
        from tui.domain.resolving.snapshot import Reading  # noqa: PLC0415 - deferred, as the module says

        detected = self._detected if self._detected is not None else self.detect()
        if self.helper_run is not None:
            from tui.domain.resolving.helper_value import with_run  # noqa: PLC0415 - deferred, as the module says

            detected = with_run(detected, self.helper_run)
        return replace(detected, readings=(*detected.readings, Reading(self.added), *self._heard))

    @property
    def helper(self) -> Helper | None:
        """The helper that this client would take its credential from, as long as nobody has run it."""
        from tui.domain.found.finding import State  # noqa: PLC0415 - deferred, as the module says

        evidence = self.evidence
        barrier = evidence.resolution.barrier
        is_unasked = barrier is not None and barrier.state is State.NOT_RUN
        return evidence.snapshot.claude_code.helper if is_unasked else None

    @property
    def client(self) -> ClientChoice:
        """The client the verdict is about."""
        from tui.flow.detect import choose_client  # noqa: PLC0415 - deferred, as the module says

        return choose_client(self.requested_client, self.snapshot)

    @property
    def evidence(self) -> Evidence:
        """The findings and what this client makes of them, before any answer."""
        from tui.domain.judging.evidence import Evidence  # noqa: PLC0415 - deferred, as the module says
        from tui.domain.resolving.resolution import resolve  # noqa: PLC0415 - as above
        from tui.flow.detect import choose_client  # noqa: PLC0415 - as above

        snapshot = self.snapshot
        return Evidence(snapshot, resolve(choose_client(self.requested_client, snapshot), snapshot))

    def detect(self) -> Snapshot:
        """Look at everything anew; keys that were added by hand stay."""
        from tui.flow.detect import detect  # noqa: PLC0415 - deferred, as the module says

        self._detected, self.helper_run = detect(self.toolkit), None
        self._forget_answers()
        return self._detected

    def choose(self, client: str) -> None:
        """Make the verdict about another client."""
        self.requested_client = client
        self._forget_answers()

    def candidates(self) -> tuple[Candidate, ...]:
        """Return every distinct credential, once."""
        from tui.flow.keys import candidates  # noqa: PLC0415 - deferred, as the module says

        return candidates(self.snapshot)

    def add(self, finding: Finding) -> None:
        """Add a pasted key or a keyring entry that was read; the same place twice counts once."""
        if finding in self.added:
            return
        self.added = (*(item for item in self.added if item.origin != finding.origin), finding)
        self._forget_answers()

    def see_keyring(self, listing: KeyringListing) -> None:
        """Keep why the keyring could not be listed, which may be why a key is missing."""
        from tui.flow.keyring import reading_of  # noqa: PLC0415 - deferred, as the module says

        self._heard = (reading_of(listing),)

    def read_keyring(self) -> None:
        """Take the values that code or start-up files name in the keyring, where that raises no prompt."""
        from tui.flow.keyring import read_unasked  # noqa: PLC0415 - deferred, as the module says

        for finding in read_unasked(self.toolkit.keyring, self.snapshot):
            self.add(finding)

    @property
    def warnings(self) -> tuple[WarningLine, ...]:
        """What is worth a line although it is not the reason."""
        from tui.warnings.registry import warn  # noqa: PLC0415 - deferred, as the module says

        return warn(self.evidence)

    def forget(self, finding: Finding) -> None:
        """Drop a key that was added by hand."""
        self.added = tuple(item for item in self.added if item is not finding)
        self._forget_answers()

    def candidate(self, finding: Finding) -> Candidate:
        """Return the credential of a finding that is part of this walk, with all its places."""
        return next(item for item in self.candidates() if item.value.secret == finding.value.secret)

    def lone_test(self, chosen: Candidate) -> LoneTest:
        """Return what would be sent to test this key alone."""
        from tui.domain.reporting.alone import lone_test  # noqa: PLC0415 - deferred, as the module says

        return lone_test(chosen.places, self.evidence)

    def ask_alone(self, test: LoneTest, cancellation: Cancellation) -> LoneResult:
        """Send it; the answer stands beside the key, unless it was no longer wanted, and makes no verdict."""
        from tui.flow.alone import ask_alone  # noqa: PLC0415 - deferred, as the module says

        self.has_sent = self.has_sent or bool(test.sent)
        result = ask_alone(self.toolkit, test, cancellation)
        if not cancellation.is_set():
            self.lone_results[test.value.secret] = result
        return result

    def run_helper(self, cancellation: Cancellation) -> None:
        """Run the helper, to which the person has agreed; without one to run, nothing."""
        helper = self.helper
        if helper is not None:
            self._forget_answers()
            self.helper_run = self.toolkit.helper.run(helper, cancellation)

    def probe_plan(self) -> ProbePlan:
        """Return what would be sent."""
        from tui.flow.probe import plan_probe  # noqa: PLC0415 - deferred, as the module says

        return plan_probe(self.evidence)

    def probe(
        self, cancellation: Cancellation, tell: Callable[[Rung], None] | None = None, *, plan: ProbePlan | None = None
    ) -> Iterator[ProbeOutcome]:
        """Send it, or the plan that was announced, yielding each outcome; the verdict stands when this ends."""
        from tui.flow.probe import ProbeRun  # noqa: PLC0415 - deferred, as the module says

        plan = plan or self.probe_plan()
        self._forget_answers()
        turn = self._turn
        self.has_sent = self.has_sent or bool(plan.requests)
        run = ProbeRun(self.toolkit, plan, cancellation, tell)
        yield from run.outcomes()
        verdict = run.verdict()
        # What the answers are about may have changed meanwhile; then they are nobody's.
        if turn is self._turn:
            self.take(verdict)

    def take(self, verdict: Verdict) -> None:
        """Let this verdict stand; a plan or a proof that was made for another one is dropped."""
        self.verdict, self.plan, self.verification = verdict, None, None

    def conclude_offline(self) -> Verdict:
        """Return the verdict without having asked anything."""
        self._forget_answers()
        from tui.flow.probe import conclude_offline  # noqa: PLC0415 - deferred, as the module says

        self.verdict = conclude_offline(self.evidence, self.toolkit.settings)
        return self.verdict

    def plan_fix(self) -> FixPlan:
        """Read the files and return what would be written."""
        from tui.flow.fix import FixPlan, plan_fix  # noqa: PLC0415 - deferred, as the module says

        self.plan = plan_fix(self.toolkit, self.verdict) if self.verdict else FixPlan()
        return self.plan

    def write(self) -> tuple[Receipt, ...] | Refusal:
        """Write the plan; a refusal stays until a later write succeeds."""
        from tui.flow.fix import FixPlan, write  # noqa: PLC0415 - deferred, as the module says

        with self._writing:
            result = write(self.toolkit, self.plan or FixPlan())
        if isinstance(result, Refusal):
            self.refusal = result
        else:
            self.refusal, self.is_put_back_unjudged = None, False
            self.receipts = (*self.receipts, *result)
            self.verification = None
        return result

    @property
    def can_carry_out(self) -> bool:
        """Whether this is an exercise, about the cause that was found, with its commands and steps still to do."""
        rehearsal, primary = self.toolkit.rehearsal, self.verdict.primary if self.verdict else None
        if rehearsal is None or primary is None or self.carried_out:
            return False
        return primary.cause_id == rehearsal.cause_id

    def carry_out(self) -> str:
        """Do in the exercise what the commands and steps say; it stays done, and is returned in one line."""
        rehearsal = self.toolkit.rehearsal
        if rehearsal is not None:
            with self._writing:
                self.carried_out = rehearsal.carry_out()
            self.verification = None
        return self.carried_out

    def undo(self) -> Refusal | None:
        """Put back what this walk wrote; what was refused can still be tried again."""
        from tui.flow.fix import first_refusal, put_back  # noqa: PLC0415 - deferred, as the module says
        from tui.flow.verify import Proof  # noqa: PLC0415 - as above

        with self._writing:
            results = put_back(self.toolkit, reversed(self.receipts))
        refusal = first_refusal(results)
        undone = {result.id for result in results if isinstance(result, Receipt)}
        self.receipts = tuple(item for item in self.receipts if item.id not in undone)
        if refusal is None:
            proof = self.verification.proof if self.verification else Proof.UNKNOWN
            if proof is Proof.STILL_FAILING:
                self.refusal = Refusal("the fix did not help and was put back")
            self.has_put_back, self.is_put_back_unjudged = True, proof is Proof.UNKNOWN
        if undone:
            self.verification = None
        return refusal

    def settle(self) -> None:
        """Return when nothing is being written any more: a process must not end before."""
        with self._writing:
            pass

    def verify(self) -> Verification:
        """Check again in a fresh process."""
        from tui.flow.fix import FixPlan  # noqa: PLC0415 - deferred, as the module says
        from tui.flow.verify import verify  # noqa: PLC0415 - as above

        self.has_sent = self.has_sent or not self.toolkit.settings.offline
        plan, client, has_agreed = self.plan or FixPlan(), self.client.id.value, self.helper_run is not None
        primary = self.verdict.primary if self.verdict and self.receipts else None
        repaired = primary.cause_id if primary else ""
        self.verification = verify(
            self.toolkit, plan, client, runs_helper=has_agreed, added=self.added, repaired=repaired
        )
        return self.verification

    @property
    def only_in_memory(self) -> tuple[Finding, ...]:
        """The added keys that stand in no file: gone with this process unless written or stored."""
        return tuple(item for item in self.added if item.origin.kind is OriginKind.PASTED)

    def _forget_answers(self) -> None:
        self._turn = object()
        self.verdict = self.plan = self.verification = None
