"""Text of a server made fit to be shown: without keys, without control characters, and short."""

import re

from tui.domain.origin import printable
from tui.domain.regex import regex

MASK = "<masked>"
_LONGEST = 300
_PREFIXED = regex(r"\bsk-[\w-]{6,}", re.ASCII)
_BEARER = regex(r"\b(bearer\s+)(?=\S*\d)\S{8,}", re.IGNORECASE)
_RUN = regex(r"[A-Za-z0-9_+/=.-]{20,}")
# Ids that the API gives out and that open nothing.
_ID = regex(r"(?:req|wrkspc|fdrl)_[A-Za-z0-9]{1,40}\.?")
_SEPARATORS = regex(r"[-_+/=.]+")
_WORD = regex(r"[A-Za-z]{0,20}|[0-9]{1,8}|[A-Za-z0-9]{1,4}")


def scrub(text: str) -> str:
    """Return the text on one line, cut at 300 characters, with everything that looks like a key masked."""
    flat = " ".join(text.split())
    flat = _PREFIXED.sub(MASK, flat)
    flat = _BEARER.sub(rf"\1{MASK}", flat)
    flat = printable(_RUN.sub(_masked_run, flat))
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 3]}..."


def looks_made_by_a_machine(run: str) -> bool:
    """Return whether a run of characters holds digits and is not made of words and dates, as a model's name is."""
    if not any(character.isdigit() for character in run):
        return False
    return not all(_WORD.fullmatch(part) for part in _SEPARATORS.split(run))


def _masked_run(match: re.Match[str]) -> str:
    run = match.group()
    return MASK if looks_made_by_a_machine(run) and not _ID.fullmatch(run) else run
