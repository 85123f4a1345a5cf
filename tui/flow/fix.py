"""Step 4: turn remedies into edits with a diff, write them whole or not at all, and put them back."""

from collections.abc import Iterable

from tui.domain.dotenv.diff import DiffLine, masked_diff
from tui.domain.dotenv.document import Unsafe
from tui.domain.dotenv.edit import Edit
from tui.domain.dotenv.editing import apply_edit, check_edit
from tui.domain.dotenv.ignore_file import with_ignore_line
from tui.domain.judging.diagnosis import Remedy
from tui.domain.key.secret import Secret
from tui.domain.record import Record
from tui.domain.reporting.verdict import Verdict
from tui.domain.resolving.loading import folder_of, name_of
from tui.flow.ports import FileState, Receipt, Refusal, Toolkit


class FileChange(Record):
    """One file's change: as it was read, as it will be, and the masked difference."""

    before: FileState
    after: bytes
    shown: str
    titles: tuple[str, ...]
    diff: tuple[DiffLine, ...]

    def __repr__(self) -> str:
        return f"FileChange({self.shown!r})"


class FixPlan(Record):
    """What will be written, what is to be pasted, what is left to the person, and what is refused."""

    changes: tuple[FileChange, ...] = ()
    commands: tuple[Remedy, ...] = ()
    steps: tuple[Remedy, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_writable(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.changes)

    @property
    def unsets(self) -> tuple[str, ...]:
        """The variables that the commands remove from the running shell."""
        return tuple(name for command in self.commands for name in command.unsets)

    @property
    def sets(self) -> tuple[tuple[str, Secret], ...]:
        """What the commands give variables of the running shell, after they have removed others."""
        return tuple(pair for command in self.commands for pair in command.sets)


def plan_fix(toolkit: Toolkit, verdict: Verdict) -> FixPlan:
    """Return the plan for the primary cause; reads the files, writes nothing."""
    remedies = verdict.primary.remedies if verdict.primary else ()
    changes: list[FileChange] = []
    refusals: list[Refusal] = []
    for path, edits in _by_file(remedies).items():
        change = _change(toolkit, path, edits)
        (changes if isinstance(change, FileChange) else refusals).append(change)  # pyright: ignore[reportArgumentType] - the list fits the type of the change
    ignore = _ignore_change(toolkit, verdict) if changes else None
    return FixPlan(
        changes=(*changes, *((ignore,) if ignore else ())),
        commands=tuple(remedy for remedy in remedies if remedy.kind == "command"),
        steps=tuple(remedy for remedy in remedies if remedy.kind == "manual"),
        refusals=tuple(refusals),
    )


def write(toolkit: Toolkit, plan: FixPlan) -> tuple[Receipt, ...] | Refusal:
    """Write every change; when one is refused, those before it are put back."""
    receipts: list[Receipt] = []
    for change in plan.changes:
        result = toolkit.files.write(change.before, change.after, change.shown)
        if isinstance(result, Refusal):
            stuck = put_back(toolkit, receipts)
            return result if stuck is None else Refusal(f"{result.reason}; {stuck.reason}", stuck.by_hand)
        receipts.append(result)
    return tuple(receipts)


def put_back(toolkit: Toolkit, receipts: Iterable[Receipt]) -> Refusal | None:
    """Undo the changes, newest first; returns the refusal of the first that could not be undone."""
    for receipt in reversed(tuple(receipts)):
        result = toolkit.files.undo(receipt.id)
        if isinstance(result, Refusal):
            return result
    return None


def _by_file(remedies: tuple[Remedy, ...]) -> dict[str, list[tuple[Edit, str]]]:
    files: dict[str, list[tuple[Edit, str]]] = {}
    for remedy in remedies:
        if remedy.edit is not None:
            files.setdefault(remedy.edit.path, []).append((remedy.edit, remedy.title))
    return files


def _change(toolkit: Toolkit, path: str, edits: list[tuple[Edit, str]]) -> FileChange | Refusal:
    state = toolkit.files.read(path)
    if isinstance(state, Refusal):
        return state
    data = state.data
    # From the last line upwards, so that no edit moves the line of the next one.
    for edit, _ in sorted(edits, key=lambda item: -getattr(item[0], "line", 0)):
        edited = apply_edit(data, edit)
        if isinstance(edited, Unsafe):
            return Refusal(edited.reason, f"edit line {edited.line} of `{edit.shown}` by hand")
        problem = check_edit(data, edited, edit)
        if problem:
            return Refusal(problem, f"edit `{edit.shown}` by hand")
        data = edited
    shown = edits[0][0].shown
    if data == state.data:
        return Refusal(f"`{shown}` already is as it should be")
    return FileChange(state, data, shown, tuple(title for _, title in edits), masked_diff(state.data, data, shown))


def _ignore_change(toolkit: Toolkit, verdict: Verdict) -> FileChange | None:
    project = verdict.evidence.snapshot.project
    if project.env_ignored is not False or project.env_tracked:
        return None
    separator = "\\" if "\\" in project.env_path else "/"
    path = f"{folder_of(project.env_path)}{separator}.gitignore"
    state = toolkit.files.read(path)
    if isinstance(state, Refusal):
        return None
    after = with_ignore_line(state.data)
    shown = project.env_shown[: -len(name_of(project.env_path))] + ".gitignore"
    return FileChange(state, after, shown, ("keep `.env` out of git",), masked_diff(state.data, after, shown))
