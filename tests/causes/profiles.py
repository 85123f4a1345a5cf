"""Short ways to build a profile of the SDKs for the tests of its causes."""

from tests.builders import api_key
from tui.domain.found.finding import Finding, ProfileFolder, SdkProfile
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot

TOKEN_TEXT = api_key("p", prefix="sk-ant-oat01-")
_FOLDER = "~/.config/anthropic"


def profile(**changes: object) -> SdkProfile:
    """Return a whole profile by the name `default`, which a login wrote."""
    place = Origin(OriginKind.SDK_PROFILE, f"{_FOLDER}/configs/default.json", "/home/ada/configs/default.json")
    secret = Origin(OriginKind.SDK_PROFILE, f"{_FOLDER}/credentials/default.json", "/home/ada/credentials/default.json")
    token = Finding("access_token", read_value(TOKEN_TEXT), secret)
    made = SdkProfile("default", place, "user_oauth", token, config_mode=0o644, credentials_mode=0o600)
    return replace(made, **changes)


def with_profile(shot: Snapshot, *profiles: SdkProfile, active: str = "") -> Snapshot:
    """Return the snapshot of a machine that has these profiles as well."""
    origin = Origin(OriginKind.SDK_PROFILE, _FOLDER, "/home/ada/.config/anthropic")
    folder = ProfileFolder(origin, active=active, profiles=profiles)
    return replace(shot, readings=(*shot.readings, Reading(profile_folders=(folder,))))
