"""A cause that was found: its sentence, its evidence and what repairs it."""

from enum import StrEnum

from tui.domain.dotenv.edit import Edit
from tui.domain.key.secret import Secret
from tui.domain.record import Record

OTHER_WAY = "or "


class Certainty(StrEnum):
    """Whether an answer isolates the cause, or the evidence only fits."""

    PROVEN = "proven"
    LIKELY = "likely"


class Reach(StrEnum):
    """How far a remedy reaches."""

    SHELL = "this shell"
    PROJECT = "this project"
    USER = "this user"


class Remedy(Record):
    """One way to repair: an edit we can make, a command to paste, or a step for the person.

    Exactly one of `edit` and `command` is set for those kinds; `unsets` names the variables
    that the command removes from the environment of this shell, `sets` those that it gives a
    value, so that both can be tried without the command being run. Commands hold no key. A title that
    begins with `then` or `or` hangs on the remedy before it; `is_question` finds out and repairs nothing.
    """

    id: str
    title: str
    reach: Reach
    edit: Edit | None = None
    command: str = ""
    file: str = ""
    unsets: tuple[str, ...] = ()
    sets: tuple[tuple[str, Secret], ...] = ()
    is_question: bool = False

    @property
    def is_sequel(self) -> bool:
        """Whether it is done behind the one before it, and is nothing without it."""
        return self.title.startswith("then ")

    @property
    def is_other_way(self) -> bool:
        """Whether it is done in the place of the one before it."""
        return self.title.startswith(OTHER_WAY)

    @property
    def kind(self) -> str:
        """`edit`, `command` or `manual`."""
        return "edit" if self.edit else "command" if self.command else "manual"


class EvidenceLine(Record):
    """One observation: where, and what was seen there."""

    origin: str
    text: str


class Diagnosis(Record):
    """A cause that fits this set-up.

    `title` is one sentence about this very set-up, without a full stop; `explanation` says
    why it makes calls fail; `remedies` come best first.
    """

    cause_id: str
    certainty: Certainty
    title: str
    explanation: str
    evidence: tuple[EvidenceLine, ...] = ()
    remedies: tuple[Remedy, ...] = ()
