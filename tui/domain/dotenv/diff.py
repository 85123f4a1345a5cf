"""What an edit changes, line by line, with every value masked."""

from collections.abc import Iterator, Sequence
from typing import Literal

from tui.domain.dotenv.definition import content, same_ends
from tui.domain.dotenv.encoding import is_utf_16
from tui.domain.dotenv.line_mask import masked_line, shown_comment
from tui.domain.dotenv.pairs import read_pairs
from tui.domain.dotenv.quotes import MARKS, OUTSIDE, advance, opener
from tui.domain.dotenv.reading import decode_env
from tui.domain.origin import printable
from tui.domain.record import Record
from tui.domain.regex import regex

DiffKind = Literal["header", "hunk", "same", "removed", "added"]
_CONTEXT = 3
_WORD = regex(rb"\s*+\w++\s*+")


class DiffLine(Record):
    """One line of a unified diff, its sign included in the text."""

    kind: DiffKind
    text: str


def masked_diff(before: bytes, after: bytes, shown: str) -> tuple[DiffLine, ...]:
    """Return the unified diff of two versions of a `.env`, or of a `.gitignore`; nothing when they are equal."""
    if before == after:
        return ()
    if is_utf_16(before):
        return _rewriting(before, after, shown)
    return (
        DiffLine("header", f"--- {printable(shown)}"),
        DiffLine("header", f"+++ {printable(shown)}"),
        *_hunks(before, after, has_names=not shown.endswith(".gitignore")),
    )


def _rewriting(before: bytes, after: bytes, shown: str) -> tuple[DiffLine, ...]:
    """Return the change of encoding: every line goes and comes again, the old ones as their text is."""
    names = _names(before) | _names(after)
    old = decode_env(before).encode().splitlines(keepends=True)
    new = after.splitlines(keepends=True)
    return (
        DiffLine("header", f"--- {printable(shown)} (UTF-16)"),
        DiffLine("header", f"+++ {printable(shown)} (UTF-8)"),
        DiffLine("hunk", f"@@ -{_range(0, len(old))} +{_range(0, len(new))} @@"),
        *(DiffLine("removed", f"-{text}") for text in _masked(old, 0, len(old), names)),
        *(DiffLine("added", f"+{text}") for text in _masked(new, 0, len(new), names)),
    )


def _names(data: bytes) -> frozenset[str]:
    return frozenset(name for name, _ in read_pairs(data))


def _hunks(before: bytes, after: bytes, *, has_names: bool) -> Iterator[DiffLine]:
    from difflib import SequenceMatcher  # noqa: PLC0415 - `fix401 check` shows no diff

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start, end = _changed_part(old, new)
    names: frozenset[str] | None = frozenset() if has_names else None
    if has_names and any(
        _WORD.fullmatch(line) for line in (*old[start : len(old) - end], *new[start : len(new) - end])
    ):
        # Only a word that stands alone is looked up among them.
        names = _names(before) | _names(after)
    old_masked = _masked(old, start, len(old) - end, names)
    new_masked = _masked(new, start, len(new) - end, names)
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end])
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        sizes = (last[2] - first[1], last[4] - first[3])
        yield DiffLine("hunk", f"@@ -{_range(start + first[1], sizes[0])} +{_range(start + first[3], sizes[1])} @@")
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                yield from (DiffLine("same", f" {text}") for text in new_masked[new_start:new_end])
                continue
            yield from (DiffLine("removed", f"-{text}") for text in old_masked[old_start:old_end])
            yield from (DiffLine("added", f"+{text}") for text in new_masked[new_start:new_end])


def _range(start: int, size: int) -> str:
    return f"{start + (size > 0)},{size}"


def _changed_part(old: Sequence[bytes], new: Sequence[bytes]) -> tuple[int, int]:
    """Return how many lines to leave out at the start and at the end, context not counted."""
    start, end = same_ends(old, new)
    return max(0, start - _CONTEXT), max(0, end - _CONTEXT)


def _masked(lines: Sequence[bytes], start: int, end: int, names: frozenset[str] | None) -> list[str]:
    """Return the lines from start to end as they may be shown; without names they are ignore rules."""
    if names is None:
        return [shown_comment(content(line)) for line in lines[start:end]]
    quotes = OUTSIDE
    if MARKS.search(b"".join(lines[:start])):
        for index, line in enumerate(lines[:start]):
            quotes = advance(quotes, content(line), index + 1)
    masked: list[str] = []
    for index, line in enumerate(lines[start:end], start=start):
        text = content(line)
        masked.append(masked_line(text, inside=opener(quotes) > 0, names=names))
        quotes = advance(quotes, text, index + 1)
    return masked
