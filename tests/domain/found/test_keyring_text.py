import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GOOD, api_key
from tui.domain.found.keyring_text import holds_several, key_text

EVEN = api_key("e", "sk-ant-api03-")
OAUTH = api_key("t", "sk-ant-oat01-")


def misread(text: str) -> str:
    """Return what the Windows keyring makes of a text that another program stored as UTF-8."""
    return text.encode().decode("utf-16-le")


def test_a_key_read_in_the_wrong_encoding_is_read_again() -> None:
    assert len(EVEN) % 2 == 0
    assert key_text(misread(EVEN)) == EVEN


def test_json_read_in_the_wrong_encoding_is_read_again() -> None:
    document = json.dumps({"ANTHROPIC_API_KEY": EVEN})
    document += " " * (len(document) % 2)
    assert key_text(misread(document)) == EVEN


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"OPENAI_API_KEY": "x", "ANTHROPIC_API_KEY": GOOD}, GOOD),
        ({"ANTHROPIC_AUTH_TOKEN": GOOD}, GOOD),
        ({"claudeAiOauth": {"accessToken": OAUTH, "refreshToken": "x"}}, OAUTH),
        ({"claudeAiOauth": "x"}, None),
        ({"claudeAiOauth": {}}, None),
        ({"ANTHROPIC_API_KEY": 7}, None),
        ({}, None),
    ],
)
def test_the_member_of_a_json_object_is_taken(document: dict[str, object], expected: str | None) -> None:
    assert key_text(json.dumps(document, indent=1)) == expected


@pytest.mark.parametrize("text", ["{", "{your key}", "{" * 100_000, '["ANTHROPIC_API_KEY"]', '"quoted"', "", "\n"])
def test_what_is_not_a_json_object_stays_as_it_is(text: str) -> None:
    assert key_text(text) == text


@pytest.mark.parametrize(("text", "expected"), [("{}", True), (' {"a": 1}\n', True), ("[1]", False), (GOOD, False)])
def test_only_a_json_object_holds_several(text: str, *, expected: bool) -> None:
    assert holds_several(text) is expected


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_is_too_odd(text: str) -> None:
    assert key_text(f"x{text}") == f"x{text}"
    key_text(text)
