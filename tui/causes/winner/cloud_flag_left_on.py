"""A flag sends Claude Code to a cloud, although a credential of Anthropic's is there for it."""

from tui.domain.clients.claude_code import CLOUDS
from tui.domain.clients.client import Place
from tui.domain.judging.behind import Behind, behind
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.wording import place_of

_ID = "cloud-flag-left-on"


def _find(evidence: Evidence) -> Diagnosis | None:
    hidden = behind(evidence)
    credential = hidden.resolution.credential if hidden else None
    if hidden is None or credential is None or hidden.barriers[0].variable not in CLOUDS:
        return None
    flag, cloud = hidden.barriers[0], CLOUDS[hidden.barriers[0].variable]
    has_own = cloud.vendor in evidence.snapshot.claude_code.vendors
    answer = evidence.answer_to((hidden.resolution.sent or credential.value).secret)
    if (has_own and not _is_meant_for_claude_code(hidden)) or (answer and not isinstance(answer, Accepted)):
        return None
    is_proven = isinstance(answer, Accepted) and not has_own
    bearing = "is accepted" if isinstance(answer, Accepted) else "is not used"
    return Diagnosis(
        _ID,
        Certainty.PROVEN if is_proven else Certainty.LIKELY,
        f"{flag.variable} in {place_of(flag)} sends Claude Code to {cloud.name}; {credential.value.secret.hint} from "
        f"{place_of(credential)} {bearing}",
        f"While this flag is set, Claude Code asks {cloud.vendor} for a credential and looks at none of Anthropic's.",
        evidence=(
            *(found(item, f"{item.variable} is {item.text}") for item in hidden.barriers),
            found(credential),
            *observed(answer),
            *(() if has_own else (EvidenceLine("this machine", f"no credential of {cloud.vendor}'s is in sight"),)),
        ),
        remedies=tuple(dict.fromkeys(step for item in hidden.barriers for step in remove_definition(evidence, item))),
    )


def _is_meant_for_claude_code(hidden: Behind) -> bool:
    """Return whether a token or a host is set, which serve nothing but another way to the API than the cloud's."""
    return hidden.resolution.place is Place.TOKEN_VARIABLE or hidden.resolution.base_url is not None


CAUSE = Cause(
    id=_ID,
    title="A flag still sends Claude Code to a cloud",
    what=(
        "CLAUDE_CODE_USE_BEDROCK, _VERTEX, _FOUNDRY or another of these flags is set, in the environment or in a "
        "settings file. Claude Code then asks that cloud and ignores every key, token and login of Anthropic's."
    ),
    repair="Unset the flag where it is set.",
    find=_find,
)
