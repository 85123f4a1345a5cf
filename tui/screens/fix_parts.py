"""What Fix says around the diff: what git has, what was added and why, who cannot read it, and what comes behind it."""

from collections.abc import Iterable

from textual.content import Content

from tui.domain.remedies.wording import begun, marked
from tui.flow.fix import FileChange, FixPlan
from tui.widgets.env_diff import env_diff
from tui.widgets.look import Look
from tui.widgets.sheet import Build, stack, text, wrapped

_MOST_HINDRANCES = 3


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


def added_parts(plan: FixPlan, look: Look, width: int) -> list[Content]:
    """Return why more is done than the cause's own repair."""
    if not plan.warning:
        return []
    words = f"{begun(plan.warning)}, so what takes it away is part of this plan"
    return [wrapped(text((f"{look.marks.warn} ", "$warning"), look.hide(words)), width, hang=2)]


def change_parts(change: FileChange, look: Look, width: int, *, is_written: bool) -> Content:
    """Return a file's name, what is done to it, the diff, and who cannot read the key even then."""
    name = text((look.hide(change.shown), "bold"), ("  written" if is_written else "", "$success"))
    titles = (wrapped(text((look.hide(title), "$quiet")), width) for title in change.titles)
    shown = change.hindrances[:_MOST_HINDRANCES]
    hindrances = [
        wrapped(text((f"{look.marks.warn} ", "$warning"), (item.text, "$quiet")), width, hang=2) for item in shown
    ]
    more = len(change.hindrances) - len(shown)
    if more:
        hindrances.append(text((f"  and {more} more: fix401 fix lists them", "$quiet")))
    return stack(name, *titles, env_diff(change.diff, look, width), *hindrances)


def outlook_parts(plan: FixPlan, look: Look, width: int) -> list[Content]:
    """Return what is sent once everything is done, and which other client would lose its key."""
    outlook = plan.afterwards
    if outlook is None:
        return []
    lines = [text((look.hide(words), "$quiet")) for words in outlook.lines]
    lines += [text((f"{look.marks.warn} ", "$warning"), loss) for loss in outlook.losses]
    return [stack(*(wrapped(line, width, hang=2) for line in lines))] if lines else []


def step_parts(plan: FixPlan, look: Look, width: int) -> Iterable[Content]:
    """Return the steps by hand: first what is done in the place of what stands above, then what is done as well."""
    is_more = bool(plan.changes or (plan.commands and not plan.steps_first))
    heading, is_step = "", False
    for mark, words, remedy in marked(plan.steps):
        # Behind a step, an `or` is another way of that step.
        is_step = is_step or not remedy.is_other_way
        wanted = "By hand:" if not is_more else "Also, by hand:" if is_step else "Instead, by hand:"
        if wanted != heading:
            heading = wanted
            yield text((heading, "bold"))
        yield wrapped(text(mark, look.hide(words)), width, hang=3)
