"""Text that is laid out anew for every width, and the few ways in which it is laid out."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

Build = Callable[[int], Content]
Part = str | tuple[str, str] | Content


class Sheet(Visual):
    """A visual that asks for its content once it knows its width in cells."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._built: dict[int, Content] = {}

    def content(self, width: int) -> Content:
        """Return the content for this width."""
        if width not in self._built:
            self._built = {width: self._build(max(width, 1))}
        return self._built[width]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - the protocol's shape
        """Take all the width there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines at this width."""
        return self.content(width).get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the content for this width."""
        return self.content(width).render_strips(width, height, style, options)


def text(*parts: Part) -> Content:
    """Return parts in a row, each a plain text, a pair of text and style, or content."""
    return Content.assemble(*parts)


def sentence(words: str) -> str:
    """Return the words with a capital first letter and a full stop; what begins with a name of code stays."""
    begins_plainly = words[:1].islower() and words.partition(" ")[0].isalpha()
    return f"{words[:1].upper() if begins_plainly else words[:1]}{words[1:]}{'' if words.endswith('.') else '.'}"


def stack(*blocks: Content | None) -> Content:
    """Return blocks one below the other; None is left out, an empty one makes a blank line."""
    return Content("\n").join([block for block in blocks if block is not None])


def spaced(*blocks: Content | None) -> Content:
    """Return blocks one below the other with a blank line between them; None is left out."""
    return Content("\n\n").join([block for block in blocks if block is not None])


def wrapped(content: Content, width: int, *, indent: int = 0, hang: int | None = None) -> Content:
    """Return the content wrapped at words, its first line indented and the others as far as `hang` says."""
    hang = indent if hang is None else hang
    lines = _lines(content, width - max(indent, hang))
    blanks = [" " * (hang if index else indent) for index in range(len(lines))]
    return Content("\n").join([text(blank, line) for blank, line in zip(blanks, lines, strict=True)])


def columns(cells: Sequence[tuple[Content, int]], *, indent: int = 0, gap: int = 2) -> Content:
    """Return cells side by side, each wrapped within its width."""
    wrapped_cells = [(_lines(content, width), width) for content, width in cells]
    height = max((len(lines) for lines, _ in wrapped_cells), default=0)
    rows: list[Content] = []
    for row in range(height):
        parts: list[Part] = [" " * indent]
        for number, (lines, width) in enumerate(wrapped_cells):
            cell = lines[row] if row < len(lines) else Content("")
            is_last = number == len(wrapped_cells) - 1
            parts.append(cell if is_last else cell.pad_right(max(0, width + gap - cell.cell_length)))
        rows.append(text(*parts).rstrip())
    return Content("\n").join(rows)


def ends(left: Content, right: Content, width: int) -> Content:
    """Return two texts at the two ends of a line; the left one is cut where they would touch."""
    room = width - right.cell_length - 1
    if left.cell_length > room:
        left = left.truncate(max(room, 0), ellipsis=False)
    return text(left, " " * max(width - left.cell_length - right.cell_length, 1), right)


def pairs(rows: Sequence[tuple[str, Content]], width: int, *, indent: int = 0) -> Content:
    """Return labels in a quiet column and what belongs to them beside it."""
    label_width = min(max((len(label) for label, _ in rows), default=0), max(width // 3, 8))
    rest = max(width - indent - label_width - 2, 12)
    return stack(
        *(columns([(text((label, "$quiet")), label_width), (value, rest)], indent=indent) for label, value in rows)
    )


def _lines(content: Content, width: int) -> list[Content]:
    return [line.rstrip() for line in content.wrap(max(width, 8))] or [Content("")]
