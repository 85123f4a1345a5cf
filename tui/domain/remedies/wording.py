"""Phrases that several diagnoses share."""

from collections.abc import Iterable, Iterator

from tui.domain.clients.address import shown_host
from tui.domain.clients.claude_code import HELPER
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import OTHER_WAY, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind, printable
from tui.domain.probing.probe import Answered, ProbeOutcome
from tui.domain.remedies.common import outcome_words

WOULD_CHANGE = "Putting it back would change this:"
_LONGEST = 160
_KINDS = {
    Shape.PLACEHOLDER: "placeholder",
    Shape.REFERENCE: "reference",
    Shape.NOTHING: "word",
    Shape.MASKED: "masked copy",
    Shape.IDENTIFIER: "identifier",
}


def place_of(finding: Finding) -> str:
    """Return the finding's place for a sentence: files in backticks, other places as they are."""
    if finding.origin.kind is OriginKind.HELPER:
        return f"`{finding.origin.label}` (its `{HELPER}`)"
    return f"`{finding.origin.label}`" if finding.origin.path else finding.origin.label


def kind_of(finding: Finding) -> str:
    """Return what the value is called in a sentence."""
    return _KINDS.get(finding.value.shape, "key")


def client_name(evidence: Evidence) -> str:
    """Return the client's name behind its article, such as `the Python SDK`."""
    name = evidence.resolution.client.rules.name
    return f"the {name}" if name.endswith("SDK") else name


def begun(sentence: str) -> str:
    """Return the sentence with a capital letter at its beginning."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def marked(remedies: Iterable[Remedy]) -> Iterator[tuple[str, str, Remedy]]:
    """Yield each remedy behind its mark and its words: steps have numbers, another way has its `or`."""
    number = 0
    for remedy in remedies:
        number += not remedy.is_other_way
        mark = OTHER_WAY if remedy.is_other_way else f"{number}. "
        yield mark, remedy.title.removeprefix(OTHER_WAY), remedy


def endpoint_host(evidence: Evidence) -> str:
    """Return the host that the client calls, in backticks."""
    return f"`{printable(shown_host(evidence.resolution.endpoint))}`"


def said(outcome: ProbeOutcome) -> str:
    """Return what came back and the server's own words, in at most 160 characters and without a full stop."""
    words = outcome_words(outcome)
    message = outcome.message if isinstance(outcome, Answered) else ""
    text = printable(f"{words}: {message}" if message else words).rstrip(" .")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def step(identifier: str, title: str, *, reach: Reach = Reach.USER, file: str = "") -> Remedy:
    """Return a step for the person."""
    return Remedy(identifier, title, reach, file=file)


def question(identifier: str, title: str) -> Remedy:
    """Return a step that finds something out."""
    return Remedy(identifier, title, Reach.USER, is_question=True)
