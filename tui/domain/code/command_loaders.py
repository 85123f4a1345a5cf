"""What loads `.env` around a program: commands in scripts, Makefiles and `package.json`, and frameworks."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.code.compose import services_of
from tui.domain.code.loader_files import NamedFile, files_on_line, normal
from tui.domain.code.text import SourceText
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.regex import regex

_Sign = tuple[re.Pattern[str], LoaderKind, bool]
# Images that are no program of the project's own.
_SERVICES = "postgres|mysql|mariadb|redis|mongo|nginx|rabbitmq|elasticsearch|minio|grafana"
_SIGNS: tuple[_Sign, ...] = (
    (
        regex(
            r"""(?:^|[;&|({\s"])(?:source|\.)[ \t]+["']?(?:[\w$/{}.()~-]*/)?\.env(?![\w-])(?:\.[\w.]+)?""", re.MULTILINE
        ),
        LoaderKind.SHELL_SOURCE,
        True,
    ),
    (regex(r"export[ \t]+\$\([^\n]{0,300}\.env\b"), LoaderKind.SHELL_SOURCE, True),
    (regex(r"\bdocker(?:-compose|[ \t]+compose)\b[^\n]{0,500}--env-file\b"), LoaderKind.COMPOSE, False),
    (
        regex(
            r"\b(?:docker|podman)[ \t]+(?:container[ \t]+)?(?:run|create)\b"
            rf"(?![^\n]{{0,500}}[ \t/](?:{_SERVICES})(?::\S+)?[ \t]*$)[^\n]{{0,500}}--env-file\b",
            re.MULTILINE,
        ),
        LoaderKind.DOCKER,
        False,
    ),
    (
        regex(r"^(?![^\n]*\bdocker\b)[^\n]*(?:--env-file(?:-if-exists)?\b|\bdeno\b[^\n]*--env\b)", re.MULTILINE),
        LoaderKind.NODE_ENV_FILE,
        False,
    ),
    (regex(r"""\bdotenv[ \t]+(?:-[^\n"]{0,200})?run\b"""), LoaderKind.DOTENV_RUN, True),
    (regex(r"""(?<![\w./-])(?:dotenv[ \t]+(?:-e\b|--[ \t])|dotenvx[ \t]+run\b)"""), LoaderKind.JS_DOTENV, False),
    (regex(r"\bdotenv/config\b"), LoaderKind.JS_DOTENV, False),
    (regex(r"(?<![\w./-])env-cmd\b(?![\w-])"), LoaderKind.ENV_CMD, True),
    (
        regex(r"(?<![\w./-])(?:mastra|netlify|vercel|wrangler|vinxi|nitro|heroku)[ \t]+(?:dev|local)\b"),
        LoaderKind.FRAMEWORK,
        False,
    ),
    (regex(r"\b(?:honcho|foreman|nf)[ \t]+(?:run|start)\b"), LoaderKind.HONCHO, True),
    (
        regex(r"^[ \t]*(?:FLASK_APP=\S+[ \t]+)?(?:python[\d.]* -m )?flask[ \t]+[^\n]*\brun\b", re.MULTILINE),
        LoaderKind.FLASK,
        False,
    ),
)
_MAKE_INCLUDE = regex(r"^-?include[ \t]+[^\n]*\.env\b", re.MULTILINE)
_MAKE_EXPORT = regex(r"^(?:export\b|\.EXPORT_ALL_VARIABLES)", re.MULTILINE)
_JUST = regex(r"^set[ \t]+dotenv-(?P<what>load|path|filename)\b(?:[ \t]*:=[ \t]*(?P<value>[^\n]+))?", re.MULTILINE)
_DIRENV = regex(r"^[ \t]*(?:dotenv|dotenv_if_exists)\b[^\n]*", re.MULTILINE)
_EXPORTS = regex(r"^[ \t]*export[ \t]+\w+=", re.MULTILINE)
_SOURCE_ENV = regex(r"^[ \t]*source_env(?:_if_exists)?[ \t]+[\"']?(?P<path>[^\s\"'#;$~]+)", re.MULTILINE)
_COMPOSE = regex(r"^[ \t]*env_file[ \t]*:", re.MULTILINE)
_POETRY = regex(r"\bpoetry-(?:dotenv-plugin|plugin-dotenv)\b")
_PIPENV = regex(r"^\[(?:dev-)?packages\]", re.MULTILINE)
_FRAMEWORK = regex(
    r'"(next|vite|nuxt|astro|@sveltejs/kit|@nestjs/config|@types/bun|bun-types|mastra|nitropack|nitro|wrangler'
    r'|@trigger\.dev/sdk|@remix-run/dev|@react-router/dev|gatsby|@strapi/strapi|@adonisjs/core|@redwoodjs/core|expo)"'
    r'\s*:\s*"(?:[\^~<>=*\d]|v\d|latest|next|workspace:|npm:|catalog:)'
)
_FRAMEWORKS = {
    "next": (LoaderKind.NEXT, ""),
    "vite": (LoaderKind.VITE, "VITE_"),  # what it hands to the page; a server's own code gets nothing
    "astro": (LoaderKind.VITE, ""),
    "@sveltejs/kit": (LoaderKind.VITE, ""),
    "@types/bun": (LoaderKind.BUN, ""),
    "bun-types": (LoaderKind.BUN, ""),
}
_SCRIPTS = regex(r'"(?:scripts|tasks)"\s*:\s*\{[^}]{0,8000}\}')
_SCRIPT_COMMAND = regex(r':\s*"(?P<text>(?>[^"\\\n]|\\.)*+)"')
_MODE = regex(r"\b(?:vite|astro)\b[^\n&|;\"]*--mode[= ](?P<mode>[\w-]+)")
_DEVELOPING = regex(r"\b(?:next|vite|nuxt|astro)[ \t]+dev\b|\b(?:vite|astro)\b(?![ \t]+(?:build|preview))")
_PRODUCING = regex(r"\b(?:next|nuxt)[ \t]+(?:build|start)\b|\b(?:vite|astro)[ \t]+(?:build|preview)\b")
_PYTHON_RUNNER = regex(r"\b(?:uv|uvx|uvicorn|flask|gunicorn|hypercorn|granian|fastapi|pipenv|python[\d.]*)[ \t]")
_UV = regex(r"\buvx?[ \t]")
_OVERLOADS = regex(r"--overload\b|--override\b|[ \t]-o\b")
_KEEPS = regex(r"--no-override\b")
_MOST = 20  # of one kind in one file


def command_loaders(source: SourceText) -> Iterator[Loader]:
    """Yield what the commands of a script, Makefile, justfile or Dockerfile load."""
    if source.name == ".envrc":
        yield from _in_envrc(source)
    if _MAKE_EXPORT.search(source.text):
        for match in islice(_MAKE_INCLUDE.finditer(source.text), _MOST):
            yield from _files(source, match.start(), LoaderKind.SHELL_SOURCE, match.group(), overrides=True)
    if source.name.lower() in {"justfile", ".justfile"}:
        yield from _in_justfile(source)
    yield from _in_commands(source, 0, len(source.text))


def package_loaders(source: SourceText) -> Iterator[Loader]:
    """Yield the frameworks of a `package.json` and what its scripts load."""
    scripts = [match.span() for match in _SCRIPTS.finditer(source.text)]
    mode = _mode(" \n".join(source.text[start:end] for start, end in scripts))
    for match in islice(_FRAMEWORK.finditer(source.text), _MOST):
        kind, prefix = _FRAMEWORKS.get(match.group(1), (LoaderKind.FRAMEWORK, ""))
        yield Loader(kind, source.at(match.start()), prefix=prefix, mode=mode)
    for start, end in scripts:
        for command in _SCRIPT_COMMAND.finditer(source.text, start, end):
            yield from _in_commands(source, *command.span("text"))


def manifest_loaders(source: SourceText) -> Iterator[Loader]:
    """Yield what the runner of a Python project loads by itself."""
    if source.name == "pyproject.toml":
        for match in islice(_POETRY.finditer(source.text), 1):
            yield Loader(LoaderKind.POETRY, source.at(match.start()))
    if source.name.lower() == "pipfile":
        for match in islice(_PIPENV.finditer(source.text), 1):
            yield Loader(LoaderKind.PIPENV, source.at(match.start()), overrides=True)


def compose_loaders(source: SourceText) -> Iterator[Loader]:
    """Yield the lines of a compose file that give a container a file."""
    named = [file for service in services_of(source) for file in service.env_files]
    for path, place in named[:_MOST]:
        yield Loader(LoaderKind.COMPOSE, place, path=path)
    for match in islice(_COMPOSE.finditer(source.text), 0 if named else _MOST):
        yield Loader(LoaderKind.COMPOSE, source.at(_offset(match)))


def _mode(scripts: str) -> str:
    """Return the mode in which the scripts run a framework; who develops runs it for development."""
    named = _MODE.search(scripts)
    if named:
        return named["mode"]
    return "production" if _PRODUCING.search(scripts) and not _DEVELOPING.search(scripts) else "development"


def _in_envrc(source: SourceText) -> Iterator[Loader]:
    for match in islice(_EXPORTS.finditer(source.text), 1):
        yield Loader(LoaderKind.DIRENV, source.at(_offset(match)), overrides=True, path=source.origin.path)
    for match in islice(_SOURCE_ENV.finditer(source.text), _MOST):
        path = normal(f"{source.origin.path}/../{match['path']}")
        file = path if "." in path.rpartition("/")[2] else f"{path}/.envrc"
        yield Loader(LoaderKind.DIRENV, source.at(_offset(match)), overrides=True, path=file)
    for match in islice(_DIRENV.finditer(source.text), _MOST):
        yield from _files(source, _offset(match), LoaderKind.DIRENV, match.group(), overrides=True)


def _in_justfile(source: SourceText) -> Iterator[Loader]:
    for match in islice(_JUST.finditer(source.text), _MOST):
        value = (match["value"] or "true").strip().strip("\"'")
        place = source.at(match.start())
        if match["what"] == "filename":
            yield Loader(LoaderKind.JUST, place, name=value)
        elif match["what"] == "path":
            yield Loader(LoaderKind.JUST, place, path=value)
        elif value == "true":
            yield Loader(LoaderKind.JUST, place)


def _in_commands(source: SourceText, start: int, end: int) -> Iterator[Loader]:
    part = source.text[start:end]
    for pattern, kind, overrides in _SIGNS:
        for match in islice(pattern.finditer(part), _MOST):
            at = _offset(match)
            line = part[part.rfind("\n", 0, at) + 1 :].partition("\n")[0]
            yield from _files(source, start + at, kind, line, overrides=overrides)


def _files(source: SourceText, at: int, kind: LoaderKind, line: str, *, overrides: bool) -> Iterator[Loader]:
    """Yield a loader for each file that the line names: of options the last one wins, of shell lines the last too."""
    files = files_on_line(line, source)
    runner = _runner(kind, line)
    is_told_to = kind is LoaderKind.JS_DOTENV and _OVERLOADS.search(line) is not None
    wins = (overrides or is_told_to) and not _KEEPS.search(line)
    is_option = runner in {LoaderKind.NODE_ENV_FILE, LoaderKind.UV, LoaderKind.UVICORN}
    ordered: tuple[NamedFile, ...] = tuple(reversed(files)) if is_option and not wins else files
    for file in ordered:
        yield Loader(runner, source.at(at), wins, file.path, is_computed=file.is_computed)


def _runner(kind: LoaderKind, line: str) -> LoaderKind:
    """Return who reads the file of an option: for a Python program uv or its server does."""
    if kind not in {LoaderKind.NODE_ENV_FILE, LoaderKind.JS_DOTENV} or not _PYTHON_RUNNER.search(line):
        return kind
    if kind is LoaderKind.JS_DOTENV:
        return LoaderKind.DOTENV_RUN
    return LoaderKind.UV if _UV.search(line) and "uvicorn" not in line else LoaderKind.UVICORN


def _offset(match: re.Match[str]) -> int:
    """Return where the sign stands: the match may begin with the line break before it."""
    return match.end() - len(match.group().lstrip())
