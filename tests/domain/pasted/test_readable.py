"""Bytes become text whatever wrote them, and a text of 1 MB takes no time worth mentioning."""

import time

import pytest

from tests.builders import GOOD
from tui.domain.pasted.decode import decode
from tui.domain.pasted.readable import MOST_BYTES, readable


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        ("Invalid API key \u00b7 Fix".encode(), "Invalid API key \u00b7 Fix"),
        (b"Invalid API key \xb7 Fix", "Invalid API key \ufffd Fix"),
        ("wide".encode("utf-16"), "wide"),
        ("wide".encode("utf-16-le"), "wide"),
        ("wide".encode("utf-16-be"), "wide"),
        (b"a\r\nb\rc", "a\nb\nc"),
        (b"\x1b[1;31mred\x1b[0m", "red"),
        (b"\x1b]8;;https://host\x07link\x1b]8;;\x07", "link"),
        (rb"\u001b[31mred\u001b[0m", "red"),
        (b"a\0b\x08c", "abc"),
        (rb"{\"a\":\"b\"}", '{"a":"b"}'),
        (rb"{\\\"a\\\"}", '{"a"}'),
        (rb"sk\u002dant", "sk-ant"),
        (b"sk%2Dant%252Dapi", "sk-ant-api"),
        (b"&quot;a&quot;", '"a"'),
        (rb"key\u200b", r"key\u200b"),
        (rb"b'key\n'", r"b'key\n'"),
        (b"\xff\xfe\x80 no text", "\ufffd\ufffd\ufffd no text"),
    ],
)
def test_bytes_become_text(data: bytes, text: str) -> None:
    assert readable(data) == text


HOSTILE = {
    "blanks behind a key": GOOD[:50].encode() + b" " * MOST_BYTES,
    "backslashes": b"\\" * MOST_BYTES,
    "quotes": b'"' * MOST_BYTES,
    "line breaks": b"\n" * MOST_BYTES,
    "beginnings of keys": b"sk-ant-abc\n" * 90_000,
    "beginnings of addresses": b"http://a:" * 110_000,
    "beginnings of quoted values": b"illegal header value b'" * 43_000,
    "beginnings of errors": b"TypeError: " * 90_000,
    "dots": b"a." * 500_000,
    "beginnings of tokens": b"eyJ" * 330_000,
    "terminal codes": b"\x1b[" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    # What grows with the square of the length takes minutes here; a loaded machine does not count.
    start = time.process_time()
    decode(HOSTILE[name][:MOST_BYTES])
    assert time.process_time() - start < 20
