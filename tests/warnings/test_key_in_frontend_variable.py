import pytest

from tests.builders import GOOD, dotenv, evidence, process, snapshot
from tui.domain.found.finding import State
from tui.warnings.key_in_frontend_variable import WARNING


@pytest.mark.parametrize("prefix", ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "PUBLIC_"])
def test_fires_for_a_name_that_build_tools_hand_to_the_browser(prefix: str) -> None:
    (line,) = WARNING.find(evidence(snapshot(dotenv(GOOD, f"{prefix}ANTHROPIC_API_KEY", line=4))))
    assert (line.id, line.origin.label) == ("key-in-frontend-variable", "~/project/.env:4")
    assert f"{prefix}ANTHROPIC_API_KEY" in line.text


def test_near_miss_sample_text_or_a_line_that_is_commented_out() -> None:
    assert WARNING.find(evidence(snapshot(dotenv("your-api-key", "VITE_ANTHROPIC_API_KEY")))) == ()
    assert WARNING.find(evidence(snapshot(dotenv(GOOD, "VITE_KEY", state=State.COMMENTED)))) == ()


def test_near_miss_a_name_for_servers() -> None:
    assert WARNING.find(evidence(snapshot(dotenv(GOOD), process(GOOD, "MY_PUBLIC_KEY")))) == ()
