"""A key can be tested alone on step 2: after one consent, beside the screen, with the answer in its own block."""

from collections.abc import Iterator, Sequence

from textual.pilot import Pilot

from tests import builders
from tests.builders import GOOD, OLD, api_key
from tests.ui.test_probe import GatedProber
from tests.ui.toolkit import (
    NORMAL,
    SHADOWED,
    World,
    app_of,
    flat,
    offers,
    text_of,
    wait_for_step,
    wait_for_text,
    wait_until,
    walk_to,
    world,
)
from tui.adapters.network.http_prober import HttpProber
from tui.domain.clients.header import Header
from tui.domain.found.keyring import KeyringEntry, KeyringState
from tui.domain.key.secret import Secret, mask
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, Variant
from tui.domain.record import replace
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.steps import Step
from tui.flow.outcome import exit_code, summary_lines
from tui.flow.ports import Cancellation
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn
from tui.screens.confirm import ConfirmOverlay
from tui.screens.help import HelpOverlay
from tui.screens.keys import KeysScreen
from tui.screens.paste_key import PasteOverlay

ENTRY, OTHER = KeyringEntry("anthropic", "ada"), KeyringEntry("anthropic", "bob")
KEPT, SPARE = api_key("k"), api_key("s")
ACCEPTED = "✓ ok accepted by api.anthropic.com: 200 in 30 ms, req_good"
REJECTED = "✗ fail rejected by api.anthropic.com: 401 authentication_error in 25 ms, req_bad"


class CountingProber(GatedProber):
    """Counts how often it is asked to send."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds = 0

    def send(
        self, requests: Sequence[ProbeRequest], cancellation: Cancellation, *, deadline: float
    ) -> Iterator[ProbeOutcome]:
        self.rounds += 1
        yield from super().send(requests, cancellation, deadline=deadline)


async def _ask(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait for the question."""
    await pilot.press(*keys, "t")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))


async def _agree(pilot: Pilot[int], *keys: str) -> None:
    await _ask(pilot, *keys)
    await pilot.press("y")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))


def _block(pilot: Pilot[int], key: str) -> str:
    """Return what stands in the block of a key, in one line."""
    lines = text_of(pilot).splitlines()
    first = next(number for number, line in enumerate(lines) if mask(key) in line and "characters" in line)
    block = lines[first:]
    return " ".join(" ".join(block[: block.index("")] if "" in block else block).split())


def _with_entries() -> World:
    made = world(*SHADOWED, accepted=(GOOD, KEPT))
    made.keyring.texts.update({ENTRY: KEPT, OTHER: SPARE})
    return made


async def test_nothing_is_sent_before_consent_and_no_is_the_default() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        assert "t test alone" in text_of(pilot)
        await _ask(pilot, "down")
        shown = flat(pilot)
        for words in ("Test this key alone?", "api.anthropic.com", "one free request: GET /v1/models", mask(OLD)):
            assert words in shown
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))
        assert made.prober.sent == []
        assert not made.session.has_sent
        await _ask(pilot)
        assert summary_lines(made.session) == ["fix401: nothing was sent yet"]


async def test_one_request_tests_the_highlighted_key_and_the_answer_stands_in_its_block() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _agree(pilot, "down")
        await wait_until(pilot, lambda: REJECTED in _block(pilot, OLD))
        assert [(item.secret, item.base_url, item.header) for item in made.prober.sent] == [
            (Secret(OLD), builders.OFFICIAL, Header.BEARER)
        ]
        assert "fail" not in _block(pilot, GOOD)
        assert made.session.verdict is None
        assert summary_lines(made.session) == ["fix401: requests were sent, but no verdict stands"]
        assert exit_code(made.session) is ExitCode.UNKNOWN


async def test_the_host_is_agreed_to_for_the_whole_walk() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _agree(pilot, "down")
        await wait_until(pilot, lambda: REJECTED in _block(pilot, OLD))
        await pilot.press("b")
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("enter")
        await wait_for_step(pilot, Step.KEYS)
        assert REJECTED in _block(pilot, OLD)
        await pilot.press("down", "down", "t")
        await wait_until(pilot, lambda: ACCEPTED in _block(pilot, GOOD))
        assert REJECTED in _block(pilot, OLD)
        assert len(made.prober.sent) == 2


async def test_the_only_key_needs_no_highlight() -> None:
    made = world(builders.process(GOOD))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _agree(pilot)
        await wait_until(pilot, lambda: ACCEPTED in _block(pilot, GOOD))


async def test_of_several_keys_one_has_to_be_highlighted() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("t")
        await wait_for_text(pilot, "highlight the key to test")
        assert made.prober.sent == []


async def test_a_keyring_entry_is_read_and_tested_in_one_go() -> None:
    made = _with_entries()
    async with app_of(made).run_test(size=(80, 40)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "2 entries", "t tests it")
        await _ask(pilot, "down", "end", "up")
        assert mask(KEPT) in flat(pilot)
        assert made.prober.sent == []
        await pilot.press("y")
        await wait_until(pilot, lambda: ACCEPTED in _block(pilot, KEPT))
        assert "keyring: anthropic / ada" in _block(pilot, KEPT)
        await pilot.press("end", "t")
        await wait_until(pilot, lambda: REJECTED in _block(pilot, SPARE))
        assert [item.secret for item in made.prober.sent] == [Secret(KEPT), Secret(SPARE)]


async def test_an_entry_that_cannot_be_read_is_not_tested() -> None:
    made = _with_entries()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "2 entries")
        made.keyring.state = KeyringState.LOCKED
        await pilot.press("down", "end", "t")
        await wait_for_text(pilot, "? the keyring is locked: what to do next")
        assert isinstance(pilot.app.screen, KeysScreen)
        assert made.prober.sent == []


async def test_an_empty_entry_is_said_to_be_empty_without_a_question() -> None:
    made = world(*SHADOWED)
    made.keyring.texts[ENTRY] = ""
    async with app_of(made).run_test(size=(80, 40)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "1 entry")
        await pilot.press("down", "end", "t")
        await wait_for_text(pilot, "✗ fail  not sent: the value is empty")
        assert not made.session.has_sent


async def test_a_damaged_key_says_which_form_was_accepted() -> None:
    made = world(builders.dotenv(f"Bearer {GOOD}"))
    async with app_of(made).run_test(size=(120, 30)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _ask(pilot)
        assert "2 free requests: GET /v1/models, as found and repaired" in flat(pilot)
        await pilot.press("y")
        await wait_for_text(
            pilot,
            "✗ fail  as found: rejected by api.anthropic.com: 401 authentication_error in 25 ms, req_bad",
            "✓ ok  repaired: accepted by api.anthropic.com: 200 in 30 ms, req_good",
        )
        assert [item.variant for item in made.prober.sent] == [Variant.AS_FOUND, Variant.REPAIRED]


async def test_offline_says_so_and_reads_nothing() -> None:
    made = world(*SHADOWED, offline=True)
    made.keyring.texts[ENTRY] = KEPT
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "1 entry")
        await pilot.press("down", "end", "t")
        await wait_for_text(pilot, "--offline: nothing is sent")
        await pilot.pause()
        assert made.session.added == ()
        assert made.prober.sent == []


async def test_a_key_of_another_provider_is_kept_back() -> None:
    made = world(*SHADOWED)
    made.keyring.texts[ENTRY] = f"sk-proj-{'a1B2' * 12}"
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "1 entry")
        await pilot.press("down", "end", "t")
        await wait_for_text(pilot, "? not sent: a key of OpenAI is not shown to api.anthropic.com")
        assert made.prober.sent == []


async def test_a_text_that_is_no_key_needs_its_own_consent() -> None:
    made = world(builders.process(GOOD))
    made.keyring.texts[ENTRY] = "correct horse battery staple"
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "1 entry")
        await _agree(pilot)
        await wait_until(pilot, lambda: ACCEPTED in _block(pilot, GOOD))
        await _ask(pilot, "down", "end")
        assert "This does not look like a key of Claude." in flat(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert len(made.prober.sent) == 1


async def test_leaving_stops_the_test_and_no_answer_stands() -> None:
    prober = GatedProber()
    made = world(builders.process(f"Bearer {GOOD}"), prober=prober)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _agree(pilot)
        await wait_for_text(pilot, "· waits  tested alone")
        await pilot.press("t", "down", "up")
        assert isinstance(pilot.app.screen, KeysScreen)
        await pilot.press("b")
        await wait_until(pilot, prober.stopped.is_set)
        await wait_until(pilot, prober.closed.is_set)
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("enter")
        await wait_for_step(pilot, Step.KEYS)
        assert "waits" not in text_of(pilot)
        assert made.session.lone_results == {}
        assert made.session.has_sent


async def test_a_test_under_way_is_not_sent_again() -> None:
    prober = CountingProber()
    made = world(builders.process(OLD), prober=prober)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _agree(pilot)
        await wait_for_text(pilot, "· waits")
        await pilot.press("t", "t", "t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeysScreen)
        prober.may_go_on.set()
        await wait_until(pilot, lambda: REJECTED in _block(pilot, OLD))
        assert prober.rounds == 1


async def test_a_verdict_stands_beside_a_test() -> None:
    made = _with_entries()
    async with app_of(made).run_test(size=(80, 40)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "2 entries")
        await pilot.press("down", "end", "enter")
        await wait_for_text(pilot, f"read {mask(SPARE)}; the next step tests it, t tests it alone")
        await pilot.press("shift+tab", "b")
        await walk_to(pilot, Step.PROBE)
        await pilot.press("enter")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        verdict = made.session.verdict
        await pilot.press("b")
        await wait_for_step(pilot, Step.KEYS)
        await wait_for_text(pilot, "2 entries")
        await _agree(pilot, "down", "end")
        await wait_until(pilot, lambda: REJECTED in _block(pilot, SPARE))
        assert verdict is not None
        assert made.session.verdict is verdict


async def test_no_question_lies_upon_a_field_that_was_opened_meanwhile() -> None:
    made = _with_entries()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "2 entries")
        screen = pilot.app.screen
        await pilot.press("down", "end")
        await pilot.press("a")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, PasteOverlay))
        assert isinstance(screen, KeysScreen)
        screen.action_test()
        await wait_until(pilot, lambda: len(made.session.added) == 1)
        await pilot.pause()
        assert isinstance(pilot.app.screen, PasteOverlay)
        assert made.prober.sent == []


async def test_the_help_tells_of_it() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=(100, 50)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("question_mark")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, HelpOverlay))
        assert "t tests the highlighted key alone" in flat(pilot)


async def test_the_question_and_the_answer_fit_a_small_window() -> None:
    made = world(builders.dotenv(f"Bearer {GOOD}"), builders.process(OLD))
    async with app_of(made).run_test(size=(40, 12)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _ask(pilot, "down", "down")
        for words in ("Test this key alone?", "api.anthropic.com", mask(GOOD), "> No", "Test it"):
            assert words in text_of(pilot)
        await pilot.press("y")
        await wait_for_text(pilot, "✗ fail", "rejected")


async def test_privacy_hides_the_host_in_the_answer() -> None:
    with StandIn(Rules(keys=(GOOD,))) as server:
        made = _on(server)
        async with app_of(made).run_test(size=(100, 30)) as pilot:
            await walk_to(pilot, Step.KEYS)
            await _agree(pilot)
            await wait_for_text(pilot, f"accepted by 127.0.0.1:{server.port}: 200 in ")
            assert "req_01Practice" in text_of(pilot)
            await pilot.press("p")
            await wait_for_text(pilot, "accepted by <host>: 200 in ")
        (seen,) = server.requests
        assert (seen.method, seen.path) == ("GET", "/v1/models?limit=1000")
        assert seen.header("authorization") == f"Bearer {GOOD}"


async def test_an_overloaded_api_is_no_failure_of_the_key() -> None:
    with StandIn(Rules(keys=(GOOD,), mode=Mode.OVERLOADED)) as server:
        async with app_of(_on(server)).run_test(size=(100, 30)) as pilot:
            await walk_to(pilot, Step.KEYS)
            await _agree(pilot)
            await wait_for_text(pilot, "? could not check", "failed and did not judge this key: 529")
            assert "✗ fail" not in text_of(pilot)


def _on(server: StandIn) -> World:
    """Return a walk with one key, in which the stand-in counts as the official API and is really called."""
    made = world(builders.process(GOOD), prober=HttpProber({}))
    toolkit = made.session.toolkit
    made.session.toolkit = replace(toolkit, settings=replace(toolkit.settings, official_url=server.url))
    return made
