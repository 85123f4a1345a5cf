"""The order in which a cause's remedies are offered, decided here and nowhere else.

What the cause names first stays first, unless it was tried and is not enough, or only asks something,
where another is enough by itself, or unless an edit of ours is enough and reaches further; all others keep
the cause's order, except that those which alone are not enough come last, where any is. What has to come
before every repair, such as replacing a key that git has, is no remedy but a `Publication`, shown before them all.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.names import NameKind, is_network_name, name_kind
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted
from tui.domain.record import Record
from tui.domain.resolving.changed import with_edit, with_environment
from tui.domain.resolving.resolution import Resolution, resolve
from tui.domain.resolving.snapshot import Snapshot

_WIDTH = tuple(Reach)
_NO_CREDENTIALS = (NameKind.BASE_URL, NameKind.SETTING)


class _Rank(IntEnum):
    REACHES_FURTHER = 0
    AS_NAMED = 1
    NOT_ENOUGH = 2


class _Way(Record):
    """A remedy with those that hang on it; `is_enough` is None where it cannot be tried."""

    remedies: tuple[Remedy, ...]
    is_enough: bool | None

    @property
    def head(self) -> Remedy:
        """What is done first."""
        return self.remedies[0]

    @property
    def falls_short(self) -> bool:
        """Whether it is known to repair nothing by itself."""
        return self.is_enough is False or self.head.is_question


def ranked(evidence: Evidence, remedies: tuple[Remedy, ...]) -> tuple[Remedy, ...]:
    """Return the remedies in the order in which they are offered; a sequel or another way stays behind its own."""
    ways = [_Way(group, _is_enough(evidence, group)) for group in _groups(remedies)]
    if not any(way.is_enough for way in ways):
        # Then each is a part of the repair, and their order is that of doing them.
        return remedies
    first = next(way for way in ways if not way.falls_short)
    return tuple(item for way in sorted(ways, key=lambda way: _rank(way, first)) for item in way.remedies)


def _rank(way: _Way, first: _Way) -> _Rank:
    if way.falls_short:
        return _Rank.NOT_ENOUGH
    is_wider = _WIDTH.index(way.head.reach) > _WIDTH.index(first.head.reach)
    return _Rank.REACHES_FURTHER if way.is_enough and way.head.edit and is_wider else _Rank.AS_NAMED


def _groups(remedies: Iterable[Remedy]) -> list[tuple[Remedy, ...]]:
    groups: list[tuple[Remedy, ...]] = []
    for remedy in remedies:
        if groups and (remedy.is_sequel or remedy.is_other_way):
            groups[-1] = (*groups[-1], remedy)
        else:
            groups.append((remedy,))
    return groups


def _is_enough(evidence: Evidence, group: Sequence[Remedy]) -> bool | None:
    """Return whether the client sends what is accepted once this alone is done; None where that cannot be told."""
    steps = [remedy for remedy in group if not remedy.is_other_way]
    if _is_accepted(evidence, evidence.resolution) or not all(_can_be_tried(evidence, item) for item in steps):
        return None
    after = evidence.snapshot
    for remedy in steps:
        after = _done(after, remedy)
    return _is_accepted(evidence, resolve(evidence.resolution.client, after))


def _can_be_tried(evidence: Evidence, remedy: Remedy) -> bool:
    """Return whether the findings tell what comes of it: a step of the person's own does not show in them."""
    if isinstance(remedy.edit, SetVariable) and not _may_be_credential(remedy.edit.variable):
        return False
    known = {finding.variable for finding in evidence.snapshot.findings}
    return bool(remedy.edit or remedy.sets or known & {*remedy.unsets})


def _may_be_credential(name: str) -> bool:
    return not is_network_name(name) and name_kind(name) not in _NO_CREDENTIALS


def _done(snapshot: Snapshot, remedy: Remedy) -> Snapshot:
    if remedy.edit is not None:
        return with_edit(snapshot, remedy.edit)
    return with_environment(snapshot, remedy.unsets, remedy.sets)


def _is_accepted(evidence: Evidence, resolution: Resolution) -> bool:
    """Return whether this very call was answered well: the value, in its header, at its host."""
    sent = resolution.sent
    if sent is None or resolution.barrier is not None or resolution.companion is not None:
        return False
    answers = (item.request for item in evidence.outcomes if isinstance(item, Accepted))
    return any(
        request.secret == sent.secret
        and request.header is resolution.header
        and request.base_url == resolution.endpoint
        and (request.along == resolution.along or not resolution.is_bare)
        for request in answers
    )
