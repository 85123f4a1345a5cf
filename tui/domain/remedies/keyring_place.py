"""The keyring as the place for a key, where no file is a good one; and how to do without it."""

from tui.domain.clients.client import KEY
from tui.domain.found.keyring import KeyringEntry, KeyringState
from tui.domain.found.keyring_names import DEFAULT_SERVICE
from tui.domain.judging.absence import wanted_name
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import printable
from tui.domain.shell.keyring_line import keyring_line, start_up_file
from tui.domain.shell.syntax import quoted


def keep_in_keyring(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return the step that stores a key there, with the line that reads it from there in every new terminal.

    There is none where it is known that there is no keyring.
    """
    if not _has_keyring(evidence):
        return ()
    project = evidence.snapshot.project
    line = keyring_line(project.shell, project.platform, wanted_name(evidence), DEFAULT_SERVICE, KEY)
    file = start_up_file(project.shell)
    where = f"put this line into `{file}`" if file else "start with this line"
    title = f"or keep it in the keyring, in no file: `fix401 keys add {KEY}`, then {where}: `{line}`"
    return (Remedy(id="keep-in-keyring", title=title, reach=Reach.USER, file=file),)


def _has_keyring(evidence: Evidence) -> bool:
    snapshot = evidence.snapshot
    is_absent = any(sight.state is KeyringState.ABSENT for sight in snapshot.surroundings.keyring_sights)
    return snapshot.project.has_keyring and not is_absent


def store_missing_entry(evidence: Evidence, entry: KeyringEntry) -> Remedy:
    """Return the command that stores a key under the name that the code looks for; it asks for the key itself."""
    name = quoted(evidence.snapshot.project.shell, entry.shown)
    return Remedy(
        id="store-in-keyring",
        title=f"store a key as {printable(entry.shown)}",
        reach=Reach.USER,
        command=f"fix401 keys add {name}" if entry.user else "",
    )


def without_the_keyring(evidence: Evidence) -> Remedy:
    """Return the step that gives the program its key in another way."""
    shown, name = evidence.snapshot.project.env_shown, wanted_name(evidence)
    return Remedy(
        id="use-another-place",
        title=f"or do without the keyring here: set {name} for this program, or write it into `{shown}`",
        reach=Reach.PROJECT,
    )
