"""Step 2: every distinct credential once, with all its places; keyring entries and pasted keys on demand."""

from tui.domain.clients.client import ClientId
from tui.domain.found.finding import Finding, State
from tui.domain.found.keyring import KeyringListing
from tui.domain.found.names import NameKind, name_kind
from tui.domain.key.shape import Shape
from tui.domain.key.value import Value, read_pasted_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import Record
from tui.domain.resolving.resolution import LITERAL_NAMES
from tui.domain.resolving.shadowing import shadowing_map
from tui.domain.resolving.snapshot import Snapshot
from tui.flow.ports import KeyringAnswer

_CREDENTIAL_NAMES = frozenset({NameKind.KEY, NameKind.TOKEN, NameKind.OAUTH, NameKind.NEAR_MISS})
_CREDENTIAL_SHAPES = frozenset({Shape.ANTHROPIC_API_KEY, Shape.ANTHROPIC_UNKNOWN, Shape.ANTHROPIC_OAUTH_TOKEN})


class Candidate(Record):
    """One distinct credential: its value, every place that holds it, and the clients that would send it."""

    value: Value
    places: tuple[Finding, ...]
    sent_by: tuple[ClientId, ...]


class Pasted(Record):
    """A pasted text after cleaning: the finding, and what was cleaned, in words."""

    finding: Finding
    cleaned: tuple[str, ...]


def candidates(snapshot: Snapshot) -> tuple[Candidate, ...]:
    """Return the distinct credentials, those that a client sends first."""
    grouped: dict[int, list[Finding]] = {}
    for finding in snapshot.findings:
        if is_credential(finding):
            grouped.setdefault(hash(finding.value.secret), []).append(finding)
    senders = _senders(snapshot)
    found = [
        Candidate(
            places[0].value,
            tuple(places),
            tuple(client for client, winner in senders if any(winner is place for place in places)),
        )
        for places in grouped.values()
    ]
    return tuple(sorted(found, key=lambda candidate: -len(candidate.sent_by)))


def is_credential(finding: Finding) -> bool:
    """Return whether the finding is meant as a credential: by its name, its place or its shape."""
    is_meant = name_kind(finding.variable) in _CREDENTIAL_NAMES or finding.origin.kind is OriginKind.KEYRING
    if finding.value.is_blank:
        return is_meant
    return (
        is_meant
        or finding.variable in LITERAL_NAMES
        or finding.origin.kind in {OriginKind.PASTED, OriginKind.CLAUDE_LOGIN, OriginKind.HELPER}
        or finding.value.shape in _CREDENTIAL_SHAPES
    )


def read_pasted(text: str) -> Pasted:
    """Take a whole paste: unwrap and strip what is plainly not key, and say what was cleaned."""
    value, cleaned = read_pasted_value(text)
    finding = Finding("pasted key", value, Origin(OriginKind.PASTED, "pasted just now"), State.ACTIVE)
    return Pasted(finding, cleaned)


def problem_of(answer: KeyringAnswer | KeyringListing) -> str:
    """Return why the keyring did not do what was asked, and what to do about it."""
    between = ". " if answer.detail[:1].isupper() else ": "
    return between.join(part for part in (answer.state.value, answer.detail) if part)


def _senders(snapshot: Snapshot) -> list[tuple[ClientId, Finding]]:
    resolved = shadowing_map(snapshot)
    return [(item.client.id, item.credential) for item in resolved if item.credential is not None]
