"""What the variables of each client's process say about its way out."""

import pytest

from tests.builders import GOOD, dotenv, evidence, process, settings, snapshot, variable
from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.clients.proxies import NODE_ON_REQUEST, RULES
from tui.domain.clients.stack import Stack
from tui.domain.clients.trust import NODE_TRUST, Store
from tui.domain.found.finding import Finding
from tui.domain.found.machine import Surroundings
from tui.domain.found.names import read_finding
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import (
    exceptions_passed_by,
    late_trust,
    network_of,
    own_proxy,
    passed_by_proxy,
    proxies_in_the_way,
    rules_of,
    variables_elsewhere,
)
from tui.domain.key.secret import Secret
from tui.domain.questions.requests import requests_for
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot

ADDRESS = "http://ada:hunter2hunter2@proxy.example:3128"
UPPER, LOWER = variable("HTTPS_PROXY", ADDRESS), variable("https_proxy", "http://other.example:1")
IN_ENV_FILE = read_finding("HTTPS_PROXY", "http://file.example:1", dotenv("").origin)
IN_SETTINGS = read_finding("NODE_EXTRA_CA_CERTS", "/etc/corp/ca.pem", settings("").origin)
PYTHON, CLAUDE_CODE = ClientChoice(ClientId.PYTHON_SDK, ""), ClientChoice(ClientId.CLAUDE_CODE, "")


def seen(*network: Finding, client: ClientId = ClientId.PYTHON_SDK, loads: bool = True) -> Evidence:
    return evidence(shot(*network, loads=loads), outcomes=(), client=client)


def shot(*network: Finding, loads: bool = True) -> Snapshot:
    return snapshot(process(GOOD), network=network, loads=loads)


def test_the_lower_case_one_wins_and_both_are_in_the_way() -> None:
    assert own_proxy(seen(UPPER, LOWER)) is LOWER
    assert proxies_in_the_way(seen(UPPER, LOWER)) == (LOWER, UPPER)
    assert own_proxy(seen(UPPER, client=ClientId.TYPESCRIPT_SDK)) is None
    assert passed_by_proxy(seen(UPPER, client=ClientId.TYPESCRIPT_SDK)) is UPPER


def test_a_password_is_not_shown() -> None:
    assert "hunter2" not in repr(seen(UPPER))
    assert UPPER.text == "http://proxy.example:3128"


def test_a_loaded_env_file_names_a_proxy_where_the_environment_does_not() -> None:
    assert own_proxy(seen(IN_ENV_FILE)) is IN_ENV_FILE
    assert own_proxy(seen(IN_ENV_FILE, UPPER)) is UPPER
    assert own_proxy(seen(IN_ENV_FILE, loads=False)) is None
    assert own_proxy(seen(IN_ENV_FILE, client=ClientId.CURL)) is None


def test_what_comes_from_elsewhere_is_told_to_the_prober() -> None:
    assert variables_elsewhere(PYTHON, shot(UPPER)) == ()
    given = (("HTTPS_PROXY", Secret("http://file.example:1")),)
    assert variables_elsewhere(PYTHON, shot(IN_ENV_FILE)) == given
    assert [request.variables for request in requests_for(seen(IN_ENV_FILE))] == [given, given]


def test_certificates_in_the_settings_come_too_late_and_proxies_do_not() -> None:
    proxy = read_finding("HTTPS_PROXY", ADDRESS, settings("").origin)
    both = shot(IN_SETTINGS, proxy)
    assert late_trust(CLAUDE_CODE, both) == (IN_SETTINGS,)
    assert network_of(CLAUDE_CODE, both) == {"HTTPS_PROXY": proxy}
    assert late_trust(PYTHON, both) == ()


def test_exceptions_in_another_clients_spelling() -> None:
    exceptions = variable("NO_PROXY", "corp.example api.anthropic.com")
    assert exceptions_passed_by(seen(UPPER, exceptions)) is exceptions
    assert exceptions_passed_by(seen(UPPER, exceptions, client=ClientId.CLAUDE_CODE)) is None
    assert exceptions_passed_by(seen(UPPER, variable("NO_PROXY", "corp.example"))) is None


def test_node_does_on_request_what_others_do() -> None:
    def rules(stack: Stack, client: ClientId = ClientId.TYPESCRIPT_SDK) -> tuple[object, object]:
        reading = Reading(surroundings=Surroundings(stack=stack))
        return rules_of(ClientChoice(client, ""), replace(shot(), readings=(reading,)))

    asked = Stack(follows_proxies=True, uses_system_store=True)
    assert rules(asked) == (NODE_ON_REQUEST, replace(NODE_TRUST, stores=(Store.MOZILLA, Store.SYSTEM)))
    assert rules(Stack()) == (RULES[ClientId.TYPESCRIPT_SDK], NODE_TRUST)
    assert rules(asked, ClientId.PYTHON_SDK)[0] == RULES[ClientId.PYTHON_SDK]


@pytest.mark.parametrize("has_socks", [True, False, None])
def test_python_speaks_socks_where_its_environment_has_the_package(*, has_socks: bool | None) -> None:
    reading = Reading(surroundings=Surroundings(stack=Stack(has_socks=has_socks)))
    seen_so = replace(snapshot(), readings=(reading,))
    assert rules_of(PYTHON, seen_so)[0].speaks_socks is has_socks
    assert rules_of(ClientChoice(ClientId.CURL, ""), seen_so)[0].speaks_socks is True
    assert rules_of(CLAUDE_CODE, seen_so)[0].speaks_socks is False
