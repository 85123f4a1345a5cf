import pytest

from tests.builders import GOOD, OLD, api_key, dotenv, evidence, literal, process, shows, snapshot
from tui.causes.winner.hardcoded_key import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.judging.diagnosis import Certainty
from tui.domain.remedies.common import read_from_environment


def test_fires_when_the_literal_is_refused_and_the_environment_accepted() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(literal(OLD), process(GOOD)), accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "hardcoded-key"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/main.py:7`" in diagnosis.title
    assert diagnosis.remedies[0].kind == "manual"
    assert diagnosis.remedies[0].id == "read-from-environment"
    assert not shows(diagnosis, GOOD, OLD)


def test_fires_for_a_placeholder_in_typescript() -> None:
    shot = snapshot(literal("your-api-key-here", "apiKey", file="index.ts"), dotenv(GOOD), loader=LoaderKind.JS_DOTENV)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK))

    assert diagnosis is not None
    assert "placeholder" in diagnosis.title
    assert "new Anthropic()" in diagnosis.remedies[0].title


def test_fires_for_an_empty_literal_that_hides_a_good_key() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(literal(""), process(GOOD)), accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "passes an empty api_key" in diagnosis.title


def test_fires_for_an_empty_literal_alone() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(literal(""))))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.id for remedy in diagnosis.remedies] == ["read-from-environment", "create-key"]


def test_fires_as_likely_when_nothing_was_sent() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(literal("your-api-key"), process(GOOD)), offline=True))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_clears_what_would_be_read_next_and_is_refused_too() -> None:
    shot = snapshot(literal(OLD), process(api_key("p")), dotenv(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert [remedy.id for remedy in diagnosis.remedies] == ["read-from-environment", "unset-variable"]


def test_near_miss_the_literal_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(literal(GOOD), process(OLD)), accepted=(GOOD,))) is None


def test_near_miss_the_literal_is_in_a_file_of_another_client() -> None:
    shot = snapshot(literal(OLD, "apiKey", file="index.ts"), process(OLD))
    assert CAUSE.find(evidence(shot)) is None


def test_belongs_to_another_when_no_other_key_is_good() -> None:
    assert CAUSE.find(evidence(snapshot(literal(OLD), process(api_key("p"))))) is None
    assert CAUSE.find(evidence(snapshot(literal("your-api-key-here")))) is None


def test_belongs_to_another_when_the_environment_wins() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(GOOD)), accepted=(GOOD,))) is None


def test_is_likely_where_another_call_of_the_code_uses_the_accepted_key() -> None:
    shot = snapshot(literal(OLD, file="scratch/old.py"), process(GOOD), keyless=("main.py",))
    seen = evidence(shot, accepted=(GOOD,))
    diagnosis = CAUSE.find(seen)

    assert seen.winner is not None
    assert seen.winner.variable == "ANTHROPIC_API_KEY"
    assert seen.resolution.reason_against(shot.findings[0]) == "`~/project/main.py:5` makes a client without it"
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "`~/project/scratch/old.py:7`" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["read-from-environment"]
    assert not shows(diagnosis, GOOD, OLD)


def test_near_miss_the_call_without_a_literal_is_of_another_language() -> None:
    shot = snapshot(literal(OLD), process(GOOD), keyless=("web.ts",))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_near_miss_a_placeholder_beside_calls_that_read_the_environment() -> None:
    shot = snapshot(literal("unset"), process(GOOD), keyless=("main.py",))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


@pytest.mark.parametrize(
    ("file", "client", "code"),
    [
        ("ask.py", ClientId.CURL, 'write `os.environ["ANTHROPIC_API_KEY"]` in the place of the literal'),
        ("ask.js", ClientId.CURL, "write `process.env.ANTHROPIC_API_KEY` in the place of the literal"),
        ("ask.sh", ClientId.CURL, "write `$ANTHROPIC_API_KEY` in the place of the literal"),
        ("main.py", ClientId.PYTHON_SDK, "`client = Anthropic()` reads ANTHROPIC_API_KEY by itself"),
    ],
)
def test_the_remedy_speaks_the_language_of_the_file(file: str, client: ClientId, code: str) -> None:
    remedy = read_from_environment(evidence(snapshot(literal(OLD, file=file)), client=client), literal(OLD, file=file))
    assert code in remedy.title
