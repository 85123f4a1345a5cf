"""The conclusion on one card: a sentence to read first, then why, then what else."""

from collections.abc import Iterator

from textual.content import Content

from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.reporting.beside import new_terminal_lines
from tui.domain.reporting.verdict import STATUS_OF, Verdict, VerdictKind
from tui.domain.reporting.warning import MOST_WARNINGS, WarningLine
from tui.widgets.look import Look, badge
from tui.widgets.sheet import Build, ends, pairs, sentence, spaced, stack, text, wrapped

_LABELS = {VerdictKind.OK: "NOTHING WRONG", VerdictKind.PROBLEM: "CAUSE FOUND", VerdictKind.UNKNOWN: "COULD NOT CHECK"}


def verdict_card(verdict: Verdict, look: Look) -> Build:
    """Return the whole card."""
    lines = new_terminal_lines(verdict)

    def build(width: int) -> Content:
        return spaced(headline(verdict, look, width), *_reasons(verdict, lines, look, width))

    return build


def headline(verdict: Verdict, look: Look, width: int) -> Content:
    """Return the verdict's label, its certainty and its one sentence."""
    label = text(badge(look.marks, STATUS_OF[verdict.kind], _LABELS[verdict.kind]))
    certainty = f"[{verdict.primary.certainty}]" if verdict.primary else ""
    return stack(
        ends(label, text((certainty, "$quiet")), width),
        wrapped(text((look.hide(sentence(verdict.sentence)), "bold")), width),
    )


def _reasons(verdict: Verdict, later: tuple[str, ...], look: Look, width: int) -> Iterator[Content]:
    cure = verdict.pasted_cure
    if cure is not None:
        words = f"The pasted key {cure.value.best.hint} is accepted: w on Fix puts it in place."
        yield wrapped(text((f"{look.marks.ok} ", "$success"), words), width, hang=2)
    if verdict.primary:
        yield wrapped(text(look.hide(verdict.primary.explanation)), width)
        yield from _evidence(verdict.primary, look, width)
    rest = [("later", text((look.hide(line), "$warning"))) for line in later]
    rest += [("also", text(look.hide(item.title), (f" [{item.certainty}]", "$quiet"))) for item in verdict.also]
    rest += [("warning", warning_text(line, look)) for line in verdict.warnings[:MOST_WARNINGS]]
    rest += [("not tested", text((look.hide(item), "$quiet"))) for item in verdict.not_tested]
    if rest:
        yield pairs(_without_repeats(rest), width)


def warning_text(line: WarningLine, look: Look) -> Content:
    """Return a warning: what is wrong where, and the id that `fix401 explain` takes."""
    return text(look.hide(f"{line.origin.label}: {line.text}"), (f" [{line.id}]", "$quiet"))


def _evidence(diagnosis: Diagnosis, look: Look, width: int) -> Iterator[Content]:
    if diagnosis.evidence:
        yield pairs([(look.hide(line.origin), text(look.hide(line.text))) for line in diagnosis.evidence], width)


def _without_repeats(rows: list[tuple[str, Content]]) -> list[tuple[str, Content]]:
    """Name a label once; the lines below it stand without."""
    labels = [label for label, _ in rows]
    return [("" if label in labels[:index] else label, value) for index, (label, value) in enumerate(rows)]
