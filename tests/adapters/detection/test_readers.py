"""What holds for every reader: no side effects, no failure on any bytes, little time and few imports."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.detection.world import GOOD, World, tree
from tui.adapters.reading.claude_settings import ClaudeSettings
from tui.adapters.reading.env_files import EnvFiles
from tui.adapters.reading.login_expiry import LoginExpiry
from tui.adapters.reading.network_stack import NetworkStack
from tui.adapters.reading.places import Places
from tui.adapters.reading.process_caller import ProcessCaller
from tui.adapters.reading.process_env import ProcessEnvironment
from tui.adapters.reading.project_code import ProjectCode
from tui.adapters.reading.project_folder import ProjectFolder
from tui.adapters.reading.sdk_profiles import SdkProfiles
from tui.adapters.reading.shell_history import ShellHistory
from tui.adapters.reading.shell_profiles import ShellProfiles
from tui.adapters.reading.tool_configs import ToolConfigs
from tui.adapters.reading.user_services import UserServices
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Reading
from tui.flow.ports import ProjectReader, Reader

_FILES = (
    *("project/.env", "project/.env.local", "project/a.py", "project/a.ts", "project/a.sh", "project/a.ipynb"),
    *("project/package.json", "project/compose.yml", "project/pyproject.toml", "project/uv.lock", "project/sub/.env"),
    *("project/.claude/settings.json", ".claude/.credentials.json", ".claude.json", ".bashrc", ".zshrc"),
    *("project/bot.service", "project/crontab", "project/job.plist", "project/.mcp.json", "project/.aider.conf.yml"),
    *(".config/systemd/user/bot.service", "Library/LaunchAgents/a.plist", ".bash_history", ".config/zed/settings.json"),
    *(".config/fish/config.fish", ".config/fish/fish_variables", ".config/powershell/profile.ps1"),
)


def readers(places: Places) -> tuple[Reader, ...]:
    return (
        ProcessEnvironment(places),
        EnvFiles(places),
        ShellProfiles(places),
        ClaudeSettings(places),
        SdkProfiles(places),
        ProjectCode(places),
        ToolConfigs(places),
        ProcessCaller(places),
        UserServices(places),
        LoginExpiry(places),
        ShellHistory(places),
        NetworkStack(places),
    )


def fill(home: Path, data: bytes) -> Places:
    for name in _FILES:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Places(home, home / "project", {}, home / "system")


def test_reading_changes_nothing(world: World) -> None:
    places = fill(world.home, f'export ANTHROPIC_API_KEY="{GOOD}"\n'.encode())
    before = tree(world.root)
    for reader in readers(places):
        reader.read()
    project: ProjectReader = ProjectFolder(places)
    project.project()
    project.exposures([Origin(OriginKind.DOTENV, "~/project/.env", str(places.project / ".env"))])
    assert tree(world.root) == before


_WORDS = st.sampled_from(
    [
        b"ANTHROPIC_API_KEY",
        b"=",
        b'"',
        b"'",
        b"\n",
        b"\r",
        b"sk-ant-api03-abcdefgh",
        b"{",
        b"}",
        b'{"env": {',
        b"$(",
        b"[Service]\nExecStart=python a.py\n",
        b"* * * * * python a.py\n",
        b"mcpServers",
        b"\0",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.lists(_WORDS, max_size=30).map(b"".join))
def test_no_bytes_make_a_reader_fail(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = fill(Path(folder), data)
        for reader in readers(places):
            assert isinstance(reader.read(), Reading)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60)))
def test_no_environment_makes_a_reader_fail(environ: dict[str, str]) -> None:
    places = Places(Path("/nonexistent"), Path("/nonexistent/project"), environ, Path("/nonexistent"))
    assert isinstance(ProcessEnvironment(places).read(), Reading)
    assert isinstance(ProcessCaller(places).read(), Reading)
    assert places.shell


def test_values_do_not_show_in_a_reading(world: World) -> None:
    places = fill(world.home, f'export ANTHROPIC_API_KEY="{GOOD}"\nAnthropic(api_key="{GOOD}")\n'.encode())
    for reader in readers(places):
        assert GOOD[20:60] not in repr(reader.read())


def test_a_project_of_ordinary_size_is_read_at_once(world: World) -> None:
    for number in range(150):
        world.in_project(f"src/part{number % 10}/module{number}.py", f"import anthropic\nX = {number}\n" * 20)
    places = world.places
    best = min(_seconds(places) for _ in range(3))
    assert best < 0.3


def _seconds(places: Places) -> float:
    started = time.process_time()
    for reader in readers(places):
        reader.read()
    ProjectFolder(places).project()
    return time.process_time() - started


@pytest.mark.parametrize(
    "module", ["subprocess", "json", "shutil", "tomllib", "plistlib", "datetime", "jeepney", "asyncio", "urllib.parse"]
)
def test_detection_of_an_empty_project_loads_no_slow_module(world: World, module: str) -> None:
    program = """
import sys
from pathlib import Path
before = set(sys.modules)
from tui.adapters.reading.places import Places
from tui.adapters.reading.claude_settings import ClaudeSettings
from tui.adapters.reading.env_files import EnvFiles
from tui.adapters.reading.process_env import ProcessEnvironment
from tui.adapters.reading.project_code import ProjectCode
from tui.adapters.reading.project_folder import ProjectFolder
from tui.adapters.reading.shell_profiles import ShellProfiles
from tui.adapters.reading.login_expiry import LoginExpiry
from tui.adapters.reading.network_stack import NetworkStack
from tui.adapters.reading.process_caller import ProcessCaller
from tui.adapters.reading.shell_history import ShellHistory
from tui.adapters.reading.tool_configs import ToolConfigs
from tui.adapters.reading.user_services import UserServices
home = Path(sys.argv[1])
places = Places(home, home / "code" / "project", {}, home)
for reader in (
    ProcessEnvironment, EnvFiles, ShellProfiles, ClaudeSettings, ProjectCode,
    LoginExpiry, NetworkStack, ProcessCaller, ShellHistory, ToolConfigs, UserServices,
):
    reader(places).read()
ProjectFolder(places).project()
print("\\n".join(set(sys.modules) - before))
"""
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program, str(world.home)], cwd=root, capture_output=True, text=True, check=True
    )
    assert module not in done.stdout.split()
