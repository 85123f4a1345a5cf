"""A pasted text decoded: which client wrote it, who answered, what it means and what it can come from."""

from tui.domain.pasted.answerers import NOBODY, Answerer, answerer_of
from tui.domain.pasted.clients import Sender, sender_of
from tui.domain.pasted.facts import Facts, facts_of
from tui.domain.pasted.mask import credentials_in
from tui.domain.pasted.meaning import Meaning
from tui.domain.pasted.table import MEANINGS
from tui.domain.pasted.text import pasted_text
from tui.domain.record import Record


class Decoded(Record):
    """Everything that a text tells; `meaning` is None where it is not recognised.

    `causes` are ids of the catalogue, the likely first; `credentials` is how many the text held.
    """

    facts: Facts
    sender: Sender | None
    answerer: Answerer
    meaning: Meaning | None
    causes: tuple[str, ...]
    credentials: int


def decode(data: bytes) -> Decoded:
    """Return what a pasted text tells; it is masked before anything looks at it."""
    text = pasted_text(data)
    facts = facts_of(text)
    sender = sender_of(text)
    answerer = answerer_of(facts)
    meaning = next((row for row in MEANINGS if row.fits(facts, answerer.who)), None)
    client = sender.client if sender else None
    return Decoded(
        facts=facts,
        sender=sender,
        answerer=answerer if meaning is None or meaning.answered else NOBODY,
        meaning=meaning,
        causes=meaning.ordered_causes(facts, client) if meaning else (),
        credentials=credentials_in(text.lines),
    )
