"""What a run was asked for; the command line fills it in."""

from pathlib import Path
from types import SimpleNamespace


class UsageError(Exception):
    """The arguments make no sense; the text says why."""


class Options(SimpleNamespace):
    """The options, and the arguments of single commands; what stands here holds where nothing else is said."""

    command: str = ""
    client: str = "auto"
    project: Path = Path()
    api_url: str = ""
    offline: bool = False
    hello: bool = False
    run_helper: bool = False
    timeout: float = 10.0
    plain: bool = False
    json: bool = False
    yes: bool = False
    only_list: bool = False
    action: str = "list"
    name: str = ""
    words: tuple[str, ...] = ()
    lab: str = ""
