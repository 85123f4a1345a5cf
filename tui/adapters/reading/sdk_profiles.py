"""The profiles that the SDKs can sign in with, in the SDKs' own folder."""

import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.adapters.reading.places import Places, files_in
from tui.adapters.reading.text_file import is_regular_file, read_small_file
from tui.domain.clients.client import ClientId
from tui.domain.found.finding import Finding, ProfileFolder, SdkProfile, State
from tui.domain.found.names import read_finding, shown_url
from tui.domain.json_values import mapping, text_at
from tui.domain.key.value import trimmed_by_javascript
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.record import replace
from tui.domain.resolving.sdk_profile import CONFIG_FOLDER
from tui.domain.resolving.snapshot import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIMIT = 256 * 1024
_MOST = 20


class SdkProfiles:
    """Reads every profile, without the token that renews it."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the profiles and which one is active; nothing where a folder has none."""
        found = (self._profiles(folder, clients) for folder, clients in self._folders())
        return Reading(self._passed_over(), profile_folders=tuple(folder for folder in found if folder))

    def _passed_over(self) -> tuple[Finding, ...]:
        """Return the tokens of the usual folder, where a variable names another one."""
        usual = self._places.home / ".config" / "anthropic"
        if not self._places.environ.get(CONFIG_FOLDER) or self._places.folder(CONFIG_FOLDER) == usual:
            return ()
        folder = self._profiles(usual, ())
        tokens = (item.token for item in (folder.profiles if folder else ()) if not item.has_run_out)
        return tuple(replace(token, state=State.OTHER_FOLDER) for token in tokens if token)

    def _profiles(self, folder: Path, client_ids: tuple[str, ...]) -> ProfileFolder | None:
        paths = self._configs(folder)
        pointer = read_small_file(folder / "active_config", _LIMIT)
        active = printable(pointer.decode("utf-8", "replace").strip()) if isinstance(pointer, bytes) else ""
        if not paths and not active:
            return None
        profiles = tuple(self._profile(folder, path) for path in paths)
        is_chosen = bool(self._places.environ.get(CONFIG_FOLDER))
        return ProfileFolder(self._origin(folder), is_chosen, active, profiles, client_ids)

    def _folders(self) -> tuple[tuple[Path, tuple[str, ...]], ...]:
        """Return the folders and who looks there: only the TypeScript SDK goes by `XDG_CONFIG_HOME` (measured)."""
        environ = self._places.environ
        if self._places.is_windows and not environ.get(CONFIG_FOLDER):
            roaming = environ.get("APPDATA")
            usual = Path(roaming) if roaming else self._places.home / "AppData" / "Roaming"
            return ((usual / "Anthropic", ()),)
        usual = self._places.folder(CONFIG_FOLDER, ".config", "anthropic")
        named = trimmed_by_javascript(environ.get("XDG_CONFIG_HOME", ""))
        other = self._places.project / named / "anthropic"
        if not named or environ.get(CONFIG_FOLDER) or other == usual:
            return ((usual, ()),)
        script = ClientId.TYPESCRIPT_SDK
        return (other, (script.value,)), (usual, tuple(client.value for client in ClientId if client is not script))

    def _configs(self, folder: Path) -> list[Path]:
        return [path for path in files_in(folder / "configs", ".json") if is_regular_file(path)][:_MOST]

    def _profile(self, folder: Path, path: Path) -> SdkProfile:
        found = SdkProfile(printable(path.stem), self._origin(path), config_mode=self._mode(path))
        config = _json(path)
        if isinstance(config, str):
            return replace(found, fault=f"`{found.origin.shown}` {config}")
        sign_in = mapping(config.get("authentication"))
        named = sign_in.get("credentials_path")
        secret = Path(named).expanduser() if isinstance(named, str) and named else folder / "credentials" / path.name
        return self._with_credentials(
            replace(
                found,
                kind=text_at(sign_in, "type"),
                is_renewable=bool(text_at(sign_in, "client_id")),
                base_url=shown_url(text_at(config, "base_url")),
                workspace=printable(text_at(config, "workspace_id")),
            ),
            secret,
        )

    def _with_credentials(self, found: SdkProfile, path: Path) -> SdkProfile:
        credentials = _json(path)
        if isinstance(credentials, str):
            return found
        ends_at = credentials.get("expires_at")
        ends = float(ends_at) if isinstance(ends_at, int | float) else 0.0
        return replace(
            found,
            token=self._token(text_at(credentials, "access_token"), path),
            ends_at=ends,
            has_run_out=0.0 < ends < time.time(),
            is_renewable=found.is_renewable and bool(text_at(credentials, "refresh_token")),
            credentials_mode=self._mode(path),
            is_link=path.is_symlink(),
        )

    def _token(self, text: str, path: Path) -> Finding | None:
        return read_finding("access_token", text, self._origin(path)) if text else None

    def _origin(self, path: Path) -> Origin:
        return Origin(OriginKind.SDK_PROFILE, self._places.shown(path), str(path))

    def _mode(self, path: Path) -> int:
        """Return the permission bits; on Windows they say nothing."""
        try:
            return 0 if self._places.is_windows else stat.S_IMODE(path.stat().st_mode)
        except OSError:
            return 0


def _json(path: Path) -> "Mapping[str, object] | str":
    """Return the object in the file, or what is wrong with it."""
    import json  # noqa: PLC0415 - deferred: few machines have a profile

    data = read_small_file(path, _LIMIT)
    if not isinstance(data, bytes):
        return "cannot be read"
    try:
        value: object = json.loads(data)
    except json.JSONDecodeError as error:
        return f"is not valid JSON at line {error.lineno}, column {error.colno}"
    except (ValueError, RecursionError):
        return "is not valid JSON"
    return cast("dict[str, object]", value) if isinstance(value, dict) else "holds no JSON object"
