import re

import pytest

from tui.domain.regex import regex


def test_it_does_what_a_compiled_pattern_does() -> None:
    lazy, made = regex(r"(?P<name>[a-z]+)=(\d+)", re.IGNORECASE), re.compile(r"(?P<name>[a-z]+)=(\d+)", re.IGNORECASE)
    text = "A=1 b=22 c=x"
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (made.pattern, made.flags, made.groupindex)
    assert lazy.findall(text) == made.findall(text)
    assert [match.span() for match in lazy.finditer(text)] == [match.span() for match in made.finditer(text)]
    assert (lazy.sub("", text), lazy.split(text)) == (made.sub("", text), made.split(text))
    for name in ("match", "search", "fullmatch"):
        assert str(getattr(lazy, name)(text)) == str(getattr(made, name)(text))


def test_bytes_have_patterns_too() -> None:
    assert regex(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("x")
