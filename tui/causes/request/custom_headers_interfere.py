"""Headers that the user has set take the place of the key's header, or stand beside it."""

from tui.domain.clients.client import CUSTOM_HEADERS, Place
from tui.domain.clients.header import WORKSPACE_HEADER
from tui.domain.clients.official_api import VERSION_HEADER
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted, BadRequest, NotFound, Rejected, Unsendable
from tui.domain.remedies.common import observed, remove_definition
from tui.domain.remedies.wording import client_name, place_of, said, step

_REPLACING = frozenset({"authorization", "x-api-key", VERSION_HEADER})
# A workspace is in the way only where an answer says so: some keys need it.
_DECISIVE = _REPLACING | {WORKSPACE_HEADER}


def _find(evidence: Evidence) -> Diagnosis | None:
    resolution = evidence.resolution
    setting, call = resolution.setting, resolution.client_call
    if resolution.companion is not None or resolution.place is Place.OWN_HEADER:
        return None
    decisive = _REPLACING if evidence.as_found is None else _DECISIVE
    listed = [header.name for header in setting.headers if header.name.lower() in decisive] if setting else []
    coded = [header for header in call.headers if header.name.lower() in decisive] if call else []
    certainty = _certainty(evidence)
    if certainty is None:
        return None
    if setting is not None and listed:
        line = EvidenceLine(setting.origin.label, f"{CUSTOM_HEADERS} sets {setting.text}")
        source = f"{CUSTOM_HEADERS} in {place_of(setting)}"
        return _diagnosis(evidence, certainty, source, listed, line, remove_definition(evidence, setting))
    if coded:
        place = coded[0].origin
        names = [header.name for header in coded]
        line = EvidenceLine(place.label, f"hands {client_name(evidence)} the header {', '.join(names)}")
        title = f"in `{place.label}` leave the header out: {client_name(evidence)} sends its own"
        remedy = step("drop-header", title, reach=Reach.PROJECT, file=place.shown)
        return _diagnosis(evidence, certainty, f"`{place.label}`", names, line, (remedy,))
    return None


def _diagnosis(
    evidence: Evidence,
    certainty: Certainty,
    source: str,
    names: list[str],
    line: EvidenceLine,
    remedies: tuple[Remedy, ...],
) -> Diagnosis:
    shown = " and ".join(f"`{name}`" for name in names)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=f"{source} puts a {shown} of its own into every request",
        explanation=_explanation(evidence),
        evidence=(line, *observed(evidence.as_found), *observed(evidence.alone)),
        remedies=remedies,
    )


def _certainty(evidence: Evidence) -> Certainty | None:
    """Return PROVEN where the same request without those headers is accepted."""
    if evidence.as_found is None:
        return Certainty.LIKELY
    is_refused = isinstance(evidence.as_found, Rejected | BadRequest | NotFound | Unsendable)
    return Certainty.PROVEN if is_refused and isinstance(evidence.alone, Accepted) else None


def _explanation(evidence: Evidence) -> str:
    client = client_name(evidence)
    text = f"{client[:1].upper()}{client[1:]} adds such headers to what it sends by itself."
    if evidence.as_found is None:
        return f"{text} Such a header comes before the client's own, or stands beside it."
    return f"{text} With it the answer is {said(evidence.as_found)}; without it the same key is accepted."


CAUSE = Cause(
    id="custom-headers-interfere",
    title="Headers of your own get in the key's way",
    what=(
        "ANTHROPIC_CUSTOM_HEADERS, or the code itself, adds headers to every request. One that carries a credential, a "
        "version or a workspace replaces the client's own or doubles it, and the API refuses the request."
    ),
    repair="Take that header out, of ANTHROPIC_CUSTOM_HEADERS or of the code.",
    find=_find,
)
