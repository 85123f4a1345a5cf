"""What direnv's `.envrc` exports, read as text: nothing of it is run."""

from pathlib import Path

from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import read_beginning
from tui.domain.clients.client_id import ClientId
from tui.domain.dotenv.reading import decode_env
from tui.domain.found.finding import Finding, State, UnreadSource
from tui.domain.found.names import is_anthropic_key, is_relevant, is_relevant_name, read_finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Reading
from tui.domain.shell.profile_reading import ProfileAssignment, read_posix_profile

ENVRC = ".envrc"
_LIMIT = 64 * 1024
_ALL_CLIENTS = tuple(client.value for client in ClientId)


def read_envrc(path: Path, places: Places, also: frozenset[str] = frozenset()) -> Reading:
    """Return the variables of interest that the file exports; whether direnv may run it cannot be seen."""
    data = read_beginning(path, _LIMIT)
    if not isinstance(data, bytes):
        return Reading()
    whole = Origin(OriginKind.DOTENV, places.shown(path), str(path))
    findings: list[Finding] = []
    unread: list[UnreadSource] = []
    for item in read_posix_profile(decode_env(data)):
        origin = Origin(whole.kind, whole.shown, whole.path, item.line)
        if item.is_reference and is_relevant_name(item.name) and not item.commented:
            unread.append(UnreadSource(f"{origin.label} works {item.name} out", origin, _ALL_CLIENTS))
        elif not item.is_reference and (item.name in also or is_relevant(item.name, item.value)):
            findings.append(read_finding(item.name, item.value, origin, _state(item)))
    is_active = bool(places.environ.get("DIRENV_DIR"))
    note = f"what {whole.shown} sets counts only after `direnv allow`, which cannot be seen from here"
    return Reading(
        findings=tuple(item for item in findings if item.state is not State.COMMENTED or is_anthropic_key(item.value)),
        env_files=(whole,),
        unread_sources=tuple(unread),
        notes=() if is_active else (note,),
    )


def _state(item: ProfileAssignment) -> State:
    if item.commented:
        return State.COMMENTED
    return State.ACTIVE if item.exported else State.NOT_EXPORTED
