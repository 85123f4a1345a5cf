"""The walk is made only where the client's own call gives reason to, and never beyond the time of the settings."""

import threading
import time

from tests.builders import GOOD, OLD
from tests.fakes.cancellation import StopButton
from tests.fakes.walker import HELD, FakeWalker
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import Accepted, ConnectionRefused, ProbeRequest, Unrepeatable, Unsendable
from tui.domain.probing.rung import Rung
from tui.flow.walk import Walk

ASKED = ProbeRequest(Secret(GOOD), Header.BEARER, "https://api.anthropic.com")
OTHER = ProbeRequest(Secret(OLD), Header.BEARER, "https://api.anthropic.com")


def begun(walker: FakeWalker, seconds: float = 10.0) -> Walk:
    walk = Walk(walker, ASKED, StopButton(), ends=time.monotonic() + seconds)
    walk.start()
    return walk


def test_an_answer_spares_the_walk() -> None:
    for outcome in (Accepted(ASKED, 5.0, 200), Unsendable(ASKED, 0.0, "a newline")):
        walker = FakeWalker()
        walk = begun(walker)
        walk.see(outcome)
        assert walk.rungs() == ()
        assert walker.walks == 0


def test_a_failure_begins_it_at_once() -> None:
    walker = FakeWalker()
    walk, began = begun(walker), time.monotonic()
    walk.see(ConnectionRefused(ASKED, 5.0, "refused"))
    assert walk.rungs() == HELD
    assert time.monotonic() - began < 0.8
    assert walker.deadlines[0] <= 10


def test_a_call_that_cannot_be_repeated_here_is_a_reason_to_walk() -> None:
    walk = begun(FakeWalker())
    walk.see(Unrepeatable(ASKED, 0.0, "curl takes it, fix401 does not"))
    assert walk.rungs() == HELD


def test_what_comes_of_other_calls_does_not_count() -> None:
    walker = FakeWalker()
    walk = begun(walker)
    walk.see(Accepted(OTHER, 5.0, 200))
    walk.see(ConnectionRefused(ASKED, 5.0, "refused"))
    assert walk.rungs() == HELD


def test_a_long_silence_begins_it_too() -> None:
    assert begun(FakeWalker()).rungs() == HELD


def test_it_is_waited_for_no_longer_than_there_is_time() -> None:
    walker = FakeWalker(gated=True)
    walk, began = begun(walker, 0.4), time.monotonic()
    walk.see(ConnectionRefused(ASKED, 5.0, "refused"))
    assert walk.rungs() == HELD[:1]
    assert time.monotonic() - began < 1
    walker.may_go_on.set()


def test_who_watches_is_told_of_each_rung_even_behind_the_answer() -> None:
    told, all_told = list[Rung](), threading.Event()

    def tell(rung: Rung) -> None:
        told.append(rung)
        if len(told) == len(HELD):
            all_told.set()

    walker = FakeWalker(gated=True)
    walk = Walk(walker, ASKED, StopButton(), ends=time.monotonic() + 10, tell=tell)
    walk.start()
    walk.see(Accepted(ASKED, 5.0, 200))
    began = time.monotonic()
    walk.rungs()
    assert time.monotonic() - began < 1
    walker.may_go_on.set()
    assert all_told.wait(10)
    assert tuple(told) == HELD


def test_a_stop_ends_the_waiting() -> None:
    walker, button = FakeWalker(gated=True), StopButton()
    walk = Walk(walker, ASKED, button, ends=time.monotonic() + 30)
    walk.start()
    walk.see(ConnectionRefused(ASKED, 5.0, "refused"))
    began = time.monotonic()
    button.press()
    assert len(walk.rungs()) <= 1
    assert time.monotonic() - began < 0.8
