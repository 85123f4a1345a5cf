"""A prober that answers from a table; it passes the same suite as the real one."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

from tui.domain.probing.probe import Accepted, Cancelled, ProbeOutcome, ProbeRequest, Rejected, TimedOut, Variant
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.probing.sendable import unsendable
from tui.flow.ports import Cancellation

_API = Responder(ResponderKind.API)
Answer = Callable[[ProbeRequest], ProbeOutcome]
Asked = str | tuple[str, Variant]


def accepts(*models: str) -> Answer:
    """Return an answer of the API that takes the key."""
    return lambda request: Accepted(
        request,
        30.0,
        200,
        request_id="req_good",
        speaks_anthropic=True,
        models=models or ("claude-haiku-4-5",),
        responder=_API,
    )


def rejects(request: ProbeRequest) -> ProbeOutcome:
    """Answer as the API does for a key that it does not know."""
    return Rejected(
        request,
        25.0,
        401,
        "authentication_error",
        "API key is invalid.",
        "req_bad",
        speaks_anthropic=True,
        responder=_API,
    )


class FakeProber:
    """Looks a request up by its text and variant, then by its text alone; what is not in the table is refused.

    Texts in `stuck` get no answer. `sent` lists every request that would have gone out.
    """

    def __init__(self, answers: Mapping[Asked, Answer] | None = None, *, stuck: Sequence[str] = ()) -> None:
        self.answers = dict(answers or {})
        self.stuck = frozenset(stuck)
        self.sent: list[ProbeRequest] = []

    def send(
        self, requests: Sequence[ProbeRequest], cancellation: Cancellation, *, deadline: float
    ) -> Iterator[ProbeOutcome]:
        stopped = threading.Event()
        cancellation.on_cancel(stopped.set)
        waiting: list[ProbeRequest] = []
        for request in requests:
            refused = unsendable(request)
            if refused:
                yield refused
            elif cancellation.is_set() or request.secret.reveal() in self.stuck:
                waiting.append(request)
            else:
                self.sent.append(request)
                yield self._answer(request)
        was_stopped = bool(waiting) and stopped.wait(deadline)
        for request in waiting:
            yield Cancelled(request, 0.0, "stopped") if was_stopped else TimedOut(request, 0.0, "no answer")

    def _answer(self, request: ProbeRequest) -> ProbeOutcome:
        text = request.secret.reveal()
        return self.answers.get((text, request.variant), self.answers.get(text, rejects))(request)
