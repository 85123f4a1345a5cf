"""The second round: what the answers of the first give reason to ask."""

from collections.abc import Iterator

from tui.domain.clients.client_id import ClientId
from tui.domain.clients.trust import CA_FILES, Store, Trust, just
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.named_models import models_named
from tui.domain.judging.ways_out import (
    is_edge_refusal,
    is_of_the_api,
    is_through_proxy,
    late_trust,
    network_of,
    passed_by_proxy,
    rules_of,
    variables_elsewhere,
)
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import (
    Accepted,
    ConnectionRefused,
    ForeignAnswer,
    HandshakeBroken,
    NameNotResolved,
    ProbeKind,
    ProbeRequest,
    Redirected,
    Route,
    StrangeHost,
    TimedOut,
    UnreadableTrust,
    UntrustedIssuer,
    Variant,
)
from tui.domain.questions.first_round import own_request
from tui.domain.questions.headers import with_betas
from tui.domain.record import replace

MOST_MODELS = 3
# It has the form of a key, so that the API judges it, and nobody has it.
MADE_UP_KEY = Secret(f"sk-ant-api03-{'made-up-by-fix401-to-be-refused-' * 3}"[:106] + "AA")
_NO_CONNECTION = NameNotResolved | ConnectionRefused | TimedOut | HandshakeBroken | StrangeHost | UntrustedIssuer


def models(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask for each model that the project names and that was not in the accepted list."""
    accepted = _accepted(evidence)
    if accepted is not None:
        for model in _named_models(evidence):
            if model not in accepted.models:
                yield replace(accepted.request, kind=ProbeKind.MODEL, model=model)


def direct(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask past the proxy, where the way through it brought no answer of the API."""
    own = own_request(evidence)
    if own is not None and is_through_proxy(evidence) and not is_of_the_api(evidence.as_found):
        yield replace(own, route=Route.DIRECT, variant=Variant.DIRECT)


def through_proxy(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask through the proxy that another client would take, where this one found no way to the API."""
    own, outcome = own_request(evidence), evidence.as_found
    is_stuck = isinstance(outcome, _NO_CONNECTION | ForeignAnswer | Redirected) or is_edge_refusal(outcome)
    if own is not None and is_stuck and passed_by_proxy(evidence) is not None:
        yield replace(own, route=Route.THROUGH_PROXY, variant=Variant.THROUGH_PROXY)


def other_trust(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Shake hands with the trust of other clients, where the client's own is not enough.

    No key of the user's goes out: what another client trusts, this one may distrust with reason.
    """
    own = own_request(evidence)
    if own is not None and isinstance(evidence.as_found, UntrustedIssuer | UnreadableTrust):
        safe = replace(own, secret=MADE_UP_KEY, along=(), is_login=False, variant=Variant.OTHER_TRUST)
        client, snapshot = evidence.resolution.client, evidence.snapshot
        for setting in late_trust(client, snapshot):
            given = (*variables_elsewhere(client, snapshot), (setting.variable, setting.value.secret))
            yield replace(safe, trust=just(setting.variable), variables=given)
        for trust in _other_trusts(evidence):
            yield replace(safe, trust=trust)


def made_up_key(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with a key that nobody has, where the answer may be the same for every key."""
    own, outcome = own_request(evidence), evidence.as_found
    is_page = isinstance(outcome, ForeignAnswer) and outcome.status == 403
    if own is not None and (is_edge_refusal(outcome) or is_page):
        yield replace(own, secret=MADE_UP_KEY, along=(), is_login=False, variant=Variant.MADE_UP_KEY)


def hello(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Make the one paid call, with the first model that the project names and the betas that it asks for.

    A login of Claude Code pays for its own calls alone: any other is refused, which would prove nothing.
    """
    accepted = _accepted(evidence)
    model = next(iter([*_named_models(evidence), *(accepted.models if accepted else ())]), "")
    is_own_login = evidence.resolution.client.id is ClientId.CLAUDE_CODE and evidence.resolution.is_login
    if accepted is not None and model and not is_own_login:
        yield replace(with_betas(evidence, accepted.request), kind=ProbeKind.HELLO, model=model)


def counted(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Have the tokens of a message counted, where the other header opens the list of models: it costs nothing.

    A gateway may read one header for its list of models and both, or the other, for messages.
    """
    own, other = own_request(evidence), evidence.other_header()
    if own is None or is_official(evidence) or not evidence.is_refused or not isinstance(other, Accepted):
        return
    model = next(iter([*_named_models(evidence), *other.models]), "")
    if model:
        yield replace(own, kind=ProbeKind.COUNT, model=model)


def _other_trusts(evidence: Evidence) -> Iterator[Trust]:
    _, trust = rules_of(evidence.resolution.client, evidence.snapshot)
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    own = {*trust.replaced_by, *trust.added_by}
    for name in CA_FILES:
        if name not in own and name in settings and settings[name].text:
            yield just(name)
    is_replaced = any(name in settings and settings[name].text for name in trust.replaced_by)
    for store in Store:
        if is_replaced or store not in trust.stores:
            yield Trust((store,))


def _accepted(evidence: Evidence) -> Accepted | None:
    """Return the answer that accepted what the client itself sends."""
    outcome = evidence.as_found
    return outcome if isinstance(outcome, Accepted) and outcome.request.variant is Variant.AS_FOUND else None


def _named_models(evidence: Evidence) -> list[str]:
    return list(dict.fromkeys(mention.model for mention in models_named(evidence)))[:MOST_MODELS]
