"""Who cannot read the key although its own line is well: what was measured, said about the right line."""

import time

import pytest

from tests.builders import GOOD
from tui.domain.dotenv.line_kinds import LineKind, kind_of_line
from tui.domain.dotenv.lint import hindrances

KEY = "ANTHROPIC_API_KEY"
LINE = f"{KEY}={GOOD}\n"


@pytest.mark.parametrize(
    ("before", "after", "line", "reader", "spared"),
    [
        ("foo\n", "", 1, "uv", "docker run"),
        ("", "foo\n", 2, "direnv", "uv"),
        ("my keys are here\n", "", 1, "docker run", "bash"),
        ("[dev]\n", "", 1, "zsh", "docker run"),
        ("; note\n", "", 1, "make", "deno"),
        ("// note\n", "", 1, "Node 20", "bash"),
        ("=x\n", "", 1, "docker run", "godotenv"),
        ("my-var=1\n", "", 1, "phpdotenv", "docker run"),
        ("1VAR=1\n", "", 1, "Symfony", "direnv"),
        ("A=1\nOTHER=a b\n", "", 2, "direnv", "bash"),
        ("MSG=it's\n", "", 1, "bash", "direnv"),
        ("", "MSG=it's\n", 2, "dash", "zsh"),
        ("A=b(c)\n", "", 1, "dash", "zsh"),
        ("A=${\n", "", 1, "docker compose", "direnv"),
        ("", 'A="b\nC=1\n', 2, "docker compose", "bash"),
        ("A=1\n \t\n", "", 2, "Node 20", "uv"),
        ("\ufeff# note\n", "", 1, "uv", "deno"),
        ("", f"A={'x' * 70_000}\n", 2, "docker run", "uv"),
    ],
)
def test_the_line_and_who_stumbles_over_it(before: str, after: str, line: int, reader: str, spared: str) -> None:
    (found,) = hindrances((before + LINE + after).encode(), KEY)
    assert found.line == line
    assert reader in found.readers
    assert spared not in found.readers
    assert found.text.startswith(f"line {line}: ")
    assert found.text.endswith(found.readers[-1])


def test_a_byte_that_is_no_utf_8_is_found_in_its_line() -> None:
    (found,) = hindrances(LINE.encode() + b"# caf\xe9\n", KEY)
    assert (found.line, found.readers[0]) == (2, "every Python reader")


@pytest.mark.parametrize(
    ("line", "reader", "spared"),
    [
        (f"export {LINE}", "docker run", "bash"),
        (LINE.replace("\n", "\r\n"), "dash", "docker run"),
        (LINE.replace("\n", "\r"), "Node 20", "make run"),
    ],
)
def test_the_keys_own_line_may_have_losers_too(line: str, reader: str, spared: str) -> None:
    (found,) = hindrances(line.encode(), KEY)
    assert found.line == 1
    assert reader in found.readers
    assert spared not in found.readers


@pytest.mark.parametrize(
    "other",
    [
        *("A=1\n", "", "# it's \"odd\n", "A='b c' # it's\n", 'A="b(c)"\n', "URL=https://a/?b=c&d#e\n", "A=b # c d\n"),
        *("export B=2\n", "A=\n", "A=${B}\n", "A=`b c`\n", "\n", 'A="b\nc d\n"\n', "  A=1\n"),
    ],
)
def test_an_ordinary_file_hinders_nobody(other: str) -> None:
    assert hindrances((other + LINE + other).encode(), KEY) == ()


def test_lines_of_one_kind_are_told_once() -> None:
    (found,) = hindrances(("A=b c\n" + LINE + "D=e f\nG=h i\n").encode(), KEY)
    assert (found.line, found.more) == (1, 2)
    assert "(and 2 more such lines)" in found.text


def test_a_file_without_the_key_is_not_judged() -> None:
    assert hindrances(b"foo\n", KEY) == ()


@pytest.mark.parametrize(
    "text", ["A=b" + " " * 200_000 + "x", "A=" + "${" * 200_000, "A=" + "( " * 200_000, "(" * 400_000]
)
def test_one_endless_line_takes_linear_time(text: str) -> None:
    start = time.process_time()
    kind_of_line(text)
    assert time.process_time() - start < 2


def test_the_words_of_a_kind_can_follow_a_line_number() -> None:
    assert all(kind.value[:1].islower() and not kind.value.endswith(".") for kind in LineKind)
