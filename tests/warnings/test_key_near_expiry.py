from datetime import UTC, datetime

import pytest

from tests.builders import GOOD, evidence, process, snapshot
from tests.causes.profiles import profile, with_profile
from tests.surroundings import TODAY, amid
from tui.domain.found.machine import Expiry, Surroundings
from tui.domain.origin import Origin, OriginKind
from tui.domain.reporting.warning import WarningLine
from tui.domain.resolving.snapshot import Snapshot
from tui.warnings.key_near_expiry import WARNING

LOGIN = Origin(OriginKind.CLAUDE_LOGIN, "~/.claude/.credentials.json", "/home/ada/.claude/.credentials.json")


def noon(day: str) -> float:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()


def lines(shot: Snapshot, *expiries: Expiry, today: str = TODAY) -> tuple[WarningLine, ...]:
    return WARNING.find(evidence(amid(shot, Surroundings(expiries=expiries), today=today)))


@pytest.mark.parametrize("day", ["2026-11-21", "2026-11-25", "2026-11-27"])
def test_fires_for_a_login_that_ends_within_a_week(day: str) -> None:
    (line,) = lines(snapshot(process(GOOD)), Expiry(LOGIN, noon(day)))
    assert (line.id, line.origin.label) == ("key-near-expiry", "~/.claude/.credentials.json")
    assert f"ends on {day}" in line.text


def test_fires_for_a_profile_that_nothing_renews() -> None:
    (line,) = lines(with_profile(snapshot(), profile(ends_at=noon("2026-11-24"))))
    assert line.origin.label == "~/.config/anthropic/credentials/default.json"


@pytest.mark.parametrize("day", ["2026-11-19", "2026-11-30", "2027-11-21"])
def test_near_miss_it_has_ended_or_ends_later(day: str) -> None:
    assert lines(snapshot(process(GOOD)), Expiry(LOGIN, noon(day))) == ()


def test_near_miss_nobody_knows_the_date() -> None:
    assert lines(snapshot(process(GOOD)), Expiry(LOGIN, noon("2026-11-22")), today="") == ()


@pytest.mark.parametrize(
    "changes", [{"is_renewable": True}, {"has_run_out": True}, {"kind": "oidc_federation"}, {"token": None}]
)
def test_near_miss_a_profile_that_is_renewed_over_or_empty(changes: dict[str, object]) -> None:
    assert lines(with_profile(snapshot(), profile(ends_at=noon("2026-11-24"), **changes))) == ()
    assert lines(with_profile(snapshot(), profile(ends_at=0.0))) == ()
