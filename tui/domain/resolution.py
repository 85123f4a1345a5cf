"""Which definition a client uses, and why every other one loses."""

from collections.abc import Iterable, Sequence

from tui.domain.client import BASE_URL, KEY, OAUTH, TOKEN, ClientChoice, ClientId, Place
from tui.domain.finding import Finding, LoaderKind, Snapshot, State
from tui.domain.origin import OriginKind
from tui.domain.probe import Header
from tui.domain.record import Record

LITERAL_NAMES = frozenset({"api_key", "apiKey", "auth_token", "authToken", "x-api-key", "authorization"})
_FRAMEWORK_ORDER = (".env.development.local", ".env.local", ".env.development", ".env")


class Loser(Record):
    """A definition that this client does not use, and the rule by which it loses."""

    finding: Finding
    reason: str


class Resolution(Record):
    """What one client sends on this machine.

    `credential` is None when the client finds none; `base_url` is the definition that sets
    the host, None for the default; `endpoint` is the text that the client puts before
    `/v1/...`; `empty` are names that are set and empty.
    """

    client: ClientChoice
    credential: Finding | None
    place: Place | None
    header: Header
    base_url: Finding | None
    endpoint: str
    losers: tuple[Loser, ...]
    empty: tuple[Finding, ...]

    def reason_against(self, finding: Finding) -> str:
        """Return why the finding loses, or an empty text when it wins or does not compete."""
        return next((loser.reason for loser in self.losers if loser.finding is finding), "")


def resolve(client: ClientChoice, snapshot: Snapshot) -> Resolution:
    """Return what the client uses, by its documented or measured rules."""
    losers: list[Loser] = []
    empty: list[Finding] = []
    credential: Finding | None = None
    place: Place | None = None
    named = _named_by_code(client, snapshot)
    for candidate_place in client.rules.places:
        for finding in _at(candidate_place, client, snapshot, losers):
            # What the code passes itself is taken even when empty: no SDK looks any further (measured, all versions).
            is_passed = candidate_place is Place.LITERAL or finding.variable in named
            if not is_passed and not _is_set(finding, client):
                empty.append(finding)
            elif credential is None:
                credential, place = finding, candidate_place
            else:
                losers.append(Loser(finding, f"{client.rules.name} takes {_named(place)} first"))
    base_url = _variable(BASE_URL, client, snapshot, losers)
    is_default = base_url is None or (not base_url.text and client.rules.trims)
    return Resolution(
        client=client,
        credential=credential,
        place=place,
        header=client.header(place or Place.KEY_VARIABLE),
        base_url=base_url,
        endpoint=snapshot.official_url if is_default or base_url is None else sent_text(client, base_url.text),
        losers=tuple(losers),
        empty=tuple(empty),
    )


def loads_env_file(client: ClientChoice, snapshot: Snapshot) -> bool:
    """Return whether the client's program gets the variables of `.env`.

    A folder without any code has nothing that could lack a loader, so there the file counts.
    """
    if client.id is ClientId.CURL:
        return any(loader.kind is LoaderKind.SHELL_SOURCE for loader in snapshot.loaders)
    return client.rules.loads_dotenv and (bool(snapshot.loaders) or snapshot.code_files == 0)


def sent_text(client: ClientChoice, text: str) -> str:
    """Return the value as the client puts it into the header: trimmed or not."""
    return text.strip() if client.rules.trims else text


def _named(place: Place | None) -> str:
    return place.value if place else "another"


def _is_set(finding: Finding, client: ClientChoice) -> bool:
    if client.rules.trims:
        return finding.value.length > 0 and not finding.value.is_blank
    return finding.value.length > 0


def _at(place: Place, client: ClientChoice, snapshot: Snapshot, losers: list[Loser]) -> Iterable[Finding]:
    match place:
        case Place.LITERAL:
            return _literals(client, snapshot)
        case Place.KEY_VARIABLE:
            names = dict.fromkeys([*_named_by_code(client, snapshot), KEY])
            winners = (_variable(name, client, snapshot, losers) for name in names)
            return [finding for finding in winners if finding]
        case Place.TOKEN_VARIABLE:
            is_taken = TOKEN in _named_by_code(client, snapshot)
            finding = None if is_taken else _variable(TOKEN, client, snapshot, losers)
        case Place.OAUTH_VARIABLE:
            finding = _variable(OAUTH, client, snapshot, losers)
        case Place.LOGIN:
            logins = [item for item in snapshot.findings if item.origin.kind is OriginKind.CLAUDE_LOGIN]
            finding = logins[0] if logins else None
    return [finding] if finding else []


def _literals(client: ClientChoice, snapshot: Snapshot) -> list[Finding]:
    return [
        finding
        for finding in snapshot.findings
        if finding.origin.kind is OriginKind.SOURCE
        and finding.is_active
        and finding.variable in LITERAL_NAMES
        and _suffix(finding.origin.path, client)
    ]


def _named_by_code(client: ClientChoice, snapshot: Snapshot) -> list[str]:
    """Return the variables that the code passes to the client by name, each before the standard ones."""
    return [mention.variable for mention in snapshot.variables if _suffix(mention.origin.path, client)]


def _suffix(path: str, client: ClientChoice) -> bool:
    return path.endswith(client.rules.literal_suffixes)


def _variable(name: str, client: ClientChoice, snapshot: Snapshot, losers: list[Loser]) -> Finding | None:
    """Return the definition of an environment variable that the client's process would see."""
    active = [finding for finding in snapshot.findings if finding.variable == name and finding.is_active]
    process = [finding for finding in active if finding.origin.kind is OriginKind.PROCESS]
    files = _env_file_definitions(active, client, snapshot, losers)
    settings = [item for item in active if item.origin.kind is OriginKind.CLAUDE_SETTINGS]
    layers: list[tuple[list[Finding], str]] = [(process, "the environment has it, and the loader does not override")]
    if client.id is ClientId.CLAUDE_CODE:
        layers.insert(0, (settings, "the `env` block of Claude Code's settings outranks it"))
    if loads_env_file(client, snapshot):
        overrides = any(loader.overrides for loader in snapshot.loaders)
        layers.insert(0 if overrides else len(layers), (files, "the loader overrides the environment with `.env`"))
    else:
        losers.extend(Loser(finding, f"nothing loads `.env` for {client.rules.name}") for finding in files)
    winner: Finding | None = None
    rule = ""
    for definitions, reason in layers:
        for finding in definitions:
            if winner is None:
                winner, rule = finding, reason
            else:
                losers.append(Loser(finding, rule))
    return winner


def _env_file_definitions(
    active: Sequence[Finding], client: ClientChoice, snapshot: Snapshot, losers: list[Loser]
) -> list[Finding]:
    """Return the definitions in `.env` files that can win: the last of each file, the first file first."""
    definitions = [finding for finding in active if finding.origin.kind is OriginKind.DOTENV]
    order = _file_order(client, snapshot)
    unread = (finding for finding in definitions if finding.origin.path not in order)
    losers.extend(Loser(finding, "the loader does not read this file") for finding in unread)
    last_of_file: list[Finding] = []
    for path in order:
        same = sorted(
            (item for item in definitions if item.origin.path == path), key=lambda item: item.origin.line or 0
        )
        losers.extend(Loser(item, f"defined again in the same file, line {same[-1].origin.line}") for item in same[:-1])
        last_of_file.extend(same[-1:])
    return last_of_file


def _file_order(client: ClientChoice, snapshot: Snapshot) -> list[str]:
    """Return the paths of the `.env` files that the loader reads, first wins."""
    files = [origin.path for origin in snapshot.env_files]
    project = snapshot.project.path.rstrip("/\\")
    has_framework = any(loader.kind is LoaderKind.FRAMEWORK for loader in snapshot.loaders)
    if has_framework and client.id is ClientId.TYPESCRIPT_SDK:
        here = [path for path in files if folder_of(path) == project]
        return sorted(
            (path for path in here if name_of(path) in _FRAMEWORK_ORDER),
            key=lambda path: _FRAMEWORK_ORDER.index(name_of(path)),
        )
    plain = [path for path in files if name_of(path) == ".env"]
    if client.id is ClientId.TYPESCRIPT_SDK:
        return [path for path in plain if folder_of(path) == project]
    nested = [item.origin.path for item in snapshot.findings if item.origin.kind is OriginKind.DOTENV]
    start = _start_of_search(client, snapshot)
    above = [path for path in (*plain, *nested) if name_of(path) == ".env" and _is_in(start, folder_of(path))]
    return sorted(above, key=len, reverse=True)[:1]


def _start_of_search(client: ClientChoice, snapshot: Snapshot) -> str:
    """Return the folder from which python-dotenv climbs: that of the file that calls it, the outermost if several."""
    callers = (loader.origin.path for loader in snapshot.loaders if loader.kind is LoaderKind.PYTHON_DOTENV)
    return next((folder_of(path) for path in callers if _suffix(path, client)), snapshot.project.path)


def _is_in(folder: str, outer: str) -> bool:
    return f"{folder}/".replace("\\", "/").startswith(f"{outer}/".replace("\\", "/"))


def name_of(path: str) -> str:
    """Return the last part of a path, on any platform."""
    return path.replace("\\", "/").rpartition("/")[2]


def folder_of(path: str) -> str:
    """Return what stands before the last part of a path."""
    return path[: -len(name_of(path))].rstrip("/\\")


def is_usable_elsewhere(finding: Finding) -> bool:
    """Return whether the finding is a candidate that could be used, wherever it stands."""
    return finding.state in {State.ACTIVE, State.NOT_EXPORTED, State.TEMPLATE} and finding.value.length > 0
