"""The kinds of lines over which some readers of a `.env` stumble."""

from enum import StrEnum

from tui.domain.regex import regex


class LineKind(StrEnum):
    """What is odd about a line; the values are the words for it."""

    WORD = "a word without `=`"
    PROSE = "a line that is neither an assignment nor a comment"
    SECTION = "a section in square brackets"
    SEMICOLON = "a comment that begins with `;`"
    SLASHES = "a comment that begins with `//`"
    NO_NAME = "no name in front of the `=`"
    ODD_NAME = "a name with other signs than letters, digits and `_`"
    DIGIT_NAME = "a name that begins with a digit"
    BLANK_IN_VALUE = "a blank in a value without quotation marks"
    LONE_QUOTE = "a quotation mark inside a value, without a second one"
    BRACKETS = "round brackets in a value without quotation marks"
    OPEN_BRACE = "a `${` that nothing closes"


_EXPORT = regex(r"export\s++")
_COMMENT = regex(r"\s#")
_WORD = regex(r"[A-Za-z_][A-Za-z0-9_.-]*+")
_SIGNS = ((";", LineKind.SEMICOLON), ("//", LineKind.SLASHES), ("[", LineKind.SECTION))
_KINDS_OF_NAME = (
    (regex(r""), LineKind.NO_NAME),
    (regex(r"\d[A-Za-z0-9_]*+"), LineKind.DIGIT_NAME),
    (regex(r"[A-Za-z0-9_]*+[^\sA-Za-z0-9_][^\s]*+"), LineKind.ODD_NAME),
)
_KINDS_OF_VALUE = (
    (regex(r"[^'\"]*+(?:'[^']*+|\"[^\"]*+)"), LineKind.LONE_QUOTE),
    (regex(r"[^$]*+\$\{[^}]*+"), LineKind.OPEN_BRACE),
    (regex(r"[^\s'\"()]*+[()][^\s'\"]*+"), LineKind.BRACKETS),
    (regex(r"[^\s'\"]*+\s[^'\"]*+"), LineKind.BLANK_IN_VALUE),
)


def kind_of_line(text: str) -> LineKind | None:
    """Return what is odd about a line that lies in no quoted value, None where nothing is."""
    bare = text.strip("\ufeff \t\r\n")
    if not bare or bare.startswith("#"):
        return None
    for sign, kind in _SIGNS:
        if bare.startswith(sign):
            return kind
    name, sign, value = (part.strip() for part in _without_export(bare).partition("="))
    if not sign:
        return LineKind.WORD if _WORD.fullmatch(bare) else LineKind.PROSE if " " in bare else None
    comment = _COMMENT.search(value)
    value = value[: comment.start()].rstrip() if comment else value
    of_name = next((kind for pattern, kind in _KINDS_OF_NAME if pattern.fullmatch(name)), None)
    if of_name is not None or value[:1] in {"'", '"', "`"}:
        return of_name
    return next((kind for pattern, kind in _KINDS_OF_VALUE if pattern.fullmatch(value)), None)


def _without_export(text: str) -> str:
    match = _EXPORT.match(text)
    return text[match.end() :] if match else text
