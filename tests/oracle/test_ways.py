"""Whom each real client trusts, and which proxy it takes: what the prober does for it is what it does."""

import datetime
import json
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, tls
from tests.builders import snapshot
from tui.domain.clients.client import ClientChoice
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.proxies import ProxyRules
from tui.domain.clients.stack import stack_of
from tui.domain.clients.trust import CURL_TRUST, OLD_PYTHON_TRUST, PYTHON_TRUST, Trust
from tui.domain.found.machine import Surroundings
from tui.domain.judging.ways_out import rules_of
from tui.domain.probing.probe import Answered
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading

# Answers on stdout, a line each: whether an answer came. Before 1.0 the SDK stands on httpx, which needs no SDK to ask.
NEWEST_PYTHON = """
import json, os, sys, anthropic
for line in sys.stdin:
    case = json.loads(line)
    os.environ.clear()
    os.environ.update(case["environ"])
    try:
        with anthropic.Anthropic(api_key="x", base_url=case["url"], max_retries=0, timeout=3) as client:
            client.models.list()
        print(True, flush=True)
    except anthropic.APIStatusError:
        print(True, flush=True)
    except Exception:
        print(False, flush=True)
"""
OLD_PYTHON = """
import json, os, sys, httpx
for line in sys.stdin:
    case = json.loads(line)
    os.environ.clear()
    os.environ.update(case["environ"])
    try:
        with httpx.Client(timeout=3) as client:
            client.get(case["url"])
        print(True, flush=True)
    except Exception:
        print(False, flush=True)
"""
NODE = "fetch(process.argv[1]).then(() => process.exit(0), () => process.exit(1))"

Case = tuple[str, dict[str, str]]
Reaches = Callable[[str, Mapping[str, str]], bool]
# The scheme of what is called, and the variables: {ca} is the issuer's file, {proxy} a proxy's address.
CASES: dict[str, Case] = {
    "a private issuer": ("https", {}),
    "SSL_CERT_FILE": ("https", {"SSL_CERT_FILE": "{ca}"}),
    "SSL_CERT_FILE names no file": ("https", {"SSL_CERT_FILE": "/nowhere/ca.pem"}),
    "SSL_CERT_FILE names no file, plain": ("http", {"SSL_CERT_FILE": "/nowhere/ca.pem"}),
    "SSL_CERT_DIR without hashed names": ("https", {"SSL_CERT_DIR": "{folder}"}),
    "REQUESTS_CA_BUNDLE": ("https", {"REQUESTS_CA_BUNDLE": "{ca}"}),
    "CURL_CA_BUNDLE": ("https", {"CURL_CA_BUNDLE": "{ca}"}),
    "CURL_CA_BUNDLE over SSL_CERT_FILE": ("https", {"CURL_CA_BUNDLE": "{ca}", "SSL_CERT_FILE": "/nowhere/ca.pem"}),
    "NODE_EXTRA_CA_CERTS": ("https", {"NODE_EXTRA_CA_CERTS": "{ca}"}),
    "NODE_EXTRA_CA_CERTS names no file": ("https", {"NODE_EXTRA_CA_CERTS": "/nowhere/ca.pem"}),
    "HTTPS_PROXY": ("https", {"HTTPS_PROXY": "{proxy}"}),
    "https_proxy": ("https", {"https_proxy": "{proxy}"}),
    "https_proxy without a scheme": ("https", {"https_proxy": "{bare}"}),
    "https_proxy is empty": ("https", {"https_proxy": "", "HTTPS_PROXY": "{proxy}"}),
    "ALL_PROXY": ("https", {"ALL_PROXY": "{proxy}"}),
    "HTTP_PROXY for https": ("https", {"HTTP_PROXY": "{proxy}"}),
    "HTTP_PROXY": ("http", {"HTTP_PROXY": "{proxy}"}),
    "http_proxy": ("http", {"http_proxy": "{proxy}"}),
    "HTTPS_PROXY for http": ("http", {"HTTPS_PROXY": "{proxy}"}),
    "all_proxy": ("http", {"all_proxy": "{proxy}"}),
    "NO_PROXY": ("http", {"http_proxy": "{proxy}", "NO_PROXY": "localhost,127.0.0.1"}),
    "NO_PROXY with blanks": ("http", {"http_proxy": "{proxy}", "NO_PROXY": "localhost 127.0.0.1"}),
    "NO_PROXY for all": ("http", {"http_proxy": "{proxy}", "no_proxy": "*"}),
    "NO_PROXY for all among others": ("http", {"http_proxy": "{proxy}", "no_proxy": "localhost,*"}),
    "NO_PROXY with a port": ("http", {"http_proxy": "{proxy}", "no_proxy": "127.0.0.1:{port}"}),
    "no_proxy is empty": ("http", {"http_proxy": "{proxy}", "no_proxy": "", "NO_PROXY": "*"}),
    "a certificate of another host": ("elsewhere", {"SSL_CERT_FILE": "{ca}", "NODE_EXTRA_CA_CERTS": "{ca}"}),
    "a certificate that has expired": ("expired", {"SSL_CERT_FILE": "{ca}", "NODE_EXTRA_CA_CERTS": "{ca}"}),
    "a certificate that has not begun": ("early", {"SSL_CERT_FILE": "{ca}", "NODE_EXTRA_CA_CERTS": "{ca}"}),
    "no TLS where it is expected": ("mute", {}),
    "a proxy that wants a login": ("https", {"SSL_CERT_FILE": "{ca}", "HTTPS_PROXY": "{p407}"}),
    "a proxy that refuses": ("https", {"SSL_CERT_FILE": "{ca}", "HTTPS_PROXY": "{p403}"}),
    "a proxy without a way": ("https", {"SSL_CERT_FILE": "{ca}", "HTTPS_PROXY": "{p502}"}),
    "a proxy that closes": ("https", {"SSL_CERT_FILE": "{ca}", "HTTPS_PROXY": "{closes}"}),
    "a proxy that nobody runs": ("https", {"SSL_CERT_FILE": "{ca}", "HTTPS_PROXY": "{gone}"}),
    "a SOCKS proxy": ("http", {"ALL_PROXY": "{socks}"}),
}
TRUST = tuple(name for name, (_, variables) in CASES.items() if not any("PROXY" in item.upper() for item in variables))
# Node 22 takes a star among other exceptions, Node 24 does not.
PROXIED = tuple(name for name in CASES if name not in TRUST and "among others" not in name)


class Loopback:
    """What can be called, and a proxy before it."""

    def __init__(self, folder: Path, hosts: Mapping[str, str], proxy: servers.Server, odd: Mapping[str, str]) -> None:
        self._folder, self._hosts, self._proxy, self._odd = folder, hosts, proxy, odd

    def url(self, name: str) -> str:
        """Return the address that the case calls."""
        return f"{self._hosts[CASES[name][0]]}/v1/models"

    def environ(self, name: str) -> dict[str, str]:
        """Return the case's variables."""
        values = {
            "ca": str(self._folder / "ca.pem"),
            "folder": str(self._folder),
            "proxy": self._proxy.url,
            "bare": self._proxy.url.removeprefix("http://"),
            "port": self._hosts["http"].rpartition(":")[2],
            **self._odd,
        }
        return {variable: text.format(**values) for variable, text in CASES[name][1].items()}

    def seen(self, name: str, reaches: Reaches) -> tuple[bool, bool]:
        """Return whether an answer came, and whether the proxy was asked."""
        before = len(self._proxy.heads)
        answered = reaches(self.url(name), self.environ(name))
        return answered, len(self._proxy.heads) > before


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Generator[Loopback]:
    folder = tmp_path_factory.mktemp("certificates")
    authority = trustme.CA(organization_name="Corporate Inspection Ltd")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    answer = servers.says(200, servers.MODELS)
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    certificates = {
        "https": tls(authority),
        "elsewhere": tls(authority, "other.example"),
        "expired": tls(authority, not_before=now - 9 * day, not_after=now - day),
        "early": tls(authority, not_before=now + day, not_after=now + 9 * day),
    }
    proxies = {f"p{status}": servers.refuses_tunnel(status) for status in (407, 403, 502)}
    proxies["closes"] = servers.closes_early
    with ExitStack() as running:

        def url(handler: servers.Handler, context: ssl.SSLContext | None = None) -> str:
            return running.enter_context(servers.Server(handler, context)).url

        plain, proxy = url(answer), running.enter_context(servers.Server(servers.tunnels_or_says(200, servers.MODELS)))
        hosts = {name: url(answer, context) for name, context in certificates.items()}
        odd = {name: url(handler) for name, handler in proxies.items()}
        odd["gone"] = running.enter_context(servers.refusing_port())
        odd["socks"] = url(servers.speaks_socks()).replace("http:", "socks5:")
        mute = url(servers.speaks_no_tls).replace("http:", "https:")
        yield Loopback(folder, {**hosts, "http": plain, "mute": mute}, proxy, odd)


def _product(client: ClientId, trust: Trust, proxying: ProxyRules | None = None) -> Reaches:
    def reaches(url: str, environ: Mapping[str, str]) -> bool:
        base_url = url.removesuffix("/v1/models")
        outcome = ask(base_url, environ=dict(environ), client=client, trust=trust, proxying=proxying, deadline=8)
        return isinstance(outcome, Answered)

    return reaches


@pytest.mark.parametrize(("program", "trust"), [(NEWEST_PYTHON, PYTHON_TRUST), (OLD_PYTHON, OLD_PYTHON_TRUST)])
def test_python(program: str, trust: Trust, loopback: Loopback) -> None:
    product = _product(ClientId.PYTHON_SDK, trust)
    with _running(program) as real:
        differences = [name for name in CASES if loopback.seen(name, real) != loopback.seen(name, product)]
    assert differences == []


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, (*TRUST, "HTTPS_PROXY", "http_proxy", "ALL_PROXY", "a SOCKS proxy")),
        ({"NODE_USE_ENV_PROXY": "1"}, (*PROXIED, "a private issuer", "NODE_EXTRA_CA_CERTS")),
        ({"NODE_OPTIONS": "--no-warnings"}, ("HTTPS_PROXY", "http_proxy", "NODE_EXTRA_CA_CERTS")),
    ],
    ids=("as it is", "with the proxy variables", "with other options"),
)
def test_node(asked: dict[str, str], names: Sequence[str], loopback: Loopback) -> None:
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.lstrip("v")
    choice = ClientChoice(ClientId.TYPESCRIPT_SDK, "a test")
    reading = Reading(surroundings=Surroundings(stack=stack_of(asked, version, has_socks=None)))
    proxying, trust = rules_of(choice, replace(snapshot(), readings=(reading,)))

    def real(url: str, environ: Mapping[str, str]) -> bool:
        command, env = ["node", "-e", NODE, url], _with_path({**asked, **environ})
        return subprocess.run(command, env=env, stderr=subprocess.DEVNULL, check=False).returncode == 0

    product = _product(ClientId.TYPESCRIPT_SDK, trust, proxying)
    differences = [name for name in names if loopback.seen(name, real) != loopback.seen(name, product)]
    assert differences == []


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl(loopback: Loopback) -> None:
    def real(url: str, environ: Mapping[str, str]) -> bool:
        command = ["curl", "-q", "-s", "-o", os.devnull, "--max-time", "5", url]
        return subprocess.run(command, env=_with_path(environ), check=False).returncode == 0

    product = _product(ClientId.CURL, CURL_TRUST)
    # curl speaks SOCKS, which this program leaves to it.
    names = [name for name in CASES if "SOCKS" not in name]
    differences = [name for name in names if loopback.seen(name, real) != loopback.seen(name, product)]
    assert differences == []


def _with_path(environ: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], **environ}


@contextmanager
def _running(program: str) -> Generator[Reaches]:
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def reaches(url: str, environ: Mapping[str, str]) -> bool:
            # The SDK puts its own path behind the base URL.
            called = url.removesuffix("/v1/models") if program is NEWEST_PYTHON else url
            stdin.write(f"{json.dumps({'url': called, 'environ': dict(environ)})}\n")
            stdin.flush()
            return stdout.readline().strip() == "True"

        yield reaches
        stdin.close()
