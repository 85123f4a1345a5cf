"""The host's certificate comes from an issuer that this client does not trust."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import is_of_the_api
from tui.domain.probing.probe import UnreadableTrust, UntrustedIssuer
from tui.domain.reasons.reachability import attempt, failed_with
from tui.domain.remedies.common import found
from tui.domain.remedies.proxy import without_proxy
from tui.domain.remedies.trust import Cure, cures_of, learn_issuer
from tui.domain.remedies.wording import begun, client_name, endpoint_host, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    unreadable = failed_with(evidence, UnreadableTrust)
    return _unreadable(evidence, unreadable) if unreadable else _untrusted(evidence)


def _untrusted(evidence: Evidence) -> Diagnosis | None:
    outcome = failed_with(evidence, UntrustedIssuer)
    if outcome is None:
        return None
    cures, client = cures_of(evidence), client_name(evidence)
    issuer = f" `{outcome.issuer}`" if outcome.issuer else ""
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"{client} does not trust the issuer{issuer} of the certificate of {_whose(evidence, outcome)}",
        explanation=(
            f"The connection was closed before the key was sent: {said(outcome)}. {_who_shows_it(outcome)} "
            f"{_compared(evidence, cures)}"
        ),
        evidence=(*attempt(evidence), *_tried(cures)),
        remedies=(
            *(remedy for cure in cures for remedy in cure.remedies),
            *(without_proxy(evidence) if outcome.proxy and is_of_the_api(evidence.direct) else ()),
            learn_issuer(evidence),
            _never_switch_off(),
        ),
    )


def _whose(evidence: Evidence, outcome: UntrustedIssuer) -> str:
    return f"the proxy `{outcome.proxy}`" if outcome.proxy else endpoint_host(evidence)


def _who_shows_it(outcome: UntrustedIssuer) -> str:
    if outcome.proxy:
        return "The proxy's address begins with `https://`, so it has to show a certificate before anything else."
    return "Something between this machine and the API, such as a company's proxy, shows a certificate of its own."


def _unreadable(evidence: Evidence, outcome: UnreadableTrust) -> Diagnosis:
    cures = cures_of(evidence)
    where = f"where {outcome.variable} names them" if outcome.variable else "the system's store"
    wanted = f"correct {outcome.variable or 'the store'}: the file must exist and be PEM"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"{client_name(evidence)} stops because certificates cannot be read from {where}",
        explanation=(
            f"{begun(said(outcome))}. The Python SDK raises `FileNotFoundError` before any call, and curl ends with "
            "code 77. The key was not judged."
        ),
        evidence=(*_named(evidence, outcome), *attempt(evidence), *_tried(cures)),
        remedies=(*(remedy for cure in cures for remedy in cure.remedies), step("correct-certificates", wanted)),
    )


def _named(evidence: Evidence, outcome: UnreadableTrust) -> tuple[EvidenceLine, ...]:
    settings = (item for item in evidence.snapshot.network if item.variable == outcome.variable and item.is_active)
    return tuple(found(item, f"{item.variable} is `{item.text}`") for item in settings)


def _tried(cures: tuple[Cure, ...]) -> tuple[EvidenceLine, ...]:
    texts = (f"with {cure.words} the same certificate is trusted" for cure in cures)
    return tuple(EvidenceLine("a second handshake", text) for text in texts)


def _compared(evidence: Evidence, cures: tuple[Cure, ...]) -> str:
    if not cures:
        return "Every client reads a variable of its own for further issuers."
    return (
        f"With {cures[0].words} the same certificate is trusted, so other programs work where {client_name(evidence)} "
        "does not."
    )


def _never_switch_off() -> Remedy:
    return step("keep-checking", "do not switch certificate checks off: whoever reads the traffic then reads the key")


CAUSE = Cause(
    id="tls-untrusted-issuer",
    title="The certificate's issuer is not trusted here",
    what=(
        "The TLS connection ended because the certificate's issuer is not among those that this client trusts. A "
        "company's proxy that inspects traffic is the usual reason, and a proxy whose address begins with `https://` "
        "has to be trusted as well. Every client has a list and a variable of its own, so one can work while another "
        "fails; and a variable that names no file ends a client before any call."
    ),
    repair=(
        "Give your client the issuer's certificate: SSL_CERT_FILE for Python, NODE_EXTRA_CA_CERTS for Node, "
        "CURL_CA_BUNDLE for curl."
    ),
    find=_find,
)
