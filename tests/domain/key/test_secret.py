"""What a mask shows of texts that are no keys, and of keys that are damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GOOD, OLD
from tui.domain.key.secret import mask

HINT = mask(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "${ANTHROPIC_API_KEY}",
        "$ANTHROPIC_API_KEY",
        "%ANTHROPIC_API_KEY%",
        "$env:ANTHROPIC_API_KEY",
        "{{ vault_key }}",
        "{{ .secrets.key }}",
        "op://Private/Anthropic/credential",
        "undefined",
        "null",
        "<nil>",
        "[object Object]",
        "$OTHER",
        "your-api-key-here",
        "deine_api_key_hier",
        "\u4f60\u7684API\u5bc6\u94a5",
    ],
)
def test_a_text_that_holds_no_secret_is_shown_whole(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "$hunter2",
        "$ecret",
        "${KEY:-hunter2}",
        "$(echo hunter2)",
        "{{ hunter2-is-it }}",
        "vault:hunter2",
        "file:/hunter2",
        "%hunter-2%",
        "nullhunter2",
    ],
)
def test_a_text_that_may_hold_one_is_not(text: str) -> None:
    assert "hunter" not in mask(text)
    assert "ecret" not in mask(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (GOOD + GOOD, HINT + HINT),
        (f"{GOOD}\n{GOOD}", HINT + HINT),
        (f"sk-ant-{GOOD}", f"sk-ant-{HINT}"),
        (f"sk-ant-api03-{GOOD}", f"sk-ant-api03-{HINT}"),
        (f"{OLD}{GOOD}", mask(OLD) + HINT),
        (f"{GOOD}{GOOD[:30]}", f"{HINT}sk-ant-api03-gx7...x7_Q"),
        (f"{GOOD}{GOOD[:18]}", f"{HINT}<18 characters>"),
        (f"{GOOD},", "sk-ant-api03-gx7...7AA,"),
        (f"[{GOOD}]", "[sk...7AA]"),
        ("apikey_01Rj2N8SVvo6BePZj99NhmiT", "apikey_01R...hmiT"),
        ("wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ", "wrkspc_01J...fFUJ"),
        ("https://platform.claude.com/settings/keys", "https://pla...keys"),
        ("sk-ant-api03-R2D...igAA", "sk-ant-api03-R2D...igAA"),
    ],
)
def test_a_damaged_key_shows_no_more_than_a_whole_one(text: str, shown: str) -> None:
    assert mask(text) == shown


@given(
    st.text("$%{}()<>[]\"' ,;#:/_.", max_size=8), st.text("$%{}()<>[]\"' ,;#:/_.", max_size=8), st.sampled_from([1, 2])
)
def test_no_signs_around_a_key_bring_it_to_light(before: str, after: str, times: int) -> None:
    shown = mask(f"{before}{GOOD * times}{after}")
    assert not any(GOOD[index : index + 8] in shown for index in range(16, len(GOOD) - 8))
