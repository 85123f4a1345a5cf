import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.shell.powershell_reading import read_powershell_profile
from tui.domain.shell.profile_reading import (
    ProfileAssignment,
    read_fish_profile,
    read_fish_universals,
    read_posix_profile,
)

_READERS = (read_posix_profile, read_fish_profile, read_fish_universals, read_powershell_profile)


def one(items: tuple[ProfileAssignment, ...]) -> tuple[str, str, bool]:
    assert len(items) == 1
    return items[0].name, items[0].value, items[0].exported


@pytest.mark.parametrize(
    ("text", "value", "exported"),
    [
        ("export A=v", "v", True),
        ("export A='v w'", "v w", True),
        ('export A="v w"  # why', "v w", True),
        ("export A=v# w", "v#", True),
        ("export A='v'\"w\"x", "vwx", True),
        ("export A=v\\ w", "v w", True),
        ('export A="a\\"b\\$c\\d"', 'a"b$c\\d', True),
        ("export A=", "", True),
        ("export A='x\ny'", "x\ny", True),
        ("export \\\n A=v", "v", True),
        ("A=v", "v", False),
        ("A=v; export A", "v", True),
        ("export A; A=v", "v", True),
        ("set -a\nA=v", "v", True),
        ("set -o allexport; A=v", "v", True),
        ("set -a; set +a; A=v", "v", False),
        ("setopt ALL_EXPORT; A=v", "v", True),
        ("declare -x A=v", "v", True),
        ("declare -r A=v", "v", False),
        ("typeset -gx A=v", "v", True),
        ("readonly A=v", "v", False),
        ("export -n A=v", "v", False),
        ("if true; then export A=v; fi", "v", True),
        ("[ -f x ] && export A=v", "v", True),
        ("{ export A=v; }", "v", True),
        ("launchctl setenv A v", "v", True),
        ("A+=v", "v", False),
    ],
)
def test_posix_shells(text: str, value: str, exported: bool) -> None:  # noqa: FBT001 - a column of the table
    assert one(read_posix_profile(text)) == ("A", value, exported)


@pytest.mark.parametrize(
    "text",
    [
        "A=v command",
        "echo A=v",
        "echo 'export A=v'",
        "cat <<END\nexport A=v\nEND\n",
        "unset A",
        "alias x='A=1 y'",
        "[ A=v ]",
    ],
)
def test_what_defines_nothing_in_posix_shells(text: str) -> None:
    assert read_posix_profile(text) == ()


@pytest.mark.parametrize("text", ["$(pass show x)", "`pass`", '"$(cat "a b" | x)"', "$UNKNOWN", '"${U:-x}"'])
def test_values_that_only_a_running_shell_knows_are_references(text: str) -> None:
    items = read_posix_profile(f"export A={text} B=1\nexport C=2")
    assert [(item.name, item.is_reference) for item in items] == [("A", True), ("B", True), ("C", False)]


def test_variables_of_the_same_file_are_filled_in() -> None:
    items = read_posix_profile("B=v\nexport A=\"$B-${B}\"\nexport C='$B'")
    assert [(item.name, item.value) for item in items] == [("B", "v"), ("A", "v-v"), ("C", "$B")]


def test_lines_are_counted_through_quotes_continuations_and_documents() -> None:
    text = "# it's\nX='a\nb'\ncat <<'E'\n'\nE\nexport \\\n  A=v\n  # B=w\n"
    items = read_posix_profile(text)
    assert [(item.name, item.line, item.commented) for item in items] == [
        ("X", 2, False),
        ("A", 7, False),
        ("B", 9, True),
    ]


@pytest.mark.parametrize(
    ("text", "value", "exported"),
    [
        ("set -gx A v", "v", True),
        ("set -x A 'v w' # why", "v w", True),
        ("set -Ux A v", "v", True),
        ("set --export --global A v", "v", True),
        ("set A v", "v", False),
        ("set -g A v", "v", False),
        ("set -gx A 'it\\'s'", "it's", True),
        ("export A=v", "v", True),
        ("test -f x; and set -gx A v", "v", True),
    ],
)
def test_fish(text: str, value: str, exported: bool) -> None:  # noqa: FBT001 - a column of the table
    assert one(read_fish_profile(text)) == ("A", value, exported)


@pytest.mark.parametrize("text", ["set -e A", "set -q A x", "set -x A", "echo set -x A v", "set -x A[1] v"])
def test_what_defines_nothing_in_fish(text: str) -> None:
    assert read_fish_profile(text) == ()


def test_commands_and_comments_in_fish() -> None:
    items = read_fish_profile("set -gx A (pass show x)\n# set -gx B v")
    assert [(item.name, item.is_reference, item.commented) for item in items] == [
        ("A", True, False),
        ("B", False, True),
    ]


def test_the_universal_variables_of_fish() -> None:
    text = "# This file\nSETUVAR --export A:sk\\x2dant\nSETUVAR B:x\n"
    items = read_fish_universals(text)
    assert [(item.name, item.value, item.line, item.exported) for item in items] == [
        ("A", "sk-ant", 2, True),
        ("B", "x", 3, False),
    ]


@pytest.mark.parametrize(
    ("text", "value", "exported"),
    [
        ('$env:A = "v"', "v", True),
        ("$Env:A='it''s'", "it's", True),
        ('${env:A} = "v" # why', "v", True),
        ('if ($true) { $env:A = "v" }', "v", True),
        ('$B = 1; $env:A = "v"', "v", True),
        ('$A = "v"', "v", False),
        ('setx A "v"', "v", True),
        ("setx A v", "v", True),
        ('[Environment]::SetEnvironmentVariable("A", "v", "User")', "v", True),
        ("Set-Item -Path Env:A -Value 'v'", "v", True),
        ('$env:A = "a`"b"', 'a"b', True),
    ],
)
def test_powershell(text: str, value: str, exported: bool) -> None:  # noqa: FBT001 - a column of the table
    items = tuple(item for item in read_powershell_profile(text) if item.name == "A")
    assert one(items) == ("A", value, exported)


def test_comments_and_references_in_powershell() -> None:
    items = read_powershell_profile('<#\n$env:Z = "v"\n#>\n# $env:A = "v"\n$env:B = "$(x)"\n$env:C = Get-Secret c\n')
    assert [(item.name, item.line, item.commented, item.is_reference) for item in items] == [
        ("A", 4, True, False),
        ("B", 5, False, True),
        ("C", 6, False, True),
    ]


_SHELL_TEXT = st.text("aA=x$(){}'\"`\\;&|#<-:\n \t[]é\0", max_size=60)


@given(st.one_of(_SHELL_TEXT, st.text(max_size=40)))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in _READERS:
        for item in read(text):
            assert (
                1 <= item.line <= text.count("\n") + text.count("\r") + 1 + sum(map(text.count, "\v\f\x1c\x1d\x1e\x85"))
            )


@pytest.mark.parametrize(
    "text", ["$(" * 30_000, '"$(' * 20_000, "$((a(a" * 10_000, "`" * 50_001, "<<A\n" * 20_000, "export A=1\n" * 10_000]
)
def test_reading_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    for read in _READERS:
        read(text)
    assert time.perf_counter() - started < 8


def test_values_do_not_show_in_a_representation() -> None:
    value = "x9" * 30
    assert value not in repr(read_posix_profile(f"A={value}"))


@pytest.mark.parametrize("text", ["A = v", "export A = v", "set A=v", "setenv A v", "set -gx A v"])
def test_a_line_that_another_shell_would_understand(text: str) -> None:
    (found,) = read_posix_profile(text)
    assert (found.name, found.value, found.exported, found.is_foreign) == ("A", "v", False, True)


@pytest.mark.parametrize("text", ["A=v", "set A=v", "A = v"])
def test_a_line_that_fish_does_not_understand(text: str) -> None:
    (found,) = read_fish_profile(text)
    assert (found.name, found.value, found.exported, found.is_foreign) == ("A", "v", False, True)


@pytest.mark.parametrize("text", ["set -e", "set -o emacs", "A=v command", "set A", "A = $(pass a)", "a = b = c"])
def test_a_line_that_assigns_in_no_shell(text: str) -> None:
    assert [item for item in read_posix_profile(text) if item.is_foreign] == []
