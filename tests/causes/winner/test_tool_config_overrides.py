import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, profile, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host, rejects_as_a_relay
from tests.surroundings import tool_config
from tui.causes.registry import diagnose
from tui.causes.winner.tool_config_overrides import CAUSE
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.found.finding import State
from tui.domain.judging.diagnosis import Certainty
from tui.domain.record import replace


def test_fires_where_the_tool_has_put_a_rejected_key_into_the_environment() -> None:
    shot = snapshot(process(OLD), tool_config(OLD, file=".vscode/settings.json"), dotenv(GOOD))
    found = diagnose(evidence(shot, accepted=(GOOD,)))
    assert found[0].cause_id == "tool-config-overrides"
    assert found[0].certainty is Certainty.PROVEN
    assert "`~/project/.vscode/settings.json:6` has VS Code set ANTHROPIC_API_KEY" in found[0].title
    assert [remedy.id for remedy in found[0].remedies] == ["delete-line", "restart-tool", "unset-variable"]
    assert not shows(found[0], GOOD, OLD)


def test_a_relay_leaves_it_likely() -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL), tool_config(OLD), profile(GOOD))
    diagnosis = CAUSE.find(answered(shot, by_host(rejects_as_a_relay, GOOD)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


@pytest.mark.parametrize(
    ("text", "words"),
    [(OLD, "takes the rejected key"), ("your-api-key", "takes the placeholder your-api-key"), ("", "an empty value")],
)
def test_fires_as_likely_where_only_what_the_tool_starts_gets_a_useless_key(text: str, words: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD), tool_config(text)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "Claude Code" in diagnosis.title
    assert words in diagnosis.title
    assert "not the good one in `~/project/.env:1`" in diagnosis.title


def test_a_tool_with_the_only_key_that_is_rejected_comes_before_the_missing_one() -> None:
    found = diagnose(evidence(snapshot(tool_config(OLD, "apiKey", ".continue/config.yaml"))))
    assert [(item.cause_id, item.certainty) for item in found] == [
        ("tool-config-overrides", Certainty.LIKELY),
        ("key-missing", Certainty.LIKELY),
    ]
    assert found[0].title.startswith("Continue takes")


def test_near_miss_a_server_of_somebody_else_while_the_client_has_its_own_key() -> None:
    foreign = replace(tool_config(OLD), state=State.OTHER_PROGRAM)
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD), foreign), accepted=(GOOD,))) is None
    found = diagnose(evidence(snapshot(foreign)))
    assert found[0].cause_id == "tool-config-overrides"


def test_near_miss_the_tools_key_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), tool_config(GOOD)), accepted=(GOOD,))) is None
    found = diagnose(evidence(snapshot(tool_config(GOOD)), accepted=(GOOD,)))
    assert [item.cause_id for item in found] == ["key-missing"]
    assert any("for what that tool starts" in line.text for line in found[0].evidence)


def test_near_miss_claude_code_is_started_by_no_tool_but_an_editor() -> None:
    def found(file: str) -> object:
        shot = snapshot(process(GOOD), tool_config(OLD, file=file))
        return CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.CLAUDE_CODE))

    assert found(".cursor/mcp.json") is None
    assert found(".aider.conf.yml") is None
    assert found(".vscode/settings.json") is not None


def test_near_miss_offline_nobody_knows_which_is_good() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), tool_config(OLD)), offline=True)) is None


def test_belongs_to_another_when_no_other_key_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), tool_config(OLD)))) is None


def test_belongs_to_another_when_the_tools_value_is_not_the_environments() -> None:
    shot = snapshot(process(OLD), tool_config(GOOD), dotenv(GOOD))
    assert diagnose(evidence(shot, accepted=(GOOD,)))[0].cause_id == "environment-overrides-dotenv"
