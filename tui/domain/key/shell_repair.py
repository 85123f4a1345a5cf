"""What a shell can make of a damaged variable without being told the key."""

import re
from enum import StrEnum

from tui.domain.regex import regex

_FOREIGN_SIGN = regex(r"[^A-Za-z0-9_-]")
_LAST_START = regex(r"^.*sk-ant-", re.DOTALL)
_LAST_RUN = regex(r"^.*(sk-ant-[A-Za-z0-9_-]*).*$", re.DOTALL)


class ShellRepair(StrEnum):
    """The two ways: drop every sign that no key has, or keep the last run of signs that begins like a key."""

    REDUCE = "reduce"
    CUT = "cut"


def shell_repair(text: str, repaired: str) -> ShellRepair | None:
    """Return the way that makes the repaired text of the damaged one, None where neither does."""
    if _LAST_START.sub("sk-ant-", _FOREIGN_SIGN.sub("", text)) == repaired:
        return ShellRepair.REDUCE
    return ShellRepair.CUT if _LAST_RUN.sub(r"\1", text) == repaired else None
