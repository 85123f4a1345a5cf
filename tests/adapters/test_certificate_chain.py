"""The chain that a server shows, whether or not it is trusted."""

import socket
import ssl
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask
from tests.adapters.walking import walk
from tui.adapters.network.certificate_chain import chain_of
from tui.domain.probing.certificate import holders_of
from tui.domain.probing.probe import Accepted, UntrustedIssuer
from tui.domain.probing.rung import Result

NAMES = ["api.example", "trustme v1.2.1", "Root of the Company"]


class Intermediate:
    """A server whose certificate comes from an authority below the root."""

    def __init__(self, folder: Path) -> None:
        root = trustme.CA(organization_name=NAMES[-1])
        self.ca_file = str(folder / "root.pem")
        root.cert_pem.write_to_path(self.ca_file)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf = root.create_child_ca().issue_cert("127.0.0.1", common_name=NAMES[0])
        leaf.configure_cert(self.context)  # pyright: ignore[reportUnknownMemberType] - it also takes pyOpenSSL's contexts


@pytest.fixture
def below(tmp_path: Path) -> Intermediate:
    return Intermediate(tmp_path)


def test_the_chain_stands_with_the_handshake(below: Intermediate) -> None:
    with servers.Server(servers.says(200, servers.MODELS), below.context) as server:
        rung = walk(server.url, ca_file=below.ca_file)[-1]
        outcome = ask(server.url, ca_file=below.ca_file)
    assert rung.text == f"TLSv1.3, {' <- '.join(NAMES)}"
    assert dict(rung.facts)["chain"].count(" <- ") == 2
    assert isinstance(outcome, Accepted)
    assert outcome.passage
    assert [holder.name for holder in outcome.passage.certificate.holders] == NAMES


def test_the_chain_stands_with_the_distrust_too(below: Intermediate) -> None:
    with servers.Server(servers.says(200, servers.MODELS), below.context) as server:
        rung = walk(server.url)[-1]
        assert isinstance(ask(server.url), UntrustedIssuer)
    chain = dict(rung.facts)["chain"].split(" <- ")
    assert rung.result is Result.FAIL
    assert [shown.partition(",")[0].partition(" (")[0] for shown in chain] == NAMES
    assert server.heads == []


def test_a_chain_without_its_intermediate_ends_at_the_issuer_that_is_missing(tmp_path: Path) -> None:
    root = trustme.CA(organization_name=NAMES[-1])
    leaf = root.create_child_ca().issue_cert("127.0.0.1", common_name=NAMES[0])
    path = tmp_path / "leaf.pem"
    path.write_bytes(leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with servers.Server(servers.says(200, servers.MODELS), context) as server:
        rung = walk(server.url)[-1]
    assert "Root of the Company" not in dict(rung.facts)["chain"]
    assert dict(rung.facts)["chain"].count(" <- ") == 1


class Mute:
    """A connection of a Python that tells no chain."""

    def __init__(self, certificate: bytes) -> None:
        self._certificate = certificate

    def getpeercert(self, *, binary_form: bool) -> bytes:
        assert binary_form
        return self._certificate


def test_without_a_chain_the_own_certificate_names_its_issuer(below: Intermediate) -> None:
    with servers.Server(servers.says(200, servers.MODELS), below.context) as server:
        trusting = ssl.create_default_context(cafile=below.ca_file)
        plain = socket.create_connection(("127.0.0.1", server.port))
        with trusting.wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            whole = chain_of(secured)
    own = chain_of(Mute(whole[0]))  # pyright: ignore[reportArgumentType] - what no Python at hand is like
    assert [holder.name for holder in holders_of(whole)] == NAMES
    assert own == whole[:1]
    assert [holder.name for holder in holders_of(own)] == NAMES[:2]
