"""Which other files a start-up file reads into itself: `source ~/.secrets`, `. "$HOME/keys.sh"`."""

from collections.abc import Iterator

from tui.domain.record import Record, replace
from tui.domain.regex import regex
from tui.domain.shell.profile_reading import all_exported, exported_names, without_keywords
from tui.domain.shell.words import commands

_READS = regex(r"(?:^|[\s;&|({])\\?(?:source|\.)[ \t]")
_VERBS = frozenset({"source", "."})


class Exporting(Record):
    """What of a file's definitions the file exports that reads it: all, or some names."""

    everything: bool = False
    names: frozenset[str] = frozenset()

    def takes(self, name: str) -> bool:
        """Return whether a variable is exported, however it is set."""
        return self.everything or name in self.names


NOTHING = Exporting()


class Sourced(Record):
    """A file that is read, by its absolute path, where, and what of it is exported there."""

    path: str
    line: int
    exporting: Exporting


def sourced_files(text: str, home: str, begun: Exporting = NOTHING, *, fish: bool) -> tuple[Sourced, ...]:
    """Return the files whose path is known without running anything, in order; `begun` is in force from the start."""
    if not _READS.search(text):
        return ()
    known = {"HOME": home}
    found: list[Sourced] = []
    everything, names = begun.everything, begun.names
    for command in commands(text, known, fish=fish):
        words = without_keywords(command.words)
        if words and not fish:
            option = all_exported(words)
            everything = everything if option is None else option
            names |= {*exported_names(words)}
        path = "" if command.has_reference else _path(words, home)
        if path:
            found.append(Sourced(path, command.line, Exporting(everything)))
        for name, value in _assigned(words):
            known.pop(name, None)
            known.update({} if command.has_reference else {name: value})
    # The name may be exported before the file is read, or behind that.
    return tuple(replace(item, exporting=replace(item.exporting, names=names)) for item in found)


def _path(words: tuple[str, ...], home: str) -> str:
    """Return the absolute path of the file that a command reads, empty where it reads none."""
    if len(words) < 2 or words[0] not in _VERBS:
        return ""
    path = f"{home}{words[1][1:]}" if words[1].startswith("~/") else words[1]
    return path if path.startswith("/") else ""


def _assigned(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the variables that a command of any shell sets, each with its value."""
    if words[:1] == ("set",):
        name, *values = [*(word for word in words[1:] if not word.startswith("-")), ""]
        yield name, " ".join(values[:-1])
        return
    for word in words[1:] if words[:1] == ("export",) else words:
        name, sign, value = word.partition("=")
        if not sign:
            return
        yield name, value
