"""An answer's body, unpacked piece by piece and never beyond what is looked at: some megabytes may hold gigabytes."""

from collections.abc import Callable, Iterable

from tui.domain.probing.answer import MOST_BYTES

_ENOUGH = MOST_BYTES + 1
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_ANY_HEADER = 32 + 15  # zlib finds out by itself whether it is gzip or deflate


def bounded_body(pieces: Iterable[bytes], encoding: str, broken: tuple[type[Exception], ...]) -> tuple[bytes, bool]:
    """Return the body, a little over 2 MB at most, and whether it is whole and in the encoding that it claims.

    `broken` are the exceptions by which the connection tells that it ended too early.
    """
    name, body = encoding.strip().lower(), bytearray()
    unpack = _unpacker() if name in _PACKED else _as_it_is
    try:
        for piece in pieces:
            body += unpack(piece, _ENOUGH - len(body))
            if len(body) >= _ENOUGH:
                return bytes(body[:_ENOUGH]), True
    except (*broken, _UnreadableError):
        return bytes(body), False
    return bytes(body), name in _PACKED | {"", "identity"}


class _UnreadableError(Exception):
    """The body is not packed in the way that its header says."""


def _as_it_is(piece: bytes, most: int) -> bytes:
    return piece[:most]


def _unpacker() -> Callable[[bytes, int], bytes]:
    import zlib  # noqa: PLC0415 - for the answers that are packed

    unpacker = zlib.decompressobj(_ANY_HEADER)

    def unpack(piece: bytes, most: int) -> bytes:
        try:
            return unpacker.decompress(piece, most)
        except zlib.error:
            raise _UnreadableError from None

    return unpack
