"""The line at the bottom that names the keys that matter here."""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.widgets.sheet import Sheet, text

_KEPT_AT_THE_END = 2
_KEPT_LONGEST = frozenset({"b", "r"})


class KeyLine(Static):
    """Names four to seven keys; each can be clicked as well."""

    def __init__(self) -> None:
        super().__init__(id="key-line")
        self.auto_links = False

    def show(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """Draw hints of key, word and action; on a narrow terminal the last two stay, and the ways back and again."""
        self.update(Sheet(lambda width: _line(hints, width)))


def _line(hints: Sequence[tuple[str, str, str]], width: int) -> Content:
    shown = list(hints)
    while len(shown) > _KEPT_AT_THE_END and _length(shown) > width:
        droppable = range(len(shown) - _KEPT_AT_THE_END - 1, -1, -1)
        del shown[next((index for index in droppable if shown[index][0] not in _KEPT_LONGEST), droppable[0])]
    return Content("  ").join([_hint(*hint) for hint in shown])


def _length(hints: Sequence[tuple[str, str, str]]) -> int:
    return sum(len(key) + len(word) + 1 for key, word, _ in hints) + 2 * (len(hints) - 1)


def _hint(key: str, word: str, action: str) -> Content:
    content = text((key, "bold $primary"), (f" {word}", "$quiet"))
    return content.stylize(Style.from_meta({"@click": f"screen.{action}"}))
