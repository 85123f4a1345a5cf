"""What the name of a variable says: a key, a token, a base URL, a near miss or nothing of ours."""

from enum import StrEnum

from tui.domain.clients.address import masked_runs, shown_address
from tui.domain.clients.claude_code import CLOUDS, CONFIG_FOLDER, HELPER
from tui.domain.clients.client import BASE_URL, CUSTOM_HEADERS, KEY, OAUTH, TOKEN
from tui.domain.clients.header import custom_headers
from tui.domain.clients.proxies import is_proxy_variable
from tui.domain.clients.trust import TRUST_VARIABLES
from tui.domain.found.finding import Finding, State
from tui.domain.key.secret import mask
from tui.domain.key.shape import Shape
from tui.domain.key.value import Value, read_value
from tui.domain.origin import Origin, printable
from tui.domain.regex import regex


class NameKind(StrEnum):
    """What a variable of this name is for."""

    KEY = "key"
    TOKEN = "token"  # noqa: S105 - the name of a kind, not a credential
    OAUTH = "login token"
    BASE_URL = "base URL"
    NEAR_MISS = "near miss"
    CLOUD = "cloud flag"
    FOLDER = "folder"
    HELPER = "helper"
    SETTING = "setting"
    UNRELATED = "unrelated"


_EXACT = {
    KEY: NameKind.KEY,
    TOKEN: NameKind.TOKEN,
    OAUTH: NameKind.OAUTH,
    BASE_URL: NameKind.BASE_URL,
    CONFIG_FOLDER: NameKind.FOLDER,
    HELPER: NameKind.HELPER,
    **dict.fromkeys(CLOUDS, NameKind.CLOUD),
}
# Names that people use for the key and that no client reads (public threads, 2023-2026).
_WRONG_NAMES = frozenset(
    {
        "ANTHROPIC_APIKEY",
        "ANTHROPIC_API_SECRET",
        "ANTHROPIC_API_TOKEN",
        "ANTHROPIC_KEY",
        "ANTHROPIC_SECRET_KEY",
        "ANTHROPIC_TOKEN",
        "CLAUDE_APIKEY",
        "CLAUDE_API_KEY",
        "CLAUDE_API_TOKEN",
        "CLAUDE_KEY",
    }
)
_CREDENTIAL_SHAPES = frozenset(
    {
        Shape.ANTHROPIC_ADMIN_KEY,
        Shape.ANTHROPIC_API_KEY,
        Shape.ANTHROPIC_OAUTH_TOKEN,
        Shape.ANTHROPIC_SESSION_KEY,
        Shape.ANTHROPIC_UNKNOWN,
    }
)
# Settings that are no secret: what is set there is shown.
_SHOWN_NAMES = frozenset({"ANTHROPIC_PROFILE", "ANTHROPIC_CONFIG_DIR", "ANTHROPIC_WORKSPACE_ID", "CLAUDE_CONFIG_DIR"})
_FARTHEST = 2
_ADDRESS_NAME = regex(
    r"ANTHROPIC_(?:API_)?(?:BASE|URL|ENDPOINT|HOST)(?:_URL)?"
    r"|(?:LITELLM|LITELLM_PROXY|AI_GATEWAY|LLM_GATEWAY)_(?:API_)?(?:BASE|URL|BASE_URL)"
)
_MODEL_NAME = regex(r"_MODEL(?:_|$)")
_SHOWN = frozenset({NameKind.CLOUD, NameKind.FOLDER})
_URL_MARK = regex(r"[/.:]|^localhost$")


def name_kind(name: str) -> NameKind:
    """Return what a variable of this name is for, exact names before near misses."""
    exact = _EXACT.get(name)
    if exact:
        return exact
    upper = name.upper()
    if upper in _WRONG_NAMES or (upper not in _EXACT and _is_close(upper)) or upper == KEY:
        return NameKind.NEAR_MISS
    is_setting = upper.startswith("ANTHROPIC_") or is_address_name(upper)
    return NameKind.SETTING if is_setting else NameKind.UNRELATED


def is_address_name(name: str) -> bool:
    """Return whether a variable of this name is meant to hold a base URL, even by a name that no client reads."""
    return _ADDRESS_NAME.fullmatch(name.upper()) is not None


def is_anthropic_key(value: Value) -> bool:
    """Return whether the value has the shape of one of Anthropic's credentials."""
    return value.shape in _CREDENTIAL_SHAPES


def is_credential_name(name: str) -> bool:
    """Return whether a variable of this name is meant to hold a credential, even by a wrong name."""
    return name_kind(name) in {NameKind.KEY, NameKind.TOKEN, NameKind.OAUTH, NameKind.NEAR_MISS}


def is_relevant_name(name: str) -> bool:
    """Return whether a variable of this name is of interest, whatever its value."""
    return name_kind(name) is not NameKind.UNRELATED


def is_network_name(name: str) -> bool:
    """Return whether a variable of this name says how calls leave this machine."""
    return is_proxy_variable(name) or name in TRUST_VARIABLES


def is_relevant(name: str, text: str) -> bool:
    """Return whether a definition is of interest, by its name or because an Anthropic key is its value."""
    return is_relevant_name(name) or text.lstrip("\"'` \t").startswith("sk-ant-")


def read_finding(
    name: str, text: str, origin: Origin, state: State = State.ACTIVE, *, continuation: str = ""
) -> Finding:
    """Return the definition as a finding, with the text to show where the value is no secret."""
    kind = name_kind(name)
    shown = ""
    headers = custom_headers(text) if name == CUSTOM_HEADERS else ()
    if is_address_name(name) or (is_proxy_variable(name) and name.lower() != "no_proxy"):
        shown = shown_url(text)
    elif headers:
        shown = printable(", ".join(masked_runs(header.name) for header in headers))
    elif _is_shown(name, kind):
        shown = printable(masked_runs(text))
    return Finding(name, read_value(text, continuation=continuation), origin, state, shown, headers)


def _is_shown(name: str, kind: NameKind) -> bool:
    is_model = kind is NameKind.SETTING and _MODEL_NAME.search(name.upper()) is not None
    return name in _SHOWN_NAMES or kind in _SHOWN or is_network_name(name) or is_model


def shown_url(text: str) -> str:
    """Return a URL without user, password, query and keys, escaped; a text that is no URL is masked."""
    if text.strip() and not _URL_MARK.search(text.strip()):
        return printable(mask(text))
    return shown_address(text)


def edit_distance(first: str, second: str) -> int:
    """Return how many single characters must be inserted, removed or replaced (Levenshtein)."""
    previous = list(range(len(second) + 1))
    for row, character in enumerate(first, start=1):
        current = [row]
        for column, other in enumerate(second, start=1):
            replaced = previous[column - 1] + (character != other)
            current.append(min(previous[column] + 1, current[column - 1] + 1, replaced))
        previous = current
    return previous[-1]


def _is_close(upper: str) -> bool:
    return abs(len(upper) - len(KEY)) <= _FARTHEST and edit_distance(upper, KEY) <= _FARTHEST
