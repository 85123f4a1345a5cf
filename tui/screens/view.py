"""What all screens share about showing, and nothing about keys: marks, privacy, the story, the steps taken."""

from tui.domain.reporting.marks import UNICODE, Marks
from tui.domain.reporting.steps import Step
from tui.flow.session import Session
from tui.widgets.look import Look


class View:
    """How this walk is shown; one object for all its screens. An exercise has a story, and may give a made-up key."""

    def __init__(self, marks: Marks = UNICODE, story: str = "", key_at_hand: str = "") -> None:
        self.marks = marks
        self.story = story
        self.key_at_hand = key_at_hand
        self.is_private = False
        self.visited: set[Step] = set()
        # What one step leaves for the next one: words to say there, and a wish to paste a key at once.
        self.parting = ""
        self.wants_paste = False
        # The ids of the changes that could not be put back.
        self.stuck: frozenset[str] = frozenset()

    def look(self, session: Session) -> Look:
        """Return how to show values now."""
        if not self.is_private:
            return Look(self.marks)
        from tui.domain.reporting.privacy import Veil, veil_for  # noqa: PLC0415 - deferred: nothing is hidden at first

        veil = veil_for(session.snapshot) if session.has_detected else Veil()
        return Look(self.marks, veil.hide)

    def done(self, session: Session) -> frozenset[Step]:
        """Return the steps whose work is done, and whose result still stands."""
        is_accepted = _is_accepted(session)
        stands = {
            Step.DETECT: session.has_detected,
            Step.KEYS: Step.KEYS in self.visited,
            Step.PROBE: session.verdict is not None,
            Step.FIX: Step.FIX in self.visited and (is_accepted or _is_repaired(session)),
            Step.VERIFY: is_accepted,
        }
        return frozenset(step for step in stands if stands[step])


def _is_accepted(session: Session) -> bool:
    if session.verification is None:
        return False
    from tui.flow.verify import Proof  # noqa: PLC0415 - deferred: only the last step needs it

    return session.verification.proof is Proof.ACCEPTED


def _is_repaired(session: Session) -> bool:
    """Return whether something was written or carried out, and no command is left to be pasted."""
    commands = session.plan.commands if session.plan else ()
    is_left = any(not command.is_other_way for command in commands)
    return bool(session.carried_out) or (bool(session.receipts) and not is_left)
