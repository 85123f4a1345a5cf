import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, literal, pasted, process, profile, shows, snapshot
from tests.surroundings import amid, keyring_said
from tui.causes.absent.key_missing import CAUSE
from tui.domain.clients.client import KEY, TOKEN, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import ReadProblem, State
from tui.domain.found.keyring import KeyringState
from tui.domain.found.obstacle import Obstacle
from tui.domain.judging.diagnosis import Certainty, Reach
from tui.domain.origin import Origin, OriginKind
from tui.domain.reasons.unknown import why_unknown
from tui.domain.shell.syntax import make_readable_command


def test_fires_when_nothing_is_set_anywhere() -> None:
    diagnosis = CAUSE.find(evidence(snapshot()))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("key-missing", Certainty.PROVEN)
    assert "`~/project/.env`" in diagnosis.title
    assert "the Python SDK" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["create-key", "keep-in-keyring"]


def test_fires_offline_too_because_nothing_needs_an_answer() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_offers_to_write_an_accepted_key_of_the_keyring() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert any("no client looks" in line.text for line in diagnosis.evidence)
    assert not shows(diagnosis, GOOD)


def test_offers_to_store_the_entry_that_the_code_looks_for_and_the_keyring_lacks() -> None:
    diagnosis = CAUSE.find(evidence(amid(snapshot(), keyring_said(KeyringState.NOT_FOUND))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.remedies[0].command == "fix401 keys add 'anthropic / api_key'"
    assert any(line.origin == "~/project/main.py:3" for line in diagnosis.evidence)


def test_does_not_speak_of_an_entry_that_can_be_read() -> None:
    seen = evidence(amid(snapshot(), keyring_said(KeyringState.OK)))
    assert CAUSE.find(seen) is None
    assert why_unknown(seen).startswith("~/project/main.py:3 takes the key from the keyring (anthropic / api_key)")


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (ClientId.TYPESCRIPT_SDK, "nor in `~/project/.env`"),
        (ClientId.CURL, "is not in the environment"),
        (ClientId.CLAUDE_CODE, "a stored login"),
    ],
)
def test_says_where_this_client_looked(client: ClientId, words: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(), client=client))
    assert diagnosis is not None
    assert words in diagnosis.title


def test_mentions_a_line_that_is_commented_out() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, state=State.COMMENTED))))
    assert diagnosis is not None
    assert any("commented out" in line.text for line in diagnosis.evidence)


def test_is_only_likely_when_a_file_could_not_be_read() -> None:
    problem = ReadProblem(Origin(OriginKind.DOTENV, "~/project/.env", "/home/ada/project/.env"), "permission denied")
    diagnosis = CAUSE.find(evidence(snapshot(problems=(problem,))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert any(line.text == "permission denied" for line in diagnosis.evidence)
    assert diagnosis.remedies[0].id == "make-readable"


def test_an_empty_line_in_a_file_that_this_client_does_not_read_is_no_key() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(""), loads=False), client=ClientId.CURL))
    assert diagnosis is not None


def test_is_only_likely_when_other_calls_bring_a_key_of_their_own() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(literal(OLD), keyless=("other.py",))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_token_is_a_credential_too() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD, TOKEN)))) is None


def test_belongs_to_another_when_a_key_is_where_the_client_does_not_look() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD, "CLAUDE_API_KEY")))) is None
    assert CAUSE.find(evidence(snapshot(profile(GOOD, state=State.NOT_EXPORTED)))) is None
    assert CAUSE.find(evidence(snapshot(profile(GOOD)))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD), loads=False))) is None
    assert CAUSE.find(evidence(snapshot(process("")))) is None


def test_the_variable_that_the_code_looks_up_is_the_one_to_write() -> None:
    for names, wanted in ((("MY_KEY",), "MY_KEY"), (("MY_KEY", KEY), KEY), ((TOKEN, "MY_KEY"), "MY_KEY")):
        diagnosis = CAUSE.find(evidence(snapshot(mentions=names)))
        assert diagnosis is not None
        titles = {remedy.id: remedy.title for remedy in diagnosis.remedies}
        assert f"write {wanted}=... with it into `~/project/.env`" in titles["create-key"]
        assert f'export {wanted}="$(' in titles["keep-in-keyring"]
        assert wanted in diagnosis.title


def _blocked(text: str, obstacle: Obstacle) -> ReadProblem:
    return ReadProblem(Origin(OriginKind.DOTENV, "~/project/.env", "/home/ada/project/.env"), text, obstacle)


@pytest.mark.parametrize(
    ("shell", "text", "obstacle", "command"),
    [
        ("zsh", "`.env` is a folder, not a file", Obstacle.FOLDER, "mv .env env-folder"),
        ("powershell", "`.env` is a folder, not a file", Obstacle.FOLDER, "Move-Item .env env-folder"),
        ("zsh", "`.env` is a named pipe, not a file", Obstacle.PIPE, "mv .env env-pipe"),
        ("fish", "`.env` may not be read by this user", Obstacle.FORBIDDEN, "chmod u+rw .env"),
        ("bash", "`.env` is larger than 1 MB, so it was not read", Obstacle.OTHER, ""),
    ],
)
def test_where_no_file_can_be_written_an_accepted_key_is_not_promised_and_the_way_is_cleared_first(
    shell: str, text: str, obstacle: Obstacle, command: str
) -> None:
    shot = snapshot(pasted(GOOD), problems=(_blocked(text, obstacle),), shell=shell)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.title.endswith(text)
    assert [remedy.id for remedy in diagnosis.remedies] == ["make-readable", "look-again", "keep-in-keyring"]
    first = diagnosis.remedies[0]
    assert (first.command, first.reach) == (command, Reach.PROJECT)
    assert text in first.title
    assert all(remedy.edit is None for remedy in diagnosis.remedies)


def test_near_miss_a_file_that_is_only_badly_encoded_can_be_written() -> None:
    shot = snapshot(pasted(GOOD), problems=(_blocked("`.env` is UTF-16 text", Obstacle.NONE),))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert any(isinstance(remedy.edit, SetVariable) for remedy in diagnosis.remedies)


def test_windows_gives_the_right_to_read_in_its_own_words() -> None:
    for shell, command in (
        ("powershell", 'icacls .env /grant "${env:USERNAME}:RW"'),
        ("cmd", "icacls .env /grant %USERNAME%:RW"),
        ("bash", 'icacls .env /grant "$USERNAME:RW"'),
    ):
        assert make_readable_command(shell, ".env", is_windows=True) == command
