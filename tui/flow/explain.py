"""What a pasted error text means: the decoded text, with the causes that the catalogue knows and what to run next."""

from tui.causes.registry import cause
from tui.domain.judging.cause import Cause
from tui.domain.pasted.decode import Decoded, decode
from tui.domain.pasted.meaning import Meaning, Run
from tui.domain.record import Record

_OFTEN_PASTED = "the exception's last lines, the answer's body in braces, or all that `curl -v` prints"


class Explanation(Record):
    """A decoded text and its causes, the likely first; `command` is one line that can be pasted into a shell."""

    decoded: Decoded
    causes: tuple[Cause, ...]
    command: str
    notes: tuple[str, ...]

    @property
    def meaning(self) -> Meaning | None:
        """What the text means; None where it is not recognised."""
        return self.decoded.meaning


def explain_text(data: bytes, *, is_cut: bool = False) -> Explanation:
    """Return the explanation of a pasted text; `is_cut` says that there was more of it."""
    decoded = decode(data)
    known = tuple(found for cause_id in decoded.causes if (found := cause(cause_id)))
    return Explanation(decoded, known, _command(decoded, known), tuple(_notes(decoded, is_cut=is_cut)))


def _command(decoded: Decoded, causes: tuple[Cause, ...]) -> str:
    run = decoded.meaning.run if decoded.meaning else Run.WIZARD
    if run is Run.EXPLAIN:
        return f"{run} {causes[0].id}" if causes else Run.WIZARD.value
    client = decoded.sender.client if decoded.sender else None
    return f"{run} --client {client}" if client else run.value


def _notes(decoded: Decoded, *, is_cut: bool) -> list[str]:
    notes: list[str] = []
    if decoded.meaning is None:
        notes.append(f"What helps: {_OFTEN_PASTED}.")
    if decoded.credentials:
        notes.append("The text holds a credential in full. Whoever can read it can use it: do not post it.")
    if is_cut:
        notes.append("Only the last 1 MB was looked at.")
    return notes
