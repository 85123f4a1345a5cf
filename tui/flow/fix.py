"""Step 4: turn remedies into edits with a diff, write them whole or not at all, and put them back."""

from collections.abc import Iterable

from tui.domain.dotenv.diff import DiffLine, masked_diff
from tui.domain.dotenv.document import Unsafe
from tui.domain.dotenv.edit import Edit, RemoveVariable, RenameVariable, RewriteAsUtf8, SetVariable
from tui.domain.dotenv.editing import apply_edit
from tui.domain.dotenv.ignore_file import with_ignore_line
from tui.domain.dotenv.lint import Hindrance, hindrances
from tui.domain.judging.diagnosis import Remedy
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import Record, replace
from tui.domain.remedies.outlook import Outlook, Step, look_ahead
from tui.domain.remedies.publication import Publication, publication_of
from tui.domain.reporting.verdict import Verdict
from tui.domain.resolving.loading import folder_of, name_of
from tui.flow.ports import FileState, Receipt, Refusal, Toolkit


class FileChange(Record):
    """One file's change: as it was read, as it will be, the masked difference, and who cannot read it even then."""

    before: FileState
    after: bytes
    shown: str
    titles: tuple[str, ...]
    diff: tuple[DiffLine, ...]
    hindrances: tuple[Hindrance, ...] = ()

    def __repr__(self) -> str:
        return f"FileChange({self.shown!r})"


class FixPlan(Record):
    """What will be written, what is to be pasted, what is left to the person, and what is refused.

    `steps_first` tells that the remedies begin with a step, so that the commands come behind it.
    `outlook` is what is sent once all of it is done; `warning` says why the cause's own repair would not
    have been enough, so that more is `added`; `publications` are the files that git has: their keys come first.
    """

    changes: tuple[FileChange, ...] = ()
    commands: tuple[Remedy, ...] = ()
    steps: tuple[Remedy, ...] = ()
    steps_first: bool = False
    refusals: tuple[Refusal, ...] = ()
    outlook: Outlook | None = None
    warning: str = ""
    added: tuple[Remedy, ...] = ()
    publications: tuple[Publication, ...] = ()

    @property
    def is_writable(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.changes)

    @property
    def afterwards(self) -> Outlook | None:
        """What comes of it, where anything is written or pasted."""
        return self.outlook if self.changes or self.commands else None

    @property
    def is_published(self) -> bool:
        """Whether git has one of the files, so that its key has to be replaced first."""
        return any(item.is_urgent for item in self.publications)

    @property
    def unsets(self) -> tuple[str, ...]:
        """The variables that the commands remove from the running shell."""
        return tuple(name for command in self.commands for name in command.unsets)

    @property
    def sets(self) -> tuple[tuple[str, Secret], ...]:
        """What the commands give variables of the running shell, after they have removed others."""
        return tuple(pair for command in self.commands for pair in command.sets)


def plan_fix(toolkit: Toolkit, verdict: Verdict) -> FixPlan:
    """Return the plan for the primary cause; reads the files, writes nothing.

    Where the state after the cause's own repair would not be enough, what is missing is added.
    """
    if verdict.primary is None:
        return FixPlan()
    plan, steps = _planned(toolkit, verdict, verdict.primary.remedies)
    outlook = look_ahead(verdict.evidence, steps, plan.commands)
    if outlook.further:
        warning, added = outlook.warning, outlook.further
        plan, steps = _planned(toolkit, verdict, (*verdict.primary.remedies, *added))
        outlook = look_ahead(verdict.evidence, steps, plan.commands)
        plan = replace(plan, warning=warning, added=added)
    return replace(plan, outlook=outlook, publications=_publications(toolkit, verdict, steps))


def _planned(toolkit: Toolkit, verdict: Verdict, remedies: tuple[Remedy, ...]) -> tuple[FixPlan, tuple[Step, ...]]:
    changes: list[FileChange] = []
    steps: list[Step] = []
    refusals: list[Refusal] = []
    for path, edits in _by_file(remedies).items():
        change = _change(toolkit, path, edits)
        if isinstance(change, Refusal):
            refusals.append(change)
            continue
        changes.append(change)
        file = Origin(OriginKind.DOTENV, change.shown, path)
        edit = tuple(edit for edit, _ in edits)
        steps.append(Step(file, change.before.path, change.before.data, change.after, edit))
    ignore = _ignore_change(toolkit, verdict) if changes else None
    plan = FixPlan(
        changes=(*changes, *((ignore,) if ignore else ())),
        commands=tuple(remedy for remedy in remedies if remedy.kind == "command"),
        steps=tuple(remedy for remedy in remedies if remedy.kind == "manual"),
        steps_first=_begins_by_hand(remedies),
        refusals=tuple(refusals),
    )
    return plan, tuple(steps)


def _begins_by_hand(remedies: tuple[Remedy, ...]) -> bool:
    """Return whether, beside the edits and what may be done in their place, a step is what comes first."""
    others = (remedy for remedy in remedies if not (remedy.edit or remedy.is_question or remedy.is_other_way))
    first = next(others, None)
    return first is not None and first.kind == "manual"


def _publications(toolkit: Toolkit, verdict: Verdict, steps: tuple[Step, ...]) -> tuple[Publication, ...]:
    """Return those of the files that git has, which publishes the key in them."""
    found: list[Publication] = []
    for step in steps:
        # A link and what it leads to may lie in different places of git.
        files = tuple(dict.fromkeys((step.file, replace(step.file, path=step.target))))
        exposures = toolkit.project.exposures(files)
        exposure = next((item for item in exposures if item.is_tracked), exposures[0])
        is_committed = any(toolkit.project.is_committed(file) for file in files)
        publication = publication_of(verdict.evidence, step, exposure, is_committed=is_committed)
        found += [publication] if publication else []
    return tuple(found)


def write(toolkit: Toolkit, plan: FixPlan) -> tuple[Receipt, ...] | Refusal:
    """Write every change; when one is refused, those before it are put back."""
    receipts: list[Receipt] = []
    for change in plan.changes:
        fix = receipts[0].fix if receipts else ""
        result = toolkit.files.write(change.before, change.after, change.shown, continues=fix)
        if isinstance(result, Refusal):
            stuck = first_refusal(put_back(toolkit, reversed(receipts)))
            return result if stuck is None else Refusal(f"{result.reason}; {stuck.reason}", stuck.by_hand)
        receipts.append(result)
    return tuple(receipts)


def put_back(toolkit: Toolkit, receipts: Iterable[Receipt]) -> tuple[Receipt | Refusal, ...]:
    """Undo each of the changes, which come newest first; one that is refused does not keep the others from it."""
    return tuple(toolkit.files.undo(receipt.id) for receipt in receipts)


def first_refusal(results: Iterable[Receipt | Refusal]) -> Refusal | None:
    """Return the first change that could not be undone, with the masked diff of what that would have changed."""
    return next((result for result in results if isinstance(result, Refusal)), None)


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
        data = edited
    shown = edits[0][0].shown
    if data == state.data:
        return Refusal(f"`{shown}` already is as it should be")
    diff = masked_diff(state.data, data, shown)
    titles = tuple(dict.fromkeys(title for _, title in edits))
    return FileChange(state, data, shown, titles, diff, _hindrances(data, edits))


def _hindrances(data: bytes, edits: list[tuple[Edit, str]]) -> tuple[Hindrance, ...]:
    for edit, _ in edits:
        match edit:
            case SetVariable() | RemoveVariable():
                found = hindrances(data, edit.variable)
            case RenameVariable():
                found = hindrances(data, edit.new)
            case RewriteAsUtf8():
                found = ()
        if found:
            return found
    return ()


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
