"""The names and values of a `.env` as two families of readers take them, fast enough for a check after every edit."""

import re

from tui.domain.dotenv.reading import decode_env, next_pair
from tui.domain.regex import regex

Pairs = list[tuple[str, str]]
_EXPORT = r"[^\S\n]*+(?>export[^\S\n]++)?+"
_NAME = "[A-Za-z_][A-Za-z0-9_]*+"
_VALUE = r"""(?>[^\s"'#][^\n#]*+|"[^"\\\n]*+"[^\S\n]*+|'[^'\\\n]*+'[^\S\n]*+)?+"""
_ORDINARY_LINES = regex(rf"(?>(?:{_EXPORT}{_NAME}={_VALUE}|[^\S\n]*+(?>\#[^\n]*+)?+)\n)*+")
_ORDINARY_PAIR = regex(rf"^{_EXPORT}({_NAME})=([^\n]*+)", re.MULTILINE)
_STRICT_PAIR = regex(r"^[^\S\n]*+(?>export )?+([^#=\s][^=\n]*+)=?+([^\n]*+)", re.MULTILINE)


def read_pairs(data: bytes) -> Pairs:
    """Return what python-dotenv reads, in file order and repeated names included; nothing is filled in."""
    text = decode_env(data)
    pairs: Pairs = []
    position = 0
    while True:
        # Most files are nothing but lines of which no two readers think differently: those are taken in one go.
        ordinary = _ORDINARY_LINES.match(text, position)
        end = ordinary.end() if ordinary else position
        found = _ORDINARY_PAIR.findall(text, position, end)
        stripped = [(name, value.rstrip()) for name, value in found]
        has_quotes = text.find('"', position, end) >= 0 or text.find("'", position, end) >= 0
        pairs += [(name, _unquoted(value)) for name, value in stripped] if has_quotes else stripped
        if end >= len(text):
            return pairs
        pair, position = next_pair(text, end)
        if pair is not None:
            pairs.append(pair)


def read_strictly(data: bytes) -> Pairs:
    """Return what `docker run --env-file` would: all that stands behind the first `=`, quotes and comments too.

    It refuses a file with a blank in a name; here such a line is kept, so that two versions can be compared,
    and `export` counts as no part of the name. A name alone has no value here, and a carriage return ends a line.
    """
    return _STRICT_PAIR.findall(decode_env(data))


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in {'"', "'"} else value
