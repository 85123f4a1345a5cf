"""Headers that the user has set take the place of the key's header, or stand beside it."""

from tui.domain.cause import Cause
from tui.domain.client import CUSTOM_HEADERS
from tui.domain.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.evidence import Evidence
from tui.domain.finding import Finding
from tui.domain.probe import Accepted, BadRequest, NotFound, Rejected, Unsendable
from tui.domain.remedies import observed, remove_definition
from tui.domain.wording import client_name, place_of, said

_DECISIVE = frozenset({"authorization", "x-api-key", "anthropic-version", "anthropic-beta", "anthropic-workspace-id"})


def _find(evidence: Evidence) -> Diagnosis | None:
    setting = evidence.resolution.setting
    if setting is None or evidence.resolution.companion is not None:
        return None
    certainty = _certainty(evidence)
    names = _decisive_names(setting)
    if certainty is None or not names:
        return None
    shown = " and ".join(f"`{name}`" for name in names)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=f"{CUSTOM_HEADERS} in {place_of(setting)} puts a {shown} of its own into every request",
        explanation=_explanation(evidence),
        evidence=(
            EvidenceLine(setting.origin.label, f"{CUSTOM_HEADERS} sets {setting.text}"),
            *observed(evidence.as_found),
            *observed(evidence.alone),
        ),
        remedies=remove_definition(evidence, setting),
    )


def _decisive_names(setting: Finding) -> list[str]:
    return [header.name for header in setting.headers if header.name.lower() in _DECISIVE]


def _certainty(evidence: Evidence) -> Certainty | None:
    """Return PROVEN where the same request without those headers is accepted."""
    if evidence.as_found is None:
        return Certainty.LIKELY
    is_refused = isinstance(evidence.as_found, Rejected | BadRequest | NotFound | Unsendable)
    return Certainty.PROVEN if is_refused and isinstance(evidence.alone, Accepted) else None


def _explanation(evidence: Evidence) -> str:
    client = client_name(evidence)
    text = f"{client[:1].upper()}{client[1:]} adds what this variable lists to what it sends by itself."
    if evidence.as_found is None:
        return f"{text} Such a header comes before the client's own, or stands beside it."
    return f"{text} With it the answer is {said(evidence.as_found)}; without it the same key is accepted."


CAUSE = Cause(
    id="custom-headers-interfere",
    title="Headers of your own get in the key's way",
    what=(
        "ANTHROPIC_CUSTOM_HEADERS adds headers to every request. One that carries a credential, a version or a beta "
        "replaces the client's own or doubles it, and the API refuses the request."
    ),
    repair="Take that line out of ANTHROPIC_CUSTOM_HEADERS.",
    find=_find,
)
