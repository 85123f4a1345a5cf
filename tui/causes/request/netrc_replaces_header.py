"""A login in `~/.netrc` takes the place of the key's header."""

from tui.domain.code.written_call import NetrcEntry, RawCall
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted, Rejected, Variant
from tui.domain.questions.headers import netrc_entry
from tui.domain.remedies.common import observed
from tui.domain.remedies.raw_call import accepted_well_made
from tui.domain.remedies.wording import step

_REQUESTS = "requests"


def _find(evidence: Evidence) -> Diagnosis | None:
    call, entry = evidence.resolution.raw_call, netrc_entry(evidence)
    certainty = _certainty(evidence, call) if call and entry else None
    if call is None or entry is None or certainty is None:
        return None
    tried = evidence.of_variant(Variant.WITH_NETRC)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=f"{call.tool} in `{call.origin.label}` sends the login of `{entry.origin.label}` {_effect(call)}",
        explanation=(
            f"For {_about(entry)} {call.tool} puts a login from that file into `Authorization` by itself, whatever the "
            "code has set there. Of the file only the names of its hosts were read; the request below holds a made-up "
            "login."
        ),
        evidence=(
            EvidenceLine(entry.origin.label, f"holds a login for {_about(entry)}"),
            *observed(evidence.as_found),
            *(line for outcome in tried for line in observed(outcome)),
        ),
        remedies=_remedies(call, entry),
    )


def _certainty(evidence: Evidence, call: RawCall) -> Certainty | None:
    """Return PROVEN where the key is accepted without such a login and refused with it."""
    if evidence.as_found is None:
        return Certainty.LIKELY if any(header.is_bearer for header in call.headers) else None
    tried = evidence.of_variant(Variant.WITH_NETRC)
    is_refused = any(isinstance(outcome, Rejected) for outcome in tried)
    is_good = isinstance(evidence.as_found, Accepted) or accepted_well_made(evidence) is not None
    return Certainty.PROVEN if is_refused and is_good else None


def _effect(call: RawCall) -> str:
    is_replaced = any(header.is_bearer for header in call.headers)
    return "in the key's place" if is_replaced else "beside the key"


def _about(entry: NetrcEntry) -> str:
    return f"`{entry.host}`" if entry.host else "every host (`default`)"


def _remedies(call: RawCall, entry: NetrcEntry) -> tuple[Remedy, ...]:
    remove = step(
        "remove-entry", f"remove the entry for {_about(entry)} in `{entry.origin.label}`, if nothing needs it"
    )
    if call.tool == _REQUESTS:
        title = f"in `{call.origin.label}` make the call by a `requests.Session()` whose `trust_env` is False"
    else:
        title = f"in `{call.origin.label}` leave out `--netrc`, or send the key as `Authorization: Bearer`"
    return (remove, step("pass-by-netrc", f"or {title}", reach=Reach.PROJECT, file=call.origin.shown))


CAUSE = Cause(
    id="netrc-replaces-header",
    title="A login in ~/.netrc replaces the key's header",
    what=(
        "Python's `requests` takes a login that `~/.netrc` holds for the host and puts it into `Authorization`, over "
        "the key that the code has put there. Other libraries and the SDKs do not."
    ),
    repair="Remove the entry from ~/.netrc, or set `trust_env` of the session to False.",
    find=_find,
)
