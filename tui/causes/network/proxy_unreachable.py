"""Nothing that works as a proxy answers at the proxy's address."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import own_proxy
from tui.domain.probing.probe import Answered, ProbeOutcome, ProxyFailed, ProxyRefused, ProxyUnusable
from tui.domain.remedies.proxy import proxy_lines, without_proxy
from tui.domain.remedies.wording import endpoint_host, place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    setting, outcome = own_proxy(evidence), evidence.as_found
    if not isinstance(outcome, ProxyFailed) or _is_refusal_or_socks(outcome):
        return None
    where = f"{setting.variable} in {place_of(setting)}" if setting else "the system's settings"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"the proxy of {where} cannot be used: {said(outcome)}",
        explanation=(
            f"Every call to {endpoint_host(evidence)} has to go through it, and none gets further. SDKs report that as "
            "if the API could not be reached. The key was not judged."
        ),
        evidence=proxy_lines(evidence, setting),
        remedies=_remedies(evidence, setting),
    )


def _is_refusal_or_socks(outcome: ProbeOutcome) -> bool:
    return isinstance(outcome, ProxyRefused) or (isinstance(outcome, ProxyUnusable) and outcome.is_socks)


def _remedies(evidence: Evidence, setting: Finding | None) -> tuple[Remedy, ...]:
    past_it, correct = without_proxy(evidence), _correct(setting, evidence.as_found)
    return (*past_it, correct) if isinstance(evidence.direct, Answered) else (correct, *past_it)


def _correct(setting: Finding | None, outcome: ProbeOutcome | None) -> Remedy:
    if setting is None:
        return step("correct-proxy", "correct the proxy in the system's network settings, or switch it off there")
    speaks_tls = isinstance(outcome, ProxyFailed) and outcome.speaks_tls
    if setting.text.lower().startswith("https://") and not speaks_tls:
        title = f"write `http://` in the place of `https://` in {setting.variable}: few proxies speak TLS themselves"
        return step("correct-proxy", title)
    return step("correct-proxy", f"start the proxy, or correct {setting.variable} in {place_of(setting)}")


CAUSE = Cause(
    id="proxy-unreachable",
    title="Nothing answers at the proxy's address",
    what=(
        "A variable names a proxy, and nothing that works as one answers there: it does not run, its name has no "
        "address, or the address is no address of a proxy. It looks as if the API were down."
    ),
    repair="Remove the variable if no proxy is needed, else correct the address or start the proxy.",
    find=_find,
)
