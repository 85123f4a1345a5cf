"""Headers and betas that code hands to an SDK's client."""

import pytest

from tui.domain.code.client_headers import find_betas, find_client_calls
from tui.domain.code.text import SourceText, language_of, source_text
from tui.domain.origin import Origin, OriginKind


def source(name: str, text: str) -> SourceText:
    language = language_of(name)
    assert language is not None
    return source_text(Origin(OriginKind.SOURCE, name, f"/p/{name}"), name, language, text.encode())


def headers(name: str, text: str) -> list[list[tuple[str, str, str | None]]]:
    calls = find_client_calls(source(name, text))
    return [[(item.name, item.prefix, item.variable or item.text) for item in call.headers] for call in calls]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", 'Anthropic(default_headers={"x-api-key": os.environ["K"]})', [("x-api-key", "", "K")]),
        (
            "a.py",
            'h = {"Authorization": f"Bearer {k}"}\nAnthropic(default_headers=h)',
            [("Authorization", "Bearer ", None)],
        ),
        ("a.ts", 'new Anthropic({defaultHeaders: {"anthropic-beta": "x"}})', [("anthropic-beta", "", "x")]),
        ("a.py", "Anthropic(default_headers=headers())", []),
        ("a.py", 'Anthropic(api_key=key)\nother = {"x-api-key": key}', []),
    ],
)
def test_the_headers_of_a_call(name: str, text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert headers(name, text) == [found]


def test_each_call_is_one_and_a_raw_call_is_none() -> None:
    assert headers("a.py", 'Anthropic()\nAsyncAnthropic(default_headers={"x-api-key": k})') == [
        [],
        [("x-api-key", "", None)],
    ]
    assert headers("a.sh", 'curl -H "x-api-key: $K"') == []


def test_a_client_that_may_run_in_a_page() -> None:
    text = "new Anthropic({ dangerouslyAllowBrowser: true });\nnew Anthropic({ dangerouslyAllowBrowser: false });"
    assert [call.is_in_page for call in find_client_calls(source("a.ts", text))] == [True, False]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", 'c = Anthropic()\nc.beta.messages.create(betas=["one", "two"])', [("one", 2), ("two", 2)]),
        ("a.ts", "const c = new Anthropic();\nc.beta.messages.create({betas: ['one']})", [("one", 2)]),
        ("a.py", 'c = Anthropic()\nc.create(extra_headers={"anthropic-beta": "one"})', [("one", 2)]),
        ("a.py", 'Anthropic(default_headers={"anthropic-beta": "one"})', []),
        ("a.py", 'other(betas=["one"])', []),
        ("a.py", "c = Anthropic()\nc.create(betas=BETAS)", []),
    ],
)
def test_betas(name: str, text: str, found: list[tuple[str, int]]) -> None:
    assert [(item.text, item.origin.line) for item in find_betas(source(name, text))] == found
