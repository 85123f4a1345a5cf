"""What has a client send its credential in the other header."""

from tui.domain.clients.client import CUSTOM_HEADERS, KEY, TOKEN, ClientId, Place
from tui.domain.clients.header import Header, custom_header_line
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import remove_from_env_file, rename_in_env_file
from tui.domain.remedies.what_if import set_at
from tui.domain.remedies.wording import client_name, place_of, step
from tui.domain.shell.syntax import copy_command, header_command, join_commands, unset_command

_LITERALS = {ClientId.PYTHON_SDK: ("api_key", "auth_token"), ClientId.TYPESCRIPT_SDK: ("apiKey", "authToken")}
_LAST_WITH_X_API_KEY = {
    ClientId.PYTHON_SDK: "pip install 'anthropic<2'",
    ClientId.TYPESCRIPT_SDK: "npm install '@anthropic-ai/sdk@<1'",
}


def send_by_other_header(evidence: Evidence, winner: Finding, wanted: Header) -> tuple[Remedy, ...]:
    """Return what moves this credential into the wanted header, for this client and version, best first."""
    resolution = evidence.resolution
    variable = _variable_for(evidence, wanted)
    if resolution.place is Place.LITERAL:
        return (_in_code(evidence, winner, wanted),)
    if variable and resolution.place in {Place.KEY_VARIABLE, Place.TOKEN_VARIABLE}:
        return _rename(evidence, winner, variable)
    if resolution.client.generation.reads_custom_headers and resolution.setting is None and not variable:
        return (*_by_custom_header(evidence, winner, wanted), *_older_version(evidence))
    return (step("send-other-header", f"have the header `{wanted.shown}` carry the key of {place_of(winner)}"),)


def _variable_for(evidence: Evidence, wanted: Header) -> str:
    """Return the variable whose value this version sends in the header, empty where there is none."""
    if wanted is Header.BEARER:
        return TOKEN
    return KEY if evidence.resolution.client.header(Place.KEY_VARIABLE) is wanted else ""


def _rename(evidence: Evidence, winner: Finding, new: str) -> tuple[Remedy, ...]:
    if winner.origin.kind is OriginKind.DOTENV:
        return (rename_in_env_file(winner, new),)
    if winner.origin.kind is not OriginKind.PROCESS:
        return (_rename_by_hand(winner, new),)
    shell = evidence.snapshot.project.shell
    command = join_commands(shell, copy_command(shell, new, winner.variable), unset_command(shell, winner.variable))
    title = f"set {new} in the place of {winner.variable}: {client_name(evidence)} sends it in the other header"
    sets = ((new, winner.value.secret),)
    own = Remedy("rename-variable", title, Reach.SHELL, command=command, unsets=(winner.variable,), sets=sets)
    line = set_at(evidence, winner)
    return (own, *((_rename_by_hand(line, new),) if line else ()))


def _rename_by_hand(finding: Finding, new: str) -> Remedy:
    title = f"in {place_of(finding)} rename {finding.variable} to {new}"
    return step("rename-line", title, file=finding.origin.shown)


def _by_custom_header(evidence: Evidence, winner: Finding, wanted: Header) -> tuple[Remedy, ...]:
    """Return what puts the key into the list of headers of one's own, and away from its variable."""
    name, origin = wanted.wire_name.lower(), winner.origin
    whole = custom_header_line(name, winner.value.best)
    why = f"{client_name(evidence)} has no variable for the header `{name}`"
    if origin.kind is OriginKind.DOTENV:
        edit = SetVariable(origin.path, origin.shown, CUSTOM_HEADERS, whole)
        title = f"write it as `{name}` into {CUSTOM_HEADERS} in `{origin.shown}`: {why}"
        written = Remedy("use-custom-header", title, Reach.PROJECT, edit=edit, file=origin.shown)
        # First, since what is written may move the lines.
        return (remove_from_env_file(winner), written)
    if origin.kind is not OriginKind.PROCESS:
        where = f"in {place_of(winner)} write {CUSTOM_HEADERS}='{name}: ...' with the key, in the place of"
        return (step("use-custom-header", f"{where} {winner.variable}: {why}", file=origin.shown),)
    shell = evidence.snapshot.project.shell
    command = join_commands(
        shell, header_command(shell, CUSTOM_HEADERS, name, winner.variable), unset_command(shell, winner.variable)
    )
    title = f"send it as `{name}` by {CUSTOM_HEADERS}, from this shell: {why}"
    sets = ((CUSTOM_HEADERS, whole),)
    own = Remedy("use-custom-header", title, Reach.SHELL, command=command, unsets=(winner.variable,), sets=sets)
    return (own,)


def _older_version(evidence: Evidence) -> tuple[Remedy, ...]:
    command = _LAST_WITH_X_API_KEY.get(evidence.resolution.client.id)
    title = f"or stay with a version that sends `x-api-key`: `{command}`"
    return (step("older-version", title, reach=Reach.PROJECT),) if command else ()


def _in_code(evidence: Evidence, winner: Finding, wanted: Header) -> Remedy:
    names = _LITERALS.get(evidence.resolution.client.id)
    where = f"in `{winner.origin.label}`"
    if names is None:
        title = f"{where} send it as `{wanted.shown}`"
    elif wanted is Header.BEARER:
        title = f"{where} hand it over as `{names[1]}`, in the place of `{names[0]}`"
    elif evidence.resolution.client.header(Place.KEY_VARIABLE) is wanted:
        title = f"{where} hand it over as `{names[0]}`, in the place of `{names[1]}`"
    else:
        title = f"{where} hand it over in a header of your own, `x-api-key`, in the place of `{winner.variable}`"
    return step("send-other-header", title, reach=Reach.PROJECT, file=winner.origin.shown)
