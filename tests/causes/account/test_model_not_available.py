import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, request, shows, snapshot
from tests.causes.answers import (
    accepts,
    answered,
    finds_no_model,
    finds_nothing,
    forbids,
    has_no_credit,
    rejects,
    to_hello,
)
from tui.causes.account.model_not_available import CAUSE
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted, Forbidden, ProbeKind, ProbeOutcome, ProbeRequest
from tui.domain.record import replace

_RETIRED = "claude-3-5-sonnet-20240620"


def _asked(*models: str) -> Evidence:
    return answered(snapshot(dotenv(GOOD), models=models), to_hello(finds_no_model, GOOD))


def test_fires_when_the_accepted_key_has_not_got_the_model() -> None:
    diagnosis = CAUSE.find(_asked(_RETIRED))

    assert diagnosis is not None
    assert diagnosis.cause_id == "model-not-available"
    assert diagnosis.certainty is Certainty.PROVEN
    assert _RETIRED in diagnosis.title
    assert "`~/project/main.py:3`" in diagnosis.title
    (remedy,) = diagnosis.remedies
    assert remedy.kind == "manual"
    assert "by `claude-sonnet-5`" in remedy.title, "the nearest name comes first"
    assert not shows(diagnosis, GOOD)


def test_names_every_missing_model() -> None:
    diagnosis = CAUSE.find(_asked(_RETIRED, "claude-3-haiku-20240307"))

    assert diagnosis is not None
    assert [remedy.title.partition(" by ")[2].split()[0] for remedy in diagnosis.remedies] == [
        "`claude-sonnet-5`",
        "`claude-haiku-4-5`",
    ]


def test_is_likely_when_the_key_has_no_list_of_models() -> None:
    def reply(item: ProbeRequest) -> ProbeOutcome:
        return Accepted(item, 9.0, 200) if item.kind is ProbeKind.AUTH else finds_nothing(item)

    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD), models=(_RETIRED,)), reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "a model that this key may use" in diagnosis.remedies[0].title


def test_a_403_that_names_the_model_is_about_the_model() -> None:
    def reply(item: ProbeRequest) -> ProbeOutcome:
        return replace(forbids(item), message=f"no access to {item.model}")

    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD), models=(_RETIRED,)), to_hello(reply, GOOD)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_a_gateway_that_forbids_a_listed_model_is_likely_and_other_models_are_offered() -> None:
    def reply(item: ProbeRequest) -> ProbeOutcome:
        return Forbidden(item, 9.0, 401, "key_model_access_denied", f"key not allowed to access {item.model}")

    tested = answered(snapshot(dotenv(GOOD), models=("claude-sonnet-5",)), to_hello(reply, GOOD), hello=True)
    diagnosis = CAUSE.find(tested)
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert diagnosis.remedies[0].title.endswith("by `claude-haiku-4-5`")


def test_near_miss_the_model_is_in_the_list() -> None:
    assert CAUSE.find(_asked("claude-sonnet-5")) is None


def test_near_miss_the_model_is_an_alias_that_exists() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD), models=("claude-latest",)), accepts)) is None


def test_belongs_to_another_when_the_key_is_rejected() -> None:
    asked = rejects(request(OLD)), finds_no_model(request(OLD, kind=ProbeKind.MODEL, model=_RETIRED))
    assert CAUSE.find(evidence(snapshot(dotenv(OLD), models=(_RETIRED,)), outcomes=asked)) is None


def test_belongs_to_another_when_the_paid_call_fails_for_money_or_permission() -> None:
    for said in (has_no_credit, forbids, finds_nothing):
        reply = to_hello(said, GOOD)
        assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply, hello=True)) is None


@pytest.mark.parametrize(
    ("model", "asked"), [(_RETIRED, _RETIRED), (f"{_RETIRED}[1m]", _RETIRED), ("sonnet", ""), ("opus[1m]", "")]
)
def test_claude_code_is_told_its_model_by_a_variable_and_not_by_the_projects_code(model: str, asked: str) -> None:
    setting = replace(process(model, "ANTHROPIC_MODEL"), text=model)
    shot = snapshot(process(GOOD), setting, models=("claude-of-the-code",))
    seen = answered(shot, to_hello(finds_no_model, GOOD), client=ClientId.CLAUDE_CODE)
    assert {item.request.model for item in seen.of_kind(ProbeKind.MODEL)} == ({asked} if asked else set())
    diagnosis = CAUSE.find(seen)
    assert (diagnosis is not None) is bool(asked)
    if diagnosis is not None:
        assert f"the model `{asked}` in the environment" in diagnosis.title


def test_a_gateway_has_names_of_its_own() -> None:
    setting = replace(process(_RETIRED, "ANTHROPIC_MODEL"), text=_RETIRED)
    shot = snapshot(process(GOOD), setting, process("https://relay.example", BASE_URL))
    seen = answered(shot, accepts, client=ClientId.CLAUDE_CODE)
    assert [item.request.model for item in seen.of_kind(ProbeKind.MODEL)] == []
