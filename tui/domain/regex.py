"""Regular expressions that are compiled when they are first used: a run needs few of those that are written down."""

import re
from typing import AnyStr, Generic, cast

_METHODS = ("finditer", "findall", "flags", "fullmatch", "groupindex", "match", "pattern", "search", "split", "sub")


def regex(text: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """Return what behaves as `re.compile(text, flags)` does; a fault in the text shows at the first use."""
    return cast("re.Pattern[AnyStr]", Regex(text, flags))


class Regex(Generic[AnyStr]):
    """A pattern that is not compiled yet."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile, and keep the methods where they are found without coming here again."""
        made = re.compile(self._text, self._flags)
        vars(self).update({method: getattr(made, method) for method in _METHODS})
        return getattr(made, name)
