"""What stands beside a verdict about one client: the same client in a new terminal, and the other clients here."""

from collections.abc import Iterable

from tui.domain.clients.address import shown_host
from tui.domain.clients.client import RULES
from tui.domain.clients.client_id import ClientId
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import printable
from tui.domain.remedies.absent import NEW_TERMINAL
from tui.domain.remedies.wording import client_name, place_of
from tui.domain.reporting.verdict import Verdict
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.shadowing import ClientView, client_views


def beside(verdict: Verdict) -> tuple[str, ...]:
    """Return the lines, each without a full stop."""
    later = in_new_terminal(verdict, client_views(verdict.evidence.snapshot))
    return tuple(line for line in (later, _other_clients(verdict.evidence)) if line)


def in_new_terminal(verdict: Verdict, views: Iterable[ClientView]) -> str:
    """Return what a terminal that is opened now would have the client send, or whom to call, where that is another.

    Empty where the cause is that very difference, so that its remedies speak of it.
    """
    evidence = verdict.evidence
    own = evidence.resolution.client.id
    later = next((view.later for view in views if view.now.client.id is own), None)
    would = _difference(evidence, later) if later else ""
    if not would or (verdict.primary and any(item.id == NEW_TERMINAL for item in verdict.primary.remedies)):
        return ""
    return f"in a new terminal {client_name(evidence)} would {would}"


def _difference(evidence: Evidence, later: Resolution) -> str:
    """Return what the client would do then and does not do now."""
    now, barrier, finding = evidence.resolution, later.barrier, later.credential
    if barrier is not None:
        words = f"go by {barrier.variable} in {place_of(barrier)} and send no key"
        return "" if now.barrier is not None else words
    if finding is not None and (now.credential is None or finding.value.secret != now.credential.value.secret):
        answer = ", which is rejected" if evidence.refuses(finding.value.secret) else ""
        return f"send {finding.value.secret.hint} from {place_of(finding)}{answer}"
    if later.base_url is None or later.endpoint == now.endpoint:
        return ""
    return f"call `{printable(shown_host(later.endpoint))}`, as {place_of(later.base_url)} has it"


def _other_clients(evidence: Evidence) -> str:
    signs = {sign.client_id for sign in evidence.snapshot.clients} - {evidence.resolution.client.id.value}
    others = (f"{RULES[client].name} (`--client {client}`)" for client in ClientId if client.value in signs)
    names = ", ".join(others)
    return f"also here: {names}" if names else ""
