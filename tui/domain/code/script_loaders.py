"""What loads `.env` in a JavaScript or TypeScript file, and which library does it."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.code.loader_files import files_in_call
from tui.domain.code.text import SourceText, arguments
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.regex import regex

_OVERRIDE = regex(r"\b(?:override|overload)\s*:\s*true\b")
_CALL = regex(
    r"""\b[\w$]*dotenv[\w$]*\s*\.\s*config\s*\(
      | require\(\s*["'](?:dotenv|@dotenvx/dotenvx)["']\s*\)\s*\.\s*config\s*\(""",
    re.VERBOSE | re.IGNORECASE,
)
_IMPORT = regex(
    r"""["'](?P<name>dotenv|@dotenvx/dotenvx|dotenv-flow|dotenv-safe|dotenv-defaults)/config(?:\.js)?["']"""
)
_NAMED_IMPORT = regex(
    r"""\{[^{}]{0,300}\bconfig\b[^{}]{0,300}\}\s*(?:=\s*require\s*\(|from)\s*["'](?:dotenv|@dotenvx/dotenvx)["']"""
)
_NAMED_CALL = regex(r"(?<![.\w$])config\s*\(")
_FLOW = regex(r"""["']dotenv-flow["']""")
_NODE_CALL = regex(r"\bprocess\s*\.\s*loadEnvFile\s*\(")
_NEXT_CALL = regex(r"\bloadEnvConfig\s*\(")
_VITE_CALL = regex(r"\bloadEnv\s*\(")
_NEST_CALL = regex(r"\bConfigModule\s*\.\s*forRoot\s*\(")
_NEST_FILE = regex(r"\benvFilePath\s*:\s*(?P<value>\[[^\]]*\]|[^,}\n]+)")
_MOST = 20


def script_loaders(source: SourceText) -> Iterator[Loader]:
    """Yield every place in the file that loads a `.env`."""
    text = source.text
    kind = LoaderKind.DOTENV_FLOW if _FLOW.search(text) else LoaderKind.JS_DOTENV
    for match in islice(_CALL.finditer(text), _MOST):
        yield from _call(source, match, kind)
    for match in islice(_IMPORT.finditer(text), _MOST):
        is_flow = match["name"] == "dotenv-flow"
        yield _whole(LoaderKind.DOTENV_FLOW if is_flow else LoaderKind.JS_DOTENV, source, match)
    if _NAMED_IMPORT.search(text):
        for match in islice(_NAMED_CALL.finditer(text), _MOST):
            yield from _call(source, match, kind)
    for match in islice(_NODE_CALL.finditer(text), _MOST):
        yield from _call(source, match, LoaderKind.NODE_ENV_FILE)
    for pattern, library in ((_NEXT_CALL, LoaderKind.NEXT), (_VITE_CALL, LoaderKind.VITE)):
        yield from (_whole(library, source, match) for match in islice(pattern.finditer(text), _MOST))
    for match in islice(_NEST_CALL.finditer(text), _MOST):
        yield from _nest(source, match)


def _whole(kind: LoaderKind, source: SourceText, match: re.Match[str]) -> Loader:
    return Loader(kind, source.at(match.start()), mode="" if kind is LoaderKind.DOTENV_FLOW else "development")


def _call(source: SourceText, match: re.Match[str], kind: LoaderKind) -> Iterator[Loader]:
    if kind is LoaderKind.DOTENV_FLOW:
        yield _whole(kind, source, match)
        return
    inside = arguments(source.text, match.end())
    overrides = _OVERRIDE.search(inside) is not None
    for file in files_in_call(inside, source):
        yield Loader(kind, source.at(match.start()), overrides, file.path, is_computed=file.is_computed)


def _nest(source: SourceText, match: re.Match[str]) -> Iterator[Loader]:
    """Yield the files of `envFilePath`, of which the first wins."""
    named = _NEST_FILE.search(arguments(source.text, match.end()))
    for file in files_in_call(named["value"].strip(), source) if named else ():
        yield Loader(LoaderKind.FRAMEWORK, source.at(match.start()), path=file.path, is_computed=file.is_computed)
