"""The `env` block of Claude Code's settings hides what the shell sets."""

from tui.domain.clients.client import BASE_URL
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted
from tui.domain.reasons.base_url import behind_settings
from tui.domain.remedies.common import delete_by_hand, found, observed
from tui.domain.remedies.what_if import Heir, clearing, heir_of, testimony
from tui.domain.remedies.wording import kind_of, place_of, said

_ID = "settings-env-overrides-shell"
_HIDDEN = frozenset({OriginKind.PROCESS, OriginKind.CLAUDE_SETTINGS})
_RULE = "What stands in the `env` block of a settings file outranks what the shell exports."


def _find(evidence: Evidence) -> Diagnosis | None:
    heir = heir_of(evidence)
    if heir is not None and _is_hidden_by_settings(heir):
        return _hidden_key(evidence, heir)
    return _hidden_host(evidence)


def _is_hidden_by_settings(heir: Heir) -> bool:
    first, second = heir.winner, heir.finding
    return (
        first.origin.kind is OriginKind.CLAUDE_SETTINGS
        and second.origin.kind in _HIDDEN
        and first.variable == second.variable
    )


def _hidden_key(evidence: Evidence, heir: Heir) -> Diagnosis:
    winner, hidden = heir.winner, heir.finding
    bad, good = heir.adjectives
    return Diagnosis(
        _ID,
        heir.certainty,
        f"the {bad}{kind_of(winner)} {winner.value.secret.hint} in {place_of(winner)} hides the {good} one in "
        f"{place_of(hidden)}",
        f"{_RULE} So Claude Code sends {winner.variable} from {place_of(winner)}, whatever the shell says.",
        evidence=testimony(evidence, heir),
        remedies=clearing(evidence, heir),
    )


def _hidden_host(evidence: Evidence) -> Diagnosis | None:
    base_url, hidden = evidence.resolution.base_url, behind_settings(evidence)
    if base_url is None or hidden is None or evidence.is_accepted or evidence.as_found is None:
        return None
    other, answer = hidden
    if not isinstance(answer, Accepted):
        return None
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"{base_url.variable} in {place_of(base_url)} sends calls to `{base_url.text}`, and hides the one of the shell",
        f"{_RULE} There the answer is {said(evidence.as_found)}; the address that the shell sets accepts the same "
        "credential.",
        evidence=(
            found(base_url, f"{base_url.variable} is {base_url.text}"),
            found(other, f"{BASE_URL} is {other.text}"),
            *observed(evidence.as_found),
            *observed(answer),
        ),
        remedies=(delete_by_hand(evidence, base_url),),
    )


CAUSE = Cause(
    id=_ID,
    title="Claude Code's settings hide what the shell sets",
    what=(
        "The `env` block of a Claude Code settings file sets a key, a token or a base URL, and the shell sets another. "
        "The settings win, those of the project over those of the user, and what they set is refused."
    ),
    repair="Delete or correct the line in the `env` block.",
    find=_find,
)
