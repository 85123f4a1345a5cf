"""A login or a profile ends within a week, and nothing renews it."""

from collections.abc import Iterator

from tui.domain.found.machine import Expiry
from tui.domain.judging.evidence import Evidence
from tui.domain.reporting.warning import WarningLine, WarningRule
from tui.domain.resolving.sdk_profile import USER_LOGIN

_ID = "key-near-expiry"
_DAYS = 7
_LATEST = 253_000_000_000  # about the year 9987: there are no dates far beyond


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    today = evidence.snapshot.today
    days = ((expiry.origin, _day(expiry.ends_at)) for expiry in _expiries(evidence)) if today else ()
    return tuple(
        WarningLine(_ID, f"the token in this file ends on {day}, and nothing renews it", origin)
        for origin, day in days
        if 0 <= _days_between(today, day) <= _DAYS
    )


def _expiries(evidence: Evidence) -> Iterator[Expiry]:
    yield from evidence.snapshot.surroundings.expiries
    for profile in (profile for folder in evidence.snapshot.profile_folders for profile in folder.profiles):
        is_to_come = not profile.has_run_out and 0 < profile.ends_at < _LATEST
        if profile.token and profile.kind == USER_LOGIN and not profile.is_renewable and is_to_come:
            yield Expiry(profile.token.origin, profile.ends_at)


def _day(seconds: float) -> str:
    from datetime import datetime  # noqa: PLC0415 - deferred: few machines have such a file

    return datetime.fromtimestamp(seconds).astimezone().date().isoformat()


def _days_between(first: str, second: str) -> int:
    from datetime import date  # noqa: PLC0415 - as above

    return (date.fromisoformat(second) - date.fromisoformat(first)).days


WARNING = WarningRule(
    id=_ID,
    title="A login or profile ends within a week",
    what=(
        "The stored token of Claude Code or of an SDK profile has an end, and no refresh token stands beside it, so "
        "calls will be refused from that day on. The end of an API key is shown by the Console alone."
    ),
    repair="Log in anew before that day: `/login` in Claude Code, `ant auth login` for a profile.",
    find=_find,
)
