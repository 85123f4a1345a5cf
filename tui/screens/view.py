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

    def look(self, session: Session) -> Look:
        """Return how to show values now."""
        if not self.is_private:
            return Look(self.marks)
        from tui.domain.reporting.privacy import Veil, veil_for  # noqa: PLC0415 - deferred: nothing is hidden at first

        veil = veil_for(session.snapshot) if session.has_detected else Veil()
        return Look(self.marks, veil.hide)

    def done(self, session: Session) -> frozenset[Step]:
        """Return the steps whose result still stands."""
        is_put_back = session.has_put_back and not session.receipts
        stands = {
            Step.DETECT: session.has_detected,
            Step.KEYS: Step.KEYS in self.visited,
            Step.PROBE: session.verdict is not None,
            Step.FIX: session.plan is not None and Step.FIX in self.visited and not is_put_back,
            Step.VERIFY: session.verification is not None,
        }
        return frozenset(step for step in stands if stands[step])
