"""Keys, names of variables and models that a project's code hands to the client."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.client import KEY
from tui.domain.code_text import Language, SourceText, arguments
from tui.domain.finding import Finding, ModelMention, VariableMention
from tui.domain.names import is_relevant, read_finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.profile_reading import ProfileAssignment, read_posix_profile
from tui.domain.record import Record
from tui.domain.shape import Shape

HOST = "api.anthropic.com"
_CONSTRUCTOR = re.compile(r"\b(?:(?:Async|Chat)?Anthropic|anthropic\.(?:Async)?Client|createAnthropic)\s*\(")
_STRING = r"""[rbuRBU]?(?P<quote>["'`])(?P<text>(?:(?!(?P=quote))[^\\\n]|\\.)*+)(?P=quote)(?!\s*(?:[+%]|\.\w))"""
_LOOKUP = r"""
    (?:os\s*\.\s*)?environ\s*(?:\.\s*get\s*\(|\[)\s*["'](?P<environ>\w+)["']
  | (?:os\s*\.\s*)?getenv\s*\(\s*["'](?P<getenv>\w+)["']
  | (?:env|env\.str|config)\s*\(\s*["'](?P<config>\w+)["']
  | (?:process|Bun|import\.meta)\s*\.\s*env\s*(?:\.\s*(?P<member>\w+)|\[\s*["'](?P<item>\w+)["'])
  | Deno\.env\.get\s*\(\s*["'](?P<deno>\w+)["']
"""
_VALUE = rf"""(?:{_LOOKUP}|{_STRING}|(?P<identifier>[A-Za-z_$][\w$]*)(?![\w$.(\["'`]))"""
_NAMES = r"(?:anthropic_)?api_key|(?:anthropicA|a)piKey|auth_token|authToken|x-api-key|authorization"
_PARAMETER = re.compile(rf"""(?<![\w$])["']?(?P<name>{_NAMES})["']?\s*[=:]\s*{_VALUE}""", re.VERBOSE | re.IGNORECASE)
_SHORTHAND = re.compile(r"(?<=[{,\s])(?P<name>apiKey|authToken)\s*(?=[,}])")
_HEADER_ITEM = re.compile(rf"""["'](?P<name>x-api-key)["']\s*[:,]\s*{_VALUE}""", re.VERBOSE | re.IGNORECASE)
_HEADER_LINE = re.compile(r"(?P<name>x-api-key|authorization)[ \t]*:[ \t]*(?P<text>[^\"'\n]*)", re.IGNORECASE)
_ENVIRON_SET = re.compile(
    rf"""(?:os\.environ\[\s*["']{KEY}["']\s*\]|process\.env\.{KEY}|process\.env\[["']{KEY}["']\])\s*=\s*{_STRING}"""
)
_KEY_TEXT = re.compile(r"sk-ant-[\w-]{8,}")
_NAMED_BEFORE = re.compile(rf"""(?<![\w$])(?P<name>{_NAMES})["']?\s*[=:]\s*["'`]?$""", re.IGNORECASE)
_CONTAINER_LINE = re.compile(
    r"^[ \t]*(?:-[ \t]*|ENV[ \t]+|ARG[ \t]+)?[\"']?(?P<name>[A-Za-z_]\w*)[\"']?[ \t]*[=:][ \t]*(?P<text>[^\n]*)$",
    re.MULTILINE,
)
_MODEL = re.compile(r"""model\\?["']?\s*[=:]\s*\\?["'`](claude-[\w.-]+)\\?["'`]""", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{?(\w+)")
_UNFIT = re.compile(r"\$[{(\w]|\{\{|\$$")
_BEARER = re.compile(r"bearer\s+", re.IGNORECASE)
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
_LITERAL = "literal"
_MOST = 50  # of one kind in one file, so that a strange file costs no time
_HTTP_LIKE = frozenset({Language.SHELL, Language.HTTP})
_CONTAINERS = frozenset({Language.COMPOSE, Language.DOCKERFILE})


class CodeKeys(Record):
    """What one file hands to a client."""

    findings: tuple[Finding, ...] = ()
    variables: tuple[VariableMention, ...] = ()


def find_keys(source: SourceText) -> CodeKeys:
    """Return the literals and the names of variables that reach an Anthropic client, and stray keys."""
    search = _Search(source)
    search.run()
    return CodeKeys(tuple(search.findings), tuple(search.variables))


def find_models(source: SourceText) -> tuple[ModelMention, ...]:
    """Return the Claude models that the file names as a `model`."""
    return tuple(ModelMention(match.group(1), source.at(match.start())) for match in _MODEL.finditer(source.text))


class _Search:
    """Collects what one file holds, each literal once."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._text = source.text
        self._taken: set[tuple[int | None, str]] = set()
        self._followed: set[str] = set()
        self._assigned: tuple[ProfileAssignment, ...] | None = None
        self.findings: list[Finding] = []
        self.variables: list[VariableMention] = []

    def run(self) -> None:
        language = self._source.language
        if language in _CONTAINERS:
            self._search_container()
        elif language in _HTTP_LIKE:
            self._search_headers()
        else:
            self._search_code()
        self._search_stray_keys()

    def _search_code(self) -> None:
        for call in islice(_CONSTRUCTOR.finditer(self._text), _MOST):
            inside = arguments(self._text, call.end())
            for match in _PARAMETER.finditer(inside):
                self._take(match, call.end() + match.start("name"))
            for match in _SHORTHAND.finditer(inside):
                self._follow(match["name"], match["name"])
        if HOST in self._text:
            for match in islice(_HEADER_ITEM.finditer(self._text), _MOST):
                self._take(match, match.start())
        for match in _ENVIRON_SET.finditer(self._text):
            self._add("api_key", match["text"], self._source.at(match.start()))

    def _search_headers(self) -> None:
        for match in islice(_HEADER_LINE.finditer(self._text), _MOST):
            text = _BEARER.sub("", match["text"].strip(), count=1)
            reference = _REFERENCE.match(text)
            if reference and HOST in self._text:
                self._follow_shell(match["name"], reference.group(1), self._source.at(match.start()))
            elif text.startswith("sk-ant-") or (text and HOST in self._text and match["name"].lower() == "x-api-key"):
                self._add(match["name"], text, self._source.at(match.start()))

    def _search_container(self) -> None:
        for match in _CONTAINER_LINE.finditer(self._text):
            text = match["text"].strip().strip("\"'")
            if text and is_relevant(match["name"], text) and not _UNFIT.search(text):
                place = self._source.at(match.start("name"))
                self._taken.add((place.line, text))
                origin = Origin(OriginKind.COMPOSE, place.shown, place.path, place.line)
                self.findings.append(read_finding(match["name"], text, origin))

    def _search_stray_keys(self) -> None:
        for match in islice(_KEY_TEXT.finditer(self._text), _MOST):
            place = self._source.at(match.start())
            if any(line == place.line and match.group() in text for line, text in self._taken):
                continue
            named = _NAMED_BEFORE.search(self._text, max(0, match.start() - 60), match.start())
            finding = read_finding(_LITERAL, match.group(), place)
            if named:
                self._add(named["name"], match.group(), place)
            elif finding.value.shape is not Shape.PLACEHOLDER:
                self.findings.append(finding)

    def _take(self, match: re.Match[str], offset: int) -> None:
        """Take one parameter: a literal, the look-up of a variable, or a name that was assigned before."""
        place = self._source.at(offset)
        groups = match.groupdict()
        variable = _looked_up(groups)
        if variable:
            self._mention(variable, place)
        elif groups["identifier"]:
            self._follow(groups["name"], groups["identifier"])
        elif groups["text"] is not None:
            self._add(groups["name"], _BEARER.sub("", groups["text"], count=1), place)

    def _follow(self, name: str, identifier: str) -> None:
        """Take the value that the identifier was given in the same file."""
        if identifier in self._followed or len(self._followed) >= _MOST:
            return
        self._followed.add(identifier)
        declared = rf"(?:export\s+)?(?:const\s+|let\s+|var\s+)?{re.escape(identifier)}\s*(?::[^=\n]+)?=\s*{_VALUE}"
        # A comma behind it would make it an argument of some other call.
        pattern = re.compile(rf"^[ \t]*{declared}(?![ \t]*,)", re.MULTILINE | re.VERBOSE)
        for match in islice(pattern.finditer(self._text), _MOST):
            place = self._source.at(match.end() - 1)
            variable = _looked_up(match.groupdict())
            if variable:
                self._mention(variable, place)
            elif match["text"] is not None:
                self._add(name, match["text"], place)

    def _follow_shell(self, name: str, variable: str, place: Origin) -> None:
        if self._assigned is None:
            self._assigned = read_posix_profile(self._text)
        for item in self._assigned:
            if item.name == variable and not item.is_reference:
                self._add(name, item.value, Origin(place.kind, place.shown, place.path, item.line))
                return
        self._mention(variable, place)

    def _mention(self, variable: str, place: Origin) -> None:
        self.variables.append(VariableMention(variable, place))

    def _add(self, name: str, text: str, place: Origin) -> None:
        if _UNFIT.search(text) or (place.line, text) in self._taken:
            return
        self._taken.add((place.line, text))
        self.findings.append(read_finding(_SPELLINGS.get(name.lower(), name), text, place))


def _looked_up(groups: dict[str, str | None]) -> str | None:
    names: Iterator[str | None] = (groups[group] for group in ("environ", "getenv", "config", "member", "item", "deno"))
    return next((name for name in names if name), None)
