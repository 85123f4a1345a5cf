from tests.builders import GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tests.causes.profiles import TOKEN_TEXT, profile, with_profile
from tui.causes.winner.key_overrides_profile import CAUSE
from tui.domain.clients.client import KEY, ClientId
from tui.domain.judging.absence import unread
from tui.domain.judging.diagnosis import Certainty
from tui.domain.questions.requests import requests_for


def test_fires_when_the_key_is_refused_and_the_profile_accepted() -> None:
    found = evidence(with_profile(snapshot(process(OLD)), profile(workspace="wrkspc_1")), accepted=(TOKEN_TEXT,))
    diagnosis = CAUSE.find(found)

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "in the environment hides the SDK profile" in diagnosis.title
    assert diagnosis.remedies[0].unsets == (KEY,)
    asked = next(item for item in requests_for(found) if item.secret == profile().token.value.secret)  # pyright: ignore[reportOptionalMemberAccess]
    assert asked.is_login
    assert [header.name for header in asked.along] == ["anthropic-workspace-id"]
    assert not shows(diagnosis, OLD, TOKEN_TEXT)


def test_near_miss_a_profile_that_is_refused_too() -> None:
    assert CAUSE.find(evidence(with_profile(snapshot(process(OLD)), profile()))) is None


def test_near_miss_a_profile_that_is_not_used_anyway() -> None:
    shot = with_profile(snapshot(process(OLD)), profile(config_mode=0o666))
    assert CAUSE.find(evidence(shot, accepted=(TOKEN_TEXT,))) is None


def test_belongs_to_another_where_a_good_key_waits_before_the_profile() -> None:
    shot = with_profile(snapshot(process(OLD), dotenv(GOOD)), profile())
    assert CAUSE.find(evidence(shot, accepted=(GOOD, TOKEN_TEXT))) is None


def test_curl_has_no_profiles() -> None:
    shot = with_profile(snapshot(process(OLD)), profile())
    assert CAUSE.find(evidence(shot, accepted=(TOKEN_TEXT,), client=ClientId.CURL)) is None


def test_a_profile_that_has_to_be_renewed_first_leaves_the_verdict_open() -> None:
    federated = profile(kind="oidc_federation", token=None)
    run_out = profile(has_run_out=True, is_renewable=True)
    for made in (federated, run_out):
        assert [item.client_ids for item in unread(evidence(with_profile(snapshot(), made)))] == [("python-sdk",)]
    assert unread(evidence(with_profile(snapshot(process(GOOD)), run_out))) == ()
