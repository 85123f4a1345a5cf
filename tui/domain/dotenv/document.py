"""A `.env` as its physical lines: losslessly parsed, and edited without touching any other byte.

What is written is the one form that every loader reads alike: `NAME=value` at the start of the
line, without quotes, blanks or a comment behind it. Where a line may belong to something else,
nothing is edited and the reason is returned.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, chain

from tui.domain.dotenv.definition import BOM, Definition, Unsafe, content, is_credential_name, match_definition, measure
from tui.domain.dotenv.pairs import read_pairs
from tui.domain.dotenv.quotes import MARKS, OUTSIDE, advance, opener
from tui.domain.key.secret import Secret, mask
from tui.domain.record import Record
from tui.domain.regex import regex

_BOM_BYTES = BOM.encode()
_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_KEY_CHARACTERS = regex(r"[A-Za-z0-9_-]+")
# The characters on which 54 loaders agree in an unquoted value, wherever they stand in it; `=` and `~` not first.
_UNIVERSAL = regex(r"[A-Za-z0-9_!%*+,./:?@\[\]^{}-][A-Za-z0-9_!%*+,./:?@\[\]^{}=~-]*")


class EnvDocument(Record):
    """The physical lines of a `.env`, each with its own line end; joining them gives the file."""

    lines: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"EnvDocument({len(self.lines)} lines)"

    @staticmethod
    def parse(data: bytes) -> "EnvDocument":
        """Split any bytes into lines; nothing is refused here."""
        return EnvDocument(tuple(data.splitlines(keepends=True)))

    def render(self) -> bytes:
        """Return the file's bytes."""
        return b"".join(self.lines)

    def set_variable(self, name: str, secret: Secret) -> "EnvDocument | Unsafe":
        """Define the variable exactly once: in place of its first definition, else at the top."""
        text = secret.reveal()
        problem = _unwritable(name, text)
        found = problem if problem is not None else self._definitions(name, text)
        if isinstance(found, Unsafe):
            return found
        if not found:
            return self._with_first_line(f"{name}={text}".encode())
        replacements: dict[int, tuple[bytes, ...]] = {item.index: () for item in found}
        replacements[found[0].index] = self._assignment(found[0], f"{name}={text}".encode())
        return self._replaced(found, replacements)

    def rename(self, line: int, old: str, new: str) -> "EnvDocument | Unsafe":
        """Give the variable defined on this 1-based line another name; empty definitions of that name go away.

        Where its value is nothing but a key, the line gets the form that every loader reads alike.
        """
        if not _NAME.fullmatch(new):
            return Unsafe(f"{new!r} is no name for a variable")
        target = self._definition_at(line, old)
        if isinstance(target, Unsafe):
            return target
        others = self._definitions(new, "")
        if isinstance(others, Unsafe):
            return others
        rival = next((item for item in others if not item.is_empty), None)
        if rival is not None:
            return Unsafe(f"line {rival.index + 1} defines {new} already", rival.index + 1)
        replacements = {item.index: () for item in others} | {target.index: self._renamed(target, new)}
        return self._reference_to(old) or self._replaced((*others, target), replacements)

    def remove(self, line: int, name: str) -> "EnvDocument | Unsafe":
        """Remove the definition of the variable that begins on this 1-based line."""
        target = self._definition_at(line, name)
        if isinstance(target, Unsafe):
            return target
        is_last = len(self.definitions(name)) == 1
        return (self._reference_to(name) if is_last else None) or self._replaced((target,), {target.index: ()})

    def definitions(self, name: str) -> tuple[Definition, ...]:
        """Return all definitions of the name, or nothing where the file cannot be read with certainty."""
        found = self._definitions(name, "")
        return () if isinstance(found, Unsafe) else found

    def _definition_at(self, line: int, name: str) -> Definition | Unsafe:
        found = self._definitions(name, "")
        if isinstance(found, Unsafe):
            return found
        target = next((item for item in found if item.index == line - 1), None)
        return target or Unsafe(f"line {line} does not define {name} any more", line)

    def _definitions(self, name: str, value: str) -> tuple[Definition, ...] | Unsafe:
        """Find all definitions of the name; refuses when one may be part of another value."""
        unreadable = self._unreadable()
        if unreadable is not None:
            return unreadable
        found: list[Definition] = []
        quotes, after = OUTSIDE, 0
        for index in self._lines_with(name):
            if index < after:
                continue
            text = content(self.lines[index])
            match = match_definition(text, name, index) if name in text else None
            if match is None:
                quotes = advance(quotes, text, index + 1)
                continue
            began = opener(quotes)
            if began:
                return Unsafe(f"line {index + 1} may be part of the quoted value that begins on line {began}", began)
            definition = measure(match, self.lines, value)
            if isinstance(definition, Unsafe):
                return definition
            found.append(definition)
            after = index + definition.count
        return tuple(found)

    def _lines_with(self, name: str) -> list[int]:
        """Return the indexes of the lines that may define the name or begin or end a quoted value."""
        data, ends = self.render(), list(accumulate(map(len, self.lines)))
        found = chain(MARKS.finditer(data), re.finditer(re.escape(name).encode(), data))
        return sorted({bisect_right(ends, match.start()) for match in found})

    def _unreadable(self) -> Unsafe | None:
        if self.lines and self.lines[0].startswith((b"\xff\xfe", b"\xfe\xff")):
            return Unsafe("the file is UTF-16, which loaders of .env files do not read; save it as UTF-8 first", 1)
        before, mark, _ = self.render().partition(b"\0")
        number = len((before + b"-").splitlines())
        return Unsafe(f"line {number} contains a NUL byte; save the file as UTF-8", number) if mark else None

    def _reference_to(self, name: str) -> Unsafe | None:
        """Return why this name must stay: another line takes its value from it."""
        reference = re.compile(rf"[^#\n]*\$\{{?{re.escape(name)}(?![A-Za-z0-9_])".encode())
        number = next((index for index, line in enumerate(self.lines, start=1) if reference.match(line)), None)
        return None if number is None else Unsafe(f"line {number} takes its value from {name}", number)

    def _line_end(self) -> bytes:
        return _ending(self.lines[0]) or b"\n" if self.lines else b"\n"

    def _assignment(self, definition: Definition, assignment: bytes) -> tuple[bytes, ...]:
        """Return the lines that stand for the definition: its comment, then the assignment."""
        ending = _ending(self.lines[definition.index])
        prefix = b"export " if definition.exported else b""
        line = prefix + assignment + ending
        if not definition.comment:
            return (line,)
        comment = definition.comment.encode("utf-8", "surrogateescape")
        return (comment + (ending or self._line_end()), line)

    def _renamed(self, target: Definition, new: str) -> tuple[bytes, ...]:
        line = self.lines[target.index]
        value = next((value for _, value in read_pairs(line)), "")
        if target.count == 1 and _KEY_CHARACTERS.fullmatch(value):
            return self._assignment(target, f"{new}={value}".encode())
        text = content(line)
        renamed = (text[: target.name_start] + new + text[target.name_end :]).removeprefix(BOM)
        return (renamed.encode("utf-8", "surrogateescape") + _ending(line),)

    def _with_first_line(self, assignment: bytes) -> "EnvDocument":
        """Add the assignment at the top, where no damaged line can hide it; only `#!` stays above."""
        end = self._line_end()
        line = assignment + end
        if not self.lines:
            return EnvDocument((line,))
        first = self.lines[0]
        bare = first.removeprefix(_BOM_BYTES)
        if bare.startswith(b"#!"):
            return EnvDocument((first if _ending(first) else first + end, line, *self.lines[1:]))
        # A BOM would become part of the new name in loaders that do not know it.
        return EnvDocument((line, *((bare,) if bare else ()), *self.lines[1:]))

    def _replaced(self, spans: tuple[Definition, ...], replacements: dict[int, tuple[bytes, ...]]) -> "EnvDocument":
        lines: list[bytes] = []
        after = 0
        for item in sorted(spans, key=lambda item: item.index):
            lines += (*self.lines[after : item.index], *replacements[item.index])
            after = item.index + item.count
        return EnvDocument((*lines, *self.lines[after:]))


def _ending(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]


def _unwritable(name: str, text: str) -> Unsafe | None:
    """Say why this name or value cannot be written in the form that every loader reads alike."""
    checks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: _NAME.fullmatch(name) is None, f"{name!r} is no name for a variable"),
        (lambda: not text, "an empty value is never written"),
        (lambda: text == mask(text) or "..." in text, "a placeholder or a masked key is never written"),
        (
            lambda: (_KEY_CHARACTERS if is_credential_name(name) else _UNIVERSAL).fullmatch(text) is None,
            f"the value for {name} has characters that loaders of .env files read differently",
        ),
    )
    return next((Unsafe(reason) for is_so, reason in checks if is_so()), None)
