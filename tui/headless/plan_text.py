"""The plain text of a plan and its diff."""

from tui.flow.fix import FixPlan


def plan_text(plan: FixPlan) -> list[str]:
    """Return the plan in words."""
    lines = [""]
    lines.extend(f"refused: {refusal.reason}\n  {refusal.by_hand}".rstrip() for refusal in plan.refusals)
    lines.extend(f"edit {change.shown}: {'; '.join(change.titles)}" for change in plan.changes)
    return lines if len(lines) > 1 else []


def diff_text(plan: FixPlan) -> list[str]:
    """Return the masked differences."""
    return [line.text for change in plan.changes for line in change.diff]
