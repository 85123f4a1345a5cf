"""`fix401 check`: detect, probe, diagnose, and print the verdict."""

from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.domain.reporting.report import report
from tui.domain.reporting.verdict import Verdict
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
    return verdict_text(verdict, plain=settings.plain, fix_command=settings.fix_command, repeated=settings.repeated)


def judged(toolkit: Toolkit) -> tuple[Session, Verdict]:
    """Take the first three steps, saying on stderr what is sent before it is."""
    session = Session(toolkit)
    session.detect()
    session.read_keyring()
    if toolkit.settings.offline:
        return session, session.conclude_offline()
    stop = StopSignal()
    try:
        _run_helper(session, stop)
        _probe(session, stop)
    finally:
        stop.set()
    if session.verdict is None:
        msg = "probing ended without a verdict"
        raise AssertionError(msg)
    return session, session.verdict


def _run_helper(session: Session, stop: StopSignal) -> None:
    """Run Claude Code's helper where the command line agreed to it and it decides."""
    helper = session.helper if session.toolkit.settings.run_helper else None
    if helper is not None:
        narrate(f"running the `apiKeyHelper` of {helper.origin.label}")
        session.run_helper(stop)


def _probe(session: Session, stop: StopSignal) -> None:
    plan = session.probe_plan()
    if plan.requests:
        count = len(plan.requests)
        paid = ", and 1 paid call of one token if a key is accepted," if session.toolkit.settings.hello else ""
        narrate(f"sending {count} free request{'s' if count > 1 else ''}{paid} to {', '.join(plan.hosts)}")
    for _ in session.probe(stop, plan=plan):
        pass
