import pytest

from tests.builders import GOOD, OLD, evidence, process, settings, shows, snapshot, variable
from tests.causes.answers import RELAY, Reply, accepts, answered, by_host, by_variant, distrusts, rejects
from tui.causes.network.tls_untrusted_issuer import CAUSE
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.clients.trust import Store, Trust, just
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.ways_out import is_through_proxy
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, TlsFailed, UnreadableTrust
from tui.domain.questions.second_round import MADE_UP_KEY
from tui.domain.record import replace
from tui.domain.reporting.ladder import ladder_of


def _only_with(*trusts: Trust) -> Reply:
    """Return a reply of a host whose certificate these trusts take."""
    return by_variant(
        distrusts, other_trust=lambda request: rejects(request) if request.trust in trusts else distrusts(request)
    )


@pytest.mark.parametrize(
    ("client", "name"),
    [
        (ClientId.PYTHON_SDK, "SSL_CERT_FILE"),
        (ClientId.TYPESCRIPT_SDK, "NODE_EXTRA_CA_CERTS"),
        (ClientId.CLAUDE_CODE, "NODE_EXTRA_CA_CERTS"),
        (ClientId.CURL, "CURL_CA_BUNDLE"),
    ],
)
def test_fires_and_names_the_variable_that_the_client_reads(client: ClientId, name: str) -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD), settings(GOOD)), distrusts, client=client))

    assert diagnosis is not None
    assert diagnosis.cause_id == "tls-untrusted-issuer"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert "`Example Corp`" in diagnosis.title
    assert diagnosis.remedies[0].kind == "manual"
    assert name in diagnosis.remedies[0].title
    assert not shows(diagnosis, GOOD)


def test_another_clients_variable_is_enough() -> None:
    shot = snapshot(process(GOOD), network=(variable("NODE_EXTRA_CA_CERTS", "/etc/corp/ca.pem"),))
    diagnosis = CAUSE.find(answered(shot, _only_with(just("NODE_EXTRA_CA_CERTS"))))

    assert diagnosis is not None
    assert diagnosis.remedies[0].command == 'export SSL_CERT_FILE="$NODE_EXTRA_CA_CERTS"'
    assert diagnosis.remedies[0].sets[0][0] == "SSL_CERT_FILE"
    assert "the file of NODE_EXTRA_CA_CERTS the same certificate is trusted" in diagnosis.explanation
    assert any("second handshake" in line.origin for line in diagnosis.evidence)


def test_a_variable_in_the_settings_of_claude_code_comes_too_late() -> None:
    late = read_finding("NODE_EXTRA_CA_CERTS", "/etc/corp/ca.pem", settings("").origin)
    seen = answered(
        snapshot(process(GOOD), network=(late,)),
        _only_with(just("NODE_EXTRA_CA_CERTS")),
        client=ClientId.CLAUDE_CODE,
    )
    asked = [item.request for item in seen.outcomes if item.request.trust == just("NODE_EXTRA_CA_CERTS")]
    diagnosis = CAUSE.find(seen)

    assert [request.variables for request in asked] == [(("NODE_EXTRA_CA_CERTS", Secret("/etc/corp/ca.pem")),)]
    assert seen.as_found is not None
    assert seen.as_found.request.variables == ()
    assert diagnosis is not None
    assert "export NODE_EXTRA_CA_CERTS in the shell before Claude Code starts" in diagnosis.remedies[0].title
    assert "`~/.claude/settings.json:4`" in diagnosis.remedies[0].title


def test_the_systems_store_is_enough_for_an_old_python_sdk() -> None:
    seen = answered(snapshot(process(GOOD)), _only_with(Trust((Store.SYSTEM,))), version="0.97.0")
    diagnosis = CAUSE.find(seen)

    assert diagnosis is not None
    assert "upgrade `anthropic` to 1.0 or newer" in diagnosis.remedies[0].title
    assert "so other programs work where the Python SDK does not" in diagnosis.explanation


def test_a_machine_without_certificates_of_its_own() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), _only_with(Trust((Store.MOZILLA,)))))

    assert diagnosis is not None
    assert "`ca-certificates`" in diagnosis.remedies[0].title


def test_a_variable_that_took_the_place_of_the_public_issuers() -> None:
    shot = snapshot(process(GOOD), network=(variable("SSL_CERT_FILE", "/etc/corp/ca.pem"),))
    diagnosis = CAUSE.find(answered(shot, _only_with(Trust((Store.SYSTEM,)))))

    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "unset SSL_CERT_FILE"
    assert "without SSL_CERT_FILE" in diagnosis.explanation


def test_a_variable_that_names_no_file() -> None:
    def unreadable(request: ProbeRequest) -> ProbeOutcome:
        return UnreadableTrust(request, 0.0, "SSL_CERT_FILE is set, and no file", "SSL_CERT_FILE")

    shot = snapshot(process(GOOD), network=(variable("SSL_CERT_FILE", "/nowhere/ca.pem"),))
    diagnosis = CAUSE.find(answered(shot, by_variant(unreadable, other_trust=accepts)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "stops because certificates cannot be read from where SSL_CERT_FILE names them" in diagnosis.title
    assert diagnosis.evidence[0].text == "SSL_CERT_FILE is `/nowhere/ca.pem`"
    assert diagnosis.remedies[0].command == "unset SSL_CERT_FILE"


def test_the_users_key_is_shown_to_no_host_that_only_others_trust() -> None:
    shot = snapshot(process(GOOD), network=(variable("REQUESTS_CA_BUNDLE", "/etc/corp/ca.pem"),))
    asked = [item.request for item in answered(shot, distrusts).outcomes if item.request.variant == "other trust"]
    assert [request.trust for request in asked] == [just("REQUESTS_CA_BUNDLE"), Trust((Store.MOZILLA,))]
    assert {request.secret for request in asked} == {MADE_UP_KEY}


def test_fires_at_a_gateway_with_a_certificate_of_its_own() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(distrusts, GOOD)))

    assert diagnosis is not None
    assert "`127.0.0.1:4000`" in diagnosis.title


def _distrusts_the_proxy(request: ProbeRequest) -> ProbeOutcome:
    return replace(distrusts(request), proxy="proxy.example:443")


def test_a_proxy_that_is_not_trusted_is_named_and_taken_away_where_the_api_answers_without() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "https://proxy.example:443"),))
    seen = answered(shot, by_variant(_distrusts_the_proxy, direct=accepts))
    diagnosis = CAUSE.find(seen)

    assert diagnosis is not None
    assert "of the certificate of the proxy `proxy.example:443`" in diagnosis.title
    assert "begins with `https://`" in diagnosis.explanation
    assert [remedy.id for remedy in diagnosis.remedies][-2:] == ["trust-issuer", "keep-checking"]
    assert any(remedy.command == "unset HTTPS_PROXY" for remedy in diagnosis.remedies)
    assert [rung.kind.value for rung in ladder_of(seen)] == ["proxy"]
    assert is_through_proxy(seen)
    assert not is_through_proxy(answered(snapshot(process(GOOD)), distrusts))


def test_near_miss_the_host_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_tls_fails_for_another_reason() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), lambda item: TlsFailed(item, 1.0, "expired"))) is None
