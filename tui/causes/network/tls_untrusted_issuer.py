"""The host's certificate comes from an issuer that this machine does not trust."""

from tui.domain.cause import Cause
from tui.domain.client import ClientId
from tui.domain.diagnosis import Diagnosis, Remedy
from tui.domain.evidence import Evidence
from tui.domain.probe import UntrustedIssuer
from tui.domain.reachability import attempt, certainty_of, failed_with
from tui.domain.wording import client_name, endpoint_host, said, step

# Measured on loopback with a private issuer, November 2026; the file of the Node variable is added to
# the built-in issuers, the files of the other two take their place.
_VARIABLE = {
    ClientId.PYTHON_SDK: "SSL_CERT_FILE",
    ClientId.TYPESCRIPT_SDK: "NODE_EXTRA_CA_CERTS",
    ClientId.CLAUDE_CODE: "NODE_EXTRA_CA_CERTS",
    ClientId.CURL: "CURL_CA_BUNDLE",
}


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = failed_with(evidence, UntrustedIssuer)
    if outcome is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty_of(evidence),
        title=f"the certificate of {endpoint_host(evidence)} comes from an issuer that is not trusted here",
        explanation=(
            f"The connection was closed before the key was sent: {said(outcome)}. "
            "Something between this machine and the API, such as a company's proxy, reads the traffic and shows a "
            "certificate of its own."
        ),
        evidence=attempt(evidence),
        remedies=(_trust(evidence), _never_switch_off()),
    )


def _trust(evidence: Evidence) -> Remedy:
    variable = _VARIABLE[evidence.resolution.client.id]
    content = "its certificate" if variable == "NODE_EXTRA_CA_CERTS" else "its certificate and the public ones"
    title = (
        f"ask who runs this network for the issuer's certificate, and set {variable} to a file with {content}: "
        f"that is the variable {client_name(evidence)} reads"
    )
    return step("trust-issuer", title)


def _never_switch_off() -> Remedy:
    return step("keep-checking", "do not switch certificate checks off: whoever reads the traffic then reads the key")


CAUSE = Cause(
    id="tls-untrusted-issuer",
    title="The certificate's issuer is not trusted here",
    what=(
        "The TLS connection ended because the certificate's issuer is not among those that this machine trusts. A "
        "company's proxy that inspects traffic is the usual reason. Every client reads its own variable for further "
        "issuers, so one can work while another fails."
    ),
    repair=(
        "Give your client the issuer's certificate: SSL_CERT_FILE for Python, NODE_EXTRA_CA_CERTS for Node, "
        "CURL_CA_BUNDLE for curl."
    ),
    find=_find,
)
