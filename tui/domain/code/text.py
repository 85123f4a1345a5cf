"""The text of a project's file: its language, its lines without comments, the arguments of a call."""

import re
from enum import StrEnum
from typing import Any

from tui.domain.origin import Origin
from tui.domain.record import Record
from tui.domain.regex import regex


class Language(StrEnum):
    """What a file is written in, as far as the search for signs needs to know."""

    PYTHON = "Python"
    NOTEBOOK = "notebook"
    SCRIPT = "JavaScript or TypeScript"
    SHELL = "shell"
    HTTP = "HTTP request"
    DOCKERFILE = "Dockerfile"
    COMPOSE = "compose"
    PACKAGE_JSON = "package.json"
    REQUIREMENTS = "Python requirements"
    LOCK = "lock file"
    SERVICE = "service"


CODE = frozenset({Language.PYTHON, Language.NOTEBOOK, Language.SCRIPT})
_SUFFIXES = {
    **dict.fromkeys(("py", "pyw"), Language.PYTHON),
    **dict.fromkeys(("js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts"), Language.SCRIPT),
    **dict.fromkeys(("sh", "bash", "zsh", "fish", "mk"), Language.SHELL),
    **dict.fromkeys(("http", "rest"), Language.HTTP),
    **dict.fromkeys(("service", "plist", "cron", "crontab"), Language.SERVICE),
    "ipynb": Language.NOTEBOOK,
}
_NAMES = {
    **dict.fromkeys(("makefile", "gnumakefile", "justfile", "procfile", ".envrc"), Language.SHELL),
    **dict.fromkeys(("pyproject.toml", "setup.cfg", "pipfile", "environment.yml"), Language.REQUIREMENTS),
    **dict.fromkeys(("uv.lock", "poetry.lock"), Language.LOCK),
    **dict.fromkeys(("package.json", "deno.json", "deno.jsonc"), Language.PACKAGE_JSON),
    "index.html": Language.SCRIPT,
    "crontab": Language.SERVICE,
}
_PATTERNS = (
    (regex(r"requirements[\w.-]*\.(?:txt|in)"), Language.REQUIREMENTS),
    (regex(r"(?:docker-)?compose[\w.-]*\.ya?ml"), Language.COMPOSE),
    (regex(r"(?:[\w.-]+\.)?dockerfile|dockerfile\.[\w.-]+|containerfile"), Language.DOCKERFILE),
)
_PATTERN_SUFFIXES = {"txt", "in", "yml", "yaml", "dockerfile", "containerfile"}
# The last three characters of every name of interest, as people write them; but `Dockerfile.prod` may end in anything.
LAST_THREE = frozenset(
    form
    for name in (*(f".{suffix}" for suffix in (*_SUFFIXES, *_PATTERN_SUFFIXES)), *_NAMES)
    for form in (name[-3:], name[-3:].upper(), name[-3:].title())
)
_STRINGS = r""""(?>[^"\\\n]|\\.)*+"|'(?>[^'\\\n]|\\.)*+'"""
_PYTHON_COMMENT = regex(rf'(?P<drop>"""[\s\S]*?(?:"""|\Z)|\'\'\'[\s\S]*?(?:\'\'\'|\Z)|\#[^\n]*)|{_STRINGS}', re.DOTALL)
_SCRIPT_COMMENT = regex(rf"(?P<drop>//[^\n]*|/\*[\s\S]*?(?:\*/|\Z))|{_STRINGS}|`(?>[^`\\]|\\.)*+(?:`|\Z)", re.DOTALL)
_HASH_COMMENT = regex(rf"(?P<drop>(?:^|(?<=[\s;]))\#[^\n]*)|{_STRINGS}", re.MULTILINE | re.DOTALL)
_HTTP_COMMENT = regex(r"(?P<drop>^[ \t]*(?:\#|//)[^\n]*)", re.MULTILINE)
_COMMENTS = {
    Language.PYTHON: _PYTHON_COMMENT,
    Language.NOTEBOOK: _PYTHON_COMMENT,
    Language.SCRIPT: _SCRIPT_COMMENT,
    Language.HTTP: _HTTP_COMMENT,
}
_VISIBLE = regex(r"[^\n]")
_FEWEST_LINES = 4  # of a notebook that has a line for each line of its cells
_CELL_TYPE = regex(r'"cell_type"\s*:\s*"(\w+)"')
_CELL_LINE = regex(r'\s*(?:"source"\s*:\s*\[?\s*)?"((?>[^"\\]|\\.)*+)"\s*[\],]*\s*')
_ESCAPE = regex(r"\\(.)")
_ESCAPES = {"n": "", "t": "\t", "r": ""}
_CALL_PART = regex(rf"{_STRINGS}|`[^`]*`|[()\[\]{{}}]", re.DOTALL)
_LONGEST_CALL = 4_000


class SourceText(Record):
    """A file's text with its comments blanked out, every line where it was."""

    origin: Origin
    name: str
    language: Language
    text: str

    def at(self, offset: int) -> Origin:
        """Return the place of a character."""
        line = self.text.count("\n", 0, offset) + 1
        return Origin(self.origin.kind, self.origin.shown, self.origin.path, line)


def language_of(name: str) -> Language | None:
    """Return the language of a file by its name, None for one of no interest."""
    lower = name.lower()
    known = _NAMES.get(lower) or _SUFFIXES.get(lower.rpartition(".")[2] if "." in lower[1:] else "")
    return known or next((language for pattern, language in _PATTERNS if pattern.fullmatch(lower)), None)


def source_text(origin: Origin, name: str, language: Language, data: bytes) -> SourceText:
    """Return the text of the file's beginning without its comments."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if language is Language.NOTEBOOK:
        text = _cells(text)
    if language is not Language.PACKAGE_JSON:
        text = _COMMENTS.get(language, _HASH_COMMENT).sub(_blanked, text)
    return SourceText(origin, name, language, text)


def arguments(text: str, start: int) -> str:
    """Return what stands in the parentheses that open just before `start`, as far as it is sane."""
    depth = 1
    for match in _CALL_PART.finditer(text, start, start + _LONGEST_CALL):
        if match.group() in "([{":
            depth += 1
        elif match.group() in ")]}":
            depth -= 1
            if depth == 0:
                return text[start : match.start()]
    return text[start : start + _LONGEST_CALL]


def _blanked(match: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", match.group()) if match["drop"] else match.group()


def _cells(text: str) -> str:
    """Return the source lines of the code cells, each on its line of the file; all else is blank."""
    if text.count("\n") < _FEWEST_LINES:
        return _cells_on_one_line(text)
    lines: list[str] = []
    is_code = is_source = False
    for line in text.split("\n"):
        kind = _CELL_TYPE.search(line)
        if kind:
            is_code, is_source = kind.group(1) == "code", False
        is_source = is_source or '"source"' in line
        match = _CELL_LINE.fullmatch(line) if is_code and is_source else None
        lines.append(_ESCAPE.sub(_unescaped, match.group(1)) if match else "")
        is_source = is_source and "]" not in line.rpartition('"')[2]
    return "\n".join(lines)


def _cells_on_one_line(text: str) -> str:
    """Return the source of the code cells of a notebook that was written without line breaks."""
    import json  # noqa: PLC0415 - deferred: few projects have such a notebook

    try:
        cells: list[dict[str, Any]] = json.loads(text)["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match.group(1), match.group(1))
