"""Node's version on the path, looked for only where a variable makes it matter, and the project's SOCKS package."""

from pathlib import Path

from tui.adapters.reading.package_versions import is_beside_python_sdk
from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import read_small_file
from tui.domain.clients.stack import stack_of
from tui.domain.found.machine import Surroundings
from tui.domain.regex import regex
from tui.domain.resolving.snapshot import Reading

_LIMIT = 64 * 1024
_NODE_VARIABLES = ("NODE_USE_ENV_PROXY", "NODE_USE_SYSTEM_CA", "NODE_OPTIONS")
# Version managers name the folder after the version.
_IN_PATH = regex(r"[/\\](?:node-)?v?(\d+\.\d+)\.\d+[\w.-]*[/\\]")
_IN_HEADER = regex(rb"#define NODE_(MAJOR|MINOR)_VERSION (\d+)")


class NetworkStack:
    """Reads what decides how calls leave the machine, without running anything."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the stack, the usual one where no variable asks for another."""
        environ = self._places.environ
        node = self._node() if any(environ.get(name) for name in _NODE_VARIABLES) else ""
        stack = stack_of(environ, node, has_socks=is_beside_python_sdk(self._places, "socksio"))
        return Reading(surroundings=Surroundings(stack=stack))

    def _node(self) -> str:
        """Return the version of the `node` on the path as `major.minor`, or an empty text."""
        import shutil  # noqa: PLC0415 - for the few machines where the version matters

        found = shutil.which("node", path=self._places.environ.get("PATH", ""))
        if found is None:
            return ""
        path = Path(found).resolve()
        match = _IN_PATH.search(str(path))
        if match:
            return match[1]
        data = read_small_file(path.parent.parent / "include" / "node" / "node_version.h", _LIMIT)
        parts = dict(_IN_HEADER.findall(data)) if isinstance(data, bytes) else {}
        return b".".join(parts[name] for name in (b"MAJOR", b"MINOR")).decode() if len(parts) == 2 else ""
