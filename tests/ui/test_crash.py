"""A crash says where, and nothing of what: no message, no variable, no source line."""

from typing import NoReturn

import pytest

from tests.builders import GOOD, api_key
from tests.ui.toolkit import NORMAL, SHADOWED, app_of, wait_for_step, wait_until, walk_to, world
from tui.app import Fix401App
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.steps import Step
from tui.domain.resolving.snapshot import Reading
from tui.screens.detect import DetectScreen

PLANTED = api_key("c")


class PlainError(Exception):
    """An error with a key in its message."""


class RichError(Exception):
    """An error that would draw itself."""

    def __rich__(self) -> str:
        return PLANTED


def _break(error: Exception) -> NoReturn:
    held = PLANTED  # a local variable, which Textual's own report would show
    assert held
    raise error


def _break_plainly(*arguments: object) -> NoReturn:
    del arguments
    _break(PlainError(PLANTED))


def _is_safe(report: str) -> bool:
    return "fix401 crashed" in report and not any(PLANTED[at : at + 10] in report for at in range(13, 90))


@pytest.mark.parametrize("kind", [PlainError, RichError])
async def test_a_crash_in_a_handler(capfd: pytest.CaptureFixture[str], kind: type[Exception]) -> None:
    app = app_of(world(*SHADOWED))

    async def crash() -> None:
        async with app.run_test(size=NORMAL) as pilot:
            await wait_for_step(pilot, Step.DETECT)
            app.screen.call_later(_break, kind(PLANTED))
            await wait_until(pilot, lambda: app.return_code is not None)

    with pytest.raises(Exception, match=r"."):
        await crash()
    _check(app, capfd, kind.__name__)


@pytest.mark.parametrize("kind", [PlainError, RichError])
async def test_a_crash_in_background_work(capfd: pytest.CaptureFixture[str], kind: type[Exception]) -> None:
    class BrokenReader:
        def read(self) -> Reading:
            _break(kind(PLANTED))

    made = world()
    object.__setattr__(made.session.toolkit, "readers", (BrokenReader(),))
    app = app_of(made)

    async def crash() -> None:
        async with app.run_test(size=NORMAL) as pilot:
            await wait_until(pilot, lambda: app.return_code is not None)

    with pytest.raises(Exception, match=r"."):
        await crash()
    _check(app, capfd, kind.__name__)


async def test_a_crash_of_the_walk_itself(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_of(world(*SHADOWED))

    async def crash() -> None:
        async with app.run_test(size=NORMAL) as pilot:
            await wait_for_step(pilot, Step.DETECT)
            monkeypatch.setattr(Fix401App, "_screen_of", _break_plainly)
            await pilot.press("enter")
            await wait_until(pilot, lambda: app.return_code is not None)

    with pytest.raises(Exception, match=r"."):
        await crash()
    _check(app, capfd, "PlainError")


async def test_a_crash_while_drawing(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_of(world(*SHADOWED))

    async def crash() -> None:
        async with app.run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.DETECT)
            monkeypatch.setattr(DetectScreen, "show", _break_plainly)
            await pilot.press("p")
            await wait_until(pilot, lambda: app.return_code is not None)

    with pytest.raises(Exception, match=r"."):
        await crash()
    _check(app, capfd, "PlainError")


def _check(app: Fix401App, capfd: pytest.CaptureFixture[str], name: str) -> None:
    report = "".join(capfd.readouterr())
    assert _is_safe(report), report
    assert name in report
    assert "test_crash.py:" in report
    assert GOOD not in report
    assert app.return_code == ExitCode.CRASH
