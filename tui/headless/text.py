"""The plain text of a verdict, for terminals, pipes and screen readers."""

import sys

from tui.domain.judging.diagnosis import Certainty, Diagnosis, Reach
from tui.domain.probing.rung import Result, Rung, failing
from tui.domain.remedies.wording import marked
from tui.domain.reporting.beside import beside
from tui.domain.reporting.command_line import with_options
from tui.domain.reporting.ladder import STATUSES, ladder_of
from tui.domain.reporting.marks import ASCII, Marks, marks_for
from tui.domain.reporting.verdict import STATUS_OF, Verdict, VerdictKind
from tui.domain.reporting.warning import MOST_WARNINGS
from tui.headless.filled import filled

_WIZARD = "fix401"  # which writes what is only likely as well, once somebody has looked at it
_REACHES = {
    Reach.SHELL: "for this terminal only",
    Reach.PROJECT: "for this project",
    Reach.USER: "for all your programs",
}


def verdict_text(verdict: Verdict, *, plain: bool, fix_command: str, repeated: str = "") -> list[str]:
    """Return the verdict: at most eight lines when all is well."""
    client = verdict.evidence.resolution.client
    version = f" {client.version}" if client.version else ""
    status = STATUS_OF[verdict.kind]
    marks = ASCII if plain else marks_for(sys.stdout.encoding)
    lines = filled(f"{marks.of(status)} {status}: {with_options(verdict.sentence, repeated)}")
    lines.append(f"  client: {client.rules.name}{version} ({client.why})")
    if verdict.primary:
        is_proven = verdict.primary.certainty is Certainty.PROVEN
        wizard = f"{_WIZARD} {repeated}".rstrip() if fix_command else ""
        lines.extend(_diagnosis(verdict.primary, fix_command if is_proven else wizard))
    lines.extend(f"  also: {item.title} ({item.certainty}: {item.cause_id})" for item in verdict.also[:3])
    lines.extend(_ladder(verdict, marks))
    lines.extend(line for text in beside(verdict) for line in filled(text, "  "))
    problems = verdict.evidence.snapshot.problems
    lines.extend(f"  could not read {problem.origin.label}: {problem.text}" for problem in problems[:3])
    lines.extend(_warnings(verdict, repeated))
    if verdict.not_tested:
        lines.extend(filled(f"not tested: {'; '.join(verdict.not_tested)}", "  "))
    return lines


def _ladder(verdict: Verdict, marks: Marks) -> list[str]:
    """Return all rungs in short when all is well, else the one that fails, with its reason."""
    rungs = ladder_of(verdict.evidence)
    broken = failing(rungs)
    if broken is not None:
        return filled(f"{marks.fail} {broken.name}{_time(broken)}: {broken.text}", "  fails at: ")
    if verdict.kind is not VerdictKind.OK:
        return []
    short = "  ".join(f"{marks.of(STATUSES[rung.result])} {rung.name}{_time(rung)}" for rung in rungs)
    odd = (line for rung in rungs if rung.result is Result.WARN for line in filled(f"{rung.name}: {rung.text}", "  "))
    return [*filled(short, "  ladder: "), *odd]


def _time(rung: Rung) -> str:
    return "" if rung.milliseconds is None else f" {rung.milliseconds:.0f} ms"


def _warnings(verdict: Verdict, repeated: str) -> list[str]:
    """Return the gravest warnings, and how many more there are."""
    shown = (f"{line.origin.label}: {line.text} ({line.id})" for line in verdict.warnings[:MOST_WARNINGS])
    lines = [line for text in shown for line in filled(text, "  warning: ")]
    more = len(verdict.warnings) - MOST_WARNINGS
    return (
        [*lines, f"  warnings: {more} more in {with_options('`fix401 check --json`', repeated)}"] if more > 0 else lines
    )


def _diagnosis(diagnosis: Diagnosis, fix_command: str) -> list[str]:
    lines = [f"  cause: {diagnosis.cause_id} ({diagnosis.certainty})", ""]
    lines.extend(filled(diagnosis.explanation, "  "))
    lines.extend(line for item in diagnosis.evidence for line in filled(f"{item.origin}: {item.text}", "  - "))
    lines.append("")
    lines.extend(_ways(diagnosis, fix_command))
    return lines


def _ways(diagnosis: Diagnosis, fix_command: str) -> list[str]:
    """Return the steps with their numbers, in the order in which they are done, and each choice with its `or`."""
    lines: list[str] = []
    for mark, words, remedy in marked(diagnosis.remedies):
        lines.extend(filled(f"{words} ({_REACHES[remedy.reach]})", f"  {mark}"))
        if remedy.command:
            lines.append(f"       {remedy.command}")
        elif remedy.edit and fix_command:
            lines.append(f"       {fix_command}")
    return lines
