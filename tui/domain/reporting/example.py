"""A few lines of code that prove the key to its owner in this set-up; they cost nothing and hold no key."""

from tui.domain.clients.client import KEY, TOKEN, ClientId, Place
from tui.domain.clients.header import Header
from tui.domain.clients.official_api import VERSION_LINE
from tui.domain.found.keyring import IN_KEYRING
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.reporting.example_loading import IN_CONTAINER, Loading, as_text, loading_of
from tui.domain.resolving.loading import name_of
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.snapshot import Snapshot

_CLAUDE_CODE = (
    "claude auth status     # which credential it uses",
    'claude -p "Say hello"  # one reply, no session',
    "claude                 # in a new terminal, for the rest",
)
_CONTAINED = frozenset({OriginKind.COMPOSE, OriginKind.SERVICE})
_PUT_IT_IN = "put the key in here"


class _Language(Record):
    """What differs between the languages of the two SDKs; `lookup` and `made` are filled in."""

    comment: str
    lookup: str
    lookup_import: str
    trim: str
    names: tuple[str, str, str]
    arguments: str
    made: str
    sdk_import: str
    call: str


_PYTHON = _Language(
    "# ",
    'os.environ["{name}"]',
    "import os",
    ".strip()",
    ("api_key=", "auth_token=", "base_url="),
    "{arguments}",
    "client = Anthropic({arguments})",
    "from anthropic import Anthropic",
    "print([model.id for model in client.models.list()])",
)
_SCRIPT = _Language(
    "// ",
    "process.env.{name}",
    "",
    ".trim()",
    ("apiKey: ", "authToken: ", "baseURL: "),
    "{{ {arguments} }}",
    "const client = new Anthropic({arguments});",
    'import Anthropic from "@anthropic-ai/sdk";',
    "console.log((await client.models.list()).data.map(({ id }) => id));",
)


def example_code(resolution: Resolution, snapshot: Snapshot) -> tuple[str, ...]:
    """Return what the client's user can run next in the project folder, with the key from where the client takes it."""
    match resolution.client.id:
        case ClientId.CLAUDE_CODE:
            return _CLAUDE_CODE
        case ClientId.CURL:
            return _by_curl(resolution, snapshot)
        case ClientId.PYTHON_SDK:
            return _by_sdk(_PYTHON, resolution, snapshot)
        case ClientId.TYPESCRIPT_SDK:
            return _by_sdk(_SCRIPT, resolution, snapshot)


def _by_sdk(language: _Language, resolution: Resolution, snapshot: Snapshot) -> tuple[str, ...]:
    loading = _loading(resolution, snapshot)
    arguments = _arguments(language, resolution, loading)
    shown = language.arguments.format(arguments=", ".join(arguments)) if arguments else ""
    remark = _remark(resolution, is_handed_over=len(arguments) > _names_host(resolution))
    is_looked_up = language.lookup_import and language.lookup_import.split()[-1] in shown
    return (
        *((f"{language.comment}{loading.start}",) if loading.start else ()),
        *((language.lookup_import,) if is_looked_up else ()),
        *loading.imports,
        language.sdk_import,
        *loading.calls,
        language.made.format(arguments=shown) + (f"  {language.comment}{remark}" if remark else ""),
        language.call,
    )


def _arguments(language: _Language, resolution: Resolution, loading: Loading) -> list[str]:
    key_name, token_name, host_name = language.names
    name = token_name if resolution.place is Place.TOKEN_VARIABLE else key_name
    key = loading.key or _looked_up(language, resolution)
    host = [f"{host_name}{as_text(resolution.endpoint)}"] if _names_host(resolution) else []
    return [*([f"{name}{key}"] if key else []), *host]


def _names_host(resolution: Resolution) -> bool:
    """Return whether the code names the host itself, in words that may be shown."""
    base_url = resolution.base_url
    return base_url is not None and base_url.origin.kind is OriginKind.SOURCE and resolution.hidden is None


def _looked_up(language: _Language, resolution: Resolution) -> str:
    """Return the expression that looks the key up, empty where the client does so by itself."""
    winner = resolution.credential
    if winner is None or resolution.place is Place.PROFILE:
        return ""
    if winner.origin.kind is OriginKind.SOURCE:
        return as_text(_PUT_IT_IN)
    if winner.variable in {KEY, TOKEN} and not resolution.is_passed:
        return ""
    looked_up = language.lookup.format(name=winner.variable)
    return f"{looked_up}{language.trim}" if resolution.is_trimmed else looked_up


def _loading(resolution: Resolution, snapshot: Snapshot) -> Loading:
    """Return what comes before the client is made."""
    winner = resolution.credential
    kind = winner.origin.kind if winner else None
    if winner is None or kind is OriginKind.PROCESS:
        return Loading()
    if kind is OriginKind.DOTENV:
        return loading_of(resolution, winner, snapshot)
    if kind is OriginKind.KEYRING and resolution.client.id is ClientId.PYTHON_SDK:
        service, _, user = winner.origin.shown.removeprefix(IN_KEYRING).partition(" / ")
        return Loading(("import keyring",), key=f"keyring.get_password({as_text(service)}, {as_text(user)})")
    return Loading(start=IN_CONTAINER if kind in _CONTAINED else "")


def _remark(resolution: Resolution, *, is_handed_over: bool) -> str:
    """Return what the line that makes the client does not say by itself."""
    winner = resolution.credential
    if winner is None:
        return ""
    if resolution.place is Place.PROFILE:
        return "takes the SDK profile by itself"
    if winner.origin.kind is OriginKind.SOURCE:
        return f"that of line {winner.origin.line} of {name_of(winner.origin.path)}"
    return "" if is_handed_over else f"reads {winner.variable} by itself"


def _by_curl(resolution: Resolution, snapshot: Snapshot) -> tuple[str, ...]:
    winner = resolution.credential
    is_variable = winner is not None and winner.origin.kind is not OriginKind.SOURCE
    key = f"${winner.variable}" if is_variable and winner else f"${KEY}" if winner is None else _PUT_IT_IN
    header = "Authorization: Bearer " if resolution.header is Header.BEARER else "x-api-key: "
    host = "$ANTHROPIC_BASE_URL" if resolution.hidden is not None else resolution.endpoint.rstrip("/")
    return (
        *_loading(resolution, snapshot).calls,
        f'curl "{host}/v1/models" \\',
        f'  -H "{header}{key}" \\',
        f'  -H "{VERSION_LINE}"',
    )
