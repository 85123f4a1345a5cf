"""Certificates: trusted, of an unknown issuer, expired, of another host."""

import datetime
import email.utils
import ssl
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, old_tls, tls
from tests.builders import GOOD
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.trust import (
    CLAUDE_CODE_TRUST,
    CURL_TRUST,
    NODE_TRUST,
    OLD_PYTHON_TRUST,
    PYTHON_TRUST,
    Trust,
    just,
)
from tui.domain.probing.probe import (
    Accepted,
    HandshakeBroken,
    OutOfDateCertificate,
    StrangeHost,
    TlsFailed,
    UnreadableTrust,
    Unrepeatable,
    UntrustedIssuer,
)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Inspection Ltd")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def test_a_trusted_certificate(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        assert isinstance(ask(server.url, ca_file=ca_file), Accepted)
        assert isinstance(ask(server.url, environ={"SSL_CERT_FILE": ca_file}), Accepted)


def test_an_unknown_issuer_is_named(authority: trustme.CA) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        outcome = ask(server.url)
    assert type(outcome) is UntrustedIssuer
    assert outcome.issuer == "Corporate Inspection Ltd"
    assert "`Corporate Inspection Ltd`" in outcome.text
    assert server.heads == []


NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [(NOW - 9 * DAY, NOW - DAY, "has expired"), (NOW + DAY, NOW + 9 * DAY, "is not yet valid")],
    ids=["ended", "not begun"],
)
@pytest.mark.parametrize("date", [NOW, NOW - 3 * DAY, None], ids=["now", "earlier", "no date"])
def test_a_certificate_that_does_not_hold_today(
    begins: datetime.datetime,
    ends: datetime.datetime,
    words: str,
    date: datetime.datetime | None,
    authority: trustme.CA,
    ca_file: str,
) -> None:
    headers = (f"Date: {email.utils.format_datetime(date, usegmt=True)}",) if date else ()
    with servers.Server(
        servers.says(200, servers.MODELS, *headers), tls(authority, not_before=begins, not_after=ends)
    ) as server:
        outcome = ask(server.url, ca_file=ca_file)
    assert isinstance(outcome, OutOfDateCertificate)
    assert outcome.has_ended is (ends < NOW)
    assert words in outcome.text
    assert (outcome.begins, outcome.ends) == (int(begins.timestamp()), int(ends.timestamp()))
    assert outcome.their_clock == (int(date.timestamp()) if date else 0)
    assert abs(outcome.own_clock - NOW.timestamp()) < 600
    assert all(GOOD.encode() not in head for head in server.heads)


def test_nothing_of_the_address_is_shown_to_whom_is_only_looked_at(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, b""), tls(authority, not_after=NOW - DAY)) as server:
        ask(server.url.replace("://", "://ada:hunter2@") + "/path?token=hunter2", ca_file=ca_file)
    assert server.heads
    assert all(head.startswith(b"HEAD / ") and b"hunter2" not in head for head in server.heads)
    assert all(b"authorization" not in head.lower() for head in server.heads)


def test_a_certificate_of_another_host(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority, "other.example")) as server:
        outcome = ask(server.url, ca_file=ca_file)
    assert isinstance(outcome, StrangeHost)
    assert "was issued for other.example, and not for 127.0.0.1" in outcome.text


def test_https_to_a_port_without_tls() -> None:
    with servers.Server(lambda peer: peer.answer(400, b"{}")) as server:
        outcome = ask(server.url.replace("http:", "https:"))
    assert isinstance(outcome, StrangeHost)
    assert outcome.speaks_no_tls
    assert "does not answer in TLS" in outcome.text


def test_a_handshake_that_is_broken_off() -> None:
    with servers.Server(lambda peer: peer.connection.recv(1)) as server:
        outcome = ask(server.url.replace("http:", "https:"))
    assert type(outcome) is HandshakeBroken


@pytest.mark.parametrize(
    ("version", "name"), [(ssl.TLSVersion.TLSv1, "TLS 1.0"), (ssl.TLSVersion.TLSv1_1, "TLS 1.1")], ids=["1.0", "1.1"]
)
def test_a_version_that_is_too_old_is_named(
    version: ssl.TLSVersion, name: str, authority: trustme.CA, ca_file: str
) -> None:
    with servers.Server(servers.says(200, servers.MODELS), old_tls(authority, version)) as server:
        outcome = ask(server.url, ca_file=ca_file)
    assert type(outcome) is TlsFailed
    assert f"or a box on the way to it, speaks {name} only, and this client wants TLS 1.2 or newer" in outcome.text
    assert server.heads == []


def test_no_version_in_common_where_even_a_look_finds_none() -> None:
    alert = b"\x15\x03\x01\x00\x02\x02\x46"  # protocol_version, fatal

    def refuses(peer: servers.Peer) -> None:
        peer.connection.recv(4096)
        peer.connection.sendall(alert)

    with servers.Server(refuses) as server:
        outcome = ask(server.url.replace("http:", "https:"))
    assert type(outcome) is TlsFailed
    assert "no TLS version in common" in outcome.text


@pytest.mark.parametrize("name", ["SSL_CERT_FILE"])
def test_a_trust_store_that_points_nowhere(name: str) -> None:
    with servers.refusing_port() as url:
        outcome = ask(url.replace("http:", "https:"), environ={name: "/nowhere/ca.pem"})
    assert isinstance(outcome, UnreadableTrust)
    assert outcome.variable == name
    assert outcome.text == f"{name} is set, and certificates cannot be read from there"


def test_the_python_sdk_reads_its_file_before_a_plain_call_too() -> None:
    environ = {"SSL_CERT_FILE": "/nowhere/ca.pem"}
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        assert isinstance(ask(server.url, environ=environ), UnreadableTrust)
        assert isinstance(ask(server.url, environ=environ, trust=CURL_TRUST), Accepted)
        assert isinstance(ask(server.url, environ=environ, trust=NODE_TRUST), Accepted)


READS = [
    ("SSL_CERT_FILE", PYTHON_TRUST, True),
    ("SSL_CERT_FILE", OLD_PYTHON_TRUST, True),
    ("SSL_CERT_FILE", CURL_TRUST, True),
    ("SSL_CERT_FILE", NODE_TRUST, False),
    ("REQUESTS_CA_BUNDLE", PYTHON_TRUST, False),
    ("REQUESTS_CA_BUNDLE", OLD_PYTHON_TRUST, False),
    ("CURL_CA_BUNDLE", PYTHON_TRUST, False),
    ("CURL_CA_BUNDLE", CURL_TRUST, True),
    ("NODE_EXTRA_CA_CERTS", NODE_TRUST, True),
    ("NODE_EXTRA_CA_CERTS", CLAUDE_CODE_TRUST, True),
    ("NODE_EXTRA_CA_CERTS", PYTHON_TRUST, False),
    ("NODE_EXTRA_CA_CERTS", just("NODE_EXTRA_CA_CERTS"), True),
]


@pytest.mark.parametrize(("variable", "trust", "is_enough"), READS)
def test_each_client_has_a_variable_of_its_own(
    variable: str, trust: Trust, authority: trustme.CA, ca_file: str, *, is_enough: bool
) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        outcome = ask(server.url, environ={variable: ca_file}, trust=trust)
    assert type(outcome) is (Accepted if is_enough else UntrustedIssuer)


def test_a_key_goes_to_nobody_unchecked_although_node_would_send_it(authority: trustme.CA) -> None:
    environ = {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        outcome = ask(server.url, environ=environ, trust=NODE_TRUST, client=ClientId.TYPESCRIPT_SDK)
        assert isinstance(ask(server.url, environ=environ), UntrustedIssuer)
    assert isinstance(outcome, Unrepeatable)
    assert "fix401 does not" in outcome.text
    assert server.heads == []


def test_node_goes_on_without_a_file_that_cannot_be_read(authority: trustme.CA) -> None:
    environ = {"NODE_EXTRA_CA_CERTS": "/nowhere/ca.pem"}
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        assert isinstance(ask(server.url, environ=environ, trust=NODE_TRUST), UntrustedIssuer)
