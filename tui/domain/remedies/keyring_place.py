"""The keyring as the place for a key, where no file is a good one."""

from tui.domain.clients.client import KEY
from tui.domain.found.keyring_names import DEFAULT_SERVICE
from tui.domain.judging.absence import wanted_name
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.shell.keyring_line import keyring_line, start_up_file


def keep_in_keyring(evidence: Evidence) -> Remedy:
    """Return the step that stores a key there, with the line that reads it from there in every new terminal."""
    project = evidence.snapshot.project
    line = keyring_line(project.shell, project.platform, wanted_name(evidence), DEFAULT_SERVICE, KEY)
    file = start_up_file(project.shell)
    where = f"put this line into `{file}`" if file else "start with this line"
    title = f"or keep it in the keyring, in no file: `fix401 keys add {KEY}`, then {where}: `{line}`"
    return Remedy(id="keep-in-keyring", title=title, reach=Reach.USER, file=file)
