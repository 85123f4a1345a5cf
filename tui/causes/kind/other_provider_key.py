"""The value is another provider's key."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.reasons.damage import suspect
from tui.domain.reasons.gateways import is_for_a_gateway
from tui.domain.remedies.absent import rename_by_hand
from tui.domain.remedies.common import new_key, observed, rename_in_env_file
from tui.domain.remedies.wording import place_of

_ID = "other-provider-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = suspect(evidence)
    if finding is None or finding.value.shape is not Shape.OTHER_PROVIDER or not _calls_official_host(evidence):
        return None
    if is_for_a_gateway(evidence):
        return None
    provider, variable = finding.value.provider, finding.value.provider_variable
    return Diagnosis(
        _ID,
        Certainty.PROVEN if evidence.is_refused else Certainty.LIKELY,
        f"{finding.variable} in {place_of(finding)} holds a key of {provider} ({finding.value.best.hint})",
        f"Anthropic does not know keys of other providers.{f' This one belongs in {variable}.' if variable else ''}",
        evidence=(
            EvidenceLine(finding.origin.label, f"{finding.value.best.hint} has the form of a key of {provider}"),
            *observed(evidence.as_found),
        ),
        remedies=(*new_key(evidence), *_move(evidence, finding, variable)),
    )


def _calls_official_host(evidence: Evidence) -> bool:
    """Return whether the key goes to Anthropic: a gateway may want just this kind of key."""
    return is_official(evidence)


def _move(evidence: Evidence, finding: Finding, variable: str) -> tuple[Remedy, ...]:
    """Return what keeps the key for its own provider; an edit only where a good key takes its place."""
    if not variable or finding.origin.kind is not OriginKind.DOTENV:
        return ()
    same_file = (item for item in evidence.snapshot.findings if item.origin.path == finding.origin.path)
    if any(item.variable == variable for item in same_file):
        return ()
    return (rename_in_env_file(finding, variable) if evidence.spare() else rename_by_hand(finding, variable),)


CAUSE = Cause(
    id=_ID,
    title="The key is another provider's",
    what="The value has the form of another provider's key, such as OpenAI's `sk-proj-` or Google's `AIza`.",
    repair="Move it to that provider's variable, and put a key of Anthropic's here.",
    find=_find,
)
