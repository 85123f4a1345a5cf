from tests.builders import GOOD, OLD, login, process, settings, shows, snapshot
from tests.causes.answers import accepts, is_dead, rejects, rejects_as_a_relay
from tests.causes.claude_code import asked, seen
from tui.causes.registry import diagnose
from tui.causes.winner.settings_env_overrides_shell import CAUSE
from tui.domain.clients.client import BASE_URL, TOKEN
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.record import replace

OLD_PORT, NEW_PORT = "http://127.0.0.1:4000", "http://127.0.0.1:4141"


def _in_project(text: str) -> Finding:
    path = "/home/ada/project/.claude/settings.local.json"
    origin = Origin(OriginKind.CLAUDE_SETTINGS, "~/project/.claude/settings.local.json", path, 3)
    return replace(settings(text), origin=origin)


def test_fires_when_the_settings_hide_a_good_key_of_the_shell() -> None:
    diagnosis = CAUSE.find(seen(snapshot(process(GOOD), settings(OLD)), GOOD))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("settings-env-overrides-shell", Certainty.PROVEN)
    assert "`~/.claude/settings.json:4` hides the good one in the environment" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]
    assert "`~/.claude/settings.json`" in diagnosis.remedies[0].title
    assert not shows(diagnosis, OLD, GOOD)


def test_fires_when_the_settings_of_the_project_hide_those_of_the_user() -> None:
    diagnosis = CAUSE.find(seen(snapshot(_in_project(OLD), settings(GOOD)), GOOD))
    assert diagnosis is not None
    assert "settings.local.json:3` hides the good one in `~/.claude/settings.json:4`" in diagnosis.title


def test_fires_for_a_base_url_when_that_of_the_shell_takes_the_credential() -> None:
    shot = snapshot(process("relay-token", TOKEN), settings(OLD_PORT, BASE_URL), process(NEW_PORT, BASE_URL))

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.base_url == NEW_PORT else is_dead(request)

    diagnosis = CAUSE.find(asked(shot, reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert OLD_PORT in diagnosis.title
    assert diagnosis.remedies[0].title == "remove `ANTHROPIC_BASE_URL` from `env` in `~/.claude/settings.json`"
    assert diagnose(asked(shot, reply))[0].cause_id == CAUSE.id


def test_near_miss_the_base_url_of_the_shell_is_no_better() -> None:
    shot = snapshot(process("relay-token", TOKEN), settings(OLD_PORT, BASE_URL), process(NEW_PORT, BASE_URL))
    assert CAUSE.find(asked(shot, rejects_as_a_relay)) is None


def test_near_miss_what_the_settings_set_is_accepted() -> None:
    assert CAUSE.find(seen(snapshot(process(OLD), settings(GOOD)), GOOD)) is None
    shot = snapshot(process(GOOD), settings(OLD_PORT, BASE_URL), process(NEW_PORT, BASE_URL))
    assert CAUSE.find(asked(shot, accepts)) is None


def test_near_miss_both_are_refused() -> None:
    assert CAUSE.find(asked(snapshot(process(GOOD), settings(OLD)), rejects)) is None


def test_belongs_to_another_when_a_login_is_what_is_hidden() -> None:
    assert CAUSE.find(seen(snapshot(settings(OLD), login(GOOD)), GOOD)) is None
