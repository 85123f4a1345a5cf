"""Keys that are on this machine where the client does not look, for the causes of finding none."""

from collections.abc import Iterable

from tui.domain.clients.claude_code import CLOUDS, HELPER
from tui.domain.clients.client import KEY, OAUTH, TOKEN, ClientId
from tui.domain.dotenv.loader import Loader
from tui.domain.found.finding import Finding, State, UnreadSource
from tui.domain.found.names import NameKind, name_kind
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import KEY_SHAPES, NO_CREDENTIAL, Shape
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.loading import (
    files_of,
    idle_loaders,
    loads_env_file,
    loads_in_container_only,
    name_of,
    unread_sources,
    unreadable,
)
from tui.domain.resolving.resolution import Resolution, resolve
from tui.domain.resolving.snapshot import without as cleared

_NAMED_PLACES = (
    OriginKind.PROCESS,
    OriginKind.DOTENV,
    OriginKind.SHELL_PROFILE,
    OriginKind.COMPOSE,
)


def names_read(evidence: Evidence) -> frozenset[str]:
    """Return the variables in which this client, or the project's own code, looks for a credential."""
    client = evidence.resolution.client
    mentioned = _mentioned(evidence)
    if client.id is ClientId.CURL and mentioned:
        return frozenset(mentioned)
    login = (OAUTH,) if client.id is ClientId.CLAUDE_CODE else ()
    return frozenset((KEY, TOKEN, *login, *mentioned))


def wanted_name(evidence: Evidence) -> str:
    """Return the variable in which a key belongs: one that the code looks up by name, else the usual one."""
    mentioned = [name for name in _mentioned(evidence) if name not in {TOKEN, OAUTH}]
    if KEY in mentioned or (not mentioned and KEY in names_read(evidence)):
        return KEY
    return next(iter(mentioned or _mentioned(evidence)))


def lookup_of(evidence: Evidence, name: str) -> Origin | None:
    """Return the place where the code looks the variable up."""
    suffixes = evidence.resolution.client.suffixes
    mentions = (item for item in evidence.snapshot.variables if item.origin.path.endswith(suffixes))
    return next((item.origin for item in mentions if item.variable == name), None)


def _mentioned(evidence: Evidence) -> list[str]:
    suffixes = evidence.resolution.client.suffixes
    return [item.variable for item in evidence.snapshot.variables if item.origin.path.endswith(suffixes)]


def empty_definitions(evidence: Evidence) -> tuple[Finding, ...]:
    """Return the variables that are set to nothing where the client reads them, blank winners among them."""
    blank = (evidence.winner,) if evidence.winner and evidence.winner.value.is_blank else ()
    return tuple(item for item in (*blank, *evidence.resolution.empty) if item.origin.kind is not OriginKind.SOURCE)


def emptied_further_down(evidence: Evidence) -> tuple[Finding, Finding] | None:
    """Return the empty line of a `.env` and the line above it whose key it hides, under the same name."""
    for empty in empty_definitions(evidence):
        hidden = without(evidence, empty).credential if empty.origin.kind is OriginKind.DOTENV else None
        if hidden and (hidden.variable, hidden.origin.path) == (empty.variable, empty.origin.path):
            return empty, hidden
    return None


def logins_passed_over(evidence: Evidence) -> tuple[Finding, ...]:
    """Return the logins that this client would find if no variable sent it to another folder than the usual one."""
    client = evidence.resolution.client
    others = (item for item in evidence.snapshot.findings if item.state is State.OTHER_FOLDER)
    if client.id is ClientId.CLAUDE_CODE:
        return tuple(item for item in others if item.origin.kind is not OriginKind.SDK_PROFILE)
    is_read = client.generation.reads_profiles
    return tuple(item for item in others if is_read and item.origin.kind is OriginKind.SDK_PROFILE)


def without(evidence: Evidence, *findings: Finding) -> Resolution:
    """Return what this client would use if these definitions were removed."""
    gone = {id(finding) for finding in findings}
    return resolve(evidence.resolution.client, cleared(evidence.snapshot, lambda finding: id(finding) in gone))


def misnamed(evidence: Evidence) -> Finding | None:
    """Return a usable key under a name that this client does not read, the accepted and nearest one first."""
    if not _finds_nothing(evidence):
        return None
    known = names_read(evidence) | {OAUTH}
    return best_of(
        evidence,
        (
            finding
            for finding in evidence.snapshot.findings
            if finding.is_active
            and finding.origin.kind in _NAMED_PLACES
            and finding.variable not in known
            and _is_key_by_another_name(finding)
        ),
    )


def unexported(evidence: Evidence) -> Finding | None:
    """Return a key that a start-up file of the shell assigns and does not export."""
    if not _finds_nothing(evidence):
        return None
    names = names_read(evidence)
    return best_of(
        evidence,
        (
            finding
            for finding in evidence.snapshot.findings
            if finding.state in {State.NOT_EXPORTED, State.OTHER_SYNTAX}
            and finding.origin.kind is OriginKind.SHELL_PROFILE
            and finding.variable in names
            and finding.value.shape not in NO_CREDENTIAL
        ),
    )


def unloaded(evidence: Evidence) -> Finding | None:
    """Return the key of a `.env` that nothing loads for this client, or only what is idle."""
    client, snapshot = evidence.resolution.client, evidence.snapshot
    idle = {path for loader in idle_loaders(client, snapshot) for path in files_of(loader, snapshot)}
    if not _finds_nothing(evidence) or (loads_env_file(client, snapshot) and not idle):
        return None
    names = names_read(evidence)
    definitions = [
        finding
        for finding in evidence.snapshot.findings
        if finding.is_active
        and finding.origin.kind is OriginKind.DOTENV
        and (finding.origin.path in idle or (name_of(finding.origin.path) == ".env" and not idle))
        and finding.variable in names
        and not unreadable(finding, client, snapshot)
    ]
    last = {(finding.origin.path, finding.variable): finding for finding in definitions}
    return best_of(evidence, (finding for finding in last.values() if finding.value.shape not in NO_CREDENTIAL))


def idle_loader(evidence: Evidence, finding: Finding) -> Loader | None:
    """Return what would load the finding's file, but comes too late or is switched off."""
    snapshot = evidence.snapshot
    idle = idle_loaders(evidence.resolution.client, snapshot)
    return next((item for item in idle if finding.origin.path in files_of(item, snapshot)), None)


def unread(evidence: Evidence) -> tuple[UnreadSource, ...]:
    """Return the sources that may give this client a credential and that were not read."""
    barrier = evidence.resolution.barrier
    sources = unread_sources(evidence.resolution.client, evidence.snapshot)
    return (
        *((_as_source(evidence, barrier),) if barrier else ()),
        *sources,
        *_profile_to_renew(evidence.resolution),
    )


def _profile_to_renew(resolution: Resolution) -> tuple[UnreadSource, ...]:
    """Return the profile that the SDK exchanges for a token first: to do that would use its login up."""
    use = resolution.profile
    if use is None or use.problem or not use.must_renew or resolution.credential is not None:
        return ()
    what = f"the profile `{use.profile.name}` in {use.profile.origin.label} is exchanged for a token at every start"
    return (UnreadSource(what, use.profile.origin, (resolution.client.id.value,)),)


def is_in_doubt(evidence: Evidence) -> bool:
    """Return whether the client may get a credential from elsewhere, so that none of its being absent is proven."""
    return bool(unread(evidence)) or loads_in_container_only(evidence.resolution.client, evidence.snapshot)


def certainty(evidence: Evidence, finding: Finding) -> Certainty:
    """Return PROVEN when the key as it stands was accepted, nothing would still hide it and nothing was unread."""
    if is_in_doubt(evidence):
        return Certainty.LIKELY
    hidden = finding.origin.kind is not OriginKind.PROCESS and any(
        item.origin.kind is OriginKind.PROCESS and item.variable == KEY for item in empty_definitions(evidence)
    )
    is_intact = finding.value.repaired is None and evidence.accepts(finding.value.secret)
    return Certainty.PROVEN if is_intact and not hidden else Certainty.LIKELY


def _finds_nothing(evidence: Evidence) -> bool:
    """Return whether the client finds no credential, and nothing that decides in the place of one."""
    return evidence.resolution.credential is None and evidence.resolution.barrier is None


def _as_source(evidence: Evidence, barrier: Finding) -> UnreadSource:
    """Return a cloud or a helper as what supplies the credential, and was not asked."""
    clients = (evidence.resolution.client.id.value,)
    if barrier.variable in CLOUDS:
        cloud = CLOUDS[barrier.variable].name
        what = f"{cloud} supplies the credential, because {barrier.variable} is set in {barrier.origin.label}"
        return UnreadSource(what, barrier.origin, clients)
    what = f"the `{HELPER}` in {barrier.origin.label} supplies the credential, and was not run"
    return UnreadSource(what, barrier.origin, clients, "`fix401 check --run-helper` runs it")


def _is_key_by_another_name(finding: Finding) -> bool:
    shape = finding.value.shape
    return shape in KEY_SHAPES or (shape is Shape.UNKNOWN and name_kind(finding.variable) is NameKind.NEAR_MISS)


def best_of(evidence: Evidence, candidates: Iterable[Finding]) -> Finding | None:
    """Return the accepted candidate in the nearest place."""

    def rank(finding: Finding) -> tuple[bool, int]:
        return not evidence.accepts(finding.value.best), _NAMED_PLACES.index(finding.origin.kind)

    return min(candidates, key=rank, default=None)
