"""Sources of credentials that cannot be read here: SDK profiles, clouds, helpers, what the code works out."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from tui.domain.clients.claude_code import is_switched_on
from tui.domain.clients.client import ClientId
from tui.domain.code.hosts import hosts_given
from tui.domain.code.keys import CONSTRUCTOR, PASSED, VALUE, is_read_from_file
from tui.domain.code.text import CODE, Language, SourceText, arguments
from tui.domain.found.finding import UnreadSource
from tui.domain.origin import Origin
from tui.domain.regex import regex

SDKS = (ClientId.PYTHON_SDK.value, ClientId.TYPESCRIPT_SDK.value)
_EVERY_PROFILE_USER = (*SDKS, ClientId.CLAUDE_CODE.value)
_VARIABLES = {
    "ANTHROPIC_FEDERATION_RULE_ID": ("workload identity federation", _EVERY_PROFILE_USER),
}
_CLOUD = regex(r"\b(?P<name>(?:Async)?Anthropic(?:Bedrock|Vertex|Foundry|AWS|Aws)\w*)\s*\(")
_READ = regex(VALUE, re.VERBOSE)
_MOST = 20
_KEYRING_SIGNS = ("get_password", "get_credential", "getPassword", "secret-tool", "find-generic-password")


def unread_in_variables(variables: Mapping[str, str], origin: Origin) -> tuple[UnreadSource, ...]:
    """Return what the variables switch on that may supply a credential."""
    return tuple(
        UnreadSource(f"{words} may supply the credential, because {name} is set in {origin.shown}", origin, clients)
        for name, (words, clients) in _VARIABLES.items()
        if is_switched_on(variables.get(name, ""))
    )


def find_unread(source: SourceText) -> tuple[UnreadSource, ...]:
    """Return what the code passes to its client, or which client it builds, that cannot be read from its text."""
    if source.language not in CODE:
        return ()
    client = ClientId.TYPESCRIPT_SDK if source.language is Language.SCRIPT else ClientId.PYTHON_SDK
    found = {
        what: UnreadSource(f"{place.label} {what}", place, (client.value,)) for what, place in reversed([*_all(source)])
    }
    return tuple(found.values())


def sets_host(source: SourceText) -> bool:
    """Return whether the code gives its client a host of its own, to which a key may belong."""
    return any(True for _ in hosts_given(source))


def _all(source: SourceText) -> Iterator[tuple[str, Origin]]:
    for match in islice(_CLOUD.finditer(source.text), _MOST):
        yield f"builds `{match['name']}`, whose cloud may supply the credential", source.at(match.start())
    for host in hosts_given(source):
        if host.finding is None:
            yield f"gives its client another host by `{host.name}`", host.origin
    for start, inside in _calls(source):
        for match in PASSED.finditer(inside):
            if not _is_read(source.text, inside, match.end()):
                yield f"works out the `{match['name']}` that it passes", source.at(start + match.start("name"))


def _calls(source: SourceText) -> Iterator[tuple[int, str]]:
    for call in islice(CONSTRUCTOR.finditer(source.text), _MOST):
        yield call.end(), arguments(source.text, call.end())


def _is_read(text: str, inside: str, start: int) -> bool:
    """Return whether the value is a literal, a look-up, or a name that is given one in the same file.

    What comes from the keyring is told of in its own way.
    """
    if _is_of_keyring(text, inside, start):
        return True
    value = _READ.match(inside, start)
    if value is None:
        return False
    if value["mapping"]:
        return is_read_from_file(value["mapping"], text)
    name = value["identifier"]
    if not name:
        return True
    given = rf"^[ \t]*(?:export\s+)?(?:const\s+|let\s+|var\s+)?{re.escape(name)}\s*(?::[^=\n]+)?=(?!=)\s*"
    ends = [match.end() for match in islice(re.compile(given, re.MULTILINE).finditer(text), _MOST)]
    return bool(ends) and all(_is_of_keyring(text, text, end) or _is_plain(_READ.match(text, end)) for end in ends)


def _is_of_keyring(text: str, value: str, start: int) -> bool:
    if not any(sign in text for sign in _KEYRING_SIGNS):
        return False
    from tui.domain.code.keyring_references import comes_from_keyring  # noqa: PLC0415 - deferred: few projects use one

    return comes_from_keyring(text, value, start)


def _is_plain(value: re.Match[str] | None) -> bool:
    return value is not None and not value["identifier"] and not value["mapping"]
