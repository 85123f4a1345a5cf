import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tui.causes.request.custom_headers_interfere import CAUSE
from tui.domain.client import CUSTOM_HEADERS, ClientId
from tui.domain.diagnosis import Certainty
from tui.domain.finding import Finding
from tui.domain.names import read_finding
from tui.domain.origin import Origin, OriginKind


def headers(text: str) -> Finding:
    return read_finding(CUSTOM_HEADERS, text, Origin(OriginKind.PROCESS, "the environment"))


@pytest.mark.parametrize("line", [f"x-api-key: {OLD}", f"Authorization: Bearer {OLD}"], ids=["key", "token"])
@pytest.mark.parametrize("version", ["", "1.17.0", "0.103.1"])
def test_fires_where_the_same_request_without_them_is_accepted(line: str, version: str) -> None:
    found = evidence(snapshot(dotenv(GOOD), headers(line)), accepted=(GOOD,), version=version)
    diagnosis = CAUSE.find(found)

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert f"puts a `{line.partition(':')[0]}` of its own into every request" in diagnosis.title
    assert diagnosis.remedies[0].unsets == (CUSTOM_HEADERS,)
    assert not shows(diagnosis, GOOD, OLD)


def test_is_likely_where_nothing_was_sent() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD), headers(f"X-Api-Key: {OLD}")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


@pytest.mark.parametrize("text", ["X-Team: red", "anthropic-workspace-id: wrkspc_1", "no colon", ""])
def test_near_miss_headers_with_which_the_key_is_accepted(text: str) -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD), headers(text)), accepted=(GOOD,))) is None


def test_near_miss_a_version_that_does_not_read_them() -> None:
    found = evidence(snapshot(dotenv(GOOD), headers(f"x-api-key: {OLD}")), accepted=(GOOD,), version="0.97.0")
    assert found.is_accepted
    assert CAUSE.find(found) is None


def test_belongs_to_another_where_the_key_is_refused_alone_too() -> None:
    shot = snapshot(dotenv(OLD), headers("x-api-key: nothing"))
    assert CAUSE.find(evidence(shot)) is None


def test_curl_does_not_read_them() -> None:
    shot = snapshot(process(GOOD), headers(f"x-api-key: {OLD}"))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.CURL)) is None
