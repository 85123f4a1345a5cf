"""The grammar of the command line: argv becomes options."""

import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from tui import __version__
from tui.options import Options, UsageError

_DESCRIPTION = "Find out why a Claude API call says 401, and fix it. Without a command: the wizard."
_EPILOG = "Exit codes: 0 nothing wrong, 1 a cause was found, 2 usage, 3 could not check, 4 a fix failed, 130 cancelled."
_SENDS = (
    "To run it is to agree that the keys that are found are sent, on free requests, to the official API "
    "and to a base URL of your own; --offline sends nothing."
)
_KEYS = """\
fix401 keys                what the OS keyring has, masked
fix401 keys add NAME       store a key: pasted when it is asked for, or given on standard input
fix401 keys test NAME      read one key and ask the API about it alone
fix401 keys remove NAME    remove one

NAME is such as ANTHROPIC_API_KEY, SERVICE/USER, or as the list shows it; never the key itself."""
_KEY_AS_NAME = """this is a key, not a name; a name is what you will know the entry by

  fix401 keys add ANTHROPIC_API_KEY
  and paste the key when it is asked for, or give it on standard input"""
_KEY_AS_NAME_OF_ENTRY = """this is a key, not a name

  fix401 keys
  lists the names; to test a key that is in no entry yet, paste it on step 2 of `fix401`"""
_CLIENTS = ("auto", "python-sdk", "typescript-sdk", "curl", "claude-code")


def parse(argv: list[str]) -> Options:
    """Return what the arguments ask for; `UsageError` where they make no sense."""
    try:
        options = _parser(argv).parse_args(argv, namespace=Options())
    except UsageError:
        _refuse_unknown_option(argv)
        raise
    if options.name:
        _refuse_key(options)
    return options


def _refuse_unknown_option(argv: list[str]) -> None:
    """Name the option that does not exist: the parser would rather complain about the word behind it."""
    import re  # noqa: PLC0415 - deferred: few command lines are wrong

    from tui.domain.judging.similar import nearest  # noqa: PLC0415 - as above

    usages = [_parser([]).format_usage()]
    for _, add_arguments in _COMMANDS.values():
        command = _Parser("fix401")
        add_arguments(command)
        usages.append(command.format_usage())
    known = ("--help", *re.findall(r"--[a-z-]+", " ".join(usages)))
    for word in argv:
        option = word.partition("=")[0]
        if option.startswith("--") and not any(name.startswith(option) for name in known):
            meant = nearest(option, known)
            raise UsageError(f"there is no option `{option}`" + (f"; did you mean `{meant}`?" if meant else ""))


def _refuse_key(options: Options) -> None:
    """Refuse a key in the place of an entry's name, whatever is to be done with the entry."""
    from tui.domain.clients.key_in_text import holds_key  # noqa: PLC0415 - deferred: few commands name an entry

    if holds_key(options.name):
        raise UsageError(_KEY_AS_NAME if options.action == "add" else _KEY_AS_NAME_OF_ENTRY)


class _Parser(ArgumentParser):
    """Leaves the words about a usage error to the caller, which may have to say them in JSON too."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        raise UsageError(message)


def _parser(argv: list[str]) -> ArgumentParser:
    """Return the parser; only the commands that are named get their arguments, which saves milliseconds.

    It sets nothing but what was given: the rest stays as `Options` has it.
    """
    parser = _Parser("fix401", description=_DESCRIPTION, epilog=_EPILOG, argument_default=SUPPRESS)
    parser.add_argument("--version", action="version", version=f"fix401 {__version__}")
    _add_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (text, add_arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=text, argument_default=SUPPRESS)
        if name in argv:
            add_arguments(command)
    return parser


def _add_json(parser: ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def _add_check(parser: ArgumentParser) -> None:
    _add_json(parser)
    parser.description = f"Detect, probe, diagnose: one verdict; writes nothing. {_SENDS}"


def _add_fix(parser: ArgumentParser) -> None:
    _add_json(parser)
    parser.description = f"The same as check, then the repair as a diff; writes with --yes. {_SENDS}"
    parser.add_argument("--yes", action="store_true", help="write the diff and verify it")


def _add_undo(parser: ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument("--list", action="store_true", dest="only_list", help="list what can be put back")


def _add_keys(parser: ArgumentParser) -> None:
    _add_json(parser)
    parser.description, parser.formatter_class = _KEYS, RawDescriptionHelpFormatter
    actions = ("list", "add", "test", "remove")
    parser.add_argument("action", nargs="?", choices=actions, default=Options.action, help="list, unless it is named")
    parser.add_argument("name", nargs="?", metavar="NAME", default=Options.name, help="the entry's name, never the key")


def _add_explain(parser: ArgumentParser) -> None:
    what = "an error text, `-` for standard input, or a cause such as key-rejected; without it, the list of causes"
    parser.add_argument("words", metavar="TEXT", nargs="*", default=Options.words, help=what)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def _add_practice(parser: ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument("lab", nargs="?", default=Options.lab, metavar="LAB", help="which lab; the first by default")
    parser.add_argument("--list", action="store_true", dest="only_list", help="list the labs")


_COMMANDS: dict[str, tuple[str, Callable[[ArgumentParser], None]]] = {
    "check": ("detect, probe, diagnose: one verdict; writes nothing", _add_check),
    "fix": ("the same, then the repair as a diff; writes with --yes", _add_fix),
    "undo": ("put back the last change, byte for byte", _add_undo),
    "keys": ("candidate keys of the OS keyring, masked; one can be added, tested alone or removed", _add_keys),
    "explain": ("explain a pasted error, or a cause by its id", _add_explain),
    "practice": ("the same wizard on a broken set-up, without key and network", _add_practice),
}


def _add_options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--client", choices=_CLIENTS, help="which client the verdict is about")
    add("--project", type=Path, metavar="DIR", help="the project folder (default: here)")
    add("--api-url", metavar="URL", help="the host that counts as the official API")
    add("--offline", action="store_true", help="send nothing")
    add("--hello", action="store_true", help="also make one paid call of one token")
    helper = "run Claude Code's `apiKeyHelper`, where it is what supplies the credential"
    add("--run-helper", action="store_true", help=helper)
    wait = f"for all requests together (default: {Options.timeout:g})"
    add("--timeout", type=_seconds, metavar="SECONDS", help=wait)
    add("--plain", action="store_true", help="plain text, no screen, ASCII marks")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds <= 3600.0:
        msg = f"{text!r} is no number of seconds between 0 and 3600"
        raise ArgumentTypeError(msg)
    return seconds
