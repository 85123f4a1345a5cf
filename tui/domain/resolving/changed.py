"""The machine as it will be once a file is written and a command pasted, without looking at it again."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tui.domain.dotenv.edit import Edit, RemoveVariable, RenameVariable, RewriteAsUtf8, SetVariable
from tui.domain.dotenv.encoding import misencoding
from tui.domain.dotenv.loader import MisencodedFile
from tui.domain.dotenv.reading import Assignment, read_assignments
from tui.domain.found.finding import Finding, State
from tui.domain.found.names import is_address_name, is_network_name, is_relevant, read_finding
from tui.domain.key.secret import Secret
from tui.domain.key.value import unrepaired_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot, without

_ENVIRONMENT = Origin(OriginKind.PROCESS, "the environment")


def with_file(snapshot: Snapshot, file: Origin, before: bytes, after: bytes) -> Snapshot:
    """Return the snapshot in which this `.env` has other bytes; what it says unchanged keeps its findings."""
    known = {
        (item.variable, item.origin.line): item
        for item in (*snapshot.findings, *snapshot.network)
        if item.origin.path == file.path
    }
    old = [(item, known.get((item.name, item.line))) for item in read_assignments(before)]
    assignments = read_assignments(after)
    findings = tuple(_findings(assignments, old, file))
    wrong = misencoding(after, assignments)
    changed = Reading(
        findings=tuple(item for item in findings if not is_network_name(item.variable)),
        network=tuple(item for item in findings if is_network_name(item.variable)),
        env_files=(file,),
        misencoded=(MisencodedFile(replace(file, line=wrong[1]), wrong[0]),) if wrong else (),
    )
    # In the place of the file's own reading: where two files rank alike, their order counts.
    readings: list[Reading] = []
    for reading in without(snapshot, lambda item: item.origin.path == file.path).readings:
        has_file = any(origin.path == file.path for origin in reading.env_files)
        rest = _without_file(reading, file.path)
        readings += (changed, rest) if has_file else (rest,)
    has_any = any(reading is changed for reading in readings)
    return replace(snapshot, readings=(*readings, *(() if has_any else (changed,))))


def with_environment(snapshot: Snapshot, unsets: Sequence[str], sets: Sequence[tuple[str, Secret]]) -> Snapshot:
    """Return the snapshot of a program that is started after these variables were removed and those set."""
    given = {name: secret for name, secret in sets if not is_address_name(name)}
    gone = {*unsets, *given}
    if not gone:
        return snapshot
    kept = without(snapshot, lambda item: item.origin.kind is OriginKind.PROCESS and item.variable in gone)
    added = tuple(Finding(name, unrepaired_value(secret), _ENVIRONMENT) for name, secret in given.items())
    return replace(kept, readings=(Reading(added), *kept.readings))


def with_edit(snapshot: Snapshot, edit: Edit) -> Snapshot:
    """Return the snapshot in which a credential's line was edited, worked out without a look at the file."""
    match edit:
        case SetVariable():
            return _with_value(snapshot, edit)
        case RenameVariable():
            return _with_each(snapshot, lambda item: replace(item, variable=edit.new) if _is_at(item, edit) else item)
        case RemoveVariable():
            return without(snapshot, lambda item: _is_at(item, edit))
        case RewriteAsUtf8():
            readable = (
                replace(item, misencoded=tuple(file for file in item.misencoded if file.origin.path != edit.path))
                for item in snapshot.readings
            )
            return replace(snapshot, readings=tuple(readable))


def _with_value(snapshot: Snapshot, edit: SetVariable) -> Snapshot:
    """Return the snapshot in which the file defines the variable once, in the place of its first definition."""
    same = [item for item in snapshot.findings if _is_defined_by(item, edit)]
    value = unrepaired_value(edit.secret)
    if same:
        kept = without(snapshot, lambda item: any(item is other for other in same[1:]))
        return _with_each(kept, lambda item: replace(item, value=value, literal=None) if item is same[0] else item)
    file = Origin(OriginKind.DOTENV, edit.shown, edit.path)
    added = Reading(findings=(Finding(edit.variable, value, replace(file, line=1)),), env_files=(file,))
    return replace(snapshot, readings=(*snapshot.readings, added))


def _with_each(snapshot: Snapshot, change: Callable[[Finding], Finding]) -> Snapshot:
    readings = (replace(item, findings=tuple(map(change, item.findings))) for item in snapshot.readings)
    return replace(snapshot, readings=tuple(readings))


def _is_defined_by(finding: Finding, edit: SetVariable) -> bool:
    is_comment = finding.state is State.COMMENTED
    return (finding.origin.path, finding.variable, is_comment) == (edit.path, edit.variable, False)


def _is_at(finding: Finding, edit: RenameVariable | RemoveVariable) -> bool:
    return (finding.origin.path, finding.origin.line) == (edit.path, edit.line)


def _findings(
    assignments: Sequence[Assignment], old: Sequence[tuple[Assignment, Finding | None]], file: Origin
) -> Iterator[Finding]:
    same = _by_text(old)
    state = next((found.state for item, found in old if found and not item.commented), State.ACTIVE)
    for item in assignments:
        before = same.get((item.name, item.value, item.commented), [])
        if before:
            found = before.pop(0)
            if found is not None:
                yield replace(found, origin=replace(found.origin, line=item.line))
        elif not item.commented and (is_relevant(item.name, item.value) or is_network_name(item.name)):
            origin = replace(file, line=item.line)
            yield read_finding(item.name, item.value, origin, state, continuation=item.continuation)


def _by_text(
    old: Sequence[tuple[Assignment, Finding | None]],
) -> Mapping[tuple[str, str, bool], list[Finding | None]]:
    same: dict[tuple[str, str, bool], list[Finding | None]] = {}
    for item, found in old:
        same.setdefault((item.name, item.value, item.commented), []).append(found)
    return same


def _without_file(reading: Reading, path: str) -> Reading:
    return replace(
        reading,
        env_files=tuple(origin for origin in reading.env_files if origin.path != path),
        misencoded=tuple(item for item in reading.misencoded if item.origin.path != path),
    )
