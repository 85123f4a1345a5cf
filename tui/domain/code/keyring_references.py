"""Places that take a key from the operating system's keyring: calls in code, commands in scripts and start-up files."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from tui.domain.clients.client import KEY, TOKEN, ClientId
from tui.domain.code.assignments import assignments
from tui.domain.code.keys import CONSTRUCTOR
from tui.domain.code.text import CODE, Language, SourceText, arguments
from tui.domain.found.keyring import KeyringEntry, KeyringReference
from tui.domain.found.keyring_names import is_candidate, names_of
from tui.domain.record import Record
from tui.domain.regex import regex

_CALL = regex(r"\b(?:keyring\.get_(?:password|credential)|(?<![.\w])get_password|keytar\.getPassword)\s*\(")
_VALUE = regex(rf"(?:await\s+)?{_CALL.pattern}")
_COMMAND = regex(
    r"""(?P<secret>[\w/.-]*secret-tool[\s,'"]+lookup\b)
      | (?P<keychain>(?:[\w/.-]*security["',\s]+)?find-generic-password\b)
      | (?P<tool>\bkeyring[ \t]+get\b)""",
    re.VERBOSE,
)
_WORD = regex(r"""(?P<gap>["']?[\s,\[\]\\]*)(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,'"\[\]()|;&`]+))""")
_ARGUMENT = regex(r"""\s*(?:[rbuRBU]?(["'`])(?P<text>[^"'`\n]*)\1|(?P<name>[A-Za-z_$][\w$]*))\s*(?:,|$)""")
# What may stand between a name and what runs the command that gives it its value.
_RUNS = r"""(?:await[ \t]+)?["']?(?:\$\(|`|\()?(?:[\w.]*(?:check_output|run|Popen|popen|getoutput|execSync|execFileSync)
    \(\s*)?[\[(]?\s*["'`]?$"""
_PASSED = regex(rf"""["']?(?:anthropic_)?(?:api_key|apiKey|auth_token|authToken)["']?\s*[=:]\s*{_RUNS}""", re.VERBOSE)
_SET = regex(
    rf"""(?:environ\[\s*["']|process\.env\.|process\.env\[\s*["'])(?:{KEY}|{TOKEN})(?:["']\s*\])?\s*=\s*{_RUNS}""",
    re.VERBOSE,
)
_START = r"[ \t]*(?:export[ \t]+|const[ \t]+|let[ \t]+|var[ \t]+)?"
_TYPE = r"[ \t]*(?::[^=\n]+)?"
_ASSIGNED = regex(rf"(?:^|\n){_START}(?P<name>[A-Za-z_$][\w$]*){_TYPE}=[ \t]*{_RUNS}", re.VERBOSE)
_CLIENTS = {
    Language.PYTHON: ClientId.PYTHON_SDK,
    Language.NOTEBOOK: ClientId.PYTHON_SDK,
    Language.SCRIPT: ClientId.TYPESCRIPT_SDK,
    Language.SHELL: ClientId.CURL,
}
_OTHER_CALL = regex(r"(?:await\s+)?(?P<name>[\w.]+)\s*\(")
_FUNCTION = regex(r"^(?:export[ \t]+)?(?:async[ \t]+)?(?:def|function)[ \t]+(?P<name>\w+)[ \t]*\([^\n]*", re.MULTILINE)
_OUTSIDE = regex(r"\n(?=[^\s)}\]])")
_RETURNS = regex(rf"\breturn[ \t]+{_RUNS}", re.VERBOSE)
_NOTHING = frozenset({"None", "null", "undefined"})
_MOST = 20
_LONGEST = 400


class _Use(Record):
    """One use of the keyring in a text: where it begins, and the entry as far as the text tells it."""

    start: int
    entry: KeyringEntry | None


def find_keyring(source: SourceText) -> tuple[KeyringReference, ...]:
    """Return the uses of the keyring in the file that concern a key of Anthropic's."""
    found: list[KeyringReference] = []
    for use in islice(_uses(source), _MOST):
        name, is_handed = _destination(source.text, use.start)
        is_passed = is_handed or (name in {KEY, TOKEN} and source.language is Language.SHELL)
        is_candidate_name = use.entry is not None and is_candidate(use.entry.service, use.entry.user)
        if is_passed or is_candidate_name or _falls_back(source.text, use.start):
            clients = (_CLIENTS[source.language].value,)
            found.append(KeyringReference(source.at(use.start), clients, use.entry, is_passed))
    return tuple(found)


def keyring_command(text: str) -> tuple[KeyringEntry | None, ...]:
    """Return the entry that a command of a start-up file looks up, in a tuple that is empty for any other command."""
    match = _COMMAND.search(text)
    return (_named_by(match, text),) if match else ()


def comes_from_keyring(text: str, value: str, start: int) -> bool:
    """Return whether what begins at `start` of `value`, a part of the text, is read from the keyring.

    That is a call or a command which reads it, or a function of the file that returns one.
    """
    if _VALUE.match(value, start):
        return True
    call = _OTHER_CALL.match(value, start)
    if call is None:
        return False
    is_command = _COMMAND.search(arguments(value, call.end())) is not None
    return is_command or any(
        _CALL.search(body) or _COMMAND.search(body) for body in _bodies(text, call["name"].rpartition(".")[2])
    )


def _uses(source: SourceText) -> Iterator[_Use]:
    text = source.text
    if source.language in CODE:
        for match in _CALL.finditer(text):
            yield _Use(match.start(), _of_call(text, arguments(text, match.end())))
    if source.language in _CLIENTS:
        for match in _COMMAND.finditer(text):
            yield _Use(match.start(), _named_by(match, text))


def _of_call(text: str, inside: str) -> KeyringEntry | None:
    first = _ARGUMENT.match(inside)
    second = _ARGUMENT.match(inside, first.end()) if first else None
    if first is None or second is None:
        return None
    service, user = _literal(text, first), _literal(text, second)
    is_any_user = second["name"] in _NOTHING
    return KeyringEntry(service, user) if service and (user or is_any_user) else None


def _literal(text: str, argument: re.Match[str]) -> str:
    """Return the argument's text, also that of a name which the file gives a literal."""
    if argument["name"] is None:
        return argument["text"]
    given = rf"""^{_START}{re.escape(argument["name"])}{_TYPE}=\s*["']([^"'\n]+)["']"""
    match = re.compile(given, re.MULTILINE).search(text)
    return match.group(1) if match else ""


def _named_by(match: re.Match[str], text: str) -> KeyringEntry | None:
    words = list(_words(text, match.end()))
    if match["secret"]:
        names = names_of(dict(zip(words[::2], words[1::2], strict=False))) or ("", "")
    elif match["tool"]:
        names = (words[0], words[1]) if len(words) > 1 else ("", "")
    else:
        options = dict(pairwise(words))
        names = (options.get("-s", ""), options.get("-a", ""))
    service, user = ("" if "$" in name else name for name in names)
    return KeyringEntry(service, user) if service else None


def _words(text: str, start: int) -> Iterator[str]:
    """Yield the words of a command, or of the list that a program is started with, up to its end."""
    end = min(len(text), start + _LONGEST)
    while (match := _WORD.match(text, start, end)) is not None:
        if "\n" in match["gap"] and not set(match["gap"]) & set(",[\\"):
            return
        yield next(word for word in match.groups()[1:] if word is not None)
        start = match.end()


def _destination(text: str, start: int) -> tuple[str, bool]:
    """Return the name that the value is given to, and whether a client is handed it and nothing else."""
    before = text[max(0, start - _LONGEST) : start]
    if _PASSED.search(before) or _SET.search(before):
        return "", True
    assigned = _ASSIGNED.search(before)
    if assigned is None:
        return "", _is_returned(text, start)
    name = assigned["name"]
    calls = list(islice(CONSTRUCTOR.finditer(text), _MOST))
    is_given_once = any(is_only for _, is_only in assignments(text, name, r"\S", calls))
    return name, is_given_once and _is_handed_over(text, rf"{re.escape(name)}\b(?!\s*\()")


def _is_handed_over(text: str, value: str) -> bool:
    """Return whether some client is handed such a value."""
    handed = re.compile(rf"(?:api_key|apiKey|auth_token|authToken)\s*[=:]\s*(?:await\s+)?{value}")
    calls = islice(CONSTRUCTOR.finditer(text), _MOST)
    return any(handed.search(arguments(text, call.end())) for call in calls)


def _is_returned(text: str, start: int) -> bool:
    """Return whether the value is all that a function returns, and a client is handed what it returns."""
    functions = [match for match in islice(_FUNCTION.finditer(text, 0, start), _MOST) if not _ends(text, match, start)]
    if not functions or not _RETURNS.search(text, functions[-1].end(), start):
        return False
    is_all = not any(name in text[functions[-1].end() : start] for name in (KEY, TOKEN))
    return is_all and _is_handed_over(text, rf"{re.escape(functions[-1]['name'])}\s*\(")


def _falls_back(text: str, start: int) -> bool:
    """Return whether the variable of the key is looked at before, on the same line."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return KEY in line or TOKEN in line


def _bodies(text: str, name: str) -> Iterator[str]:
    """Yield what the functions of this name consist of."""
    for match in islice(_FUNCTION.finditer(text), _MOST):
        if match["name"] == name:
            end = _OUTSIDE.search(text, match.end())
            yield text[match.end() : end.start() if end else len(text)]


def _ends(text: str, function: re.Match[str], start: int) -> bool:
    return _OUTSIDE.search(text, function.end(), start) is not None
