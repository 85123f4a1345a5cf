"""The marks that stand beside status words, in a Unicode and an ASCII form."""

from enum import StrEnum

from tui.domain.record import Record


class Status(StrEnum):
    """What a check came to; the values are the words that always stand beside the mark."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "could not check"


class Marks(Record):
    """The glyphs of one form; each is one cell wide.

    `here` marks the present step or choice, `ahead` what is still to come, `dot` separates,
    `hidden` stands for a character that is not shown, `cut` for a left-out part, `line` makes rules,
    `bar` the bars of times.
    """

    ok: str
    warn: str
    fail: str
    unknown: str
    here: str
    ahead: str
    dot: str
    hidden: str
    cut: str
    line: str
    bar: str

    def of(self, status: Status) -> str:
        """Return the mark of a status."""
        return {
            Status.OK: self.ok,
            Status.WARN: self.warn,
            Status.FAIL: self.fail,
            Status.UNKNOWN: self.unknown,
        }[status]


UNICODE = Marks("✓", "!", "✗", "?", ">", "·", "·", "•", "…", "─", "━")
ASCII = Marks("+", "!", "x", "?", ">", ".", "-", "*", "...", "-", "=")


def marks_for(encoding: str | None) -> Marks:
    """Return the form that a stream of this encoding can show."""
    name = (encoding or "").lower().replace("-", "").replace("_", "")
    return UNICODE if name in {"utf8", "utf8sig", "cp65001"} else ASCII
