"""Ways out that fail, through the real command: the cause is named, and no password of a proxy is shown."""

import json
import socket
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import tls
from tests.builders import GOOD
from tests.e2e.command import world

PASSWORD = "hunter2hunter2"
ELSEWHERE = "https://api.invalid"


def passes_on_to(port: int) -> servers.Handler:
    """Be a company's proxy: it reaches a host that this machine does not."""

    def handle(peer: servers.Peer) -> None:
        peer.head()
        with socket.create_connection(("127.0.0.1", port), timeout=5) as onward:
            peer.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            servers.relay(peer.connection, onward)

    return handle


def with_password(url: str) -> str:
    return url.replace("://", f"://ada:{PASSWORD}@")


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Inspection Ltd")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def cause_of(home: Path, api_url: str, *arguments: str, **environ: str) -> str:
    made = world(home / "home", ANTHROPIC_API_KEY=GOOD, **environ)
    done = made.run("check", "--api-url", api_url, "--json", "--timeout", "5", *arguments)
    assert PASSWORD not in done.stdout + done.stderr
    assert GOOD[20:60] not in done.stdout + done.stderr
    report = json.loads(done.stdout)
    return report["cause"]["id"] if report["cause"] else report["verdict"]


def test_a_call_to_this_machine_goes_through_a_proxy(tmp_path: Path) -> None:
    with servers.Server(servers.accepts_only(GOOD)) as api, servers.Server(servers.says(503, b"")) as proxy:
        found = cause_of(tmp_path, api.url, HTTP_PROXY=with_password(proxy.url))
        assert found == "loopback-through-proxy"
        assert cause_of(tmp_path, api.url, "--client", "typescript-sdk", HTTP_PROXY=proxy.url) == "ok"


def test_a_proxy_that_only_other_clients_follow(tmp_path: Path, authority: trustme.CA, ca_file: str) -> None:
    with (
        servers.Server(servers.accepts_only(GOOD), tls(authority, "api.invalid")) as api,
        servers.Server(passes_on_to(api.port)) as proxy,
    ):
        environ = {"HTTPS_PROXY": with_password(proxy.url), "NODE_EXTRA_CA_CERTS": ca_file}
        node = cause_of(tmp_path, ELSEWHERE, "--client", "typescript-sdk", **environ)
        assert node == "proxy-ignored-by-client"
        assert cause_of(tmp_path, ELSEWHERE, "--client", "python-sdk", **environ) == "tls-untrusted-issuer"
        assert cause_of(tmp_path, ELSEWHERE, "--client", "claude-code", **environ) == "ok"


def test_a_proxy_that_wants_a_login_and_one_that_is_gone(tmp_path: Path) -> None:
    with servers.Server(servers.refuses_tunnel(407)) as proxy, servers.refusing_port() as gone:
        assert cause_of(tmp_path, ELSEWHERE, HTTPS_PROXY=with_password(proxy.url)) == "proxy-refuses"
        assert cause_of(tmp_path, ELSEWHERE, HTTPS_PROXY=with_password(gone)) == "proxy-unreachable"


def test_a_region_is_told_from_a_bad_key(tmp_path: Path) -> None:
    forbidden = b'{"error":{"type":"forbidden","message":"Request not allowed"}}'
    with servers.Server(servers.says(403, forbidden)) as edge:
        assert cause_of(tmp_path, edge.url) == "region-blocked"
        assert any(b"made-up-by-fix401" in head for head in edge.heads)
