"""Takes away from a pasted key what is plainly not key, and names each thing that was taken."""

import re

from tui.domain.key.flaw import NAMES, Flaw, FlawKind, character_name
from tui.domain.key.foreign_shape import foreign_shape
from tui.domain.key.repetition import without_repetition
from tui.domain.key.shape import SHORTEST_API_KEY, is_usual
from tui.domain.regex import regex

KEY_CHARACTERS = regex(r"[A-Za-z0-9_-]+")
_LONGEST_PREFIX = 200
_LONGEST_DELIMITED = 2000
_SHORTEST_CREDENTIAL = 20
_PREFIX = regex(
    r"""(?:\{\s*)?(?:(?:export|set|setx|declare\s+-x|set\s+-gx|-e|--env)\s+|\$env:|Environment=)?
        ["']*(?:[A-Z_]*(?:ANTHROPIC|CLAUDE)[A-Z_]*|api[_ -]?key|auth[_-]?token|session_?key|key|token|secret)["']?
        (?:\s*(?:=>|:=|[=:])\s*|\s+)
      | (?:(?:-H|--header)\s*)?["']?(?:x-api-key|api-key)\s*:\s*
      | (?:(?:-H|--header)\s*)?["']?(?:authorization\s*:\s*)?bearer\s+
      | authorization\s*:\s*
      | =+\s*
      | --(?:api-)?key[=\s]\s*""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# Signs that look like one of a key's: hyphens that a text program made, letters of other alphabets.
_LOOKALIKES = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict(zip("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u043a", "aeopcyxsik", strict=True)),
}
_QUOTE_PAIRS = ('""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb")
_QUOTES = "\"'`\u201c\u201d\u2018\u2019"
# What surrounds a key in code, in JSON, in a shell and in prose, and is left on it when it is copied.
_DELIMITED = regex(
    rf"(?P<before>[\[({{<*]*)\s*(?P<core>[{_QUOTES}]*[A-Za-z0-9_-]+[{_QUOTES}]*)\s*"
    r"(?P<after>(?:[\])}>*,;.:!]|\\[nrt]?|(?<=\W)\s)*)(?P<comment>\s*(?:\#|//)[^\n]*)?",
)


def cleaned(text: str, continuation: str) -> tuple[str, list[Flaw]]:
    """Return the text without its flaws and the flaws; `continuation` is what stands on the file's next line."""
    flaws: list[Flaw] = []
    clean = text
    for step in (_without_invisible, _without_whitespace, _without_prefix, _without_delimiters, without_quotes) * 2:
        clean = step(clean, flaws)
    single = without_repetition(clean, flaws)
    return (_joined(clean, continuation, flaws) if single is None else single), flaws


def without_quotes(text: str, flaws: list[Flaw]) -> str:
    """Return the text without the quotation marks around it."""
    if len(text) < 2:
        return text
    for opening, closing in _QUOTE_PAIRS:
        if text[0] == opening and text[-1] == closing:
            return _unquoted(text[1:-1], opening, flaws)
    opening, closing = text[0] in _QUOTES, text[-1] in _QUOTES
    if opening or closing:
        return _unquoted(text[1 if opening else 0 : len(text) - closing], text[0] if opening else text[-1], flaws)
    return text


def _unquoted(inner: str, quote: str, flaws: list[Flaw]) -> str:
    if quote in "\"'`":
        flaws.append(Flaw(FlawKind.QUOTES, f"quotation marks ({quote}) are part of the value"))
    else:
        flaws.append(Flaw(FlawKind.INVISIBLE, f"typographic quotation mark {character_name(quote)}"))
    return inner


def _is_invisible(character: str) -> bool:
    if character in "\u201c\u201d\u2018\u2019":
        return False
    return ord(character) > 126 or (ord(character) < 32 and character not in NAMES)


def _without_invisible(text: str, flaws: list[Flaw]) -> str:
    odd = [(index, character) for index, character in enumerate(text) if _is_invisible(character)]
    if not odd:
        return text
    position, character = odd[0]
    more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
    flaws.append(Flaw(FlawKind.INVISIBLE, f"{character_name(character)} at character {position + 1}{more}"))
    return "".join(_LOOKALIKES.get(sign, "") if _is_invisible(sign) else sign for sign in text)


def _without_whitespace(text: str, flaws: list[Flaw]) -> str:
    stripped = text.strip()
    if stripped == text:
        return text
    leading = text[: len(text) - len(text.lstrip())]
    trailing = text[len(text.rstrip()) :]
    if leading:
        flaws.append(Flaw(FlawKind.WHITESPACE, f"leading {_whitespace_words(leading)}"))
    if trailing:
        flaws.append(Flaw(FlawKind.WHITESPACE, f"trailing {_whitespace_words(trailing)}"))
    return stripped


def _whitespace_words(blank: str) -> str:
    if blank == "\r\n":
        return "carriage return and newline"
    first = NAMES.get(blank[0], "white space")
    return first if len(blank) == 1 else f"{first} and {len(blank) - 1} more"


def _without_prefix(text: str, flaws: list[Flaw]) -> str:
    match = _PREFIX.match(text, 0, _LONGEST_PREFIX)
    if match is None or match.end() == len(text):
        return text
    flaws.append(Flaw(FlawKind.PREFIX, f"begins with `{match.group().strip()}`"))
    return text[match.end() :]


def _without_delimiters(text: str, flaws: list[Flaw]) -> str:
    """Return the key without brackets, a separator or a comment; a text that holds no key is left alone."""
    match = _DELIMITED.fullmatch(text) if len(text) <= _LONGEST_DELIMITED else None
    if match is None or match["core"] == text or not _is_credential(match["core"].strip(_QUOTES)):
        return text
    before, after = match["before"], "".join(match["after"].split())
    places = (f"`{before}` before the key" if before else "", f"`{after}` behind the key" if after else "")
    words = " and ".join(place for place in places if place)
    if words:
        flaws.append(Flaw(FlawKind.DELIMITERS, words))
    if match["comment"]:
        flaws.append(Flaw(FlawKind.DELIMITERS, "a comment behind the key"))
    return match["core"]


def _is_credential(text: str) -> bool:
    is_long = len(text) >= _SHORTEST_CREDENTIAL
    return is_long and (text.startswith("sk-ant-") or foreign_shape(text) is not None)


def _joined(text: str, continuation: str, flaws: list[Flaw]) -> str:
    if not text.startswith("sk-ant-"):
        return text
    pieces = text.split()
    if len(pieces) > 1:
        return _without_breaks(text, pieces, flaws)
    rest = continuation.strip()
    if len(text) < SHORTEST_API_KEY <= len(text) + len(rest) and KEY_CHARACTERS.fullmatch(rest):
        flaws.append(
            Flaw(FlawKind.LINE_BREAK, f"line break at character {len(text) + 1}; the rest is on the next line")
        )
        return text + rest
    return text


def _without_breaks(text: str, pieces: list[str], flaws: list[Flaw]) -> str:
    """Return the key that white space cuts in pieces, or the whole one that other text stands behind."""
    if is_usual(pieces[0]):
        flaws.append(Flaw(FlawKind.DELIMITERS, "other text behind the key"))
        return pieces[0]
    joined = "".join(pieces)
    if not KEY_CHARACTERS.fullmatch(joined) or "sk-ant-" in joined[1:]:
        return text
    broken = "\n" in text or "\r" in text
    kind = FlawKind.LINE_BREAK if broken else FlawKind.WHITESPACE
    flaws.append(Flaw(kind, f"{'line break' if broken else 'white space'} at character {len(pieces[0]) + 1}"))
    return joined
