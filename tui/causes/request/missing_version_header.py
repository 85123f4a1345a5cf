"""The request names no version of the API, two of them, or one that does not exist."""

from tui.domain.clients.official_api import VERSION_LINE
from tui.domain.code.written_call import RawCall
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Accepted, BadRequest, Rejected
from tui.domain.questions.headers import misses_sent_header
from tui.domain.reasons.account_answers import own_answer
from tui.domain.remedies.common import observed
from tui.domain.remedies.raw_call import accepted_well_made, send_key_as, send_version
from tui.domain.remedies.wording import client_name, endpoint_host, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    call = evidence.resolution.raw_call
    if call is not None and call.is_whole and not call.has_right_version:
        return _in_code(evidence, call)
    return _on_the_way(evidence)


def _in_code(evidence: Evidence, call: RawCall) -> Diagnosis | None:
    certainty = _certainty(evidence)
    if certainty is None:
        return None
    answer = "" if evidence.as_found is None else f"The answer is {said(evidence.as_found)}. "
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=f"`{call.origin.label}` {_fault(call)}",
        explanation=(
            f"{answer}Every call must name one version of the API that exists; the SDKs do so by themselves, and a "
            f"call by {call.tool} has to. It says nothing about the key."
        ),
        evidence=(
            EvidenceLine(call.origin.label, f"a call by {call.tool} {_fault(call)}"),
            *observed(evidence.as_found),
            *observed(accepted_well_made(evidence)),
        ),
        remedies=(send_version(call), *_header_too(evidence, call)),
    )


def _certainty(evidence: Evidence) -> Certainty | None:
    outcome = evidence.as_found
    if isinstance(outcome, BadRequest) and is_about(outcome.message, Topic.VERSION):
        return Certainty.PROVEN
    # Where the key is looked at first, the version's turn has not come.
    return Certainty.LIKELY if outcome is None or isinstance(outcome, Rejected) else None


def _header_too(evidence: Evidence, call: RawCall) -> tuple[Remedy, ...]:
    """Return the repair of the key's header where that is wrong as well, since the one is not enough then."""
    if any(header.is_read for header in call.headers):
        return ()
    good = accepted_well_made(evidence)
    return (send_key_as(call, good.request.header if good else evidence.resolution.header),)


def _on_the_way(evidence: Evidence) -> Diagnosis | None:
    """Diagnose a version that something changes behind a client that sends a good one."""
    answer = own_answer(evidence, (BadRequest,), _is_about_version)
    is_others = misses_sent_header(evidence) or isinstance(evidence.alone, Accepted)
    if answer is None or is_others or evidence.winner is None:
        return None
    hop = "something on the way" if is_official(evidence) else endpoint_host(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if isinstance(evidence.official, Accepted) else Certainty.LIKELY,
        title=f"{hop} spoils the version header that {client_name(evidence)} sends",
        explanation=(
            f"The answer is {said(answer)}. One version was sent; a hop that adds its own makes two of them, which "
            "is none. It says nothing about the key."
        ),
        evidence=(*observed(evidence.as_found), *observed(evidence.official)),
        remedies=_hop_remedies(evidence, hop),
    )


def _is_about_version(answer: BadRequest) -> bool:
    return is_about(answer.message, Topic.VERSION)


def _hop_remedies(evidence: Evidence, hop: str) -> tuple[Remedy, ...]:
    repair = step("repair-hop", f"have {hop} hand on `anthropic-version` as it came, without adding one")
    if not isinstance(evidence.official, Accepted):
        return (repair,)
    return (repair, step("call-directly", "or call the API itself, which accepts this key"))


def _fault(call: RawCall) -> str:
    texts = [header.text or "" for header in call.versions]
    if not texts:
        return "names no `anthropic-version`"
    if len(texts) > 1:
        return "names `anthropic-version` twice"
    return f"names the version `{texts[0][:40]}`, which does not exist"


CAUSE = Cause(
    id="missing-version-header",
    title="The request names no version that exists",
    what=(
        "A call without an SDK lacks the header `anthropic-version`, has it twice or names a version that never "
        "existed, and is answered with 400. A router that adds the header once more has the same effect."
    ),
    repair=f"Send `{VERSION_LINE}`, once.",
    find=_find,
)
