import pytest

from tests.builders import OLD
from tui.domain.reporting.command_line import options_given, with_options


@pytest.mark.parametrize(
    ("shell", "typed"),
    [
        ("zsh", "--project 'my work' --client curl --api-url 'http://127.0.0.1:8080' --offline"),
        ("powershell", "--project 'my work' --client curl --api-url 'http://127.0.0.1:8080' --offline"),
        ("cmd", '--project "my work" --client curl --api-url "http://127.0.0.1:8080" --offline'),
    ],
)
def test_the_options_are_quoted_for_the_shell(shell: str, typed: str) -> None:
    values = {"--project": "my work", "--client": "curl", "--api-url": "http://127.0.0.1:8080"}
    assert options_given(shell, values, ["--offline"]) == typed


def test_an_option_with_a_key_in_it_is_left_out() -> None:
    assert options_given("zsh", {"--project": f"work/{OLD}", "--client": "curl"}, []) == "--client curl"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("then run `fix401` again", "then run `fix401 --client curl` again"),
        ("`fix401 fix --yes` writes this", "`fix401 fix --yes --client curl` writes this"),
        ("`fix401 check --timeout 30`", "`fix401 check --timeout 30 --client curl`"),
        ("put back with `fix401 undo`", "put back with `fix401 undo`"),
        ("`fix401 keys add ANTHROPIC_API_KEY`", "`fix401 keys add ANTHROPIC_API_KEY`"),
    ],
)
def test_they_stand_behind_each_command_that_they_matter_to(text: str, expected: str) -> None:
    assert with_options(text, "--client curl") == expected
    assert with_options(text, "") == text
