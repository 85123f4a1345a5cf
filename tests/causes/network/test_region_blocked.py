from tests.builders import GOOD, OLD, evidence, process, shows, snapshot, variable
from tests.causes.answers import RELAY, answered, by_host, by_variant, forbids, rejects, speaks, times_out
from tui.causes.network.region_blocked import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.judging.diagnosis import Certainty

is_forbidden_here = speaks(
    403, b'{"error":{"type":"forbidden","message":"Request not allowed"}}', server="cloudflare", cf_ray="8f1-HKG"
)


def test_fires_when_a_made_up_key_gets_the_same_answer() -> None:
    diagnoses = diagnose(answered(snapshot(process(GOOD)), is_forbidden_here))

    diagnosis = diagnoses[0]
    assert [item.cause_id for item in diagnoses] == ["region-blocked"]
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com` forbids calls from where this machine goes out" in diagnosis.title
    assert "without a proxy" in diagnosis.explanation
    assert "Request not allowed" in diagnosis.explanation
    assert any("made-up key" in line.text for line in diagnosis.evidence)
    assert not shows(diagnosis, GOOD)


def test_names_the_proxy_that_the_calls_go_through() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "http://proxy.example:3128"),))
    diagnosis = CAUSE.find(answered(shot, is_forbidden_here))

    assert diagnosis is not None
    assert "through HTTPS_PROXY" in diagnosis.explanation


def test_is_likely_where_the_other_key_got_no_answer() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), by_variant(is_forbidden_here, made_up_key=times_out)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_only_this_key_is_forbidden() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), by_variant(is_forbidden_here, made_up_key=rejects))) is None


def test_near_miss_the_api_itself_forbids() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), forbids)) is None
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_a_gateway_says_so() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(is_forbidden_here, GOOD), client=ClientId.CLAUDE_CODE)) is None
