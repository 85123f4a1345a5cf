"""A value as it was found: masked, classified, its flaws named and repaired."""

from tui.domain.key.cleaning import KEY_CHARACTERS, cleaned, without_quotes
from tui.domain.key.flaw import Flaw, FlawKind
from tui.domain.key.foreign_shape import ForeignShape, foreign_shape, resembles
from tui.domain.key.non_keys import NonKey
from tui.domain.key.secret import Secret
from tui.domain.key.shape import (
    KNOWN_LENGTH_PREFIX,
    NO_CREDENTIAL,
    SHORTEST_API_KEY,
    USUAL_LENGTH,
    Shape,
    classify,
    non_key,
    unusual,
)
from tui.domain.key.shell_repair import ShellRepair, shell_repair
from tui.domain.record import Record, replace


class Value(Record):
    """What stands behind a name: the text, its shape, its flaws and the text without them.

    `shape` is that of the repaired text; `repaired` is None when there is nothing to repair
    or when the repair would be a guess; `trimmed` is what is left for a client that trims, None
    when that is the same; `foreign` is the shape of another provider's key; `non_key` says what
    stands in a key's place; `doubt` is what is odd about the text and proves nothing;
    `by_shell` is how a shell can make the repaired text of it.
    """

    secret: Secret
    shape: Shape
    flaws: tuple[Flaw, ...] = ()
    repaired: Secret | None = None
    foreign: ForeignShape | None = None
    trimmed: "Value | None" = None
    non_key: NonKey | None = None
    doubt: str = ""
    by_shell: ShellRepair | None = None

    @property
    def length(self) -> int:
        """The number of characters as found."""
        return len(self.secret)

    @property
    def provider(self) -> str:
        """The other provider whose key it looks like, or an empty text."""
        return self.foreign.provider if self.foreign else ""

    @property
    def provider_variable(self) -> str:
        """The variable in which that provider's key belongs, or an empty text."""
        return self.foreign.variable if self.foreign else ""

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
    def is_short(self) -> bool:
        """Whether it is a workspace key with fewer characters than all others have, which is a hint and no proof."""
        return self.shape is Shape.ANTHROPIC_API_KEY and self.doubt != "" and len(self.best) < USUAL_LENGTH

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
_NOTHING_VISIBLE = NonKey("nothing but signs that are no part of any key")


def unrepaired_value(secret: Secret) -> Value:
    """Classify a text that is only a part of what stands in a place, where no repair of it could be written."""
    return replace(read_value(secret.reveal()), repaired=None)


def read_value(text: str, *, continuation: str = "") -> Value:
    """Classify a text as found.

    `continuation` is what stands on the next line of the file where that line is not an
    assignment: a key that was wrapped by a terminal continues there.
    """
    stand_in = _stand_in(text)
    if stand_in is not None:
        shape, non_key_text = stand_in
        return Value(Secret(text), shape, trimmed=_trimmed(text, ""), non_key=non_key_text)
    clean, flaws = cleaned(text, continuation)
    shape = classify(clean)
    if shape in NO_CREDENTIAL:
        found = non_key(clean)
        is_empty = found is None and not trimmed_by_javascript(text).strip()
        shape, what = found or (Shape.EMPTY, None) if found or is_empty else (Shape.NOTHING, _NOTHING_VISIBLE)
        return Value(Secret(text), shape, trimmed=_trimmed(text, ""), non_key=what)
    if shape is Shape.ANTHROPIC_API_KEY and clean.startswith(KNOWN_LENGTH_PREFIX) and len(clean) < SHORTEST_API_KEY:
        flaws.append(Flaw(FlawKind.TRUNCATED, f"{len(clean)} characters where at least {SHORTEST_API_KEY} are usual"))
    is_usable = clean != text and KEY_CHARACTERS.fullmatch(clean) is not None
    return Value(
        secret=Secret(text),
        shape=shape,
        flaws=tuple(dict.fromkeys(flaws)),
        repaired=Secret(clean) if is_usable else None,
        foreign=foreign_shape(clean),
        trimmed=_trimmed(text, continuation),
        doubt=unusual(clean) or (resembles(clean) if shape is Shape.UNKNOWN else ""),
        by_shell=shell_repair(text, clean) if is_usable else None,
    )


def trimmed_by_javascript(text: str) -> str:
    """Return the text without the outer characters that JavaScript counts as white space, as two clients send it."""
    return text.strip(_TRIMMED_BY_JAVASCRIPT)


def read_pasted_value(text: str) -> tuple[Value, tuple[str, ...]]:
    """Classify a pasted text without what is plainly not key, and say what was cleaned."""
    clean, flaws = cleaned(text, "")
    if clean == text or not KEY_CHARACTERS.fullmatch(clean):
        return read_value(text), ()
    return read_value(clean), tuple(flaw.text for flaw in dict.fromkeys(flaws))


def _stand_in(text: str) -> tuple[Shape, NonKey] | None:
    """Return what stands in a key's place, with or without quotation marks around it."""
    stripped = text.strip()
    bare = without_quotes(stripped, [])
    if stripped and not bare.strip():
        return Shape.NOTHING, _NOTHING_VISIBLE
    return non_key(stripped) or non_key(bare)


def _trimmed(text: str, continuation: str) -> Value | None:
    trimmed = trimmed_by_javascript(text)
    return read_value(trimmed, continuation=continuation) if trimmed != text else None
