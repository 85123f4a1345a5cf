"""Claude Code's JSON files: where they stand, what is in them, and why one is ignored."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from tui.adapters.reading.places import Places, files_in
from tui.adapters.reading.text_file import read_small_file
from tui.domain.clients.claude_code import CLOUDS, CONFIG_FOLDER, Malformed
from tui.domain.found.finding import ReadProblem
from tui.domain.json_values import mapping
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.record import Record
from tui.domain.regex import regex

LIMIT = 16 * 1024 * 1024
_CREDENTIALS = regex(r"ANTHROPIC_|apiKeyHelper|CLAUDE_CODE_(?:USE|OAUTH)_|accessToken|primaryApiKey")
_LATEST = 253402300799  # the last second of the year 9999
_CLOSED = regex(r",\s*[}\]]")


class ClaudeFile(Record):
    """One file as an object, its text and its place."""

    document: Mapping[str, object]
    text: str
    origin: Origin

    def at(self, name: str, start: int = 0) -> Origin:
        """Return the place where the name stands as a JSON string, at or after `start`."""
        position = self.text.find(f'"{name}"', max(start, 0))
        line = self.text.count("\n", 0, position) + 1 if position >= 0 else None
        return Origin(self.origin.kind, self.origin.shown, self.origin.path, line)

    @property
    def variables(self) -> dict[str, str]:
        """The variables of the `env` block; a flag may be written as a number or a truth value too."""
        values = mapping(self.document.get("env"))
        return {
            name: value if isinstance(value, str) else str(value).lower()
            for name, value in values.items()
            if isinstance(value, str) or (name in CLOUDS and isinstance(value, int))
        }

    def place_of_variable(self, name: str) -> Origin:
        """Return the place of a variable of the `env` block."""
        return self.at(name, self.text.find('"env"'))


class Ignored(Record):
    """Why a file has no effect: the problem in words, and where it does not parse."""

    problem: ReadProblem
    malformed: Malformed | None = None


def config_folder(places: Places) -> Path:
    """Return the folder of Claude Code's user settings and login."""
    return places.project / places.folder(CONFIG_FOLDER, ".claude")


def is_moved(places: Places) -> bool:
    """Return whether a variable names another folder than the usual one."""
    return config_folder(places) != places.home / ".claude"


def settings_files(places: Places) -> list[Path]:
    """Return the files in the order in which they win (code.claude.com/docs: settings)."""
    managed, project = places.managed_settings, places.project / ".claude"
    # Later parts are merged over earlier ones, so the last one wins.
    return list(
        dict.fromkeys(
            [
                *reversed(files_in(managed / "managed-settings.d", ".json")),
                managed / "managed-settings.json",
                project / "settings.local.json",
                project / "settings.json",
                config_folder(places) / "settings.json",
            ]
        )
    )


def load(path: Path, places: Places, kind: OriginKind, *, words: tuple[bytes, ...] = ()) -> ClaudeFile | Ignored | None:
    """Return the file, or why it is ignored; nothing where it is missing or holds none of the words."""
    data = read_small_file(path, LIMIT)
    whole = Origin(kind, places.shown(path), str(path))
    if not isinstance(data, bytes):
        return None if data.is_missing else Ignored(ReadProblem(whole, data.text, data.obstacle))
    if words and not any(word in data for word in words):
        return None
    return _parsed(data.decode("utf-8-sig", "surrogateescape"), whole)


def seconds_of(milliseconds: object) -> float:
    """Return a time in seconds, 0 where the value is no time of this age."""
    if not isinstance(milliseconds, int | float) or isinstance(milliseconds, bool):
        return 0
    return milliseconds / 1000 if 0 < milliseconds <= _LATEST * 1000 else 0


def _parsed(text: str, whole: Origin) -> ClaudeFile | Ignored:
    # Few machines have such a file, and the module takes time to import.
    import json  # noqa: PLC0415 - as above

    name = printable(Path(whole.path).name)
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = Origin(whole.kind, whole.shown, whole.path, error.lineno)
        place = f"line {error.lineno}, column {error.colno}"
        problem = ReadProblem(where, f"`{name}` is not valid JSON at {place}; Claude Code ignores the whole file")
        reason = f"at {place} {_reason(error.msg, text, error.pos)}"
        return Ignored(problem, _malformed(where, reason, text))
    except (RecursionError, ValueError):
        return Ignored(ReadProblem(whole, f"`{name}` is nested too deeply to be read"))
    if not isinstance(document, dict):
        problem = ReadProblem(whole, f"`{name}` holds no JSON object; Claude Code ignores it")
        return Ignored(problem, _malformed(whole, "it holds no JSON object", text))
    return ClaudeFile(cast("dict[str, object]", document), text, whole)


def _malformed(where: Origin, reason: str, text: str) -> Malformed | None:
    return Malformed(where, reason, _CREDENTIALS.search(text) is not None) if text.strip() else None


def _reason(message: str, text: str, position: int) -> str:
    """Return what is wrong there in plain words; the parser's own where nothing better is known."""
    before = text[:position].rstrip()
    if _CLOSED.match(text, position) or (before.endswith(",") and text[position : position + 1] in {"}", "]"}):
        return "a comma stands before a closing bracket"
    if text.startswith(("//", "/*"), position):
        return "a comment stands, which JSON does not have"
    return f"the parser says: {message[:1].lower()}{message[1:]}"
