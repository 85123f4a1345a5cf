"""Bytes become text whatever wrote them, and the longest text takes no time worth mentioning."""

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


SIZE = MOST_BYTES // 4
HOSTILE = {
    "blanks behind a key": (GOOD[:50].encode(), b" "),
    "backslashes": (b"", b"\\"),
    "quotes": (b"", b'"'),
    "line breaks": (b"", b"\n"),
    "beginnings of keys": (b"", b"sk-ant-abc\n"),
    "beginnings of addresses": (b"", b"http://a:"),
    "beginnings of quoted values": (b"", b"illegal header value b'"),
    "beginnings of errors": (b"", b"TypeError: "),
    "dots": (b"", b"a."),
    "beginnings of tokens": (b"", b"eyJ"),
    "terminal codes": (b"", b"\x1b["),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    # What grows with the square of the length takes minutes for the longest text, and many seconds for a quarter
    # of it; a loaded machine does not count.
    first, piece = HOSTILE[name]
    start = time.process_time()
    decode((first + piece * (SIZE // len(piece)))[:SIZE])
    assert time.process_time() - start < 3
