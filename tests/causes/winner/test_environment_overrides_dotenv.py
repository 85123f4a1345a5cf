from tests.builders import GOOD, OLD, api_key, dotenv, evidence, literal, process, profile, shows, snapshot
from tests.causes.answers import RELAY, accepts, answered, by_host, has_no_credit, rejects_as_a_relay, says, to_hello
from tui.causes.winner.environment_overrides_dotenv import CAUSE
from tui.domain.clients.client import BASE_URL, TOKEN, ClientId
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import BadRequest, ProbeOutcome, ProbeRequest


def test_fires_when_the_environment_is_refused_and_the_env_file_accepted() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(OLD), profile(OLD), dotenv(GOOD, line=3)), accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "environment-overrides-dotenv"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "the environment (`~/.zshrc:41`)" in diagnosis.title
    assert "`~/project/.env:3`" in diagnosis.title
    assert [(remedy.id, remedy.kind) for remedy in diagnosis.remedies] == [
        ("unset-variable", "command"),
        ("delete-line", "manual"),
        ("override-environment", "manual"),
    ]
    assert diagnosis.remedies[0].command == "unset ANTHROPIC_API_KEY"
    assert diagnosis.remedies[0].unsets == ("ANTHROPIC_API_KEY",)
    assert not shows(diagnosis, GOOD, OLD)


def test_fires_as_likely_when_nothing_was_sent() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(OLD[:60]), dotenv(GOOD)), offline=True))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "rejected" not in diagnosis.title


def test_names_a_placeholder_as_what_it_is() -> None:
    shot = snapshot(process("your-api-key-here"), dotenv(GOOD), loader=LoaderKind.NODE_ENV_FILE)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK))

    assert diagnosis is not None
    assert "placeholder your-api-key-here" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["unset-variable"], "no such loader can override"


def test_removes_the_bad_line_behind_the_environment_too() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD, line=1), dotenv(api_key("p"), line=2))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command", "edit", "manual"]


def test_a_relay_leaves_it_likely_because_the_other_key_was_judged_elsewhere() -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL), dotenv(GOOD))
    diagnosis = CAUSE.find(answered(shot, by_host(rejects_as_a_relay, GOOD)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_both_places_hold_the_same_key() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), dotenv(GOOD)), offline=True)) is None
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(OLD)))) is None


def test_near_miss_the_environment_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), dotenv(OLD)), accepted=(GOOD,))) is None


def test_near_miss_the_env_file_is_refused_too() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(api_key("p"))))) is None


def test_near_miss_nothing_loads_the_env_file() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD), loads=False)
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_near_miss_the_loader_overrides() -> None:
    shot = snapshot(process(GOOD), dotenv(OLD), overrides=True)
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_environments_value_is_only_damaged() -> None:
    shot = snapshot(process(f"{OLD}\n"), dotenv(GOOD))
    assert CAUSE.find(evidence(shot, accepted=(GOOD, OLD))) is None


def test_belongs_to_another_when_a_literal_wins() -> None:
    shot = snapshot(literal(OLD), process(OLD), dotenv(GOOD))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_hidden_key_is_another_variable() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(GOOD, TOKEN)), accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_env_file_hides_its_own_line() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD, line=1), dotenv(OLD, line=2)), accepted=(GOOD,))) is None


def test_fires_when_it_is_the_account_of_the_environments_key_that_is_refused() -> None:
    disabled = says(BadRequest, 400, "invalid_request_error", "This organization has been disabled.")

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return (accepts if request.secret == Secret(GOOD) else disabled)(request)

    diagnosis = CAUSE.find(answered(snapshot(process(OLD), dotenv(GOOD)), reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "the refused key" in diagnosis.title
    assert CAUSE.find(answered(snapshot(process(OLD), dotenv(GOOD)), disabled)) is None, "both are of that account"


def test_near_miss_a_paid_call_tells_nothing_of_the_other_key() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD))
    assert CAUSE.find(answered(shot, to_hello(has_no_credit, OLD, GOOD), hello=True)) is None
