"""One row of the table of meanings: when it fits a text, what the text then means, and what it can come from."""

import re
from collections.abc import Container
from enum import StrEnum
from typing import TypeVar

from tui.domain.clients.client_id import ClientId
from tui.domain.pasted.answerers import Who
from tui.domain.pasted.facts import Facts
from tui.domain.record import Record

_Fact = TypeVar("_Fact")


class Run(StrEnum):
    """What is run next."""

    WIZARD = "fix401"
    CHECK = "fix401 check"
    HELLO = "fix401 check --hello"
    EXPLAIN = "fix401 explain"


class Sign(Record):
    """What makes one cause likelier than its place in the row: a pattern in the masked lines, or the client."""

    cause: str
    pattern: str = ""
    client: ClientId | None = None


class Meaning(Record):
    """A row fits a text that has one of its phrases, a status or type among its own, and one of its answerers.

    Whatever is left empty is not asked for. Where statuses and types are both given, one of them
    must be in the text, and none may contradict; a status of 0 stands for a text without one.
    `words` are phrases in lower case, in which ` ... ` stands for at most sixty characters.
    `causes` are ids of the catalogue, the likely first. `answered` is false where no server was
    reached.
    """

    id: str
    means: str
    rules_out: str
    causes: tuple[str, ...]
    words: tuple[str, ...] = ()
    statuses: Container[int] = ()
    types: tuple[str, ...] = ()
    by: tuple[Who, ...] = ()
    signs: tuple[Sign, ...] = ()
    run: Run = Run.WIZARD
    answered: bool = True

    def fits(self, facts: Facts, who: Who) -> bool:
        """Return whether the row is about such a text."""
        if (self.words and not facts.text.says(self.words)) or (self.by and who not in self.by):
            return False
        by_status = _agrees(self.statuses, facts.status)
        by_type = _agrees(self.types, facts.error_type if facts.is_api_type else "")
        if by_status is False or by_type is False:
            return False
        return bool(by_status or by_type) or not (self.statuses or self.types)

    def ordered_causes(self, facts: Facts, client: ClientId | None) -> tuple[str, ...]:
        """Return the causes with those in front for which the text has a sign."""
        signs = [sign for sign in self.signs if _shows(sign, facts, client)]
        return tuple(dict.fromkeys((*(sign.cause for sign in signs), *self.causes)))


def _agrees(wanted: Container[_Fact], found: _Fact) -> bool | None:
    """Return whether a fact is among those wanted; None where the text does not tell."""
    if found in wanted:
        return True
    return False if wanted and found else None


def _shows(sign: Sign, facts: Facts, client: ClientId | None) -> bool:
    if sign.client is not None and sign.client is not client:
        return False
    pattern = re.compile(sign.pattern, re.IGNORECASE | re.MULTILINE)
    return not sign.pattern or facts.text.search(pattern) is not None
