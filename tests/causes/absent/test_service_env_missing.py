import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, profile, shows, snapshot
from tests.surroundings import amid, started_by, unit
from tui.causes.absent.service_env_missing import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import KEY, TOKEN
from tui.domain.found.machine import CallerKind, Surroundings
from tui.domain.judging.diagnosis import Certainty, Diagnosis

SERVICES = [CallerKind.SYSTEMD, CallerKind.CRON, CallerKind.LAUNCHD, CallerKind.SUDO]


def said(diagnosis: Diagnosis) -> str:
    return "\n".join(f"{remedy.title} {remedy.command}" for remedy in diagnosis.remedies)


@pytest.mark.parametrize("kind", SERVICES)
def test_fires_where_a_service_lacks_what_the_shell_has(kind: CallerKind) -> None:
    seen = evidence(amid(snapshot(profile(GOOD)), started_by(kind)), accepted=(GOOD,))
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("service-env-missing", Certainty.PROVEN)
    assert f"started by {kind}" in diagnosis.title
    assert "`~/.zshrc:41`" in diagnosis.title
    assert [item.cause_id for item in diagnose(seen)] == ["service-env-missing"]
    assert not shows(diagnosis, GOOD)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (CallerKind.SYSTEMD, "`EnvironmentFile=/home/ada/project/.env`"),
        (CallerKind.CRON, "`cd /home/ada/project && set -a && . ./.env && set +a &&`"),
        (CallerKind.LAUNCHD, "`<key>ANTHROPIC_API_KEY</key><string>...</string>`"),
        (CallerKind.SUDO, '`Defaults env_keep += "ANTHROPIC_API_KEY"`'),
    ],
)
def test_gives_the_exact_line(kind: CallerKind, line: str) -> None:
    diagnosis = CAUSE.find(evidence(amid(snapshot(profile(GOOD)), started_by(kind)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert line in said(diagnosis)


def test_names_the_unit_and_starts_an_installed_one_anew() -> None:
    around = started_by(CallerKind.SYSTEMD, unit(own=True))
    diagnosis = CAUSE.find(evidence(amid(snapshot(profile(GOOD)), around), accepted=(GOOD,)))
    assert diagnosis is not None
    assert "in `~/project/deploy/app.service` write below [Service]" in said(diagnosis)
    assert "systemctl --user daemon-reload; systemctl --user restart app.service" in said(diagnosis)


def test_a_service_with_an_older_key_than_the_shell() -> None:
    shot = amid(snapshot(process(OLD), profile(GOOD)), started_by(CallerKind.SYSTEMD))
    found = diagnose(evidence(shot, accepted=(GOOD,)))
    assert (found[0].cause_id, found[0].certainty) == ("service-env-missing", Certainty.PROVEN)
    assert "has the rejected" in found[0].title


def test_is_likely_where_nobody_knows_what_the_shell_has() -> None:
    found = diagnose(evidence(amid(snapshot(), started_by(CallerKind.SUDO))))
    assert [(item.cause_id, item.certainty) for item in found] == [
        ("key-missing", Certainty.PROVEN),
        ("service-env-missing", Certainty.LIKELY),
    ]
    assert found[1].remedies[-1].id == "create-key"


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(amid(snapshot(profile(GOOD)), started_by(CallerKind.CRON)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_a_unit_of_the_project_is_likely_where_there_is_no_sign_of_a_terminal() -> None:
    seen = evidence(amid(snapshot(profile(GOOD)), Surroundings(services=(unit(),))), accepted=(GOOD,))
    found = diagnose(seen)
    assert [item.cause_id for item in found] == ["service-env-missing", "shell-not-restarted"]
    assert "`~/project/deploy/app.service` starts main.py without ANTHROPIC_API_KEY" in found[0].title


def test_an_installed_unit_lacks_the_key_that_only_the_terminal_has() -> None:
    around = started_by(CallerKind.TERMINAL, unit(own=True))
    diagnosis = CAUSE.find(evidence(amid(snapshot(process(GOOD)), around), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "only your terminal has" in diagnosis.title


def test_near_miss_a_template_in_the_project_says_nothing_about_a_working_terminal() -> None:
    around = started_by(CallerKind.TERMINAL, unit())
    assert CAUSE.find(evidence(amid(snapshot(process(GOOD)), around), accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(amid(snapshot(profile(GOOD)), around), accepted=(GOOD,))) is None


def test_near_miss_the_unit_gets_the_key_in_some_way() -> None:
    named, more = unit(CallerKind.SYSTEMD, KEY, own=True), unit(inherits=True, own=True)
    shot = snapshot(process(GOOD))
    assert CAUSE.find(evidence(amid(shot, Surroundings(services=(named,))), accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(amid(shot, Surroundings(services=(more,))), accepted=(GOOD,))) is None
    loaded = amid(snapshot(process(GOOD), dotenv(GOOD)), Surroundings(services=(unit(own=True),)))
    assert CAUSE.find(evidence(loaded, accepted=(GOOD,))) is None


def test_near_miss_the_service_has_a_key() -> None:
    for shot in (snapshot(dotenv(GOOD)), snapshot(process(GOOD, TOKEN))):
        assert CAUSE.find(evidence(amid(shot, started_by(CallerKind.SYSTEMD)), accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_services_key_is_rejected_and_the_shell_has_no_better() -> None:
    shot = amid(snapshot(process(OLD), profile(OLD)), started_by(CallerKind.SYSTEMD))
    assert CAUSE.find(evidence(shot)) is None


def test_belongs_to_another_in_a_terminal() -> None:
    shot = amid(snapshot(profile(GOOD)), started_by(CallerKind.TERMINAL))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None
