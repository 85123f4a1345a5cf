"""The configuration of tools that hand a key of their own to this project's programs, or call the API with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui.adapters.reading.places import Places, exists
from tui.adapters.reading.text_file import read_small_file
from tui.domain.found.finding import Finding, ReadProblem, State
from tui.domain.found.names import is_credential_name, read_finding
from tui.domain.found.tool_files import TOOL_FILES, Base, Form, ToolFile
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Reading

if TYPE_CHECKING:
    from tui.domain.found.tool_settings import ToolSetting

LIMIT = 8 * 1024 * 1024
_SIGNS = (b"ANTHROPIC_", b"CLAUDE_", b"sk-ant-")


class ToolConfigs:
    """Reads the known files, as far as they concern the project."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the credentials that stand there as literals."""
        findings: list[Finding] = []
        problems: list[ReadProblem] = []
        for file in TOOL_FILES:
            path = self._path(file)
            data = read_small_file(path, LIMIT)
            if isinstance(data, bytes) and any(sign in data for sign in _SIGNS):
                origin = Origin(OriginKind.TOOL_CONFIG, self._places.shown(path), str(path))
                found = self._settings(file, data, origin)
                if isinstance(found, ReadProblem):
                    problems.append(found)
                else:
                    findings.extend(self._finding(item, origin) for item in found)
        return Reading(tuple(findings), tuple(problems))

    def _finding(self, item: "ToolSetting", file: Origin) -> Finding:
        state = State.OTHER_PROGRAM if item.is_anothers else State.ACTIVE
        return read_finding(item.name, item.value, Origin(file.kind, file.shown, file.path, item.line), state)

    def _settings(self, file: ToolFile, data: bytes, origin: Origin) -> "list[ToolSetting] | ReadProblem":
        # Deferred: few projects have such a file.
        from tui.domain.found.tool_settings import settings_in_document, settings_in_lines  # noqa: PLC0415 - as above

        is_whole = file.base is Base.PROJECT or (bool(file.sign) and exists(self._places.project / file.sign))
        text = data.decode("utf-8-sig", "replace")
        if file.form is Form.JSON:
            document = _document(text, origin)
            if isinstance(document, ReadProblem):
                return document
            own = list(settings_in_document(document, text, str(self._places.project), is_whole=is_whole))
            return own or [*self._behind_environment(settings_in_document(document, text, "", is_whole=True))]
        found = settings_in_lines(text) if file.form is Form.LINES else _assigned(data)
        return list(found) if is_whole else [*self._behind_environment(found)]

    def _behind_environment(self, items: "Iterator[ToolSetting]") -> "Iterator[ToolSetting]":
        """Yield those from which this process has its variable, wherever they stand."""
        return (item for item in items if item.value and self._places.environ.get(item.name) == item.value)

    def _path(self, file: ToolFile) -> Path:
        places = self._places
        match file.base:
            case Base.PROJECT:
                return places.project / file.path
            case Base.HOME:
                return places.home / file.path
            case Base.DATA:
                return places.folder("XDG_DATA_HOME", ".local", "share") / file.path
            case Base.CONFIG if places.platform == "darwin":
                return places.home / "Library" / "Application Support" / file.path
            case Base.CONFIG if places.is_windows:
                return places.folder("APPDATA", "AppData", "Roaming") / file.path
            case Base.CONFIG:
                return places.folder("XDG_CONFIG_HOME", ".config") / file.path


def _assigned(data: bytes) -> "Iterator[ToolSetting]":
    from tui.domain.dotenv.reading import read_assignments  # noqa: PLC0415 - as above
    from tui.domain.found.tool_settings import ToolSetting, is_reference  # noqa: PLC0415 - as above

    for item in read_assignments(data):
        if is_credential_name(item.name) and not item.commented and not is_reference(item.value):
            yield ToolSetting(item.name, item.value, item.line)


def _document(text: str, origin: Origin) -> object:
    import json  # noqa: PLC0415 - few projects have such a file, and the module takes time to import

    from tui.domain.found.tool_settings import without_comments  # noqa: PLC0415 - as above

    try:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return json.loads(without_comments(text))
    except json.JSONDecodeError as error:
        where = Origin(origin.kind, origin.shown, origin.path, error.lineno)
        return ReadProblem(where, f"`{Path(origin.path).name}` is not valid JSON at line {error.lineno}")
    except (ValueError, RecursionError):
        return ReadProblem(origin, f"`{Path(origin.path).name}` is nested too deeply to be read")
