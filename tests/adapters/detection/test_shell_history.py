import time

import pytest

from tests.adapters.detection.world import GOOD, World
from tui.adapters.reading.shell_history import LIMIT, ShellHistory

BASH = f"ls\ncd code\nexport ANTHROPIC_API_KEY={GOOD}\necho {GOOD}\n"


def labels(world: World) -> list[str]:
    return [origin.label for origin in ShellHistory(world.places).read().surroundings.histories]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (".bash_history", BASH, 3),
        (".zsh_history", f": 1750000000:0;ls\n: 1750000001:0;export ANTHROPIC_API_KEY={GOOD}\n", 2),
        (".local/share/fish/fish_history", f"- cmd: set -gx ANTHROPIC_API_KEY {GOOD}\n  when: 1750000000\n", 1),
        (
            ".local/share/powershell/PSReadLine/ConsoleHost_history.txt",
            f"dir\r\n$env:ANTHROPIC_API_KEY = '{GOOD}'\r\n",
            2,
        ),
    ],
)
def test_the_first_line_with_a_key_in_each_shells_history(world: World, name: str, text: str, line: int) -> None:
    world.in_home(name, text)
    assert labels(world) == [f"~/{name}:{line}"]


def test_the_files_that_variables_name(world: World) -> None:
    world.environ |= {"HISTFILE": str(world.home / "h"), "ZDOTDIR": str(world.home / "z")}
    world.environ |= {"XDG_DATA_HOME": str(world.home / "d")}
    world.in_home("h", BASH)
    world.in_home("z/.zsh_history", BASH)
    world.in_home("d/fish/fish_history", BASH)
    assert labels(world) == ["~/h:3", "~/z/.zsh_history:3", "~/d/fish/fish_history:3"]


def test_windows_has_its_own_place(world: World) -> None:
    world.platform = "win32"
    world.in_home("AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt", BASH)
    assert labels(world) == ["~/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt:3"]


def test_near_miss_sample_text_a_search_or_other_commands(world: World) -> None:
    sample = f"sk-ant-api03-{'x' * 40}"
    world.in_home(".bash_history", f"grep sk-ant-api03- .env\nexport ANTHROPIC_API_KEY={sample}\ncat .env\n")
    assert labels(world) == []


def test_a_key_behind_sample_text_is_found(world: World) -> None:
    world.in_home(".bash_history", f"export A=sk-ant-api03-{'x' * 40}\nexport B={GOOD}\n")
    assert labels(world) == ["~/.bash_history:2"]


def test_no_part_of_the_key_is_kept(world: World) -> None:
    world.in_home(".bash_history", BASH)
    assert GOOD[13:25] not in repr(ShellHistory(world.places).read())


def test_a_long_history_is_read_as_far_as_the_limit_and_quickly(world: World) -> None:
    line = b"git commit -m 'nothing of interest here'\n"
    path = world.in_home(".bash_history", line * (LIMIT // len(line) + 10) + BASH.encode())
    assert path.stat().st_size > LIMIT
    started = time.perf_counter()
    assert labels(world) == []
    assert time.perf_counter() - started < 0.5


def test_a_history_that_is_no_file_is_no_failure(world: World) -> None:
    (world.home / ".bash_history").mkdir()
    assert labels(world) == []
