"""The key is bound to no one workspace, and the request names none, or one that the key may not use."""

from tui.domain.clients.header import WORKSPACE_HEADER
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.workspaces import NamedWorkspace, named_workspaces
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Accepted, BadRequest, NotFound, Variant
from tui.domain.reasons.account_answers import own_answer
from tui.domain.remedies.common import KEYS_PAGE, found, observed
from tui.domain.remedies.wording import client_name, place_of, said, step
from tui.domain.remedies.workspace import send_workspace


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (BadRequest, NotFound), _is_about_workspace)
    if winner is None or answer is None or isinstance(evidence.alone, Accepted):
        return None
    good = _accepted_workspace(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=_title(evidence, winner),
        explanation=(
            f"The answer is {said(answer)}. A personal or service account's key may work in several workspaces, so "
            f"every request must say in the header `{WORKSPACE_HEADER}` which one is meant. The key itself is "
            f"good.{_about(evidence, good)}"
        ),
        evidence=(found(winner), *observed(evidence.as_found), *_tried(evidence)),
        remedies=(*send_workspace(evidence, good), _other_key()),
    )


def _is_about_workspace(answer: BadRequest | NotFound) -> bool:
    return is_about(answer.message, Topic.WORKSPACE)


def _accepted_workspace(evidence: Evidence) -> NamedWorkspace | None:
    """Return the workspace of the set-up with which the key is accepted."""
    accepted = {
        header.value
        for outcome in evidence.of_variant(Variant.WITH_WORKSPACE)
        if isinstance(outcome, Accepted)
        for header in outcome.request.along
        if header.name == WORKSPACE_HEADER
    }
    return next((item for item in named_workspaces(evidence) if item.id in accepted), None)


def _title(evidence: Evidence, winner: Finding) -> str:
    key = f"the key {winner.value.secret.hint} from {place_of(winner)}"
    if any(header.name.lower() == WORKSPACE_HEADER for header in evidence.resolution.along):
        return f"{key} may not be used in the workspace that is sent with it"
    return f"{key} needs a workspace named in every request, and {client_name(evidence)} names none"


def _about(evidence: Evidence, good: NamedWorkspace | None) -> str:
    if good is not None:
        return (
            f" With the id in {good.origin.label} it is accepted; {client_name(evidence)} does not send it by itself."
        )
    if named_workspaces(evidence):
        return " With the workspaces that this set-up names it is refused too."
    return ""


def _tried(evidence: Evidence) -> tuple[EvidenceLine, ...]:
    return tuple(line for outcome in evidence.of_variant(Variant.WITH_WORKSPACE) for line in observed(outcome))


def _other_key() -> Remedy:
    return step("workspace-key", f"or create a key inside one workspace at {KEYS_PAGE}: it needs no header")


CAUSE = Cause(
    id="workspace-header-missing",
    title="The key needs a workspace named in every request",
    what=(
        "The API answers 400 and asks for the header `anthropic-workspace-id`: the key belongs to a person or a "
        "service account and not to one workspace. No SDK sends ANTHROPIC_WORKSPACE_ID along with such a key."
    ),
    repair="Send the header, by ANTHROPIC_CUSTOM_HEADERS or in code, or use a key of one workspace.",
    find=_find,
)
