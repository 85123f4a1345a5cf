"""The command line: options become the wizard or the headless form, both an exit code."""

import sys
from typing import TYPE_CHECKING

from tui.options import Options, UsageError

if TYPE_CHECKING:
    from tui.flow.ports import Toolkit

_USAGE, _CRASH, _CANCELLED = 2, 70, 130


def run(argv: list[str]) -> int:
    """Run one command and return its exit code; nothing of a key reaches a traceback."""
    try:
        return _dispatch(_options(argv), argv)
    except UsageError as error:
        from tui.domain.pasted.mask import masked  # noqa: PLC0415 - deferred: an argument may hold a key

        return _failed(masked(str(error)), _USAGE, argv)
    except KeyboardInterrupt:
        return _failed("cancelled, nothing was changed", _CANCELLED, argv)
    except Exception as error:  # noqa: BLE001 - the last guard: a traceback with values could show a key
        from tui.domain.reporting.crash import crash_text  # noqa: PLC0415 - only a crash needs it

        return _failed(crash_text(error), _CRASH, argv)


def _options(argv: list[str]) -> Options:
    if not argv:
        return Options()
    from tui.arguments import parse  # noqa: PLC0415 - deferred: the plain wizard has nothing to parse

    return parse(argv)


def _dispatch(options: Options, argv: list[str]) -> int:
    command = options.command or "wizard"
    if command == "explain":
        from tui.headless.explain import explain  # noqa: PLC0415 - deferred: needs the catalogue only

        return explain(" ".join(options.words), as_json=options.json)
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


def _headless(command: str, toolkit: "Toolkit", options: Options) -> int:
    as_json = options.json
    match command:
        case "check":
            from tui.headless.checking import check  # noqa: PLC0415 - deferred: each command loads its own

            return check(toolkit, as_json=as_json)
        case "fix":
            from tui.headless.fixing import fix  # noqa: PLC0415 - as above

            return fix(toolkit, as_json=as_json, confirmed=options.yes)
        case "undo":
            from tui.headless.fixing import undo  # noqa: PLC0415 - as above

            return undo(toolkit, only_list=options.only_list)
        case _:
            from tui.headless.keys import keys  # noqa: PLC0415 - deferred: only this command needs it

            return keys(toolkit, options.action, options.name, as_json=as_json)


def _wizard(toolkit: "Toolkit", story: str = "", key_at_hand: str = "") -> int:
    from tui.app import run_wizard  # noqa: PLC0415 - deferred: Textual is loaded for the wizard alone

    return run_wizard(toolkit, story, key_at_hand)


def _practice(options: Options) -> int:
    from tui import wiring  # noqa: PLC0415 - deferred: `--help` must not load it

    if options.only_list:
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
        from tui.domain.reporting.report import error_report  # noqa: PLC0415 - deferred: `--help` must not load it
        from tui.headless.output import print_json  # noqa: PLC0415 - as above

        print_json(error_report(problem.partition("\n")[0]))
    return code


def _has_terminal() -> bool:
    """Return whether a full-screen program can run: both ends are terminals, and nobody asked for plain text."""
    import os  # noqa: PLC0415 - the environment is read in few places, this is one

    environ = os.environ
    if environ.get("TERM", "") in {"", "dumb"} and sys.platform != "win32":
        return False
    if environ.get("CI") or environ.get("ACCESSIBLE"):
        return False
    return sys.stdin.isatty() and sys.stderr.isatty()
