"""What takes a proxy out of the way, and what excepts a host from it."""

import re

from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import exceptions_in_use, proxies_in_the_way
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import found, observed, remove_definition, unset_in_shell
from tui.domain.remedies.wording import place_of, step
from tui.domain.shell.syntax import assign_command, join_commands

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
_SPELLINGS = ("NO_PROXY", "no_proxy")


def proxy_lines(evidence: Evidence, setting: Finding | None) -> tuple[EvidenceLine, ...]:
    """Return which variable names the proxy, and what came back with it, past it, or by another one."""
    named = () if setting is None else (found(setting, f"{setting.variable} is `{setting.text}`"),)
    return (*named, *observed(evidence.as_found), *observed(evidence.direct), *observed(evidence.through_proxy))


def without_proxy(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return what lets the calls go straight: every variable that names a proxy for them is removed."""
    settings = proxies_in_the_way(evidence)
    names = [item.variable for item in settings if item.origin.kind is OriginKind.PROCESS]
    unset = (unset_in_shell(evidence, *names),) if names else ()
    rest = (remedy for item in settings for remedy in remove_definition(evidence, item) if not remedy.unsets)
    return (*unset, *dict.fromkeys(rest))


def with_exceptions(evidence: Evidence, *hosts: str) -> tuple[Remedy, ...]:
    """Return what adds these hosts to the exceptions, in both spellings, since clients differ in which one wins."""
    setting = exceptions_in_use(evidence)
    given = re.split(r"[,\s]+", setting.text.strip()) if setting else []
    text = ",".join(dict.fromkeys([*filter(None, given), *hosts]))
    if setting is not None and setting.origin.kind is OriginKind.DOTENV:
        edit = SetVariable(setting.origin.path, setting.origin.shown, setting.variable, Secret(text))
        title = f"write {setting.variable} as `{text}` into `{setting.origin.shown}`"
        return (Remedy("except-host", title, Reach.PROJECT, edit=edit, file=setting.origin.shown),)
    if setting is not None and setting.origin.kind is not OriginKind.PROCESS:
        title = f"write {setting.variable} as `{text}` in {place_of(setting)}"
        return (step("except-host", title, file=setting.origin.shown),)
    return (_in_shell(evidence, text),)


def _in_shell(evidence: Evidence, text: str) -> Remedy:
    shell = evidence.snapshot.project.shell
    commands = [assign_command(shell, name, text) for name in _SPELLINGS]
    title = f"set {' and '.join(_SPELLINGS)} to `{text}` in this shell, and in the start-up file that sets the proxy"
    if not all(commands):
        return step("except-host", title)
    sets = tuple((name, Secret(text)) for name in _SPELLINGS)
    return Remedy("except-host", title, Reach.SHELL, command=join_commands(shell, *commands), sets=sets)
