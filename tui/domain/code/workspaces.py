"""Workspaces that a project's code names."""

from itertools import islice

from tui.domain.code.text import CODE, Language, SourceText
from tui.domain.code.written_call import WorkspaceMention
from tui.domain.regex import regex

_MOST = 20
_ID = regex(r"\bwrkspc_[A-Za-z0-9]{6,60}\b")
_LANGUAGES = CODE | {Language.SHELL, Language.HTTP, Language.COMPOSE}


def find_workspaces(source: SourceText) -> tuple[WorkspaceMention, ...]:
    """Return every id of a workspace in the file."""
    if source.language not in _LANGUAGES:
        return ()
    found = islice(_ID.finditer(source.text), _MOST)
    return tuple(WorkspaceMention(match.group(), source.at(match.start())) for match in found)
