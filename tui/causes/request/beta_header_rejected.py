"""The request asks for a beta feature that the server does not know."""

from tui.domain.clients.client import CUSTOM_HEADERS
from tui.domain.clients.header import BETA_HEADER
from tui.domain.code.written_call import WrittenHeader
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import BadRequest, Variant
from tui.domain.questions.headers import betas_in_code
from tui.domain.reasons.account_answers import own_answer
from tui.domain.remedies.common import observed, remove_definition
from tui.domain.remedies.wording import endpoint_host, place_of, said, step
from tui.domain.resolving.further_headers import BETAS


def _find(evidence: Evidence) -> Diagnosis | None:
    answer = _answer(evidence)
    if answer is None:
        return None
    written, setting = _in_code(evidence, answer), _setting(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=f"{_source(written, setting)} a beta feature that {endpoint_host(evidence)} does not know",
        explanation=(
            f"The answer is {said(answer)}. For the sake of that header the whole request is refused; the key is not "
            "at fault."
        ),
        evidence=(*_lines(written, setting), *observed(evidence.as_found), *_tried(evidence, answer)),
        remedies=_remedies(evidence, written, setting),
    )


def _answer(evidence: Evidence) -> BadRequest | None:
    own = own_answer(evidence, (BadRequest,), _is_about_beta)
    tried = (item for item in evidence.of_variant(Variant.WITH_BETAS) if isinstance(item, BadRequest))
    return own or next((item for item in tried if _is_about_beta(item)), None)


def _is_about_beta(answer: BadRequest) -> bool:
    return is_about(answer.message, Topic.BETA)


def _in_code(evidence: Evidence, answer: BadRequest) -> WrittenHeader | None:
    """Return the header of the code whose value the answer names, else any that the code sends."""
    calls = (evidence.resolution.raw_call, evidence.resolution.client_call)
    handed = [header for call in calls if call for header in call.headers if header.name.lower() == BETA_HEADER]
    asked = () if answer is evidence.as_found else betas_in_code(evidence)
    written = (*asked, *handed)
    named = (item for item in written if item.text and any(part in answer.message for part in _parts(item.text)))
    return next(named, next(iter(written), None))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _setting(evidence: Evidence) -> Finding | None:
    """Return the variable that adds the header."""
    setting = evidence.resolution.setting
    if setting is not None and any(header.name.lower() == BETA_HEADER for header in setting.headers):
        return setting
    sent = {header.value for header in evidence.resolution.along if header.name.lower() == BETA_HEADER}
    found = (item for item in evidence.snapshot.findings if item.variable == BETAS and item.value.secret in sent)
    return next(found, None)


def _source(written: WrittenHeader | None, setting: Finding | None) -> str:
    if setting is not None:
        return f"{setting.variable} in {place_of(setting)} asks for"
    return f"`{written.origin.label}` asks for" if written else "something on the way asks for"


def _lines(written: WrittenHeader | None, setting: Finding | None) -> tuple[EvidenceLine, ...]:
    if setting is not None:
        return (EvidenceLine(setting.origin.label, f"{setting.variable} adds the header {BETA_HEADER}"),)
    if written is None:
        return ()
    return (EvidenceLine(written.origin.label, f"asks for {(written.text or 'a beta feature')[:80]}"),)


def _tried(evidence: Evidence, answer: BadRequest) -> tuple[EvidenceLine, ...]:
    return () if answer is evidence.as_found else observed(answer)


def _remedies(evidence: Evidence, written: WrittenHeader | None, setting: Finding | None) -> tuple[Remedy, ...]:
    match_versions = step("match-versions", f"or bring the client and {endpoint_host(evidence)} to versions that fit")
    if setting is not None:
        if setting.variable == CUSTOM_HEADERS and len(setting.headers) > 1:
            title = f"take `{BETA_HEADER}` out of {CUSTOM_HEADERS} in {place_of(setting)}, or correct its value"
            return (step("correct-beta", title, file=setting.origin.shown), match_versions)
        return (*remove_definition(evidence, setting), match_versions)
    if written is not None:
        title = f"correct or remove the value in `{written.origin.label}`; betas end in a date, such as `-2025-08-07`"
        return (step("correct-beta", title, reach=Reach.PROJECT, file=written.origin.shown), match_versions)
    return (step("repair-hop", "find what adds the header, such as a router between, and correct it"), match_versions)


CAUSE = Cause(
    id="beta-header-rejected",
    title="The request asks for an unknown beta feature",
    what=(
        "The API answers 400 and names a value of the header `anthropic-beta`: it is misspelt, no longer exists, or "
        "the client is newer than the gateway that it calls. The key is not at fault."
    ),
    repair="Remove or correct the value, or bring client and gateway to versions that fit.",
    find=_find,
)
