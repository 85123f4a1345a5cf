"""The rungs of the ladder from this machine to an answer of the API, and what each of them rules out."""

from enum import StrEnum

from tui.domain.record import Record


class RungKind(StrEnum):
    """What a rung is about, from the lowest up; the values appear in `--json`."""

    NAME = "dns"
    CONNECTION = "connect"
    PROXY = "proxy"
    TLS = "tls"
    HTTP = "http"
    KEY = "auth"
    MODEL = "model"
    HELLO = "hello"

    @property
    def height(self) -> int:
        """How many kinds lie below."""
        return _HEIGHTS[self]

    @property
    def word(self) -> str:
        """The kind's name for people."""
        return _WORDS[self]


class Result(StrEnum):
    """How a rung holds; the values appear in `--json`."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "could-not-check"


_HEIGHTS = {kind: height for height, kind in enumerate(RungKind)}
_WORDS = {
    RungKind.NAME: "name",
    RungKind.CONNECTION: "connection",
    RungKind.PROXY: "proxy",
    RungKind.TLS: "TLS",
    RungKind.HTTP: "HTTP",
    RungKind.KEY: "key",
    RungKind.MODEL: "model",
    RungKind.HELLO: "paid call",
}
_RULED_OUT = {
    RungKind.NAME: "a misspelt host and a name server that does not answer",
    RungKind.CONNECTION: "a firewall that lets nothing through to this port",
    RungKind.PROXY: "a proxy that is gone, refuses or wants a login",
    RungKind.TLS: "an interception that this client distrusts, an old certificate and a wrong clock",
    RungKind.HTTP: "the network as a whole: the request arrived and was answered",
    RungKind.KEY: "everything about the key: its text, its kind and its place",
    RungKind.MODEL: "a model that is retired, misspelt or closed to this key",
    RungKind.HELLO: "an account without credit",
}
_BELOW_THE_KEY = "the key: no answer was about it, so nothing here speaks against it"
_AT_THE_KEY = "the network: the request arrived and the key was judged"
_ABOVE_THE_KEY = "the network and the key: both were good enough to be asked about more"


class Rung(Record):
    """One rung and how it holds.

    `about` tells rungs of one kind apart, such as an address family; `milliseconds` is None where
    the time is part of another rung's, or none was spent; `facts` are further labels and what belongs
    to them. `was_tried` is False where nothing was sent.
    """

    kind: RungKind
    result: Result
    text: str
    milliseconds: float | None = None
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    was_tried: bool = True

    @property
    def name(self) -> str:
        """What the rung is called: what it is about, where that says enough."""
        return self.about if self.about and self.kind is RungKind.CONNECTION else self.kind.word

    @property
    def identity(self) -> tuple[RungKind, str]:
        """What makes it the same rung when it is walked again."""
        return self.kind, self.about

    @property
    def rules_out(self) -> str:
        """What need not be looked at any more; empty where the rung tells nothing."""
        match self.result:
            case Result.OK | Result.WARN:
                return _RULED_OUT[self.kind]
            case Result.UNKNOWN:
                return ""
            case Result.FAIL if not self.was_tried:
                return ""
            case Result.FAIL if self.kind.height < RungKind.KEY.height:
                return _BELOW_THE_KEY
            case Result.FAIL:
                return _AT_THE_KEY if self.kind is RungKind.KEY else _ABOVE_THE_KEY


def failing(rungs: tuple[Rung, ...]) -> Rung | None:
    """Return the lowest rung that fails, None where all hold."""
    return next((rung for rung in rungs if rung.result is Result.FAIL), None)
