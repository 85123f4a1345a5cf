"""`fix401 check`: detect, probe, diagnose, and print the verdict."""

from tui.domain.exit_code import ExitCode, code_of
from tui.domain.report import report
from tui.domain.verdict import Verdict
from tui.flow.cancellation import StopSignal
from tui.flow.ports import Toolkit
from tui.flow.session import Session
from tui.headless.output import narrate, print_json, print_lines


def check(toolkit: Toolkit, *, as_json: bool) -> ExitCode:
    """Detect, probe and diagnose; print the verdict."""
    _, verdict = judged(toolkit)
    if as_json:
        print_json(report(verdict))
    else:
        print_lines(verdict_lines(toolkit, verdict))
    return code_of(verdict)


def verdict_lines(toolkit: Toolkit, verdict: Verdict) -> list[str]:
    """Return the verdict as text, in the form that the settings ask for."""
    from tui.headless.text import verdict_text  # noqa: PLC0415 - deferred: JSON does not need it

    settings = toolkit.settings
    return verdict_text(verdict, plain=settings.plain, fix_command=settings.fix_command)


def judged(toolkit: Toolkit) -> tuple[Session, Verdict]:
    """Take the first three steps, saying on stderr what is sent before it is."""
    session = Session(toolkit)
    session.detect()
    session.read_keyring()
    if toolkit.settings.offline:
        return session, session.conclude_offline()
    plan = session.probe_plan()
    if plan.requests:
        count = len(plan.requests)
        narrate(f"sending {count} free request{'s' if count > 1 else ''} to {', '.join(plan.hosts)}")
    stop = StopSignal()
    try:
        for _ in session.probe(stop):
            pass
    finally:
        stop.set()
    if session.verdict is None:
        msg = "probing ended without a verdict"
        raise AssertionError(msg)
    return session, session.verdict
