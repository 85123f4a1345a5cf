"""Reads the assignments in a PowerShell profile, without running anything."""

import re
from collections.abc import Iterator

from tui.domain.regex import regex
from tui.domain.shell.profile_reading import ProfileAssignment

_BLOCK_COMMENT = regex(r"<#.*?(?:#>|\Z)", re.DOTALL)
_TEXT = r"""'(?:[^'\n]|'')*'|"(?:[^"`\n]|`.|"")*"|[^\s;#,)]+"""
_NAME = r"""["']?(?P<{group}>[A-Za-z_]\w*)["']?"""
_STATEMENTS = (
    regex(rf"\$(?P<scope>env:)?(?P<name>[A-Za-z_]\w*)\s*=\s*(?P<value>{_TEXT})", re.IGNORECASE),
    regex(rf"\$\{{(?P<scope>env:)?(?P<name>[A-Za-z_]\w*)\}}\s*=\s*(?P<value>{_TEXT})", re.IGNORECASE),
    regex(
        rf"\[(?:System\.)?Environment\]::SetEnvironmentVariable\(\s*{_NAME.format(group='name')}\s*,"
        rf"\s*(?P<value>{_TEXT})",
        re.IGNORECASE,
    ),
    regex(rf"setx(?:\.exe)?\s+(?:/m\s+)?{_NAME.format(group='name')}\s+(?P<value>{_TEXT})", re.IGNORECASE),
    regex(
        rf"""(?:Set|New)-Item\s+(?:-Path\s+)?["']?Env:[\\/]?{_NAME.format(group="name")}\s+(?:-Value\s+)?"""
        rf"(?P<value>{_TEXT})",
        re.IGNORECASE,
    ),
)
_BACKTICK = regex(r"`(.)")
_REFERENCE = regex(r"(?<!`)\$[({\w]")


def read_powershell_profile(text: str) -> tuple[ProfileAssignment, ...]:
    """Return the definitions in a PowerShell profile, in order."""
    bare = _BLOCK_COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return tuple(item for line, content in enumerate(bare.split("\n"), start=1) for item in _line(content, line))


def _line(content: str, line: int) -> Iterator[ProfileAssignment]:
    commented = content.lstrip().startswith("#")
    rest = content.lstrip("# \t")
    while rest:
        match = next((found for pattern in _STATEMENTS if (found := pattern.match(rest))), None)
        if match:
            yield _assignment(match, line, commented=commented)
            rest = rest[match.end() :]
        rest = _next_statement(rest)


def _next_statement(rest: str) -> str:
    """Return what follows the next semicolon or opening brace, comments and strings skipped."""
    for match in re.finditer(r"""'[^']*'|"(?:[^"`]|`.)*"|(#)|[;{]""", rest):
        if match.group(1):
            return ""
        if match.group() in {";", "{"}:
            return rest[match.end() :].lstrip()
    return ""


def _assignment(match: re.Match[str], line: int, *, commented: bool) -> ProfileAssignment:
    groups = match.groupdict()
    raw = groups["value"]
    is_reference = False
    if raw.startswith("'"):
        value = raw[1:-1].replace("''", "'")
    elif raw.startswith('"'):
        is_reference = _REFERENCE.search(raw) is not None
        value = _BACKTICK.sub(r"\1", raw[1:-1].replace('""', '"'))
    else:
        # Behind `=`, bare text is a command to run; as an argument, it is text.
        is_reference = raw[0] in "$(@" or "scope" in groups
        value = raw
    exported = "scope" not in groups or groups["scope"] is not None
    return ProfileAssignment(groups["name"], value, line, exported, commented, is_reference)
