"""`fix401 fix` and `undo`: the diff, written and verified when confirmed, put back when it did not help."""

import signal
from collections.abc import Generator
from contextlib import contextmanager

from tui.domain.judging.diagnosis import Certainty
from tui.domain.remedies.wording import WOULD_CHANGE, begun
from tui.domain.reporting.beside import FOR_NEW_TERMINALS
from tui.domain.reporting.command_line import with_options
from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.domain.reporting.report import Json, report
from tui.domain.reporting.verdict import Verdict
from tui.flow.fix import FixPlan, first_refusal, put_back
from tui.flow.outcome import verification_sentence
from tui.flow.ports import Receipt, Refusal, Toolkit
from tui.flow.session import Session
from tui.flow.verify import Proof, Verification
from tui.headless.checking import judged, verdict_lines
from tui.headless.filled import filled
from tui.headless.output import narrate, print_json, print_lines
from tui.headless.plan_text import diff_text, plan_text


def fix(toolkit: Toolkit, *, as_json: bool, confirmed: bool) -> ExitCode:
    """The same, then the plan and its diff; writes and verifies it only when confirmed."""
    session, verdict = judged(toolkit)
    plan = session.plan_fix()
    if not as_json:
        print_lines(verdict_lines(toolkit, verdict))
        print_lines([*plan_text(plan, toolkit.settings.repeated), *diff_text(plan)])
    held_back = with_options(_held_back(verdict, plan, confirmed=confirmed), toolkit.settings.repeated)
    if not held_back:
        return _write(session, verdict, plan, as_json=as_json)
    if as_json:
        print_json({**report(verdict), "fix": {**_fix_report(plan), "held_back": held_back}})
    elif verdict.primary is not None:
        print_lines(["", held_back])
    return code_of(verdict)


def _held_back(verdict: Verdict, plan: FixPlan, *, confirmed: bool) -> str:
    """Return why nothing is written, or an empty text; what nobody has looked at must be proven."""
    if not plan.is_writable:
        return "Nothing was written: the steps above are for you to take. Then run `fix401` again."
    if verdict.primary is not None and verdict.primary.certainty is not Certainty.PROVEN:
        return "Nothing is written: the cause is likely, not proven. The wizard can write it: `fix401`."
    if plan.is_published:
        return "Nothing is written: git has the file, so the steps named first come first. Then run `fix401` again."
    return "" if confirmed else "Nothing is written yet: `fix401 fix --yes` writes this."


def undo(toolkit: Toolkit, *, only_list: bool) -> ExitCode:
    """Put back the newest fix with all its files, or list what can be put back."""
    history = toolkit.files.history()
    if only_list:
        print_lines([f"{receipt.written_at}  {receipt.shown}" for receipt in history] or ["nothing to put back"])
        return ExitCode.OK
    if not history:
        narrate("there is no change to undo")
        return ExitCode.UNKNOWN
    results = put_back(toolkit, (item for item in history if item.fix == history[0].fix))
    for result in results:
        if isinstance(result, Refusal):
            narrate(result.reason, result.by_hand)
            print_lines([WOULD_CHANGE, *(line.text for line in result.diff)] if result.diff else [])
        else:
            print_lines([f"put back: {result.shown}, as it was before {result.written_at}"])
    return ExitCode.FIX_FAILED if first_refusal(results) else ExitCode.OK


def _write(session: Session, verdict: Verdict, plan: FixPlan, *, as_json: bool) -> ExitCode:
    try:
        with _uninterrupted():
            result = session.write()
        if isinstance(result, Refusal):
            return _failed(session, verdict, result, as_json=as_json)
        verification = session.verify()
    except KeyboardInterrupt:
        return _interrupted(session)
    code = _fix_code(verification, verdict)
    stuck = session.undo() if code is ExitCode.FIX_FAILED else None
    was_put_back = code is ExitCode.FIX_FAILED and stuck is None
    if as_json:
        fixed = _fix_report(plan, result, verification, put_back=was_put_back)
        print_json({**report(verdict), "fix": {**fixed, "error": stuck.reason if stuck else None}})
    elif code is ExitCode.FIX_FAILED:
        what = f"could not be put back: {stuck.reason}" if stuck else "was put back"
        print_lines(["", f"The fix did not help and {what}", f"  {verification.title}"])
    else:
        print_lines(["", *(f"written: {receipt.shown} (put back with `fix401 undo`)" for receipt in result)])
        print_lines([f"verified: {verification_sentence(verification)}"])
        print_lines(filled(begun(verification.later)) if verification.later else [])
        print_lines(filled(begun(f"{FOR_NEW_TERMINALS}: {verification.cure}")) if verification.cure else [])
    return code


@contextmanager
def _uninterrupted() -> Generator[None]:
    """Keep Ctrl+C waiting until what is being written is whole and known to be put back."""
    caught: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
    if caught:
        raise KeyboardInterrupt


def _interrupted(session: Session) -> ExitCode:
    """Put back what was written when the person stops the proof."""
    stuck = session.undo()
    narrate(f"cancelled; what was written stays: {stuck.reason}" if stuck else "cancelled; the change was put back")
    return ExitCode.CANCELLED


def _fix_code(verification: Verification, verdict: Verdict) -> ExitCode:
    match verification.proof:
        case Proof.ACCEPTED:
            return ExitCode.OK
        case Proof.AFTER_COMMAND:
            return ExitCode.PROBLEM
        case Proof.STILL_FAILING:
            same = verdict.primary is not None and verification.cause_id == verdict.primary.cause_id
            return ExitCode.FIX_FAILED if same else ExitCode.PROBLEM
        case Proof.UNKNOWN:
            return ExitCode.UNKNOWN


def _failed(session: Session, verdict: Verdict, refusal: Refusal, *, as_json: bool) -> ExitCode:
    """Say why nothing was written; where the file has changed, show what it is now."""
    plan, again, repeated = session.plan or FixPlan(), session.plan_fix(), session.toolkit.settings.repeated
    if as_json:
        print_json({**report(verdict), "fix": {**_fix_report(again), "error": refusal.reason}})
    elif (again.changes, again.refusals) != (plan.changes, plan.refusals):
        print_lines(["", "The files have changed meanwhile. As they are now, this would be written:"])
        print_lines([*plan_text(again, repeated), *diff_text(again)])
    narrate(refusal.reason, with_options(refusal.by_hand, repeated))
    return ExitCode.FIX_FAILED


def _fix_report(
    plan: FixPlan,
    receipts: tuple[Receipt, ...] = (),
    verification: Verification | None = None,
    *,
    put_back: bool = False,
) -> Json:
    return {
        "changes": [
            {
                "file": change.shown,
                "what": list(change.titles),
                "diff": [line.text for line in change.diff],
                "not_read_by": [
                    {"line": item.line, "what": item.what, "readers": list(item.readers)} for item in change.hindrances
                ],
            }
            for change in plan.changes
        ],
        "first": [item.text for item in plan.publications],
        "warning": plan.warning or None,
        "afterwards": plan.outlook.sentence or None if plan.outlook else None,
        "is_enough": plan.outlook.is_enough if plan.outlook else None,
        "commands": [command.command for command in plan.commands],
        "steps": [step.title for step in plan.steps],
        "refusals": [refusal.reason for refusal in plan.refusals],
        "written": [] if put_back else [receipt.shown for receipt in receipts],
        "put_back": put_back,
        "proof": verification.proof.value if verification else None,
        "verified": verification_sentence(verification) if verification else None,
    }
