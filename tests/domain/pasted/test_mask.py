"""Nothing of a key is left in a text before anything looks at it, and what is no key is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GOOD
from tests.domain.pasted.planted import ADMIN, LOGIN, OPENAI, forms_of, leaked, texts
from tui.domain.pasted.mask import credentials_in, masked
from tui.domain.pasted.readable import readable

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
FORMS = sorted(forms_of(GOOD))


def shown(text: str) -> str:
    return masked(readable(text.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", [GOOD, LOGIN, ADMIN, OPENAI], ids=["api", "login", "admin", "openai"])
def test_no_form_of_a_key_survives(form: str, key: str) -> None:
    assert leaked(key, forms_of(key)[form])[:1] or form in {"url-encoded", "encoded twice", "coloured"}
    assert leaked(key, shown(forms_of(key)[form])) == []


@given(
    key=st.randoms(use_true_random=False).map(lambda random: "".join(random.choices(ALPHABET, k=93))), data=st.data()
)
def test_no_random_key_survives_in_any_form_cut_anywhere(key: str, data: st.DataObject) -> None:
    whole = f"sk-ant-api03-{key}AA"
    form = data.draw(st.sampled_from(FORMS))
    text = forms_of(whole, data.draw(st.integers(1, 107)))[form]
    assert leaked(whole, shown(text)) == []


@given(prefix=st.text(max_size=40), suffix=st.text(max_size=40))
def test_no_surroundings_save_a_key(prefix: str, suffix: str) -> None:
    assert leaked(GOOD, shown(f"{prefix} {GOOD} {suffix}")) == []


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_and_masked(data: bytes) -> None:
    assert isinstance(masked(readable(data)), str)


@pytest.mark.parametrize(
    "text",
    [
        "anthropic.AuthenticationError: Error code: 401 - {'type': 'error', 'error': {'type': 'authentication_error'}}",
        '  File "/home/Ada/.venv/lib/python3.11/site-packages/anthropic/_base_client.py", line 1046, in _request',
        "    at async file:///home/Ada/app2/node_modules/@anthropic-ai/sdk/client.mjs:155:32",
        "CORS requests must set 'anthropic-dangerous-direct-browser-access' header",
        "for the `anthropic-beta` header: interleaved-thinking-2025-05-14, fine-grained-tool-streaming-2025-05-14",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "organization_level_scoped_api_key_required",
        "model: claude-3-5-sonnet-20240620",
        "request_id: req_011CSHoEeqs5C35K2UUqR7Fy",
        "Workspace `wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ` not found.",
        "Invalid X-Api-Key header value from ANTHROPIC_API_KEY: it contains a typographic quote (U+201C)",
        "Expected one of api_key, auth_token, or credentials to be set. Or for the `Authorization` header",
        "2026-11-02 10:01:33,118 INFO worker-3 retrying in 500 ms",
        "Illegal header value b'Bearer '",
    ],
)
def test_what_is_no_key_stays(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"> x-api-key: {GOOD}", "anthropic-api-key"),
        (f"> authorization: Bearer {OPENAI}", "other-provider"),
        (f"> x-api-key: {LOGIN}", "anthropic-oauth-token"),
        (f"> x-api-key: {ADMIN}", "anthropic-admin-key"),
        ("> x-api-key: YOUR_API_KEY", "placeholder"),
        ("> x-api-key: $ANTHROPIC_API_KEY", "reference"),
        ("> x-api-key: undefined", "nothing"),
        ("> x-api-key: [REDACTED]", "hidden"),
        ("> x-api-key: hunter2", "unknown"),
        ("Incorrect API key provided: https://api.example.com.", "url"),
        ("> x-api-key: apikey_01Abc", "identifier"),
    ],
)
def test_what_stands_for_a_value_tells_its_kind(text: str, kind: str) -> None:
    assert f"<key:{kind}>" in shown(text)
    assert credentials_in(shown(text)) == (kind.startswith(("anthropic-", "other-")) or kind == "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "password=hunter2pwCanary99",
        '{"token": "hunter2pwCanary99"}',
        "http://ada:hunter2pwCanary99@proxy.example:3128",
        "http://ada:x/hunter2pwCanary99@proxy.example:3128",
        "Cookie: sessionKey=hunter2pwCanary99; a=b",
        "Proxy-Authorization: Basic hunter2pwCanary99",
        "Illegal header value b'my hunter2pwCanary99 pass\\n'",
        'net/http: invalid header field value "hunter2pwCanary99\\n" for key X-Api-Key',
        "LiteLLM Virtual Key expected. Received=hunter2pwCanary99, expected to start with 'sk-'",
        "Incorrect API key provided: hunter2pwCanary99. You can find",
    ],
)
def test_a_password_without_any_form_is_masked_where_it_stands_for_one(text: str) -> None:
    assert "hunter2" not in shown(text)


def test_no_text_of_the_corpus_keeps_a_key() -> None:
    for entry in texts():
        assert not any(leaked(key, shown(entry["text"])) for key in (GOOD, LOGIN, ADMIN, OPENAI)), entry["name"]
