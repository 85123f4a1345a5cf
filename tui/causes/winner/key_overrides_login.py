"""A key or token in the environment hides Claude Code's own login."""

from tui.domain.clients.claude_code import STORED_KEY
from tui.domain.clients.client import Place
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.probe import ProbeOutcome
from tui.domain.reasons.account_answers import account_refusal
from tui.domain.remedies.common import remove_definition
from tui.domain.remedies.what_if import Heir, clearing, heir_of, next_accepted, testimony
from tui.domain.remedies.wording import place_of, said, step
from tui.domain.resolving.resolution import LOGIN_PLACES

_VARIABLES = frozenset({Place.KEY_VARIABLE, Place.TOKEN_VARIABLE})


def _find(evidence: Evidence) -> Diagnosis | None:
    answer = account_refusal(evidence)
    heir = next_accepted(evidence) if answer else heir_of(evidence)
    if heir is None or heir.place not in LOGIN_PLACES or evidence.resolution.place not in _VARIABLES:
        return None
    if evidence.resolution.place is Place.TOKEN_VARIABLE and heir.finding.variable == STORED_KEY:
        return None
    winner = heir.winner
    verb = "hides" if answer else "is rejected and hides"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=(
            f"{winner.variable} {winner.value.secret.hint} in {place_of(winner)} {verb} Claude Code's own login in "
            f"{place_of(heir.finding)}"
        ),
        explanation=_explanation(evidence, heir, answer or evidence.as_found),
        evidence=testimony(evidence, heir),
        remedies=(*clearing(evidence, heir), *_other_host(evidence), *_declining(evidence)),
    )


def _explanation(evidence: Evidence, heir: Heir, answer: ProbeOutcome | None) -> str:
    login = evidence.snapshot.claude_code.login_at(heir.finding.origin)
    plan = f" (plan: {login.plan})" if login and login.plan else ""
    about = f" To {heir.winner.variable} the answer is {said(answer)}." if answer else ""
    return (
        f"Claude Code takes {heir.winner.variable} before its login, and says nothing of it.{about} "
        f"The login{plan} is accepted, and is used once nothing stands before it."
    )


def _other_host(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return what takes the base URL away as well: the login is none of another host's."""
    base_url = evidence.resolution.base_url
    return () if base_url is None or is_official(evidence) else remove_definition(evidence, base_url)


def _declining(evidence: Evidence) -> tuple[Remedy, ...]:
    if evidence.resolution.place is not Place.KEY_VARIABLE:
        return ()
    title = "or keep it for other programs: switch `Use custom API key` off in `/config`; `claude -p` still uses it"
    return (step("decline-key", title),)


CAUSE = Cause(
    id="key-overrides-login",
    title="A key in the environment hides Claude Code's login",
    what=(
        "ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN is set, and Claude Code takes it before its own login. The key is "
        "refused, or its account has no credit or is disabled, while the login would be accepted."
    ),
    repair="Unset the variable, in the start-up file and in the settings' `env` blocks too.",
    find=_find,
)
