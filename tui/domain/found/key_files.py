"""Which files hold a credential, for what is worth a warning."""

from collections.abc import Iterable

from tui.domain.found.finding import Finding
from tui.domain.found.names import is_anthropic_key, is_credential_name
from tui.domain.key.flaw import FlawKind
from tui.domain.key.shape import NO_CREDENTIAL
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace

# What stands in the user's own part of the machine and is no file to be shared.
_NO_FILES = frozenset({OriginKind.PROCESS, OriginKind.KEYRING, OriginKind.PASTED})
_SHORTEST = 16
_SHORTEST_KEY = 40


def holds_key(finding: Finding) -> bool:
    """Return whether a whole credential stands there, whether or not it takes effect."""
    value = finding.value
    if is_anthropic_key(value):
        return value.length >= _SHORTEST_KEY and not value.has(FlawKind.TRUNCATED)
    return is_credential_name(finding.variable) and value.shape not in NO_CREDENTIAL and value.length >= _SHORTEST


def files_with_keys(findings: Iterable[Finding]) -> tuple[Origin, ...]:
    """Return the files that hold a credential, each once and as a whole."""
    found = (
        finding.origin
        for finding in findings
        if finding.origin.path and finding.origin.kind not in _NO_FILES and holds_key(finding)
    )
    return tuple({origin.path: replace(origin, line=None) for origin in found}.values())
