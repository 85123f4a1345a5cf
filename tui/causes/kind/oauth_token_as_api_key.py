"""A login token of Claude Code is used where an API key belongs."""

from tui.domain.clients.client import OAUTH, ClientId, Place
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import Shape
from tui.domain.probing.probe import Rejected
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key
from tui.domain.remedies.absent import use_as_login_token
from tui.domain.remedies.common import new_key, observed, remove_definition
from tui.domain.remedies.wording import client_name, step

_ID = "oauth-token-as-api-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.ANTHROPIC_OAUTH_TOKEN, Shape.ANTHROPIC_REFRESH_TOKEN)
    if finding is None:
        return None
    if finding.value.shape is Shape.ANTHROPIC_REFRESH_TOKEN:
        return _refresh_token(evidence, finding)
    is_claude_code = evidence.resolution.client.id is ClientId.CLAUDE_CODE
    if is_claude_code and not _is_out_of_place(evidence):
        return None
    is_dead = isinstance(evidence.as_login, Rejected)
    advice = (
        f"From {finding.variable} it is not sent in the way of a login; Claude Code takes it from {OAUTH}."
        if is_claude_code
        else f"It is good for Claude Code alone: from {client_name(evidence)} the API wants an API key."
    )
    return Diagnosis(
        _ID,
        Certainty.PROVEN if evidence.is_refused and not is_dead else Certainty.LIKELY,
        f"{holds(finding)} a login token of Claude Code ({finding.value.best.hint}), not an API key",
        f"A login token is another kind of credential. {advice}"
        + (" As a login it is refused too, so another place alone is not enough." if is_dead else ""),
        evidence=(
            EvidenceLine(finding.origin.label, f"{finding.value.best.hint} begins like a login token"),
            *observed(evidence.as_found),
            *observed(evidence.as_login),
        ),
        remedies=_remedies(evidence, finding, is_dead=is_dead) if is_claude_code else new_key(evidence),
    )


def _refresh_token(evidence: Evidence, finding: Finding) -> Diagnosis:
    hint = finding.value.best.hint
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} the refresh token of a Claude Code login ({hint}), not an API key",
        explanation="A refresh token renews a login and is good for nothing else: no call is made with it.",
        seen=f"{hint} begins like a refresh token",
    )


def _is_out_of_place(evidence: Evidence) -> bool:
    """Return whether Claude Code sends the token as something else than a login; to a gateway that may be meant."""
    place = evidence.resolution.place
    is_bearer = place is Place.TOKEN_VARIABLE and evidence.is_refused and is_official(evidence)
    return place is Place.KEY_VARIABLE or is_bearer


def _remedies(evidence: Evidence, finding: Finding, *, is_dead: bool) -> tuple[Remedy, ...]:
    if is_dead:
        title = f"run `claude setup-token`, set {OAUTH} to the new token and remove {finding.variable}"
        return (step("set-up-token", title), *remove_definition(evidence, finding))
    return use_as_login_token(evidence, finding)


CAUSE = Cause(
    id=_ID,
    title="A Claude Code login token is used as an API key",
    what=(
        "Tokens that begin with `sk-ant-oat` come from a login or from `claude setup-token` and belong to"
        " Claude Code. The API refuses them in place of an API key."
    ),
    repair="Create an API key; keep the token in CLAUDE_CODE_OAUTH_TOKEN.",
    find=_find,
)
