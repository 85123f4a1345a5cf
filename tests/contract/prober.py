"""What every prober does, the real one and the fake."""

import threading
import time
from abc import ABC, abstractmethod

import pytest

from tests.builders import GOOD, OLD, api_key
from tests.fakes.cancellation import StopButton
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import Accepted, Cancelled, ProbeRequest, Rejected, TimedOut, Unsendable
from tui.flow.ports import Prober

STUCK = api_key("s")


class ProberContract(ABC):
    """A server that takes `GOOD`, refuses other keys and never answers `STUCK` stands at `base_url`."""

    @pytest.fixture
    @abstractmethod
    def prober(self) -> Prober: ...

    @pytest.fixture
    @abstractmethod
    def base_url(self) -> str: ...

    def test_no_requests_give_no_outcomes(self, prober: Prober) -> None:
        assert list(prober.send([], StopButton(), deadline=5)) == []

    def test_each_request_gets_one_outcome(self, prober: Prober, base_url: str) -> None:
        requests = [_request(text, base_url) for text in (GOOD, OLD, f"{GOOD}\n")]
        outcomes = list(prober.send(requests, StopButton(), deadline=5))
        assert {type(item) for item in outcomes} == {Accepted, Rejected, Unsendable}
        assert sorted(requests.index(item.request) for item in outcomes) == [0, 1, 2]

    def test_an_accepted_answer_names_the_models(self, prober: Prober, base_url: str) -> None:
        (outcome,) = prober.send([_request(GOOD, base_url)], StopButton(), deadline=5)
        assert isinstance(outcome, Accepted)
        assert outcome.models == ("claude-haiku-4-5",)
        assert outcome.speaks_anthropic

    def test_a_rejection_is_the_apis_own(self, prober: Prober, base_url: str) -> None:
        (outcome,) = prober.send([_request(OLD, base_url)], StopButton(), deadline=5)
        assert isinstance(outcome, Rejected)
        assert (outcome.status, outcome.error_type) == (401, "authentication_error")
        assert outcome.speaks_anthropic

    def test_what_cannot_be_sent_is_not_sent(self, prober: Prober, base_url: str) -> None:
        for request in (_request(f"{GOOD} ", base_url), _request("", base_url), _request(GOOD, "api.anthropic.com")):
            (outcome,) = prober.send([request], StopButton(), deadline=5)
            assert isinstance(outcome, Unsendable)
            assert outcome.text

    def test_a_stop_ends_what_is_under_way_at_once(self, prober: Prober, base_url: str) -> None:
        button = StopButton()
        outcomes = prober.send([_request(GOOD, base_url), _request(STUCK, base_url)], button, deadline=30)
        assert isinstance(next(outcomes), Accepted)
        threading.Timer(0.05, button.press).start()
        start = time.monotonic()
        assert [type(item) for item in outcomes] == [Cancelled]
        assert time.monotonic() - start < 0.5

    def test_after_a_stop_nothing_is_sent(self, prober: Prober, base_url: str) -> None:
        button = StopButton()
        button.press()
        outcomes = list(prober.send([_request(GOOD, base_url), _request(OLD, base_url)], button, deadline=5))
        assert [type(item) for item in outcomes] == [Cancelled, Cancelled]

    def test_silence_ends_with_the_deadline(self, prober: Prober, base_url: str) -> None:
        start = time.monotonic()
        outcomes = list(prober.send([_request(STUCK, base_url), _request(GOOD, base_url)], StopButton(), deadline=0.3))
        assert {type(item) for item in outcomes} == {Accepted, TimedOut}
        assert 0.25 < time.monotonic() - start < 2

    def test_an_abandoned_round_holds_nobody(self, prober: Prober, base_url: str) -> None:
        outcomes = iter(prober.send([_request(GOOD, base_url), _request(STUCK, base_url)], StopButton(), deadline=30))
        next(outcomes)
        start = time.monotonic()
        getattr(outcomes, "close")()  # noqa: B009 - the port promises an iterator, both are generators
        assert time.monotonic() - start < 0.5

    def test_no_outcome_shows_the_key(self, prober: Prober, base_url: str) -> None:
        requests = [_request(text, base_url) for text in (GOOD, OLD, STUCK, f"{GOOD}\n")]
        shown = repr(list(prober.send(requests, StopButton(), deadline=0.3)))
        for key in (GOOD, OLD, STUCK):
            assert not any(key[index : index + 8] in shown for index in range(16, 100))


def _request(text: str, base_url: str) -> ProbeRequest:
    return ProbeRequest(Secret(text), Header.BEARER, base_url)
