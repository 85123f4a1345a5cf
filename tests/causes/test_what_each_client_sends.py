"""The same damaged text in three clients: each sends another thing of it, so each has another verdict."""

import pytest

from tests.builders import GOOD, OLD, evidence, process, snapshot
from tui.causes.registry import diagnose
from tui.domain.clients.client import ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Unrepeatable, Unsendable
from tui.domain.reasons.unknown import why_unknown

TRIMMING = (ClientId.TYPESCRIPT_SDK, ClientId.CLAUDE_CODE)


def seen(text: str, client: ClientId) -> Evidence:
    return evidence(snapshot(process(text)), accepted=(GOOD,), client=client)


@pytest.mark.parametrize("client", TRIMMING)
@pytest.mark.parametrize(
    ("before", "after"),
    [("", " "), ("\t", "\r\n"), ("\ufeff", ""), ("", "\u00a0"), ("\u2003", "\u2028")],
    ids=["space", "tab and line end", "byte order mark", "no-break space", "wide spaces"],
)
def test_what_a_trimming_client_drops_is_no_fault(client: ClientId, before: str, after: str) -> None:
    tested = seen(f"{before}{GOOD}{after}", client)
    assert tested.is_accepted
    assert diagnose(tested) == ()
    assert diagnose(evidence(snapshot(process(f"{before}{GOOD}{after}")), client=client, offline=True)) == ()


@pytest.mark.parametrize("client", TRIMMING)
@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (f'"{GOOD}" ', "quotes-in-value"),
        (f"Bearer {GOOD}\n", "prefix-pasted"),
        (f" {GOOD[:50]} {GOOD[50:]}", "whitespace-in-key"),
        (f"{GOOD}\u200b ", "invisible-characters"),
    ],
    ids=["quotes", "prefix", "space inside", "zero width"],
)
def test_what_a_trimming_client_keeps_is_a_fault(client: ClientId, text: str, cause: str) -> None:
    tested = seen(text, client)
    assert not tested.is_accepted
    assert [(item.cause_id, item.certainty) for item in diagnose(tested)] == [(cause, Certainty.PROVEN)]


def test_white_space_within_the_quotes_is_kept_and_named() -> None:
    found = [item.cause_id for item in diagnose(seen(f'"{GOOD} " ', ClientId.TYPESCRIPT_SDK))]
    assert found == ["quotes-in-value", "whitespace-in-key"]


def test_a_bad_key_that_a_client_trims_is_rejected_and_not_damaged() -> None:
    assert [item.cause_id for item in diagnose(seen(f"{OLD}\n", ClientId.TYPESCRIPT_SDK))] == ["key-rejected"]


@pytest.mark.parametrize("damage", [" ", "\n", "\r\n"], ids=["space", "newline", "CRLF"])
def test_curl_sends_what_stands_at_the_end(damage: str) -> None:
    tested = seen(f"{GOOD}{damage}", ClientId.CURL)
    assert isinstance(tested.as_found, Unrepeatable)
    assert not tested.is_refused
    (diagnosis,) = diagnose(tested)
    assert (diagnosis.cause_id, diagnosis.certainty) == ("whitespace-in-key", Certainty.LIKELY)
    assert diagnosis.title.endswith("which curl or raw HTTP sends as it is")
    assert "refuse" not in repr(diagnosis)


def test_curl_sends_odd_characters_too() -> None:
    (diagnosis,) = diagnose(seen(f"{GOOD}\u200b", ClientId.CURL))
    assert (diagnosis.cause_id, diagnosis.certainty) == ("invisible-characters", Certainty.PROVEN)
    assert "the API refuses it" in diagnosis.title


@pytest.mark.parametrize(
    ("client", "words"),
    [(ClientId.TYPESCRIPT_SDK, "the TypeScript SDK refuses"), (ClientId.CLAUDE_CODE, "Claude Code refuses")],
)
def test_other_clients_refuse_odd_characters_themselves(client: ClientId, words: str) -> None:
    tested = seen(f"{GOOD[:40]}\u200b{GOOD[40:]}", client)
    assert type(tested.as_found) is Unsendable
    (diagnosis,) = diagnose(tested)
    assert words in diagnosis.title


def test_what_cannot_be_repeated_is_not_called_unsendable() -> None:
    tested = seen("anything \n", ClientId.CURL)
    assert "was not judged" in why_unknown(tested)
    assert "cannot send" not in why_unknown(tested)
