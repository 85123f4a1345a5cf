"""All warnings, the gravest first, and the question that is put to all of them."""

from tui.domain.judging.evidence import Evidence
from tui.domain.reporting.warning import WarningLine, WarningRule
from tui.warnings import (
    dotenv_in_synced_folder,
    dotenv_not_ignored,
    dotenv_readable_by_others,
    dotenv_tracked_by_git,
    key_in_frontend_variable,
    key_in_several_places,
    key_in_shell_history,
    key_in_source,
    key_near_expiry,
    old_sdk,
)

WARNINGS: tuple[WarningRule, ...] = (
    dotenv_tracked_by_git.WARNING,
    key_in_frontend_variable.WARNING,
    key_in_source.WARNING,
    dotenv_readable_by_others.WARNING,
    dotenv_not_ignored.WARNING,
    dotenv_in_synced_folder.WARNING,
    key_near_expiry.WARNING,
    key_in_shell_history.WARNING,
    old_sdk.WARNING,
    key_in_several_places.WARNING,
)


def warn(evidence: Evidence) -> tuple[WarningLine, ...]:
    """Return every warning that fits, in the registry's order."""
    return tuple(line for rule in WARNINGS for line in rule.find(evidence))


def warning(warning_id: str) -> WarningRule | None:
    """Return the warning of this id."""
    return next((rule for rule in WARNINGS if rule.id == warning_id), None)
