"""What is sent once a plan is carried out, worked out before anything is written."""

from collections.abc import Sequence

from tui.domain.clients.client import BASE_URL
from tui.domain.dotenv.edit import Edit, RenameVariable, SetVariable
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import Record, replace
from tui.domain.remedies.common import remove_definition, set_in_env_file
from tui.domain.remedies.wording import begun, client_name, place_of
from tui.domain.resolving.changed import with_environment, with_file
from tui.domain.resolving.loading import files_read
from tui.domain.resolving.resolution import Resolution, resolve
from tui.domain.resolving.shadowing import shadowing_map
from tui.domain.resolving.snapshot import Snapshot, without
from tui.domain.resolving.start_up import in_new_terminal

_MOST_IN_THE_WAY = 12


class Step(Record):
    """A file with its bytes before and after, and the edits that change it; `target` is where a link leads to."""

    file: Origin
    target: str
    before: bytes
    after: bytes
    edits: tuple[Edit, ...]

    def __repr__(self) -> str:
        return f"Step({self.file.shown!r})"


class Outlook(Record):
    """What this client uses afterwards, and why that would not be what is written.

    `sentence` says which credential is sent, empty where none is; `warning` says what outranks the written
    one, empty where nothing does; `further` takes that away and is to be done as well; `losing` are other
    clients that an accepted key would be taken from; `later` says what a new terminal would set again.
    """

    sentence: str
    warning: str = ""
    further: tuple[Remedy, ...] = ()
    losing: tuple[str, ...] = ()
    later: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is sent then, or why that is not what was written, and what a new terminal sets again."""
        return tuple(begun(words) for words in (self.warning or self.sentence, self.later) if words)

    @property
    def losses(self) -> tuple[str, ...]:
        """Each other client that an accepted key would be taken from, in words."""
        return tuple(f"{name} would lose the key that it sends now" for name in self.losing)

    @property
    def is_enough(self) -> bool:
        """Whether what is written is what counts."""
        return not self.warning


def look_ahead(evidence: Evidence, steps: Sequence[Step], commands: Sequence[Remedy]) -> Outlook:
    """Return the shadowing map's answer for the state after these steps, and what is missing in them."""
    after = _state_after(evidence.snapshot, steps, commands)
    resolution = resolve(evidence.resolution.client, after)
    outlook = Outlook(
        _sentence(evidence, resolution), losing=_losing(evidence, after), later=_later(evidence.snapshot, commands)
    )
    wanted = _wanted(steps, after)
    is_about_host = wanted is not None and wanted.variable == BASE_URL
    works = not is_about_host and _is_accepted(evidence, resolution)
    if wanted is None or _counts(resolution, wanted) or works:
        return outlook
    in_the_way = _in_the_way(resolution, after, wanted)
    if in_the_way:
        first = in_the_way[0]
        warning = f"that alone is not enough: {first.variable} from {place_of(first)} would still count"
        return replace(outlook, warning=warning, further=_taking_away(evidence, in_the_way, wanted))
    other = _file_that_is_read(evidence, wanted)
    if other is None:
        return outlook
    warning = f"that alone is not enough: `{other.shown}` is read, and `{wanted.origin.shown}` is not"
    further = set_in_env_file(evidence, wanted.variable, wanted.value.best, like=replace(wanted, origin=other))
    return replace(outlook, warning=warning, further=(further,))


def _later(snapshot: Snapshot, commands: Sequence[Remedy]) -> str:
    """Return which start-up file gives a new terminal again what a command takes from this one."""
    lines = in_new_terminal(snapshot)
    again = (lines[name] for command in commands for name in command.unsets if name in lines)
    found = next(again, None)
    return f"a new terminal sets {found.variable} again until {place_of(found)} is gone" if found else ""


def _sentence(evidence: Evidence, resolution: Resolution) -> str:
    found = resolution.credential
    if found is None:
        return ""
    return f"afterwards {client_name(evidence)} sends {found.value.secret.hint} from {place_of(found)}"


def _state_after(snapshot: Snapshot, steps: Sequence[Step], commands: Sequence[Remedy]) -> Snapshot:
    for step in steps:
        snapshot = with_file(snapshot, step.file, step.before, step.after)
    for command in commands:
        snapshot = with_environment(snapshot, command.unsets, command.sets)
    return snapshot


def _wanted(steps: Sequence[Step], after: Snapshot) -> Finding | None:
    """Return the definition that an edit is about, as it stands afterwards."""
    written = [edit for step in steps for edit in step.edits if isinstance(edit, SetVariable | RenameVariable)]
    for edit in written:
        name = edit.variable if isinstance(edit, SetVariable) else edit.new
        for finding in after.findings:
            if finding.variable == name and finding.origin.path == edit.path and finding.is_active:
                return finding
    return None


def _counts(resolution: Resolution, wanted: Finding) -> bool:
    """Return whether the definition that was written is what the client uses."""
    if wanted.variable == BASE_URL:
        return resolution.base_url is not None and resolution.base_url.value.secret == wanted.value.secret
    found = (resolution.credential, resolution.companion, resolution.setting)
    return any(item is not None and item.value.secret == wanted.value.secret for item in found)


def _is_accepted(evidence: Evidence, resolution: Resolution) -> bool:
    sent = resolution.sent
    return sent is not None and evidence.accepts(sent.secret)


def _in_the_way(resolution: Resolution, after: Snapshot, wanted: Finding) -> tuple[Finding, ...]:
    """Return what has to go until the written definition counts; nothing where that is never so."""
    found: list[Finding] = []
    while not _counts(resolution, wanted):
        candidate = _outranking(resolution, wanted)
        if candidate is None or len(found) >= _MOST_IN_THE_WAY:
            return ()
        found.append(candidate)
        after = without(after, lambda item, gone=candidate: item is gone)
        resolution = resolve(resolution.client, after)
    return tuple(found)


def _outranking(resolution: Resolution, wanted: Finding) -> Finding | None:
    if wanted.variable == BASE_URL:
        return resolution.base_url
    return resolution.barrier or resolution.credential or next(iter(resolution.empty), None)


def _file_that_is_read(evidence: Evidence, wanted: Finding) -> Origin | None:
    """Return the file that this client's loader takes first, where it is another one."""
    over, plain = files_read(evidence.resolution.client, evidence.snapshot, wanted.variable)
    path = next(iter((*over, *plain)), wanted.origin.path)
    known = (origin for origin in evidence.snapshot.env_files if origin.path == path != wanted.origin.path)
    return next(known, None)


def _taking_away(evidence: Evidence, in_the_way: Sequence[Finding], wanted: Finding) -> tuple[Remedy, ...]:
    remedies: list[Remedy] = []
    for finding in in_the_way:
        is_same = finding.origin.kind is OriginKind.DOTENV and finding.variable == wanted.variable
        if is_same:
            # The file that wins gets the value itself: a line taken away there may be missed elsewhere.
            remedies.append(set_in_env_file(evidence, wanted.variable, wanted.value.best, like=finding))
        else:
            remedies.extend(remove_definition(evidence, finding))
    return tuple(dict.fromkeys(remedies))


def _losing(evidence: Evidence, after: Snapshot) -> tuple[str, ...]:
    """Return the other clients that send an accepted key now, and would send none or a refused one."""
    later = {item.client.id: item for item in shadowing_map(after)}
    losing: list[str] = []
    for now in shadowing_map(evidence.snapshot):
        then = later[now.client.id]
        if now.client.id is evidence.resolution.client.id or not _is_accepted(evidence, now):
            continue
        if then.credential is None or (then.sent is not None and evidence.refuses(then.sent.secret)):
            losing.append(client_name(replace(evidence, resolution=now)))
    return tuple(losing)
