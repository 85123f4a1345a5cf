"""The plain text of a plan and its diff."""

from tui.domain.remedies.wording import begun
from tui.domain.reporting.command_line import with_options
from tui.flow.fix import FixPlan
from tui.headless.filled import filled


def plan_text(plan: FixPlan, repeated: str = "") -> list[str]:
    """Return the plan in words: what git has first, then each file with who cannot read it even then."""
    lines = [""]
    for publication in plan.publications:
        lines.extend(filled(f"{'first: ' if publication.is_urgent else ''}{publication.text}"))
        lines.extend(line for step in publication.steps for line in filled(with_options(step, repeated), "  - "))
    lines.extend(
        f"refused: {refusal.reason}\n  {with_options(refusal.by_hand, repeated)}".rstrip() for refusal in plan.refusals
    )
    if plan.warning:
        lines.extend(filled(f"{begun(plan.warning)}, so this is added:"))
        lines.extend(
            line
            for remedy in plan.added
            for line in filled(remedy.command or with_options(remedy.title, repeated), "  - ")
        )
    for change in plan.changes:
        lines.append(f"edit {change.shown}: {'; '.join(change.titles)}")
        lines.extend(line for item in change.hindrances for line in filled(item.text, "  - "))
    lines.extend(_outlook(plan))
    return lines if len(lines) > 1 else []


def diff_text(plan: FixPlan) -> list[str]:
    """Return the masked differences."""
    return [line.text for change in plan.changes for line in change.diff]


def _outlook(plan: FixPlan) -> list[str]:
    """Return what is sent once everything of the plan is done."""
    outlook = plan.afterwards
    if outlook is None:
        return []
    return [*(line for words in outlook.lines for line in filled(words)), *(f"but {loss}" for loss in outlook.losses)]
