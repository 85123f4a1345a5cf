"""How a diagnosis speaks of a key: where it stands, and who turned it down."""

from tui.domain.found.finding import Finding
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Rejected, Unrepeatable, Unsendable
from tui.domain.remedies.wording import client_name, place_of


def key_at(finding: Finding) -> str:
    """Return the key and its place, such as ``the key sk-ant-api03-abc...wxyz in `~/.env:3` ``."""
    return f"the key {finding.value.best.hint} in {place_of(finding)}"


def refusal(evidence: Evidence) -> str:
    """Return who turned down what the client sends, as the end of a title."""
    if isinstance(evidence.as_found, Unrepeatable):
        return f"which {client_name(evidence)} sends as it is"
    if isinstance(evidence.as_found, Unsendable):
        return f"which {client_name(evidence)} refuses to send"
    if isinstance(evidence.as_found, Rejected):
        return "and the API refuses it like that"
    return "and no key looks like that"
