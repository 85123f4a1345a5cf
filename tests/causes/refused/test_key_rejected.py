from tests.builders import GOOD, OLD, api_key, dotenv, evidence, keyring, literal, pasted, process, shows, snapshot
from tests.causes.answers import RELAY, accepts, answered, by_host, rejects, rejects_as_a_relay
from tests.causes.claude_code import seen, stored_key
from tui.causes.refused.key_rejected import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL
from tui.domain.clients.header import Header
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.record import replace


def test_fires_for_a_whole_key_that_the_api_rejects() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OLD, line=3))))

    assert diagnosis is not None
    assert diagnosis.cause_id == "key-rejected"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in diagnosis.title
    assert "expired" not in f"{diagnosis.title} {diagnosis.explanation}"
    assert "API key is invalid. The API" in diagnosis.explanation
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual", "manual"]
    assert not shows(diagnosis, OLD)


def test_offers_a_good_key_from_elsewhere_and_is_likely_then() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OLD, line=3), keyring(GOOD)), accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "edit" in {remedy.kind for remedy in diagnosis.remedies}
    assert not shows(diagnosis, GOOD, OLD)


def test_is_likely_when_a_relay_and_the_official_host_both_reject_it() -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(rejects_as_a_relay)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD)), accepted=(GOOD,))) is None


def test_near_miss_nothing_was_sent() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)), offline=True)) is None


def test_near_miss_something_else_answered_in_the_apis_place() -> None:
    assert CAUSE.find(answered(snapshot(process(OLD)), rejects_as_a_relay)) is None


def test_near_miss_the_answer_is_not_about_the_key() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(rejects(request), message="x-api-key header is required")

    assert CAUSE.find(answered(snapshot(process(OLD)), reply)) is None


def test_belongs_to_another_when_the_key_is_damaged_or_of_another_kind() -> None:
    for text in (f"{OLD} ", f'"{OLD}"', OLD[:60], "your-api-key-here"):
        assert CAUSE.find(evidence(snapshot(process(text)))) is None


def test_belongs_to_another_when_it_has_no_form_of_a_key() -> None:
    for text in (f"<{OLD}>", f"{OLD},", "hunter2", "$KEY", api_key("o", "sk-ant-admin01-")):
        assert CAUSE.find(evidence(snapshot(process(text)))) is None


def test_an_unusual_end_is_told_and_only_a_missing_one_leaves_it_open() -> None:
    for text, certainty in (
        (OLD[:-4], Certainty.LIKELY),
        (f"{OLD[:-1]}x", Certainty.PROVEN),
        (f"{OLD}x", Certainty.PROVEN),
    ):
        diagnosis = CAUSE.find(evidence(snapshot(process(text))))
        assert diagnosis is not None
        assert diagnosis.certainty is certainty
        assert "may not be whole" in diagnosis.explanation
        assert not shows(diagnosis, text)


def test_belongs_to_another_when_a_good_key_waits_behind_it() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(GOOD)), accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(snapshot(literal(OLD), process(GOOD)), accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_other_header_is_accepted() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return rejects(request) if request.header is Header.BEARER else accepts(request)

    assert CAUSE.find(answered(snapshot(process(GOOD)), reply)) is None


def test_a_key_that_a_login_stored_is_renewed_by_a_login() -> None:
    (diagnosis,) = diagnose(seen(snapshot(stored_key(OLD))))
    assert [remedy.id for remedy in diagnosis.remedies] == ["check-console", "create-key", "log-in"]


def test_the_line_with_the_refused_key_is_the_one_to_change() -> None:
    for winner, mentions in ((dotenv(OLD, "MY_KEY"), ("MY_KEY",)), (dotenv(OLD), ("MY_KEY",))):
        diagnosis = CAUSE.find(evidence(snapshot(winner, mentions=mentions)))
        assert diagnosis is not None
        assert f"write {winner.variable}=... with it" in diagnosis.remedies[-1].title


def test_a_pasted_key_that_is_accepted_leaves_it_proven_and_is_put_in_place() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OLD, line=3), pasted(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "edit" in {remedy.kind for remedy in diagnosis.remedies}
    assert diagnosis.remedies[-1].title.endswith("with it into `~/project/.env`")


def test_with_a_key_from_elsewhere_one_may_still_be_pasted() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OLD, line=3), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.remedies[-1].title.endswith("or press `a` on step 2 of `fix401` to paste it")
