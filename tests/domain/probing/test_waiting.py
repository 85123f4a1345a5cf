"""How long a server asks to be left alone."""

import pytest

from tests.builders import GOOD
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import Accepted, ProbeRequest, ServerFault, Throttled
from tui.domain.probing.waiting import in_words, seconds_to_wait

ASKED = ProbeRequest(Secret(GOOD), Header.BEARER, "https://api.anthropic.com")
NOON = 784_111_777.0  # Sun, 06 Nov 1994 08:49:37 GMT


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 30.0),
        (" 1.5 ", 1.5),
        ("Sun, 06 Nov 1994 08:50:07 GMT", 30.0),
        ("Sun, 06 Nov 1994 08:49:07 GMT", 0.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("\u0663", 0.0),
        ("999999999", 0.0),
        ("", 0.0),
    ],
)
def test_seconds_and_dates_are_read(text: str, seconds: float) -> None:
    for outcome in (Throttled(ASKED, 5.0, 429, retry_after=text), ServerFault(ASKED, 5.0, 529, retry_after=text)):
        assert seconds_to_wait(outcome, NOON) == seconds


def test_other_outcomes_ask_for_nothing() -> None:
    assert seconds_to_wait(Accepted(ASKED, 5.0, 200, retry_after="30"), NOON) == seconds_to_wait(None, NOON) == 0


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s"), (59.2, "59 s"), (60, "1 min 00 s"), (185, "3 min 05 s")])
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
