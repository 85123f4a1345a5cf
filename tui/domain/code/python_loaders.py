"""What loads `.env` in a Python file or notebook, and which library does it."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.code.loader_files import files_in_call
from tui.domain.code.text import SourceText, arguments
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.regex import regex

_CALL = regex(
    r"(?<!def )\b(?P<name>load_dotenv|dotenv_values|read_env|read_envfile|RepositoryEnv|Flask"
    r"|Config(?=\s*\(\s*[\"']))\s*\("
)
_OVERRIDE = regex(r"\b(?:override|overwrite)\s*=\s*True\b")
_ENCODING = regex(r"\bencoding\s*=\s*[\"'](?P<name>[\w-]+)[\"']")
_USUAL_ENCODINGS = frozenset({"utf-8", "utf8"})
_ENV_FILE = regex(r"\benv_file\s*=\s*(?=[(\[\"'\w])(?!None\b)")
_VALUE_END = regex(r"""[()\[\]{},\n]|"[^"\n]*"|'[^'\n]*'""")
_UVICORN = regex(r"\buvicorn\s*\.\s*run\s*\([^()]*\Z")
_DECOUPLE = regex(r"^[ \t]*from[ \t]+decouple[ \t]+import\b[^\n]*\b(?:config|AutoConfig)\b", re.MULTILINE)
_ENVIRONS = regex(r"^[ \t]*(?:from|import)[ \t]+environs\b", re.MULTILINE)
_STARLETTE = regex(r"^[ \t]*from[ \t]+starlette\.config[ \t]+import\b", re.MULTILINE)
_FLASK = regex(r"^[ \t]*(?:from|import)[ \t]+flask\b", re.MULTILINE)
_DYNACONF = regex(r"\b(?:Lazy)?(?:Dynaconf|Settings|FlaskDynaconf)\s*\([^()]*\bload_dotenv\s*=\s*True\b")
_MAGIC = regex(r"^[ \t]*%dotenv\b(?P<options>[^\n]*)", re.MULTILINE)
# What is read so is put into the environment, over what stands there.
_PUT_IN_PLACE = regex(r"\benviron\s*(?:\.\s*update\s*\(|\|=|\[\s*\w+\s*\]\s*=)")
_MOST = 20
_LOOK_BACK = 400


def python_loaders(source: SourceText) -> Iterator[Loader]:
    """Yield every place in the file that loads a `.env`."""
    text = source.text
    for match in islice(_CALL.finditer(text), _MOST):
        kind = _kind(match["name"], text)
        if kind:
            yield from _call(source, match, kind)
    for match in islice(_ENV_FILE.finditer(text), _MOST):
        yield from _setting(source, match)
    if not re.search(r"\bRepositoryEnv\s*\(", text):
        for match in islice(_DECOUPLE.finditer(text), 1):
            yield Loader(LoaderKind.DECOUPLE, source.at(match.end()))
    for match in islice(_DYNACONF.finditer(text), 1):
        yield Loader(LoaderKind.DYNACONF, source.at(match.start()))
    for match in islice(_MAGIC.finditer(text), _MOST):
        overrides = "-o" in match["options"].split() or "--override" in match["options"]
        yield Loader(LoaderKind.PYTHON_DOTENV, source.at(match.start()), overrides)


def _kind(name: str, text: str) -> LoaderKind | None:
    match name:
        case "load_dotenv":
            return LoaderKind.PYTHON_DOTENV
        case "dotenv_values":
            return LoaderKind.PYTHON_DOTENV if _PUT_IN_PLACE.search(text) else LoaderKind.DOTENV_VALUES
        case "RepositoryEnv":
            return LoaderKind.DECOUPLE
        case "Config":
            return LoaderKind.STARLETTE if _STARLETTE.search(text) else None
        case "Flask":
            return LoaderKind.FLASK if _FLASK.search(text) else None
        case _:
            return LoaderKind.ENVIRONS if _ENVIRONS.search(text) else LoaderKind.DJANGO_ENVIRON


def _call(source: SourceText, match: re.Match[str], kind: LoaderKind) -> Iterator[Loader]:
    inside = arguments(source.text, match.end())
    place = source.at(match.start())
    if kind is LoaderKind.FLASK:
        yield Loader(kind, place)
        return
    encoding = _ENCODING.search(inside)
    told = encoding["name"].lower() if encoding else ""
    overrides = _OVERRIDE.search(inside) is not None or match["name"] == "dotenv_values"
    for file in files_in_call(inside, source):
        yield Loader(
            kind,
            place,
            overrides,
            file.path,
            is_computed=file.is_computed,
            name=file.name,
            looks=file.looks,
            encoding="" if told in _USUAL_ENCODINGS else told,
        )


def _setting(source: SourceText, match: re.Match[str]) -> Iterator[Loader]:
    """Yield what `env_file=` names for pydantic-settings, whose last file wins, or for uvicorn."""
    is_uvicorn = _UVICORN.search(source.text, max(0, match.start() - _LOOK_BACK), match.start())
    kind = LoaderKind.UVICORN if is_uvicorn else LoaderKind.PYDANTIC
    files = files_in_call(_value(source.text, match.end()), source)
    for file in reversed(files):
        yield Loader(kind, source.at(match.start()), path=file.path, is_computed=file.is_computed)


def _value(text: str, start: int) -> str:
    """Return the expression that begins here and ends with its argument or its line."""
    depth = 0
    for match in _VALUE_END.finditer(text, start):
        part = match.group()
        if part in {",", "\n", ")", "]", "}"} and depth == 0:
            return text[start : match.start()]
        depth += (part in {"(", "[", "{"}) - (part in {")", "]", "}"})
    return text[start:]
