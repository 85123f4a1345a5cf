"""`fix401 keys`: list, add, test and remove candidate entries of the OS keyring; a key is never an argument."""

import sys

from tui.domain.clients.key_in_text import with_keys_masked
from tui.domain.found.keyring import KeyringEntry, KeyringState
from tui.domain.found.keyring_names import DEFAULT_SERVICE
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.report import SCHEMA_VERSION, tool
from tui.flow.keys import problem_of, read_pasted
from tui.flow.ports import KeyringAnswer, Toolkit
from tui.headless.output import narrate, print_json, print_lines


def keys(toolkit: Toolkit, action: str, name: str, *, as_json: bool) -> ExitCode:
    """Run one of the four actions."""
    if action == "list":
        return _list(toolkit, as_json=as_json)
    if not name:
        narrate(f"keys {action} needs a name, such as ANTHROPIC_API_KEY")
        return ExitCode.USAGE
    entry = _entry(name)
    match action:
        case "add":
            return _add(toolkit, entry)
        case "test":
            from tui.headless.testing import try_entry  # noqa: PLC0415 - deferred: the others send nothing

            return try_entry(toolkit, entry, as_json=as_json)
        case _:
            return _said(toolkit.keyring.remove(entry), f"removed: {entry.shown}")


def _list(toolkit: Toolkit, *, as_json: bool) -> ExitCode:
    listing = toolkit.keyring.entries()
    code = ExitCode.OK if listing.state is KeyringState.OK else ExitCode.UNKNOWN
    if as_json:
        print_json(
            {
                "schema_version": SCHEMA_VERSION,
                "tool": tool(),
                "state": listing.state.name.lower().replace("_", "-"),
                "backend": listing.backend or None,
                "detail": listing.detail or None,
                "entries": [
                    {name: with_keys_masked(getattr(item, name)) for name in ("service", "user", "label")}
                    for item in listing.entries
                ],
            }
        )
        return code
    print_lines([entry.shown for entry in listing.entries])
    if listing.state is not KeyringState.OK:
        narrate(problem_of(listing))
    elif not listing.entries:
        narrate("no candidate key in the keyring", "fix401 keys add ANTHROPIC_API_KEY")
    return code


def _add(toolkit: Toolkit, entry: KeyringEntry) -> ExitCode:
    listing = toolkit.keyring.entries()
    if listing.state is KeyringState.ABSENT:
        # Nobody pastes a key for nothing.
        narrate(problem_of(listing))
        return ExitCode.UNKNOWN
    pasted = read_pasted(_hidden_input(entry))
    if pasted.finding.value.is_blank:
        narrate("nothing was typed, nothing was stored")
        return ExitCode.USAGE
    for cleaned in pasted.cleaned:
        narrate(f"cleaned: {cleaned}")
    answer = toolkit.keyring.store(entry, pasted.finding.value.secret)
    return _said(answer, f"stored: {entry.shown} ({pasted.finding.value.secret.hint})")


def _hidden_input(entry: KeyringEntry) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.read(65_536)
    from getpass import getpass  # noqa: PLC0415 - only at a terminal

    return getpass(f"Key for {entry.shown} (not shown): ")


def _entry(name: str) -> KeyringEntry:
    """Return the entry of a name alone, of `SERVICE/USER`, or as the list shows it, where a service may be a URL."""
    service, separator, user = name.rpartition(" / ") if " / " in name else name.partition("/")
    return KeyringEntry(service.strip(), user.strip()) if separator else KeyringEntry(DEFAULT_SERVICE, name)


def _said(answer: KeyringAnswer, text: str) -> ExitCode:
    if answer.state is KeyringState.OK:
        print_lines([text])
        return ExitCode.OK
    narrate(problem_of(answer))
    return ExitCode.UNKNOWN
