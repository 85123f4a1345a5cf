from tests.builders import GOOD, dotenv, evidence, process, shows, snapshot, variable
from tests.causes.answers import (
    RELAY,
    accepts,
    answered,
    by_variant,
    is_dead,
    proxy_is_dead,
    rejects_as_a_relay,
    speaks,
)
from tui.causes.network.loopback_through_proxy import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import Secret
from tui.domain.resolving.snapshot import Snapshot

PROXY = variable("HTTP_PROXY", "http://proxy.example:3128")
bodyless_503 = speaks(503, b"")
TEXT = "localhost,127.0.0.1,::1"


def _shot(*network: Finding) -> Snapshot:
    return snapshot(process(GOOD), process(RELAY, BASE_URL), network=network)


def test_fires_when_the_host_answers_past_the_proxy() -> None:
    diagnoses = diagnose(answered(_shot(PROXY), by_variant(bodyless_503, direct=accepts, official_host=is_dead)))

    diagnosis = diagnoses[0]
    assert diagnosis.cause_id == "loopback-through-proxy"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`127.0.0.1:4000`" in diagnosis.title
    assert "HTTP_PROXY in the environment" in diagnosis.explanation
    remedy = diagnosis.remedies[0]
    assert remedy.command == f"export NO_PROXY='{TEXT}'; export no_proxy='{TEXT}'"
    assert remedy.sets == (("NO_PROXY", Secret(TEXT)), ("no_proxy", Secret(TEXT)))
    assert diagnosis.remedies[1].command == "unset HTTP_PROXY"
    assert not shows(diagnosis, GOOD)


def test_what_no_proxy_says_already_is_kept() -> None:
    shot = _shot(PROXY, variable("no_proxy", "corp.example, 10.0.0.0/8"), variable("NO_PROXY", "ignored.example"))
    diagnosis = CAUSE.find(answered(shot, by_variant(bodyless_503, direct=accepts)))

    assert diagnosis is not None
    assert diagnosis.remedies[0].command.startswith(f"export NO_PROXY='corp.example,10.0.0.0/8,{TEXT}'")


def test_a_no_proxy_in_the_env_file_is_edited() -> None:
    origin = dotenv("").origin
    shot = _shot(PROXY, read_finding("NO_PROXY", "corp.example", origin))
    diagnosis = CAUSE.find(answered(shot, by_variant(bodyless_503, direct=accepts)))

    assert diagnosis is not None
    assert diagnosis.remedies[0].edit == SetVariable(
        origin.path, origin.shown, "NO_PROXY", Secret(f"corp.example,{TEXT}")
    )


def test_is_likely_where_the_host_does_not_answer_straight_either() -> None:
    diagnosis = CAUSE.find(answered(_shot(PROXY), by_variant(proxy_is_dead, direct=is_dead)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_proxy_passes_the_hosts_own_answer_on() -> None:
    assert CAUSE.find(answered(_shot(PROXY), rejects_as_a_relay)) is None


def test_near_miss_no_proxy_names_loopback() -> None:
    shot = _shot(PROXY, variable("NO_PROXY", "localhost,127.0.0.1"))
    assert CAUSE.find(answered(shot, bodyless_503)) is None


def test_near_miss_the_client_follows_no_such_variable() -> None:
    reply = by_variant(bodyless_503, direct=accepts)
    assert CAUSE.find(answered(_shot(PROXY), reply, client=ClientId.TYPESCRIPT_SDK)) is None
    assert CAUSE.find(answered(_shot(PROXY), reply, client=ClientId.CURL)) is None
    assert CAUSE.find(answered(_shot(PROXY), reply, client=ClientId.CLAUDE_CODE)) is not None


def test_belongs_to_another_when_the_host_is_elsewhere() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "http://proxy.example:3128"),))
    assert CAUSE.find(answered(shot, by_variant(proxy_is_dead, direct=accepts))) is None
    assert CAUSE.find(evidence(shot)) is None
