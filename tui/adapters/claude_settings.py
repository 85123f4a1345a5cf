"""Claude Code's settings files, its state file and its stored login."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.adapters.places import Places
from tui.adapters.text_file import is_regular_file, read_small_file
from tui.domain.finding import ClientMention, Finding, Reading, ReadProblem, UnreadSource
from tui.domain.names import is_network_name, is_relevant, read_finding
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.unread import unread_in_variables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIMIT = 16 * 1024 * 1024
_STATE_WORD = b'"primaryApiKey"'


class ClaudeSettings:
    """Reads what Claude Code would read, the settings that win first."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._folder = places.folder("CLAUDE_CONFIG_DIR", ".claude")
        self._findings: list[Finding] = []
        self._network: list[Finding] = []
        self._problems: list[ReadProblem] = []
        self._unread: list[UnreadSource] = []

    def read(self) -> Reading:
        """Return the variables of the `env` blocks, the stored keys and whether the project uses Claude Code."""
        self._findings, self._network, self._problems, self._unread = [], [], [], []
        for path in self._settings_files():
            self._read_settings(path)
        self._read_state()
        self._read_login()
        return Reading(
            tuple(self._findings),
            tuple(self._problems),
            clients=tuple(self._mentions()),
            unread_sources=tuple(self._unread),
            network=tuple(self._network),
        )

    def _settings_files(self) -> list[Path]:
        """Return the files in the order in which they win (code.claude.com/docs: settings)."""
        managed, project = self._places.managed_settings, self._places.project / ".claude"
        try:
            parts = sorted(path for path in (managed / "managed-settings.d").iterdir() if path.suffix == ".json")
        except OSError:
            parts = []
        # Later parts are merged over earlier ones, so the last one wins.
        return list(
            dict.fromkeys(
                [
                    *reversed(parts),
                    managed / "managed-settings.json",
                    project / "settings.local.json",
                    project / "settings.json",
                    self._folder / "settings.json",
                ]
            )
        )

    def _read_settings(self, path: Path) -> None:
        loaded = self._load(path, OriginKind.CLAUDE_SETTINGS)
        if loaded is None:
            return
        document, text, whole = loaded
        if "apiKeyHelper" in document:
            what = f"the `apiKeyHelper` in {whole.shown} may supply the credential and was not run"
            self._unread.append(UnreadSource(what, whole, ("claude-code",)))
        variables = {name: text for name, text in _mapping(document.get("env")).items() if isinstance(text, str)}
        self._unread.extend(unread_in_variables(variables, whole))
        start = text.find('"env"')
        for name, value in variables.items():
            if is_relevant(name, value) or is_network_name(name):
                self._add(name, value, whole, _line_of(text, name, start))

    def _read_state(self) -> None:
        """Read the key that `/login` stored in the state file, which is parsed only when it has one."""
        moved = "CLAUDE_CONFIG_DIR" in self._places.environ
        path = self._folder / ".claude.json" if moved else self._places.home / ".claude.json"
        loaded = self._load(path, OriginKind.CLAUDE_SETTINGS, only_with=_STATE_WORD)
        if loaded is None:
            return
        document, text, whole = loaded
        key = document.get("primaryApiKey")
        if isinstance(key, str) and key:
            self._add("primaryApiKey", key, whole, _line_of(text, "primaryApiKey", 0))

    def _read_login(self) -> None:
        loaded = self._load(self._folder / ".credentials.json", OriginKind.CLAUDE_LOGIN)
        if loaded is None:
            return
        document, text, whole = loaded
        token = _mapping(document.get("claudeAiOauth")).get("accessToken")
        if isinstance(token, str) and token:
            self._add("accessToken", token, whole, _line_of(text, "accessToken", 0))

    def _load(
        self, path: Path, kind: OriginKind, *, only_with: bytes = b""
    ) -> "tuple[Mapping[str, object], str, Origin] | None":
        """Return the document, its text and its place; a missing file is nothing, a damaged one a problem."""
        data = read_small_file(path, LIMIT)
        whole = Origin(kind, self._places.shown(path), str(path))
        if not isinstance(data, bytes):
            if not data.is_missing:
                self._problems.append(ReadProblem(whole, data.text))
            return None
        if only_with not in data:
            return None
        text = data.decode("utf-8-sig", "surrogateescape")
        document = self._parse(text, whole)
        return None if document is None else (_mapping(document), text, whole)

    def _parse(self, text: str, whole: Origin) -> object:
        # Few machines have such a file, and the module takes time to import.
        import json  # noqa: PLC0415 - as above

        name = printable(Path(whole.path).name)
        try:
            document: object = json.loads(text)
        except json.JSONDecodeError as error:
            where = Origin(whole.kind, whole.shown, whole.path, error.lineno)
            problem = f"`{name}` is not valid JSON at line {error.lineno}, column {error.colno}"
            self._problems.append(ReadProblem(where, f"{problem}; Claude Code ignores the whole file"))
            return None
        except (RecursionError, ValueError):
            self._problems.append(ReadProblem(whole, f"`{name}` is nested too deeply to be read"))
            return None
        if not isinstance(document, dict):
            self._problems.append(ReadProblem(whole, f"`{name}` holds no JSON object; Claude Code ignores it"))
            return None
        return cast("object", document)

    def _add(self, name: str, value: str, whole: Origin, line: int | None) -> None:
        origin = Origin(whole.kind, whole.shown, whole.path, line)
        found = self._network if is_network_name(name) else self._findings
        found.append(read_finding(name, value, origin))

    def _mentions(self) -> "Iterator[ClientMention]":
        project = self._places.project
        if project == self._places.home:
            return
        for name in (".claude/settings.json", ".claude/settings.local.json", "CLAUDE.md"):
            if is_regular_file(project / name):
                yield ClientMention("claude-code", f"the project has {name}")


def _mapping(value: object) -> "Mapping[str, object]":
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _line_of(text: str, name: str, start: int) -> int | None:
    """Return the line on which the name stands as a JSON string, at or after `start`."""
    position = text.find(f'"{name}"', max(start, 0))
    return text.count("\n", 0, position) + 1 if position >= 0 else None
