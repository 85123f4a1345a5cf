"""Models that a project's code asks for: what stands in its calls, not what it lists in a table."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.code.assignments import assignments
from tui.domain.code.text import CODE, Language, SourceText, arguments
from tui.domain.code.written_call import ModelMention
from tui.domain.regex import regex

_MOST = 50
_CALL = regex(r"(?:\.(?:create|stream|parse)|\bcount_?[tT]okens|\bChatAnthropic)\s*\(")
_BY_NAME = regex(r"""\banthropic(?:\.(?:chat|messages|languageModel))?\s*\(\s*["'`](claude-[\w.-]+)["'`]""")
_NAMED = regex(r"""(?<![\w$])\\?["']?model\\?["']?\s*[=:]\s*\\?["'`](claude-[\w.-]+)\\?["'`]""", re.IGNORECASE)
_CONSTANT = regex(r"""(?<![\w$])["']?model["']?\s*[=:]\s*([A-Za-z_$][\w$]*)(?![\w$.(\["'`])""")
_SHORTHAND = regex(r"(?<=[{,\s])(model)\s*(?=[,}])")
_TEXT = r"""(?P<quote>["'`])(?P<model>claude-[\w.-]+)(?P=quote)"""
_REQUESTS = frozenset({Language.SHELL, Language.HTTP})


def find_models(source: SourceText) -> tuple[ModelMention, ...]:
    """Return the Claude models that the file's calls name, directly or by a constant of the same file."""
    if source.language in _REQUESTS:
        return tuple(_mention(source, match) for match in islice(_NAMED.finditer(source.text), _MOST))
    return tuple(_in_calls(source)) if source.language in CODE else ()


def _in_calls(source: SourceText) -> Iterator[ModelMention]:
    if "@ai-sdk/anthropic" in source.text:
        yield from (_mention(source, match) for match in islice(_BY_NAME.finditer(source.text), _MOST))
    calls = list(islice(_CALL.finditer(source.text), _MOST))
    followed: set[str] = set()
    for call in calls:
        inside = arguments(source.text, call.end())
        for match in _NAMED.finditer(inside):
            yield _mention(source, match, call.end())
        names = [match.group(1) for pattern in (_CONSTANT, _SHORTHAND) for match in pattern.finditer(inside)]
        for name in names:
            if name not in followed:
                followed.add(name)
                yield from _assigned(source, name, calls)


def _assigned(source: SourceText, name: str, calls: list[re.Match[str]]) -> Iterator[ModelMention]:
    for match, is_only in assignments(source.text, name, _TEXT, calls):
        if is_only:
            yield ModelMention(match["model"], source.at(match.start("model")))


def _mention(source: SourceText, match: re.Match[str], offset: int = 0) -> ModelMention:
    return ModelMention(match.group(1), source.at(offset + match.start()))
