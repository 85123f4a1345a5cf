"""What Claude Code keeps beside its credentials, and evidence about Claude Code."""

from tests.builders import answer, evidence, snapshot
from tests.causes.answers import Reply, answered
from tui.domain.clients.claude_code import HELPER, ClaudeCode, HelperRun, KeyAnswer, Login
from tui.domain.clients.claude_code import Helper as HelperCommand
from tui.domain.clients.client import ClientId
from tui.domain.found.finding import Finding, State
from tui.domain.found.names import read_finding
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import Accepted, ProbeOutcome, ProbeRequest
from tui.domain.record import replace
from tui.domain.resolving.helper_value import with_run
from tui.domain.resolving.snapshot import Snapshot

CLAUDE_CODE = ClientId.CLAUDE_CODE
STATE_FILE = Origin(OriginKind.CLAUDE_SETTINGS, "~/.claude.json", "/home/ada/.claude.json", 3)
LOGIN_FILE = Origin(OriginKind.CLAUDE_LOGIN, "~/.claude/.credentials.json", "/home/ada/.claude/.credentials.json")
HELPER_LINE = Origin(OriginKind.HELPER, "~/.claude/settings.json", "/home/ada/.claude/settings.json", 2)


def seen(shot: Snapshot, *accepted: str, offline: bool = False) -> Evidence:
    """Return evidence about Claude Code in which the API accepts just these texts."""
    return evidence(shot, accepted=accepted, client=CLAUDE_CODE, offline=offline)


def asked(shot: Snapshot, reply: Reply, *, hello: bool = False) -> Evidence:
    """Return evidence about Claude Code with the answers of `reply`."""
    return answered(shot, reply, client=CLAUDE_CODE, hello=hello)


def takes_logins_only(*texts: str) -> Reply:
    """Return the reply of an API that takes these tokens when they are sent in the way of a login."""

    def reply(request: ProbeRequest) -> ProbeOutcome:
        outcome = answer(request, texts)
        return answer(request, ()) if isinstance(outcome, Accepted) and not request.is_login else outcome

    return reply


def flag(name: str, text: str = "1", kind: OriginKind = OriginKind.PROCESS) -> Finding:
    """Return a variable that sends Claude Code to a cloud."""
    places = {
        OriginKind.PROCESS: Origin(kind, "the environment"),
        OriginKind.CLAUDE_SETTINGS: Origin(kind, "~/.claude/settings.json", "/home/ada/.claude/settings.json", 5),
    }
    return read_finding(name, text, places[kind])


def stored_key(text: str, state: State = State.ACTIVE) -> Finding:
    """Return the key that a login with a Console account stored."""
    return Finding("primaryApiKey", read_value(text), STATE_FILE, state)


def other_login(text: str) -> Finding:
    """Return the login of the usual folder, where a variable names another one."""
    return Finding("accessToken", read_value(text), LOGIN_FILE, State.OTHER_FOLDER)


def helper() -> Finding:
    """Return the helper that nobody has run."""
    return Finding(HELPER, read_value(""), HELPER_LINE, State.NOT_RUN, "bin/key.sh")


def helped(*findings: Finding, run: HelperRun | None = None) -> Snapshot:
    """Return a snapshot with a helper, run or not."""
    command = HelperCommand(HELPER_LINE, Secret("bin/key.sh --vault"), "bin/key.sh ...")
    shot = snapshot(helper(), *findings, claude_code=ClaudeCode(helper=command))
    return with_run(shot, run) if run else shot


def prints(text: str) -> HelperRun:
    """Return the run of a helper that prints this."""
    return HelperRun(HELPER_LINE, read_value(text), exit_code=0)


def fails(problem: str = "it ended with exit code 3", said: str = "") -> HelperRun:
    """Return the run of a helper that gives nothing."""
    return HelperRun(HELPER_LINE, problem=problem, exit_code=3, said=said)


def remembered(key: str, *, approved: bool) -> ClaudeCode:
    """Return what Claude Code keeps after it has asked about a key."""
    return ClaudeCode(answers=(KeyAnswer(Secret(key[-20:]), approved, STATE_FILE),))


def dated(*, is_past: bool, is_renewed: bool, plan: str = "max") -> ClaudeCode:
    """Return what the stored login says of itself."""
    until = "2026-11-20 08:00 UTC" if is_past else "2027-01-01 08:00 UTC"
    return ClaudeCode(logins=(Login(replace(LOGIN_FILE, line=4), plan, until, is_past, is_renewed),))
