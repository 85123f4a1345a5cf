"""The host's certificate has ended or has not begun, by the server's doing or by this machine's clock."""

from tui.domain.clients.address import shown_host
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.clock import Fault, day, fault_of
from tui.domain.probing.probe import OutOfDateCertificate
from tui.domain.reasons.reachability import attempt, failed_with
from tui.domain.remedies.wording import endpoint_host, step

_WHOSE = {
    Fault.CLOCK: "By the clock of whoever showed it the certificate is valid, so this machine's clock is wrong.",
    Fault.CERTIFICATE: "It is not valid by the clock of whoever showed it either, so this machine's clock is right.",
    Fault.UNKNOWN: (
        "Whoever showed it gave no time, so it is not known whether the certificate or this machine's clock is wrong."
    ),
}


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = failed_with(evidence, OutOfDateCertificate)
    if outcome is None:
        return None
    fault = fault_of(outcome)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=_title(evidence, outcome, fault),
        explanation=(
            f"The connection was closed before the key was sent. {_WHOSE[fault]} Do not switch the check off: "
            "that would show the key to anybody on the way."
        ),
        evidence=(*attempt(evidence), *_times(outcome)),
        remedies=_remedies(evidence, fault),
    )


def _title(evidence: Evidence, outcome: OutOfDateCertificate, fault: Fault) -> str:
    host = endpoint_host(evidence)
    if fault is Fault.CLOCK:
        return f"this machine's clock is wrong, so the certificate of {host} does not count"
    return f"the certificate of {host} {'has expired' if outcome.has_ended else 'is not yet valid'}"


def _times(outcome: OutOfDateCertificate) -> tuple[EvidenceLine, ...]:
    host = shown_host(outcome.request.base_url)
    lines = (
        (outcome.ends, f"the certificate holds from {day(outcome.begins)} to {day(outcome.ends)}"),
        (outcome.their_clock, f"its `Date` header says {day(outcome.their_clock)}"),
    )
    said = (EvidenceLine(host, text) for seconds, text in lines if seconds)
    return (*said, EvidenceLine("this machine", f"its clock says {day(outcome.own_clock)}"))


def _remedies(evidence: Evidence, fault: Fault) -> tuple[Remedy, ...]:
    clock = step("set-clock", "set this machine's clock, best by switching network time on")
    host = endpoint_host(evidence)
    renew = step("renew-certificate", f"have the certificate renewed by whoever runs {host} or the proxy before it")
    return {Fault.CLOCK: (clock,), Fault.CERTIFICATE: (renew,)}.get(fault, (clock, renew))


CAUSE = Cause(
    id="tls-certificate-expired",
    title="The certificate has ended or has not begun",
    what=(
        "The TLS connection ended because the certificate is not valid today: the server or a proxy shows one that has "
        "run out, or the clock of this machine is wrong. The key was not sent."
    ),
    repair="Set this machine's clock; if it is right, have the certificate renewed.",
    find=_find,
)
