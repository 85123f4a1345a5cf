"""Keys that were pasted more than once, or upon the beginning of one."""

from tui.domain.key.flaw import Flaw, FlawKind
from tui.domain.regex import regex

_START = regex(r"(?=sk-ant-)")
_BEGINNING = regex(r"(?:sk-)+|sk-ant-(?:[a-z]{2,6}\d{0,2}-)?")
_BETWEEN = " \t\r\n\v\f,;|\"'`"
_KEY = regex(r"[A-Za-z0-9_-]+")
_SHORTEST_HALF = 20


def split_at_keys(text: str) -> list[str]:
    """Return the text in pieces, each of which begins where a key of Anthropic's does."""
    return [piece for piece in _START.split(text) if piece]


def is_beginning(piece: str) -> bool:
    """Return whether a piece is what keys begin with and nothing more."""
    return _BEGINNING.fullmatch(piece) is not None


def without_repetition(text: str, flaws: list[Flaw]) -> str | None:
    """Return the key that stands there more than once, the text itself where two differ, None where one stands."""
    pieces = [piece.strip(_BETWEEN) for piece in split_at_keys(text)]
    if len(pieces) < 2:
        return _half(text, flaws)
    whole = [piece for piece in pieces if not is_beginning(piece)]
    if not whole or not all(piece.startswith("sk-ant-") and _KEY.fullmatch(piece) for piece in whole):
        return None
    longest = max(whole, key=len)
    if not all(longest.startswith(piece) for piece in whole):
        flaws.append(Flaw(FlawKind.TWICE, "the key is followed by another one"))
        return text
    times = f"the key stands there {'twice' if len(whole) == 2 else f'{len(whole)} times'}"
    flaws.append(Flaw(FlawKind.TWICE, times if len(whole) > 1 else "the key begins twice"))
    return longest


def _half(text: str, flaws: list[Flaw]) -> str | None:
    """Return the first half of a text whose halves are equal, as of another provider's key."""
    half = text[: len(text) // 2]
    if len(half) < _SHORTEST_HALF or text != half * 2 or not _KEY.fullmatch(half) or not half.startswith("sk-"):
        return None
    flaws.append(Flaw(FlawKind.TWICE, "the key stands there twice"))
    return half
