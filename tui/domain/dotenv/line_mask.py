"""A line of a `.env` as it may be shown: names and comments readable, every value masked."""

import re

from tui.domain.dotenv.definition import is_credential_name
from tui.domain.dotenv.quotes import BLANK
from tui.domain.key.secret import counted, is_marker, mask
from tui.domain.key.value import read_value
from tui.domain.origin import printable
from tui.domain.regex import regex

_ASSIGNMENT = regex(
    rf"(?P<head>{BLANK}*+(?>\#[\#\s]*+)?+(?>export\s++)?+(?>set\s++|\$env:)?+[\"']?)"
    r"(?P<name>[A-Za-z_][A-Za-z0-9_.-]{0,59})(?P<separator>[\"']?\s*+[=:](?!//))(?P<rest>.*+)",
    re.DOTALL,
)
_COMMENT = regex(r"\s*+(?:#|//)")
_OURS = regex(r"ANTHROPIC|CLAUDE")
_SHOWN_URL = regex(r"https?://[A-Za-z0-9.:\[\]-]{1,80}(?:/[A-Za-z0-9._/-]{0,40})?")
_PREFIXES = (
    r"(?:export\s+)?ANTHROPIC_(?:API_KEY|AUTH_TOKEN)\s*="
    r"|(?:-H\s*)?[\"']?(?:x-api-key|authorization)\s*:|bearer\s|--api-key[=\s]"
)
_KEY_VALUE = regex(
    rf"(?P<before>(?>{_PREFIXES}|[^A-Za-z0-9_#-])*+)(?P<core>[A-Za-z0-9_-][^\"'`#]*?)"
    r"(?P<after>[^A-Za-z0-9_#-]*)(?P<comment>#.*)?",
    re.DOTALL | re.IGNORECASE,
)
_TOKEN = regex(r"[A-Za-z0-9_+=~.-]*?sk-[A-Za-z0-9_-]{13,}|[A-Za-z0-9_+=~-]{20,}")
_WORDS = regex(r"[A-Za-z]{1,20}(?:[_-][A-Za-z]{1,20})*|[A-Z]{1,20}(?:_[A-Z0-9]{1,12})*|[=~_+.-]+")
_USER_INFO = regex(r"://[^\s]*@")
# "# password hunter2": the word behind, unless it only goes on with the sentence.
_CALLED_SECRET = regex(
    r"\b(?P<before>(?:password|passwd|passphrase|secret|token|pwd|pw)[\s:=]+(?:(?:is|was)[\s:=]+)?[\"'`]?)"
    r"(?!(?:an?|and|at|by|for|from|goes|here|in|key|keys|must|of|on|or|see|that|the|to|with)\b|[<#]|[^\w\s]*(?:\s|$))"
    r"(?P<word>\S+)",
    re.IGNORECASE,
)
_LONGEST = 400


def masked_line(text: str, *, inside: bool, names: frozenset[str]) -> str:
    """Return a line for the screen.

    `inside` says that it lies within a quoted value, `names` which variables the file defines.
    """
    if not text.strip():
        return printable(text[:_LONGEST])
    if inside:
        return counted(text)
    match = _ASSIGNMENT.fullmatch(text)
    is_comment = _COMMENT.match(text) is not None
    if match is not None and not _is_token(match["name"]) and not (is_comment and ":" in match["separator"]):
        return printable(match["head"] + match["name"] + match["separator"]) + _value(match["name"], match["rest"])
    if is_comment:
        return shown_comment(text)
    is_name = text.strip() in names and not _is_token(text.strip())
    return printable(text) if is_name else counted(text)


def _value(name: str, rest: str) -> str:
    """Mask a value, with what damages a key left visible around it."""
    bare = rest.strip().strip("\"'`")
    if not bare:
        return printable(rest)
    if name == "ANTHROPIC_BASE_URL" and _SHOWN_URL.fullmatch(bare) and not _holds_token(bare):
        return printable(rest)
    if _OURS.search(name) or bare.startswith("sk-"):
        return _key(rest) if is_credential_name(name) else _blank_and(rest, counted(rest.strip()))
    if is_credential_name(name) and not is_marker(bare):
        return _blank_and(rest, mask(bare))
    return _blank_and(rest, counted(rest.strip()))


def _blank_and(rest: str, masked: str) -> str:
    return (" " if rest[:1].isspace() else "") + masked


def _key(rest: str) -> str:
    match = _KEY_VALUE.fullmatch(rest[:_LONGEST]) if len(rest) <= _LONGEST else None
    if match is None:
        return _blank_and(rest, counted(rest.strip()))
    core = match["core"]
    odd = re.search(r"[^A-Za-z0-9_-]", core)
    flaws = "; ".join(flaw.text for flaw in read_value(core).flaws) if odd and not is_marker(core) else ""
    note = f" <{flaws}>" if flaws else ""
    comment = match["comment"] or ""
    after = match["after"] if comment else _visible(match["after"])
    return printable(match["before"]) + mask(core) + printable(after) + shown_comment(comment) + note


def _visible(text: str) -> str:
    """Show blanks at the end of a line, which nobody would see."""
    stripped = text.rstrip(" ")
    blanks = len(text) - len(stripped)
    return f"{stripped}<{blanks} space{'' if blanks == 1 else 's'}>" if blanks else text


def shown_comment(text: str) -> str:
    """Return a comment or an ignore rule for the screen, without anything in it that looks like a key."""
    if len(text) > _LONGEST:
        # Cut between words, so that no half of a key is too short to be recognised.
        return f"{shown_comment(text[:_LONGEST].rpartition(' ')[0])} {counted(text)}".lstrip()
    text = _USER_INFO.sub("://<hidden>@", text)
    text = _CALLED_SECRET.sub(lambda found: found["before"] + _called_secret(found["word"]), text)
    return printable(_TOKEN.sub(lambda found: mask(found.group()) if _is_token(found.group()) else found.group(), text))


def _called_secret(word: str) -> str:
    return word if is_marker(word) else mask(word)


def _is_token(text: str) -> bool:
    """Return whether a run of characters looks made by a machine rather than written by a person."""
    if re.search(r"sk-[A-Za-z0-9_-]{13,}", text):
        return not is_marker(text)
    return len(text) >= 16 and _WORDS.fullmatch(text) is None


def _holds_token(text: str) -> bool:
    return any(_is_token(run) for run in re.findall(r"[A-Za-z0-9_-]{16,}", text))
