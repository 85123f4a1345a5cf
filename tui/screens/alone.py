"""Tests single keys for a step: asks once a walk for consent, sends beside the screen, stops when the step is left."""

from tui.domain.key.secret import Secret
from tui.domain.reporting.alone import LoneResult, LoneTest
from tui.flow.cancellation import StopSignal
from tui.flow.keys import Candidate
from tui.screens.background import in_background
from tui.screens.confirm import ConfirmOverlay
from tui.screens.step_screen import StepScreen

_QUESTION = "Test this key alone?"
_ODD_QUESTION = "This does not look like a key of Claude. Test it all the same?"


class LoneTests:
    """The tests that one step has under way; their results stand in the session."""

    def __init__(self, screen: StepScreen) -> None:
        self._screen = screen
        self._session = screen.session
        self._stop = StopSignal()
        self._under_way: set[Secret] = set()

    def is_under_way(self, secret: Secret) -> bool:
        """Return whether the answer for this key is still to come."""
        return secret in self._under_way

    def stop(self) -> None:
        """Close the connections; what they would have brought is dropped."""
        self._stop.set()

    def begin(self, chosen: Candidate) -> None:
        """Test a key, at once where the host is agreed to and the text has the form of a key of Claude."""
        test = self._session.lone_test(chosen)
        if self.is_under_way(test.value.secret):
            return
        if test.refusal:
            self._screen.say(f"{self._screen.look.marks.unknown} not sent: {test.refusal}", "$warning")
        elif not test.sent or (self._session.has_agreed_to_lone_tests and test.looks_like_a_key):
            self._send(test)
        else:
            self._ask(test)

    def _ask(self, test: LoneTest) -> None:
        def answered(agreed: bool | None) -> None:  # noqa: FBT001 - the shape that push_screen calls back with
            if agreed:
                self._session.has_agreed_to_lone_tests = True
                self._send(test)

        question = _QUESTION if test.looks_like_a_key else _ODD_QUESTION
        facts = (
            ("to", self._screen.look.hide(test.host)),
            ("sends", _sends(test)),
            ("key", test.value.best.hint),
        )
        self._screen.app.push_screen(ConfirmOverlay(question, "Test it", self._screen.view.marks, facts), answered)

    def _send(self, test: LoneTest) -> None:
        secret = test.value.secret
        self._under_way.add(secret)
        self._screen.refresh_view()

        def landed(_: LoneResult) -> None:
            self._under_way.discard(secret)
            self._screen.refresh_view()

        in_background(self._screen, lambda: self._session.ask_alone(test, self._stop), landed)


def _sends(test: LoneTest) -> str:
    forms = " and ".join(request.variant.value for request in test.sent)
    if len(test.sent) == 1:
        return "one free request: GET /v1/models"
    return f"{len(test.sent)} free requests: GET /v1/models, {forms}"
