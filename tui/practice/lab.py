"""The labs: broken set-ups as data, one file each in `labs/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tui.practice.made_up_keys import fill

Fixable = Literal["edit", "command", "paste", "by-hand", "nothing"]


@dataclass(frozen=True, slots=True)
class Repair:
    """What carrying out a lab's commands and steps does to its set-up; `done` says it in one line.

    The variables of `unset` leave the environment, `files` and `home` are written over what
    stands there, and `stand_in` takes the place of the API's rules unless it is empty.
    """

    done: str
    unset: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    home: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    stand_in: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)


@dataclass(frozen=True, slots=True)
class Lab:
    """One exercise; the keys in all its texts are made up.

    `fixable` says what turns it green: an edit that the wizard writes, a command, a pasted
    key (`spare_key`), a change that is made by hand, or nothing because all is well. A lab
    that takes a command or a hand has a `repair`, since the wizard holds the terminal.
    `files` stand in the project folder, `home` in HOME; both still hold `{url}`, as
    `environment` does. `stand_in` are the rules of the API as written in the file.
    """

    id: str
    order: int
    title: str
    story: str = field(repr=False)
    lesson: str
    client: str
    expected_cause: str
    fixable: Fixable
    spare_key: str = field(default="", repr=False)
    needs_hello: bool = False
    environment: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    files: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    home: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    stand_in: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    repair: Repair | None = None


def load_labs() -> tuple[Lab, ...]:
    """Return all labs, the easiest first."""
    from importlib.resources import files  # noqa: PLC0415 - expensive, and only a list of labs needs it

    folder = files("tui.practice").joinpath("labs")
    common = _read(files("tui.practice").joinpath("project.toml").read_text("utf-8"))["files"]
    entries = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    labs = (_lab(entry.name.removesuffix(".toml"), _read(entry.read_text("utf-8")), common) for entry in entries)
    return tuple(sorted(labs, key=lambda lab: lab.order))


def find_lab(lab_id: str) -> Lab | None:
    """Return the lab of this id."""
    return next((lab for lab in load_labs() if lab.id == lab_id), None)


def _read(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - as above

    return tomllib.loads(text)


def _lab(lab_id: str, data: Mapping[str, Any], common: Mapping[str, str]) -> Lab:
    # Where a lab names no files of its own for a path, the ordinary project's file stands there.
    return Lab(
        id=lab_id,
        order=data["order"],
        title=data["title"],
        story=fill(data["story"]).strip(),
        lesson=data["lesson"].strip(),
        client=data["client"],
        expected_cause=data["expected_cause"],
        fixable=data["fixable"],
        spare_key=fill(data.get("spare_key", "")),
        needs_hello=data.get("needs_hello", False),
        environment=_filled(data.get("environment", {})),
        files=_filled({**common, **data.get("files", {})}),
        home=_filled(data.get("home", {})),
        stand_in=data.get("stand_in", {}),
        repair=_repair(data["repair"], common) if "repair" in data else None,
    )


def _repair(data: Mapping[str, Any], common: Mapping[str, str]) -> Repair:
    # A repaired file of the project is the ordinary project's, so the lab only names it.
    return Repair(
        done=data["done"],
        unset=tuple(data.get("unset", ())),
        files=_filled({name: common[name] for name in data.get("files", ())}),
        home=_filled(data.get("home", {})),
        stand_in=data.get("stand_in", {}),
    )


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: fill(text, url="{url}") for name, text in texts.items()}
