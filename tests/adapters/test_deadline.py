import threading
import time

import pytest

from tui.adapters.deadline import NoAnswer, OneAtATime


def test_a_call_that_returns_gives_its_value() -> None:
    calls = OneAtATime()
    assert calls.run(lambda: 7, 5.0) == 7
    assert calls.run(lambda: None, 5.0) is None


def test_an_error_is_raised_where_the_call_was_made() -> None:
    calls = OneAtATime()
    with pytest.raises(ZeroDivisionError):
        calls.run(lambda: 1 // 0, 5.0)
    assert calls.run(lambda: 7, 5.0) == 7


def test_the_work_runs_in_a_thread_that_does_not_hold_the_process() -> None:
    thread = OneAtATime().run(threading.current_thread, 5.0)
    assert isinstance(thread, threading.Thread)
    assert thread is not threading.current_thread()
    assert thread.daemon


def test_a_stuck_call_is_left_and_no_other_begun_until_it_ends() -> None:
    calls = OneAtATime()
    release = threading.Event()
    begun: list[int] = []
    thread = threading.Thread(target=lambda: None)

    def stuck() -> None:
        nonlocal thread
        thread = threading.current_thread()
        release.wait(20)

    assert calls.run(stuck, 0.05) == NoAnswer()
    started = time.monotonic()
    assert calls.run(lambda: begun.append(1), 10.0) == NoAnswer()
    assert time.monotonic() - started < 5.0
    release.set()
    thread.join(20)
    assert calls.run(lambda: begun.append(2), 10.0) is None
    assert begun == [2]


def test_calls_from_two_threads_take_turns() -> None:
    calls = OneAtATime()
    inside, release = threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        inside.set()
        release.wait(20)
        order.append("first")

    one = threading.Thread(target=calls.run, args=(first, 20.0))
    one.start()
    assert inside.wait(20)
    two = threading.Thread(target=calls.run, args=(lambda: order.append("second"), 20.0))
    two.start()
    release.set()
    one.join(20)
    two.join(20)
    assert order == ["first", "second"]


def test_one_that_waits_its_turn_in_vain_gives_up() -> None:
    calls = OneAtATime()
    inside, release = threading.Event(), threading.Event()

    def slow() -> None:
        inside.set()
        release.wait(20)

    one = threading.Thread(target=calls.run, args=(slow, 20.0))
    one.start()
    assert inside.wait(20)
    assert calls.run(lambda: 7, 0.05) == NoAnswer()
    release.set()
    one.join(20)
    assert calls.run(lambda: 7, 5.0) == 7
