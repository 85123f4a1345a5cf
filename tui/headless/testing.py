"""`fix401 keys test`: reads one entry of the keyring and asks the API about that key alone."""

import sys

from tui.domain.clients.scrub import scrub
from tui.domain.found.finding import Finding
from tui.domain.found.keyring import KeyringEntry
from tui.domain.reporting.alone import LoneResult, LoneTest
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.lone_report import lone_report, untested_report
from tui.domain.reporting.marks import ASCII, Status, marks_for
from tui.flow.cancellation import StopSignal
from tui.flow.keys import problem_of
from tui.flow.ports import Toolkit
from tui.flow.session import Session
from tui.headless.output import narrate, print_json, print_lines

_CODES = {Status.OK: ExitCode.OK, Status.FAIL: ExitCode.PROBLEM}


def try_entry(toolkit: Toolkit, entry: KeyringEntry, *, as_json: bool) -> ExitCode:
    """Read the entry, test it alone, and say in one line what came of it."""
    if toolkit.settings.offline:
        return _untested(toolkit, "--offline: nothing is sent, so no key is tested", as_json=as_json)
    answer = toolkit.keyring.read(entry)
    if answer.finding is None:
        # Scrubbed, because a key may have been given in the place of a name.
        return _untested(toolkit, f"keyring: {scrub(entry.shown)}: {problem_of(answer)}", as_json=as_json)
    session = Session(toolkit)
    session.detect()
    session.add(answer.finding)
    test = session.lone_test(session.candidate(answer.finding))
    if test.refusal:
        return _untested(toolkit, f"{_named(answer.finding)}: not sent: {test.refusal}", as_json=as_json)
    result = _asked(session, test)
    if as_json:
        print_json(lone_report(answer.finding, session.client, result))
    else:
        words = "; ".join(words for _, words in result.lines)
        _print_line(toolkit, result.status, f"{_named(answer.finding)}: {words}")
    return _CODES.get(result.status, ExitCode.UNKNOWN)


def _asked(session: Session, test: LoneTest) -> LoneResult:
    count = len(test.sent)
    if count:
        narrate(f"sending {count} free request{'s' if count > 1 else ''} to {test.host}")
    stop = StopSignal()
    try:
        return session.ask_alone(test, stop)
    finally:
        stop.set()


def _untested(toolkit: Toolkit, problem: str, *, as_json: bool) -> ExitCode:
    if as_json:
        print_json(untested_report(problem))
    else:
        _print_line(toolkit, Status.UNKNOWN, problem)
    return ExitCode.UNKNOWN


def _named(finding: Finding) -> str:
    return f"{finding.value.secret.hint} from {finding.origin.label}"


def _print_line(toolkit: Toolkit, status: Status, words: str) -> None:
    mark = (ASCII if toolkit.settings.plain else marks_for(sys.stdout.encoding)).of(status)
    print_lines([f"{mark} {status}: {words}"])
