"""The last look at what is about to be written: no mask, no placeholder and no empty value ever takes a key's place."""

from collections import Counter

from tui.domain.dotenv.definition import is_credential_name
from tui.domain.dotenv.pairs import read_pairs
from tui.domain.key.secret import is_marker
from tui.domain.key.shape import Shape
from tui.domain.key.value import read_value

_STAND_INS = frozenset({Shape.EMPTY, Shape.PLACEHOLDER, Shape.MASKED})


def stand_in_written(before: bytes, after: bytes) -> str:
    """Return the variable that would get a mask, a placeholder or nothing in the place of a key, else an empty text."""
    more = _stand_ins(after) - _stand_ins(before)
    return next(iter(more), "")


def _stand_ins(data: bytes) -> Counter[str]:
    """Count by their names the variables for a credential that hold none."""
    found = (name for name, value in read_pairs(data) if is_credential_name(name) and _is_stand_in(value))
    return Counter(found)


def _is_stand_in(value: str) -> bool:
    return is_marker(value) or read_value(value).shape in _STAND_INS
