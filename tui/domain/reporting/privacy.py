"""Hides folders, hosts and user names in shown text, for screens that others see."""

import re
from collections.abc import Iterator

from tui.domain.clients.address import shown_host
from tui.domain.clients.proxies import is_proxy_variable, proxy_host
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.regex import regex
from tui.domain.resolving.snapshot import Snapshot

_PATH = regex(r"(?<![\w/\\.>])(?!/v1/)(?:~|[A-Za-z]:)?(?:[/\\][^/\\\s`'\"<>]+)*[/\\](?=[^/\\\s`'\"<>]+)")
_URL = regex(r"(https?://)([^/\s`'\"]+)")
_NAME = regex(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z][\w-]*")
_PUBLIC = regex(r"(?:^|\.)(?:anthropic|claude)\.com(?::\d+)?$")


class Veil(Record):
    """What to hide: folders as they are shown, hosts and user names."""

    folders: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def hide(self, text: str) -> str:
        """Return the text with folders as `.../`, hosts as `<host>` and people as `<user>`."""
        for folder in self.folders:
            text = text.replace(folder, ".../")
        text = _URL.sub(lambda match: match[0] if _PUBLIC.search(match[2]) else f"{match[1]}<host>", text)
        for host in self.hosts:
            text = text.replace(host, "<host>")
        text = _PATH.sub(".../", text)
        for person in self.people:
            text = re.sub(rf"(?<!\w){re.escape(person)}(?!\w)", "<user>", text)
        return text


def veil_for(snapshot: Snapshot) -> Veil:
    """Return what this machine's findings make worth hiding."""
    project = snapshot.project
    places = [finding.origin for finding in snapshot.findings if finding.origin.path]
    folders = {_folder(text) for origin in places for text in (origin.shown, origin.path)}
    folders |= {f"{text.rstrip('/')}/" for text in (project.shown, project.path)} | {project.shown, project.path}
    urls = [snapshot.official_url, *(finding.text for finding in snapshot.findings if "://" in finding.text)]
    hosts = {shown_host(url) for url in urls} | set(_hosts_of_network(snapshot))
    people = {item.variable for item in snapshot.findings if item.origin.kind is OriginKind.KEYRING}
    people |= {sight.entry.user for sight in snapshot.surroundings.keyring_sights if sight.entry}
    return Veil(
        folders=tuple(sorted((item for item in folders if len(item) > 2), key=len, reverse=True)),
        hosts=tuple(host for host in sorted(hosts, key=len, reverse=True) if host and not _PUBLIC.search(host)),
        people=tuple(person for person in (*people, _home_owner(project.path)) if person and not person.isupper()),
    )


def _hosts_of_network(snapshot: Snapshot) -> Iterator[str]:
    """Yield the proxies, with their ports and without, and the names that are excepted from them."""
    for finding in snapshot.network:
        if finding.variable.lower() == "no_proxy":
            yield from _NAME.findall(finding.text)
        elif is_proxy_variable(finding.variable):
            host = proxy_host(finding.text)
            yield from (host, host.rpartition(":")[0])


def _folder(path: str) -> str:
    normal = path.replace("\\", "/")
    return path[: normal.rfind("/") + 1]


def _home_owner(path: str) -> str:
    match = re.match(r"(?:/home/|/Users/|[A-Za-z]:[/\\]Users[/\\])([^/\\]+)", path)
    return match[1] if match else ""
