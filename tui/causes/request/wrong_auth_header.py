"""The project's own call sends the key in a header, or in a form, that the server does not read."""

from tui.domain.code.written_call import RawCall
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Accepted, BadRequest, Rejected
from tui.domain.remedies.common import observed
from tui.domain.remedies.raw_call import accepted_well_made, send_key_as
from tui.domain.remedies.wording import endpoint_host, place_of, said


def _find(evidence: Evidence) -> Diagnosis | None:
    call, winner = evidence.resolution.raw_call, evidence.winner
    certainty = _certainty(evidence, call) if call else None
    if call is None or winner is None or certainty is None:
        return None
    good = accepted_well_made(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=_title(evidence, call),
        explanation=_explanation(evidence),
        evidence=(
            EvidenceLine(call.origin.label, f"a call by {call.tool} {_fault(call)}"),
            EvidenceLine(winner.origin.label, f"{winner.variable} is {winner.value.secret.hint}"),
            *observed(evidence.as_found),
            *observed(good),
        ),
        remedies=(send_key_as(call, good.request.header if good else evidence.resolution.header),),
    )


def _certainty(evidence: Evidence, call: RawCall) -> Certainty | None:
    """Return PROVEN where the same key is accepted in another header, None where the header is not at fault."""
    is_wrong = _is_wrong(call)
    if evidence.as_found is None:
        return Certainty.LIKELY if is_wrong else None
    if isinstance(evidence.as_found, BadRequest):
        is_version = is_about(evidence.as_found.message, Topic.VERSION)
        return Certainty.LIKELY if is_wrong and is_version else None
    if not isinstance(evidence.as_found, Rejected) or is_about(evidence.as_found.message, Topic.CORS):
        return None
    if accepted_well_made(evidence) is not None and (is_wrong or isinstance(evidence.other_header(), Accepted)):
        return Certainty.PROVEN
    return Certainty.LIKELY if is_wrong else None


def _is_wrong(call: RawCall) -> bool:
    """Return whether no header of the call is one in which the API looks for a key."""
    return call.is_whole and not any(header.is_read for header in call.headers)


def _title(evidence: Evidence, call: RawCall) -> str:
    host = endpoint_host(evidence)
    if not call.credentials:
        return f"`{call.origin.label}` calls {host} without a header that carries the key"
    return f"`{call.origin.label}` {_fault(call)}, where {host} does not look for it"


def _fault(call: RawCall) -> str:
    if not call.credentials:
        return "sends no header with the key"
    header = call.credentials[0]
    if header.is_read:
        form = "`Authorization: Bearer`" if header.is_bearer else f"`{header.name}`"
        return f"sends the key as {form}"
    if header.name.lower() == "authorization" and not header.prefix:
        return "sends the key in `Authorization` without `Bearer` before it"
    return f"sends the key as `{header.name}{f': {header.prefix.strip()} ...' if header.prefix else ''}`"


def _explanation(evidence: Evidence) -> str:
    rule = "A key goes into `x-api-key`, or into `Authorization` behind the word `Bearer`."
    if evidence.as_found is None:
        return rule
    good = accepted_well_made(evidence)
    text = f"With the headers as they stand in the code the answer is {said(evidence.as_found)}."
    if good is not None:
        return f"{text} The same key from {_source(evidence)} is accepted as `{good.request.header.shown}`. {rule}"
    return f"{text} {rule} In the right header the key is not accepted either."


def _source(evidence: Evidence) -> str:
    return place_of(evidence.winner) if evidence.winner else "there"


CAUSE = Cause(
    id="wrong-auth-header",
    title="The code sends the key in a header that is not read",
    what=(
        "A call that the code makes without an SDK sends the key under another name, such as `Api-Key`, or in "
        "`Authorization` without `Bearer`, or not at all. The same key is accepted in the right header."
    ),
    repair="Send it as `x-api-key`, or as `Authorization: Bearer`.",
    find=_find,
)
