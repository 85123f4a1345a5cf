"""In which encoding a `.env` is written, and the same text as every loader reads it."""

from collections.abc import Sequence

from tui.domain.dotenv.definition import Unsafe
from tui.domain.dotenv.loader import Encoding
from tui.domain.dotenv.reading import Assignment, read_assignments
from tui.domain.key.secret import Secret
from tui.domain.regex import regex

_BOM = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CODECS = ("utf-8", "cp1252")
_SURROGATES = regex("[\udc80-\udcff]")


def is_utf_16(data: bytes) -> bool:
    """Return whether the file is UTF-16, as PowerShell's `>` writes it; a mark at its beginning says so."""
    return data.startswith(_UTF_16_MARKS)


def misencoding(data: bytes, assignments: Sequence[Assignment]) -> tuple[Encoding, int] | None:
    """Return what some or all loaders cannot read, and the 1-based line that it concerns."""
    if is_utf_16(data):
        return Encoding.UTF_16, 1
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Encoding.OTHER, data.count(b"\n", 0, error.start) + 1
    if data.startswith(_BOM):
        first = next((item.line for item in assignments if not item.commented), 1)
        # Only what stands on the mark's own line gets it into its name.
        return (Encoding.MARK, 1) if first == 1 else None
    return None


def as_utf_8(data: bytes) -> bytes | Unsafe:
    """Return the same text as UTF-8 without a mark; a line that is no UTF-8 is taken as Windows writes it."""
    if is_utf_16(data):
        try:
            return data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return Unsafe("the file begins like UTF-16 and is not; save it as UTF-8 in your editor", 1)
    return b"".join(map(_line_as_utf_8, data.removeprefix(_BOM).splitlines(keepends=True)))


def _line_as_utf_8(line: bytes) -> bytes:
    for codec in _CODECS:
        try:
            return line.decode(codec).encode()
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1").encode()


def reads_alike(before: bytes, after: bytes) -> bool:
    """Return whether both versions define the same variables with the same values, and the second is plain UTF-8."""
    if after.startswith((_BOM, *_UTF_16_MARKS)) or b"\0" in after:
        return False
    return _pairs(before) == _pairs(after, hidden=_unknown(before))


def _unknown(data: bytes) -> frozenset[int]:
    """Return the numbers of the definitions whose values hold bytes that are no UTF-8."""
    return frozenset(number for number, item in enumerate(_active(data)) if _SURROGATES.search(item.value))


def _pairs(data: bytes, hidden: frozenset[int] | None = None) -> list[tuple[str, Secret | None]]:
    unknown = _unknown(data) if hidden is None else hidden
    return [(item.name, None if number in unknown else Secret(item.value)) for number, item in enumerate(_active(data))]


def _active(data: bytes) -> list[Assignment]:
    return [item for item in read_assignments(data) if not item.commented]
