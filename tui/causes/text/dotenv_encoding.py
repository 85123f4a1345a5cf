"""The `.env` is written in an encoding that its loader does not read."""

from tui.domain.dotenv.edit import RewriteAsUtf8
from tui.domain.dotenv.loader import Encoding, MisencodedFile
from tui.domain.judging.absence import certainty
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.key_words import key_at
from tui.domain.reasons.misplaced import in_another_encoding, unreadable_file
from tui.domain.remedies.common import found, new_key
from tui.domain.remedies.wording import client_name

_ID = "dotenv-encoding"
_WHY = {
    Encoding.UTF_16: (
        "is UTF-16",
        "PowerShell's `>` writes a file so. What loads a `.env` expects UTF-8 and finds no variable in it, or stops.",
    ),
    Encoding.MARK: (
        "begins with a byte order mark",
        "This loader takes the mark for a part of the first name, so that it sets another variable than the one meant.",
    ),
    Encoding.OTHER: (
        "is not UTF-8 in line {line}",
        "One byte is enough: Python's loaders read the whole file as UTF-8 and stop with an error.",
    ),
}


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_another_encoding(evidence)
    file = unreadable_file(evidence, finding)
    if file is None:
        return None
    words, why = _WHY[file.encoding]
    seen = words.format(line=file.origin.line)
    if finding is None:
        return _stops(evidence, file, seen, why)
    is_refused = evidence.refuses(finding.value.best)
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"{key_at(finding)} cannot be read by what loads it: the file {seen}",
        why + (" The API refuses this key as well, so that alone is not enough." if is_refused else ""),
        evidence=(found(finding), EvidenceLine(file.origin.label, f"the file {seen}")),
        remedies=(_rewrite(file), *(new_key(evidence) if is_refused else ())),
    )


def _stops(evidence: Evidence, file: MisencodedFile, seen: str, why: str) -> Diagnosis:
    """Return the diagnosis where the key comes from elsewhere, and the program does not get so far."""
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"loading `{file.origin.shown}` stops the program before {client_name(evidence)} is used: the file {seen}",
        why,
        evidence=(EvidenceLine(file.origin.label, f"the file {seen}"),),
        remedies=(_rewrite(file),),
    )


def _rewrite(file: MisencodedFile) -> Remedy:
    shown = file.origin.shown
    return Remedy(
        "rewrite-as-utf-8",
        f"write `{shown}` as UTF-8 without a byte order mark, every line as it is",
        Reach.PROJECT,
        edit=RewriteAsUtf8(file.origin.path, shown),
        file=shown,
    )


CAUSE = Cause(
    id=_ID,
    title="The `.env` is in an encoding that its loader does not read",
    what=(
        "The file is UTF-16, as PowerShell's `>` writes it, or has bytes that are no UTF-8, or begins with a byte "
        "order mark that the loader keeps in the first name. So the key in it does not arrive."
    ),
    repair="Write the file again as UTF-8 without a byte order mark.",
    find=_find,
)
