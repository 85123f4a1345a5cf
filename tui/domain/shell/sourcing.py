"""Which other files a start-up file reads into itself: `source ~/.secrets`, `. "$HOME/keys.sh"`."""

from collections.abc import Iterator

from tui.domain.record import Record
from tui.domain.regex import regex
from tui.domain.shell.profile_reading import without_keywords
from tui.domain.shell.words import commands

_READS = regex(r"(?:^|[\s;&|({])\\?(?:source|\.)[ \t]")
_VERBS = frozenset({"source", "."})
_ASSIGNED = regex(r"(?:(?:export|set(?: -\w+)*) )?([A-Za-z_]\w*)[= ](\S+)")
_ALL = regex(r"set -\w*a|set -o allexport|setopt allexport")
_NO_MORE = regex(r"set \+\w*a|set \+o allexport|unsetopt allexport")


class Sourced(Record):
    """A file that is read, by its absolute path, where, and whether all that it sets is exported."""

    path: str
    line: int
    exports_all: bool = False


def sourced_files(text: str, home: str, *, fish: bool) -> Iterator[Sourced]:
    """Yield the files whose path is known without running anything, in order."""
    if not _READS.search(text):
        return
    known, exports_all = {"HOME": home}, False
    for command in commands(text, known, fish=fish):
        words = without_keywords(command.words)
        line = " ".join(words)
        assigned = _ASSIGNED.fullmatch(line)
        if command.has_reference:
            continue
        if len(words) > 1 and words[0] in _VERBS:
            path = f"{home}{words[1][1:]}" if words[1].startswith("~/") else words[1]
            if path.startswith("/"):
                yield Sourced(path, command.line, exports_all)
        elif _ALL.fullmatch(line) or _NO_MORE.fullmatch(line):
            exports_all = _ALL.fullmatch(line) is not None
        elif assigned:
            known[assigned[1]] = assigned[2]
