"""Keys that open nothing: made from a name, the same in every run, and marked PRACTICE."""

import re

from tui.domain.regex import regex

NAMES = ("good", "old", "spare", "openai")
_LENGTH = 93
_TEMPLATE = regex(rf"\{{(?:(?P<url>url)|(?P<name>{'|'.join(NAMES)})_key(?:_(?P<part>first|after)_(?P<count>\d+))?)\}}")


def made_up_key(name: str) -> str:
    """Return the key of this name, in the shape of a workspace key (108 characters) or of an OpenAI key."""
    if name == "openai":
        return f"sk-proj-PRACTICE-{_letters(name)[:75]}"
    return f"sk-ant-api03-{f'PRACTICE-{_letters(name)}'[:_LENGTH]}AA"


def fill(text: str, url: str = "") -> str:
    """Put made-up keys and the stand-in's address into a text.

    `{good_key}` is a whole key, `{good_key_first_80}` its beginning, `{good_key_after_80}` the
    rest, `{url}` the address. Other braces stay, since the text may be a program.
    """

    def replacement(match: re.Match[str]) -> str:
        if match["url"]:
            return url
        key = made_up_key(match["name"])
        if match["part"] is None:
            return key
        count = int(match["count"])
        return key[:count] if match["part"] == "first" else key[count:]

    return _TEMPLATE.sub(replacement, text)


def _letters(name: str) -> str:
    """Return 86 letters and digits, without punctuation so that a double click in a terminal takes them all."""
    import base64  # noqa: PLC0415 - this and the next only where a key is made, not for a list of labs
    import hashlib  # noqa: PLC0415 - as above

    digest = hashlib.sha512(f"fix401 practice {name}".encode()).digest()
    return base64.b64encode(digest, altchars=b"Qz").decode().rstrip("=")
