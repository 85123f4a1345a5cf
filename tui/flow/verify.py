"""Step 5: detect and probe again in a fresh process; green means that the API accepted what is now sent."""

from enum import StrEnum
from functools import partial

from tui.domain.found.finding import Finding
from tui.domain.json_values import mapping
from tui.domain.record import Record, replace
from tui.domain.reporting.example import example_code
from tui.domain.resolving.resolution import resolve
from tui.domain.resolving.snapshot import Reading
from tui.flow.detect import choose_client, detect
from tui.flow.fix import FixPlan
from tui.flow.ports import ChildVerdict, Toolkit


class Proof(StrEnum):
    """The results of verifying."""

    ACCEPTED = "accepted"
    AFTER_COMMAND = "accepted once the command is pasted"
    STILL_FAILING = "still failing"
    UNKNOWN = "could not check"


class Verification(Record):
    """What a fresh process found: the proof, and for an accepted key its hint, place, host and request id.

    `at` is the local time of day; `title` is the remaining cause where one was found; `later` says what a
    new terminal would send in its place, empty where it is the same, and `cure` is the step that ends that;
    `example` is code for the accepted key, line by line.
    """

    proof: Proof
    title: str = ""
    cause_id: str = ""
    hint: str = ""
    place: str = ""
    host: str = ""
    request_id: str = ""
    at: str = ""
    later: str = ""
    cure: str = ""
    example: tuple[str, ...] = ()


def verify(
    toolkit: Toolkit,
    plan: FixPlan,
    client: str,
    *,
    runs_helper: bool = False,
    added: tuple[Finding, ...] = (),
    repaired: str = "",
) -> Verification:
    """Check again in a new process; where a command is still to be pasted, also as if it had been.

    `runs_helper` tells that the person agreed to run Claude Code's helper in this walk, in which
    `added` are the keyring entries that were read; `repaired` is the id of the cause that something
    was written against.
    """
    deadline = toolkit.settings.timeout + (10 if runs_helper else 5)
    check = partial(toolkit.fresh_process.check, client=client, deadline=deadline, runs_helper=runs_helper)
    first = _read(toolkit, check(unset=(), sets=()))
    if first.proof is Proof.ACCEPTED:
        return replace(first, example=_example(toolkit, client, added))
    first = _unjudged(first, repaired)
    if not (plan.unsets or plan.sets):
        return first
    second = _read(toolkit, check(unset=plan.unsets, sets=plan.sets))
    if second.proof is not Proof.ACCEPTED:
        return first
    return replace(second, proof=Proof.AFTER_COMMAND, title=first.title, cause_id=first.cause_id)


def _unjudged(verification: Verification, repaired: str) -> Verification:
    """Return it as unknown where the call no longer arrives, which tells nothing about a repair of something else."""
    from tui.causes.registry import ON_THE_WAY  # noqa: PLC0415 - only a walk that wrote something needs it

    on_the_way = {cause.id for cause in ON_THE_WAY}
    if repaired and repaired not in on_the_way and verification.cause_id in on_the_way:
        return replace(verification, proof=Proof.UNKNOWN)
    return verification


def _example(toolkit: Toolkit, client: str, added: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return the example for what stands here now, which a repair may have changed since the walk began."""
    seen = detect(toolkit)
    snapshot = replace(seen, readings=(*seen.readings, Reading(added)))
    return example_code(resolve(choose_client(client, snapshot), snapshot), snapshot)


def _read(toolkit: Toolkit, child: ChildVerdict) -> Verification:
    import json  # noqa: PLC0415 - only this step needs it

    at = toolkit.clock.now()
    if child.problem:
        return Verification(Proof.UNKNOWN, title=child.problem, at=at)
    try:
        report = mapping(json.loads(child.report))
    except ValueError:
        return Verification(Proof.UNKNOWN, title="the check in a fresh process gave no report", at=at)
    if report.get("verdict") != "ok":
        proof = Proof.STILL_FAILING if report.get("verdict") == "problem" else Proof.UNKNOWN
        cause = mapping(report.get("cause"))
        title = str(cause.get("title") or report.get("error") or report.get("sentence") or "")
        return Verification(proof, title=title, cause_id=str(cause.get("id", "")), at=at)
    sent = mapping(report.get("sent"))
    return Verification(
        Proof.ACCEPTED,
        hint=str(sent.get("hint", "")),
        place=str(sent.get("place", "")),
        host=str(sent.get("host", "")),
        request_id=str(sent.get("request_id", "")),
        at=at,
        later=str(report.get("in_a_new_terminal") or ""),
        cure=str(report.get("for_new_terminals") or ""),
    )
