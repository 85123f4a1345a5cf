"""A file that git has: replaced first where a key in it may be good, and a word about the history else."""

from tests.builders import ENV, GOOD, OLD, dotenv, evidence, snapshot
from tui.domain.clients.client import KEY
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.machine import Exposure
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.remedies.outlook import Step
from tui.domain.remedies.publication import Publication, publication_of

FILE = Origin(OriginKind.DOTENV, "~/project/.env", ENV)
STEP = Step(FILE, ENV, b"", b"", (SetVariable(ENV, FILE.shown, KEY, Secret(GOOD)),))


def published(*keys: str, is_tracked: bool = True, is_committed: bool = True) -> Publication | None:
    found = evidence(snapshot(*(dotenv(key, line=line) for line, key in enumerate(keys, 1))), accepted=(GOOD,))
    return publication_of(found, STEP, Exposure(FILE, is_tracked=is_tracked), is_committed=is_committed)


def test_a_tracked_key_is_replaced_first() -> None:
    item = published(GOOD)
    assert item is not None
    assert item.is_urgent
    assert item.steps[0].startswith("create a new key at https://platform.claude.com/settings/keys and delete sk-ant-")
    assert "`git -C /home/ada/project rm --cached .env`" in item.steps[-2]
    assert item.steps[-1].startswith("or keep it in the keyring, in no file: `fix401 keys add ANTHROPIC_API_KEY`")
    assert GOOD not in repr(item)


def test_a_refused_key_needs_no_replacement_but_the_new_one_would_be_published() -> None:
    item = published(OLD)
    assert item is not None
    assert item.is_urgent
    assert "the key that is written would be published" in item.text
    assert len(item.steps) == 2


def test_the_history_is_a_word_and_stops_nothing() -> None:
    item = published(GOOD, is_tracked=False)
    assert item is not None
    assert not item.is_urgent
    assert "still in the history" in item.text


def test_what_git_never_had_is_no_matter() -> None:
    assert published(GOOD, is_tracked=False, is_committed=False) is None
