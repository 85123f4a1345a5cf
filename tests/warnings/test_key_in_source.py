from tests.builders import GOOD, dotenv, evidence, literal, settings, snapshot
from tests.surroundings import amid
from tui.domain.found.machine import Exposure, Surroundings
from tui.warnings.key_in_source import WARNING


def test_fires_once_for_each_place() -> None:
    shot = snapshot(literal(GOOD), literal(GOOD, "literal"), literal(GOOD, file="other.py"))
    lines = WARNING.find(evidence(shot))
    assert [line.origin.label for line in lines] == ["~/project/main.py:7", "~/project/other.py:7"]
    assert {line.id for line in lines} == {"key-in-source"}
    assert not any(GOOD in line.text for line in lines)


def test_fires_for_a_settings_file_that_git_tracks() -> None:
    found = settings(GOOD)
    exposure = Exposure(found.origin, is_tracked=True, is_ignored=False)
    (line,) = WARNING.find(evidence(amid(snapshot(found), Surroundings(exposures=(exposure,)))))
    assert "git tracks this file" in line.text


def test_near_miss_sample_text_a_short_piece_or_an_empty_argument() -> None:
    for text in ("sk-ant-api03-xxxxxxxxxxxx", GOOD[:30], "", "your-api-key-here"):
        assert WARNING.find(evidence(snapshot(literal(text)))) == ()


def test_near_miss_a_settings_file_that_git_does_not_track() -> None:
    exposure = Exposure(settings(GOOD).origin, is_tracked=False, is_ignored=False)
    assert WARNING.find(evidence(amid(snapshot(settings(GOOD)), Surroundings(exposures=(exposure,))))) == ()


def test_belongs_to_another_when_it_is_an_env_file() -> None:
    exposure = Exposure(dotenv(GOOD).origin, is_tracked=True, is_ignored=False)
    assert WARNING.find(evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=(exposure,))))) == ()
