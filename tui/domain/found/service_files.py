"""What units of systemd, crontabs and jobs of launchd start, and which variables they give it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from tui.domain.found.machine import CallerKind
from tui.domain.json_values import mapping, text_at
from tui.domain.record import Record
from tui.domain.regex import regex

_SETTING = regex(r"[ \t]*([A-Za-z]+)[ \t]*=[ \t]*(.*)")
_CONTINUED = regex(r"\\\r?\n")
_WORD = regex(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")
_QUOTES = regex(r"""["']""")
_ASSIGNED = regex(r"([A-Za-z_]\w*)=")
_VARIABLE = regex(r"[ \t]*([A-Za-z_]\w*)[ \t]*=")
_SCHEDULE = regex(r"[ \t]*(?:@\w+|(?:[\w*,/?#-]+[ \t]+){4}[\w*,/?#-]+)[ \t]+(?P<command>\S.*)")
_PREFIXES = "-@:+!|"  # what systemd allows before the program
# A login shell reads the start-up files, and these words read a file of variables.
_READS_MORE = regex(r"(?:^|[\s;&\"'])(?:\.|source)[ \t]+\S|\s-\w*l\w*c\b|--login\b|--env-file\b|\bdotenv\b|\bdirenv\b")


class Job(Record):
    """One program that is started: the command's words, its folder, and what its environment gets.

    `env_files` are named by absolute paths or by such with `%h` for home; `inherits` tells that the
    program may get more from elsewhere; `line` is where a crontab has it.
    """

    kind: CallerKind
    words: tuple[str, ...]
    folder: str = ""
    variables: frozenset[str] = frozenset()
    env_files: tuple[str, ...] = ()
    inherits: bool = False
    line: int | None = None


def read_unit(text: str) -> Job | None:
    """Return what a unit of systemd starts, the text of its drop-ins added to its own; None where it starts nothing."""
    words: tuple[str, ...] = ()
    folder, variables, files, inherits = "", set[str](), list[str](), False
    for name, value in _settings(text):
        match name:
            case "ExecStart" if value:
                words, inherits = _words(value.lstrip(_PREFIXES)), inherits or _reads_more(value)
            case "WorkingDirectory":
                folder = value.lstrip("-").strip("\"'")
            case "Environment":
                variables |= {match[1] for word in _words(value) if (match := _ASSIGNED.match(word))}
            case "PassEnvironment":
                variables |= set(_words(value))
            case "EnvironmentFile":
                files = [*files, value.lstrip("-")] if value else []
            case _:
                pass
    if not words:
        return None
    return Job(CallerKind.SYSTEMD, words, folder, frozenset(variables), tuple(files), inherits)


def read_crontab(text: str) -> Iterator[Job]:
    """Yield the commands of a crontab with the variables that stand above each."""
    variables: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        match = _SCHEDULE.match(line)
        variable = None if match else _VARIABLE.match(line)
        if variable:
            variables.add(variable[1])
        elif match:
            words = _words(match["command"])
            own = {found[1] for word in words if (found := _ASSIGNED.match(word))}
            folder = next((words[index + 1] for index, word in enumerate(words[:-1]) if word == "cd"), "")
            given = frozenset(variables | own)
            inherits = _reads_more(match["command"])
            yield Job(CallerKind.CRON, words, folder, given, inherits=inherits, line=number)


def job_of_plist(document: Mapping[str, object]) -> Job | None:
    """Return what a job of launchd starts."""
    arguments, program = document.get("ProgramArguments"), document.get("Program")
    listed = cast("list[object]", arguments) if isinstance(arguments, list) else []
    words = tuple(str(word) for word in ([program] if isinstance(program, str) else []) + listed)
    variables = frozenset(mapping(document.get("EnvironmentVariables")))
    if not words:
        return None
    inherits = _reads_more(" ".join(words))
    return Job(CallerKind.LAUNCHD, words, text_at(document, "WorkingDirectory"), variables, inherits=inherits)


def variables_of_env_file(text: str) -> frozenset[str]:
    """Return the names that systemd reads from a file of variables, where a line with `export` counts for nothing."""
    return frozenset(match[1] for line in text.splitlines() if (match := _VARIABLE.match(line)))


def paths_in(words: Iterable[str]) -> Iterator[str]:
    """Yield what may be the path of a file in a command: also inside the text that is given to a shell."""
    for word in words:
        yield from filter(None, re.split(r"[\s;&|=<>]+", word))


def _settings(text: str) -> Iterator[tuple[str, str]]:
    for line in _CONTINUED.sub(" ", text).splitlines():
        match = None if line.lstrip().startswith(("#", ";")) else _SETTING.fullmatch(line)
        if match:
            yield match[1], match[2].strip()


def _words(text: str) -> tuple[str, ...]:
    return tuple(_QUOTES.sub("", match.group()) for match in _WORD.finditer(text))


def _reads_more(command: str) -> bool:
    return _READS_MORE.search(command) is not None
