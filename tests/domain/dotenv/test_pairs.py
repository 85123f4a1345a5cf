"""The fast readings of a check agree with the reader they stand for."""

import io

import pytest
from dotenv.main import DotEnv
from hypothesis import example, given
from hypothesis import strategies as st

from tui.domain.dotenv.pairs import read_pairs, read_strictly
from tui.domain.dotenv.reading import read_assignments

PIECES = ("A", "B_2", "export ", "=", "=", " ", "\t", "#", "'", '"', "`", "\\", "\n", "\n", "\r\n", "x y", "${A}", "é")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(TEXTS | st.text())
@example("export export=1\n")
@example("A='b' \n\x0bB=1\n")
@example("A=\n B= # c\n")
def test_the_pairs_are_those_of_python_dotenv(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    pairs = read_pairs(data)
    assert pairs == [(item.name, item.value) for item in read_assignments(data) if not item.commented]
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        assert pairs == [pair for pair in by_python_dotenv(text) if pair[1] is not None]


@given(st.binary())
def test_any_bytes_have_pairs(data: bytes) -> None:
    expected = [(item.name, item.value) for item in read_assignments(data) if not item.commented]
    assert read_pairs(data) == expected
    assert all(name and "\n" not in name + value for name, value in read_strictly(data))


def by_python_dotenv(text: str) -> list[tuple[str, str | None]]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return list(DotEnv(None, io.StringIO(plain, newline=""), interpolate=False).parse())


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("A=1\nB=2\n", [("A", "1"), ("B", "2")]),
        ("\ufeffA=1\r\n", [("A", "1")]),
        ("A='1' # c\n", [("A", "'1' # c")]),
        ("  A=1 \n# B=2\n\n", [("A", "1 ")]),
        ("export A=1\n", [("A", "1")]),
        ("A = 1\n", [("A ", " 1")]),
        ("A\nB=\n=x\n", [("A", ""), ("B", "")]),
        ("A=b=c", [("A", "b=c")]),
    ],
)
def test_the_strict_reader_keeps_all_that_stands_behind_the_sign(text: str, pairs: list[tuple[str, str]]) -> None:
    assert read_strictly(text.encode()) == pairs
