"""A key where a name, a folder or an address belongs: found, and masked before anything is shown."""

import re

from tui.domain.clients.scrub import looks_made_by_a_machine
from tui.domain.key.secret import mask
from tui.domain.regex import regex

# How the keys of the known kinds begin, and what they consist of.
KNOWN_KEYS = (
    r"sk-ant-[\w-]{2,}|(?<![A-Za-z])sk-[\w-]{6,}|eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?|AIza[\w-]{16,}"
    r"|ABSK[A-Za-z0-9+/]{16,}={0,2}|(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}|[0-9a-f]{32}\.[A-Za-z0-9]{16}"
    r"|(?:gsk|hf|api_org|gh[pousr]|github_pat)_\w{12,}|(?:xai|pplx|glpat)-[\w-]{12,}"
)
_KNOWN = regex(KNOWN_KEYS, re.ASCII)
_LONG_RUN = regex(r"[\w+=-]{32,}", re.ASCII)
_OFFICIAL = "sk-ant-"
_SHORTEST = 20


def holds_key(text: str) -> bool:
    """Return whether a key stands in the text: one of a known kind, or a long run that no person makes up as a name."""
    is_known = any(_is_key(match.group()) for match in _KNOWN.finditer(text))
    return is_known or any(looks_made_by_a_machine(run) for run in _LONG_RUN.findall(text))


def with_keys_masked(text: str) -> str:
    """Return the text with the mask of every key of a known kind in its place; other long runs stay."""
    return _KNOWN.sub(lambda match: mask(match.group()) if _is_key(match.group()) else match.group(), text)


def _is_key(text: str) -> bool:
    """Return whether the text is long and random enough: `sk-learn-notebooks-2024` is the name of a folder."""
    return len(text) >= _SHORTEST and (text.startswith(_OFFICIAL) or looks_made_by_a_machine(text))
