import pytest

from tests.adapters.detection.world import World
from tui.adapters.reading.process_caller import ProcessCaller
from tui.domain.found.machine import CallerKind

SERVICE = {"INVOCATION_ID": "5c3f", "JOURNAL_STREAM": "8:12345", "PATH": "/usr/local/bin:/usr/bin:/bin"}
CRON = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "ada", "HOME": "/home/ada"}
JOB = {"XPC_SERVICE_NAME": "org.example.bot", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "SHELL": "/bin/zsh"}


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        (SERVICE, CallerKind.SYSTEMD),
        ({"JOURNAL_STREAM": "8:1"}, CallerKind.SYSTEMD),
        (CRON, CallerKind.CRON),
        (JOB, CallerKind.LAUNCHD),
        ({"SUDO_USER": "ada", "SUDO_UID": "1000", "TERM": "xterm"}, CallerKind.SUDO),
        ({**SERVICE, "SUDO_USER": "ada"}, CallerKind.SUDO),
        ({"TERM": "xterm-256color"}, CallerKind.TERMINAL),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-1000/default,1,0"}, CallerKind.TMUX),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, CallerKind.EDITOR),
        ({"TERM": "xterm-256color", "TERMINAL_EMULATOR": "JetBrains-JediTerm"}, CallerKind.EDITOR),
    ],
)
def test_the_starter_by_its_marks(world: World, environ: dict[str, str], kind: CallerKind) -> None:
    world.environ |= environ
    caller = ProcessCaller(world.places).read().surroundings.caller
    assert caller is not None
    assert caller.kind is kind


@pytest.mark.parametrize(
    "environ",
    [
        {**SERVICE, "TERM": "xterm-256color"},
        {**SERVICE, "COLORTERM": "truecolor", "TERM": "xterm"},
        {**CRON, "TERM": "xterm"},
        {"XPC_SERVICE_NAME": "application.com.apple.Terminal.1152921", "TERM": "xterm-256color"},
    ],
)
def test_near_miss_a_terminal_that_a_service_has_opened(world: World, environ: dict[str, str]) -> None:
    world.environ |= environ
    caller = ProcessCaller(world.places).read().surroundings.caller
    assert caller is not None
    assert caller.kind is CallerKind.TERMINAL


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"PATH": "/usr/bin:/bin", "SHELL": "/bin/zsh", "LOGNAME": "ada"},
        {"PATH": "/home/ada/bin:/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "ada"},
        {"XPC_SERVICE_NAME": "0"},
        {"XPC_SERVICE_NAME": "application.com.microsoft.VSCode.1"},
        {"INVOCATION_ID": ""},
    ],
)
def test_without_a_mark_nothing_is_said(world: World, environ: dict[str, str]) -> None:
    world.environ |= environ
    assert ProcessCaller(world.places).read().surroundings.caller is None
