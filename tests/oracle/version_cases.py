"""What the versions of both SDKs are asked: environments, arguments and profiles."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.practice.speak import GOOD, OLD
from tui.domain.clients.client import CUSTOM_HEADERS, KEY, TOKEN

XDG = "XDG_CONFIG_HOME"
_LOGIN = "sk-ant-oat01-" + "PRACTICE-login" * 7


@dataclass(frozen=True)
class Case:
    """An environment, a credential or a header that the program passes, and the mode of a profile's first file.

    `{home}` in the environment is the HOME; `folder` is where in it the profile lies.
    """

    environment: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    key: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    mode: int | None = None
    header: tuple[str, str] | None = field(default=None, repr=False)
    folder: str = ".config"


CASES = {
    "nothing": Case(),
    "key": Case({KEY: GOOD}),
    "token": Case({TOKEN: OLD}),
    "key and token": Case({KEY: GOOD, TOKEN: OLD}),
    "empty key": Case({KEY: ""}),
    "empty key and token": Case({KEY: "", TOKEN: OLD}),
    "key and empty token": Case({KEY: GOOD, TOKEN: ""}),
    "both empty": Case({KEY: "", TOKEN: ""}),
    "passed key and token": Case({TOKEN: OLD}, key=GOOD),
    "passed token and key": Case({KEY: GOOD}, token=OLD),
    "leading blank": Case({KEY: f" {GOOD}"}),
    "trailing blank": Case({KEY: f"{GOOD} "}),
    "passed with a leading blank": Case(key=f" {GOOD}"),
    "passed with a trailing blank": Case(key=f"{GOOD} "),
    "no ASCII": Case({KEY: f"{GOOD}\u00e9"}),
    "quotes": Case({KEY: f'"{GOOD}"'}),
    "own header": Case({KEY: GOOD, CUSTOM_HEADERS: f"x-api-key: {OLD}"}),
    "own header in the SDK's spelling": Case({KEY: GOOD, CUSTOM_HEADERS: f"X-Api-Key: {OLD}"}),
    "own token header": Case({KEY: GOOD, CUSTOM_HEADERS: f"Authorization: Bearer {OLD}"}),
    "own header alone": Case({CUSTOM_HEADERS: f"x-api-key: {GOOD}"}),
    "own token header alone": Case({CUSTOM_HEADERS: f"Authorization: Bearer {GOOD}"}),
    "header in the code": Case({KEY: GOOD}, header=("x-api-key", OLD)),
    "header in the code in the SDK's spelling": Case({KEY: GOOD}, header=("X-Api-Key", OLD)),
    "token header in the code": Case({KEY: GOOD}, header=("Authorization", f"Bearer {OLD}")),
    "token header in the code alone": Case(header=("Authorization", f"Bearer {OLD}")),
    "profile": Case(mode=0o600),
    "key and profile": Case({KEY: GOOD}, mode=0o600),
    "token and profile": Case({TOKEN: OLD}, mode=0o600),
    "profile that others may write": Case(mode=0o664),
    "profile in the desktop's folder": Case({XDG: "{home}/cfg"}, mode=0o600, folder="cfg"),
    "profile in the usual folder and not in the desktop's": Case({XDG: "{home}/cfg"}, mode=0o600),
}


def write_profile(home: Path, case: Case) -> None:
    """Write the SDKs' default profile, where the case has one."""
    if case.mode is None:
        return
    folder = home / case.folder / "anthropic"
    for part, content in (
        ("configs", {"authentication": {"type": "user_oauth"}}),
        ("credentials", {"version": "1.0", "type": "oauth_token", "access_token": _LOGIN}),
    ):
        path = folder / part / "default.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")
        path.chmod(case.mode if part == "configs" else 0o600)
