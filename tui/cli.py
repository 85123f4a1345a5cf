"""The command line: options become the wizard or the headless form, both an exit code."""

import sys
from typing import TYPE_CHECKING

from tui.options import Options, UsageError

if TYPE_CHECKING:
    from tui.flow.ports import Toolkit

_USAGE, _CRASH, _CANCELLED = 2, 70, 130
_WITHOUT_SCREEN = "fix401: no screen here, so this is `fix401 check`"
_SENDS = ": it sends without asking, --offline sends nothing"
_KEY_WAS_TYPED = """

A key was typed as an argument, so it stands in the shell's history now, and other programs
could see it: delete that line, or replace the key."""


def run(argv: list[str]) -> int:
    """Run one command and return its exit code; nothing of a key reaches a traceback."""
    try:
        return _dispatch(_options(argv), argv)
    except UsageError as error:
        return _failed(str(error), _USAGE, argv)
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
        return _practice(options, argv)
    from tui import wiring  # noqa: PLC0415 - deferred: `--help` must not load it

    problem = wiring.unusable_project(options.project) or wiring.unusable_api_url(options)
    if problem:
        return _failed(problem, _USAGE, argv)
    toolkit = wiring.toolkit(options)
    if command == "wizard" and _has_terminal() and not options.plain:
        return _wizard(toolkit)
    if command == "wizard":
        sys.stderr.write(f"{_WITHOUT_SCREEN}{'' if options.offline else _SENDS}\n")
        command = "check"
    return _headless(command, toolkit, options)


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


def _practice(options: Options, argv: list[str]) -> int:
    from tui import wiring  # noqa: PLC0415 - deferred: `--help` must not load it

    if options.only_list:
        from tui.headless.explain import list_labs  # noqa: PLC0415 - deferred: needs the labs only

        return list_labs((lab.id, lab.title) for lab in wiring.labs())
    lab = wiring.lab(options.lab)
    if lab is None:
        return _failed(_no_lab(options.lab), _USAGE, argv)
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
    problem = _without_keys(problem, argv) if code == _USAGE else problem
    sys.stderr.write(f"{prefix}{problem.strip()}\n")
    if "--json" in argv:
        from tui.domain.reporting.report import error_report  # noqa: PLC0415 - deferred: `--help` must not load it
        from tui.headless.output import print_json  # noqa: PLC0415 - as above

        print_json(error_report(problem.partition("\n")[0]))
    return code


def _without_keys(problem: str, argv: list[str]) -> str:
    """Mask what a usage error quotes, and say what became of a key that was typed as an argument."""
    from tui.domain.clients.key_in_text import holds_key  # noqa: PLC0415 - deferred: few command lines are wrong
    from tui.domain.pasted.mask import masked  # noqa: PLC0415 - as above

    note = _KEY_WAS_TYPED if any(map(holds_key, argv)) else ""
    return f"{masked(problem)}{note}"


def _no_lab(lab: str) -> str:
    from tui import wiring  # noqa: PLC0415 - deferred, as above
    from tui.domain.judging.similar import nearest, sharing_a_word  # noqa: PLC0415 - only a mistyped lab needs it

    ids = [item.id for item in wiring.labs()]
    typed = "-".join(lab.replace("_", "-").split())
    meant = nearest(lab, ids)
    likely = (meant,) if meant else sharing_a_word(typed, ids)
    question = f"; did you mean {' or '.join(f'`{item}`' for item in likely)}?" if likely else ""
    return f"there is no lab `{lab}`{question}\n\n  fix401 practice --list"


def _has_terminal() -> bool:
    """Return whether a full-screen program can run: both ends are terminals, and nobody asked for plain text."""
    import os  # noqa: PLC0415 - the environment is read in few places, this is one

    environ = os.environ
    if environ.get("TERM", "") in {"", "dumb"} and sys.platform != "win32":
        return False
    if environ.get("CI") or environ.get("ACCESSIBLE"):
        return False
    return sys.stdin.isatty() and sys.stderr.isatty()
