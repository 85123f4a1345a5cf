"""What came of testing one key alone, as lines for the key's own block."""

from collections.abc import Sequence

from textual.content import Content

from tui.domain.reporting.alone import LoneResult
from tui.widgets.look import Look, badge
from tui.widgets.sheet import text


def lone_lines(result: LoneResult | None, look: Look, *, is_under_way: bool) -> Sequence[Content]:
    """Return a line for each answer, or that the test is under way; nothing where none was made."""
    if is_under_way:
        return (text((f"{look.marks.ahead} waits", "bold $quiet"), ("  tested alone", "$quiet")),)
    lines = result.lines if result else ()
    return tuple(text(badge(look.marks, status, status), f"  {look.hide(words)}") for status, words in lines)
