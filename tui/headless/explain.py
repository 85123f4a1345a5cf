"""`fix401 explain CAUSE-ID` and the list of labs: text from the catalogue, no detection, no network."""

from collections.abc import Iterable
from textwrap import wrap

from tui.causes.registry import ENTRIES, cause
from tui.domain.cause import Cause
from tui.domain.exit_code import ExitCode
from tui.domain.warning import WarningRule
from tui.headless.output import narrate, print_lines
from tui.warnings.registry import WARNINGS, warning


def explain(text: str) -> ExitCode:
    """Print what a cause or a warning is and what repairs it; without an id, the list."""
    if not text:
        return _print([f"{item.id:32}{item.title}" for item in (*ENTRIES, *WARNINGS)])
    found = cause(text.strip()) or warning(text.strip())
    if found is None:
        narrate("this is not the id of a cause", "fix401 explain lists them all")
        return ExitCode.USAGE
    return _print(_lines(found))


def list_labs(labs: Iterable[tuple[str, str]]) -> ExitCode:
    """Print the labs of the practice range, given as ids and titles."""
    return _print([f"{lab_id:32}{title}" for lab_id, title in labs])


def _lines(found: Cause | WarningRule) -> list[str]:
    return [found.id, f"  {found.title}", "", *wrap(found.what, 80), "", "What repairs it:", *wrap(found.repair, 80)]


def _print(lines: list[str]) -> ExitCode:
    print_lines(lines)
    return ExitCode.OK
