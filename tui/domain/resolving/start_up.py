"""What the start-up files of the user's own shell set in every terminal that is opened now."""

from tui.domain.found.finding import Finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.loading import name_of
from tui.domain.resolving.snapshot import Snapshot

# In the order in which a shell reads them; of several definitions the last one stays.
_POSIX = (".profile", ".bash_login", ".bash_profile", ".bashrc", ".bash_aliases")
_ZSH = (".zshenv", ".zprofile", ".zshrc", ".zlogin")
_READ_BY = {
    "bash": _POSIX,
    "zsh": _ZSH,
    "fish": ("fish_variables", "config.fish"),
    "powershell": ("profile.ps1", "Microsoft.PowerShell_profile.ps1"),
    "cmd": (),
    # Nothing said which shell it is.
    "sh": (*_POSIX, *_ZSH),
}
_OTHER_SHELLS = (".profile",)
_FISH_PART = ".fish"


def exported(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return what start-up files export, of any shell."""
    return tuple(
        finding
        for finding in snapshot.findings
        if finding.origin.kind is OriginKind.SHELL_PROFILE and finding.is_active
    )


def in_new_terminal(snapshot: Snapshot) -> dict[str, Finding]:
    """Return the variables that the user's shell sets at its start, each with the definition that stays."""
    shell = snapshot.project.shell
    ranked = [(turn(shell, item.origin), item) for item in exported(snapshot)]
    own = sorted((pair for pair in ranked if pair[0][0] >= 0), key=lambda pair: pair[0])
    return {item.variable: item for _, item in own}


def turn(shell: str, origin: Origin) -> tuple[int, int, int]:
    """Return when a line has its turn: the rank of the start-up file, the line there, the line of a file it reads."""
    start = origin.start_up
    return _rank(shell, start.path), start.line or 0, 0 if start is origin else origin.line or 0


def _rank(shell: str, path: str) -> int:
    """Return the place of a file in the order of reading, -1 for one that the shell does not read."""
    names = _READ_BY.get(shell, _OTHER_SHELLS)
    name = name_of(path)
    if shell == "fish" and name.endswith(_FISH_PART) and name not in names:
        return 0
    return names.index(name) + 1 if name in names else -1
