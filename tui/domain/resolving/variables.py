"""Which definition of an environment variable a client's process sees, and why every other one loses."""

from collections.abc import Sequence, Set

from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.found.finding import Finding
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.resolving.containers import given_in_container
from tui.domain.resolving.loading import files_read, loads_env_file, takes_first, unreadable
from tui.domain.resolving.snapshot import Snapshot


class Loser(Record):
    """A definition that this client does not use, and the rule by which it loses."""

    finding: Finding
    reason: str


def variable_of(name: str, client: ClientChoice, snapshot: Snapshot, losers: list[Loser]) -> Finding | None:
    """Return the definition of an environment variable that the client's process would see."""
    definitions = (*snapshot.findings, *snapshot.network)
    active = [finding for finding in definitions if finding.variable == name and finding.is_active]
    process = [finding for finding in active if finding.origin.kind is OriginKind.PROCESS]
    settings = [item for item in active if item.origin.kind is OriginKind.CLAUDE_SETTINGS]
    layers: list[tuple[list[Finding], str]] = [(process, "the environment has it, and the loader does not override")]
    if client.id is ClientId.CLAUDE_CODE:
        layers.insert(0, (settings, "the `env` block of Claude Code's settings outranks it"))
    over, plain = files_read(client, snapshot, name)
    written = [item for item in active if item.origin.kind is OriginKind.DOTENV]
    files = [item for item in written if not unreadable(item, client, snapshot)]
    losers.extend(Loser(item, "the loader cannot read it in this encoding") for item in written if item not in files)
    if loads_env_file(client, snapshot, name):
        unread = (finding for finding in files if finding.origin.path not in {*over, *plain})
        losers.extend(Loser(finding, "the loader does not read this file") for finding in unread)
        firsts = {path for path in (*over, *plain) if takes_first(path, client, snapshot)}
        above, below = (_one_of_each(files, paths, firsts, losers) for paths in (over, plain))
        layers.insert(0, (above, "the loader overrides the environment with `.env`"))
        # Nothing ranks below these, so the first file's own rule is the one to tell.
        layers.append((below, "the loader takes an earlier file first"))
    else:
        given = given_in_container(name, client, snapshot)
        unloaded = (item for item in files if item is not given)
        losers.extend(Loser(item, f"nothing loads `.env` for {client.rules.name}") for item in unloaded)
        layers.append(([given] if given else [], "its container is given another"))
    winner: Finding | None = None
    rule = ""
    for definitions, reason in layers:
        for finding in definitions:
            if winner is None:
                winner, rule = finding, reason
            else:
                losers.append(Loser(finding, rule))
    return winner


def _one_of_each(
    definitions: Sequence[Finding], paths: Sequence[str], firsts: Set[str], losers: list[Loser]
) -> list[Finding]:
    """Return the definition of each file that counts, in the order of the files: the last, in `firsts` the first."""
    counting: list[Finding] = []
    for path in paths:
        same = [item for item in definitions if item.origin.path == path]
        same.sort(key=lambda item: item.origin.line or 0, reverse=path in firsts)
        rule = "defined before in the same file" if path in firsts else "defined again in the same file"
        losers.extend(Loser(item, f"{rule}, line {same[-1].origin.line}") for item in same[:-1])
        counting.extend(same[-1:])
    return counting
