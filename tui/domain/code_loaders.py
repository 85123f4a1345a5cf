"""What loads `.env` in a project: calls, flags, frameworks, shell lines; commented-out ones do not count."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.code_text import Language, SourceText, arguments
from tui.domain.finding import Loader, LoaderKind
from tui.domain.loader_files import file_in_call, file_on_line

_OVERRIDE = re.compile(r"\b(?:override|overwrite|overload)\s*[=:]\s*[Tt]rue\b")
_PYTHON_CALL = re.compile(r"(?<!def )\b(?:load_dotenv|dotenv_values|read_env|read_envfile)\s*\(")
_PYTHON_SIGN = re.compile(
    r"""\benv_file\s*=\s*(?=[("'\w])(?!None\b) | ^[ \t]*from[ \t]+decouple[ \t]+import""", re.MULTILINE | re.VERBOSE
)
_MAGIC = re.compile(r"^[ \t]*%dotenv\b(?P<options>[^\n]*)", re.MULTILINE)
_SCRIPT_CALL = re.compile(
    r"""\b[\w$]*dotenv[\w$]*\s*\.\s*config\s*\(
      | require\(\s*["'](?:dotenv|@dotenvx/dotenvx)["']\s*\)\s*\.\s*config\s*\(""",
    re.VERBOSE | re.IGNORECASE,
)
_SCRIPT_IMPORT = re.compile(
    r"""["'](?:dotenv|@dotenvx/dotenvx|dotenv-flow|dotenv-safe|dotenv-defaults)/config(?:\.js)?["']"""
)
_NAMED_IMPORT = re.compile(
    r"""\{[^{}]{0,300}\bconfig\b[^{}]{0,300}\}\s*(?:=\s*require\s*\(|from)\s*["'](?:dotenv|@dotenvx/dotenvx)["']"""
)
_NAMED_CALL = re.compile(r"(?<![.\w$])config\s*\(")
_NODE_CALL = re.compile(r"\bprocess\s*\.\s*loadEnvFile\s*\(")
_FRAMEWORK_CALL = re.compile(r"\b(?:loadEnvConfig|loadEnv)\s*\(")
_FRAMEWORK = re.compile(
    r'"(next|vite|nuxt|astro|@sveltejs/kit|@nestjs/config|@types/bun|bun-types)"\s*:\s*"(?:[\^~<>=*\d]|v\d|latest|next|workspace:|npm:|catalog:)'
)
_SHELL_SIGNS: tuple[tuple[re.Pattern[str], LoaderKind, bool], ...] = (
    (
        re.compile(
            r"""(?:^|[;&|({\s"])(?:source|\.)[ \t]+["']?(?:[\w$/{}.()~-]*/)?\.env(?![\w-])(?:\.[\w.]+)?""", re.MULTILINE
        ),
        LoaderKind.SHELL_SOURCE,
        True,
    ),
    (re.compile(r"^-?include[ \t]+[^\n]*\.env\b", re.MULTILINE), LoaderKind.SHELL_SOURCE, True),
    (re.compile(r"export[ \t]+\$\([^\n]{0,300}\.env\b"), LoaderKind.SHELL_SOURCE, True),
    (re.compile(r"\bdocker\b[^\n]{0,500}--env-file\b"), LoaderKind.COMPOSE, False),
    (
        re.compile(r"^(?![^\n]*\bdocker\b)[^\n]*--env-file(?:-if-exists)?\b", re.MULTILINE),
        LoaderKind.NODE_ENV_FILE,
        False,
    ),
    (re.compile(r"""\bdotenv[ \t]+(?:-[^\n"]{0,200})?run\b"""), LoaderKind.PYTHON_DOTENV, True),
    (re.compile(r"""(?<![\w./-])(?:dotenv[ \t]+(?:-e\b|--[ \t])|dotenvx[ \t]+run\b)"""), LoaderKind.JS_DOTENV, False),
    (re.compile(r"\bdotenv/config\b"), LoaderKind.JS_DOTENV, False),
    (re.compile(r"(?<![\w./-])env-cmd\b(?![\w-])"), LoaderKind.NODE_ENV_FILE, True),
    (re.compile(r"\bhoncho[ \t]+(?:run|start)\b"), LoaderKind.PYTHON_DOTENV, True),
)
_DIRENV = re.compile(r"^[ \t]*(?:dotenv|dotenv_if_exists)\b[^\n]*", re.MULTILINE)
_COMPOSE = re.compile(r"^[ \t]*env_file[ \t]*:", re.MULTILINE)
_SCRIPTS = re.compile(r'"scripts"\s*:\s*\{[^}]{0,8000}\}')
_SCRIPT_COMMAND = re.compile(r':\s*"(?P<text>(?:[^"\\\n]|\\.)*+)"')
_MOST = 20  # of one kind in one file
_PYTHON_RUNNER = re.compile(r"\b(?:uv|uvx|uvicorn|flask|gunicorn|hypercorn|granian|fastapi|pipenv|python[\d.]*)[ \t]")
_RUNS_ANYTHING = frozenset({LoaderKind.NODE_ENV_FILE, LoaderKind.JS_DOTENV})
_CLIENT_PREFIXES = {"vite": "VITE_"}  # what it hands to the page; a server's own code gets nothing
_SHELL_LIKE = frozenset({Language.SHELL, Language.DOCKERFILE})


def find_loaders(source: SourceText) -> tuple[Loader, ...]:
    """Return every place in the file that loads a `.env`, each line once for a kind."""
    found = {
        (loader.origin.line, loader.kind, loader.path, loader.prefix): loader
        for loader in reversed(list(_loaders(source)))
    }
    return tuple(sorted(found.values(), key=lambda loader: loader.origin.line or 0))


def _loaders(source: SourceText) -> Iterator[Loader]:
    language = source.language
    if language in {Language.PYTHON, Language.NOTEBOOK}:
        yield from _in_python(source)
    elif language is Language.SCRIPT:
        yield from _in_script(source)
    elif language is Language.PACKAGE_JSON:
        yield from _in_package(source)
    elif language is Language.COMPOSE:
        yield from _all(source, _COMPOSE, LoaderKind.COMPOSE)
    elif language in _SHELL_LIKE:
        if source.name == ".envrc":
            yield from _all(source, _DIRENV, LoaderKind.SHELL_SOURCE, overrides=True)
        yield from _in_shell(source, 0, len(source.text))


def _in_python(source: SourceText) -> Iterator[Loader]:
    for match in islice(_PYTHON_CALL.finditer(source.text), _MOST):
        yield _call(source, match, LoaderKind.PYTHON_DOTENV)
    yield from _all(source, _PYTHON_SIGN, LoaderKind.PYTHON_DOTENV)
    for match in islice(_MAGIC.finditer(source.text), _MOST):
        overrides = "-o" in match["options"].split() or "--override" in match["options"]
        yield Loader(LoaderKind.PYTHON_DOTENV, source.at(match.start()), overrides)


def _in_script(source: SourceText) -> Iterator[Loader]:
    for match in islice(_SCRIPT_CALL.finditer(source.text), _MOST):
        yield _call(source, match, LoaderKind.JS_DOTENV)
    yield from _all(source, _SCRIPT_IMPORT, LoaderKind.JS_DOTENV)
    if _NAMED_IMPORT.search(source.text):
        for match in islice(_NAMED_CALL.finditer(source.text), _MOST):
            yield _call(source, match, LoaderKind.JS_DOTENV)
    for match in islice(_NODE_CALL.finditer(source.text), _MOST):
        yield _call(source, match, LoaderKind.NODE_ENV_FILE)
    yield from _all(source, _FRAMEWORK_CALL, LoaderKind.FRAMEWORK)


def _in_package(source: SourceText) -> Iterator[Loader]:
    for match in islice(_FRAMEWORK.finditer(source.text), _MOST):
        prefix = _CLIENT_PREFIXES.get(match.group(1), "")
        yield Loader(LoaderKind.FRAMEWORK, source.at(match.start()), prefix=prefix)
    for scripts in _SCRIPTS.finditer(source.text):
        for command in _SCRIPT_COMMAND.finditer(source.text, *scripts.span()):
            yield from _in_shell(source, *command.span("text"))


def _in_shell(source: SourceText, start: int, end: int) -> Iterator[Loader]:
    part = source.text[start:end]
    for pattern, kind, overrides in _SHELL_SIGNS:
        for match in islice(pattern.finditer(part), _MOST):
            at = _offset(match)
            line = part[part.rfind("\n", 0, at) + 1 :].partition("\n")[0]
            is_python = kind in _RUNS_ANYTHING and _PYTHON_RUNNER.search(line) is not None
            yield Loader(
                LoaderKind.PYTHON_DOTENV if is_python else kind,
                source.at(start + at),
                overrides,
                file_on_line(line, source),
            )


def _all(
    source: SourceText, pattern: re.Pattern[str], kind: LoaderKind, *, overrides: bool = False
) -> Iterator[Loader]:
    for match in islice(pattern.finditer(source.text), _MOST):
        yield Loader(kind, source.at(_offset(match)), overrides)


def _offset(match: re.Match[str]) -> int:
    """Return where the sign stands: the match may begin with the line break before it."""
    return match.end() - len(match.group().lstrip())


def _call(source: SourceText, match: re.Match[str], kind: LoaderKind) -> Loader:
    inside = arguments(source.text, match.end())
    named = file_in_call(inside, source)
    overrides = _OVERRIDE.search(inside) is not None
    return Loader(kind, source.at(match.start()), overrides, named or "", is_computed=named is None)
