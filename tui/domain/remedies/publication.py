"""A file with a key that git has: whoever repairs it there without replacing the key repairs nothing."""

from tui.domain.found.finding import Finding
from tui.domain.found.machine import Exposure
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.remedies.common import KEYS_PAGE
from tui.domain.remedies.keyring_place import keep_in_keyring
from tui.domain.remedies.outlook import Step
from tui.domain.resolving.loading import folder_of, name_of
from tui.domain.shell.syntax import quoted


class Publication(Record):
    """A file that git has, in words: what that means, and what to do before anything is written.

    `is_urgent` where git tracks it and a key stands in it that may be good: then the key is replaced first.
    """

    shown: str
    text: str
    steps: tuple[str, ...] = ()
    is_urgent: bool = False


def publication_of(evidence: Evidence, step: Step, exposure: Exposure, *, is_committed: bool) -> Publication | None:
    """Return what follows from git having this file, None where it has never had it."""
    shown, shell = step.file.shown, evidence.snapshot.project.shell
    keys = _good_keys(evidence, step)
    if exposure.is_tracked:
        elsewhere = tuple(remedy.title for remedy in keep_in_keyring(evidence))
        path = exposure.origin.path
        folder, name = quoted(shell, folder_of(path)), quoted(shell, name_of(path))
        untrack = f"take the file out of git: `git -C {folder} rm --cached {name}`, with `{name}` in `.gitignore`"
        if not keys:
            text = f"git tracks `{shown}`: the key that is written would be published with the next push"
            return Publication(shown, text, (untrack, *elsewhere), is_urgent=True)
        text = f"git tracks `{shown}`: the key in it goes wherever the repository is pushed, so it is replaced first"
        return Publication(shown, text, (*(_replace(item) for item in keys), untrack, *elsewhere), is_urgent=True)
    if is_committed:
        text = f"git has had `{shown}` before: a key that stood in it then is still in the history"
        return Publication(shown, text, (f"if it was this one, replace it at {KEYS_PAGE}",))
    return None


def _good_keys(evidence: Evidence, step: Step) -> tuple[Finding, ...]:
    """Return the keys in the file that were not refused, each once."""
    keys = {
        item.value.best: item
        for item in evidence.snapshot.findings
        if item.origin.kind is OriginKind.DOTENV
        and item.origin.path == step.file.path
        and item.value.shape in KEY_SHAPES
        and not evidence.refuses(item.value.best)
    }
    return tuple(keys.values())


def _replace(finding: Finding) -> str:
    hint = finding.value.best.hint
    return f"create a new key at {KEYS_PAGE} and delete {hint} there; then run `fix401` again with the new one"
