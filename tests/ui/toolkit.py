"""A walk over fakes, and the few ways in which a test looks at a screen."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from textual.pilot import Pilot

from tests import builders
from tests.builders import ENV, GOOD, OFFICIAL, OLD
from tests.fakes.env_file_store import FakeEnvFileStore
from tests.fakes.key_store import FakeKeyStore
from tests.fakes.prober import FakeProber, accepts
from tui.app import Fix401App
from tui.domain.clients.claude_code import Helper, HelperRun
from tui.domain.clients.client import KEY, TOKEN
from tui.domain.found.finding import ClientMention, Finding
from tui.domain.found.machine import Exposure
from tui.domain.found.project import Project
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin
from tui.domain.record import replace
from tui.domain.reporting.marks import UNICODE, Marks
from tui.domain.reporting.steps import Step
from tui.domain.resolving.snapshot import Reading, Snapshot
from tui.flow.ports import Cancellation, ChildVerdict, Prober, Settings, Toolkit, Walker
from tui.flow.session import Session
from tui.screens.step_screen import StepScreen
from tui.widgets.choice_bar import ChoiceBar

NORMAL = (80, 24)
PATIENCE = 20.0


@dataclass
class FixedReader:
    """Reads what it was given."""

    reading: Reading

    def read(self) -> Reading:
        return self.reading


@dataclass
class FixedProject:
    """Tells of the project it was given."""

    told: Project
    is_tracked: bool = False
    was_committed: bool = False

    def project(self) -> Project:
        return self.told

    def exposures(self, files: Sequence[Origin]) -> tuple[Exposure, ...]:
        return tuple(Exposure(origin, is_tracked=self.is_tracked, is_ignored=True) for origin in files)

    def is_committed(self, file: Origin) -> bool | None:
        del file
        return self.was_committed


@dataclass
class FixedFreshProcess:
    """Gives one report, and another one as if a command had changed the environment."""

    report: str = ""
    unset_report: str = ""
    problem: str = ""
    asked: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    given: list[tuple[tuple[str, Secret], ...]] = field(default_factory=list[tuple[tuple[str, Secret], ...]])
    ran_helper: list[bool] = field(default_factory=list[bool])

    def check(
        self,
        *,
        unset: Sequence[str],
        sets: Sequence[tuple[str, Secret]],
        client: str,
        deadline: float,
        runs_helper: bool = False,
    ) -> ChildVerdict:
        del client, deadline
        self.ran_helper.append(runs_helper)
        self.asked.append(tuple(unset))
        self.given.append(tuple(sets))
        return ChildVerdict(self.unset_report if unset or sets else self.report, self.problem)


@dataclass
class FixedHelper:
    """Gives what it was told to, and lists the commands that it would have run."""

    run_of: Callable[[Helper], HelperRun] = lambda helper: HelperRun(helper.origin, problem="it printed nothing")
    asked: list[Secret] = field(default_factory=list[Secret])

    def run(self, helper: Helper, cancellation: Cancellation) -> HelperRun:
        del cancellation
        self.asked.append(helper.command)
        return self.run_of(helper)


class FixedClock:
    """Always shows the same time of day and the same date."""

    def now(self) -> str:
        return "12:34:56"

    def today(self) -> str:
        return "2026-11-21"


def green_report(hint: str = "sk-ant-api03-gx7...xAA") -> str:
    """Return what a fresh process reports when all is well."""
    sent = {"hint": hint, "place": "~/project/.env:2", "host": "api.anthropic.com", "request_id": "req_green"}
    return json.dumps({"verdict": "ok", "sent": sent})


def red_report(title: str = "the API refuses the key", cause_id: str = "") -> str:
    """Return what a fresh process reports when the call still fails."""
    return json.dumps({"verdict": "problem", "cause": {"id": cause_id, "title": title}})


SHADOWED = (builders.process(OLD), builders.dotenv(GOOD, line=2), builders.profile(OLD))
DUPLICATE = (builders.dotenv(GOOD, line=1), builders.dotenv(OLD, line=2))
CONFLICT = (builders.dotenv(OLD, KEY, line=1), builders.dotenv(GOOD, TOKEN, line=2))


@dataclass
class World:
    """A session and the fakes that it stands on."""

    session: Session
    prober: FakeProber
    keyring: FakeKeyStore
    files: FakeEnvFileStore
    fresh: FixedFreshProcess
    helper: FixedHelper


def world(
    *findings: Finding,
    accepted: Sequence[str] = (GOOD,),
    stuck: Sequence[str] = (),
    reading: Reading | None = None,
    prober: Prober | None = None,
    offline: bool = False,
    hello: bool = False,
    walker: Walker | None = None,
) -> World:
    """Return a walk over a Python project with these findings, where the API takes just the accepted keys."""
    shot: Snapshot = builders.snapshot(*findings)
    clients = (ClientMention("python-sdk", "requirements.txt names anthropic", "2.12.0"),)
    readings = tuple(replace(item, clients=clients) for item in shot.readings)
    fake = FakeProber({key: accepts() for key in accepted}, stuck=stuck)
    keyring, files, fresh, helper = FakeKeyStore(), FakeEnvFileStore(), FixedFreshProcess(green_report()), FixedHelper()
    files.files[ENV] = b"".join(
        f"{item.variable}={item.value.secret.reveal()}\n".encode()
        for item in sorted(findings, key=lambda item: item.origin.line or 0)
        if item.origin.path == ENV
    )
    toolkit = Toolkit(
        settings=Settings(OFFICIAL, offline=offline, hello=hello),
        project=FixedProject(shot.project),
        readers=tuple(FixedReader(item) for item in (*readings, *((reading,) if reading else ()))),
        prober=prober or fake,
        keyring=keyring,
        files=files,
        fresh_process=fresh,
        helper=helper,
        clock=FixedClock(),
        walker=walker,
    )
    return World(Session(toolkit), fake, keyring, files, fresh, helper)


def app_of(made: World, *, story: str = "", marks: Marks = UNICODE) -> Fix401App:
    """Return the app over a world."""
    return Fix401App(made.session, story=story, marks=marks)


async def wait_until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    """Let the app work until the condition holds; fail with what is on the screen."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            message = f"waited in vain; on the screen:\n{text_of(pilot)}"
            raise AssertionError(message)
        await pilot.pause()


async def wait_for_text(pilot: Pilot[int], *texts: str) -> None:
    """Let the app work until all texts are on the screen."""
    await wait_until(pilot, lambda: all(text in text_of(pilot) for text in texts))


async def wait_for_step(pilot: Pilot[int], step: Step) -> None:
    """Let the app work until this step offers its choices."""

    def is_there() -> bool:
        screen = pilot.app.screen
        if not isinstance(screen, StepScreen) or screen.STEP is not step or not screen.is_mounted:
            return False
        bars = screen.query(ChoiceBar)
        return bool(bars) and bool(bars.first().choices)

    await wait_until(pilot, is_there)


async def walk_to(pilot: Pilot[int], step: Step) -> None:
    """Press Enter until this step is reached, waiting on every step until it offers its choices."""
    for passed in Step:
        await wait_for_step(pilot, passed)
        if passed is step:
            return
        if passed is Step.PROBE:
            await pilot.press("enter")
            await wait_until(pilot, lambda: offers(pilot, "next"))
        await pilot.press("enter")


def offers(pilot: Pilot[int], action: str) -> bool:
    """Return whether the highlighted choice stands for the action."""
    bars = pilot.app.screen.query(ChoiceBar)
    return bool(bars) and bool(bars.first().choices) and bars.first().choices[0].action == action


def text_of(pilot: Pilot[int]) -> str:
    """Return what is on the screen, line by line."""
    compositor = pilot.app.screen._compositor  # pyright: ignore[reportPrivateUsage] - there is no public way to the text
    return "\n".join(strip.text.rstrip() for strip in compositor.render_strips())


def flat(pilot: Pilot[int]) -> str:
    """Return what is on the screen in one line, so that wrapping does not matter."""
    return " ".join(text_of(pilot).split())


async def write_on_fix(pilot: Pilot[int]) -> None:
    """Walk to Fix, write, and come to Verify."""
    await walk_to(pilot, Step.FIX)
    await pilot.press("w")
    await wait_for_step(pilot, Step.VERIFY)
