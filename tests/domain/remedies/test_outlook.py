"""What a plan would come to, worked out before it is written."""

import pytest

from tests.builders import ENV, GOOD, OLD, dotenv, evidence, pasted, process, profile, snapshot
from tui.domain.clients.client import BASE_URL, KEY, ClientId
from tui.domain.dotenv.edit import RemoveVariable, RenameVariable, SetVariable
from tui.domain.dotenv.editing import apply_edit
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.remedies.common import unset_in_shell
from tui.domain.remedies.outlook import Outlook, Step, look_ahead

LOCAL = "/home/ada/project/.env.local"
SET = SetVariable(ENV, "~/project/.env", KEY, Secret(GOOD))


def ahead(seen: Evidence, edit: SetVariable | RenameVariable | RemoveVariable, *commands: Remedy) -> Outlook:
    file = Origin(OriginKind.DOTENV, edit.shown, edit.path)
    own = [item for item in seen.snapshot.findings if item.origin.path == edit.path]
    last = max((item.origin.line or 1 for item in own), default=0)
    lines = [b"OTHER=1"] * last
    for item in own:
        lines[(item.origin.line or 1) - 1] = f"{item.variable}={item.value.secret.reveal()}".encode()
    before = b"".join(line + b"\n" for line in lines)
    after = apply_edit(before, edit)
    assert isinstance(after, bytes)
    return look_ahead(seen, [Step(file, edit.path, before, after, (edit,))], commands)


def seen(*findings: Finding, accepted: tuple[str, ...] = (GOOD,), loader: LoaderKind | None = None) -> Evidence:
    return evidence(snapshot(*findings, loader=loader), accepted=accepted)


def test_what_is_written_and_read_is_enough() -> None:
    outlook = ahead(seen(dotenv(OLD), pasted(GOOD)), SET)
    assert outlook.is_enough
    assert outlook.further == ()
    assert outlook.sentence.startswith("afterwards the Python SDK sends sk-ant-api03-")
    assert outlook.sentence.endswith("from `~/project/.env:1`")


def test_the_environment_still_counts_until_its_command_is_pasted() -> None:
    found = seen(process(OLD), pasted(GOOD), dotenv(OLD))
    outlook = ahead(found, SET)
    assert outlook.warning == "that alone is not enough: ANTHROPIC_API_KEY from the environment would still count"
    assert [item.command for item in outlook.further] == ["unset ANTHROPIC_API_KEY"]
    assert ahead(found, SET, *outlook.further).is_enough


def test_an_empty_variable_of_the_environment_counts_too() -> None:
    outlook = ahead(seen(process(""), dotenv(GOOD, "CLAUDE_KEY")), RenameVariable(ENV, "~/.env", 1, "CLAUDE_KEY", KEY))
    assert not outlook.is_enough
    assert [item.command for item in outlook.further] == ["unset ANTHROPIC_API_KEY"]


def test_the_file_that_wins_is_corrected() -> None:
    found = evidence(
        snapshot(dotenv(OLD), dotenv(OLD, path=LOCAL, line=3), pasted(GOOD), loader=LoaderKind.NEXT),
        accepted=(GOOD,),
        client=ClientId.TYPESCRIPT_SDK,
    )
    outlook = ahead(found, SET)
    assert outlook.warning.endswith("ANTHROPIC_API_KEY from `~/project/.env.local:3` would still count")
    (remedy,) = outlook.further
    assert remedy.edit == SetVariable(LOCAL, "~/project/.env.local", KEY, Secret(GOOD))


def test_a_file_that_nothing_reads_is_told_from_the_one_that_is() -> None:
    other = "/home/ada/project/config/.env"
    outlook = ahead(seen(dotenv(OLD), pasted(GOOD)), SetVariable(other, "~/project/config/.env", KEY, Secret(GOOD)))
    assert outlook.warning.endswith("`~/project/.env` is read, and `~/project/config/.env` is not")
    assert [item.edit for item in outlook.further] == [SET]


def test_a_variable_of_the_client_s_own_host_is_followed_as_well() -> None:
    url = "https://api.anthropic.com"
    found = seen(process("https://old.example/v1", BASE_URL), process(GOOD), dotenv("https://old.example/v1", BASE_URL))
    outlook = ahead(found, SetVariable(ENV, "~/project/.env", BASE_URL, Secret(url)))
    assert outlook.warning.startswith("that alone is not enough: ANTHROPIC_BASE_URL from the environment")


def test_another_accepted_key_that_wins_is_no_reason_to_add_anything() -> None:
    assert ahead(seen(process(GOOD), dotenv(OLD)), SET).is_enough


def test_a_line_that_is_removed_needs_no_more() -> None:
    found = seen(dotenv(GOOD, line=1), dotenv(OLD, line=2))
    outlook = ahead(found, RemoveVariable(ENV, "~/project/.env", 2, KEY))
    assert outlook.is_enough
    assert outlook.sentence.endswith("from `~/project/.env:1`")


def test_another_client_that_would_lose_its_key_is_named() -> None:
    found = seen(process(GOOD), dotenv(GOOD), accepted=(GOOD,))
    outlook = ahead(found, SET, unset_in_shell(found, KEY))
    assert "Claude Code" in outlook.losing


def test_a_start_up_file_that_sets_the_variable_again_is_named() -> None:
    found = seen(process(OLD), profile(OLD), dotenv(GOOD))
    outlook = look_ahead(found, (), (unset_in_shell(found, KEY),))
    assert outlook.later == "a new terminal sets ANTHROPIC_API_KEY again until `~/.zshrc:41` is gone"
    assert look_ahead(found, (), ()).later == ""


@pytest.mark.parametrize("shown", ["afterwards", "Step("])
def test_nothing_of_it_shows_a_key(shown: str) -> None:
    found = seen(dotenv(OLD), pasted(GOOD))
    file = Origin(OriginKind.DOTENV, "~/project/.env", ENV)
    step = Step(file, ENV, f"{KEY}={OLD}\n".encode(), f"{KEY}={GOOD}\n".encode(), (SET,))
    text = repr((step, look_ahead(found, [step], ())))
    assert shown in text
    assert GOOD not in text
    assert OLD not in text
