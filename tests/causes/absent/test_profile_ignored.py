import pytest

from tests.builders import GOOD, dotenv, evidence, process, shows, snapshot
from tests.causes.profiles import TOKEN_TEXT, profile, with_profile
from tui.causes.absent.profile_ignored import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.found.finding import SdkProfile
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind

SCRIPT = ClientId.TYPESCRIPT_SDK


def seen(made: SdkProfile, *, client: ClientId = ClientId.PYTHON_SDK, version: str = "", active: str = "") -> Evidence:
    return evidence(
        with_profile(snapshot(), made, active=active), accepted=(TOKEN_TEXT,), client=client, version=version
    )


def diagnosed(found: Evidence) -> Diagnosis:
    diagnosis = CAUSE.find(found)
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert not shows(diagnosis, TOKEN_TEXT)
    return diagnosis


def test_a_file_that_others_may_write_is_passed_over_without_a_word() -> None:
    diagnosis = diagnosed(seen(profile(config_mode=0o664)))
    assert "passes the profile over without a word" in diagnosis.title
    assert diagnosis.remedies[0].command == "chmod go-w ~/.config/anthropic/configs/default.json"


def test_a_profile_that_was_chosen_is_refused_aloud() -> None:
    assert "refuses the profile" in diagnosed(seen(profile(config_mode=0o664), active="default")).title


@pytest.mark.parametrize("client", [ClientId.PYTHON_SDK, SCRIPT])
def test_a_token_that_others_may_read(client: ClientId) -> None:
    diagnosis = diagnosed(seen(profile(credentials_mode=0o644), client=client))
    assert diagnosis.remedies[0].command == "chmod 600 ~/.config/anthropic/credentials/default.json"


def test_a_link_a_fault_and_a_missing_profile() -> None:
    assert "is a link" in diagnosed(seen(profile(is_link=True))).title
    assert "not valid JSON" in diagnosed(seen(profile(fault="`a` is not valid JSON at line 1, column 2"))).title
    assert "there is no profile `work`" in diagnosed(seen(profile(), active="work")).title


def test_a_variable_that_names_no_profile() -> None:
    named = read_finding("ANTHROPIC_PROFILE", "nope", Origin(OriginKind.PROCESS, "the environment"))
    assert "there is no profile `nope`" in diagnosed(evidence(snapshot(named))).title


@pytest.mark.parametrize(
    ("made", "client", "version"),
    [
        (profile(config_mode=0o664), SCRIPT, ""),
        (profile(config_mode=0o664), ClientId.PYTHON_SDK, "1.9.0"),
        (profile(credentials_mode=0o640), ClientId.PYTHON_SDK, "1.4.0"),
        (profile(is_link=True), SCRIPT, ""),
        (profile(), ClientId.PYTHON_SDK, ""),
    ],
)
def test_near_miss_a_client_that_uses_it(made: SdkProfile, client: ClientId, version: str) -> None:
    found = seen(made, client=client, version=version)
    assert found.is_accepted
    assert CAUSE.find(found) is None


def test_near_miss_a_version_that_knows_no_profiles() -> None:
    assert CAUSE.find(seen(profile(config_mode=0o664), version="0.97.0")) is None


def test_belongs_to_another_where_a_key_is_set() -> None:
    shot = with_profile(snapshot(process(GOOD), dotenv("")), profile(config_mode=0o664))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None
