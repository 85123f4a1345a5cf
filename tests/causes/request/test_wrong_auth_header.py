import pytest

from tests.builders import OLD, dotenv, process, shows
from tests.causes.stand_in_answers import GOOD, KEY_IN_ENV, KEY_IN_PROCESS, asked, project
from tui.causes.registry import diagnose
from tui.causes.request.wrong_auth_header import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import Accepted, Rejected
from tui.domain.record import replace
from tui.practice.rules import KeyState, Mode, Rules

VERSION = '"anthropic-version": "2023-06-01"'
CALL = """import os, requests
KEY = os.environ["ANTHROPIC_API_KEY"]
requests.post("URL", headers={%s})
"""


def python(item: str) -> str:
    return CALL % f"{item}, {VERSION}"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ('"Api-Key": KEY', "sends the key as `Api-Key`"),
        ('"X-API-Token": KEY', "sends the key as `X-API-Token`"),
        ('"Authorization": KEY', "in `Authorization` without `Bearer` before it"),
        ('"Authorization": f"Token {KEY}"', "as `Authorization: Token ...`"),
        ('"Accept": "*/*"', "without a header that carries the key"),
    ],
)
def test_fires_where_the_same_key_is_accepted_in_the_right_header(item: str, words: str) -> None:
    (diagnosis,) = diagnose(asked(project(KEY_IN_ENV, main_py=python(item))))

    assert diagnosis.cause_id == "wrong-auth-header"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/main.py:3`" in diagnosis.title
    assert words in diagnosis.title
    (remedy,) = diagnosis.remedies
    assert remedy.title.startswith("in `~/project/main.py:3` send the key as `")
    assert not shows(diagnosis, GOOD)


@pytest.mark.parametrize(
    ("name", "text", "repair"),
    [
        ("ask_sh", 'curl URL -H "Api-Key: $ANTHROPIC_API_KEY" -H "anthropic-version: 2023-06-01"', '-H "x-api-key: $'),
        (
            "ask_sh",
            'curl URL -H "Authorization: $ANTHROPIC_API_KEY" -H "anthropic-version: 2023-06-01"',
            '-H "Authorization: Bearer $',
        ),
        ("ask_http", "POST URL\nApi-Key: {{key}}\nanthropic-version: 2023-06-01\n", "x-api-key: {{key}}"),
        (
            "app_js",
            'fetch("URL", {headers: {"Api-Key": process.env.KEY, "anthropic-version": "2023-06-01"}})',
            "x-api-key: <key>",
        ),
    ],
)
def test_names_the_header_in_the_words_of_the_tool(name: str, text: str, repair: str) -> None:
    (diagnosis,) = diagnose(asked(project(KEY_IN_PROCESS, **{name: text})))
    assert diagnosis.certainty is Certainty.PROVEN
    assert repair in diagnosis.remedies[0].title


@pytest.mark.parametrize("wording", ["current", "older"])
def test_compares_the_answers_where_both_headers_should_do(wording: str) -> None:
    rules = Rules(keys=(GOOD,), mode=Mode.GATEWAY_X_API_KEY_ONLY, wording="older" if wording == "older" else "current")
    tested = asked(project(KEY_IN_PROCESS, main_py=python('"Authorization": f"Bearer {KEY}"')), rules)
    assert [item.cause_id for item in diagnose(tested)] == ["wrong-auth-header"]
    assert "`Authorization: Bearer`" in diagnose(tested)[0].title


@pytest.mark.parametrize("item", ['"x-api-key": KEY', '"Authorization": f"Bearer {KEY}"', '"X-Api-Key": KEY'])
def test_near_miss_a_header_that_the_api_reads(item: str) -> None:
    tested = asked(project(KEY_IN_ENV, main_py=python(item)))
    assert isinstance(tested.as_found, Accepted)
    assert diagnose(tested) == ()


def test_near_miss_another_call_of_the_project_does_it_right() -> None:
    good = 'curl URL -H "x-api-key: $ANTHROPIC_API_KEY" -H "anthropic-version: 2023-06-01"'
    tested = asked(project(KEY_IN_PROCESS, main_py=python('"Api-Key": KEY'), ask_sh=good))
    assert diagnose(tested) == ()


def test_near_miss_headers_that_cannot_all_be_read() -> None:
    text = 'import requests\nrequests.get("URL", headers={"Authorization": make_header()})'
    assert CAUSE.find(asked(project(KEY_IN_PROCESS, main_py=text))) is None


def test_is_likely_where_nothing_was_sent() -> None:
    tested = asked(project(KEY_IN_PROCESS, main_py=python('"Api-Key": KEY')))
    diagnosis = CAUSE.find(replace(tested, outcomes=(), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_a_bad_key_comes_first_and_the_header_after_it() -> None:
    tested = asked(project(dotenv(OLD), main_py=python('"Api-Key": KEY')))
    assert isinstance(tested.as_found, Rejected)
    found = [(item.cause_id, item.certainty) for item in diagnose(tested)]
    assert found == [("key-rejected", Certainty.PROVEN), ("wrong-auth-header", Certainty.LIKELY)]


def test_belongs_to_another_when_the_version_is_missed_first() -> None:
    found = diagnose(asked(project(KEY_IN_PROCESS, main_py=CALL % '"Api-Key": KEY')))
    assert [item.cause_id for item in found] == ["missing-version-header", "wrong-auth-header"]
    assert len(found[0].remedies) == 2


@pytest.mark.parametrize("state", [KeyState.ORGANISATION_DISABLED, KeyState.NEEDS_WORKSPACE])
def test_belongs_to_another_when_the_account_is_what_speaks(state: KeyState) -> None:
    rules = Rules(keys=(GOOD,), states={GOOD: state})
    tested = asked(project(KEY_IN_PROCESS, main_py=python('"x-api-key": KEY')), rules)
    assert "wrong-auth-header" not in [item.cause_id for item in diagnose(tested)]


def test_an_sdk_sends_its_own_header_whatever_a_script_beside_it_does() -> None:
    shot = project(process(GOOD), main_py=python('"Api-Key": KEY'))
    assert diagnose(asked(shot, client=ClientId.PYTHON_SDK)) == ()
