import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.found.names import (
    NameKind,
    edit_distance,
    is_address_name,
    is_credential_name,
    is_relevant,
    is_relevant_name,
    name_kind,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ANTHROPIC_API_KEY", NameKind.KEY),
        ("ANTHROPIC_AUTH_TOKEN", NameKind.TOKEN),
        ("CLAUDE_CODE_OAUTH_TOKEN", NameKind.OAUTH),
        ("ANTHROPIC_BASE_URL", NameKind.BASE_URL),
        ("anthropic_api_key", NameKind.NEAR_MISS),
        ("Anthropic_Api_Key", NameKind.NEAR_MISS),
        ("ANTHROPIC_API_KEYS", NameKind.NEAR_MISS),
        ("ANTHROPHIC_API_KEY", NameKind.NEAR_MISS),
        ("ANTRHOPIC_API_KEY", NameKind.NEAR_MISS),
        ("ATHROPIC_APIKEY", NameKind.NEAR_MISS),
        ("ANTHROPIC_API_TOKEN", NameKind.NEAR_MISS),
        ("CLAUDE_KEY", NameKind.NEAR_MISS),
        ("ANTHROPIC_MODEL", NameKind.SETTING),
        ("ANTHROPIC_API_URL", NameKind.SETTING),
        ("OPENAI_API_KEY", NameKind.UNRELATED),
        ("CLAUDE_HOME", NameKind.UNRELATED),
        ("", NameKind.UNRELATED),
    ],
)
def test_what_a_name_says(name: str, kind: NameKind) -> None:
    assert name_kind(name) is kind


def test_only_names_for_credentials_are_credential_names() -> None:
    assert is_credential_name("CLAUDE_API_KEY")
    assert not is_credential_name("ANTHROPIC_BASE_URL")
    assert not is_credential_name("ANTHROPIC_MODEL")


@pytest.mark.parametrize("text", ["sk-ant-api03-x", ' "sk-ant-api03-x"', "'sk-ant-x"])
def test_a_key_of_anthropic_matters_under_any_name(text: str) -> None:
    assert is_relevant("WHATEVER", text)
    assert not is_relevant("WHATEVER", text.replace("ant", "or"))


@given(st.text("ABC", max_size=8), st.text("ABC", max_size=8))
def test_edit_distance_is_a_distance(first: str, second: str) -> None:
    distance = edit_distance(first, second)
    assert distance == edit_distance(second, first)
    assert (distance == 0) == (first == second)
    assert abs(len(first) - len(second)) <= distance <= max(len(first), len(second))


@pytest.mark.parametrize("name", ["LITELLM_BASE_URL", "LITELLM_PROXY_URL", "AI_GATEWAY_BASE_URL", "ANTHROPIC_API_BASE"])
def test_addresses_of_gateways_are_of_interest_though_no_client_reads_them(name: str) -> None:
    assert is_address_name(name)
    assert is_relevant_name(name)
    assert not is_address_name(f"MY_{name}")
