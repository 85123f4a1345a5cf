"""What the product calls unsendable is what the Python SDK refuses, and no message quotes the key."""

import functools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import GOOD
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret, mask
from tui.domain.probing.probe import ProbeRequest
from tui.domain.probing.sendable import header_value, why_no_address, why_unsendable

ROOT = Path(__file__).resolve().parents[3]
BASE = "http://{host}"
HALF = len(GOOD) // 2

KEYS = {
    "clean": GOOD,
    "trailing space": f"{GOOD} ",
    "trailing tab": f"{GOOD}\t",
    "trailing newline": f"{GOOD}\n",
    "trailing carriage return": f"{GOOD}\r",
    "trailing CRLF": f"{GOOD}\r\n",
    "trailing vertical tab": f"{GOOD}\v",
    "leading space": f" {GOOD}",
    "leading tab": f"\t{GOOD}",
    "leading newline": f"\n{GOOD}",
    "newline inside": f"{GOOD[:HALF]}\n{GOOD[HALF:]}",
    "space inside": f"{GOOD[:HALF]} {GOOD[HALF:]}",
    "form feed inside": f"{GOOD[:HALF]}\f{GOOD[HALF:]}",
    "NUL inside": f"{GOOD[:HALF]}\0{GOOD[HALF:]}",
    "control character inside": f"{GOOD[:HALF]}\x01{GOOD[HALF:]}",
    "file separator at the end": f"{GOOD}\x1c",
    "DEL": f"{GOOD}\x7f",
    "double quotes": f'"{GOOD}"',
    "single quotes": f"'{GOOD}'",
    "prefix": f"Bearer {GOOD}",
    "reference": "$ANTHROPIC_API_KEY",
    "curly quotes": f"\u201c{GOOD}\u201d",
    "zero-width space": f"{GOOD[:HALF]}\u200b{GOOD[HALF:]}",
    "byte order mark": f"\ufeff{GOOD}",
    "no-break space at the end": f"{GOOD}\u00a0",
    "next line at the end": f"{GOOD}\u0085",
    "accent": f"{GOOD}\u00e9",
    "emoji": f"{GOOD}\U0001f511",
    "undecodable byte": f"{GOOD}\udcff",
    "one space": " ",
    "one newline": "\n",
    "empty": "",
}
ADDRESSES = {
    "plain": BASE,
    "trailing slash": f"{BASE}/",
    "trailing newline": f"{BASE}\n",
    "tab inside": "http://\t{host}",
    "upper-case scheme": "HTTP://{host}",
    "user name": "http://ada@{host}",
    "leading space": " http://{host}",
    "no scheme": "{host}",
    "other scheme": "ftp://{host}",
    "quotes": '"http://{host}"',
    "quote at the end": 'http://{host}"',
    "spaces only": "  ",
    "no host": "http://",
    "no host, a path": "http:///v1",
    "no slashes": "http:{host}",
    "port that is no number": "http://127.0.0.1:port",
    "port too high": "http://127.0.0.1:70000",
    "space in the host": "http://127.0.0 .1",
}


@functools.cache
def sdk() -> dict[tuple[str, str], str | None]:
    """Return what the SDK sends for every case, from one process."""
    cases = [(key, BASE) for key in KEYS.values()] + [(GOOD, address) for address in ADDRESSES.values()]
    program = [sys.executable, "-m", "tests.domain.sdk_oracle"]
    done = subprocess.run(program, input=json.dumps(cases), capture_output=True, text=True, cwd=ROOT, check=True)
    return dict(zip(cases, json.loads(done.stdout), strict=True))


def request(text: str, base_url: str = "http://127.0.0.1", header: Header = Header.BEARER) -> ProbeRequest:
    return ProbeRequest(Secret(text), header, base_url)


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_unsendable_where_the_sdk_refuses_it(name: str) -> None:
    sent = sdk()[KEYS[name], BASE]
    problem = why_unsendable(request(KEYS[name]))
    assert bool(problem) is (sent is None)
    if sent is not None:
        assert sent.encode("latin-1") == b"Authorization: " + header_value(request(KEYS[name]))


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_is_unsendable_where_the_sdk_refuses_it(name: str) -> None:
    sent = sdk()[GOOD, ADDRESSES[name]]
    address = ADDRESSES[name].replace("{host}", "127.0.0.1:8080")
    assert bool(why_no_address(address)) is (sent is None)


@pytest.mark.parametrize("name", KEYS)
def test_no_reason_quotes_the_key(name: str) -> None:
    problem = why_unsendable(request(KEYS[name]))
    assert not any(GOOD[index : index + 6] in problem for index in range(len(GOOD) - 6))
    assert problem.isprintable()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{GOOD}\n", "trailing newline: the Python SDK refuses to build the header"),
        (f"{GOOD}\r\n", "trailing carriage return and newline: the Python SDK refuses to build the header"),
        (f"{GOOD[:50]}\n{GOOD[50:]}", "newline at character 51: the Python SDK refuses to build the header"),
        (f"{GOOD[:4]}\0", "U+0000 control character at character 5: the Python SDK refuses to build the header"),
        ("", "the value is empty: there is nothing to send"),
        (" \n", "nothing but white space: the Python SDK refuses to build the header"),
        (f"{GOOD[:9]}\udcff", "a byte that is not UTF-8 at character 10: the Python SDK cannot encode the header"),
    ],
    ids=["newline", "CRLF", "inside", "NUL", "empty", "blank", "byte"],
)
def test_the_reason_names_the_character(text: str, words: str) -> None:
    assert why_unsendable(request(text)) == words


@pytest.mark.parametrize("text", [f" {GOOD}", f"\t{GOOD}"], ids=["space", "tab"])
def test_leading_white_space_is_legal_behind_bearer_only(text: str) -> None:
    assert why_unsendable(request(text)) == ""
    assert why_unsendable(request(text, header=Header.X_API_KEY)).startswith("leading ")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "the base URL is empty, and so is no address"),
        ("api.anthropic.com", "`api.anthropic.com` is no address: it does not begin with http:// or https://"),
        ("https://", "`https://` is no address: it names no host"),
        ("https://api.anthropic.com\n", "`https://api.anthropic.com` is no address: newline at character 26"),
        ("https://ada:pw@", "`https://` is no address: it names no host"),
        ("https://h:99999", "`https://h:99999` is no address: the port is no number up to 65535"),
        (GOOD, f"`{mask(GOOD)}` is no address: it does not begin with http:// or https://"),
        ("https://[::1", "`https://[::1` is no address: the host cannot be read"),
    ],
    ids=["empty", "scheme", "host", "newline", "user", "port", "key", "bracket"],
)
def test_the_reason_names_what_is_wrong_with_the_address(address: str, words: str) -> None:
    assert why_no_address(address) == words


@pytest.mark.parametrize("address", ["https://api.anthropic.com", "http://[::1]:8080/x", "https://ada:p@w@h.example/y"])
def test_a_good_address_gives_no_reason(address: str) -> None:
    assert why_no_address(address) == ""
