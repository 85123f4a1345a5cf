"""How a walk ended: the exit code, and the plain lines that stay on the normal screen."""

from tui.domain.reporting.beside import FOR_NEW_TERMINALS
from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.flow.session import Session
from tui.flow.verify import Proof, Verification


def exit_code(session: Session) -> ExitCode:
    """Return the exit code of the walk: how it ended, and where that is not well, whether a fix was refused."""
    code = _code_of_the_end(session)
    return ExitCode.FIX_FAILED if session.refusal is not None and code is not ExitCode.OK else code


def summary_lines(session: Session) -> list[str]:
    """Return at most ten plain lines that say what was found, changed and proven."""
    lines = [f"fix401: {session.verdict.sentence if session.verdict else _without_a_verdict(session)}"]
    if session.verdict and session.verdict.primary:
        primary = session.verdict.primary
        lines.append(f"  cause: {primary.cause_id} ({primary.certainty})")
    undo = " (undo: fix401 undo)" if session.toolkit.settings.fix_command else ""
    lines.extend(f"  wrote: {receipt.shown}{undo}" for receipt in session.receipts[:3])
    if session.carried_out:
        lines.append(f"  done in the exercise: {session.carried_out}")
    if session.refusal is not None:
        lines.append(f"  not fixed: {session.refusal.reason}")
    elif session.is_put_back_unjudged:
        lines.append("  put back by you; whether it helped could not be checked")
    if session.plan and session.verification and session.verification.proof is Proof.AFTER_COMMAND:
        lines.extend(f"  paste: {command.command}" for command in session.plan.commands[:2])
    if session.verification:
        lines.append(f"  verified: {verification_sentence(session.verification)}")
        cure = session.verification.cure
        lines.extend([f"  {FOR_NEW_TERMINALS}: {cure}"] if cure else [])
    elif session.verdict and session.verdict.primary:
        lines.append(f"  more: fix401 explain {session.verdict.primary.cause_id}")
    return lines[:10]


def verification_sentence(verification: Verification) -> str:
    """Return what the proof says in one sentence."""
    match verification.proof:
        case Proof.ACCEPTED:
            request = f", request {verification.request_id}" if verification.request_id else ""
            sent = f"{verification.hint} from {verification.place}"
            return f"{verification.host} accepted {sent} at {verification.at}{request}"
        case Proof.AFTER_COMMAND:
            return (
                f"{verification.host} accepts {verification.hint} from {verification.place} once the command is pasted"
            )
        case Proof.STILL_FAILING:
            return f"still failing: {verification.title}"
        case Proof.UNKNOWN:
            return f"could not check: {verification.title}"


def _without_a_verdict(session: Session) -> str:
    return "requests were sent, but no verdict stands" if session.has_sent else "nothing was sent yet"


def _code_of_the_end(session: Session) -> ExitCode:
    """Return the code of the proof where there is one, else of the verdict."""
    if session.verification is None:
        return code_of(session.verdict)
    return {
        Proof.ACCEPTED: ExitCode.OK,
        Proof.AFTER_COMMAND: ExitCode.PROBLEM,
        Proof.STILL_FAILING: ExitCode.PROBLEM,
        Proof.UNKNOWN: ExitCode.UNKNOWN,
    }[session.verification.proof]
