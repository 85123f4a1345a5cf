"""The lines at the top of every screen: the program, the step, the client and the rail of steps."""

from collections.abc import Set as AbstractSet

from textual.content import Content
from textual.widgets import Static

from tui.domain.reporting.steps import Step
from tui.widgets.look import Look
from tui.widgets.sheet import Part, Sheet, ends, stack, text


class StepHeader(Static):
    """Says where in the walk one is, and which client the verdict is about."""

    def show(self, step: Step, client: str, done: AbstractSet[Step], look: Look) -> None:
        """Draw the step, the client's name and which steps are done."""
        self.update(Sheet(lambda width: _header(step, client, done, look, width)))


def _header(step: Step, client: str, done: AbstractSet[Step], look: Look, width: int) -> Content:
    place = text(("fix401", "bold $primary"), "   ", f"Step {step.value} of 5 - ", (step.title, "bold"))
    return stack(
        ends(place, text((client, "$quiet")), width),
        _rail(step, done, look).truncate(width, ellipsis=False),
        text((look.marks.line * width, "$rule")),
    )


def _rail(current: Step, done: AbstractSet[Step], look: Look) -> Content:
    parts: list[Part] = []
    for step in Step:
        if step is current:
            parts.append((f"{look.marks.here} {step.title}", "bold"))
        elif step in done:
            parts.append(text((f"{look.marks.ok} ", "$success"), step.title))
        else:
            parts.append((f"{look.marks.ahead} {step.title}", "$quiet"))
        parts.append("   ")
    return text(*parts[:-1])
