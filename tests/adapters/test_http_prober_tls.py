"""Certificates: trusted, of an unknown issuer, expired, of another host."""

import datetime
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, tls
from tui.domain.probe import (
    Accepted,
    TlsFailed,
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
        assert isinstance(ask(server.url, extra_ca=ca_file), Accepted)
        assert isinstance(ask(server.url, environ={"SSL_CERT_FILE": ca_file}), Accepted)


def test_an_unknown_issuer_is_named(authority: trustme.CA) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        outcome = ask(server.url)
    assert type(outcome) is UntrustedIssuer
    assert "`Corporate Inspection Ltd`" in outcome.text
    assert server.heads == []


def test_an_expired_certificate(authority: trustme.CA, ca_file: str) -> None:
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    with servers.Server(servers.says(200, servers.MODELS), tls(authority, not_after=yesterday)) as server:
        outcome = ask(server.url, extra_ca=ca_file)
    assert type(outcome) is TlsFailed
    assert "has expired" in outcome.text


def test_a_certificate_of_another_host(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority, "other.example")) as server:
        outcome = ask(server.url, extra_ca=ca_file)
    assert type(outcome) is TlsFailed
    assert "another host than 127.0.0.1" in outcome.text


def test_https_to_a_port_without_tls() -> None:
    with servers.Server(lambda peer: peer.answer(400, b"{}")) as server:
        outcome = ask(server.url.replace("http:", "https:"))
    assert type(outcome) is TlsFailed
    assert "does not answer in TLS" in outcome.text


@pytest.mark.parametrize("name", ["SSL_CERT_FILE"])
def test_a_trust_store_that_points_nowhere(name: str) -> None:
    with servers.refusing_port() as url:
        outcome = ask(url.replace("http:", "https:"), environ={name: "/nowhere/ca.pem"})
    assert type(outcome) is TlsFailed
    assert outcome.text == f"{name} is set, and certificates cannot be read from there"
