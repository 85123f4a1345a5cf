"""Which other trust would be enough, shown by a second handshake, and how the client gets it."""

from tui.domain.clients.client import ClientId
from tui.domain.clients.trust import CURL_CA_BUNDLE, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, Store, Trust
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import late_trust, network_of, rules_of
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Answered, Variant
from tui.domain.record import Record
from tui.domain.remedies.common import remove_definition
from tui.domain.remedies.wording import client_name, place_of, step
from tui.domain.shell.syntax import copy_command

# Measured on loopback with a private issuer, November 2026: the file of the Node variable is added to the
# public issuers, the files of the other two take their place.
_VARIABLE = {
    ClientId.PYTHON_SDK: SSL_CERT_FILE,
    ClientId.TYPESCRIPT_SDK: NODE_EXTRA_CA_CERTS,
    ClientId.CLAUDE_CODE: NODE_EXTRA_CA_CERTS,
    ClientId.CURL: CURL_CA_BUNDLE,
}
_SYSTEM_FILE = "on Linux `/etc/ssl/certs/ca-certificates.crt`"


class Cure(Record):
    """A trust with which the handshake succeeded: what it is called, and what gives it to the client."""

    words: str
    remedies: tuple[Remedy, ...]


def cures_of(evidence: Evidence) -> tuple[Cure, ...]:
    """Return every other trust with which the host answered, the simplest to have first."""
    answered = (item.request.trust for item in evidence.of_variant(Variant.OTHER_TRUST) if isinstance(item, Answered))
    return tuple(_cure(evidence, trust) for trust in answered if trust is not None)


def learn_issuer(evidence: Evidence) -> Remedy:
    """Return the step that gives the client the issuer's certificate from whoever has it."""
    variable = _VARIABLE[evidence.resolution.client.id]
    content = "its certificate" if variable == NODE_EXTRA_CA_CERTS else "its certificate and the public ones"
    title = (
        f"ask who runs this network for the issuer's certificate, and set {variable} to a file with {content}: "
        f"that is the variable {client_name(evidence)} reads"
    )
    return step("trust-issuer", title)


def _cure(evidence: Evidence, trust: Trust) -> Cure:
    if trust.replaced_by:
        return _named_file(evidence, trust.replaced_by[0])
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    _, own = rules_of(evidence.resolution.client, evidence.snapshot)
    in_the_way = next((settings[name] for name in own.replaced_by if name in settings and settings[name].text), None)
    if in_the_way is not None:
        words = f"{_store_words(trust)} and without {in_the_way.variable}"
        return Cure(words, remove_definition(evidence, in_the_way))
    return Cure(_store_words(trust), (_from_store(evidence, trust),))


def _store_words(trust: Trust) -> str:
    return Store.SYSTEM.value if Store.SYSTEM in trust.stores else "the usual list of public issuers"


def _named_file(evidence: Evidence, name: str) -> Cure:
    client, snapshot = evidence.resolution.client, evidence.snapshot
    late = next((item for item in late_trust(client, snapshot) if item.variable == name), None)
    if late is not None:
        title = f"export {name} in the shell before Claude Code starts: in {place_of(late)} it comes too late for TLS"
        return Cure(f"{name} in the environment", (step("export-certificates", title),))
    setting = network_of(client, snapshot)[name]
    variable = _VARIABLE[client.id]
    return Cure(f"the file of {name}", (_same_file(evidence, variable, setting),))


def _same_file(evidence: Evidence, variable: str, setting: Finding) -> Remedy:
    title = f"set {variable} to the file of {setting.variable}: {client_name(evidence)} reads {variable}"
    if setting.origin.kind is not OriginKind.PROCESS:
        return step("copy-certificates", f"{title}, beside it in {place_of(setting)}", file=setting.origin.shown)
    command = copy_command(evidence.snapshot.project.shell, variable, setting.variable)
    sets = ((variable, setting.value.secret),)
    return Remedy("copy-certificates", title, Reach.SHELL, command=command, sets=sets)


def _from_store(evidence: Evidence, trust: Trust) -> Remedy:
    client = evidence.resolution.client
    variable = _VARIABLE[client.id]
    if Store.SYSTEM not in trust.stores:
        title = "install the system's certificates (the package `ca-certificates`), which this machine or image lacks"
        return step("install-certificates", title)
    if client.id is ClientId.PYTHON_SDK:
        title = (
            "upgrade `anthropic` to 1.0 or newer, which uses the operating system's store, or set "
            f"{variable} to that store's file ({_SYSTEM_FILE})"
        )
        return step("use-system-store", title)
    title = f"set {variable} to the issuer's certificate as the operating system has it ({_SYSTEM_FILE})"
    return step("use-system-store", title)
