"""The file in which a machine overrides what the name servers say."""

import os
from pathlib import Path

from tui.adapters.reading.text_file import read_small_file

_LIMIT = 4 * 1024 * 1024  # lists that block advertisers are long


def hosts_path() -> Path:
    """Return where this machine has it."""
    if os.name == "nt":
        return Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "drivers" / "etc" / "hosts"
    return Path("/etc/hosts")


def line_for(host: str, path: Path) -> int:
    """Return the number of the first line that names the host, 0 for none."""
    data = read_small_file(path, _LIMIT)
    name = host.lower().encode("utf-8", "replace")
    if not isinstance(data, bytes) or name not in data.lower():
        return 0
    for number, line in enumerate(data.lower().splitlines(), start=1):
        if name in line.partition(b"#")[0].split()[1:]:
            return number
    return 0
