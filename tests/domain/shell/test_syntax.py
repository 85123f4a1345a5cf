import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.key.shell_repair import ShellRepair
from tui.domain.key.value import read_value
from tui.domain.shell.syntax import (
    clean_command,
    copy_command,
    export_command,
    join_commands,
    source_command,
    source_env_command,
    unset_command,
)

SHELLS = ("sh", "bash", "zsh", "fish", "powershell", "cmd")
KEY = "sk-ant-api03-" + "a_B-9" * 18 + "xyzAA"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are run by sh")


def run(command: str, folder: Path, **variables: str) -> str:
    """Return what NAME is for a program that the shell starts after the command."""
    seen = subprocess.run(
        [shutil.which("sh") or "sh", "-c", f'{command}\nenv | sed -n "s/^NAME=/got /p"'],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return seen.stdout.removeprefix("got ").rstrip("\n")


@pytest.mark.parametrize(
    "damaged",
    [f"{KEY}\n", f" {KEY}\r", f'"{KEY}"', f"\u200b{KEY}\u00a0", f"Bearer {KEY}", f"{KEY[:50]}\n{KEY[50:]}", KEY],
    ids=["newline", "carriage return", "quotes", "invisible", "prefix", "line break", "whole"],
)
def test_a_damaged_variable_is_reduced_to_its_key(tmp_path: Path, damaged: str) -> None:
    assert run(clean_command("sh", "NAME", ShellRepair.REDUCE), tmp_path, NAME=damaged) == KEY
    assert read_value(damaged).by_shell in {ShellRepair.REDUCE, None}


@pytest.mark.parametrize(
    "damaged",
    [f"{KEY} # for work", f"{KEY}\\n", f"{KEY} work", f"[{KEY}]", f"{KEY} # one\n"],
    ids=["comment", "written newline", "text", "brackets", "comment and newline"],
)
def test_a_variable_is_cut_to_the_key_in_it(tmp_path: Path, damaged: str) -> None:
    assert run(clean_command("sh", "NAME", ShellRepair.CUT), tmp_path, NAME=damaged) == KEY


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize("damaged", [f"{KEY} # for work\n", f"<{KEY}>", f"{KEY}{KEY}", f"Bearer {KEY}", f"{KEY}\\n"])
def test_fish_does_the_same(tmp_path: Path, damaged: str) -> None:
    way = read_value(damaged).by_shell
    assert way is not None
    seen = subprocess.run(
        [shutil.which("fish") or "fish", "-N", "-c", f"{clean_command('fish', 'NAME', way)}; echo got $NAME"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NAME": damaged},
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout == f"got {KEY}\n"


@settings(max_examples=60)
@given(st.text(st.sampled_from(f"-_aA1 ,;\\#<>\"'\n\u200b{KEY[20]}"), max_size=12), st.sampled_from([1, 2]))
def test_what_is_called_a_repair_by_the_shell_is_one(around: str, times: int) -> None:
    value = read_value(f"{around}{KEY * times}{around}")
    if value.by_shell is not None:
        with TemporaryDirectory() as folder:
            variables = {"NAME": f"{around}{KEY * times}{around}"}
            got = run(clean_command("sh", "NAME", value.by_shell), Path(folder), **variables)
        assert got == value.best.reveal()


def test_a_file_is_loaded_and_exported(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"# the key\nNAME='{KEY}'\n", encoding="utf-8")
    assert run(source_env_command("sh"), tmp_path) == KEY
    assert run(source_env_command("sh"), tmp_path, NAME="") == KEY


def test_a_start_up_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / ".profile").write_text(f"export NAME={KEY}\n", encoding="utf-8")
    assert run(source_command("sh", "./.profile"), tmp_path) == KEY


def test_variables_are_copied_exported_and_removed(tmp_path: Path) -> None:
    assert run(copy_command("sh", "NAME", "OTHER"), tmp_path, OTHER=KEY) == KEY
    assert run(f"NAME={KEY}; {export_command('sh', 'NAME')}", tmp_path) == KEY
    assert run(unset_command("sh", "NAME"), tmp_path, NAME=KEY) == ""
    both = join_commands("sh", copy_command("sh", "OTHER", "NAME"), unset_command("sh", "NAME"))
    assert run(both, tmp_path, NAME=KEY) == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_own_words(shell: str) -> None:
    commands = (unset_command(shell, "NAME"), copy_command(shell, "NAME", "OTHER"), export_command(shell, "NAME"))
    assert all("NAME" in command for command in commands)
    assert "{" not in "".join(commands)
    assert ".env" in source_env_command(shell)
    assert all("\n" not in command for command in commands)


def test_cmd_takes_no_space_into_a_value_and_has_no_cleaning() -> None:
    assert " &" not in join_commands("cmd", "set NAME=%OTHER%", "set OTHER=")
    assert all(clean_command("cmd", "NAME", way) == "" for way in ShellRepair)
    assert source_command("cmd", "x") == ""
