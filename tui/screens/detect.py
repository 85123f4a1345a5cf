"""Step 1: what is defined where, and which definition wins; shown as soon as the local scan is through."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.domain.reporting.steps import Step
from tui.flow.session import Session
from tui.screens.background import in_background
from tui.screens.step_screen import CHOOSE, PRIVACY, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.look import Look
from tui.widgets.sheet import Sheet, spaced, stack, text, wrapped

if TYPE_CHECKING:
    from tui.domain.judging.evidence import Evidence
    from tui.domain.reporting.warning import WarningLine
    from tui.domain.resolving.snapshot import Snapshot


class DetectScreen(StepScreen):
    """Shows the findings; nothing is asked, sent or written."""

    STEP = Step.DETECT
    EXPLANATION = (
        "This step reads the places that can define a key: your environment, `.env` files, shell start-up files, "
        "settings of Claude Code and other tools, and this project's code. Nothing is sent, nothing is written.\n\n"
        "Each client reads these places in its own order. The line marked > is the one that your client sends; "
        "the others say why they lose. If another client makes your failing call, press t; m shows all clients at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "client", "change the client"),
        Binding("m", "map", "what each client sends"),
    ]

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._is_looking = not session.has_detected

    def compose_body(self) -> Iterable[Widget]:
        """Return the story where this is a practice lab, and the findings."""
        story = self.view.story
        if story:
            yield Static(Sheet(lambda width: wrapped(text(story), width)), id="story")
        yield Static(id="findings")

    def begin(self) -> None:
        """Look, unless that was done before."""
        if self._is_looking:
            self.call_after_refresh(self._look_around)

    def choices(self) -> tuple[Choice, ...]:
        """Offer to go on once there is something to go on with."""
        if self._is_looking:
            return ()
        return (Choice("Next: Keys", "next"), Choice("Change client", "client"))

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that matter now."""
        return (CHOOSE, ("t", "client", "client"), ("m", "all clients", "map"), ("r", "look again", "again"), PRIVACY)

    def show(self) -> None:
        """Draw the findings."""
        if self._is_looking:
            self.draw("findings", lambda width: wrapped(text(("Looking at this machine ...", "$quiet")), width))
            return
        evidence, warnings, look = self.session.evidence, self.session.warnings, self.look
        requested = self.session.requested_client
        if self.view.story and requested != "auto" and requested == self.session.toolkit.settings.client:
            about = replace(evidence.resolution.client, why="this exercise is about it")
            evidence = replace(evidence, resolution=replace(evidence.resolution, client=about))
        self.draw("findings", lambda width: _report(evidence, warnings, look, width))

    def copied_text(self) -> str:
        """Return the findings as text."""
        if self._is_looking:
            return ""
        return _report(self.session.evidence, self.session.warnings, self.look, 100).plain

    def action_next(self) -> None:
        """Go on, once the scan is through."""
        if not self._is_looking:
            super().action_next()

    def action_again(self) -> None:
        """Look again."""
        if not self._is_looking:
            self._is_looking = True
            self.refresh_view()
            in_background(self, self.session.detect, self._looked_again)

    def action_client(self) -> None:
        """Choose the client that the verdict is about."""
        if not self._is_looking:
            from tui.screens.client_choice import ClientOverlay  # noqa: PLC0415 - not needed for the first paint

            self.app.push_screen(ClientOverlay(self.session.requested_client, self.view.marks), self._choose)

    def action_map(self) -> None:
        """Show what each client sends."""
        if not self._is_looking:
            from tui.domain.resolving.shadowing import client_views  # noqa: PLC0415 - not needed for the first paint
            from tui.screens.client_map import ClientMapOverlay  # noqa: PLC0415 - as above

            self.app.push_screen(ClientMapOverlay(client_views(self.session.snapshot), self.look))

    def _look_around(self) -> None:
        in_background(self, self.session.detect, self._landed)

    def _landed(self, snapshot: "Snapshot") -> None:
        del snapshot  # the session holds it
        self._is_looking = False
        self.refresh_view()

    def _looked_again(self, snapshot: "Snapshot") -> None:
        self._landed(snapshot)
        self.say(f"looked again at {self.session.toolkit.clock.now()}")

    def _choose(self, client: str | None) -> None:
        if client is not None:
            self.session.choose(client)
            self.refresh_view()
            self.say(f"the verdict will be about {self.session.client.rules.name}")


def _report(evidence: "Evidence", warnings: "tuple[WarningLine, ...]", look: Look, width: int) -> Content:
    from tui.widgets.findings_table import findings_table  # noqa: PLC0415 - deferred: the first paint has no findings

    return spaced(
        stack(*(wrapped(line, width) for line in _summary(evidence, look))),
        findings_table(evidence, look)(width) if evidence.snapshot.findings else None,
        _remarks(evidence, warnings, look, width),
    )


def _summary(evidence: "Evidence", look: Look) -> Iterable[Content]:
    client, winner, barrier = evidence.resolution.client, evidence.winner, evidence.resolution.barrier
    version = f" {client.version}" if client.version else ""
    if barrier is not None:
        from tui.widgets.findings_table import barrier_words  # noqa: PLC0415 - deferred: the first paint has no findings

        words = f"{barrier_words(barrier, client.rules.name)}: {barrier.variable} in {barrier.origin.label}"
        yield text((look.hide(words), "bold"))
    elif winner is None:
        yield text((f"{client.rules.name} finds no key in any place that it reads", "bold"))
    else:
        place = look.hide(winner.origin.label)
        yield text(
            (f"{client.rules.name} sends ", "bold"),
            (winner.value.secret.hint, "bold $primary"),
            (f" from {place}", "bold"),
        )
    yield text((look.hide(f"about {client.rules.name}{version}: {client.why}"), "$quiet"))
    yield text((look.hide(_loaders(evidence)), "$quiet"))


def _loaders(evidence: "Evidence") -> str:
    from tui.domain.resolving.loading import idle_loaders, loaders_of, loads_env_file, withholding_loaders  # noqa: PLC0415 - deferred: the first paint needs no findings

    client, snapshot = evidence.resolution.client, evidence.snapshot
    if not snapshot.loaders:
        loaded = loads_env_file(client, snapshot)
        return "no code here; `.env` is taken as loaded" if loaded else "nothing here loads `.env`"
    own = (*loaders_of(client, snapshot), *withholding_loaders(client, snapshot), *idle_loaders(client, snapshot))
    served = {(item.kind, item.origin.label) for item in own}
    loaders = [loader for loader in snapshot.loaders if (loader.kind, loader.origin.label) in served]
    if not loaders:
        other = snapshot.loaders[0]
        name = client.rules.name
        return f"nothing here loads `.env` for {name}; {other.kind} at {other.origin.label} is not for it"
    named = [
        f"{loader.kind} at {loader.origin.label}{', which overrides the environment' if loader.overrides else ''}"
        for loader in loaders[:3]
    ]
    more = f" and {len(loaders) - 3} more" if len(loaders) > 3 else ""
    is_there = snapshot.env_files or any(item.origin.kind is OriginKind.DOTENV for item in snapshot.findings)
    # What stands at its place and is no file that can be read is told among the remarks.
    is_blocked = any(item.origin.path == snapshot.project.env_path for item in snapshot.problems)
    state = "is" if is_there else "would be" if is_blocked else "does not exist; it would be"
    return f"`.env` {state} loaded by {'; '.join(named)}{more}"


def _remarks(evidence: "Evidence", warnings: "tuple[WarningLine, ...]", look: Look, width: int) -> Content | None:
    from tui.domain.reporting.warning import MOST_WARNINGS  # noqa: PLC0415 - as above
    from tui.widgets.verdict_card import warning_text  # noqa: PLC0415 - as above

    snapshot = evidence.snapshot
    texts = [f"{problem.origin.label}: {problem.text}" for problem in snapshot.problems]
    lines = [text((f"{look.marks.unknown} ", "$warning"), look.hide(line)) for line in texts]
    lines += [text((f"{look.marks.warn} ", "$warning"), look.hide(note)) for note in snapshot.notes]
    shown = warnings[:MOST_WARNINGS]
    lines += [text((f"{look.marks.warn} ", "$warning"), warning_text(warning, look)) for warning in shown]
    return stack(*(wrapped(line, width, hang=2) for line in lines)) if lines else None
