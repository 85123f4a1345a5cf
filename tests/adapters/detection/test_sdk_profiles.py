import json

import pytest

from tests.adapters.detection.world import GOOD, World
from tui.adapters.reading.sdk_profiles import SdkProfiles
from tui.domain.found.finding import SdkProfile, State
from tui.domain.key.secret import Secret

LOGIN = {"authentication": {"type": "user_oauth"}, "workspace_id": "wrkspc_1", "base_url": "https://gw.example"}


def write_profile(world: World, name: str = "default", mode: int = 0o600, **credentials: object) -> None:
    world.in_home(f".config/anthropic/configs/{name}.json", json.dumps(LOGIN)).chmod(0o644)
    path = world.in_home(f".config/anthropic/credentials/{name}.json", json.dumps(credentials))
    path.chmod(mode)


def only_profile(world: World) -> SdkProfile:
    (folder,) = SdkProfiles(world.places).read().profile_folders
    (profile,) = folder.profiles
    return profile


def test_no_folder_is_nothing(world: World) -> None:
    assert SdkProfiles(world.places).read().profile_folders == ()


def test_a_login_with_its_token_its_rights_and_its_end(world: World) -> None:
    write_profile(world, access_token=GOOD, expires_at=2_000_000_000, refresh_token="never-read-this-token")
    profile = only_profile(world)

    assert profile.token is not None
    assert profile.token.value.secret == Secret(GOOD)
    assert profile.token.origin.label == "~/.config/anthropic/credentials/default.json"
    assert (profile.name, profile.kind, profile.workspace) == ("default", "user_oauth", "wrkspc_1")
    assert (profile.config_mode, profile.credentials_mode) == (0o644, 0o600)
    assert (profile.base_url, profile.has_run_out, profile.is_renewable) == ("https://gw.example", False, False)
    assert "never-read" not in repr(profile)


def test_the_pointer_and_the_variable_of_the_folder(world: World) -> None:
    world.in_home("elsewhere/configs/work.json", json.dumps(LOGIN))
    world.in_home("elsewhere/active_config", "work\n")
    world.environ["ANTHROPIC_CONFIG_DIR"] = str(world.home / "elsewhere")
    (folder,) = SdkProfiles(world.places).read().profile_folders
    assert (folder.active, folder.is_chosen) == ("work", True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("{", "is not valid JSON at line 1, column 2"), ("[]", "holds no JSON object"), ("\xff", "is not valid JSON")],
)
def test_a_damaged_file_is_a_fault(world: World, text: str, fault: str) -> None:
    world.in_home(".config/anthropic/configs/default.json", text.encode("latin-1"))
    assert fault in only_profile(world).fault


def test_a_token_that_is_past_its_time(world: World) -> None:
    write_profile(world, access_token=GOOD, expires_at=1)
    assert only_profile(world).has_run_out


def test_only_the_typescript_sdk_goes_by_the_desktops_folder(world: World) -> None:
    world.in_home(".config/anthropic/configs/default.json", json.dumps(LOGIN))
    world.in_home("cfg/anthropic/configs/work.json", json.dumps(LOGIN))
    world.environ["XDG_CONFIG_HOME"] = f"{world.home / 'cfg'} "
    named, usual = SdkProfiles(world.places).read().profile_folders
    assert (named.origin.shown, named.client_ids) == ("~/cfg/anthropic", ("typescript-sdk",))
    assert usual.origin.shown == "~/.config/anthropic"
    assert "python-sdk" in usual.client_ids
    assert "typescript-sdk" not in usual.client_ids


@pytest.mark.parametrize("changes", [{"XDG_CONFIG_HOME": "{home}/.config"}, {"XDG_CONFIG_HOME": " "}])
def test_the_usual_folder_is_everybodys(world: World, changes: dict[str, str]) -> None:
    write_profile(world, access_token=GOOD)
    world.environ.update({name: text.format(home=world.home) for name, text in changes.items()})
    (folder,) = SdkProfiles(world.places).read().profile_folders
    assert (folder.origin.shown, folder.client_ids) == ("~/.config/anthropic", ())


def test_the_sdks_own_variable_outranks_the_desktops(world: World) -> None:
    world.in_home("own/configs/default.json", json.dumps(LOGIN))
    world.in_home("cfg/anthropic/configs/default.json", json.dumps(LOGIN))
    world.environ.update({"ANTHROPIC_CONFIG_DIR": str(world.home / "own"), "XDG_CONFIG_HOME": str(world.home / "cfg")})
    (folder,) = SdkProfiles(world.places).read().profile_folders
    assert (folder.origin.shown, folder.client_ids) == ("~/own", ())


def test_the_usual_folders_tokens_are_passed_over_where_a_variable_names_another(world: World) -> None:
    write_profile(world, access_token=GOOD)
    world.environ["ANTHROPIC_CONFIG_DIR"] = str(world.home / "elsewhere")
    (finding,) = SdkProfiles(world.places).read().findings
    assert (finding.state, finding.value.secret) == (State.OTHER_FOLDER, Secret(GOOD))
    world.environ["ANTHROPIC_CONFIG_DIR"] = str(world.home / ".config" / "anthropic")
    assert SdkProfiles(world.places).read().findings == ()
