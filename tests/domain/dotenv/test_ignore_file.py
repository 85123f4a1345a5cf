import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.dotenv.ignore_file import with_ignore_line


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (b"", b".env\n"),
        (b"dist\n", b"dist\n.env\n"),
        (b"dist", b"dist\n.env\n"),
        (b"dist\r\nbuild\r\n", b"dist\r\nbuild\r\n.env\r\n"),
        (b"dist\r\nbuild", b"dist\r\nbuild\r\n.env\r\n"),
        (b".env\n!.env\n", b".env\n!.env\n.env\n"),
        (b"# .env\n.env.local\n.envrc\n", b"# .env\n.env.local\n.envrc\n.env\n"),
    ],
)
def test_adds_the_rule_at_the_end(before: bytes, expected: bytes) -> None:
    assert with_ignore_line(before) == expected


@pytest.mark.parametrize("data", [b".env\n", b"a\n.env", b"/.env\nb\n", b"!.env\r\n.env\r\n", b"\xef\xbb\xbf.env\n"])
def test_leaves_a_file_that_has_the_rule(data: bytes) -> None:
    assert with_ignore_line(data) == data


@given(st.binary())
def test_adds_once_and_loses_nothing(data: bytes) -> None:
    once = with_ignore_line(data)
    assert once.startswith(data)
    assert with_ignore_line(once) == once
