"""A value in the environment hides the one in `.env`."""

from tui.domain.dotenv.loader import LoaderKind
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.remedies.what_if import Heir, clearing, heir_of, set_at, testimony
from tui.domain.remedies.wording import client_name, kind_of, place_of, step
from tui.domain.resolving.loading import loaders_of

_OVERRIDING = {
    LoaderKind.PYTHON_DOTENV: "load_dotenv(override=True)",
    LoaderKind.JS_DOTENV: "dotenv.config({ override: true })",
}


def _find(evidence: Evidence) -> Diagnosis | None:
    heir = heir_of(evidence)
    if heir is None or not _hides_env_file(heir):
        return None
    effect = "The API refuses that one and accepts the other." if heir.is_proven else "It may be an old one."
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=_title(evidence, heir),
        explanation=(
            f"{heir.winner.variable} has two values. What reads `.env` leaves alone what is already set, so "
            f"{client_name(evidence)} sends the environment's value. {effect}"
        ),
        evidence=testimony(evidence, heir),
        remedies=(*clearing(evidence, heir), *_override(evidence)),
    )


def _hides_env_file(heir: Heir) -> bool:
    return (
        heir.winner.origin.kind is OriginKind.PROCESS
        and heir.finding.origin.kind is OriginKind.DOTENV
        and heir.finding.variable == heir.winner.variable
    )


def _title(evidence: Evidence, heir: Heir) -> str:
    line = set_at(evidence, heir.winner)
    where = f"{place_of(heir.winner)} ({place_of(line)})" if line else place_of(heir.winner)
    hint, hidden = heir.winner.value.secret.hint, place_of(heir.finding)
    if heir.is_proven:
        return f"the {heir.answer} {kind_of(heir.winner)} {hint} in {where} hides the good key in {hidden}"
    return f"the {kind_of(heir.winner)} {hint} in {where} hides another key in {hidden}"


def _override(evidence: Evidence) -> tuple[Remedy, ...]:
    for loader in loaders_of(evidence.resolution.client, evidence.snapshot):
        code = _OVERRIDING.get(loader.kind)
        if code:
            place = loader.origin.label
            title = f"or let `.env` win: call `{code}` in `{place}`"
            return (step("override-environment", title, reach=Reach.PROJECT, file=loader.origin.shown),)
    return ()


CAUSE = Cause(
    id="environment-overrides-dotenv",
    title="The environment hides the key in `.env`",
    what=(
        "The same variable has one value in the environment of the process and another in `.env`. What loads `.env` "
        "does not replace a variable that is already set, so the environment's value is sent, even when it is an "
        "old one from a shell start-up file."
    ),
    repair=(
        "Unset the variable in this shell and delete the line of the start-up file that sets it, or have the loader "
        "override the environment."
    ),
    find=_find,
)
