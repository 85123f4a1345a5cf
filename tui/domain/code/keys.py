"""Keys and names of variables that a project's code hands to the client, and calls that leave the key to it."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.clients.client import KEY
from tui.domain.clients.header_names import SURE_NAMES
from tui.domain.clients.official_api import HOST, VERSION_HEADER
from tui.domain.code.assignments import assignments
from tui.domain.code.shell_quotes import is_single_quoted
from tui.domain.code.text import Language, SourceText, arguments
from tui.domain.code.written_call import VariableMention
from tui.domain.found.finding import Finding
from tui.domain.found.names import is_relevant, read_finding
from tui.domain.key.shape import Shape
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import Record
from tui.domain.regex import regex
from tui.domain.shell.profile_reading import ProfileAssignment, read_posix_profile

CONSTRUCTOR = regex(
    r"(?<!class )(?<!def )\b(?:(?:Async|Chat)?Anthropic|anthropic\.(?:Async)?Client|createAnthropic)\s*\("
)
_STRING = r"""[rbuRBU]?(?P<quote>["'`])(?P<text>(?>(?!(?P=quote))[^\\\n]|\\.)*+)(?P=quote)(?!\s*(?:[+%]|\.\w))"""
_LOOKUP = r"""
    (?:os\s*\.\s*)?environ\s*(?:\.\s*get\s*\(|\[)\s*["'](?P<environ>\w+)["']
  | (?:os\s*\.\s*)?getenv\s*\(\s*["'](?P<getenv>\w+)["']
  | (?:env|env\.str|config)\s*\(\s*["'](?P<config>\w+)["']
  | (?:process|Bun|import\.meta)\s*\.\s*env\s*(?:\.\s*(?P<member>\w+)|\[\s*["'](?P<item>\w+)["'])
  | Deno\.env\.get\s*\(\s*["'](?P<deno>\w+)["']
"""
# What stands behind a look-up: white space is taken away, and another value takes the place of one that is missing.
_TRIMMED = regex(r"[)\]!]*\s*\??\.\s*(?:strip|trim)\s*\(\s*\)")
_ENTRY = r"""(?P<mapping>[A-Za-z_]\w*)\s*(?:\[|\.\s*get\s*\()\s*["'](?P<entry>\w+)["']"""
VALUE = rf"""(?:{_LOOKUP}|{_STRING}|{_ENTRY}|(?P<identifier>[A-Za-z_$][\w$]*)(?![\w$.(\["'`]))"""
_OTHER = regex(rf"(?:[)\]!]*\s*(?:\bor\b|\|\||\?\?)|\s*,)\s*(?:{_LOOKUP}|{_ENTRY})", re.VERBOSE)
_RUNTIME = regex(
    r"""(?<![\w$])(?:apiKey|authToken)\s*:\s*(?:useRuntimeConfig\s*\([^()]*\)|[A-Za-z_$][\w$]*)\s*\.\s*(?P<path>[\w$.]+)"""
)
_CAPITAL = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_NAMES = r"(?:anthropic_)?api_key|(?:anthropicA|a)piKey|auth_token|authToken"
_PARAMETER = regex(rf"""(?<![\w$])["']?(?P<name>{_NAMES})["']?\s*[=:]\s*{VALUE}""", re.VERBOSE | re.IGNORECASE)
PASSED = regex(
    r"""(?<![\w$.])["']?(?P<name>(?:anthropic_)?api_key|apiKey|auth_token|authToken|credentials|profile)["']?
        [ \t]*[=:](?!=)[ \t\n]*(?!None\b|null\b|undefined\b)""",
    re.VERBOSE,
)
_SPREAD = regex(r"(?:^|[(,{]\s*)(?:\*\*|\.\.\.)\s*[\w$]")
_SHORTHAND = regex(r"(?<=[{,\s])(?P<name>apiKey|authToken)\s*(?=[,}])")
OTHER_HOST = regex(rf"https?://(?!{re.escape(HOST)}|localhost|127\.)[\w-]")
_OUR_HEADER = regex(VERSION_HEADER, re.IGNORECASE)
_HEADER_ITEM = regex(
    rf"""(?:["'](?P<name>{SURE_NAMES})["']\s*(?:[:,]|\]\s*=)|\bauthorization\s*:)\s*
        (?:[fF]?["'`][A-Za-z]*\ *\$?\{{\s*|["'][A-Za-z]+\ ?["']\s*\+\s*)?{VALUE}""",
    re.VERBOSE | re.IGNORECASE,
)
_HEADER_LINE = regex(rf"(?<![\w-])(?P<name>{SURE_NAMES})[ \t]*:[ \t]*(?P<text>[^\"'\n]*)", re.IGNORECASE)
_ENVIRON_SET = regex(
    rf"""(?:os\.environ\[\s*["']{KEY}["']\s*\]|process\.env\.{KEY}|process\.env\[["']{KEY}["']\])\s*=\s*{_STRING}"""
)
_KEY_TEXT = regex(r"sk-ant-[\w-]{8,}")
_CONTAINER_LINE = regex(
    r"^[ \t]*(?:-[ \t]*|ENV[ \t]+|ARG[ \t]+)?[\"']?(?P<name>[A-Za-z_]\w*)[\"']?[ \t]*[=:][ \t]*(?P<text>[^\n]*)$",
    re.MULTILINE,
)
_REFERENCE = regex(r"\$\{?(\w+)")
_UNFIT = regex(r"\$[{(\w]|\{\{|\$$")
_BEARER = regex(r"bearer\s+", re.IGNORECASE)
_SPELLINGS = {
    "anthropic_api_key": "api_key",
    "api_key": "api_key",
    "anthropicapikey": "apiKey",
    "apikey": "apiKey",
    "auth_token": "auth_token",
    "authtoken": "authToken",
    "x-api-key": "x-api-key",
    "authorization": "authorization",
}
_KEY_HEADER, _TOKEN_HEADER = "x-api-key", "authorization"
_LITERAL = "literal"
_NEAR = 200
_MOST = 50  # of one kind in one file, so that a strange file costs no time
_HTTP_LIKE = frozenset({Language.SHELL, Language.HTTP})
_CONTAINERS = frozenset({Language.COMPOSE, Language.DOCKERFILE})


class CodeKeys(Record):
    """What one file hands to a client.

    `keyless` are the calls that make a client and do not hand it a key that is written in the
    file, `worked_out` those of them that hand it something else than a variable of that name.
    """

    findings: tuple[Finding, ...] = ()
    variables: tuple[VariableMention, ...] = ()
    keyless: tuple[Origin, ...] = ()
    worked_out: tuple[Origin, ...] = ()


def find_keys(source: SourceText) -> CodeKeys:
    """Return the literals and the names of variables that reach an Anthropic client, and stray keys."""
    search = _Search(source)
    search.run()
    return CodeKeys(tuple(search.findings), tuple(search.variables), tuple(search.keyless), tuple(search.worked_out))


def is_read_from_file(mapping: str, text: str) -> bool:
    """Return whether the name stands for what `dotenv_values` has read."""
    return re.search(rf"\b{re.escape(mapping)}\b[^\n=]*=[^\n]*\bdotenv_values\s*\(", text) is not None


class _Search:
    """Collects what one file holds, each literal once."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._text = source.text
        self._taken: set[tuple[int | None, str]] = set()
        self._followed: dict[str, bool] = {}
        self._calls = list(islice(CONSTRUCTOR.finditer(self._text), _MOST))
        self._assigned: tuple[ProfileAssignment, ...] | None = None
        self.findings: list[Finding] = []
        self.variables: list[VariableMention] = []
        self.keyless: list[Origin] = []
        self.worked_out: list[Origin] = []

    def run(self) -> None:
        language = self._source.language
        if language in _CONTAINERS:
            self._search_container()
        elif language in _HTTP_LIKE:
            self._search_headers()
        else:
            self._search_code()
        if self._source.name != ".envrc":  # which is read as a file of variables
            self._search_stray_keys()

    def _search_code(self) -> None:
        for call in self._calls:
            mentioned = len(self.variables)
            if not self._search_call(call):
                place = self._source.at(call.start())
                self.keyless.append(place)
                if len(self.variables) == mentioned and self._passes_something(call):
                    self.worked_out.append(place)
        if HOST in self._text:
            for match in islice(_HEADER_ITEM.finditer(self._text), _MOST):
                if self._is_ours(match):
                    self._take(match, match.start())
        for match in _ENVIRON_SET.finditer(self._text):
            self._add("api_key", match["text"], self._source.at(match.start()))
            self.keyless.clear()  # what such a call finds in the environment is this very text

    def _is_ours(self, match: re.Match[str]) -> bool:
        """Return whether a header is one of a raw call; what is called `authorization` may be any service's."""
        spans = ((call.end(), call.end() + len(arguments(self._text, call.end()))) for call in self._calls)
        if any(start <= match.start() < end for start, end in spans):
            return False
        if (match["name"] or _TOKEN_HEADER).lower() != _TOKEN_HEADER or OTHER_HOST.search(self._text) is None:
            return True
        return _OUR_HEADER.search(self._text, max(0, match.start() - _NEAR), match.end() + _NEAR) is not None

    def _search_call(self, call: re.Match[str]) -> bool:
        """Take what the call hands over; return whether that is a key written in the file."""
        inside = arguments(self._text, call.end())
        taken = [self._take(match, call.end() + match.start("name")) for match in _PARAMETER.finditer(inside)]
        taken.extend(self._follow(match["name"], match["name"]) for match in _SHORTHAND.finditer(inside))
        if "useRuntimeConfig" in self._text:
            for match in _RUNTIME.finditer(inside):
                self._mention(_nuxt_variable(match["path"]), self._source.at(call.end() + match.start()))
        return any(taken)

    def _passes_something(self, call: re.Match[str]) -> bool:
        inside = arguments(self._text, call.end())
        return any(pattern.search(inside) for pattern in (PASSED, _SPREAD, _SHORTHAND))

    def _search_headers(self) -> None:
        for match in islice(_HEADER_LINE.finditer(self._text), _MOST):
            text = _BEARER.sub("", match["text"].strip(), count=1)
            reference = _REFERENCE.match(text)
            if reference and HOST in self._text and self._stays_as_written(match):
                self.findings.append(read_finding(match["name"].lower(), text, self._source.at(match.start())))
            elif reference and HOST in self._text:
                self._follow_shell(match["name"], reference.group(1), self._source.at(match.start()))
            elif text.startswith("sk-ant-") or (text and HOST in self._text and match["name"].lower() != _TOKEN_HEADER):
                self._add(match["name"], text, self._source.at(match.start()))

    def _stays_as_written(self, header: re.Match[str]) -> bool:
        return is_single_quoted(self._source.name, self._text, header.start())

    def _search_container(self) -> None:
        for match in _CONTAINER_LINE.finditer(self._text):
            text = match["text"].strip().strip("\"'")
            if text and is_relevant(match["name"], text) and not _UNFIT.search(text):
                place = self._source.at(match.start("name"))
                self._taken.add((place.line, text))
                origin = Origin(OriginKind.COMPOSE, place.shown, place.path, place.line)
                self.findings.append(read_finding(match["name"], text, origin))

    def _search_stray_keys(self) -> None:
        """Take keys that are handed to no client: they are shown, and never what a client sends."""
        for match in islice(_KEY_TEXT.finditer(self._text), _MOST):
            place = self._source.at(match.start())
            if any(line == place.line and match.group() in text for line, text in self._taken):
                continue
            finding = read_finding(_LITERAL, match.group(), place)
            if finding.value.shape is not Shape.PLACEHOLDER:
                self.findings.append(finding)

    def _take(self, match: re.Match[str], offset: int) -> bool:
        """Take one parameter, a literal, a variable's look-up or an assigned name; return whether it is a literal."""
        place = self._source.at(offset)
        groups = match.groupdict()
        if self._take_look_up(match, place):
            return False
        if groups["identifier"]:
            return self._follow(groups["name"] or _TOKEN_HEADER, groups["identifier"])
        if groups["text"] is not None:
            return self._add(groups["name"] or _TOKEN_HEADER, _BEARER.sub("", groups["text"], count=1), place)
        return False

    def _follow(self, name: str, identifier: str) -> bool:
        """Take the variables, or the one literal, that the identifier was given in the same file."""
        if identifier in self._followed or len(self._followed) >= _MOST:
            return self._followed.get(identifier, False)
        self._followed[identifier] = False
        for match, is_only in assignments(self._text, identifier, VALUE, self._calls):
            place = self._source.at(match.end() - 1)
            if self._take_look_up(match, place):
                continue
            if match["text"] is not None and is_only:
                self._followed[identifier] = self._add(name, match["text"], place)
        return self._followed[identifier]

    def _follow_shell(self, name: str, variable: str, place: Origin) -> None:
        if self._assigned is None:
            self._assigned = read_posix_profile(self._text)
        for item in self._assigned:
            if item.name == variable and not item.is_reference:
                self._add(name, item.value, Origin(place.kind, place.shown, place.path, item.line))
                return
        self._mention(variable, place)

    def _take_look_up(self, match: re.Match[str], place: Origin) -> bool:
        """Take the variable that is looked up, and those that are looked up where it is missing."""
        variable, is_handed_over = self._looked_up(match.groupdict())
        if not variable:
            return False
        trimmed = _TRIMMED.match(match.string, match.end())
        other = _OTHER.match(match.string, trimmed.end() if trimmed else match.end())
        mention = VariableMention(variable, place, is_handed_over, trimmed is not None, other is not None)
        self.variables.append(mention)
        if other:
            self._take_look_up(other, place)
        return True

    def _looked_up(self, groups: dict[str, str | None]) -> tuple[str, bool]:
        """Return the variable, and whether a library that reads the file itself looks it up."""
        variable, mapping, entry = looked_up(groups), groups["mapping"], groups["entry"]
        if variable:
            return variable, groups["config"] is not None
        return (entry, True) if mapping and entry and is_read_from_file(mapping, self._text) else ("", False)

    def _mention(self, variable: str, place: Origin) -> None:
        self.variables.append(VariableMention(variable, place))

    def _add(self, name: str, text: str, place: Origin) -> bool:
        if _UNFIT.search(text):
            return False
        if (place.line, text) not in self._taken:
            self._taken.add((place.line, text))
            self.findings.append(read_finding(_SPELLINGS.get(name.lower(), _KEY_HEADER), text, place))
        return True


def _nuxt_variable(path: str) -> str:
    """Return the variable that Nuxt puts into a field of its `runtimeConfig` (nuxt.com/docs: runtime-config)."""
    return f"NUXT_{_CAPITAL.sub('_', path.replace('.', '_')).upper()}"


def looked_up(groups: dict[str, str | None]) -> str | None:
    """Return the variable that a match of `VALUE` looks up."""
    names: Iterator[str | None] = (groups[group] for group in ("environ", "getenv", "config", "member", "item", "deno"))
    return next((name for name in names if name), None)
