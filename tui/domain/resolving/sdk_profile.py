"""The profiles that the SDKs can sign in with, and what each client makes of the one in use."""

from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.clients.header import WORKSPACE_HEADER, SentHeader
from tui.domain.found.finding import Finding, ProfileFolder, SdkProfile
from tui.domain.key.secret import Secret
from tui.domain.record import Record
from tui.domain.resolving.snapshot import Snapshot

PROFILE = "ANTHROPIC_PROFILE"
CONFIG_FOLDER = "ANTHROPIC_CONFIG_DIR"
DEFAULT = "default"
USER_LOGIN = "user_oauth"
_WRITABLE_BY_OTHERS = 0o022
_OPEN_TO_OTHERS = 0o077
_CHECKS_CONFIG_SINCE = (1, 10)
_CHECKS_CREDENTIALS_SINCE = (1, 5)


class ProfileUse(Record):
    """The profile that a client would sign in with.

    `problem` says why it does not, empty where it does; `is_silent` that the client then goes on
    as if there were none. `command` repairs the problem where a command can.
    """

    profile: SdkProfile
    problem: str = ""
    command: str = ""
    is_silent: bool = False

    @property
    def token(self) -> Finding | None:
        """The token that is sent, None where the profile is not used or has to be renewed first."""
        return None if self.problem or self.must_renew else self.profile.token

    @property
    def headers(self) -> tuple[SentHeader, ...]:
        """The header that names its workspace, where it has one."""
        workspace = self.profile.workspace
        return (SentHeader(WORKSPACE_HEADER, Secret(workspace)),) if workspace else ()

    @property
    def must_renew(self) -> bool:
        """Whether the SDK exchanges the token before it sends anything, which is not ours to do."""
        return self.profile.kind != USER_LOGIN or (self.profile.has_run_out and self.profile.is_renewable)


def profile_in_use(client: ClientChoice, snapshot: Snapshot, chosen: Finding | None) -> ProfileUse | None:
    """Return the profile that this client signs in with where no key or token is set.

    `chosen` is the definition of ANTHROPIC_PROFILE that counts, None where there is none.
    """
    if not client.generation.reads_profiles:
        return None
    folder = _folder_of(client, snapshot)
    named = chosen if chosen is not None and not chosen.value.is_blank else None
    name = named.text if named else folder.active if folder else ""
    profile = next((item for item in folder.profiles if item.name == (name or DEFAULT)), None) if folder else None
    if profile is not None:
        problem, command = _problem(client, profile)
        is_silent = client.id is ClientId.PYTHON_SDK and not name and not (folder and folder.is_chosen)
        return ProfileUse(profile, problem, command, is_silent)
    origin = folder.origin if folder else named.origin if named else None
    return ProfileUse(SdkProfile(name, origin), f"there is no profile `{name}`") if name and origin else None


def _folder_of(client: ClientChoice, snapshot: Snapshot) -> ProfileFolder | None:
    folders = snapshot.profile_folders
    return next((item for item in folders if not item.client_ids or client.id.value in item.client_ids), None)


def _problem(client: ClientChoice, profile: SdkProfile) -> tuple[str, str]:
    """Return why this client does not use the profile, and the command that mends it."""
    if profile.fault:
        return profile.fault, ""
    is_python = client.id is ClientId.PYTHON_SDK
    version = client.number
    if is_python and version >= _CHECKS_CONFIG_SINCE and profile.config_mode & _WRITABLE_BY_OTHERS:
        return f"`{profile.origin.shown}` can be written by other users", f"chmod go-w {profile.origin.shown}"
    token = profile.token
    if token is None:
        return ("", "") if profile.kind != USER_LOGIN else (f"the profile `{profile.name}` holds no access token", "")
    if is_python and profile.is_link:
        return f"`{token.origin.shown}` is a link, which the Python SDK does not follow", ""
    if (not is_python or version >= _CHECKS_CREDENTIALS_SINCE) and profile.credentials_mode & _OPEN_TO_OTHERS:
        return f"`{token.origin.shown}` can be read or written by other users", f"chmod 600 {token.origin.shown}"
    return "", ""
