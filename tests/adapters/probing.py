"""One request to a server on loopback, and what the tests of the prober share."""

import datetime
import ssl
import threading
import time
import warnings
from collections.abc import Callable

import trustme

from tests.builders import GOOD
from tests.fakes.cancellation import StopButton
from tui.adapters.network.http_prober import HttpProber
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.header import Header
from tui.domain.clients.proxies import RULES, ProxyRules
from tui.domain.clients.trust import Trust
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeKind, ProbeOutcome, ProbeRequest, Route, Unanswered
from tui.domain.record import replace


def ask(
    base_url: str,
    text: str = GOOD,
    *,
    header: Header = Header.BEARER,
    kind: ProbeKind = ProbeKind.AUTH,
    environ: dict[str, str] | None = None,
    ca_file: str = "",
    deadline: float = 5,
    client: ClientId = ClientId.PYTHON_SDK,
    route: Route = Route.AS_SET,
    trust: Trust | None = None,
    proxying: ProxyRules | None = None,
) -> ProbeOutcome:
    request = ProbeRequest(Secret(text), header, base_url, kind=kind, model="claude-haiku-4-5")
    request = replace(request, client=client, route=route, trust=trust, proxying=proxying or RULES[client])
    prober = HttpProber({**trusting(ca_file), **(environ or {})})
    start = time.monotonic()
    (outcome,) = prober.send([request], StopButton(), deadline=deadline)
    assert 0 <= outcome.milliseconds <= (time.monotonic() - start) * 1000
    assert text[16:24] not in repr(outcome)
    return outcome


def trusting(ca_file: str) -> dict[str, str]:
    """Return the variables of a process that trusts the issuers in this file, the usual ones without one."""
    return {"SSL_CERT_FILE": ca_file} if ca_file else {}


def tls(
    authority: trustme.CA,
    host: str = "127.0.0.1",
    *,
    not_before: datetime.datetime | None = None,
    not_after: datetime.datetime | None = None,
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued = authority.issue_cert(host, not_before=not_before, not_after=not_after)
    issued.configure_cert(context)  # pyright: ignore[reportUnknownMemberType] - it also takes pyOpenSSL's contexts
    return context


def old_tls(authority: trustme.CA, version: ssl.TLSVersion) -> ssl.SSLContext:
    """Return the certificate of a server that speaks nothing but this version."""
    context = tls(authority)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def words(outcome: ProbeOutcome) -> str:
    return outcome.text if isinstance(outcome, Unanswered) else outcome.message


def when(is_so: Callable[[], bool], act: Callable[[], None]) -> None:
    gate = threading.Event()
    for _ in range(400):
        if is_so():
            break
        gate.wait(0.01)
    act()
