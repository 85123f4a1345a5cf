"""Findings and answers together, with the questions that causes may ask."""

from collections.abc import Iterable

from tui.domain.clients.address import same_host
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted, ProbeKind, ProbeOutcome, Rejected, Unrepeatable, Unsendable, Variant
from tui.domain.probing.rung import Rung
from tui.domain.probing.service_status import ServiceStatus
from tui.domain.record import Record
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.snapshot import Snapshot


class Evidence(Record):
    """What was found, what this client would use of it, and what the API answered.

    `outcomes` hold only requests that were sent or could not be; `offline` tells that
    nothing was sent on purpose, and `was_skipped` that this was chosen on the screen. `walked` are
    the lower rungs of the client's way, where they were walked by themselves; `service` is what the
    status page says, where it was asked.
    """

    snapshot: Snapshot
    resolution: Resolution
    outcomes: tuple[ProbeOutcome, ...] = ()
    offline: bool = False
    walked: tuple[Rung, ...] = ()
    service: ServiceStatus | None = None
    was_skipped: bool = False

    @property
    def winner(self) -> Finding | None:
        """The definition whose value this client sends."""
        return self.resolution.credential

    @property
    def as_found(self) -> ProbeOutcome | None:
        """What came back for exactly what the client sends."""
        return self._variant(Variant.AS_FOUND)

    @property
    def official(self) -> ProbeOutcome | None:
        """What the official host said to the same credential, where the base URL is another."""
        return self._variant(Variant.OFFICIAL_HOST)

    @property
    def corrected_url(self) -> ProbeOutcome | None:
        """What the base URL answered after its path or scheme was corrected."""
        return self._variant(Variant.CORRECTED_URL)

    @property
    def alone(self) -> ProbeOutcome | None:
        """What came back for the credential without a second one and without the user's own headers."""
        return self._variant(Variant.ALONE)

    @property
    def direct(self) -> ProbeOutcome | None:
        """What came back for the client's own call past its proxy."""
        return self._variant(Variant.DIRECT)

    @property
    def through_proxy(self) -> ProbeOutcome | None:
        """What came back through a proxy that this client passes by."""
        return self._variant(Variant.THROUGH_PROXY)

    @property
    def made_up_key(self) -> ProbeOutcome | None:
        """What came back for a key that nobody has."""
        return self._variant(Variant.MADE_UP_KEY)

    @property
    def companion_alone(self) -> ProbeOutcome | None:
        """What came back for the second credential without the first."""
        companion = self.resolution.companion
        if companion is None:
            return None
        answers = (outcome for outcome in self._answers_for(companion.value.best) if not outcome.request.along)
        return next(iter(answers), None)

    @property
    def as_login(self) -> ProbeOutcome | None:
        """What came back for the same token, sent in the way of a login."""
        return self._variant(Variant.AS_LOGIN)

    @property
    def is_refused(self) -> bool:
        """Whether what the client sends was refused by an answer, or cannot be sent at all."""
        return _is_refusal(self.as_found) and not self.takes_messages

    @property
    def is_accepted(self) -> bool:
        """Whether what the client sends was accepted."""
        return isinstance(self.as_found, Accepted) or self.takes_messages

    @property
    def takes_messages(self) -> bool:
        """Whether a host that keeps its list of models to itself took a message, of which it counted the tokens."""
        return isinstance(self.outcome(ProbeKind.COUNT), Accepted)

    def accepts(self, secret: Secret) -> bool:
        """Return whether any answer accepted this text as a credential."""
        return any(isinstance(outcome, Accepted) for outcome in self._answers_for(secret))

    def refuses(self, secret: Secret) -> bool:
        """Return whether this text was refused, and never accepted."""
        answers = list(self._answers_for(secret))
        return any(map(_is_refusal, answers)) and not self.accepts(secret)

    def answer_to(self, secret: Secret) -> ProbeOutcome | None:
        """Return what came back for this text as a credential, an acceptance first."""
        answers = list(self._answers_for(secret))
        return next((item for item in answers if isinstance(item, Accepted)), answers[0] if answers else None)

    def answer_at(self, url: str) -> ProbeOutcome | None:
        """Return what came back from this host for what the client sends, whichever question asked there."""
        sent, header = self.resolution.sent, self.resolution.header
        answers = self._answers_for(sent.secret) if sent is not None else ()
        there = (item for item in answers if same_host(item.request.base_url, url) and item.request.header is header)
        return next(there, None)

    def outcome(self, kind: ProbeKind) -> ProbeOutcome | None:
        """Return the first outcome of this kind."""
        return next((outcome for outcome in self.outcomes if outcome.request.kind is kind), None)

    def of_kind(self, kind: ProbeKind) -> tuple[ProbeOutcome, ...]:
        """Return all outcomes of this kind."""
        return tuple(outcome for outcome in self.outcomes if outcome.request.kind is kind)

    def other_values(self) -> tuple[Finding, ...]:
        """Return every usable key with another value than the winner's."""
        winner = self.winner
        return tuple(
            finding
            for finding in self.snapshot.findings
            if finding.is_usable
            and finding.value.shape in KEY_SHAPES
            and finding.origin.kind is not OriginKind.CLAUDE_LOGIN
            and (winner is None or finding.value.best != winner.value.best)
        )

    def spare(self) -> Finding | None:
        """Return another definition whose value was accepted, the best place first."""
        return next((finding for finding in self.other_values() if self.accepts(finding.value.best)), None)

    def other_header(self) -> ProbeOutcome | None:
        """Return what came back for the winner's value under the other header."""
        return self._variant(Variant.X_API_KEY) or self._variant(Variant.BEARER)

    def of_variant(self, variant: Variant) -> tuple[ProbeOutcome, ...]:
        """Return all outcomes of requests that differ in this way."""
        return tuple(outcome for outcome in self.outcomes if outcome.request.variant is variant)

    def _variant(self, variant: Variant) -> ProbeOutcome | None:
        return next((outcome for outcome in self.outcomes if outcome.request.variant is variant), None)

    def _answers_for(self, secret: Secret) -> Iterable[ProbeOutcome]:
        return (
            outcome
            for outcome in self.outcomes
            if outcome.request.secret == secret and outcome.request.kind in {ProbeKind.AUTH, ProbeKind.COUNT}
        )


def _is_refusal(outcome: ProbeOutcome | None) -> bool:
    return isinstance(outcome, Rejected | Unsendable) and not isinstance(outcome, Unrepeatable)


def other(header: Header) -> Header:
    """Return the other of the two headers."""
    return Header.X_API_KEY if header is Header.BEARER else Header.BEARER


def is_official(evidence: Evidence) -> bool:
    """Return whether the client calls the host that counts as the official API."""
    return same_host(evidence.resolution.endpoint, evidence.snapshot.official_url)
