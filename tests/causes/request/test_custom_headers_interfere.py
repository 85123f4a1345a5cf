import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tests.causes.stand_in_answers import asked, project
from tui.causes.registry import diagnose
from tui.causes.request.custom_headers_interfere import CAUSE
from tui.domain.clients.client import CUSTOM_HEADERS, ClientId
from tui.domain.found.finding import Finding
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace


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


@pytest.mark.parametrize(("version", "is_doubled"), [("0.70.0", True), ("0.125.0", True), ("2.12.0", False)])
def test_fires_for_a_header_that_the_code_adds_to_the_clients_own(version: str, *, is_doubled: bool) -> None:
    key = GOOD if is_doubled else OLD
    text = f'client = Anthropic(\n    default_headers={{"x-api-key": "{key}"}})'
    tested = asked(project(dotenv(GOOD), main_py=text), client=ClientId.PYTHON_SDK, version=version)
    diagnosis = CAUSE.find(tested)

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/main.py:2` puts a `x-api-key` of its own" in diagnosis.title
    assert diagnosis.remedies[0].kind == "manual"
    assert not shows(diagnosis, GOOD, OLD)


def test_near_miss_a_workspace_that_the_code_names() -> None:
    text = 'client = Anthropic(default_headers={"anthropic-workspace-id": "wrkspc_01PracticeRange"})'
    tested = asked(project(dotenv(GOOD), main_py=text), client=ClientId.PYTHON_SDK)
    assert diagnose(tested) == ()
    assert diagnose(replace(tested, outcomes=(), offline=True)) == ()


def test_near_miss_a_key_that_is_handed_over_in_a_header_alone() -> None:
    assert diagnose(evidence(snapshot(headers(f"x-api-key: {GOOD}")), accepted=(GOOD,))) == ()


def test_curl_does_not_read_them() -> None:
    shot = snapshot(process(GOOD), headers(f"x-api-key: {OLD}"))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.CURL)) is None
