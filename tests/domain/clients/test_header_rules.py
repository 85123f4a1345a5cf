"""What the clients beside the Python SDK send of a text, as measured, and what they refuse."""

import pytest

from tests.builders import GOOD, OFFICIAL
from tui.domain.clients.client import ClientId
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value, trimmed_by_javascript
from tui.domain.probing.probe import ProbeRequest, Unrepeatable, Unsendable
from tui.domain.probing.sendable import header_value, unsendable


def request(text: str, client: ClientId, header: Header = Header.BEARER) -> ProbeRequest:
    return ProbeRequest(Secret(text), header, OFFICIAL, client=client)


@pytest.mark.parametrize("edge", " \t\n\v\f\r\u00a0\u2028\u2029\u3000\ufeff", ids=lambda edge: f"U+{ord(edge):04X}")
def test_javascript_trims_it(edge: str) -> None:
    assert trimmed_by_javascript(f"{edge}a{edge}b{edge}") == f"a{edge}b"
    assert read_value(f"{GOOD}{edge}").trimmed == read_value(GOOD)


@pytest.mark.parametrize("edge", "\u0085\x1c\u200b\u180e\"'", ids=lambda edge: f"U+{ord(edge):04X}")
def test_javascript_leaves_it(edge: str) -> None:
    assert trimmed_by_javascript(f"a{edge}") == f"a{edge}"
    assert read_value(f"{GOOD}{edge}").trimmed is None


@pytest.mark.parametrize("damage", ["\u200b", "\u201c", "\x7f", "\x01", "\n", "\v", "\x1c"], ids=ascii)
def test_fetch_refuses_it(damage: str) -> None:
    refused = unsendable(request(f"{GOOD}{damage}x", ClientId.TYPESCRIPT_SDK))
    assert type(refused) is Unsendable
    assert "`fetch` refuses" in refused.text


@pytest.mark.parametrize("text", [f'"{GOOD}"', f"{GOOD[:9]} x", f"{GOOD[:9]}\tx", f"{GOOD}\u00e9"], ids=ascii)
def test_fetch_sends_it_in_its_own_encoding(text: str) -> None:
    sent = request(text, ClientId.TYPESCRIPT_SDK)
    assert unsendable(sent) is None
    assert header_value(sent) == b"Bearer " + text.encode("latin-1")


@pytest.mark.parametrize("damage", ["\u00e9", "\u200b", "\t", "\x7f"], ids=ascii)
def test_claude_code_refuses_all_but_printable_ascii(damage: str) -> None:
    refused = unsendable(request(f"{GOOD}{damage}", ClientId.CLAUDE_CODE))
    assert type(refused) is Unsendable
    assert "Claude Code refuses" in refused.text
    assert unsendable(request(f'"{GOOD}"', ClientId.CLAUDE_CODE)) is None


@pytest.mark.parametrize("text", [f"{GOOD} ", f"{GOOD}\n", f"{GOOD[:9]}\nx", f"{GOOD}\v"], ids=ascii)
def test_curl_sends_what_cannot_be_repeated(text: str) -> None:
    outcome = unsendable(request(text, ClientId.CURL))
    assert isinstance(outcome, Unrepeatable)
    assert outcome.text.endswith("curl sends it as it is; fix401 cannot repeat that request")
    assert GOOD[:9] not in outcome.text


def test_curl_sends_bytes_and_drops_a_blank_header() -> None:
    sent = request(f"{GOOD}\u200b\udcff", ClientId.CURL, Header.X_API_KEY)
    assert unsendable(sent) is None
    assert header_value(sent) == f"{GOOD}\u200b".encode() + b"\xff"
    blank = unsendable(request(" \n", ClientId.CURL))
    assert type(blank) is Unsendable
    assert "leaves the header out" in blank.text
