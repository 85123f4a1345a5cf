"""What stands beside a verdict about one client: the same client in a new terminal, and the other clients here."""

from tui.domain.clients.client import RULES
from tui.domain.clients.client_id import ClientId
from tui.domain.judging.evidence import Evidence
from tui.domain.remedies.wording import client_name, place_of
from tui.domain.reporting.verdict import Verdict, VerdictKind
from tui.domain.resolving.shadowing import client_views


def beside(verdict: Verdict) -> tuple[str, ...]:
    """Return the lines, each without a full stop; what a new terminal would send only where all is well now."""
    evidence = verdict.evidence
    later = _in_a_new_terminal(evidence) if verdict.kind is VerdictKind.OK else ""
    return tuple(line for line in (later, _other_clients(evidence)) if line)


def _in_a_new_terminal(evidence: Evidence) -> str:
    """Return what a terminal that is opened now would have the client send, where that is another credential."""
    own = evidence.resolution.client.id
    later = next((view.later for view in client_views(evidence.snapshot) if view.now.client.id is own), None)
    finding, winner = later and later.credential, evidence.winner
    if finding is None or (winner is not None and finding.value.secret == winner.value.secret):
        return ""
    answer = ", which is rejected" if evidence.refuses(finding.value.secret) else ""
    sent = f"{finding.value.secret.hint} from {place_of(finding)}"
    return f"in a new terminal {client_name(evidence)} would send {sent}{answer}"


def _other_clients(evidence: Evidence) -> str:
    signs = {sign.client_id for sign in evidence.snapshot.clients} - {evidence.resolution.client.id.value}
    others = (f"{RULES[client].name} (`--client {client}`)" for client in ClientId if client.value in signs)
    names = ", ".join(others)
    return f"also here: {names}" if names else ""
