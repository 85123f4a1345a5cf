"""Every lab goes green by the keys that its screens name: real devices, the real stand-in, a real fresh process."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.toolkit import NORMAL, flat, offers, text_of, wait_for_step, wait_for_text, wait_until, walk_to
from tui import wiring
from tui.app import Fix401App
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.steps import Step
from tui.domain.reporting.verdict import VerdictKind
from tui.flow.cancellation import StopSignal
from tui.flow.outcome import summary_lines
from tui.flow.session import Session
from tui.flow.verify import Proof
from tui.options import Options
from tui.practice.lab import Lab, Repair, find_lab, load_labs
from tui.practice.set_up import rules_of, write_files
from tui.practice.stand_in import StandIn
from tui.screens.fix import FixScreen
from tui.screens.paste_key import PasteOverlay

BROKEN = [lab for lab in load_labs() if lab.fixable != "nothing"]
CARRIED_OUT = [lab for lab in BROKEN if lab.repair]
OFFER = "Press d to carry it out here"


def lab_of(lab_id: str) -> Lab:
    found = find_lab(lab_id)
    assert found is not None
    return found


def ids(labs: list[Lab]) -> list[str]:
    return [lab.id for lab in labs]


@contextmanager
def exercise(lab: Lab, client: str = "auto") -> Generator[Session]:
    """Give the walk that `fix401 practice` begins."""
    with wiring.practice(lab, Options(client=client)) as toolkit:
        yield Session(toolkit)


def come_to_fix(session: Session) -> Session:
    session.detect()
    list(session.probe(StopSignal()))
    session.plan_fix()
    return session


async def take_the_key(pilot: Pilot[int]) -> None:
    """Paste the key of the exercise, which the field holds, and come back to Fix."""
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PasteOverlay))
    await wait_for_text(pilot, "that of this exercise is in the field", "108 characters")
    await pilot.press("enter")
    await wait_for_text(pilot, "took sk-ant-api03-PRA")
    await pilot.press("enter")
    await wait_for_step(pilot, Step.PROBE)
    await pilot.press("enter")
    await wait_until(pilot, lambda: offers(pilot, "next"))
    await pilot.press("enter")
    await wait_for_step(pilot, Step.FIX)


@pytest.mark.parametrize("lab", BROKEN, ids=ids(BROKEN))
async def test_the_lab_goes_green(lab: Lab) -> None:
    with exercise(lab) as session:
        app = Fix401App(session, story=lab.story, key_at_hand=lab.spare_key)
        async with app.run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.FIX)
            if lab.fixable == "paste":
                await take_the_key(pilot)
            assert (OFFER in text_of(pilot)) == (lab.repair is not None)
            await pilot.press("d" if lab.repair else "w")
            await wait_for_text(pilot, "Step 5 of 5", "✓ PROVEN")
            assert not lab.repair or f"✓ done here: {lab.repair.done}" in text_of(pilot)
            await pilot.press("q")
            await wait_until(pilot, lambda: app.return_value is not None)
        assert app.return_value == ExitCode.OK
        assert (f"  done in the exercise: {session.carried_out}" in summary_lines(session)) == (lab.repair is not None)


@pytest.mark.parametrize("lab", CARRIED_OUT, ids=ids(CARRIED_OUT))
def test_only_what_was_carried_out_makes_the_fresh_process_accept(lab: Lab) -> None:
    with exercise(lab) as session:
        come_to_fix(session)
        assert session.verify().proof in {Proof.STILL_FAILING, Proof.AFTER_COMMAND}
        assert session.carry_out()
        assert session.verify().proof is Proof.ACCEPTED
        come_to_fix(session)
        assert session.verdict is not None
        assert session.verdict.kind is VerdictKind.OK
        assert not session.can_carry_out


async def test_enter_carries_nothing_out_and_skipping_leads_back() -> None:
    with exercise(lab_of("credit-too-low")) as session:
        async with Fix401App(session).run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.FIX)
            await pilot.press("enter", "enter")
            await wait_for_text(pilot, "Enter never writes: press d to carry it out in this exercise")
            await pilot.press("tab", "enter")
            await wait_for_text(pilot, "✗ STILL FAILING", "> Back to Fix")
            await pilot.press("enter")
            await wait_for_text(pilot, OFFER)
            await pilot.press("d")
            await wait_for_text(pilot, "✓ PROVEN")


async def test_what_was_carried_out_is_said_on_fix_and_stays() -> None:
    lab = lab_of("model-not-available")
    assert lab.repair is not None
    with exercise(lab) as session:
        async with Fix401App(session).run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.FIX)
            await pilot.press("d")
            await wait_for_text(pilot, "✓ PROVEN")
            await pilot.press("b")
            await wait_for_step(pilot, Step.FIX)
            assert f"✓ done here: {lab.repair.done}" in flat(pilot)
            assert OFFER not in text_of(pilot)
            await pilot.press("u")
            await wait_for_text(pilot, "what was done in this exercise stays")


def _mix() -> Lab:
    """Return a lab that takes both: an edit of `.env`, which has the wrong name, and a loader for it."""
    named, unread = lab_of("wrong-variable-name"), lab_of("dotenv-not-loaded")
    return replace(named, files={**named.files, "main.py": unread.files["main.py"]}, repair=unread.repair)


async def test_a_mix_goes_green_when_the_edit_comes_first() -> None:
    with exercise(_mix()) as session:
        async with Fix401App(session).run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.FIX)
            await pilot.press("w")
            await wait_for_text(pilot, "ONE COMMAND TO GO", "> Back to Fix")
            await pilot.press("enter")
            await wait_for_text(pilot, OFFER)
            await pilot.press("d")
            await wait_for_text(pilot, "✓ PROVEN")


async def test_a_mix_goes_green_when_the_edit_comes_last() -> None:
    with exercise(_mix()) as session:
        async with Fix401App(session).run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.FIX)
            await pilot.press("d")
            await wait_for_text(pilot, "✓ done here:", "> Press w to write")
            assert isinstance(pilot.app.screen, FixScreen)
            await pilot.press("w")
            await wait_for_text(pilot, "✓ PROVEN")


def test_another_cause_than_that_of_the_lab_is_not_carried_out() -> None:
    lab = lab_of("wrong-variable-name")
    with exercise(replace(lab, expected_cause="dotenv-not-loaded", repair=Repair("nothing"))) as session:
        assert not come_to_fix(session).can_carry_out


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the files of a lab, as anybody may have them."""
    write_files(tmp_path, lab_of("hardcoded-key").files, url="")
    return tmp_path


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_real_machine_offers_no_such_thing(project: Path) -> None:
    lab, before = lab_of("hardcoded-key"), bytes_in(project)
    with StandIn(rules_of(lab)) as server:
        toolkit = wiring.toolkit(Options(project=project, api_url=server.url))
        assert toolkit.rehearsal is None
        session = Session(toolkit)
        async with Fix401App(session).run_test(size=NORMAL) as pilot:
            await walk_to(pilot, Step.FIX)
            assert session.verdict is not None
            assert session.verdict.primary is not None
            assert session.verdict.primary.cause_id == lab.expected_cause
            assert "By hand:" in text_of(pilot)
            assert "exercise" not in flat(pilot)
            assert "d do it" not in flat(pilot)
            await pilot.press("d")
            await wait_for_step(pilot, Step.FIX)
            await pilot.press("w")
            await wait_for_text(pilot, "there is nothing to write")
    assert bytes_in(project) == before


async def test_a_step_that_comes_first_is_shown_before_the_command_in_its_place() -> None:
    with exercise(lab_of("dotenv-not-loaded")) as session:
        async with Fix401App(session).run_test(size=(120, 40)) as pilot:
            await walk_to(pilot, Step.FIX)
            await wait_for_text(pilot, "Or paste into the terminal where your call fails", "$ set -a; . ./.env; set +a")
            shown = text_of(pilot)
            assert shown.index("By hand:") < shown.index("load_dotenv()") < shown.index("Or paste")
