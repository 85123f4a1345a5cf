"""Which of several credentials a version of a client sends, and which one beside it."""

from collections.abc import Sequence

from tui.domain.clients.claude_code import CLOUDS, STORED_KEY
from tui.domain.clients.client import ClientChoice, Place
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.record import Record

_TOKEN_NAMES = frozenset({"auth_token", "authToken", "authorization"})
_PAIRED = frozenset({Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE})


class Candidate(Record):
    """A definition that a client reads, its place, and whether the code hands it over itself.

    `header` is set where the definition itself says in which one it goes out.
    """

    finding: Finding
    place: Place
    is_passed: bool = False
    header: Header | None = None

    @property
    def is_token(self) -> bool:
        """Whether it is sent as a token and not as a key."""
        if self.place is Place.LITERAL:
            return self.finding.variable in _TOKEN_NAMES
        return self.place is not Place.KEY_VARIABLE and self.finding.variable != STORED_KEY


class Contest(Record):
    """The winner, and the other credential that goes out beside it.

    `barrier` decides in the place of them all, `declined` is a key that is left aside.
    """

    winner: Candidate | None = None
    companion: Candidate | None = None
    barrier: Finding | None = None
    declined: Finding | None = None

    def rule_against(self, client: ClientChoice, candidate: Candidate) -> str:
        """Return why the candidate loses, or an empty text where it does not."""
        name = client.rules.name
        if candidate in (self.winner, self.companion) or candidate.finding is self.barrier:
            return ""
        if candidate.finding is self.declined:
            return f"declined in {name}; only `claude -p` uses it"
        if self.barrier is not None and self.barrier.variable in CLOUDS:
            return f"{self.barrier.variable} sends {name} to {CLOUDS[self.barrier.variable].name}"
        place = Place.HELPER if self.barrier is not None else self.winner.place if self.winner else None
        return f"{name} takes {place.value if place else 'another'} first"


def contest(client: ClientChoice, candidates: Sequence[Candidate], empty: Sequence[Candidate]) -> Contest:
    """Return what this version sends of the candidates, which come in the order of the client's places."""
    generation = client.generation
    first = next(iter(candidates), None)
    if first is None:
        return Contest()
    if generation.literal_is_alone and first.place is Place.LITERAL:
        return Contest(first)
    counted = [item for item in empty if generation.empty_counts and item.place in _PAIRED]
    key = _first(candidates, counted, is_token=False)
    token = _first(candidates, counted, is_token=True)
    if key is None or token is None or token.place not in _PAIRED:
        return Contest(first if generation.literal_is_alone else key or token)
    if not generation.sends_both:
        return Contest(key if key.finding.value.length else None)
    return Contest(key, token) if key.finding.value.length else Contest(token, key)


def _first(candidates: Sequence[Candidate], empty: Sequence[Candidate], *, is_token: bool) -> Candidate | None:
    """Return the first that has a value, else the first that counts without one."""
    return next((item for item in (*candidates, *empty) if item.is_token is is_token), None)
