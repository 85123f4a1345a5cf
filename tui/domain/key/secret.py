"""A credential's text, wrapped so that only its mask can be seen by accident."""

import re
from collections.abc import Callable
from functools import cache
from typing import SupportsIndex

from tui.domain.key.non_keys import is_harmless
from tui.domain.key.repetition import is_beginning, split_at_keys
from tui.domain.regex import regex

_SHORT = 20
_SHORTEST_MASKED = 4
_TAIL = 20
_TYPE_PREFIX = regex(
    r"sk-ant-[a-z]{2,6}\d{0,2}-|sk-(?:proj|svcacct|admin|or-v1|cp)-|github_pat_|apikey_|wrkspc_|https?://"
    r"|[a-z]{2,5}[-_]|AIza|AKIA|ABSK",
    re.IGNORECASE,
)
_MARKER_WORDS = regex(
    r"(?:^|[-_ <{.])(?:your|change|changeme|replace|insert|paste|example|placeholder|here|dummy"
    r"|clave|chave|aqu[i\u00ed]|ici|hier|deine?|votre)(?:$|[-_ >}.])"
    r"|\u4f60\u7684|\u60a8\u7684|user_provided|x{4,}|\.\.\.",
    re.IGNORECASE,
)
# What people copy along with a key; shown whole, since it is the damage that is to be seen.
_COPIED_ALONG = regex(
    r"""(?:(?:export\s+)?ANTHROPIC_[A-Z_]{3,20}\s*=\s*|bearer\s+|authorization\s*:\s*|x-api-key\s*:\s*|["'`\u201c\u2018])+""",
    re.IGNORECASE,
)
_MARKER_TEXT = regex(r"(?:[^\W\d]|[<>{}. -]){1,40}")


class Secret:
    """A text that shows only its mask; `reveal` is the one way to the text."""

    __slots__ = ("_hint", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._hint = ""

    def reveal(self) -> str:
        """Return the text itself; only the prober, the stores, the keyring and the fresh process may ask."""
        return self._text

    def masked_in(self, text: str) -> str:
        """Return another text with every occurrence of this one replaced by its mask; shorter than four stays."""
        inner = self._text.strip()
        return text.replace(inner, "<masked>") if len(inner) >= _SHORTEST_MASKED else text

    def changed(self, change: Callable[[str], str]) -> "Secret":
        """Return another text made from this one, as closed as this one."""
        return Secret(change(self._text))

    def holds(self, character: str) -> bool:
        """Return whether a character stands in the text."""
        return character in self._text

    def ends_in(self, tail: "Secret") -> bool:
        """Return whether the other text is this one's last 20 characters, by which Claude Code knows a key again."""
        return bool(tail) and Secret(self._text.strip()[-_TAIL:]) == tail

    @property
    def hint(self) -> str:
        """The mask, in the form in which the Console lists a key."""
        if not self._hint:
            self._hint = mask(self._text)  # a screen with many keys asks for it all the time
        return self._hint

    @property
    def fingerprint(self) -> str:
        """Six hexadecimal digits, equal for equal texts within one run and useless after it."""
        import hashlib  # noqa: PLC0415 - deferred: the first paint needs no fingerprint

        data = self._text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, key=_run_key(), digest_size=3).hexdigest()

    def __len__(self) -> int:
        return len(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __repr__(self) -> str:
        return f"Secret({self.hint})"

    def __str__(self) -> str:
        return self.hint

    def __format__(self, format_spec: str) -> str:
        return format(self.hint, format_spec)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[str], tuple[str]]:
        return (str, (self.hint,))

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self


@cache
def _run_key() -> bytes:
    import secrets  # noqa: PLC0415 - deferred: the first paint needs no fingerprint

    return secrets.token_bytes(16)


def mask(text: str) -> str:
    """Return type prefix, three characters, `...` and the last four; short texts give only their length."""
    if is_marker(text) or is_harmless(text):
        return text
    lead = _COPIED_ALONG.match(text)
    if lead and text[lead.end() :].startswith("sk-"):
        return f"{' '.join(lead.group().split())}{' ' if lead.group()[-1].isspace() else ''}{mask(text[lead.end() :])}"
    pieces = split_at_keys(text)
    if len(pieces) > 1 and text.startswith("sk-"):
        # A key upon a key: masked as one, the two would look like one.
        return "".join(piece if is_beginning(piece) else mask(piece) for piece in pieces)
    visible = "".join(character for character in text if character.isascii() and character.isprintable())
    visible = visible.replace(" ", "")
    if len(visible) <= _SHORT:
        return counted(text)
    match = _TYPE_PREFIX.match(visible)
    prefix = match.group() if match else ""
    return f"{visible[: len(prefix) + 3]}...{visible[-4:]}"


def counted(text: str) -> str:
    """Return how long a text is, in the place of what it says."""
    return f"<{len(text)} character{'' if len(text) == 1 else 's'}>"


def is_marker(text: str) -> bool:
    """Return whether the text is an instruction to put a key here, and so safe to show whole."""
    return bool(_MARKER_TEXT.fullmatch(text.replace("api03", ""))) and bool(_MARKER_WORDS.search(text))
