from tests.builders import GOOD, OLD, evidence, login, process, snapshot
from tests.causes.claude_code import CLAUDE_CODE, seen
from tui.causes.absent.settings_file_malformed import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.claude_code import ClaudeCode, Malformed
from tui.domain.clients.client import ClientId
from tui.domain.found.finding import ReadProblem
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Snapshot

WHERE = Origin(OriginKind.CLAUDE_SETTINGS, "~/.claude/settings.json", "/home/ada/.claude/settings.json", 4)
REASON = "at line 4, column 3 a comma stands before a closing bracket"


def broken(*findings: object, names_credentials: bool = True, where: Origin = WHERE) -> Snapshot:
    kept = ClaudeCode(malformed=(Malformed(where, REASON, names_credentials),))
    problem = ReadProblem(where, "`settings.json` is not valid JSON at line 4, column 3")
    return snapshot(*findings, problems=(problem,), claude_code=kept)  # pyright: ignore[reportArgumentType] - findings


def test_fires_when_the_ignored_file_speaks_of_a_credential_and_there_is_none() -> None:
    diagnosis = CAUSE.find(seen(broken()))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("settings-file-malformed", Certainty.PROVEN)
    assert diagnosis.title == "`~/.claude/settings.json:4` does not parse, so Claude Code ignores the whole file"
    assert REASON in diagnosis.remedies[0].title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"], "the file is never rewritten"


def test_comes_before_the_missing_key() -> None:
    found = diagnose(seen(broken()))
    assert [(item.cause_id, item.certainty) for item in found] == [
        (CAUSE.id, Certainty.PROVEN),
        ("key-missing", Certainty.LIKELY),
    ]


def test_is_likely_when_the_file_may_be_beside_the_point() -> None:
    for shot in (broken(names_credentials=False), broken(process(OLD))):
        diagnosis = CAUSE.find(seen(shot))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY


def test_a_damaged_login_is_replaced_by_a_new_one() -> None:
    where = Origin(OriginKind.CLAUDE_LOGIN, "~/.claude/.credentials.json", "/home/ada/.claude/.credentials.json", 1)
    diagnosis = CAUSE.find(seen(broken(where=where)))
    assert diagnosis is not None
    assert "type `/login`" in diagnosis.remedies[0].title


def test_near_miss_what_is_sent_is_accepted() -> None:
    assert diagnose(seen(broken(login(GOOD)), GOOD)) == ()


def test_near_miss_another_client_does_not_read_the_file() -> None:
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert CAUSE.find(evidence(broken(), client=client)) is None


def test_belongs_to_another_when_every_file_parses() -> None:
    assert CAUSE.find(seen(snapshot())) is None
