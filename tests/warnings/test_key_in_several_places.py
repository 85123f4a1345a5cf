from tests.builders import GOOD, OLD, dotenv, evidence, keyring, literal, process, profile, settings, snapshot
from tui.domain.found.finding import State
from tui.warnings.key_in_several_places import WARNING


def test_fires_once_for_a_key_in_two_files() -> None:
    (line,) = WARNING.find(evidence(snapshot(process(GOOD), dotenv(GOOD), profile(GOOD))))
    assert (line.id, line.origin.label) == ("key-in-several-places", "~/project/.env:1")
    assert "also stands in `~/.zshrc:41`" in line.text
    assert GOOD not in line.text


def test_names_two_more_and_counts_the_rest() -> None:
    (line,) = WARNING.find(evidence(snapshot(dotenv(GOOD), profile(GOOD), settings(GOOD), literal(GOOD))))
    assert "and 1 more" in line.text


def test_near_miss_one_file_that_is_read_into_the_environment() -> None:
    assert WARNING.find(evidence(snapshot(process(GOOD), profile(GOOD), keyring(GOOD)))) == ()


def test_near_miss_two_lines_of_one_file_or_a_commented_copy() -> None:
    assert WARNING.find(evidence(snapshot(dotenv(GOOD), dotenv(GOOD, line=2)))) == ()
    assert WARNING.find(evidence(snapshot(dotenv(GOOD), profile(GOOD, state=State.COMMENTED)))) == ()


def test_near_miss_different_keys() -> None:
    assert WARNING.find(evidence(snapshot(dotenv(GOOD), profile(OLD)))) == ()
