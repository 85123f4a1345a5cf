"""A value as it was found: masked, classified, its flaws named and repaired."""

import re
import unicodedata
from enum import StrEnum

from tui.domain.record import Record, replace
from tui.domain.secret import Secret
from tui.domain.shape import KNOWN_LENGTH_PREFIX, SHORTEST_API_KEY, Shape, classify, foreign_shape


class FlawKind(StrEnum):
    """The ways in which a key's text can be damaged; each is judged by one cause."""

    PREFIX = "prefix"
    QUOTES = "quotes"
    INVISIBLE = "invisible"
    LINE_BREAK = "line break"
    WHITESPACE = "whitespace"
    TRUNCATED = "truncated"


class Flaw(Record):
    """One damage: its kind and the words for it, such as `trailing newline`."""

    kind: FlawKind
    text: str


class Value(Record):
    """What stands behind a name: the text, its shape, its flaws and the text without them.

    `shape` is that of the repaired text; `repaired` is None when there is nothing to repair
    or when the repair would be a guess; `trimmed` is what is left for a client that trims, None
    when that is the same; `provider` names another provider's key.
    """

    secret: Secret
    shape: Shape
    flaws: tuple[Flaw, ...] = ()
    repaired: Secret | None = None
    provider: str = ""
    provider_variable: str = ""
    trimmed: "Value | None" = None

    @property
    def length(self) -> int:
        """The number of characters as found."""
        return len(self.secret)

    def has(self, kind: FlawKind) -> bool:
        """Return whether a flaw of this kind was found."""
        return any(flaw.kind is kind for flaw in self.flaws)

    def flaw(self, kind: FlawKind) -> str:
        """Return the words for the flaw of this kind, or an empty text."""
        return next((flaw.text for flaw in self.flaws if flaw.kind is kind), "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space stands there."""
        return self.shape is Shape.EMPTY

    def may_be_sent_as(self, secret: Secret) -> bool:
        """Return whether this text is the value as found, trimmed or repaired."""
        return secret in (self.secret, self.repaired, self.trimmed and self.trimmed.secret)

    @property
    def best(self) -> Secret:
        """The text without its flaws."""
        return self.repaired or self.secret

    def without_edges(self, leading: str, trailing: str) -> "Value":
        """Return what is left when these characters are dropped from its beginning and its end."""
        text = self.secret.reveal()
        left = text.lstrip(leading).rstrip(trailing)
        return self if left == text else read_value(left)


# What `String.prototype.trim` takes away, measured with @anthropic-ai/sdk 1.12 on Node 20; U+0085 is not among it.
_TRIMMED_BY_JAVASCRIPT = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_PREFIX = re.compile(
    r"""(?:export\s+|set\s+|\$env:)?ANTHROPIC_(?:API_KEY|AUTH_TOKEN)\s*=\s*
      | (?:-H\s*)?["']?(?:x-api-key|api-key)\s*:\s*
      | (?:-H\s*)?["']?(?:authorization\s*:\s*)?bearer\s+
      | authorization\s*:\s*
      | --api-key[=\s]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTE_PAIRS = ('""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb")
_KEY_CHARACTERS = re.compile(r"[A-Za-z0-9_-]+")
_NAMES = {"\n": "newline", "\r": "carriage return", "\t": "tab", " ": "space", "\v": "vertical tab", "\f": "form feed"}


def unrepaired_value(secret: Secret) -> Value:
    """Classify a text that is only a part of what stands in a place, where no repair of it could be written."""
    return replace(read_value(secret.reveal()), repaired=None)


def read_value(text: str, *, continuation: str = "") -> Value:
    """Classify a text as found.

    `continuation` is what stands on the next line of the file where that line is not an
    assignment: a key that was wrapped by a terminal continues there.
    """
    clean, flaws = _cleaned(text, continuation)
    shape = classify(clean)
    if shape is Shape.ANTHROPIC_API_KEY and clean.startswith(KNOWN_LENGTH_PREFIX) and len(clean) < SHORTEST_API_KEY:
        flaws.append(Flaw(FlawKind.TRUNCATED, f"{len(clean)} characters where at least {SHORTEST_API_KEY} are usual"))
    foreign = foreign_shape(clean)
    trimmed = trimmed_by_javascript(text)
    usable = clean != text and _KEY_CHARACTERS.fullmatch(clean) is not None
    return Value(
        secret=Secret(text),
        shape=shape,
        flaws=tuple(dict.fromkeys(flaws)),
        repaired=Secret(clean) if usable else None,
        provider=foreign.provider if foreign else "",
        provider_variable=foreign.variable if foreign else "",
        trimmed=read_value(trimmed, continuation=continuation) if trimmed != text else None,
    )


def trimmed_by_javascript(text: str) -> str:
    """Return the text without the outer characters that JavaScript counts as white space, as two clients send it."""
    return text.strip(_TRIMMED_BY_JAVASCRIPT)


def read_pasted_value(text: str) -> tuple[Value, tuple[str, ...]]:
    """Classify a pasted text without what is plainly not key, and say what was cleaned."""
    clean, flaws = _cleaned(text, "")
    if clean == text or not _KEY_CHARACTERS.fullmatch(clean):
        return read_value(text), ()
    return read_value(clean), tuple(flaw.text for flaw in dict.fromkeys(flaws))


def character_name(character: str) -> str:
    """Return how a character is called in a message, such as `U+200B ZERO WIDTH SPACE`."""
    name = _NAMES.get(character) or unicodedata.name(character, "unnamed character")
    return name if character in _NAMES else f"U+{ord(character):04X} {name}"


def _cleaned(text: str, continuation: str) -> tuple[str, list[Flaw]]:
    flaws: list[Flaw] = []
    clean = text
    for step in (_without_invisible, _without_whitespace, _without_prefix, _without_quotes) * 2:
        clean = step(clean, flaws)
    return _joined(clean, continuation, flaws), flaws


def _is_invisible(character: str) -> bool:
    if character in "\u201c\u201d\u2018\u2019":
        return False
    return ord(character) > 126 or (ord(character) < 32 and character not in _NAMES)


def _without_invisible(text: str, flaws: list[Flaw]) -> str:
    odd = [(index, character) for index, character in enumerate(text) if _is_invisible(character)]
    if not odd:
        return text
    position, character = odd[0]
    more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
    flaws.append(Flaw(FlawKind.INVISIBLE, f"{character_name(character)} at character {position + 1}{more}"))
    return "".join(character for character in text if not _is_invisible(character))


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
    first = _NAMES.get(blank[0], "white space")
    return first if len(blank) == 1 else f"{first} and {len(blank) - 1} more"


def _without_prefix(text: str, flaws: list[Flaw]) -> str:
    match = _PREFIX.match(text)
    if match is None or match.end() == len(text):
        return text
    flaws.append(Flaw(FlawKind.PREFIX, f"begins with `{match.group().strip()}`"))
    return text[match.end() :]


def _without_quotes(text: str, flaws: list[Flaw]) -> str:
    if len(text) < 2:
        return text
    for opening, closing in _QUOTE_PAIRS:
        if text[0] == opening and text[-1] == closing:
            return _unquoted(text[1:-1], opening, flaws)
    opening, closing = text[0] in "\"'`\u201c\u201d\u2018\u2019", text[-1] in "\"'`\u201c\u201d\u2018\u2019"
    if opening or closing:
        return _unquoted(text[1 if opening else 0 : len(text) - closing], text[0] if opening else text[-1], flaws)
    return text


def _unquoted(inner: str, quote: str, flaws: list[Flaw]) -> str:
    if quote in "\"'`":
        flaws.append(Flaw(FlawKind.QUOTES, f"quotation marks ({quote}) are part of the value"))
    else:
        flaws.append(Flaw(FlawKind.INVISIBLE, f"typographic quotation mark {character_name(quote)}"))
    return inner


def _joined(text: str, continuation: str, flaws: list[Flaw]) -> str:
    if not text.startswith("sk-ant-"):
        return text
    joined = "".join(text.split())
    if joined != text:
        if not _KEY_CHARACTERS.fullmatch(joined):
            return text
        broken = "\n" in text or "\r" in text
        kind = FlawKind.LINE_BREAK if broken else FlawKind.WHITESPACE
        position = next(index for index, character in enumerate(text) if character.isspace()) + 1
        flaws.append(Flaw(kind, f"{'line break' if broken else 'white space'} at character {position}"))
        return joined
    rest = continuation.strip()
    if len(text) < SHORTEST_API_KEY <= len(text) + len(rest) and _KEY_CHARACTERS.fullmatch(rest):
        flaws.append(
            Flaw(FlawKind.LINE_BREAK, f"line break at character {len(text) + 1}; the rest is on the next line")
        )
        return text + rest
    return text
