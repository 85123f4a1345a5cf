"""Who issued certificates and from when to when they hold, read from their bytes without trusting them."""

from collections.abc import Iterator, Sequence

from tui.domain.origin import printable
from tui.domain.record import Record

_SEQUENCE, _SET, _EXPLICIT_VERSION = 0x30, 0x31, 0xA0
# The object identifiers of a name's parts, as they stand in DER (X.520: 2.5.4.10, 2.5.4.11 and 2.5.4.3).
_ORGANISATION, _UNIT, _COMMON_NAME = b"\x55\x04\x0a", b"\x55\x04\x0b", b"\x55\x04\x03"
_UTF_16 = 0x1E
_TWO_DIGIT_YEAR = 0x17
_ISSUER, _VALIDITY, _SUBJECT = 2, 3, 4  # after the serial number and the algorithm
_LONGEST_NAME, _MOST_NAMES = 60, 8
_NAMELESS = "a name that is empty"


class Holder(Record):
    """Who holds a certificate: the common name, else organisation or unit, and the whole of what is named."""

    name: str
    whole: str


def holders_of(chain: Sequence[bytes]) -> tuple[Holder, ...]:
    """Return who holds the first certificate, who issued that one, and so on as far as the certificates lead.

    The last one's issuer comes at the end; a certificate that nothing leads to is left out.
    """
    try:
        by_subject = {_field(certificate, _SUBJECT): certificate for certificate in reversed(chain)}
        name, issuer = (_field(chain[0], position) for position in (_SUBJECT, _ISSUER))
        names = [name]
        while issuer not in names and len(names) < _MOST_NAMES:
            names.append(issuer)
            above = by_subject.get(issuer)
            issuer = issuer if above is None else _field(above, _ISSUER)
        return tuple(_holder(item) for item in names)
    except (IndexError, ValueError, StopIteration):
        return ()


def issuer_of(certificate: bytes) -> str:
    """Return the issuer's organisation, else its common name, else an empty text."""
    try:
        parts = dict(_name_parts(_field(certificate, _ISSUER)))
    except (IndexError, ValueError, StopIteration):
        return ""
    return parts.get(_ORGANISATION) or parts.get(_COMMON_NAME) or ""


def validity_of(certificate: bytes) -> tuple[float, float]:
    """Return from when to when it holds, in Unix seconds; zeros where that cannot be read."""
    try:
        begins, ends = _elements(_field(certificate, _VALIDITY))
        return _seconds(*begins), _seconds(*ends)
    except (IndexError, ValueError, StopIteration):
        return 0.0, 0.0


def _holder(name: bytes) -> Holder:
    parts = {identifier: printable(text)[:_LONGEST_NAME] for identifier, text in _name_parts(name)}
    common, organisation, unit = (parts.get(part, "") for part in (_COMMON_NAME, _ORGANISATION, _UNIT))
    beside = ", ".join(filter(None, (organisation, unit)))
    short = common or organisation or unit or _NAMELESS
    return Holder(short, f"{common} ({beside})" if common and beside else common or beside or _NAMELESS)


def _field(certificate: bytes, position: int) -> bytes:
    _, whole = next(_elements(certificate))
    _, signed_part = next(_elements(whole))
    fields = [content for tag, content in _elements(signed_part) if tag != _EXPLICIT_VERSION]
    return fields[position]


def _seconds(tag: int, digits: bytes) -> float:
    from datetime import UTC, datetime  # noqa: PLC0415 - few certificates are out of date

    text = digits.decode("ascii").removesuffix("Z")
    if tag == _TWO_DIGIT_YEAR:
        text = f"{'19' if text >= '50' else '20'}{text}"
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()


def _name_parts(name: bytes) -> Iterator[tuple[bytes, str]]:
    for tag, group in _elements(name):
        for inner_tag, pair in _elements(group) if tag == _SET else ():
            if inner_tag == _SEQUENCE:
                (_, identifier), (kind, text) = _elements(pair)
                yield identifier, text.decode("utf-16-be" if kind == _UTF_16 else "utf-8", "replace")


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each DER element."""
    position = 0
    while position < len(data):
        tag, length = data[position], data[position + 1]
        position += 2
        if length & 0x80:
            digits = length & 0x7F
            length = int.from_bytes(data[position : position + digits], "big")
            position += digits
        if position + length > len(data):
            raise ValueError
        yield tag, data[position : position + length]
        position += length
