"""Which names are most like a given one."""

from collections.abc import Iterable

_MOST = 3


def most_similar(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of the candidates that share the most words, the most alike by letters first."""
    ranked = sorted(((_likeness(name, candidate), candidate) for candidate in candidates), reverse=True)
    return tuple(candidate for likeness, candidate in ranked[:_MOST] if likeness[0] == ranked[0][0][0])


def sharing_a_word(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of the candidates that share the most words with the name, none where none shares one."""
    return tuple(item for item in most_similar(name, candidates) if _likeness(name, item)[0])


def nearest(name: str, candidates: Iterable[str]) -> str:
    """Return the candidate that was most likely meant by a mistyped name, or an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415 - deferred: only what is mistyped needs it

    return next(iter(get_close_matches(name.lower().replace("_", "-"), tuple(candidates), n=1)), "")


def _likeness(name: str, candidate: str) -> tuple[int, float]:
    shared_words = {word for word in name.lower().split("-") if word.isalpha()} & set(candidate.lower().split("-"))
    first, second = _pairs(name.lower()), _pairs(candidate.lower())
    both = first | second
    return len(shared_words), len(first & second) / len(both) if both else 0.0


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
