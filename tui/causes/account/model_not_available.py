"""The key is good, and the model that the project names is not among its models."""

from typing import TypeGuard

from tui.domain.clients.address import shown_host
from tui.domain.code.written_call import ModelMention
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.named_models import models_named
from tui.domain.judging.similar import most_similar
from tui.domain.origin import Origin
from tui.domain.probing.probe import Accepted, Forbidden, NotFound, ProbeKind, ProbeOutcome
from tui.domain.remedies.common import observed
from tui.domain.remedies.wording import said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    accepted = evidence.as_found
    missing = tuple(filter(_names_no_model, evidence.outcomes))
    if not isinstance(accepted, Accepted) or not missing:
        return None
    first = missing[0]
    model = first.request.model
    is_isolated = bool(accepted.models) and first.speaks_anthropic
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_isolated else Certainty.LIKELY,
        title=f"the model `{model}`{_in_places(evidence, model)} is not available to this key",
        explanation=(
            f"The key is accepted, but asked for this model the API says {said(first)}. "
            "A model is missing when it was retired, is misspelt, or is not open to this key's workspace."
        ),
        evidence=(
            *_mentions(evidence, model),
            *observed(accepted),
            *_refusals(missing),
        ),
        remedies=_replacements(evidence, accepted, _models(missing)),
    )


def _place(origin: Origin) -> str:
    return f"`{origin.label}`" if origin.path else origin.label


def _names_no_model(outcome: ProbeOutcome) -> TypeGuard[NotFound | Forbidden]:
    request = outcome.request
    if request.kind is ProbeKind.AUTH or not isinstance(outcome, NotFound | Forbidden):
        return False
    if isinstance(outcome, Forbidden) or request.kind is ProbeKind.HELLO:
        return request.model in outcome.message
    return True


def _models(missing: tuple[NotFound | Forbidden, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outcome.request.model for outcome in missing))


def _places(evidence: Evidence, model: str) -> tuple[ModelMention, ...]:
    return tuple(mention for mention in models_named(evidence) if mention.model == model)


def _in_places(evidence: Evidence, model: str) -> str:
    places = _places(evidence, model)
    return f" in {_place(places[0].origin)}" if places else ""


def _mentions(evidence: Evidence, model: str) -> tuple[EvidenceLine, ...]:
    return tuple(EvidenceLine(item.origin.label, f"names the model {model}") for item in _places(evidence, model))


def _refusals(missing: tuple[NotFound | Forbidden, ...]) -> tuple[EvidenceLine, ...]:
    lines = (EvidenceLine(shown_host(item.request.base_url), f"{item.request.model}: {said(item)}") for item in missing)
    return tuple(dict.fromkeys(lines))


def _replacements(evidence: Evidence, accepted: Accepted, missing: tuple[str, ...]) -> tuple[Remedy, ...]:
    available = tuple(name for name in accepted.models if name not in missing)
    return tuple(_replace(evidence, name, available) for name in missing)


def _replace(evidence: Evidence, model: str, available: tuple[str, ...]) -> Remedy:
    places, near = _places(evidence, model), most_similar(model, available)
    where = " and ".join(_place(item.origin) for item in places) or "your code"
    names = " or ".join(f"`{name}`" for name in near) or "a model that this key may use"
    title = f"in {where} replace `{model}` by {names}"
    return step("replace-model", title, reach=Reach.PROJECT, file=places[0].origin.shown if places else "")


CAUSE = Cause(
    id="model-not-available",
    title="The model is not available to this key",
    what=(
        "The key is accepted, but the model that the code names is not among the models that the API lists for it: "
        "retired, misspelt, or not open to the key's workspace. Calls are then answered with a 404 that names it."
    ),
    repair="Name a model from the key's own list; the nearest names are offered.",
    find=_find,
)
