"""A key is found wherever it stands in a text, and a name that only looks long is none."""

import pytest

from tests.builders import GOOD
from tui.domain.clients.key_in_text import holds_key, with_keys_masked
from tui.domain.key.secret import mask

KEYS = {
    "whole": GOOD,
    "in quotes": f"'{GOOD}'",
    "in an address": f"https://{GOOD}.example.com/v1",
    "OpenAI": "sk-proj-" + "a1B2" * 12,
    "AWS": "AKIAQ7ZK2M5PXW3R9TLB",
    "of no known kind": "3fa2c1d5e6f7a8b9c0d1e2f3a4b5c6d7",
}
NAMES = ("ANTHROPIC_API_KEY", "my-service/sk-learn-notebooks-2024", "https://api.anthropic.com / Bearer", "work key 2")


@pytest.mark.parametrize("text", KEYS.values(), ids=list(KEYS))
def test_a_key_is_found(text: str) -> None:
    assert holds_key(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_key_and_stays(name: str) -> None:
    assert not holds_key(name)
    assert with_keys_masked(name) == name


def test_a_mask_is_no_key() -> None:
    assert not holds_key(mask(GOOD))
    assert with_keys_masked(mask(GOOD)) == mask(GOOD)


def test_only_the_key_is_masked() -> None:
    assert with_keys_masked(f"~/job/{GOOD}/.env") == f"~/job/{mask(GOOD)}/.env"


def test_a_folder_with_a_random_name_stays() -> None:
    name = "/tmp/3fa2c1d5e6f7a8b9c0d1e2f3a4b5c6d7/.env"
    assert with_keys_masked(name) == name
