"""`fix401 explain` and the list of labs: text from the catalogue and pasted errors; no detection, no network."""

from collections.abc import Iterable

from tui.causes.registry import ENTRIES, cause
from tui.domain.judging.cause import Cause
from tui.domain.judging.similar import nearest
from tui.domain.regex import regex
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.report import SCHEMA_VERSION, tool
from tui.domain.reporting.warning import WarningRule
from tui.flow.explain import explain_text
from tui.headless.filled import filled
from tui.headless.output import narrate, print_json, print_lines
from tui.headless.pasted import Pasted, pasted_from, read_standard_input, waits_for_a_person
from tui.headless.pasted_text import explanation_json, explanation_lines
from tui.warnings.registry import WARNINGS, warning

_LOOKS_LIKE_AN_ID = regex(r"[a-z]+(?:-[a-z]+)*")
_LONGEST_WORD = 60


def explain(text: str, *, as_json: bool = False) -> ExitCode:
    """Print what a cause or a warning is, or what a pasted error means; without either, the list of ids."""
    if not text and waits_for_a_person():
        narrate("an error text can be pasted too: fix401 explain -")
        return _list(as_json=as_json)
    found = cause(text.strip()) or warning(text.strip())
    if found is not None:
        return _explain_entry(found, as_json=as_json)
    pasted = read_standard_input() if text in {"", "-"} else pasted_from(text)
    if not text and not pasted.data.strip():
        return _list(as_json=as_json)
    return _explain_text(pasted, text, as_json=as_json)


def list_labs(labs: Iterable[tuple[str, str]]) -> ExitCode:
    """Print the labs of the practice range, given as ids and titles."""
    return _print([f"{lab_id:32}{title}" for lab_id, title in labs])


def _explain_text(pasted: Pasted, argument: str, *, as_json: bool) -> ExitCode:
    explanation = explain_text(pasted.data, is_cut=pasted.is_cut)
    meant = "" if explanation.meaning else _meant(argument.strip())
    if explanation.meaning is None and (meant or _LOOKS_LIKE_AN_ID.fullmatch(argument.strip())):
        question = f"; did you mean `{meant}`?" if meant else ""
        narrate(f"this is not the id of a cause{question}", "fix401 explain lists them all")
        return ExitCode.USAGE
    if as_json:
        print_json(explanation_json(explanation))
    else:
        print_lines(explanation_lines(explanation))
    return ExitCode.OK if explanation.meaning else ExitCode.UNKNOWN


def _meant(argument: str) -> str:
    """Return the id that one mistyped word was to be, or an empty text."""
    is_word = len(argument.split()) == 1 and len(argument) <= _LONGEST_WORD
    return nearest(argument, (item.id for item in (*ENTRIES, *WARNINGS))) if is_word else ""


def _explain_entry(found: Cause | WarningRule, *, as_json: bool) -> ExitCode:
    if not as_json:
        return _print(_lines(found))
    kind = "cause" if isinstance(found, Cause) else "warning"
    print_json({"schema_version": SCHEMA_VERSION, "tool": tool(), kind: _entry(found)})
    return ExitCode.OK


def _list(*, as_json: bool) -> ExitCode:
    if not as_json:
        return _print([f"{item.id:32}{item.title}" for item in (*ENTRIES, *WARNINGS)])
    entries = {"causes": [_entry(item) for item in ENTRIES], "warnings": [_entry(item) for item in WARNINGS]}
    print_json({"schema_version": SCHEMA_VERSION, "tool": tool(), **entries})
    return ExitCode.OK


def _entry(item: Cause | WarningRule) -> dict[str, str]:
    return {"id": item.id, "title": item.title, "what": item.what, "repair": item.repair}


def _lines(found: Cause | WarningRule) -> list[str]:
    return [found.id, f"  {found.title}", "", *filled(found.what), "", "What repairs it:", *filled(found.repair)]


def _print(lines: list[str]) -> ExitCode:
    print_lines(lines)
    return ExitCode.OK
