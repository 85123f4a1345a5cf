"""The `.env` has the key and nothing loads the file into the program in time."""

from tui.domain.dotenv.loader import Loader
from tui.domain.judging.absence import certainty, idle_loader, unloaded
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.absent import load_env_file, wake_loader
from tui.domain.remedies.common import found, new_key
from tui.domain.remedies.wording import client_name
from tui.domain.resolving.loading import withholding_loaders

_Words = tuple[str, str, tuple[EvidenceLine, ...]]
_ID = "dotenv-not-loaded"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = unloaded(evidence)
    if finding is None:
        return None
    idle = idle_loader(evidence, finding)
    is_refused = evidence.refuses(finding.value.best)
    reason, why, seen = _never(evidence) if idle is None else _idle(idle)
    repair = load_env_file(evidence, finding) if idle is None else wake_loader(evidence, finding, idle)
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"{key_at(finding)} does not reach {client_name(evidence)}: {reason}",
        why + (" The API refuses this key as well, so loading it alone is not enough." if is_refused else ""),
        evidence=(found(finding), *seen),
        remedies=(*repair, *(new_key(evidence) if is_refused else ())),
    )


def _never(evidence: Evidence) -> _Words:
    client, snapshot = evidence.resolution.client, evidence.snapshot
    withholding = withholding_loaders(client, snapshot)
    if withholding:
        return _withheld(withholding[0])
    reads_by_loader = client.loads_dotenv
    never = f"{client_name(evidence)} never reads `.env` files"
    count = snapshot.code_files
    files = "1 file" if count == 1 else f"{count} files"
    seen = f"no loader of `.env` in {files} of code" if reads_by_loader else never
    return (
        "nothing in the project loads the file" if reads_by_loader else never,
        "A `.env` is only a text file: its variables exist for a program after something has read them in.",
        (EvidenceLine(snapshot.project.shown, seen),),
    )


def _withheld(loader: Loader) -> _Words:
    return (
        f"`{loader.kind}` in `{loader.origin.label}` reads the file for itself alone",
        "It gives the values to the code that asks it, and puts none into the environment, where the client looks.",
        (EvidenceLine(loader.origin.label, f"`{loader.kind}` hands its values to the code only"),),
    )


def _idle(loader: Loader) -> _Words:
    if loader.late_for is not None:
        return _too_late(loader, loader.late_for)
    return (
        f"{loader.disabled_by} switches `{loader.kind}()` in `{loader.origin.label}` off",
        "With that variable set, the loader returns at once and reads no file.",
        (
            EvidenceLine("the environment", f"{loader.disabled_by} is set"),
            EvidenceLine(loader.origin.label, "`.env` is loaded here, if it were not switched off"),
        ),
    )


def _too_late(late: Loader, client: Origin) -> _Words:
    is_one_file = late.origin.path == client.path
    made = f"line {client.line}" if is_one_file else f"`{client.label}`"
    return (
        f"`{late.origin.label}` loads the file too late, after the client is made in {made}",
        "The client looks for its key once, when it is made. What is loaded after that reaches the environment, "
        "but no longer this client.",
        (
            EvidenceLine(client.label, "the client is made here"),
            EvidenceLine(late.origin.label, "`.env` is loaded here"),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="Nothing loads the `.env` that has the key in time",
    what=(
        "The key stands in `.env`, and neither the program nor a framework reads that file in, or only after the "
        "client has been made. curl and Claude Code never read it by themselves."
    ),
    repair=(
        "Add the loader's lines to the program, above the line that makes the client, or load the file into the "
        "shell first."
    ),
    find=_find,
)
