"""Sample texts as they stand in guides and in templates of `.env`, and texts that only look a little like them."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GOOD, OLD, api_key
from tui.domain.key.placeholder import is_placeholder
from tui.domain.key.shape import Shape, classify

# Seen in public `.env.example` files, guides and test suites, 2023 to 2026.
SAMPLES = """
your-api-key-here your_anthropic_api_key your-key your_key_here your_actual_api_key_here YOUR_API_KEY yourapikey
sk-ant-your-key-here sk-ant-your-real-key sk-ant-YOUR_KEY_HERE sk-ant-api03-your-key-here sk-ant-api03-YOUR_KEY_HERE
sk-ant-api03-your-actual-key-here sk-ant-api03-your-production-key sk-ant-admin01-your-key sk-your-key
sk-ant-... sk-ant-api03-... sk-ant-oat01-... ... … sk-ant-… sk-ant- sk-ant-api03- sk- -
sk-ant-xxx sk-ant-xxxxx sk-ant-XXXXXXX sk-ant-api03-xxxxxxxxxxxxx sk-ant-api03-xxxx-xxxx-xxxx sk-ant-oat01-xxxxx sk-xxxx
xxx XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX 0000000000 sk-ant-0000 sk-ant-123 sk-ant-api03-abc123 1234567890
<your-key> <key> <value> <YOUR_ANTHROPIC_API_KEY> <production-key> <tu-key> <gateway-client-token> <ключ>
[your-api-key] [api-key] [tu_key] {anthropic_key} {api_key} {{YOUR_KEY}} {} [] <>
changeme CHANGE_ME change-me CHANGE_ME_ANTHROPIC_API_KEY CHANGE_ME__ANTHROPIC_API_KEY__CHANGE_ME
replace-me replace_me REPLACE_CRITIC_KEY replace-with-your-own-key replace-in-secret-manager-not-here
sk-ant-REPLACE-ME
insert_your_key insert-api-key-here INSERT_API_KEY InsertYourAPIKeyHere put-key-here PUT_YOUR_KEY put-yours-here
add_later ADD_KEY_HERE add_when_ready add_after_deploy added-later paste_your_key_here PASTE_SECRET_HERE
enter_your_anthropic_api_key_here ENTER_YOUR_VALUE_HERE placeholder PLACEHOLDER sample-key example-key
test test-key test-key-123 sk-ant-test sk-ant-testkey sk-ant-test-456 sk-ant-test-not-real-000000000000
dummy dummy-key-not-used fake-key sk-ant-api03-FAKEFAKEFAKEFAKEFAKE mock-key stub todo TBD
not-needed not-real not-a-key notarealkeyvalue1234 not-a-real-key-just-for-this-demo unused
my-key my-api-key my-secret mysecret my-secret-key
key key2 key_for_team_A api-key api_key ANTHROPIC_API_KEY anthropic_api_key anthropic-key secret none-set
user_provided proxy_managed
tu_clave_aqui tu_clave_api_aquí tu_api_key dein_key dein_echter_key dein-key-hier votre_cle_ici
votre-clé-api-anthropic sua-chave sua_chave_aqui sua-api-key-da-empresa-externa
你的API密钥 你的-anthropic-api-key 你的_Claude_Key
"""
SENTENCES = (
    "your key (optional)",
    "<Anthropic API key - add it here>",
    "<provided later; never commit it>",
    "[Use the API key from your .env.local file]",
    "[set in Vercel]",
    "Enter your Anthropic API key here",
    "enter your API key here",
    "\u4f60\u7684 Key",
)
OTHERS = (
    "hunter2",
    "password",
    "correct horse battery staple",
    "pip install anthropic",
    "gateway-token-1",
    "my-relay-abc123",
    "a-relays-own-token",
    "claude-sonnet-5",
    "undefined",
    "$YOUR_KEY",
    "sk-1234",
    "ollama",
    f"<{GOOD}>",
    f"[{GOOD}]",
    f"{{{GOOD}}}",
    f"your {GOOD}",
    "sk-ant-api03-" + "AAAABBBBCCCCDDDDEEEEFFFFGGGG1234",
    GOOD[:40],
)


@pytest.mark.parametrize("text", [*SAMPLES.split(), *SENTENCES])
def test_a_sample_is_a_placeholder(text: str) -> None:
    assert classify(text) is Shape.PLACEHOLDER


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_is_none(text: str) -> None:
    assert classify(text) is not Shape.PLACEHOLDER


@given(st.integers(0, 2**32), st.sampled_from(["sk-ant-api03-", "sk-ant-usr-", "sk-ant-svc-", "sk-proj-", "sk-", ""]))
def test_no_random_key_is_a_placeholder(seed: int, prefix: str) -> None:
    pick = random.Random(seed)
    key = prefix + "".join(pick.choices(f"{string.ascii_letters}{string.digits}-_", k=48))
    assert not is_placeholder(key)
    assert not is_placeholder(f"<{key}>") or len(key) < 50


@pytest.mark.parametrize("prefix", ["sk-ant-api03-", "sk-ant-usr-", "sk-ant-svc-", "sk-ant-admin01-", "sk-ant-oat01-"])
def test_keys_of_the_tests_and_of_the_practice_range_are_none(prefix: str) -> None:
    for seed in ("g", "o", "test", "key", "your"):
        assert classify(api_key(seed, prefix)) is not Shape.PLACEHOLDER
    assert classify(OLD) is Shape.ANTHROPIC_API_KEY


@given(st.text(max_size=200))
def test_every_text_is_judged(text: str) -> None:
    is_placeholder(text)
