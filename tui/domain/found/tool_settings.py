"""The credentials in the configuration of a tool, as far as they concern one project."""

import re
from collections.abc import Iterator, Mapping
from typing import cast

from tui.domain.clients.client import BASE_URL
from tui.domain.found.names import is_credential_name
from tui.domain.record import Record
from tui.domain.regex import regex

_OWN_NAMES = r"apiKey|api_key|anthropic[-_]api[-_]key|anthropicApiKey|anthropic|key|token"
_IS_OWN_NAME = regex(_OWN_NAMES)
_LINE = regex(
    rf"""(?<![\w.-])(?P<name>ANTHROPIC_[A-Z_]+|{_OWN_NAMES})["']?[ \t]*(?:[:=]|[ \t]value=)[ \t]*
        (?P<quote>["']?)(?P<value>[^"'\s,}}]*)(?P=quote)""",
    re.VERBOSE,
)
_REFERENCE = regex(r"\$\{|\{(?:env|file):|\{\{|^\$|^%\w+%$|^op://")
_SERVERS = frozenset({"mcpServers", "servers", "context_servers"})
# Programs that fetch a package and run it, and words that name a file or a folder of the project to them.
_FETCHERS = frozenset({"npx", "bunx", "pnpx", "uvx", "pipx", "docker", "podman"})
_LOCAL = regex(r"^\.{1,2}(?:/|$)|\.(?:py|[cm]?[jt]sx?)$")
_COMMENT = regex(r'"(?>[^"\\]|\\.)*+"|(?P<drop>//[^\n]*|/\*.*?(?:\*/|\Z)|,(?=\s*[}\]]))', re.DOTALL)
_DEEPEST = 12


class ToolSetting(Record):
    """A credential in a tool's file: its name there, its text, its 1-based line, whether another program gets it."""

    name: str
    value: str
    line: int
    is_anothers: bool = False

    def __repr__(self) -> str:
        return f"ToolSetting({self.name!r}, line={self.line})"


def without_comments(text: str) -> str:
    """Return the text of a JSON file with the comments and surplus commas that editors allow blanked out."""

    def blanked(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group()) if match["drop"] else match.group()

    return _COMMENT.sub(blanked, text)


def settings_in_document(document: object, text: str, project: str, *, is_whole: bool) -> Iterator[ToolSetting]:
    """Yield the credentials of a JSON document; `is_whole` tells that all of it concerns the project.

    Else only the servers count whose command names the project's folder, and what stands under its path.
    """
    for path, value in _leaves(document, (), project, is_ours=is_whole):
        if _is_credential(path[-1], value):
            yield ToolSetting(path[-1], value, _line_of(text, path), _is_anothers(document, path))


def settings_in_lines(text: str) -> Iterator[ToolSetting]:
    """Yield the credentials of a file of YAML, TOML or XML, a line at a time."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in () if line.lstrip().startswith("#") else _LINE.finditer(line):
            if _is_credential(match["name"], match["value"]):
                yield ToolSetting(match["name"], match["value"], number)


def is_reference(value: str) -> bool:
    """Return whether the tool, or who starts it, fills the value in from elsewhere."""
    return _REFERENCE.search(value) is not None


def _is_credential(name: str, value: str) -> bool:
    """Return whether a literal credential stands there: by its variable, or by a tool's own name and its form."""
    if is_reference(value):
        return False
    return is_credential_name(name) or (value.startswith("sk-ant-") and _IS_OWN_NAME.fullmatch(name) is not None)


def _leaves(
    value: object, path: tuple[str, ...], project: str, *, is_ours: bool
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text that concerns the project, with the names that lead to it."""
    if isinstance(value, str) and path and is_ours:
        yield path, value
    elif isinstance(value, dict) and len(path) < _DEEPEST and BASE_URL not in value:
        # Where another host is set as well, the key beside it may be that host's.
        mapping = cast("dict[str, object]", value)
        named, given = mapping.get("name"), mapping.get("value")
        if is_ours and isinstance(named, str) and isinstance(given, str):
            yield (*path, named), given
        for name, item in mapping.items():
            is_server = bool(path) and path[-1] in _SERVERS and _names_project(item, project)
            yield from _leaves(item, (*path, name), project, is_ours=is_ours or name == project or is_server)
    elif isinstance(value, list) and len(path) < _DEEPEST:
        for item in cast("list[object]", value):
            if isinstance(item, dict | list):
                yield from _leaves(cast("object", item), path, project, is_ours=is_ours)


def _names_project(server: object, project: str) -> bool:
    """Return whether a server is started from the project's folder."""
    if not isinstance(server, dict):
        return False
    mapping = cast("Mapping[str, object]", server)
    arguments = mapping.get("args")
    words = [
        mapping.get("command"),
        mapping.get("cwd"),
        *(cast("list[object]", arguments) if isinstance(arguments, list) else []),
    ]
    return any(isinstance(word, str) and (word == project or word.startswith(f"{project}/")) for word in words)


def _is_anothers(document: object, path: tuple[str, ...]) -> bool:
    """Return whether the value belongs to a server that is fetched as a package, so is no program of the project."""
    for index, name in enumerate(path):
        if not isinstance(document, dict):
            return False
        document = cast("dict[str, object]", document).get(name)
        if index and path[index - 1] in _SERVERS:
            return isinstance(document, dict) and _is_fetched(cast("dict[str, object]", document))
    return False


def _is_fetched(server: Mapping[str, object]) -> bool:
    command, arguments = server.get("command"), server.get("args")
    program = (
        re.split(r"[/\\]", command)[-1].removesuffix(".cmd").removesuffix(".exe") if isinstance(command, str) else ""
    )
    words = cast("list[object]", arguments) if isinstance(arguments, list) else []
    is_local = any(isinstance(word, str) and _LOCAL.search(word) is not None for word in words)
    return program in _FETCHERS and not is_local


def _line_of(text: str, path: tuple[str, ...]) -> int:
    position = 0
    for name in path:
        found = text.find(f'"{name}"', position)
        position = found if found >= 0 else position
    return text.count("\n", 0, position) + 1
