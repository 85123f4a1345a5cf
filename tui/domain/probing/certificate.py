"""What certificates say: issuer, hosts and validity, read from their bytes without trusting them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from tui.domain.origin import printable
from tui.domain.record import Record

_SEQUENCE, _SET, _EXPLICIT_VERSION = 0x30, 0x31, 0xA0
# The object identifiers of a name's parts, as they stand in DER (X.520: 2.5.4.10, 2.5.4.11 and 2.5.4.3).
_ORGANISATION, _UNIT, _COMMON_NAME = b"\x55\x04\x0a", b"\x55\x04\x0b", b"\x55\x04\x03"
_UTF_16 = 0x1E
_TWO_DIGIT_YEAR = 0x17
_ISSUER, _VALIDITY, _SUBJECT = 2, 3, 4  # after the serial number and the algorithm
_EXTENSIONS, _OTHER_NAMES = 0xA3, b"\x55\x1d\x11"  # and that of the names of hosts (2.5.29.17)
_DNS_NAME, _IP_ADDRESS = 0x82, 0x87
_LONGEST_NAME, _MOST_NAMES, _MOST_HOSTS = 60, 8, 4
_NAMELESS = "a name that is empty"


class Holder(Record):
    """Who holds a certificate: the common name, else organisation or unit, and the whole of what is named."""

    name: str
    whole: str


class Certificate(Record):
    """What a certificate says, and those above it: times in Unix seconds, 0 where they cannot be read."""

    issuer: str = ""
    begins: float = 0.0
    ends: float = 0.0
    holders: tuple[Holder, ...] = ()
    hosts: tuple[str, ...] = ()


def read_chain(chain: Sequence[bytes]) -> Certificate:
    """Return what the first of these says, with the names up to the last issuer."""
    own = next(iter(chain), b"")
    return Certificate(printable(issuer_of(own))[:_LONGEST_NAME], *validity_of(own), holders_of(chain), hosts_of(own))


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


def hosts_of(certificate: bytes) -> tuple[str, ...]:
    """Return the names and addresses of the hosts that it was issued for, a few at most, none where it names none."""
    try:
        extensions = next((content for tag, content in _signed_part(certificate) if tag == _EXTENSIONS), b"")
        named = (_host(kind, content) for kind, content in _other_names(extensions))
        return tuple(islice(filter(None, named), _MOST_HOSTS))
    except (IndexError, ValueError, StopIteration):
        return ()


def _host(kind: int, content: bytes) -> str:
    if kind == _DNS_NAME:
        return printable(content.decode("ascii", "replace"))[:_LONGEST_NAME]
    if kind != _IP_ADDRESS:
        return ""
    from ipaddress import ip_address  # noqa: PLC0415 - few certificates are for an address

    return str(ip_address(content))


def _other_names(extensions: bytes) -> Iterator[tuple[int, bytes]]:
    for _, listed in _elements(extensions):
        for _, extension in _elements(listed):
            (_, identifier), *_, (_, value) = _elements(extension)
            if identifier == _OTHER_NAMES:
                for _, names in _elements(value):
                    yield from _elements(names)


def _holder(name: bytes) -> Holder:
    parts = {identifier: printable(text)[:_LONGEST_NAME] for identifier, text in _name_parts(name)}
    common, organisation, unit = (parts.get(part, "") for part in (_COMMON_NAME, _ORGANISATION, _UNIT))
    beside = ", ".join(filter(None, (organisation, unit)))
    short = common or organisation or unit or _NAMELESS
    return Holder(short, f"{common} ({beside})" if common and beside else common or beside or _NAMELESS)


def _field(certificate: bytes, position: int) -> bytes:
    fields = [content for tag, content in _signed_part(certificate) if tag != _EXPLICIT_VERSION]
    return fields[position]


def _signed_part(certificate: bytes) -> Iterator[tuple[int, bytes]]:
    """Return the elements of the part that is signed; raises StopIteration where there is none."""
    _, whole = next(_elements(certificate))
    _, signed_part = next(_elements(whole))
    return _elements(signed_part)


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
