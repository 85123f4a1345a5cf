"""Signs of a client in a project's files: what they import, what they depend on, which host they call."""

import re

from tui.domain.clients.client import ClientId
from tui.domain.clients.official_api import HOST
from tui.domain.code.text import CODE, Language, SourceText
from tui.domain.found.finding import ClientMention
from tui.domain.origin import printable
from tui.domain.record import Record
from tui.domain.regex import regex

_PYTHON_IMPORT = regex(
    r"^[ \t]*(?:from|import)[ \t]+(anthropic|langchain_anthropic|claude_agent_sdk|claude_code_sdk)\b", re.MULTILINE
)
_PACKAGES = r"@anthropic-ai/(?:sdk|claude-agent-sdk|claude-code)|@ai-sdk/anthropic|@langchain/anthropic"
_SCRIPT_IMPORT = regex(rf"""(?:from|import|require\s*\(|import\s*\()\s*["']({_PACKAGES})(?:/[\w/.-]*)?["']""")
_DEPENDENCY = regex(rf'"({_PACKAGES})"\s*:\s*"([^"\n]*)"')
_REQUIREMENT = regex(
    r"""^[ \t]*(?:-[ \t]+)?["']?(?P<name>anthropic|langchain[-_]anthropic|claude[-_]agent[-_]sdk)
        (?:\[[^\]\n]*\])?[ \t]*(?:==?[ \t]*["']?(?P<version>\d[\w.]*))?(?![\w.-])""",
    re.MULTILINE | re.VERBOSE,
)
_QUOTED_REQUIREMENT = regex(
    r"""["'](?P<name>anthropic|langchain[-_]anthropic|claude[-_]agent[-_]sdk)
        (?:\[[^\]\n]*\])?[ \t]*(?:(?:==[ \t]*(?P<version>\d[\w.]*))|[<>=!~;@][^"'\n]*)?["']""",
    re.VERBOSE,
)
_KEYWORDS = regex(r"^[ \t]*keywords[ \t]*=[ \t]*\[[^\]]{0,2000}\]", re.MULTILINE)
_EXACT = regex(r"\d+\.\d+\.\d+[\w.-]*")
_LOCKED = regex(r'^name = "anthropic"\nversion = "([^"\n]+)"', re.MULTILINE)
_CURL = regex(r"\b(?:curl|wget|http|https|xh)\b")
# ai-sdk.dev/providers/ai-sdk-providers/anthropic: its base URL is https://api.anthropic.com/v1 by default.
_AI_SDK = "@ai-sdk/anthropic"
_CLAUDE_CODE_PACKAGES = ("claude-agent-sdk", "claude-code", "claude_agent_sdk", "claude_code_sdk")


class ClientSign(Record):
    """A mention of a client, and whether a manifest makes it, which says more than an import."""

    mention: ClientMention
    from_manifest: bool


def find_client(source: SourceText) -> ClientSign | None:
    """Return the strongest sign of a client in the file."""
    language = source.language
    if language is Language.PACKAGE_JSON:
        return _from_package(source)
    if language is Language.REQUIREMENTS:
        return _from_requirements(source)
    if language in CODE:
        return _from_code(source)
    if HOST in source.text and (language is Language.HTTP or _CURL.search(source.text)):
        return _sign(source, ClientId.CURL, f"calls {HOST}")
    return None


def locked_version(text: str) -> str:
    """Return the version of the Python SDK that a lock file names, or an empty text."""
    match = _LOCKED.search(text)
    return match.group(1) if match else ""


def _from_package(source: SourceText) -> ClientSign | None:
    matches = sorted(_DEPENDENCY.finditer(source.text), key=lambda match: match.group(1) != "@anthropic-ai/sdk")
    if not matches:
        return None
    name, version = matches[0].groups()
    exact = version if name == "@anthropic-ai/sdk" and _EXACT.fullmatch(version) else ""
    return _sign(source, _client(name, ClientId.TYPESCRIPT_SDK), f"depends on {name}", exact, from_manifest=True)


def _from_requirements(source: SourceText) -> ClientSign | None:
    text = _KEYWORDS.sub("", source.text)
    pattern = _QUOTED_REQUIREMENT if source.name == "pyproject.toml" else _REQUIREMENT
    matches = [*pattern.finditer(text), *(_REQUIREMENT.finditer(text) if source.name == "pyproject.toml" else ())]
    matches = [match for match in matches if source.name != "pyproject.toml" or _is_requirement(match)]
    if not matches:
        return None
    match = min(matches, key=lambda found: found["name"] != "anthropic")
    verb = "names" if source.name.endswith((".txt", ".in")) else "depends on"
    version = (match["version"] or "") if match["name"] == "anthropic" else ""
    client = _client(match["name"], ClientId.PYTHON_SDK)
    return _sign(source, client, f"{verb} {match['name']}", version, from_manifest=True)


def _is_requirement(match: re.Match[str]) -> bool:
    """Return whether a line of pyproject.toml that begins with the name assigns a version to it."""
    return (
        match.re.pattern == _QUOTED_REQUIREMENT.pattern
        or re.match(r"""["']?[ \t]*=|["']""", match.string[match.end("name") :]) is not None
    )


def _from_code(source: SourceText) -> ClientSign | None:
    is_script = source.language is Language.SCRIPT
    match = (_SCRIPT_IMPORT if is_script else _PYTHON_IMPORT).search(source.text)
    if match:
        default = ClientId.TYPESCRIPT_SDK if is_script else ClientId.PYTHON_SDK
        return _sign(source, _client(match.group(1), default), f"imports {match.group(1)}")
    if HOST in source.text:
        return _sign(source, ClientId.CURL, f"calls {HOST} without the SDK")
    return None


def _client(package: str, default: ClientId) -> ClientId:
    name = package.rpartition("/")[2].lower()
    return ClientId.CLAUDE_CODE if name in _CLAUDE_CODE_PACKAGES else default


def _sign(
    source: SourceText, client: ClientId, words: str, version: str = "", *, from_manifest: bool = False
) -> ClientSign:
    mention = ClientMention(client.value, f"{printable(source.name)} {words}", version, words.endswith(_AI_SDK))
    return ClientSign(mention, from_manifest)
