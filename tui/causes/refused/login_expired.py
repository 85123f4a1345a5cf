"""Claude Code's login is past its time, or was revoked."""

from tui.domain.clients.claude_code import Login
from tui.domain.clients.client import OAUTH, Place
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Forbidden, Rejected
from tui.domain.remedies.common import found, observed
from tui.domain.remedies.what_if import clearing, heir_of
from tui.domain.remedies.wording import place_of, said, step

_ID = "login-expired"
_LOG_IN = "start `claude` and type `/login`; if the 401 stays, delete the credentials file first"


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None or not resolution.is_login or not is_official(evidence):
        return None
    login = evidence.snapshot.claude_code.login_at(winner.origin) if resolution.place is Place.LOGIN else None
    if not _is_refused(evidence) and not _is_dead(evidence, login):
        return None
    heir = heir_of(evidence)
    away = clearing(evidence, heir) if heir else ()
    return Diagnosis(
        _ID,
        _certainty(evidence, login),
        f"{_title(login)}: {winner.value.secret.hint} from {place_of(winner)}",
        _explanation(evidence, login),
        evidence=(
            found(winner),
            *((EvidenceLine(login.origin.label, f"it is good until {login.until}"),) if login and login.until else ()),
            *observed(evidence.as_found),
        ),
        remedies=(*away, *_log_in(evidence, winner, login)),
    )


def _is_refused(evidence: Evidence) -> bool:
    answer = evidence.as_found
    if isinstance(answer, Forbidden):
        return is_about(answer.message, Topic.LOGIN)
    return isinstance(answer, Rejected)


def _is_dead(evidence: Evidence, login: Login | None) -> bool:
    """Return whether the date alone says it, where nothing was asked and nothing would renew the login."""
    return evidence.as_found is None and login is not None and login.is_past and not login.is_renewed


def _certainty(evidence: Evidence, login: Login | None) -> Certainty:
    """Return LIKELY where Claude Code would renew the login before it sends anything."""
    may_be_renewed = login is not None and login.is_past and login.is_renewed
    return Certainty.PROVEN if _is_refused(evidence) and not may_be_renewed else Certainty.LIKELY


def _title(login: Login | None) -> str:
    if login and login.is_past:
        return "Claude Code's login is past its time"
    return "the API refuses Claude Code's login"


def _explanation(evidence: Evidence, login: Login | None) -> str:
    told = f"The answer is {said(evidence.as_found)}. " if evidence.as_found else ""
    if login is None:
        return f"{told}A token in {OAUTH} is good for a year or less, and nothing renews it."
    if not login.is_past:
        return f"{told}Its time is not over, so it was revoked, or another login has taken its place."
    if login.is_renewed:
        return f"{told}Claude Code renews it by itself at its next start; where the 401 stays, it could not."
    return f"{told}Nothing can renew it: it has no refresh token, or its file cannot be written."


def _log_in(evidence: Evidence, winner: Finding, login: Login | None) -> tuple[Remedy, ...]:
    if evidence.resolution.place is Place.OAUTH_VARIABLE:
        return (step("set-up-token", f"run `claude setup-token` and set {winner.variable} to the new token"),)
    if login and login.is_past and login.is_renewed:
        return (step("renew-login", "start `claude` once, which renews the login"), step("log-in", f"or {_LOG_IN}"))
    return (step("log-in", _LOG_IN, file=winner.origin.shown),)


CAUSE = Cause(
    id=_ID,
    title="Claude Code's login has ended",
    what=(
        "Claude Code sends its login token, and the API refuses it: its time is over and it could not be renewed, or "
        "it was revoked. Copies of a login, in a container or a variable, die first, because nothing renews them."
    ),
    repair="Log in again in Claude Code, or make a new token with `claude setup-token`.",
    find=_find,
)
