"""What the lower rungs say: from the name of the host to the handshake, walked by themselves or told by a call."""

from collections.abc import Sequence

from tui.domain.clients.trust import Trust
from tui.domain.probing.certificate import Certificate
from tui.domain.probing.clock import day
from tui.domain.probing.passage import Passage
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.record import Record, replace

IPV4, IPV6 = "IPv4", "IPv6"
_MOST_ADDRESSES = 4
# More than this much apart, a certificate that was made today, or ends today, is misjudged.
_MOST_SECONDS_APART = 300.0
_OPENED = 200
_ISSUED_BY, _MOST_HOLDERS = " <- ", 3


class ProxyUse(Record):
    """The proxy that a client takes: its host and port as they may be shown, and the variable that names it.

    `has_login` tells that user name and password stand in its address; `passed_by` is a variable that
    names a proxy and is not followed, `exempting` the one whose exceptions name the host. `own_tls` is
    what its own handshake told, empty for a proxy that is spoken to in plain HTTP.
    """

    proxy: str = ""
    variable: str = ""
    has_login: bool = False
    passed_by: str = ""
    exempting: str = ""
    own_tls: str = ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Whose rules lead to it."""
        if not self.proxy:
            return ()
        source = self.variable or "the system's settings"
        login = "with user name and password" if self.has_login else "none"
        own_tls = (("TLS to it", self.own_tls),) if self.own_tls else ()
        return ("named by", source), ("login", login), *own_tls


def name_rung(host: str, addresses: Sequence[str], milliseconds: float | None, override: str = "") -> Rung:
    """Return the rung for a name that has addresses; `override` is the line of the hosts file that names it."""
    shown = ", ".join(addresses[:_MOST_ADDRESSES])
    more = f" and {len(addresses) - _MOST_ADDRESSES} more" if len(addresses) > _MOST_ADDRESSES else ""
    if override:
        text = f"{override} says {shown}{more}, whatever the name servers say"
        return Rung(RungKind.NAME, Result.WARN, text, milliseconds, facts=(("name", host), ("override", override)))
    return Rung(RungKind.NAME, Result.OK, f"{shown}{more}", milliseconds, facts=(("name", host), *_families(addresses)))


def address_rung(host: str) -> Rung:
    """Return the rung for a host that is an address itself."""
    return Rung(RungKind.NAME, Result.OK, f"{host} is an address, and needs no look-up", facts=(("address", host),))


def connected_rung(family: str, address: str, milliseconds: float | None) -> Rung:
    """Return the rung for a family by which the connection was made."""
    facts = (("address", address),)
    return Rung(RungKind.CONNECTION, Result.OK, f"{address} took the connection", milliseconds, family, facts)


def unconnected_rung(family: str, words: str, milliseconds: float, *, other_works: bool) -> Rung:
    """Return the rung for a family that fails: with a warning alone where the other one works."""
    facts = (("what it means", "clients that try this family first wait for it, or fail"),) if other_works else ()
    result = Result.WARN if other_works else Result.FAIL
    return Rung(RungKind.CONNECTION, result, words, milliseconds, family, facts)


def straight_rung(use: ProxyUse) -> Rung | None:
    """Return the rung for a client that passes by a proxy that is named, None where none is."""
    if not use.passed_by:
        return None
    why = f"{use.exempting} excepts this host" if use.exempting else "this client does not follow it"
    return Rung(RungKind.PROXY, Result.OK, f"none: {use.passed_by} is set, and {why}", facts=(("set", use.passed_by),))


def tunnel_rung(use: ProxyUse, status: int, words: str, milliseconds: float) -> Rung:
    """Return the rung for a proxy; `words` say why it opened no way, empty where it did."""
    facts = (*use.facts, *((("answer", str(status)),) if status else ()))
    if words:
        return Rung(RungKind.PROXY, Result.FAIL, f"the proxy {use.proxy} {words}", milliseconds, facts=facts)
    return Rung(RungKind.PROXY, Result.OK, f"{use.proxy} opened the way to the host", milliseconds, facts=facts)


def relay_rung(use: ProxyUse) -> Rung:
    """Return the rung for a proxy that a plain call is handed to whole: only the call itself tells more."""
    return Rung(RungKind.PROXY, Result.OK, f"{use.proxy} passes plain calls on", facts=use.facts)


def secured_rung(passage: Passage, trust: Trust | None, milliseconds: float) -> Rung:
    """Return the rung for a handshake that succeeded."""
    trusted = trusted_by(trust)
    facts = (
        ("protocol", passage.protocol),
        *certificate_facts(passage.certificate),
        *((("trusted by", trusted),) if trusted else ()),
    )
    return Rung(RungKind.TLS, Result.OK, secured_words(passage), milliseconds, facts=facts)


def secured_words(passage: Passage) -> str:
    """Return the protocol, and the names from the certificate up to its last known issuer, in one line."""
    names = [holder.name for holder in passage.certificate.holders]
    kept = names if len(names) <= _MOST_HOLDERS else [*names[: _MOST_HOLDERS - 1], "...", names[-1]]
    issuer = f"certificate of {passage.certificate.issuer}" if passage.certificate.issuer else ""
    return ", ".join(filter(None, (passage.protocol, _ISSUED_BY.join(kept) or issuer)))


def certificate_facts(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    """Return the whole chain with all that each name says, and for which hosts and how long the certificate holds."""
    facts = (
        ("issuer", certificate.issuer),
        ("chain", _ISSUED_BY.join(holder.whole for holder in certificate.holders)),
        ("issued for", ", ".join(certificate.hosts)),
        ("holds", f"{day(certificate.begins)} to {day(certificate.ends)}" if certificate.ends else ""),
    )
    return tuple((label, words) for label, words in facts if words)


def trusted_by(trust: Trust | None) -> str:
    """Return in words whom a client trusts: its stores, and the variables that it reads."""
    if trust is None:
        return ""
    stores = " and ".join(store.value for store in trust.stores)
    instead = f", or what {' or '.join(trust.replaced_by)} names instead" if trust.replaced_by and stores else ""
    named = stores or f"what {' or '.join(trust.replaced_by)} names"
    more = f", with what {' and '.join(trust.added_by)} names" if trust.added_by else ""
    return f"{named}{instead}{more}"


def told_rungs(passage: Passage, host: str, trust: Trust | None) -> tuple[Rung, ...]:
    """Return the lower rungs that the connection of a call to the host has told of, as far as it came."""
    if not passage.is_fresh:
        return ()
    use, called = ProxyUse(passage.proxy), without_port(passage.proxy or host)
    rungs = [
        address_rung(called) if called == passage.address else _told_name_rung(called, passage),
        connected_rung(family_of(passage.address), passage.address, passage.connecting),
    ]
    if passage.proxy and passage.tunnelling:
        rungs.append(tunnel_rung(use, _OPENED, "", passage.tunnelling))
    elif passage.proxy:
        rungs.append(relay_rung(use))
    if passage.protocol and (passage.tunnelling or not passage.proxy):
        rungs.append(secured_rung(passage, trust, passage.shaking_hands))
    return tuple(rungs)


def family_of(address: str) -> str:
    """Return the family of a numeric address."""
    return IPV6 if ":" in address else IPV4


def with_clock(rung: Rung, passage: Passage | None) -> Rung:
    """Return the rung of an answer with how far this machine's clock is from the answer's `Date`."""
    if passage is None or not passage.their_clock:
        return rung
    apart = passage.own_clock - passage.their_clock
    if abs(apart) <= _MOST_SECONDS_APART:
        return replace(rung, facts=(*rung.facts, ("clock", "this machine's and the answer's agree")))
    words = f"this machine's is {_span(abs(apart))} {'ahead' if apart > 0 else 'behind'}"
    return replace(
        rung,
        text=f"{rung.text}; of the clocks, {words}",
        result=Result.WARN if rung.result is Result.OK else rung.result,
        facts=(*rung.facts, ("clock", f"{words} of {day(passage.their_clock)}")),
    )


def _told_name_rung(host: str, passage: Passage) -> Rung:
    if passage.override:
        return name_rung(host, (passage.address,), None, passage.override)
    return Rung(RungKind.NAME, Result.OK, passage.address, facts=(("name", host),))


def without_port(authority: str) -> str:
    """Return the host of a host with a port."""
    host, _, port = authority.rpartition(":")
    return (host if host and port.isdigit() else authority).strip("[]")


def _families(addresses: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the addresses of each family, also that there are none."""
    by_family = ((family, [item for item in addresses if family_of(item) == family]) for family in (IPV4, IPV6))
    return tuple((family, ", ".join(found) or "no address") for family, found in by_family)


def _span(seconds: float) -> str:
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = round(seconds / size)
        if seconds >= size:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{round(seconds)} seconds"
