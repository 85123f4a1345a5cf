import pytest

from tests.builders import process, settings, shows, snapshot
from tests.causes.answers import answered
from tests.causes.stand_in_answers import GOOD, KEY_IN_PROCESS, asked, by_rules, project
from tui.causes.registry import diagnose
from tui.domain.clients.client import CUSTOM_HEADERS, ClientId
from tui.domain.found.finding import Finding
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import ProbeKind
from tui.practice.rules import Rules

BETAS = "ANTHROPIC_BETAS"
GOOD_BETA = "context-1m-2025-08-07"
CALLS = 'client = Anthropic()\nclient.beta.messages.create(model="m",\n  betas=["%s"])'


def only(found: tuple[Diagnosis, ...]) -> Diagnosis:
    (diagnosis,) = found
    assert (diagnosis.cause_id, diagnosis.certainty) == ("beta-header-rejected", Certainty.PROVEN)
    assert not shows(diagnosis, GOOD)
    return diagnosis


def custom(text: str) -> Finding:
    return read_finding(CUSTOM_HEADERS, text, Origin(OriginKind.PROCESS, "the environment"))


def by_variable(*findings: Finding, client: ClientId = ClientId.PYTHON_SDK) -> tuple[Diagnosis, ...]:
    return diagnose(answered(snapshot(process(GOOD), *findings), by_rules(Rules(keys=(GOOD,))), client=client))


def test_fires_for_a_header_of_ones_own() -> None:
    diagnosis = only(by_variable(custom("anthropic-beta: nonsense")))
    assert f"{CUSTOM_HEADERS} in the environment asks for" in diagnosis.title
    assert diagnosis.remedies[0].unsets == (CUSTOM_HEADERS,)


def test_a_list_with_other_headers_is_not_removed_as_a_whole() -> None:
    diagnosis = only(by_variable(custom("X-Team: red\nanthropic-beta: nonsense")))
    assert diagnosis.remedies[0].kind == "manual"


@pytest.mark.parametrize("finding", [process("nonsense", BETAS), settings("nonsense", BETAS)])
def test_fires_for_the_variable_of_claude_code(finding: Finding) -> None:
    diagnosis = only(by_variable(finding, client=ClientId.CLAUDE_CODE))
    assert diagnosis.title.startswith(f"{BETAS} in ")


@pytest.mark.parametrize(
    "text",
    [
        CALLS % "prompt-cahing",
        'client = Anthropic()\nclient.messages.create(model="m",\n  extra_headers={"anthropic-beta": "prompt-cahing"})',
        '#\n#\nclient = Anthropic(default_headers={"anthropic-beta": "prompt-cahing"})',
    ],
    ids=["betas", "extra headers", "default headers"],
)
def test_fires_for_what_the_code_asks_an_sdk_for(text: str) -> None:
    diagnosis = only(diagnose(asked(project(KEY_IN_PROCESS, main_py=text), client=ClientId.PYTHON_SDK)))
    assert "`~/project/main.py:3` asks for" in diagnosis.title
    assert "betas end in a date" in diagnosis.remedies[0].title


def test_fires_for_a_raw_call() -> None:
    text = 'curl URL -H "x-api-key: $K" -H "anthropic-version: 2023-06-01" -H "anthropic-beta: nonsense"'
    diagnosis = only(diagnose(asked(project(KEY_IN_PROCESS, ask_sh=text))))
    assert "`~/project/ask.sh:1` asks for" in diagnosis.title


def test_near_miss_betas_that_exist() -> None:
    shot = project(KEY_IN_PROCESS, main_py=CALLS % GOOD_BETA)
    assert diagnose(asked(shot, client=ClientId.PYTHON_SDK)) == ()
    assert by_variable(custom(f"anthropic-beta: {GOOD_BETA}")) == ()


def test_near_miss_another_client_does_not_read_the_variable_or_the_code() -> None:
    assert by_variable(process("nonsense", BETAS)) == ()
    shot = project(KEY_IN_PROCESS, main_py=CALLS % "nonsense")
    assert diagnose(asked(shot, client=ClientId.TYPESCRIPT_SDK, version="1.12.0")) == ()


def test_belongs_to_another_when_the_key_is_refused() -> None:
    shot = project(KEY_IN_PROCESS, main_py=CALLS % "nonsense")
    found = diagnose(asked(shot, Rules(), client=ClientId.PYTHON_SDK))
    assert [item.cause_id for item in found] == ["key-rejected"]


def test_the_paid_call_has_the_betas_of_the_code() -> None:
    shot = project(KEY_IN_PROCESS, main_py=CALLS % GOOD_BETA)
    tested = answered(shot, by_rules(Rules(keys=(GOOD,))), hello=True)
    (paid,) = (item.request for item in tested.outcomes if item.request.kind is ProbeKind.HELLO)
    assert [(header.name, header.value) for header in paid.along] == [("anthropic-beta", Secret(GOOD_BETA))]
    without = answered(project(KEY_IN_PROCESS), by_rules(Rules(keys=(GOOD,))), hello=True)
    assert [item.request.along for item in without.outcomes if item.request.kind is ProbeKind.HELLO] == [()]


def test_fires_once_where_the_paid_call_is_refused_for_it_too() -> None:
    shot = project(KEY_IN_PROCESS, main_py=CALLS % "prompt-cahing")
    diagnosis = only(diagnose(answered(shot, by_rules(Rules(keys=(GOOD,))), hello=True)))
    assert "`~/project/main.py:3` asks for" in diagnosis.title
