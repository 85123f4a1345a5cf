"""What undo says and shows, the same on both steps that offer it."""

from collections.abc import Iterable

from tui.flow.ports import Receipt, Refusal
from tui.flow.session import Session
from tui.screens.not_undone import NotUndoneOverlay
from tui.screens.step_screen import StepScreen


def put_back_words(receipts: Iterable[Receipt]) -> str:
    """Return which files are as they were."""
    return f"put back: {', '.join(dict.fromkeys(receipt.shown for receipt in receipts))}"


def nothing_to_undo(session: Session) -> str:
    """Return why there is nothing to put back."""
    if session.carried_out:
        return "what was done in this exercise stays; the next start of the lab begins anew"
    return "already put back" if session.has_put_back else "nothing was written in this walk"


def refusal_words(refusal: Refusal) -> str:
    """Return why nothing was changed, and what to do by hand."""
    return f"{refusal.reason}; {refusal.by_hand}" if refusal.by_hand else refusal.reason


def show_not_undone(screen: StepScreen, refusal: Refusal) -> None:
    """Say why nothing was put back; where the file was edited since, show what would have changed."""
    screen.view.stuck = frozenset(receipt.id for receipt in screen.session.receipts)
    screen.refresh_view()
    words = refusal.reason if refusal.diff else refusal_words(refusal)
    screen.say(f"{screen.view.marks.fail} not undone: {words}", "$error")
    if refusal.diff:
        screen.app.push_screen(NotUndoneOverlay(refusal, screen.look))
