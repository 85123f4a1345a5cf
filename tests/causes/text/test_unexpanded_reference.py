import pytest

from tests.builders import GOOD, dotenv, evidence, keyring, literal, process, settings, shows, snapshot
from tests.causes.answers import RELAY, accepts, answered
from tui.causes.text.unexpanded_reference import CAUSE
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("${ANTHROPIC_API_KEY}", "a reference to a variable"),
        ("$ANTHROPIC_API_KEY", "a reference to a variable"),
        ("${MY_KEY:-none}", "a reference to a variable"),
        ("%ANTHROPIC_API_KEY%", "cmd.exe"),
        ("$env:ANTHROPIC_API_KEY", "PowerShell"),
        ("{env:ANTHROPIC_API_KEY}", "a reference to a variable"),
        ("process.env.ANTHROPIC_API_KEY", "a reference to a variable"),
        ('os.environ["ANTHROPIC_API_KEY"]', "a line of code"),
        ("$(cat /run/secrets/anthropic)", "no shell has run"),
        ("{{ vault_anthropic_api_key }}", "a field of a template"),
        ("${{ secrets.ANTHROPIC_API_KEY }}", "a field of a template"),
        ("os.environ/ANTHROPIC_API_KEY", "a line of code"),
        ('<%= ENV["KEY"] %>', "a field of a template"),
        ("op://Private/Anthropic/credential", "1Password"),
        ("vault:secret/apis/anthropic#api_key", "a reference to a secret"),
        ("secretref:anthropic-api-key", "a reference to a secret"),
        ("@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/a)", "Azure"),
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:anthropic", "AWS"),
        ("projects/demo/secrets/anthropic/versions/latest", "Google Cloud"),
        ("encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt+Z9HPMfLEIRVz50hmLXPXRuDBXaJi", "encrypted"),
        ("/run/secrets/anthropic_api_key", "the path of a file"),
        ("file:~/.secrets/anthropic", "the path of a file"),
    ],
)
def test_fires_for_a_reference_that_nothing_resolved(text: str, words: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("unexpanded-reference", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert words in diagnosis.title
    assert diagnosis.remedies[-1].id == "create-key"


def test_the_tool_that_resolves_it_is_named_first() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv("op://Private/Anthropic/credential"))))
    assert diagnosis is not None
    assert "op run" in diagnosis.remedies[0].title
    assert "op://Private/Anthropic/credential" in diagnosis.title


def test_an_accepted_key_is_written_in_its_place() -> None:
    shot = snapshot(dotenv("$OTHER_KEY"), keyring(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert any(isinstance(remedy.edit, SetVariable) for remedy in diagnosis.remedies)
    assert not shows(diagnosis, GOOD)


def test_fires_for_settings_of_claude_code_and_for_a_literal() -> None:
    own = CAUSE.find(evidence(snapshot(settings("${ANTHROPIC_API_KEY}")), client=ClientId.CLAUDE_CODE))
    assert own is not None
    assert own.explanation.startswith("Claude Code takes the text")
    assert CAUSE.find(evidence(snapshot(literal("$KEY")))) is not None


def test_a_command_or_a_default_is_not_shown() -> None:
    for text in (f"${{MY_KEY:-{GOOD}}}", f"$(echo {GOOD})", f"{{{{ {GOOD} }}}}", "$hunter2isMyPassword"):
        diagnosis = CAUSE.find(evidence(snapshot(process(text))))
        assert diagnosis is not None
        assert not shows(diagnosis, GOOD, text)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process("$ANTHROPIC_API_KEY")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_gateway_takes_any_text() -> None:
    shot = snapshot(process("${TOKEN}"), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, accepts)) is None
    assert CAUSE.find(evidence(shot, offline=True)) is None


def test_near_miss_a_key_behind_a_dollar_sign() -> None:
    assert CAUSE.find(evidence(snapshot(process(f"${GOOD}")))) is None


def test_belongs_to_another_when_a_real_key_wins() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), dotenv("$KEY")), accepted=(GOOD,))) is None


@pytest.mark.parametrize(("file", "words"), [("call.sh", "double quotation marks"), ("main.py", "drop the literal")])
def test_a_reference_in_the_code_is_mended_there_and_needs_no_other_key(file: str, words: str) -> None:
    client = ClientId.CURL if file == "call.sh" else ClientId.PYTHON_SDK
    shot = snapshot(literal("$ANTHROPIC_API_KEY", "x-api-key", file=file), process(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=client))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    (remedy,) = diagnosis.remedies
    assert words in remedy.title
