"""Claude Code's settings files: the variables of their `env` blocks, and the helper that they name."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tui.adapters.reading.claude_files import ClaudeFile, Ignored, config_folder, load, settings_files
from tui.adapters.reading.claude_logins import ClaudeLogins
from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import is_regular_file
from tui.domain.clients.address import masked_runs
from tui.domain.clients.claude_code import HELPER, ClaudeCode, Helper, Malformed, Vendor
from tui.domain.code.unread import unread_in_variables
from tui.domain.found.finding import ClientMention, Finding, ReadProblem, State, UnreadSource
from tui.domain.found.names import is_network_name, is_relevant, read_finding
from tui.domain.json_values import text_at
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.record import replace
from tui.domain.regex import regex
from tui.domain.resolving.snapshot import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# A program's path as a person writes it; an assignment before it could hold a secret.
_PROGRAM = regex(r"\s*+([\w./~-]{1,60})(\s.*)?", re.DOTALL)
_VENDORS = {
    Vendor.AMAZON: (
        "ANTHROPIC_AWS_API_KEY",
        "ANTHROPIC_BEDROCK_BASE_URL",
        "AWS_ACCESS_KEY_ID",
        "AWS_BEARER_TOKEN_BEDROCK",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_PROFILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
    ),
    Vendor.GOOGLE: (
        "ANTHROPIC_GOOGLE_CLOUD_PROJECT",
        "ANTHROPIC_VERTEX_BASE_URL",
        "ANTHROPIC_VERTEX_PROJECT_ID",
        "GOOGLE_APPLICATION_CREDENTIALS",
    ),
    Vendor.MICROSOFT: ("ANTHROPIC_FOUNDRY_API_KEY", "ANTHROPIC_FOUNDRY_BASE_URL", "ANTHROPIC_FOUNDRY_RESOURCE"),
}
_VENDOR_FILES = {
    Vendor.AMAZON: (".aws/credentials", ".aws/config"),
    Vendor.GOOGLE: (".config/gcloud/application_default_credentials.json",),
    Vendor.MICROSOFT: (".azure/azureProfile.json",),
}


class ClaudeSettings:
    """Reads what Claude Code would read, the settings that win first."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the variables of the `env` blocks, the helper, the stored logins and the signs of Claude Code."""
        files, problems, malformed = self._files()
        helper = next(filter(None, map(self._helper, files)), None)
        logins = ClaudeLogins(self._places).read()
        kept = logins.claude_code or ClaudeCode()
        findings = (*self._variables(files), *((_not_run(helper),) if helper else ()), *logins.findings)
        return Reading(
            findings,
            (*problems, *logins.problems),
            clients=tuple(self._mentions()),
            unread_sources=(*_unread(files), *logins.unread_sources),
            claude_code=replace(
                kept,
                helper=helper,
                malformed=(*malformed, *kept.malformed),
                vendors=tuple(self._vendors(files)),
            ),
            network=tuple(self._network(files)),
        )

    def _files(self) -> tuple[list[ClaudeFile], list[ReadProblem], list[Malformed]]:
        loaded = [load(path, self._places, OriginKind.CLAUDE_SETTINGS) for path in settings_files(self._places)]
        ignored = [item for item in loaded if isinstance(item, Ignored)]
        return (
            [item for item in loaded if isinstance(item, ClaudeFile)],
            [item.problem for item in ignored],
            [item.malformed for item in ignored if item.malformed],
        )

    def _variables(self, files: "Iterable[ClaudeFile]") -> "Iterator[Finding]":
        for file in files:
            for name, value in file.variables.items():
                if is_relevant(name, value) and not is_network_name(name):
                    yield read_finding(name, value, file.place_of_variable(name))

    def _network(self, files: "Iterable[ClaudeFile]") -> "Iterator[Finding]":
        """Yield the variables that decide the way to the host, which Claude Code takes from here too."""
        for file in files:
            for name, value in file.variables.items():
                if is_network_name(name):
                    yield read_finding(name, value, file.place_of_variable(name))

    def _helper(self, file: ClaudeFile) -> Helper | None:
        command = text_at(file.document, HELPER)
        if not command.strip():
            return None
        place = file.at(HELPER)
        origin = Origin(OriginKind.HELPER, place.shown, place.path, place.line)
        own = config_folder(self._places) / "settings.json"
        is_projects = Path(place.path).parent == self._places.project / ".claude" and Path(place.path) != own
        return Helper(origin, Secret(command), _program(command), is_projects=is_projects)

    def _vendors(self, files: "Iterable[ClaudeFile]") -> "Iterator[Vendor]":
        """Yield those whose own credentials are in sight, by the names of variables and of files alone."""
        names = {name for file in files for name in file.variables} | {
            name for name, value in self._places.environ.items() if value
        }
        for vendor in Vendor:
            files_of = (self._places.home / path for path in _VENDOR_FILES[vendor])
            if not names.isdisjoint(_VENDORS[vendor]) or any(map(is_regular_file, files_of)):
                yield vendor

    def _mentions(self) -> "Iterator[ClientMention]":
        project = self._places.project
        if project == self._places.home:
            return
        for name in (".claude/settings.json", ".claude/settings.local.json", "CLAUDE.md"):
            if is_regular_file(project / name):
                yield ClientMention("claude-code", f"the project has {name}")


def settings_environment(places: Places) -> "Mapping[str, str]":
    """Return the environment that Claude Code gives its helper: the `env` blocks over its own."""
    files = (load(path, places, OriginKind.CLAUDE_SETTINGS) for path in reversed(settings_files(places)))
    blocks = (file.variables for file in files if isinstance(file, ClaudeFile))
    return {**places.environ, **{name: value for block in blocks for name, value in block.items()}}


def _not_run(helper: Helper) -> Finding:
    return replace(read_finding(HELPER, "", helper.origin, State.NOT_RUN), text=helper.shown or "a command")


def _program(command: str) -> str:
    """Return the program that the command starts, where that is all it can be; never its arguments."""
    match = _PROGRAM.fullmatch(command)
    if match is None:
        return ""
    return printable(masked_runs(match[1])) + (" ..." if (match[2] or "").strip() else "")


def _unread(files: "Iterable[ClaudeFile]") -> "Iterator[UnreadSource]":
    for file in files:
        yield from unread_in_variables(file.variables, file.origin)
