"""A walker that knows its rungs beforehand."""

import threading
from collections.abc import Iterator, Sequence

from tui.domain.probing.probe import ProbeRequest
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.flow.ports import Cancellation

HELD = (
    Rung(RungKind.NAME, Result.OK, "160.79.104.10", 4.0, facts=(("name", "api.anthropic.com"),)),
    Rung(RungKind.CONNECTION, Result.OK, "160.79.104.10 took the connection", 12.0, "IPv4"),
    Rung(
        RungKind.TLS,
        Result.OK,
        "TLSv1.3, api.anthropic.com <- E7 <- Example Root",
        25.0,
        facts=(("protocol", "TLSv1.3"),),
    ),
)


class FakeWalker:
    """Yields these rungs; with `gated` the rest after the first waits until `may_go_on`. `walks` counts."""

    def __init__(self, rungs: Sequence[Rung] = HELD, *, gated: bool = False) -> None:
        self.rungs = tuple(rungs)
        self.walks = 0
        self.deadlines: list[float] = []
        self.may_go_on = threading.Event()
        if not gated:
            self.may_go_on.set()

    def walk(self, request: ProbeRequest, cancellation: Cancellation, *, deadline: float) -> Iterator[Rung]:
        del request
        self.walks += 1
        self.deadlines.append(deadline)
        cancellation.on_cancel(self.may_go_on.set)
        for number, rung in enumerate(self.rungs):
            if number:
                self.may_go_on.wait(20)
            if cancellation.is_set():
                return
            yield rung
