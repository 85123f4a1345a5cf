"""Set-ups as data: what stands on a machine, what the API answers, and what the verdict must be."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.practice.made_up_keys import fill

FOLDER = Path(__file__).parent / "data"
# Credentials of other kinds than the practice range has, as made up as its own.
_OTHERS = {
    "login_token": "sk-ant-oat01-PRACTICEloginTokenOfClaudeCode" + "Lk4" * 20 + "AA",
    "fresh_token": "sk-ant-oat01-PRACTICEfreshTokenOfClaudeCode" + "Fr7" * 20 + "AA",
    "refresh_token": "sk-ant-ort01-PRACTICErefreshTokenNeverSent" + "Rf2" * 20 + "AA",
    "admin_key": "sk-ant-admin01-PRACTICEadminKeyOfTheConsole" + "Ad9" * 19 + "AA",
    "session_key": "sk-ant-sid01-PRACTICEsessionCookieOfTheSite" + "Se5" * 19 + "AA",
    "user_key": "sk-ant-usr-PRACTICEpersonalKey" + "Us3" * 24 + "AA",
    "gateway_key": "sk-PRACTICEgateway" + "gW8" * 10,
    "google_key": "AIzaPRACTICEgoogleKey" + "gO1" * 7,
}
SECRETS = tuple(fill(f"{{{name}_key}}") for name in ("good", "old", "spare", "openai")) + tuple(_OTHERS.values())


@dataclass(frozen=True)
class Scenario:
    """One set-up and the verdict on it; `oracle` says why the real SDK's run tells nothing, where it does not."""

    id: str
    group: str
    story: str = field(repr=False)
    source: str
    data: Mapping[str, Any] = field(repr=False)

    @property
    def cause(self) -> str:
        """The id of the cause that must come first, empty where nothing is wrong or nothing could be found out."""
        return self.data.get("cause", "")

    @property
    def certainty(self) -> str:
        """`proven`, `likely`, or an empty text where there is no cause."""
        return self.data.get("certainty", "proven") if self.cause else ""

    @property
    def verdict(self) -> str:
        """`ok`, `problem` or `unknown`."""
        return self.data.get("verdict", "problem" if self.cause else "ok")

    @property
    def exit_code(self) -> int:
        """What the command must end with."""
        return {"ok": 0, "problem": 1, "unknown": 3}[self.verdict]

    @property
    def warnings(self) -> frozenset[str]:
        """The ids of the warnings that must be among those given."""
        return frozenset(self.data.get("warnings", ()))

    @property
    def arguments(self) -> Sequence[str]:
        """What the command line has behind `check --json`."""
        client = ("--client", self.data["client"]) if "client" in self.data else ()
        return (*client, *self.data.get("arguments", ()))

    @property
    def oracle(self) -> str:
        """Why the real SDK is not asked, empty where it is."""
        return self.data.get("oracle", "")

    def texts(self, name: str, urls: Mapping[str, str]) -> dict[str, str]:
        """Return a table of texts, filled in."""
        return {key: filled(text, urls) for key, text in self.data.get(name, {}).items()}


def filled(text: str, urls: Mapping[str, str]) -> str:
    """Put made-up credentials and the addresses of servers into a text."""
    for name, value in {**_OTHERS, **urls}.items():
        text = text.replace(f"{{{name}}}", value)
    return fill(text, urls["url"])


def scenarios() -> list[Scenario]:
    """Return all set-ups of all files."""
    return [
        Scenario(item["id"], path.stem, item["story"], item["source"], item)
        for path in sorted(FOLDER.glob("*.toml"))
        if path.stem != "projects"
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]
    ]


def projects() -> Mapping[str, Mapping[str, str]]:
    """Return the files of the ordinary projects, by name."""
    return tomllib.loads((FOLDER / "projects.toml").read_text(encoding="utf-8"))
