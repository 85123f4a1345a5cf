"""Beside the verdict: what a new terminal would send, and which other clients the project has."""

from tests.builders import GOOD, OLD, dotenv, evidence, process, profile, snapshot
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, KEY, ClientId
from tui.domain.found.finding import ClientMention, Finding
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.key.secret import mask
from tui.domain.record import replace
from tui.domain.reporting.beside import beside
from tui.domain.reporting.verdict import judge_verdict
from tui.domain.resolving.snapshot import Reading

_CAUSE = Diagnosis("first", Certainty.PROVEN, "the first title", "why")


def in_zshrc(name: str, text: str) -> Finding:
    return read_finding(name, text, profile(text).origin)


def test_another_key_of_a_new_terminal_is_named_with_its_place() -> None:
    seen = evidence(snapshot(dotenv(GOOD), profile(OLD, line=3)), accepted=(GOOD,))
    line, cure = beside(judge_verdict(seen, ()))
    assert line == f"in a new terminal the Python SDK would send {mask(OLD)} from `~/.zshrc:3`, which is rejected"
    assert cure == f"for every new terminal: delete the line that sets {KEY}: `~/.zshrc:3`"


def test_what_is_accepted_there_needs_no_cure() -> None:
    seen = evidence(snapshot(dotenv(GOOD), profile(OLD)), accepted=(GOOD, OLD))
    (line,) = beside(judge_verdict(seen, ()))
    assert line.startswith("in a new terminal ")


def test_another_host_of_a_new_terminal_is_named_with_its_place() -> None:
    seen = evidence(snapshot(dotenv(GOOD), in_zshrc(BASE_URL, "http://gateway.example")), accepted=(GOOD,))
    (line,) = beside(judge_verdict(seen, ()))
    assert line == "in a new terminal the Python SDK would call `gateway.example`, as `~/.zshrc:41` has it"


def test_a_cloud_of_a_new_terminal_is_named_with_its_place() -> None:
    shot = snapshot(process(GOOD), in_zshrc("CLAUDE_CODE_USE_BEDROCK", "1"))
    (line,) = beside(judge_verdict(evidence(shot, accepted=(GOOD,), client=ClientId.CLAUDE_CODE), ()))
    assert line == "in a new terminal Claude Code would go by CLAUDE_CODE_USE_BEDROCK in `~/.zshrc:41` and send no key"


def test_the_same_key_is_no_news() -> None:
    seen = evidence(snapshot(dotenv(GOOD), profile(GOOD)), accepted=(GOOD,))
    assert beside(judge_verdict(seen, ())) == ()


def test_where_the_new_terminal_is_the_cure_the_remedies_speak_of_it() -> None:
    seen = evidence(snapshot(process(OLD), profile(GOOD)), accepted=(GOOD,))
    found = diagnose(seen)
    assert found[0].cause_id == "shell-not-restarted"
    assert beside(judge_verdict(seen, found)) == ()


def test_another_cause_does_not_hide_what_a_new_terminal_would_send() -> None:
    seen = evidence(snapshot(dotenv(GOOD), profile(OLD)), accepted=(GOOD,))
    line, _ = beside(judge_verdict(seen, (_CAUSE,)))
    assert line.startswith("in a new terminal the Python SDK would send ")


def test_the_other_clients_are_named_once_each_with_their_option() -> None:
    signs = tuple(ClientMention(name, "a file names it") for name in ("python-sdk", "typescript-sdk", "typescript-sdk"))
    shot = snapshot(dotenv(GOOD))
    shot = replace(shot, readings=(*shot.readings, Reading(clients=signs)))
    verdict = judge_verdict(evidence(shot, accepted=(GOOD,)), ())
    assert beside(verdict) == ("also here: TypeScript SDK (`--client typescript-sdk`)",)
