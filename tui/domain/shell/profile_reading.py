"""Reads the assignments in a shell's start-up file, for sh, bash, zsh and fish, without running anything."""

import re
from collections.abc import Callable, Iterator

from tui.domain.key.secret import mask
from tui.domain.record import Record, replace
from tui.domain.regex import regex
from tui.domain.shell.words import Command, commands

_ASSIGNMENT = regex(r"([A-Za-z_]\w*)\+?=(.*)", re.DOTALL)
_NAME = regex(r"[A-Za-z_]\w*")
_KEYWORDS = frozenset(
    [
        "!",
        "{",
        "and",
        "begin",
        "builtin",
        "command",
        "do",
        "elif",
        "else",
        "if",
        "not",
        "or",
        "then",
        "time",
        "until",
        "while",
    ]
)
_DECLARERS = frozenset({"export", "declare", "typeset", "readonly", "local"})
_COMMENT_MARK = regex(r"[#\s]+")
_SPACED_EXPORT = 4  # words of `export NAME = VALUE`
_DEFINES = regex(r"=|\bset\b")
_FISH_UNIVERSAL = regex(r"SETUVAR(?P<options>(?: --\w+)*) (?P<name>\w+):(?P<value>.*)")
_FISH_ESCAPE = regex(r"\\x([0-9a-fA-F]{2})")


class ProfileAssignment(Record):
    """One definition in a start-up file.

    `is_reference` marks a value that a command or an unknown variable would give: its text is
    then not the value. `is_foreign` marks a line in another shell's syntax, or with blanks round the
    sign: the person means it, and this shell assigns nothing.
    """

    name: str
    value: str
    line: int
    exported: bool
    commented: bool = False
    is_reference: bool = False
    is_foreign: bool = False

    def __repr__(self) -> str:
        return f"ProfileAssignment({self.name!r}, {mask(self.value)}, line={self.line}, exported={self.exported})"


def read_posix_profile(text: str) -> tuple[ProfileAssignment, ...]:
    """Return the definitions in a file for sh, bash or zsh, in order."""
    reader = _PosixReader()
    return reader.read(text)


def read_fish_profile(text: str) -> tuple[ProfileAssignment, ...]:
    """Return the definitions in a file for fish, in order."""
    known: dict[str, str] = {}
    found: list[ProfileAssignment] = []
    for command in commands(text, known, fish=True):
        if command.comment:
            found.extend(_commented(command, read_fish_profile))
            continue
        items = list(_fish_assignments(command))
        found.extend(items or _foreign(command, fish=True))
        known.update((item.name, item.value) for item in items)
    return tuple(found)


def read_fish_universals(text: str) -> tuple[ProfileAssignment, ...]:
    """Return the definitions in fish's own file of universal variables."""
    found: list[ProfileAssignment] = []
    for line, content in enumerate(text.splitlines(), start=1):
        match = _FISH_UNIVERSAL.fullmatch(content)
        if match:
            value = _FISH_ESCAPE.sub(lambda escape: chr(int(escape.group(1), 16)), match["value"])
            found.append(ProfileAssignment(match["name"], value, line, "--export" in match["options"]))
    return tuple(found)


class _PosixReader:
    """Follows one file: which variables are known, which are exported, whether all are."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._exported: set[str] = set()
        self._found: list[ProfileAssignment] = []
        self._exports_all = False

    def read(self, text: str) -> tuple[ProfileAssignment, ...]:
        for command in commands(text, self._known, fish=False):
            if command.comment:
                self._found.extend(_commented(command, read_posix_profile))
            elif command.words:
                self._run(command)
        return tuple(
            replace(item, exported=True) if item.name in self._exported and not item.commented else item
            for item in self._found
        )

    def _run(self, command: Command) -> None:
        words = without_keywords(command.words)
        if not words:
            return
        first, rest = words[0], words[1:]
        foreign = _foreign(command)
        if foreign:
            self._found.extend(foreign)
        elif first in _DECLARERS:
            self._declare(first, rest, command)
        elif (exports_all := all_exported(words)) is not None:
            self._exports_all = exports_all
        elif first == "launchctl" and rest[:1] == ("setenv",) and len(rest) == 3:
            self._add(rest[1], rest[2], command, exported=True)
        elif all(_ASSIGNMENT.fullmatch(word) for word in words):
            for word in words:
                self._assign(word, command, exported=self._exports_all)

    def _declare(self, verb: str, words: tuple[str, ...], command: Command) -> None:
        exports = _exports(verb, words)
        for word in words:
            if _ASSIGNMENT.fullmatch(word):
                self._assign(word, command, exported=exports or self._exports_all)
        self._exported.update(exported_names((verb, *words)))

    def _assign(self, word: str, command: Command, *, exported: bool) -> None:
        match = _ASSIGNMENT.fullmatch(word)
        if match:
            self._add(match.group(1), match.group(2), command, exported=exported)

    def _add(self, name: str, value: str, command: Command, *, exported: bool) -> None:
        self._found.append(ProfileAssignment(name, value, command.line, exported, is_reference=command.has_reference))
        if command.has_reference:
            self._known.pop(name, None)
        else:
            self._known[name] = value


def _fish_assignments(command: Command) -> Iterator[ProfileAssignment]:
    words = without_keywords(command.words)
    if words[:1] == ("export",):
        for word in words[1:]:
            match = _ASSIGNMENT.fullmatch(word)
            if match:
                yield ProfileAssignment(
                    match.group(1), match.group(2), command.line, exported=True, is_reference=command.has_reference
                )
    elif words[:1] == ("set",):
        options = [word for word in words[1:] if word.startswith("-")]
        names = [word for word in words[1:] if not word.startswith("-")]
        short = "".join(option for option in options if not option.startswith("--"))
        asks = set(short) & set("eqSn") or {"--erase", "--query", "--show", "--names"} & set(options)
        if len(names) > 1 and not asks and _NAME.fullmatch(names[0]):
            exported = "x" in short or "--export" in options
            value = " ".join(names[1:])
            yield ProfileAssignment(names[0], value, command.line, exported, is_reference=command.has_reference)


def _foreign(command: Command, *, fish: bool = False) -> tuple[ProfileAssignment, ...]:
    """Return what a line would assign in another shell: `NAME = VALUE`, `set NAME=VALUE`, `setenv NAME VALUE`."""
    words = without_keywords(command.words)
    words = words[1:] if words[:1] == ("export",) and len(words) == _SPACED_EXPORT else words
    pair: tuple[str, ...] = ()
    match words:
        case (name, "=", value):
            pair = name, value
        case ("setenv", name, value) | ("set", "-gx" | "-Ux" | "-x", name, value) if not fish:
            pair = name, value
        case ("set", word):
            pair = _pair(word)
        case (word,) if fish:
            pair = _pair(word)
        case _:
            pass
    if not pair or not _NAME.fullmatch(pair[0]) or not pair[1] or command.has_reference:
        return ()
    return (ProfileAssignment(pair[0], pair[1], command.line, exported=False, is_foreign=True),)


def _pair(word: str) -> tuple[str, ...]:
    match = _ASSIGNMENT.fullmatch(word)
    return match.groups() if match else ()


def without_keywords(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a command without those of the shell's grammar before it, such as `then`."""
    count = 0
    while count < len(words) and words[count] in _KEYWORDS:
        count += 1
    return words[count:]


def all_exported(words: tuple[str, ...]) -> bool | None:
    """Return whether sh, bash or zsh exports all that is set behind a command, None where that changes nothing."""
    verb, text = words[0], " ".join(words[1:]).lower().replace("_", "")
    if verb == "set" and re.match(r"[-+](?:\w*a|o allexport)", text):
        return text.startswith("-")
    return verb == "setopt" if verb in {"setopt", "unsetopt"} and "allexport" in text.split() else None


def exported_names(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the variables that a command of sh, bash or zsh exports without giving them a value."""
    verb, rest = words[0], words[1:]
    is_export = verb in _DECLARERS and _exports(verb, rest)
    return tuple(word for word in rest if _NAME.fullmatch(word)) if is_export else ()


def _exports(verb: str, words: tuple[str, ...]) -> bool:
    options = "".join(word for word in words if word.startswith("-"))
    return "n" not in options if verb == "export" else "x" in options


def _commented(command: Command, read: Callable[[str], tuple[ProfileAssignment, ...]]) -> Iterator[ProfileAssignment]:
    """Read the text of a comment as if it were not one."""
    text = _COMMENT_MARK.sub("", command.comment, count=1)
    if "#" not in text[:1] and _DEFINES.search(text):
        for item in read(text):
            if not item.commented:
                yield replace(item, line=command.line, commented=True)
