"""In which order remedies are offered: what is enough, how far it reaches, and who can do it."""

from itertools import permutations

import pytest

from tests.builders import ENV, GOOD, OLD, dotenv, evidence, pasted, process, snapshot
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, KEY
from tui.domain.dotenv.edit import Edit, RemoveVariable, RenameVariable, RewriteAsUtf8, SetVariable
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.found.finding import Finding, State
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.record import replace
from tui.domain.remedies.common import unset_in_shell
from tui.domain.remedies.ranking import ranked
from tui.domain.remedies.wording import question, step

SHOWN = "~/project/.env"
ASK = question("ask", "look whether the key is there")
BY_HAND = step("by-hand", "change something by hand")
IN_PROJECT = step("in-project", "change the program", reach=Reach.PROJECT)
OTHER_WAY = step("other-way", "or do something else")


def seen(*findings: Finding, accepted: tuple[str, ...] = (GOOD,), loads: bool = True) -> Evidence:
    return evidence(snapshot(*findings, loads=loads), accepted=accepted)


def edit(change: Edit) -> Remedy:
    return Remedy("edit", "edit the file", Reach.PROJECT, edit=change)


WRITE = edit(SetVariable(ENV, SHOWN, KEY, Secret(GOOD)))
EXPORT = Remedy("export", "set it here", Reach.SHELL, command="...", sets=((KEY, Secret(GOOD)),))
USELESS = replace(edit(SetVariable(ENV, SHOWN, "OTHER_KEY", Secret(GOOD))), id="useless")
REFUSED = seen(dotenv(OLD), pasted(GOOD))
COMMENT = replace(dotenv(OLD), state=State.COMMENTED)


def ids(found: Evidence, *remedies: Remedy) -> list[str]:
    return [remedy.id for remedy in ranked(found, remedies)]


def test_an_edit_that_reaches_further_comes_before_a_command_that_is_enough_as_well() -> None:
    assert ids(REFUSED, EXPORT, WRITE) == ["edit", "export"]


def test_a_command_never_takes_the_place_of_what_the_cause_names_first() -> None:
    assert ids(REFUSED, WRITE, EXPORT) == ["edit", "export"]
    assert ids(REFUSED, IN_PROJECT, EXPORT) == ["in-project", "export"]
    assert ids(REFUSED, BY_HAND, WRITE) == ["by-hand", "edit"]


def test_what_reaches_as_far_stays_behind_what_is_named_first() -> None:
    assert ids(REFUSED, IN_PROJECT, WRITE) == ["in-project", "edit"]


def test_a_question_comes_behind_what_is_enough() -> None:
    assert ids(REFUSED, ASK, WRITE) == ["edit", "ask"]
    assert ids(REFUSED, ASK, BY_HAND, EXPORT) == ["by-hand", "export", "ask"]


def test_a_question_stays_first_where_nothing_is_known_to_be_enough() -> None:
    assert ids(REFUSED, ASK, BY_HAND) == ["ask", "by-hand"]
    assert ids(seen(process(OLD), dotenv(OLD), pasted(GOOD)), ASK, WRITE) == ["ask", "edit"]


def test_what_is_not_enough_comes_last_where_another_is() -> None:
    assert ids(REFUSED, USELESS, EXPORT, BY_HAND) == ["export", "by-hand", "useless"]


def test_steps_that_are_enough_only_together_stay_in_the_order_of_doing_them() -> None:
    found = seen(process(OLD), dotenv(OLD), pasted(GOOD))
    assert ids(found, unset_in_shell(found, KEY), WRITE) == ["unset-variable", "edit"]


def test_another_way_and_a_sequel_stay_behind_their_own() -> None:
    sequel = step("sequel", "then start it anew")
    assert ids(REFUSED, ASK, WRITE, OTHER_WAY) == ["edit", "other-way", "ask"]
    assert ids(REFUSED, EXPORT, OTHER_WAY, WRITE) == ["edit", "export", "other-way"]
    assert ids(REFUSED, ASK, sequel, WRITE) == ["edit", "ask", "sequel"]


def test_nothing_is_told_apart_where_the_call_is_answered_well_already() -> None:
    assert ids(seen(dotenv(GOOD)), ASK, WRITE) == ["ask", "edit"]


def test_a_variable_that_nobody_found_cannot_be_tried() -> None:
    switch = unset_in_shell(REFUSED, "PYTHON_DOTENV_DISABLED")
    assert ids(REFUSED, switch, EXPORT) == ["unset-variable", "export"]


def test_what_says_where_the_calls_go_is_not_tried_as_a_credential() -> None:
    address = edit(SetVariable(ENV, SHOWN, BASE_URL, Secret("http://127.0.0.1:1")))
    assert ids(REFUSED, address, EXPORT) == ["edit", "export"]


@pytest.mark.parametrize(
    ("found", "change"),
    [
        (seen(dotenv(GOOD), dotenv(OLD, line=2)), RemoveVariable(ENV, SHOWN, 2, KEY)),
        (seen(dotenv(OLD), dotenv(GOOD, "CLAUDE_KEY", line=2)), RenameVariable(ENV, SHOWN, 2, "CLAUDE_KEY", KEY)),
        (seen(dotenv(OLD), dotenv(OLD, line=2), pasted(GOOD)), SetVariable(ENV, SHOWN, KEY, Secret(GOOD))),
        (seen(process(OLD, "OTHER"), pasted(GOOD)), SetVariable(ENV, SHOWN, KEY, Secret(GOOD))),
        (seen(COMMENT, dotenv(OLD, line=2), pasted(GOOD)), SetVariable(ENV, SHOWN, KEY, Secret(GOOD))),
        (seen(COMMENT, pasted(GOOD)), SetVariable(ENV, SHOWN, KEY, Secret(GOOD))),
    ],
    ids=["removed", "renamed", "one of two", "a new file", "behind a comment", "only a comment"],
)
def test_every_edit_is_tried(found: Evidence, change: Edit) -> None:
    assert ids(found, ASK, edit(change)) == ["edit", "ask"]


def test_a_file_that_is_written_anew_is_read_as_before() -> None:
    assert ids(REFUSED, ASK, edit(RewriteAsUtf8(ENV, SHOWN))) == ["ask", "edit"]


def test_the_order_is_stable_and_nothing_is_lost() -> None:
    for remedies in permutations((ASK, BY_HAND, EXPORT, WRITE, USELESS)):
        once = ranked(REFUSED, remedies)
        assert ranked(REFUSED, once) == once
        assert sorted(map(repr, once)) == sorted(map(repr, remedies))


def test_a_good_key_that_was_found_is_written_before_anybody_looks_into_the_console() -> None:
    (first, *_) = diagnose(REFUSED)
    assert first.cause_id == "key-rejected"
    assert [remedy.id for remedy in first.remedies] == ["set-anthropic_api_key", "create-key", "check-console"]


def test_a_loader_stays_before_the_command_that_ends_with_the_shell() -> None:
    found = evidence(snapshot(dotenv(GOOD), loads=False, loader=LoaderKind.PYTHON_DOTENV), accepted=(GOOD,))
    (first, *_) = diagnose(found)
    assert [(remedy.id, remedy.is_other_way) for remedy in first.remedies] == [
        ("add-loader", False),
        ("source-env-file", True),
    ]
