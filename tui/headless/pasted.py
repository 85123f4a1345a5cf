"""Where a pasted text comes from: an argument, a pipe, or a person who pastes it into a terminal."""

import os
import sys

from tui.domain.pasted.readable import MOST_BYTES
from tui.domain.record import Record
from tui.headless.output import narrate

_CHUNK = 65_536


class Pasted(Record):
    """What was pasted, not yet masked; `is_cut` says that its beginning is left out."""

    data: bytes
    is_cut: bool = False


def waits_for_a_person() -> bool:
    """Return whether standard input is a terminal, or nothing at all."""
    return sys.stdin is None or sys.stdin.isatty()


def pasted_from(argument: str) -> Pasted:
    """Return an argument's bytes, also those that are no text."""
    return Pasted(argument.encode("utf-8", "surrogateescape"))


def read_standard_input() -> Pasted:
    """Return what standard input holds, the last 1 MB of it: an error says at its end what it is."""
    if waits_for_a_person():
        narrate("paste the text, then press Ctrl+D on an empty line (Windows: Ctrl+Z, Enter)")
    if sys.stdin is None:
        return Pasted(b"")
    data, is_cut = bytearray(), False
    while chunk := os.read(sys.stdin.fileno(), _CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            is_cut = True
            del data[:-MOST_BYTES]
    return Pasted(bytes(data), is_cut)
