"""The repairs for a client that finds no key: a name, an export, a loader or a new terminal."""

from tui.domain.clients.client import KEY, OAUTH, TOKEN, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import Finding, State
from tui.domain.judging.absence import lookup_of, names_read, wanted_name
from tui.domain.judging.diagnosis import OTHER_WAY, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.new_terminal import new_terminal_value
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.domain.remedies.common import new_key, remove_definition, rename_in_env_file, set_in_env_file, unset_in_shell
from tui.domain.resolving.loading import loads_env_file, withholding_loaders
from tui.domain.resolving.start_up import turn
from tui.domain.shell.syntax import (
    copy_command,
    export_command,
    join_commands,
    source_command,
    source_env_command,
    unset_command,
)

NEW_TERMINAL = "open-new-terminal"
_LOADER_LINES = {
    ClientId.PYTHON_SDK: (
        "pip install python-dotenv, then put `from dotenv import load_dotenv` and `load_dotenv()`"
        " at the top of your program, before the client is made"
    ),
    ClientId.TYPESCRIPT_SDK: (
        'npm install dotenv, then put `import "dotenv/config"` before every other import of your program'
    ),
}

_LOADER_CALLS = {LoaderKind.PYTHON_DOTENV: "`load_dotenv()`", LoaderKind.JS_DOTENV: "`dotenv.config()`"}
_LOAD_NOW = "load `.env` into this shell, in its folder, before you start the program"
_EXPORTING = {"fish": "write `set -gx` instead of `set` for", "powershell": "write `$env:` before"}


def rename_variable(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what gives a key the name that the client reads, where it stands."""
    wanted = wanted_name(evidence)
    place = lookup_of(evidence, wanted)
    if finding.variable == KEY and place is not None:
        title = f"in `{place.label}` look up {KEY} in place of {wanted}"
        return (Remedy("look-up-the-usual-name", title, Reach.PROJECT, file=place.shown),)
    if finding.origin.kind is OriginKind.DOTENV:
        step = _rename_in_env_file(evidence, finding, wanted)
        if loads_env_file(evidence.resolution.client, evidence.snapshot, wanted):
            return (step,)
        renamed = step.edit.secret if isinstance(step.edit, SetVariable) else finding.value.secret
        return (step, replace(load_now(evidence, finding, renamed=(wanted, renamed)), title=f"then {_LOAD_NOW}"))
    if finding.origin.kind is not OriginKind.PROCESS:
        return (rename_by_hand(finding, wanted),)
    command = Remedy(
        id="copy-variable",
        title=f"give {wanted} the value of {finding.variable} in this shell",
        reach=Reach.SHELL,
        command=copy_command(evidence.snapshot.project.shell, wanted, finding.variable),
        sets=((wanted, finding.value.secret),),
    )
    return (command, *(rename_by_hand(source, wanted) for source in _start_up_lines(evidence, finding)))


def export_variable(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what exports a variable of a start-up file: now, and in every new terminal."""
    shell = evidence.snapshot.project.shell
    if finding.state is State.OTHER_SYNTAX:
        form = f"set -gx {finding.variable} ..." if shell == "fish" else f"export {finding.variable}=..."
        title = f"write `{finding.origin.label}` as `{form}` with the key, and open a new terminal"
        return (Remedy(id="correct-line", title=title, reach=Reach.USER, file=finding.origin.shown),)
    now = Remedy(
        id="export-variable",
        title=f"export {finding.variable} in this shell",
        reach=Reach.SHELL,
        command=export_command(shell, finding.variable),
        sets=((finding.variable, finding.value.secret),),
    )
    always = Remedy(
        id="add-export",
        title=f"{_EXPORTING.get(shell, 'write `export` before')} {finding.variable} in `{finding.origin.label}`",
        reach=Reach.USER,
        file=finding.origin.shown,
    )
    return (now, always)


def load_env_file(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what brings a `.env` into the program: the loader's lines, and a command for this shell."""
    client = evidence.resolution.client
    lines = _LOADER_LINES.get(client.id)
    if lines is None:
        return (load_now(evidence, finding),)
    loader = Remedy(id="add-loader", title=lines, reach=Reach.PROJECT, file=finding.origin.shown)
    withholding = withholding_loaders(client, evidence.snapshot)
    return (*(hand_over(item, finding) for item in withholding[:1]), loader, _or_load_now(evidence, finding))


def hand_over(loader: Loader, finding: Finding) -> Remedy:
    """Return the step that passes on to the client what a library has read for the code alone."""
    title = f"pass the client the {finding.variable} that `{loader.kind}` has read: `Anthropic(api_key=...)`"
    return Remedy(id="hand-over", title=title, reach=Reach.PROJECT, file=loader.origin.shown)


def wake_loader(evidence: Evidence, finding: Finding, idle: Loader) -> tuple[Remedy, ...]:
    """Return what lets an idle loader do its work, and a command for this shell."""
    if idle.disabled_by:
        return (unset_in_shell(evidence, idle.disabled_by), _or_load_now(evidence, finding))
    return _move_loader(evidence, finding, idle)


def _move_loader(evidence: Evidence, finding: Finding, late: Loader) -> tuple[Remedy, ...]:
    client = late.late_for or late.origin
    call = _LOADER_CALLS.get(late.kind, "the call")
    if client.path == late.origin.path:
        title = f"move {call} from line {late.origin.line} of `{late.origin.shown}` above line {client.line}"
    else:
        title = (
            f"in `{late.origin.shown}` move {call} from line {late.origin.line} above the import of `{client.shown}`"
        )
    if late.kind is LoaderKind.JS_DOTENV:
        title = f'{title}; or put `import "dotenv/config"` before every other import'
    return (Remedy("move-loader", title, Reach.PROJECT, file=late.origin.shown), _or_load_now(evidence, finding))


def _or_load_now(evidence: Evidence, finding: Finding) -> Remedy:
    now = load_now(evidence, finding)
    return replace(now, title=f"{OTHER_WAY}{now.title}")


def load_now(evidence: Evidence, finding: Finding, *, renamed: tuple[str, Secret] | None = None) -> Remedy:
    """Return the command that loads `.env` into the running shell; `renamed` is the name and the key of it by then."""
    defined = _set_by_file_of(evidence, finding)
    if renamed is not None:
        defined = (*(item for item in defined if item[0] not in {renamed[0], finding.variable}), renamed)
    return Remedy(
        id="source-env-file",
        title=_LOAD_NOW,
        reach=Reach.SHELL,
        command=source_env_command(evidence.snapshot.project.shell),
        sets=defined,
    )


def read_start_up_file(evidence: Evidence, finding: Finding) -> Remedy:
    """Return the command that reads a start-up file again, which a new terminal does by itself."""
    # A file that the start-up file reads may leave it to that one to export what it sets.
    shown = finding.origin.start_up.shown
    command = source_command(evidence.snapshot.project.shell, shown)
    return Remedy(
        id=NEW_TERMINAL,
        title=f"open a new terminal, or read `{shown}` in this one",
        reach=Reach.SHELL,
        command=command,
        file=shown,
        sets=_set_by_file_of(evidence, finding) if command else (),
    )


def use_instead_of_nothing(evidence: Evidence, empty: Finding, hidden: Finding | None) -> tuple[Remedy, ...]:
    """Return what ends an empty definition: removing it where a key stands behind it, else filling it."""
    away = remove_definition(evidence, empty)
    spare = evidence.spare()
    if hidden is not None:
        return away
    later = new_terminal_value(evidence, empty.variable) if empty.origin.kind is OriginKind.PROCESS else None
    if later is not None and evidence.accepts(later.value.secret):
        return (read_start_up_file(evidence, later),)
    if spare is not None and empty.origin.kind is OriginKind.DOTENV:
        name = empty.variable if empty.variable in names_read(evidence) - {TOKEN, OAUTH} else wanted_name(evidence)
        return (set_in_env_file(evidence, name, spare.value.best, like=empty),)
    if spare is not None:
        return (*away, *new_key(evidence))
    # Removing the line alone cures nothing: it is left out where it would be an edit by itself.
    return (*new_key(evidence), *(remedy for remedy in away if remedy.edit is None))


def use_as_login_token(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what moves a login token to the variable in which Claude Code reads one."""
    if finding.origin.kind is not OriginKind.PROCESS:
        return (rename_by_hand(finding, OAUTH),)
    shell = evidence.snapshot.project.shell
    move = Remedy(
        id="move-variable",
        title=f"move the value of {finding.variable} to {OAUTH} in this shell",
        reach=Reach.SHELL,
        command=join_commands(
            shell, copy_command(shell, OAUTH, finding.variable), unset_command(shell, finding.variable)
        ),
        unsets=(finding.variable,),
        sets=((OAUTH, finding.value.secret),),
    )
    return (move, *(rename_by_hand(source, OAUTH) for source in _start_up_lines(evidence, finding)))


def rename_by_hand(finding: Finding, new: str) -> Remedy:
    """Return the step that renames the variable in a file that is not edited for the user."""
    return Remedy(
        id="rename-by-hand",
        title=f"rename {finding.variable} to {new} in `{finding.origin.label}`",
        reach=Reach.USER,
        file=finding.origin.shown,
    )


def _rename_in_env_file(evidence: Evidence, finding: Finding, wanted: str) -> Remedy:
    """Return the renaming, or the edit that fills the right name where the file has it already."""
    has_both = any(
        item.variable == wanted and item.origin.path == finding.origin.path and item.is_active
        for item in evidence.snapshot.findings
    )
    if has_both:
        return set_in_env_file(evidence, wanted, finding.value.best, like=finding)
    return rename_in_env_file(finding, wanted)


def _set_by_file_of(evidence: Evidence, finding: Finding) -> tuple[tuple[str, Secret], ...]:
    """Return what this file and those that it reads give a shell: of each variable the last definition."""
    shell, path = evidence.snapshot.project.shell, finding.origin.start_up.path
    same = [item for item in evidence.snapshot.findings if item.is_active and item.origin.start_up.path == path]
    in_turn = sorted(same, key=lambda item: turn(shell, item.origin))
    return tuple({item.variable: item.value.secret for item in (finding, *in_turn)}.items())


def _start_up_lines(evidence: Evidence, finding: Finding) -> tuple[Finding, ...]:
    return tuple(
        item
        for item in evidence.snapshot.findings
        if item.origin.kind is OriginKind.SHELL_PROFILE and item.is_active and item.variable == finding.variable
    )[:1]
