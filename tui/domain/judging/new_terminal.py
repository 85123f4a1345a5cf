"""What a terminal that is opened now would have, by the start-up files of the user's own shell."""

from tui.domain.found.finding import Finding
from tui.domain.found.machine import SERVICES
from tui.domain.judging.absence import names_read
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import NO_CREDENTIAL
from tui.domain.origin import OriginKind
from tui.domain.resolving.loading import name_of

# In the order in which a shell reads them; of several definitions the last one stays.
_POSIX = (".profile", ".bash_login", ".bash_profile", ".bashrc", ".bash_aliases")
_ZSH = (".zshenv", ".zprofile", ".zshrc", ".zlogin")
_READ_BY = {
    "bash": _POSIX,
    "zsh": _ZSH,
    "fish": ("fish_variables", "config.fish"),
    "powershell": ("profile.ps1", "Microsoft.PowerShell_profile.ps1"),
    # Nothing said which shell it is.
    "sh": (*_POSIX, *_ZSH),
}
_OTHER_SHELLS = (".profile",)
_FISH_PART = ".fish"


def is_own_start_up_file(shell: str, path: str) -> bool:
    """Return whether the user's shell reads this start-up file."""
    return _rank(shell, path) >= 0


def new_terminal_value(evidence: Evidence, variable: str) -> Finding | None:
    """Return the definition that a new terminal would have of the variable, None where that is no key."""
    shell = evidence.snapshot.project.shell
    lines = [
        (_rank(shell, finding.origin.path), finding.origin.line or 0, finding)
        for finding in exported(evidence)
        if finding.variable == variable and is_own_start_up_file(shell, finding.origin.path)
    ]
    last = max(lines, key=lambda item: item[:2])[2] if lines else None
    return None if last is None or last.value.shape in NO_CREDENTIAL else last


def new_terminal_key(evidence: Evidence) -> Finding | None:
    """Return a key that a new terminal would have and this process was not given, an accepted one first."""
    given = {item.variable for item in evidence.snapshot.findings if item.origin.kind is OriginKind.PROCESS}
    values = (new_terminal_value(evidence, name) for name in sorted(names_read(evidence) - given))
    return min((item for item in values if item), key=lambda item: not evidence.accepts(item.value.best), default=None)


def key_of_any_shell(evidence: Evidence) -> Finding | None:
    """Return a key that some start-up file exports, an accepted one first."""
    names = names_read(evidence)
    keys = (item for item in exported(evidence) if item.variable in names and item.value.shape not in NO_CREDENTIAL)
    return min(keys, key=lambda item: not evidence.accepts(item.value.best), default=None)


def exported(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what start-up files export, of any shell."""
    return tuple(
        finding
        for finding in evidence.snapshot.findings
        if finding.origin.kind is OriginKind.SHELL_PROFILE and finding.is_active
    )


def is_service(evidence: Evidence) -> bool:
    """Return whether this process was started by something that has no shell's environment to hand on."""
    caller = evidence.snapshot.surroundings.caller
    return caller is not None and caller.kind in SERVICES


def key_of_a_shell(evidence: Evidence) -> Finding | None:
    """Return the key that the user's shell has and this process lacks, whatever started this process."""
    return key_of_any_shell(evidence) if is_service(evidence) else new_terminal_key(evidence)


def _rank(shell: str, path: str) -> int:
    """Return the place of a file in the order of reading, -1 for one that the shell does not read."""
    names = _READ_BY.get(shell, _OTHER_SHELLS)
    name = name_of(path)
    if shell == "fish" and name.endswith(_FISH_PART) and name not in names:
        return 0
    return names.index(name) + 1 if name in names else -1
