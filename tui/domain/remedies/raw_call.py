"""What puts a raw call's headers right in the code, in the words of its tool."""

from tui.domain.clients.client import KEY
from tui.domain.clients.header import Header
from tui.domain.clients.official_api import VERSION_LINE
from tui.domain.code.written_call import RawCall
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted, ProbeOutcome
from tui.domain.remedies.wording import step

_COMMANDS = frozenset({"curl", "wget"})
_HTTP_FILE = "an HTTP file"


def accepted_well_made(evidence: Evidence) -> ProbeOutcome | None:
    """Return the acceptance of the same key in the headers of a well-made call, the code's own kind first."""
    answers = (evidence.alone, evidence.other_header())
    return next((item for item in answers if isinstance(item, Accepted)), None)


def send_key_as(call: RawCall, header: Header) -> Remedy:
    """Return the step that has the call send its key in this header."""
    return _write(call, "send-right-header", _key_line(header, call), "send the key as")


def send_version(call: RawCall) -> Remedy:
    """Return the step that has the call name one version."""
    return _write(call, "send-version", VERSION_LINE, "send the version once, as")


def _key_line(header: Header, call: RawCall) -> str:
    value = {**dict.fromkeys(_COMMANDS, f"${KEY}"), _HTTP_FILE: "{{key}}"}.get(call.tool, "<key>")
    return f"Authorization: Bearer {value}" if header is Header.BEARER else f"x-api-key: {value}"


def _write(call: RawCall, remedy_id: str, line: str, verb: str) -> Remedy:
    written = line
    if call.tool in _COMMANDS:
        written = f'-H "{line}"' if call.tool == "curl" else f'--header="{line}"'
    return step(remedy_id, f"in `{call.origin.label}` {verb} `{written}`", reach=Reach.PROJECT, file=call.origin.shown)
