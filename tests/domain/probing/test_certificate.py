"""An issuer is read from a certificate's bytes, and rubbish gives no name."""

import ssl
from datetime import UTC, datetime

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.probing.certificate import (
    Certificate,
    Holder,
    holders_of,
    hosts_of,
    issuer_of,
    read_chain,
    validity_of,
)


def certificate(organisation: str) -> bytes:
    authority = trustme.CA(organization_name=organisation)
    pem = authority.issue_cert("h.example", organization_name="The Leaf").cert_chain_pems[0].bytes()
    return ssl.PEM_cert_to_DER_cert(pem.decode())


@pytest.mark.parametrize("organisation", ["Corporate Inspection Ltd", "Prüfstelle Zürich", "x" * 60])
def test_the_issuers_organisation(organisation: str) -> None:
    assert issuer_of(certificate(organisation)) == organisation


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (datetime(2026, 11, 1, 10, 30, 15, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)),
        (datetime(1999, 1, 1, tzinfo=UTC), datetime(2064, 5, 6, 7, 8, 9, tzinfo=UTC)),
    ],
    ids=["two digits of a year", "four digits"],
)
def test_from_when_to_when_it_holds(begins: datetime, ends: datetime) -> None:
    leaf = trustme.CA().issue_cert("h.example", not_before=begins, not_after=ends).cert_chain_pems[0].bytes()
    assert validity_of(ssl.PEM_cert_to_DER_cert(leaf.decode())) == (begins.timestamp(), ends.timestamp())


@pytest.mark.parametrize(
    "hosts",
    [("api.example",), ("*.api.example", "10.0.0.7", "::1"), tuple(f"h{number}.example" for number in range(6))],
)
def test_the_hosts_that_it_was_issued_for(hosts: tuple[str, ...]) -> None:
    leaf = trustme.CA().issue_cert(*hosts).cert_chain_pems[0].bytes()
    assert hosts_of(ssl.PEM_cert_to_DER_cert(leaf.decode())) == hosts[:4]


def test_an_authority_names_no_host() -> None:
    pem = trustme.CA(organization_name="Root").cert_pem.bytes()
    read = read_chain((ssl.PEM_cert_to_DER_cert(pem.decode()),))
    assert (read.issuer, read.hosts, len(read.holders)) == ("Root", (), 1)
    assert read_chain(()) == Certificate()


def test_a_name_without_organisation_gives_the_common_name() -> None:
    name = _der(0x31, _der(0x30, _der(0x06, b"\x55\x04\x03") + _der(0x0C, b"My CA")))
    signed = _der(0x30, _der(0x02, b"\x01") + _der(0x30, b"") + _der(0x30, name))
    assert issuer_of(_der(0x30, signed)) == "My CA"


@given(st.binary(max_size=60))
def test_rubbish_gives_no_name(data: bytes) -> None:
    assert isinstance(issuer_of(data), str)
    assert isinstance(holders_of((data, data)), tuple)
    assert isinstance(hosts_of(data), tuple)
    assert isinstance(validity_of(data)[0], float)


def test_a_cut_certificate_gives_no_name() -> None:
    assert issuer_of(certificate("x")[:200]) == ""
    assert holders_of((certificate("x")[:200],)) == holders_of(()) == ()
    assert validity_of(certificate("x")[:200]) == (0.0, 0.0)


def test_a_name_says_its_organisation_beside_it() -> None:
    one, other = _named(b"WE1", b"Example Trust"), _named(b"", b"Example\nRoot")
    assert holders_of((_certificate(one, other),)) == (
        Holder("WE1", "WE1 (Example Trust)"),
        Holder("Example\\nRoot", "Example\\nRoot"),
    )


def test_certificates_that_lead_in_a_circle_are_named_once() -> None:
    one, other = _named(b"One", b""), _named(b"Other", b"")
    circle = (_certificate(one, other), _certificate(other, one))
    assert [holder.name for holder in holders_of(circle)] == ["One", "Other"]


def test_a_certificate_that_nothing_leads_to_is_left_out() -> None:
    one, other, stray = _named(b"One", b""), _named(b"Other", b""), _named(b"Stray", b"")
    chain = (_certificate(one, other), _certificate(stray, stray), _certificate(other, other))
    assert [holder.name for holder in holders_of(chain)] == ["One", "Other"]
    assert holders_of((_certificate(b"", other),))[0].name == "a name that is empty"


def _named(common: bytes, organisation: bytes) -> bytes:
    parts = ((b"\x55\x04\x03", common), (b"\x55\x04\x0a", organisation))
    return b"".join(_der(0x31, _der(0x30, _der(0x06, kind) + _der(0x0C, text))) for kind, text in parts if text)


def _certificate(subject: bytes, issuer: bytes) -> bytes:
    fields = (b"\x02\x01\x01", _der(0x30, b""), _der(0x30, issuer), _der(0x30, b""), _der(0x30, subject))
    return _der(0x30, _der(0x30, b"".join(fields)))


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content
