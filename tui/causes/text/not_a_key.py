"""Other text altogether: a command, a sentence, a password."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.flaw import FlawKind
from tui.domain.key.shape import Shape
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Rejected, Unrepeatable, Unsendable
from tui.domain.reasons.gateways import is_for_a_gateway
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key
from tui.domain.record import replace

_ID = "not-a-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.UNKNOWN)
    if finding is None or finding.value.has(FlawKind.TWICE) or not is_official(evidence) or is_for_a_gateway(evidence):
        return None
    if evidence.accepts(finding.value.best):
        return None
    doubt = finding.value.doubt
    hint = finding.value.best.hint
    diagnosis = diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} text that has no API key's form ({hint})",
        explanation=(
            "API keys begin with `sk-ant-api03-`, `sk-ant-usr-` or `sk-ant-svc-`, and this looks like no other"
            f" provider's key either.{f' Only its length is that of keys of {doubt}.' if doubt else ''}"
        ),
        seen=f"{finding.variable} is {hint}, which begins like no key",
    )
    return replace(diagnosis, certainty=Certainty.PROVEN if _is_judged(evidence) else Certainty.LIKELY)


def _is_judged(evidence: Evidence) -> bool:
    """Return whether the API itself looked at the text and refused it, or the client cannot even send it."""
    own = evidence.as_found
    if isinstance(own, Rejected):
        return own.speaks_anthropic and not is_about(own.message, Topic.NOT_JUDGED)
    return isinstance(own, Unsendable) and not isinstance(own, Unrepeatable)


CAUSE = Cause(
    id=_ID,
    title="The value is no key at all",
    what=(
        "A command, a sentence, a password or a secret of something else stands there: the text has the form of no"
        " key, neither of Anthropic's nor of another provider's."
    ),
    repair="Put a key there.",
    find=_find,
)
