"""What stands around a machine: proxies, filters, servers with certificates, a keyring, a git repository."""

import datetime
import ssl
import subprocess
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme

from tests import servers
from tests.adapters.probing import old_tls, tls
from tests.secret_service import ServiceState, secret_service

_DAY = datetime.timedelta(days=1)
_PAGE = b"<html><head><title>Access denied</title></head><body>Category: AI tools</body></html>"
_HTML = "Content-Type: text/html"


# A proxy or a filter by the name that scenarios use; each is given the port of the server behind it.
_PEERS: Mapping[str, Callable[[int], servers.Handler]] = {
    "refuses": lambda _: servers.refuses_tunnel(407),
    "filters": lambda _: servers.says(403, _PAGE, _HTML),
    "fails": lambda _: servers.says(503, b""),
    "passes-on": servers.passes_on_to,
    "speaks-socks": lambda _: servers.speaks_socks(),
}


@contextmanager
def peers(wanted: Mapping[str, str], url: str) -> Generator[dict[str, str]]:
    """Start the servers that a scenario wants before the one at `url`; return `NAME_url` and `NAME_host` of each."""
    port = int(url.rpartition(":")[2])
    with ExitStack() as stack:
        started = {name: stack.enter_context(servers.Server(_PEERS[kind](port))).url for name, kind in wanted.items()}
        yield {f"{name}_url": url for name, url in started.items()} | {
            f"{name}_host": url.partition("://")[2] for name, url in started.items()
        }


@contextmanager
def secured(kind: str, host: str, key: str, home: Path) -> Generator[dict[str, str]]:
    """Start an API behind TLS whose issuer nobody trusts; `kind` is `untrusted`, `expired` or `tls-1.0`."""
    authority = trustme.CA(organization_name="Corporate Inspection Ltd")
    path = home / "company-ca.pem"
    authority.cert_pem.write_to_path(str(path))
    ends = datetime.datetime.now(datetime.UTC) - _DAY if kind == "expired" else None
    context = old_tls(authority, ssl.TLSVersion.TLSv1) if kind == "tls-1.0" else tls(authority, host, not_after=ends)
    with servers.Server(servers.accepts_only(key), context) as server:
        yield {"tls_url": server.url, "ca_file": str(path)}


@contextmanager
def keyring(kind: str, entry: tuple[str, str, str]) -> Generator[dict[str, str]]:
    """Start a Secret Service with one entry (service, user name, secret), and return the variables to reach it."""
    if not kind:
        yield {}
        return
    state = ServiceState(kind)
    with secret_service(state) as session:
        if state is ServiceState.UNLOCKED:
            session.put({"service": entry[0], "username": entry[1]}, entry[2].encode())
        names = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
        yield {name: session.environ[name] for name in names}


def commit(folder: Path, environ: Mapping[str, str]) -> None:
    """Make a git repository of a folder, with everything in it that is not ignored."""
    own = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    for arguments in (("init", "-q"), ("add", "."), (*own, "commit", "-q", "-m", "Begin")):
        subprocess.run(("git", *arguments), cwd=folder, env=dict(environ), check=True, capture_output=True)
