"""The file in which a machine overrides what the name servers say."""

import os
from pathlib import Path

from tui.adapters.reading.text_file import read_small_file
from tui.domain.clients.proxies import is_loopback

_LIMIT = 4 * 1024 * 1024  # lists that block advertisers are long


def hosts_path() -> Path:
    """Return where this machine has it."""
    if os.name == "nt":
        return Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "drivers" / "etc" / "hosts"
    return Path("/etc/hosts")


def override_of(host: str) -> str:
    """Return the place of the first line that names the host, empty for none and for names of loopback."""
    path = hosts_path()
    line = 0 if is_loopback(f"http://{host}") else _line_for(host, path)
    return f"`{path}:{line}`" if line else ""


def _line_for(host: str, path: Path) -> int:
    data = read_small_file(path, _LIMIT)
    name = host.lower().encode("utf-8", "replace")
    if not isinstance(data, bytes) or name not in data.lower():
        return 0
    for number, line in enumerate(data.lower().splitlines(), start=1):
        if name in line.partition(b"#")[0].split()[1:]:
            return number
    return 0
