"""What Fix says around the diff: what git has, what was added and why, who cannot read it, what is sent afterwards."""

from collections.abc import Callable

from textual.content import Content

from tui.domain.remedies.wording import begun
from tui.flow.fix import FileChange, FixPlan
from tui.widgets.env_diff import env_diff
from tui.widgets.look import Look
from tui.widgets.sheet import Build, stack, text, wrapped

_MOST_HINDRANCES = 3
Blocks = Callable[[int], list[Content]]


def first_parts(plan: FixPlan, look: Look) -> Build | None:
    """Return what git has, and what is to be done about it before anything is written."""
    if not plan.publications:
        return None

    def build(width: int) -> Content:
        lines: list[Content] = []
        for item in plan.publications:
            mark = (f"{look.marks.warn} ", "$warning")
            words = (look.hide(item.text), "bold" if item.is_urgent else "$quiet")
            lines.append(wrapped(text(mark, words), width, hang=2))
            lines += [wrapped(text(look.hide(step)), width, indent=2, hang=2) for step in item.steps]
        return stack(*lines)

    return build


def added_parts(plan: FixPlan, look: Look) -> Blocks:
    """Return why more is done than the cause's own repair."""

    def build(width: int) -> list[Content]:
        if not plan.warning:
            return []
        words = f"{begun(plan.warning)}, so what takes it away is part of this plan"
        return [wrapped(text((f"{look.marks.warn} ", "$warning"), look.hide(words)), width, hang=2)]

    return build


def change_parts(change: FileChange, look: Look, *, is_written: bool) -> Build:
    """Return a file's name, what is done to it, the diff, and who cannot read the key even then."""

    def build(width: int) -> Content:
        name = text((look.hide(change.shown), "bold"), ("  written" if is_written else "", "$success"))
        titles = (wrapped(text((look.hide(title), "$quiet")), width) for title in change.titles)
        shown = change.hindrances[:_MOST_HINDRANCES]
        hindrances = [
            wrapped(text((f"{look.marks.warn} ", "$warning"), (item.text, "$quiet")), width, hang=2) for item in shown
        ]
        more = len(change.hindrances) - len(shown)
        if more:
            hindrances.append(text((f"  and {more} more: fix401 fix lists them", "$quiet")))
        return stack(name, *titles, env_diff(change.diff, look)(width), *hindrances)

    return build


def outlook_parts(plan: FixPlan, look: Look) -> Blocks:
    """Return what is sent once everything is done, and which other client would lose its key."""

    def build(width: int) -> list[Content]:
        outlook = plan.outlook
        if outlook is None or not (plan.is_writable or plan.commands):
            return []
        words = outlook.warning or outlook.sentence
        lines = [text((look.hide(begun(words)), "$quiet"))] if words else []
        lines += [text((look.hide(begun(outlook.later)), "$quiet"))] if outlook.later else []
        warn = (f"{look.marks.warn} ", "$warning")
        lines += [text(warn, f"{name} would lose the key that it sends now") for name in outlook.losing]
        return [stack(*(wrapped(line, width, hang=2) for line in lines))] if lines else []

    return build
