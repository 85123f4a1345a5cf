"""Proxies that speak TLS themselves: what the walk and the call say of them is what httpx does."""

import datetime
import ssl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, tls, when
from tests.adapters.walking import shape, walk
from tests.builders import GOOD
from tests.fakes.cancellation import StopButton
from tui.adapters.network.network_ladder import NetworkLadder
from tui.adapters.network.trust_store import TrustStore
from tui.adapters.network.ways_out import WaysOut
from tui.domain.clients.header import Header
from tui.domain.clients.trust import (
    CLAUDE_CODE_TRUST,
    CURL_TRUST,
    OLD_PYTHON_TRUST,
    PYTHON_TRUST,
    Store,
    Trust,
    trust_in_proxy,
)
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    ProbeOutcome,
    ProbeRequest,
    ProxyFailed,
    ProxyRefused,
    ProxyUnreachable,
    UntrustedIssuer,
)
from tui.domain.probing.rung import Result, RungKind

OK, FAIL = Result.OK, Result.FAIL
NAME, CONNECTION, PROXY, TLS = RungKind.NAME, RungKind.CONNECTION, RungKind.PROXY, RungKind.TLS
NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)
OPENS = servers.tunnels
API = servers.says(200, servers.MODELS)
Reaches = Callable[[str, servers.Server], bool]


class Company:
    """An authority that the client trusts, and one that it does not."""

    def __init__(self, folder: Path) -> None:
        self.known = trustme.CA(organization_name="Known Authority")
        self.unknown = trustme.CA(organization_name="Unknown Authority")
        self.ca_file = str(folder / "ca.pem")
        self.known.cert_pem.write_to_path(self.ca_file)

    def context(self, fault: str) -> ssl.SSLContext:
        """Return a server's certificate, with a fault where one is named."""
        host = "other.example" if fault == "other host" else "127.0.0.1"
        begins = NOW + DAY if fault == "early" else None
        ends = NOW - DAY if fault == "expired" else None
        return tls(self.unknown if fault == "untrusted" else self.known, host, not_before=begins, not_after=ends)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def named(proxy: servers.Server, login: str = "") -> dict[str, str]:
    return {"HTTPS_PROXY": f"https://{login}127.0.0.1:{proxy.port}"}


@pytest.fixture(params=["httpx", "httpx2"])
def reaches(request: pytest.FixtureRequest, company: Company, monkeypatch: pytest.MonkeyPatch) -> Reaches:
    """Give whether the HTTP client of an older, or a newer, Python SDK gets an answer on this way."""
    library: Any = pytest.importorskip(request.param)

    def real(url: str, proxy: servers.Server) -> bool:
        for name, value in {**named(proxy), "SSL_CERT_FILE": company.ca_file}.items():
            monkeypatch.setenv(name, value)
        try:
            with library.Client(timeout=1) as client:
                return client.get(url).status_code == 200
        except library.HTTPError:
            return False

    return real


def test_the_way_leads_through_both_handshakes(company: Company, reaches: Reaches) -> None:
    leaf = company.known.issue_cert("127.0.0.1", common_name="the host")
    host = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(host)  # pyright: ignore[reportUnknownMemberType] - it also takes pyOpenSSL's contexts
    with servers.Server(API, host) as server, servers.Server(OPENS, company.context("")) as proxy:
        environ = named(proxy, "ada:hunter2@")
        rungs = walk(server.url, environ=environ, ca_file=company.ca_file)
        outcome = ask(server.url, environ=environ, ca_file=company.ca_file)
        assert reaches(server.url, proxy)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK), (TLS, OK)]
    assert dict(rungs[2].facts)["TLS to it"].startswith("TLSv1.3, ")
    assert rungs[3].text == "TLSv1.3, the host <- Known Authority"
    assert isinstance(outcome, Accepted)
    assert outcome.passage
    assert [holder.name for holder in outcome.passage.certificate.holders] == ["the host", "Known Authority"]
    assert b"Proxy-Authorization: Basic YWRhOmh1bnRlcjI=\r\n" in proxy.heads[0]
    assert "hunter2" not in repr((rungs, outcome))


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        ("untrusted", UntrustedIssuer, "was issued by `Unknown Authority`, whom this client does not trust"),
        ("other host", ProxyFailed, "was issued for another host"),
        ("expired", ProxyFailed, "has expired by this machine's clock"),
        ("early", ProxyFailed, "is not yet valid by this machine's clock"),
    ],
)
def test_a_proxy_whose_certificate_does_not_do(
    fault: str, kind: type[ProbeOutcome], words: str, company: Company, reaches: Reaches
) -> None:
    with servers.Server(API, company.context("")) as server, servers.Server(OPENS, company.context(fault)) as proxy:
        environ = named(proxy, "ada:hunter2@")
        rungs = walk(server.url, environ=environ, ca_file=company.ca_file)
        outcome = ask(server.url, environ=environ, ca_file=company.ca_file)
        assert not reaches(server.url, proxy)
    text = f"the certificate of the proxy 127.0.0.1:{proxy.port} {words}"
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, FAIL)]
    assert rungs[-1].text == text
    assert "Authority" in dict(rungs[-1].facts)["chain"]
    assert type(outcome) is kind
    assert isinstance(outcome, UntrustedIssuer | ProxyFailed)
    assert (outcome.text, outcome.proxy) == (text, f"127.0.0.1:{proxy.port}")
    assert not isinstance(outcome, ProxyFailed) or outcome.speaks_tls
    assert (proxy.heads, server.heads) == ([], [])


@pytest.mark.parametrize(
    ("handler", "kind", "words"),
    [
        (servers.refuses_tunnel(407), ProxyRefused, "answered 407: it wants a user name and a password"),
        (servers.refuses_tunnel(403), ProxyRefused, "answered 403: it opens no way to the host"),
        (servers.closes_early, ProxyFailed, "closed the connection without an answer"),
    ],
    ids=["407", "403", "closes"],
)
def test_a_proxy_that_opens_no_way_behind_its_handshake(
    handler: servers.Handler, kind: type[ProbeOutcome], words: str, company: Company, reaches: Reaches
) -> None:
    with servers.Server(handler, company.context("")) as proxy:
        rung = walk("https://api.example", environ=named(proxy), ca_file=company.ca_file)[-1]
        outcome = ask("https://api.example", environ=named(proxy), ca_file=company.ca_file)
        assert not reaches("https://api.example", proxy)
    assert (rung.kind, rung.result) == (PROXY, FAIL)
    assert rung.text == f"the proxy 127.0.0.1:{proxy.port} {words}"
    assert type(outcome) is kind
    assert words in repr(outcome)


@pytest.mark.parametrize(
    ("handler", "kind", "words"),
    [
        (servers.greets_as_mail, ProxyFailed, "does not take part in a TLS handshake"),
        (servers.never_reads, ProxyUnreachable, "did not end within 0.4 s"),
    ],
    ids=["says so", "silent"],
)
def test_https_before_a_proxy_that_speaks_no_tls(
    handler: servers.Handler, kind: type[ProbeOutcome], words: str
) -> None:
    with servers.Server(handler) as proxy:
        rung = walk("https://api.example", environ=named(proxy), deadline=1)[-1]
        outcome = ask("https://api.example", environ=named(proxy), deadline=1)
    assert (rung.kind, rung.result) == (PROXY, FAIL)
    assert words in rung.text
    assert f"the proxy 127.0.0.1:{proxy.port}" in rung.text
    assert type(outcome) is kind
    assert isinstance(outcome, ProxyFailed)
    assert not outcome.speaks_tls


def test_an_untrusted_host_behind_a_trusted_proxy(company: Company, reaches: Reaches) -> None:
    with (
        servers.Server(API, company.context("untrusted")) as server,
        servers.Server(OPENS, company.context("")) as proxy,
    ):
        rungs = walk(server.url, environ=named(proxy), ca_file=company.ca_file)
        outcome = ask(server.url, environ=named(proxy), ca_file=company.ca_file)
        assert not reaches(server.url, proxy)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK), (TLS, FAIL)]
    assert "`Unknown Authority`" in rungs[-1].text
    assert "Unknown Authority" in dict(rungs[-1].facts)["chain"]
    assert isinstance(outcome, UntrustedIssuer)
    assert (outcome.issuer, outcome.proxy) == ("Unknown Authority", "")
    assert server.heads == []


def test_a_handshake_that_the_host_breaks_off_behind_the_proxy(company: Company) -> None:
    with servers.Server(servers.closes_early) as server, servers.Server(OPENS, company.context("")) as proxy:
        url = server.url.replace("http:", "https:")
        rung = walk(url, environ=named(proxy), ca_file=company.ca_file, deadline=1)[-1]
    assert (rung.kind, rung.result) == (TLS, FAIL)
    assert "TLS handshake" in rung.text


def test_a_plain_call_is_handed_to_a_proxy_that_has_shown_who_it_is(company: Company) -> None:
    with servers.Server(API, company.context("")) as proxy:
        environ = {"HTTP_PROXY": f"https://127.0.0.1:{proxy.port}"}
        rungs = walk("http://gateway.example", environ=environ, ca_file=company.ca_file)
        assert proxy.heads == []
        outcome = ask("http://gateway.example", environ=environ, ca_file=company.ca_file)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK)]
    assert isinstance(outcome, Answered)


@pytest.mark.parametrize("behind", [False, True], ids=["proxy", "host"])
def test_a_stop_ends_either_handshake_at_once(company: Company, *, behind: bool) -> None:
    handler, context = (OPENS, company.context("")) if behind else (servers.never_reads, None)
    with servers.Server(servers.never_reads) as host, servers.Server(handler, context) as proxy:
        button, pressed = StopButton(), list[float]()
        silent = host if behind else proxy

        def press() -> None:
            pressed.append(time.monotonic())
            button.press()

        threading.Thread(target=lambda: when(lambda: bool(silent.heads), press), daemon=True).start()
        environ = {**named(proxy), "SSL_CERT_FILE": company.ca_file}
        request = ProbeRequest(Secret(GOOD), Header.BEARER, host.url.replace("http:", "https:"))
        list(NetworkLadder(WaysOut(environ), TrustStore()).walk(request, button, deadline=30))
        assert time.monotonic() - pressed[0] < 0.5
        assert silent.dropped.wait(2)


@pytest.mark.parametrize(
    ("trust", "variable", "store"),
    [
        (PYTHON_TRUST, "SSL_CERT_FILE", PYTHON_TRUST),
        (OLD_PYTHON_TRUST, "SSL_CERT_FILE", Trust((Store.SYSTEM, Store.MOZILLA), added_by=("SSL_CERT_FILE",))),
        (CURL_TRUST, "CURL_CA_BUNDLE", CURL_TRUST),
        (CLAUDE_CODE_TRUST, "NODE_EXTRA_CA_CERTS", CLAUDE_CODE_TRUST),
    ],
    ids=["python", "python before 1.0", "curl", "claude code"],
)
def test_each_client_trusts_a_proxy_by_its_own_rules(
    trust: Trust, variable: str, store: Trust, company: Company
) -> None:
    with (
        servers.Server(API, company.context("")) as server,
        servers.Server(OPENS, company.context("")) as proxy,
    ):
        environ = {**named(proxy), variable: company.ca_file}
        assert isinstance(ask(server.url, environ=environ, trust=trust), Accepted)
        assert isinstance(ask(server.url, environ=named(proxy), trust=trust), UntrustedIssuer)
    assert trust_in_proxy(trust) == store
