"""A new process that detects and probes again, with the environment that the user's program would get.

A key that a command has yet to set goes to the child in its environment, as that command would put
it there: never among the arguments, which every user of the machine can list.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.domain.key.secret import Secret
from tui.flow.ports import ChildVerdict

_START = "import sys; sys.path.insert(0, {folder!r}); from tui.__main__ import main; main()"


class CheckInFreshProcess:
    """Runs `fix401 check --json` in a child; keys reach it only by the environment and the files.

    `environ` is read anew for every check, since an exercise may change it; `own` is what we add.
    """

    def __init__(
        self, environ: Mapping[str, str], own: Mapping[str, str], project: Path, options: Sequence[str]
    ) -> None:
        self._environ = environ
        self._own = own
        self._project = project
        self._options = tuple(options)

    def check(
        self,
        *,
        unset: Sequence[str],
        sets: Sequence[tuple[str, Secret]],
        client: str,
        deadline: float,
        runs_helper: bool = False,
    ) -> ChildVerdict:
        """Return the child's report; a child that fails to report is a problem in words."""
        import subprocess  # noqa: PLC0415 - deferred: only Verify starts processes
        import sys  # noqa: PLC0415 - as above

        environ = {name: value for name, value in self._environ.items() if name not in unset}
        environ.update(self._own)
        environ.update({name: secret.reveal() for name, secret in sets})
        start = _START.format(folder=str(Path(__file__).resolve().parents[3]))
        consent = ["--run-helper"] if runs_helper else []
        arguments = ["check", "--json", "--client", client, "--project", str(self._project), *consent, *self._options]
        try:
            child = subprocess.run(  # noqa: S603 - our own interpreter and our own arguments, no key among them
                [sys.executable, "-c", start, *arguments],
                env=environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=deadline,
                check=False,
            )
        except ValueError:
            return ChildVerdict("", "no environment can hold a value that the command would set")
        except (OSError, subprocess.TimeoutExpired):
            return ChildVerdict("", "the check in a fresh process did not end in time")
        if child.returncode not in {0, 1, 3}:
            return ChildVerdict("", f"the check in a fresh process ended with status {child.returncode}")
        return ChildVerdict(child.stdout.decode("utf-8", "replace"))
