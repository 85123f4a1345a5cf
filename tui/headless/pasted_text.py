"""A pasted error's explanation as text of 80 columns and as JSON; nothing of the pasted text but names and numbers."""

from tui.domain.pasted.answerers import Who
from tui.domain.pasted.clients import Sender
from tui.domain.reporting.report import SCHEMA_VERSION, Json, tool
from tui.flow.explain import Explanation
from tui.headless.filled import filled

_UNKNOWN = "This text is not recognised: no status, no error type and no message that fix401 knows."


def explanation_lines(explanation: Explanation) -> list[str]:
    """Return what the text is, what it means and rules out, what it can come from, and what to run."""
    meaning = explanation.meaning
    lines = [*_facts(explanation), ""]
    if meaning is None:
        lines = [*filled(_UNKNOWN), *lines]
    else:
        lines += ["What it means:", *filled(meaning.means, "  "), ""]
        lines += ["What it rules out:", *filled(meaning.rules_out, "  "), ""]
    if explanation.causes:
        lines.append("What it can come from, the likely first:")
        lines += [line for item in explanation.causes for line in filled(f"{item.id}: {item.title}", "  ", "    ")]
        lines.append("")
    lines += [line for note in explanation.notes for line in (*filled(note), "")]
    return [*lines, "Next:", f"  {explanation.command}"]


def explanation_json(explanation: Explanation) -> Json:
    """Return the same as an object of the public contract.

    `recognised` says whether there is a `meaning`, whose `id` stays the same when its words
    change. `client.id` is one that `--client` takes, or null; `client.versions` a range in words.
    `status` is a number and `error_type`, `error_code` and `request_id` are texts, all null
    where the text does not tell. `answered_by.id` is `anthropic`, `edge`, `gateway`, `proxy`,
    `other-api`, `nobody` or `unknown`; `certain` is false where something else could have said
    the same. `causes` are in the order of likelihood. `credentials` counts what was masked.
    """
    decoded, meaning = explanation.decoded, explanation.meaning
    facts, answerer = decoded.facts, decoded.answerer
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "recognised": meaning is not None,
        "client": _client(decoded.sender),
        "status": facts.status or None,
        "error_type": facts.error_type or None,
        "error_code": facts.code or None,
        "request_id": facts.request_id or None,
        "answered_by": {"id": answerer.who.value, "text": answerer.words, "certain": answerer.is_certain},
        "meaning": {"id": meaning.id, "text": meaning.means, "rules_out": meaning.rules_out} if meaning else None,
        "causes": [{"id": item.id, "title": item.title} for item in explanation.causes],
        "next": explanation.command,
        "credentials": decoded.credentials,
        "notes": list(explanation.notes),
    }


def _facts(explanation: Explanation) -> list[str]:
    decoded = explanation.decoded
    facts, answerer = decoded.facts, decoded.answerer
    rows = {
        "from": _named(decoded.sender),
        "status": str(facts.status or ""),
        "error type": facts.error_type,
        "error code": facts.code,
        "request id": facts.request_id,
        "answered": answerer.words if decoded.meaning or answerer.who is not Who.UNKNOWN else "",
    }
    return [line for name, text in rows.items() if text for line in filled(f"{name:12}{text}", "", " " * 12)]


def _named(sender: Sender | None) -> str:
    if sender is None:
        return ""
    return f"{sender.name}, {sender.versions}" if sender.versions else sender.name


def _client(sender: Sender | None) -> Json | None:
    if sender is None:
        return None
    return {
        "id": sender.client.value if sender.client else None,
        "name": sender.name,
        "versions": sender.versions or None,
    }
