import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot, variable
from tests.causes.answers import (
    RELAY,
    Reply,
    accepts,
    answered,
    by_variant,
    distrusts,
    proxy_is_dead,
    speaks,
    times_out,
)
from tests.surroundings import amid
from tui.causes.network.proxy_ignored_by_client import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.clients.stack import Stack
from tui.domain.found.machine import Surroundings
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProxyUnusable

ADDRESS = "http://ada:hunter2hunter2@proxy.example:3128"
is_forbidden_here = speaks(403, b'{"error":{"type":"forbidden","message":"Request not allowed"}}')


@pytest.mark.parametrize(
    ("client", "name", "command"),
    [
        (ClientId.PYTHON_SDK, "HTTP_PROXY", 'export HTTPS_PROXY="$HTTP_PROXY"'),
        (ClientId.CLAUDE_CODE, "ALL_PROXY", 'export HTTPS_PROXY="$ALL_PROXY"'),
        (ClientId.CURL, "HTTP_PROXY", 'export https_proxy="$HTTP_PROXY"'),
    ],
)
@pytest.mark.parametrize("reply", [times_out, is_forbidden_here], ids=["no way", "region"])
def test_fires_when_the_api_answers_through_the_proxy(client: ClientId, name: str, command: str, reply: Reply) -> None:
    shot = snapshot(process(GOOD), network=(variable(name, ADDRESS),))
    diagnosis = diagnose(answered(shot, by_variant(reply, through_proxy=accepts), client=client))[0]

    assert diagnosis.cause_id == "proxy-ignored-by-client"
    assert diagnosis.certainty is Certainty.PROVEN
    assert f"does not follow {name}" in diagnosis.title
    assert "`proxy.example:3128`" in diagnosis.explanation
    assert diagnosis.remedies[0].command == command
    assert diagnosis.remedies[0].sets[0][0] == command.split()[1].partition("=")[0]
    assert not shows(diagnosis, GOOD, "hunter2")


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
def test_node_follows_no_variable_of_itself(name: str) -> None:
    shot = snapshot(process(GOOD), network=(variable(name, ADDRESS),))
    diagnosis = CAUSE.find(answered(shot, by_variant(times_out, through_proxy=accepts), client=ClientId.TYPESCRIPT_SDK))

    assert diagnosis is not None
    assert [remedy.id for remedy in diagnosis.remedies] == ["use-env-proxy", "pass-proxy-agent"]
    assert ("HTTPS_PROXY to the proxy of ALL_PROXY" in diagnosis.remedies[0].title) is (name == "ALL_PROXY")
    assert f"process.env.{name})" in diagnosis.remedies[1].title


def test_is_likely_where_the_proxy_shows_a_certificate_of_its_own() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", ADDRESS),))
    seen = answered(shot, by_variant(times_out, through_proxy=distrusts), client=ClientId.TYPESCRIPT_SDK)
    diagnosis = CAUSE.find(seen)

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_fires_for_exceptions_that_another_client_understands() -> None:
    network = (variable("HTTP_PROXY", ADDRESS), variable("NO_PROXY", "corp.example 127.0.0.1"))
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL), network=network)
    seen = answered(shot, by_variant(proxy_is_dead, direct=accepts, official_host=times_out))
    diagnosis = diagnose(seen)[0]

    assert diagnosis.cause_id == "proxy-ignored-by-client"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "does not understand NO_PROXY" in diagnosis.title
    assert diagnosis.remedies[0].command.startswith("export NO_PROXY='corp.example,127.0.0.1'")
    assert CAUSE.find(answered(shot, times_out, client=ClientId.CLAUDE_CODE)) is None


@pytest.mark.parametrize(("has_socks", "certainty"), [(None, Certainty.LIKELY), (False, Certainty.PROVEN)], ids=str)
def test_python_needs_a_package_for_socks(certainty: Certainty, *, has_socks: bool | None) -> None:
    shot = snapshot(process(GOOD), network=(variable("ALL_PROXY", "socks5://127.0.0.1:1080"),))
    shot = amid(shot, Surroundings(stack=Stack(has_socks=has_socks)))
    seen = answered(shot, lambda item: ProxyUnusable(item, 0.0, "it speaks SOCKS", "127.0.0.1:1080", is_socks=True))
    diagnosis = CAUSE.find(seen)

    assert diagnosis is not None
    assert diagnosis.certainty is certainty
    assert "without the package `socksio`" in diagnosis.title
    assert diagnosis.remedies[0].id == "install-socksio"


def test_near_miss_the_proxy_is_no_way_either() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", ADDRESS),))
    seen = answered(shot, by_variant(times_out, through_proxy=proxy_is_dead), client=ClientId.TYPESCRIPT_SDK)
    assert CAUSE.find(seen) is None


def test_near_miss_the_straight_way_is_answered() -> None:
    shot = snapshot(process(OLD), network=(variable("HTTPS_PROXY", ADDRESS),))
    assert CAUSE.find(evidence(shot, client=ClientId.TYPESCRIPT_SDK)) is None


def test_belongs_to_another_when_the_client_does_follow_the_variable() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", ADDRESS),))
    assert CAUSE.find(answered(shot, by_variant(proxy_is_dead, direct=accepts))) is None
