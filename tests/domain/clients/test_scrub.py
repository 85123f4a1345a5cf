"""What a server says is shown without anything that looks like a key, and otherwise as it was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GOOD, api_key
from tui.domain.clients.scrub import scrub

KEY_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


@pytest.mark.parametrize(
    "text",
    [
        "API key is invalid.",
        "invalid x-api-key",
        "Invalid bearer token",
        "model: claude-haiku-4-5-20251001",
        "anthropic-version: 2023-06-01 is not a valid version",
        "Unexpected value(s) `interleaved-thinking-2025-05-14` for the `anthropic-beta` header",
        "anthropic-workspace-id is required when authenticating with an identity-linked API key",
        "Workspace `wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ` not found.",
        "see https://platform.claude.com/docs/en/api/errors",
        "You will regain access on 2026-12-01 at 00:00 UTC",
        "req_011CTest4WorkedExampleId0001",
    ],
)
def test_plain_words_stay(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"key {GOOD} is unknown", "key <masked> is unknown"),
        (f"x{GOOD}", "<masked>"),
        ("Incorrect API key provided: sk-abc123", "Incorrect API key provided: <masked>"),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer <masked>"),
        ("token 4f0c2d9be1a34c77a2c19b30c5d6e7f8 expired", "token <masked> expired"),
        ("AIzaSyA1234567890abcdefghijklmnopqrstu", "<masked>"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "<masked>"),
        ("ABSKQmVkcm9ja0FQSUtleS1+/abc0123456789==", "<masked>"),
        ("https://gateway.example/v1?key=0a1b2c3d4e5f60718293a4b5", "https://gateway.example/v1?<masked>"),
    ],
    ids=["key", "glued", "short", "bearer", "hex", "google", "jwt", "bedrock", "query"],
)
def test_what_looks_like_a_key_is_masked(text: str, shown: str) -> None:
    assert scrub(text) == shown


@given(st.text(KEY_CHARACTERS, min_size=40, max_size=120).filter(lambda run: any(part.isdigit() for part in run)))
def test_no_long_stretch_of_an_api_key_survives(run: str) -> None:
    assert scrub(f"the key sk-ant-api03-{run} is bad") == "the key <masked> is bad"


def test_control_characters_are_escaped() -> None:
    assert scrub("red \x1b[31m text\u202e\n next") == "red \\x1b[31m text\\u202e next"


def test_a_long_text_is_cut() -> None:
    shown = scrub("word " * 1000)
    assert len(shown) == 300
    assert shown.endswith("...")


def test_a_key_at_the_cut_is_masked_whole() -> None:
    shown = scrub(f"{'word ' * 58}{api_key()}")
    assert "sk-ant" not in shown
