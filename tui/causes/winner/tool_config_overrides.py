"""The tool that starts the program, or calls the API itself, has another key in its own configuration."""

from tui.domain.clients.client import ClientId
from tui.domain.found.finding import Finding, State
from tui.domain.found.tool_files import tool_of
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import NO_CREDENTIAL
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import delete_by_hand, found, observed, unset_in_shell
from tui.domain.remedies.wording import client_name, kind_of, place_of, step
from tui.domain.resolving.loading import name_of

_ID = "tool-config-overrides"
_EDITOR_FILES = frozenset({"settings.json", "workspace.xml"})


def _find(evidence: Evidence) -> Diagnosis | None:
    return _behind_environment(evidence) or _beside(evidence)


def _behind_environment(evidence: Evidence) -> Diagnosis | None:
    """Diagnose a rejected value of the environment that a tool has put there, while another one is accepted."""
    winner, spare = evidence.winner, evidence.spare()
    if winner is None or winner.origin.kind is not OriginKind.PROCESS or spare is None:
        return None
    source = next((item for item in _settings(evidence) if _is_same(item, winner)), None)
    if source is None or not evidence.refuses(winner.value.best):
        return None
    title = (
        f"{place_of(source)} has {tool_of(source.origin.path)} set {winner.variable} to the rejected "
        f"{winner.value.secret.hint}; the good key is in {place_of(spare)}"
    )
    certain = Certainty.PROVEN if is_official(evidence) else Certainty.LIKELY
    lines = (found(source), found(winner), found(spare), *observed(evidence.as_found))
    return _diagnosis(evidence, certain, title, lines, source, (unset_in_shell(evidence, winner.variable),))


def _beside(evidence: Evidence) -> Diagnosis | None:
    """Diagnose a useless value that only what the tool starts or sends gets: whether that fails is unknown."""
    winner = evidence.winner
    if winner is not None and not evidence.is_accepted:
        return None
    sources = (item for item in _settings(evidence) if _may_start_the_client(evidence, item))
    source = next((item for item in sources if _is_useless(evidence, item)), None)
    if source is None:
        return None
    value = source.value
    kind = "an empty value" if value.is_blank else f"the {_adjective(source)}{kind_of(source)} {value.secret.hint}"
    other = f", not the good one in {place_of(winner)}" if winner else ""
    title = f"{tool_of(source.origin.path)} takes {kind} from {place_of(source)} for what it starts{other}"
    lines = (found(source), *((found(winner),) if winner else ()), *observed(evidence.as_found))
    return _diagnosis(evidence, Certainty.LIKELY, title, lines, source, ())


def _settings(evidence: Evidence) -> list[Finding]:
    """Return what tools set; what they set for another program only where the client itself finds nothing."""
    findings = (item for item in evidence.snapshot.findings if item.origin.kind is OriginKind.TOOL_CONFIG)
    is_alone = evidence.winner is None
    return [item for item in findings if item.is_active or (is_alone and item.state is State.OTHER_PROGRAM)]


def _may_start_the_client(evidence: Evidence, source: Finding) -> bool:
    """Return whether the tool may start the client: of all these tools only an editor starts Claude Code."""
    is_claude_code = evidence.resolution.client.id is ClientId.CLAUDE_CODE
    return not is_claude_code or name_of(source.origin.path) in _EDITOR_FILES


def _is_same(source: Finding, winner: Finding) -> bool:
    return source.variable == winner.variable and source.value.secret == winner.value.secret


def _is_useless(evidence: Evidence, source: Finding) -> bool:
    return source.value.shape in NO_CREDENTIAL or evidence.refuses(source.value.best)


def _adjective(source: Finding) -> str:
    return "" if source.value.shape in NO_CREDENTIAL else "rejected "


def _diagnosis(
    evidence: Evidence,
    certain: Certainty,
    title: str,
    lines: tuple[EvidenceLine, ...],
    source: Finding,
    more: tuple[Remedy, ...],
) -> Diagnosis:
    tool = tool_of(source.origin.path)
    return Diagnosis(
        _ID,
        certain,
        title,
        f"A tool gives the programs that it starts the variables of its own configuration, and these come before what "
        f"your shell or `.env` says. So {client_name(evidence)}, started by it, sends that value.",
        evidence=lines,
        remedies=(
            delete_by_hand(evidence, source),
            step("restart-tool", f"then start anew what was started by {tool}"),
            *more,
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="The calling tool's configuration holds another key",
    what=(
        "An editor, an assistant or a server for tools (MCP) starts the program with a key from its own configuration, "
        "or calls the API with it. That key is refused, a placeholder or empty, while the key that you mean is "
        "accepted."
    ),
    repair="Delete the key from the tool's configuration, or write the good one there, and start the tool anew.",
    find=_find,
)
