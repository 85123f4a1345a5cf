"""The next command, with the options that this run was given: without them it would be about something else."""

from collections.abc import Mapping, Sequence

from tui.domain.clients.key_in_text import holds_key
from tui.domain.judging.diagnosis import Diagnosis, Remedy
from tui.domain.origin import printable
from tui.domain.record import replace
from tui.domain.regex import regex
from tui.domain.shell.syntax import quoted

# What is put back, what the keyring has and what a cause means depend on none of these options.
_NEXT = regex(r"`(fix401(?: (?:check|fix)(?: --?[a-z-]+(?: \d+)?)*)?)`")


def options_given(shell: str, values: Mapping[str, str], flags: Sequence[str]) -> str:
    """Return the options as they are typed in this shell; one with a key in it is left out."""
    named = (f"{name} {quoted(shell, printable(text))}" for name, text in values.items() if not holds_key(text))
    return " ".join((*named, *flags))


def with_options(text: str, options: str) -> str:
    """Return the text with the options behind every command in it that they matter to."""
    return _NEXT.sub(lambda match: f"`{match[1]} {options}`", text) if options else text


def diagnosis_with_options(diagnosis: Diagnosis, options: str) -> Diagnosis:
    """Return the diagnosis with the options behind the commands of its remedies."""
    return replace(diagnosis, remedies=tuple(_remedy(item, options) for item in diagnosis.remedies))


def _remedy(remedy: Remedy, options: str) -> Remedy:
    return replace(remedy, title=with_options(remedy.title, options))
