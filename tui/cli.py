"""The command line: argv becomes options, options become the wizard or the headless form, both an exit code."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tui import __version__

if TYPE_CHECKING:
    from tui.flow.ports import Toolkit

_DESCRIPTION = "Find out why a Claude API call says 401, and fix it. Without a command: the wizard."
_EPILOG = "Exit codes: 0 nothing wrong, 1 a cause was found, 2 usage, 3 could not check, 4 a fix failed, 130 cancelled."
_CLIENTS = ("auto", "python-sdk", "typescript-sdk", "curl", "claude-code")
_USAGE, _CRASH, _CANCELLED = 2, 70, 130


def run(argv: list[str]) -> int:
    """Run one command and return its exit code; nothing of a key reaches a traceback."""
    options = _parser(argv).parse_args(argv)
    try:
        return _dispatch(options, argv)
    except KeyboardInterrupt:
        return _failed("cancelled, nothing was changed", _CANCELLED, argv)
    except Exception as error:  # noqa: BLE001 - the last guard: a traceback with values could show a key
        from tui.domain.crash import crash_text  # noqa: PLC0415 - only a crash needs it

        return _failed(crash_text(error), _CRASH, argv)


def _dispatch(options: Namespace, argv: list[str]) -> int:
    command: str = options.command or "wizard"
    if command == "explain":
        from tui.headless.explain import explain  # noqa: PLC0415 - deferred: needs the catalogue only

        return explain(options.text)
    if command == "practice":
        return _practice(options)
    from tui import wiring  # noqa: PLC0415 - deferred: `--help` must not load it

    problem = wiring.unusable_project(options.project) or wiring.unusable_api_url(options)
    if problem:
        return _failed(problem, _USAGE, argv)
    toolkit = wiring.toolkit(options)
    if command == "wizard" and _has_terminal() and not options.plain:
        return _wizard(toolkit)
    return _headless("check" if command == "wizard" else command, toolkit, options)


def _headless(command: str, toolkit: "Toolkit", options: Namespace) -> int:
    as_json: bool = getattr(options, "json", False)
    match command:
        case "check":
            from tui.headless.checking import check  # noqa: PLC0415 - deferred: each command loads its own

            return check(toolkit, as_json=as_json)
        case "fix":
            from tui.headless.fixing import fix  # noqa: PLC0415 - as above

            return fix(toolkit, as_json=as_json, confirmed=options.yes)
        case "undo":
            from tui.headless.fixing import undo  # noqa: PLC0415 - as above

            return undo(toolkit, only_list=options.list)
        case _:
            from tui.headless.keys import keys  # noqa: PLC0415 - deferred: only this command needs it

            return keys(toolkit, options.action, options.name, as_json=as_json)


def _wizard(toolkit: "Toolkit", story: str = "", key_at_hand: str = "") -> int:
    from tui.app import run_wizard  # noqa: PLC0415 - deferred: Textual is loaded for the wizard alone

    return run_wizard(toolkit, story, key_at_hand)


def _practice(options: Namespace) -> int:
    from tui import wiring  # noqa: PLC0415 - deferred: `--help` must not load it

    if options.list:
        from tui.headless.explain import list_labs  # noqa: PLC0415 - deferred: needs the labs only

        return list_labs((lab.id, lab.title) for lab in wiring.labs())
    lab = wiring.lab(options.lab)
    if lab is None:
        return _failed(f"there is no lab `{options.lab}`\n\n  fix401 practice --list", _USAGE, [])
    with wiring.practice(lab, options) as toolkit:
        if _has_terminal() and not options.plain:
            code = _wizard(toolkit, lab.story, lab.spare_key)
            sys.stderr.write(f"\n{lab.lesson}\nNothing of yours was touched. More: fix401 practice --list\n")
            return code
        sys.stderr.write(f"{lab.title}\n{lab.story.strip()}\n\n")
        return _headless("check", toolkit, options)


def _failed(problem: str, code: int, argv: list[str]) -> int:
    """Say on stderr what went wrong, and on stdout too where JSON was asked for."""
    prefix = "" if code == _CRASH else "fix401: "
    sys.stderr.write(f"{prefix}{problem.strip()}\n")
    if "--json" in argv:
        from tui.domain.report import error_report  # noqa: PLC0415 - deferred: `--help` must not load it
        from tui.headless.output import print_json  # noqa: PLC0415 - as above

        print_json(error_report(problem.partition("\n")[0]))
    return code


class _Parser(ArgumentParser):
    """Says a usage error in JSON too, where that was asked for."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.exit(_failed(message, _USAGE, sys.argv))


def _has_terminal() -> bool:
    """Return whether a full-screen program can run: both ends are terminals, and nobody asked for plain text."""
    import os  # noqa: PLC0415 - the environment is read in few places, this is one

    environ = os.environ
    if environ.get("TERM", "") in {"", "dumb"} and sys.platform != "win32":
        return False
    if environ.get("CI") or environ.get("ACCESSIBLE"):
        return False
    return sys.stdin.isatty() and sys.stderr.isatty()


def _parser(argv: list[str]) -> ArgumentParser:
    """Return the parser; only the commands that are named get their arguments, which saves milliseconds."""
    parser = _Parser("fix401", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action="version", version=f"fix401 {__version__}")
    _add_options(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (text, add_arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=text)
        if name in argv:
            add_arguments(command)
    return parser


def _add_json(parser: ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def _add_fix(parser: ArgumentParser) -> None:
    _add_json(parser)
    parser.add_argument("--yes", action="store_true", help="write the diff and verify it")


def _add_undo(parser: ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument("--list", action="store_true", help="list what can be put back")


def _add_keys(parser: ArgumentParser) -> None:
    _add_json(parser)
    actions = ("list", "add", "test", "remove")
    does = "what to do; test reads one entry and asks the API about that key alone"
    parser.add_argument("action", nargs="?", choices=actions, default="list", help=does)
    parser.add_argument("name", nargs="?", default="", help="the entry's name; the key is asked for, never an argument")


def _add_explain(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="CAUSE-ID", nargs="?", default="", help="such as key-rejected; none lists all")


def _add_practice(parser: ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument("lab", nargs="?", default="", metavar="LAB", help="which lab; the first by default")
    parser.add_argument("--list", action="store_true", help="list the labs")


_COMMANDS: dict[str, tuple[str, Callable[[ArgumentParser], None]]] = {
    "check": ("detect, probe, diagnose: one verdict; writes nothing", _add_json),
    "fix": ("the same, then the repair as a diff; writes with --yes", _add_fix),
    "undo": ("put back the last change, byte for byte", _add_undo),
    "keys": ("candidate keys of the OS keyring, masked; one can be added, tested alone or removed", _add_keys),
    "explain": ("explain a cause by its id", _add_explain),
    "practice": ("the same wizard on a broken set-up, without key and network", _add_practice),
}


def _add_options(parser: ArgumentParser, *, top: bool = False) -> None:
    """Add the shared options; below the top level an absent one leaves what the top level was given."""

    def default(value: object) -> object:
        return value if top else SUPPRESS

    add = parser.add_argument
    add("--client", choices=_CLIENTS, default=default("auto"), help="which client the verdict is about")
    add("--project", type=Path, default=default(Path()), metavar="DIR", help="the project folder (default: here)")
    add("--api-url", default=default(""), metavar="URL", help="the host that counts as the official API")
    add("--offline", action="store_true", default=default(value=False), help="send nothing")
    add("--hello", action="store_true", default=default(value=False), help="also make one paid call of one token")
    add("--timeout", type=_seconds, default=default(10.0), metavar="SECONDS", help="for all requests together")
    add("--plain", action="store_true", default=default(value=False), help="plain text, no screen, ASCII marks")


def _seconds(text: str) -> float:
    from argparse import ArgumentTypeError  # noqa: PLC0415 - only a bad value needs it

    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds <= 3600.0:
        msg = f"{text!r} is no number of seconds between 0 and 3600"
        raise ArgumentTypeError(msg)
    return seconds
