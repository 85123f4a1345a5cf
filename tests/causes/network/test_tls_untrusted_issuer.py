import pytest

from tests.builders import GOOD, OLD, evidence, process, settings, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host
from tui.causes.network.tls_untrusted_issuer import CAUSE
from tui.domain.client import BASE_URL, ClientId
from tui.domain.diagnosis import Certainty
from tui.domain.probe import ProbeOutcome, ProbeRequest, TlsFailed, UntrustedIssuer


def _inspected(request: ProbeRequest) -> ProbeOutcome:
    return UntrustedIssuer(request, 20.0, "the certificate was issued by Example Corp Proxy, which is not trusted")


@pytest.mark.parametrize(
    ("client", "variable"),
    [
        (ClientId.PYTHON_SDK, "SSL_CERT_FILE"),
        (ClientId.TYPESCRIPT_SDK, "NODE_EXTRA_CA_CERTS"),
        (ClientId.CLAUDE_CODE, "NODE_EXTRA_CA_CERTS"),
        (ClientId.CURL, "CURL_CA_BUNDLE"),
    ],
)
def test_fires_and_names_the_variable_that_the_client_reads(client: ClientId, variable: str) -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD), settings(GOOD)), _inspected, client=client))

    assert diagnosis is not None
    assert diagnosis.cause_id == "tls-untrusted-issuer"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert "Example Corp Proxy" in diagnosis.explanation
    assert diagnosis.remedies[0].kind == "manual"
    assert variable in diagnosis.remedies[0].title
    assert not shows(diagnosis, GOOD)


def test_fires_at_a_gateway_with_a_certificate_of_its_own() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(_inspected, GOOD)))

    assert diagnosis is not None
    assert "`127.0.0.1:4000`" in diagnosis.title


def test_near_miss_the_host_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_tls_fails_for_another_reason() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), lambda item: TlsFailed(item, 1.0, "expired"))) is None
