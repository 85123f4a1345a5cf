"""Which names are most like a given one."""

from collections.abc import Iterable

_MOST = 3


def most_similar(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return at most three candidates, those that share the most words first, then the most letter pairs."""
    ranked = sorted(candidates, key=lambda candidate: _likeness(name, candidate), reverse=True)
    return tuple(ranked[:_MOST])


def _likeness(name: str, candidate: str) -> tuple[int, float]:
    shared_words = {word for word in name.lower().split("-") if word.isalpha()} & set(candidate.lower().split("-"))
    first, second = _pairs(name.lower()), _pairs(candidate.lower())
    both = first | second
    return len(shared_words), len(first & second) / len(both) if both else 0.0


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
