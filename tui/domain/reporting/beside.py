"""What stands beside a verdict about one client: the same client in a new terminal, and the other clients here."""

from tui.domain.clients.address import shown_host
from tui.domain.clients.client import RULES
from tui.domain.clients.client_id import ClientId
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind, printable
from tui.domain.remedies.absent import NEW_TERMINAL
from tui.domain.remedies.common import delete_by_hand
from tui.domain.remedies.wording import client_name, place_of
from tui.domain.reporting.verdict import Verdict
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.shadowing import ClientView, client_view

FOR_NEW_TERMINALS = "for every new terminal"


def beside(verdict: Verdict) -> tuple[str, ...]:
    """Return the lines, each without a full stop."""
    others = _other_clients(verdict.evidence)
    return (*new_terminal_lines(verdict), *((others,) if others else ()))


def new_terminal_lines(verdict: Verdict) -> tuple[str, ...]:
    """Return what differs in a terminal that is opened now and the step that ends it, each where there is one."""
    view = client_view(verdict.evidence.resolution.client.id, verdict.evidence.snapshot)
    would, cure = in_new_terminal(verdict, view), for_new_terminals(verdict, view)
    return tuple(line for line in (would, cure and f"{FOR_NEW_TERMINALS}: {cure}") if line)


def in_new_terminal(verdict: Verdict, view: ClientView) -> str:
    """Return what a terminal that is opened now would have the client send, or whom to call, where that is another.

    Empty where the cause is that very difference, so that its remedies speak of it.
    """
    evidence, later = verdict.evidence, _later(verdict, view)
    would = _difference(evidence, later) if later else ""
    return f"in a new terminal {client_name(evidence)} would {would}" if would else ""


def for_new_terminals(verdict: Verdict, view: ClientView) -> str:
    """Return the step that ends it, where what a new terminal would send is rejected and a start-up file sets it."""
    evidence, later = verdict.evidence, _later(verdict, view)
    finding = later.credential if later and later.barrier is None else None
    if finding is None or not evidence.refuses(finding.value.secret):
        return ""
    is_new = evidence.winner is None or finding.value.secret != evidence.winner.value.secret
    is_set_there = finding.origin.kind is OriginKind.PROCESS and bool(finding.origin.path)
    return delete_by_hand(evidence, finding).title if is_new and is_set_there else ""


def _later(verdict: Verdict, view: ClientView) -> Resolution | None:
    """Return what the client makes of a terminal that is opened now, unless the remedies speak of it."""
    if verdict.primary is not None and any(item.id == NEW_TERMINAL for item in verdict.primary.remedies):
        return None
    return view.later


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
