"""The hosts for which `~/.netrc` holds a login; what it holds for them is not kept."""

from collections.abc import Iterator
from pathlib import Path

from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import read_small_file
from tui.domain.code.written_call import NetrcEntry
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.resolving.snapshot import Reading

_LIMIT = 256 * 1024
_MOST = 200
_NAMES = (".netrc", "_netrc")
_MACHINE, _DEFAULT, _MACRO = "machine", "default", "macdef"
_WITH_SECRET = frozenset({"login", "user", "account", "password"})


class NetrcFile:
    """Reads the file that `requests` reads: the one that NETRC names, else the one in the home folder."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the hosts with their lines; nothing where there is no such file."""
        for path in self._paths():
            data = read_small_file(path, _LIMIT)
            if isinstance(data, bytes):
                origin = Origin(OriginKind.NETRC, self._places.shown(path), str(path))
                return Reading(netrc=tuple(_entries(data.decode("utf-8", "replace"), origin))[:_MOST])
        return Reading()

    def _paths(self) -> Iterator[Path]:
        named = self._places.environ.get("NETRC")
        if named:
            yield Path(named)
        else:
            yield from (self._places.home / name for name in _NAMES)


def _entries(text: str, origin: Origin) -> Iterator[NetrcEntry]:
    """Yield every `machine` and `default`; the words behind a login or a password are passed over."""
    words = _words(text)
    for word, number in words:
        place = Origin(origin.kind, origin.shown, origin.path, number)
        if word in _WITH_SECRET:
            next(words, None)
        elif word == _DEFAULT:
            yield NetrcEntry("", place)
        elif word == _MACHINE:
            host, _ = next(words, ("", 0))
            yield NetrcEntry(printable(host), place)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words with their lines, without comments and the bodies of macros."""
    is_macro, before = False, ""
    for number, line in enumerate(text.splitlines(), start=1):
        is_macro = is_macro and bool(line.strip())
        for word in () if is_macro else line.split():
            if word.startswith("#") and before not in _WITH_SECRET:
                break
            yield word, number
            is_macro, before = is_macro or word == _MACRO, word
