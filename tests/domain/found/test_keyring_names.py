import pytest

from tui.domain.found.keyring_names import KNOWN_NAMES, KnownName, is_candidate, names_of


@pytest.mark.parametrize("name", KNOWN_NAMES, ids=lambda name: f"{name.service}/{name.user}")
def test_every_known_name_is_a_candidate(name: KnownName) -> None:
    assert is_candidate(name.service, name.user)


@pytest.mark.parametrize(
    ("service", "user", "others"),
    [
        ("my-tool", "ANTHROPIC_API_KEY", ()),
        ("CLAUDE-bot", "ada", ()),
        ("my-tool", "ada", ("key for Claude",)),
        ("my-tool", "sk-ant-api03-abc", ()),
        ("anthropic", "anybody", ()),
        ("goose", "secrets", ()),
    ],
)
def test_a_candidate_is_known_or_tells_by_its_name(service: str, user: str, others: tuple[str, ...]) -> None:
    assert is_candidate(service, user, others)


@pytest.mark.parametrize(
    ("service", "user", "others"),
    [
        ("goose", "bird", ()),
        ("github", "ada", ("token",)),
        ("Claude Safe Storage", "Claude Key", ()),
        ("", "", ()),
    ],
)
def test_other_entries_are_none_of_our_business(service: str, user: str, others: tuple[str, ...]) -> None:
    assert not is_candidate(service, user, others)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"service": "anthropic", "username": "ada", "application": "x"}, ("anthropic", "ada")),
        ({"service": "anthropic", "account": "ada"}, ("anthropic", "ada")),
        ({"url": "https://api.anthropic.com", "username": "Bearer"}, ("https://api.anthropic.com", "Bearer")),
        ({"Title": "Anthropic", "UserName": "ada"}, ("Anthropic", "ada")),
        ({"service": "anthropic"}, ("anthropic", "")),
        ({"service": "", "Title": "Anthropic"}, ("Anthropic", "")),
        ({"username": "ada"}, None),
        ({"gkr:compat:hashed:service": "0f"}, None),
        ({}, None),
    ],
)
def test_names_come_from_the_attributes_that_programs_use(
    attributes: dict[str, str], expected: tuple[str, str] | None
) -> None:
    assert names_of(attributes) == expected
