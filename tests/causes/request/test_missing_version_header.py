import pytest

from tests.builders import OLD, process, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host
from tests.causes.stand_in_answers import GOOD, KEY_IN_PROCESS, asked, by_rules, project
from tui.causes.registry import diagnose
from tui.causes.request.missing_version_header import CAUSE
from tui.domain.clients.client import BASE_URL, CUSTOM_HEADERS
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.practice.rules import Mode, Rules

CURL = 'curl URL -H "x-api-key: $ANTHROPIC_API_KEY"'
DOUBLES = by_rules(Rules(keys=(GOOD,), mode=Mode.DOUBLES_VERSION))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", "names no `anthropic-version`"),
        (' -H "anthropic-version: 2023-06-01" -H "Anthropic-Version: 2023-06-01"', "names `anthropic-version` twice"),
        (' -H "anthropic-version: 2024-01-01"', "names the version `2024-01-01`, which does not exist"),
    ],
    ids=["missing", "twice", "unknown"],
)
def test_fires_when_the_answer_names_the_version(more: str, words: str) -> None:
    (diagnosis,) = diagnose(asked(project(KEY_IN_PROCESS, ask_sh=CURL + more)))

    assert diagnosis.cause_id == "missing-version-header"
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.title == f"`~/project/ask.sh:1` {words}"
    (remedy,) = diagnosis.remedies
    assert '-H "anthropic-version: 2023-06-01"' in remedy.title
    assert not shows(diagnosis, GOOD)


def test_fires_where_the_key_is_looked_at_first() -> None:
    rules = Rules(keys=(GOOD,), version_first=False)
    found = diagnose(asked(project(KEY_IN_PROCESS, ask_sh=CURL), rules))
    assert [(item.cause_id, item.certainty) for item in found] == [("missing-version-header", Certainty.PROVEN)]


def test_a_bad_key_comes_first_where_that_is_looked_at_first() -> None:
    rules = Rules(keys=(GOOD,), version_first=False)
    found = diagnose(asked(project(process(OLD), ask_sh=CURL), rules))
    assert [item.cause_id for item in found] == ["key-rejected", "missing-version-header"]


def test_is_likely_where_nothing_was_sent() -> None:
    tested = replace(asked(project(KEY_IN_PROCESS, ask_sh=CURL)), outcomes=(), offline=True)
    assert [(item.cause_id, item.certainty) for item in diagnose(tested)] == [(CAUSE.id, Certainty.LIKELY)]


def test_a_router_that_adds_a_version_is_named_and_passed_by() -> None:
    found = diagnose(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(DOUBLES, GOOD)))
    assert [(item.cause_id, item.certainty) for item in found] == [(CAUSE.id, Certainty.PROVEN)]
    assert "`127.0.0.1:4000` spoils the version header" in found[0].title
    assert [remedy.id for remedy in found[0].remedies] == ["repair-hop", "call-directly"]


def test_without_another_way_it_is_likely() -> None:
    found = diagnose(answered(snapshot(process(GOOD)), DOUBLES))
    assert [(item.cause_id, item.certainty) for item in found] == [(CAUSE.id, Certainty.LIKELY)]


@pytest.mark.parametrize("version", ["2023-01-01", "2023-06-01", "2026-10-21"])
def test_near_miss_a_version_that_exists(version: str) -> None:
    text = f'{CURL} -H "anthropic-version: {version}"'
    assert diagnose(asked(project(KEY_IN_PROCESS, ask_sh=text))) == ()


def test_near_miss_a_version_that_the_code_works_out() -> None:
    text = f'{CURL} -H "anthropic-version: $VERSION"'
    assert diagnose(asked(project(KEY_IN_PROCESS, ask_sh=text))) == ()


def test_belongs_to_another_when_the_users_own_header_is_the_wrong_one() -> None:
    setting = read_finding(CUSTOM_HEADERS, "anthropic-version: 1", Origin(OriginKind.PROCESS, "the environment"))
    found = diagnose(answered(snapshot(process(GOOD), setting), by_rules(Rules(keys=(GOOD,)))))
    assert [item.cause_id for item in found] == ["custom-headers-interfere"]
