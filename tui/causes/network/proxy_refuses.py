"""The proxy answers, and does not let the call through."""

from tui.domain.clients.proxies import WANTS_LOGIN, proxy_host
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import own_proxy
from tui.domain.probing.probe import Answered, ForeignAnswer, ProbeOutcome, ProxyRefused, ServerFault
from tui.domain.probing.responder import ResponderKind
from tui.domain.reasons.base_url import is_dead_detour
from tui.domain.remedies.base_url import is_wholly_shown
from tui.domain.remedies.proxy import proxy_lines, without_proxy
from tui.domain.remedies.wording import endpoint_host, said, step

_REFUSALS = frozenset({403, 502, 503, 504})


def _find(evidence: Evidence) -> Diagnosis | None:
    setting, outcome = own_proxy(evidence), evidence.as_found
    code = _code(evidence, outcome)
    if outcome is None or not code or is_dead_detour(evidence):
        return None
    proxy = outcome.proxy if isinstance(outcome, ProxyRefused) else proxy_host(setting.text) if setting else ""
    effect = "wants a user name and a password" if code == WANTS_LOGIN else f"refuses the way to the host with {code}"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"the proxy `{proxy}` {effect}, so no call reaches {endpoint_host(evidence)}",
        explanation=(
            f"The call ended at the proxy: {said(outcome)}. SDKs say no more than `Connection error.` there. "
            "The key was not judged, so nothing here speaks against it."
        ),
        evidence=proxy_lines(evidence, setting),
        remedies=(*_past_it(evidence), _settle(code, setting)),
    )


def _code(evidence: Evidence, outcome: ProbeOutcome | None) -> int:
    """Return the status with which the proxy refuses: to open a tunnel, or in the place of a host that answers."""
    if isinstance(outcome, ProxyRefused):
        return outcome.code
    if not isinstance(outcome, ForeignAnswer | ServerFault) or own_proxy(evidence) is None:
        return 0
    is_proxy = outcome.responder is not None and outcome.responder.kind is ResponderKind.PROXY
    answers_otherwise = isinstance(evidence.direct, Answered) and evidence.direct.status != outcome.status
    return outcome.status if outcome.status in _REFUSALS and (is_proxy or answers_otherwise) else 0


def _past_it(evidence: Evidence) -> tuple[Remedy, ...]:
    return without_proxy(evidence) if isinstance(evidence.direct, Answered) else ()


def _settle(code: int, setting: Finding | None) -> Remedy:
    if code != WANTS_LOGIN:
        return step("ask-network", "ask who runs the proxy to let calls to this host through")
    if setting is not None and not is_wholly_shown(setting):
        words = f"correct the user name and the password in {setting.variable}: the proxy does not take them"
        return step("log-in-at-proxy", words)
    scheme, has_scheme, _ = setting.text.partition("://") if setting else ("", "", "")
    form = f"`{scheme if has_scheme else 'http'}://user:password@host:port`"
    return step("log-in-at-proxy", f"put the proxy's user name and password into its address: {form}")


CAUSE = Cause(
    id="proxy-refuses",
    title="The proxy does not let the call through",
    what=(
        "A proxy stands between this machine and the API and answers for itself: 407 when it wants a user name and a "
        "password, 403 or 502 when it opens no way to the host. SDKs report that as a connection error."
    ),
    repair="Give the proxy its user name and password, have it let the host through, or call without it.",
    find=_find,
)
