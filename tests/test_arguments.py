"""The grammar of the command line: what is said is set, and the rest stays as the options have it."""

from pathlib import Path

import pytest

from tui.arguments import parse
from tui.options import Options, UsageError


def values(options: Options) -> dict[str, object]:
    return {name: getattr(options, name) for name in Options.__annotations__}


@pytest.mark.parametrize("command", ["", "check", "fix", "undo", "keys", "explain", "practice"])
def test_a_command_alone_changes_nothing_else(command: str) -> None:
    assert values(parse([command] if command else [])) == values(Options(command=command))


@pytest.mark.parametrize("arguments", [["--offline", "check"], ["check", "--offline"]])
def test_the_shared_options_stand_before_the_command_or_behind_it(arguments: list[str]) -> None:
    assert values(parse(arguments)) == values(Options(command="check", offline=True))


def test_what_stands_behind_the_command_outdoes_what_stands_before() -> None:
    options = parse(["--client", "curl", "--project", "a", "check", "--client", "claude-code"])
    assert values(options) == values(Options(command="check", client="claude-code", project=Path("a")))


@pytest.mark.parametrize("arguments", [["bogus"], ["--timeout", "0"], ["check", "--client", "none"], ["keys", "burn"]])
def test_what_makes_no_sense_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="argument "):
        parse(arguments)
    assert capsys.readouterr().err.startswith("usage: fix401")
