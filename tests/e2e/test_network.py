"""Ways out that fail, through the real command: the cause is named, and no password of a proxy is shown."""

import json
import ssl
import time
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import trustme

from tests import servers
from tests.adapters.probing import old_tls, tls
from tests.builders import GOOD, OLD
from tests.e2e.command import world

PASSWORD = "hunter2hunter2"
ELSEWHERE = "https://api.invalid"


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
        servers.Server(servers.passes_on_to(api.port)) as proxy,
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


def checked(home: Path, api_url: str, *arguments: str, key: str = GOOD, **environ: str) -> "CompletedProcess[str]":
    made = world(home / "home", ANTHROPIC_API_KEY=key, **environ)
    return made.run("check", "--api-url", api_url, *arguments)


def test_a_good_key_shows_the_ladder_in_at_most_eight_lines(
    tmp_path: Path, authority: trustme.CA, ca_file: str
) -> None:
    with servers.Server(servers.accepts_only(GOOD), tls(authority)) as api, servers.Server(servers.tunnels) as proxy:
        done = checked(tmp_path, api.url, "--plain", HTTPS_PROXY=with_password(proxy.url), SSL_CERT_FILE=ca_file)
        assert len(proxy.heads) == len(api.heads)  # no connection is made for the ladder's sake
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) <= 8
    ladder = " ".join(done.stdout.split()).partition(" ladder: ")[2]
    for rung in ("+ name", "+ IPv4 ", "+ proxy ", "+ TLS ", "+ HTTP ", "+ key "):
        assert rung in ladder
    assert PASSWORD not in done.stdout + done.stderr


def test_only_the_rung_that_fails_is_shown_where_one_does(tmp_path: Path, authority: trustme.CA) -> None:
    with servers.Server(servers.accepts_only(GOOD), tls(authority)) as api:
        done = checked(tmp_path, api.url, "--plain")
    shown = " ".join(done.stdout.split())
    assert "fails at: x TLS" in shown
    assert "was issued by `Corporate Inspection Ltd`, whom this client does not trust" in shown
    assert "ladder:" not in shown


def test_where_the_name_has_no_address_that_rung_is_named_for_a_key_that_was_not_sent(tmp_path: Path) -> None:
    shown = " ".join(checked(tmp_path, ELSEWHERE, "--plain", key=f"{GOOD} ").stdout.split())
    assert "fails at: x name" in shown
    assert "not sent" not in shown.partition("fails at:")[2]


def test_a_key_that_was_not_sent_rules_nothing_out(tmp_path: Path) -> None:
    with servers.Server(servers.accepts_only(OLD)) as api:
        done = checked(tmp_path, api.url, "--json", key=f"{GOOD} ")
    *lower, own = json.loads(done.stdout)["ladder"]
    assert [rung["result"] for rung in lower] == ["ok", "ok"]
    assert own["text"].startswith("not sent: trailing space")
    assert own["rules_out"] is None


def test_a_version_of_tls_that_is_too_old_is_said_plainly(tmp_path: Path, authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.accepts_only(GOOD), old_tls(authority, ssl.TLSVersion.TLSv1)) as api:
        done = checked(tmp_path, api.url, "--plain", SSL_CERT_FILE=ca_file)
    assert done.returncode == 3
    sentence, _, rest = " ".join(done.stdout.split()).partition(" client: ")
    assert sentence.startswith("? could not check: no safe connection to `127.0.0.1:")
    for words in ("speaks TLS 1.0 only, and this client wants TLS 1.2 or newer", "switch TLS 1.2 on"):
        assert words in sentence
        assert words in rest.partition("fails at: x TLS")[2]
    assert api.heads == []


def test_a_proxy_that_speaks_tls_is_walked_to_the_end(tmp_path: Path, authority: trustme.CA, ca_file: str) -> None:
    stranger = trustme.CA(organization_name="Proxies Ltd")
    with (
        servers.Server(servers.accepts_only(GOOD), tls(authority, "api.invalid")) as api,
        servers.Server(servers.passes_on_to(api.port), tls(authority)) as good,
        servers.Server(servers.passes_on_to(api.port), tls(stranger)) as strange,
    ):
        trusted = {"SSL_CERT_FILE": ca_file}
        assert cause_of(tmp_path, ELSEWHERE, HTTPS_PROXY=with_password(good.url), **trusted) == "ok"
        found = cause_of(tmp_path / "2", ELSEWHERE, HTTPS_PROXY=with_password(strange.url), **trusted)
        assert found == "tls-untrusted-issuer"
        assert strange.heads == []
        report = json.loads(checked(tmp_path / "3", ELSEWHERE, "--json", HTTPS_PROXY=with_password(good.url)).stdout)
    assert [(rung["step"], rung["result"]) for rung in report["ladder"]][-1] == ("proxy", "fail")
    assert f"the proxy `127.0.0.1:{good.port}`" in report["sentence"]


def test_the_ladder_stands_in_the_report(tmp_path: Path) -> None:
    with servers.Server(servers.accepts_only(GOOD)) as api, servers.refusing_port() as gone:
        good = json.loads(checked(tmp_path, api.url, "--json").stdout)["ladder"]
        bad = json.loads(checked(tmp_path, api.url, "--json", key=OLD).stdout)["ladder"]
        none = json.loads(checked(tmp_path, gone, "--json").stdout)["ladder"]
    assert [(rung["step"], rung["result"]) for rung in good] == [
        ("dns", "ok"),
        ("connect", "ok"),
        ("http", "ok"),
        ("auth", "ok"),
    ]
    assert [(rung["step"], rung["result"]) for rung in bad][-1] == ("auth", "fail")
    assert bad[-1]["rules_out"].startswith("the network")
    assert [(rung["step"], rung["about"], rung["result"]) for rung in none] == [
        ("dns", None, "ok"),
        ("connect", "IPv4", "fail"),
    ]
    assert none[-1]["rules_out"].startswith("the key")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_time_of_the_settings_bounds_the_whole_check(tmp_path: Path, scheme: str) -> None:
    with servers.Server(servers.never_reads) as silent:
        began = time.monotonic()
        done = checked(tmp_path, silent.url.replace("http", scheme), "--timeout", "3", "--json")
        assert time.monotonic() - began < 3 + 2.9  # the rest is for the start of the program on a busy machine
    assert json.loads(done.stdout)["cause"]["id"] == "connection-timeout"


def test_a_silent_proxy_leaves_time_to_try_past_it(tmp_path: Path, authority: trustme.CA, ca_file: str) -> None:
    with (
        servers.Server(servers.accepts_only(GOOD), tls(authority)) as api,
        servers.Server(servers.never_reads) as silent,
    ):
        found = cause_of(tmp_path, api.url, HTTPS_PROXY=silent.url, SSL_CERT_FILE=ca_file)
    assert found == "loopback-through-proxy"
