"""What a raw call of the API sends, read off code as people write it."""

import time

import pytest

from tui.domain.code.calls import find_calls
from tui.domain.code.text import language_of, source_text
from tui.domain.code.written_call import RawCall
from tui.domain.origin import Origin, OriginKind

URL = "https://api.anthropic.com/v1/messages"


def calls(name: str, text: str) -> tuple[RawCall, ...]:
    language = language_of(name)
    assert language is not None
    origin = Origin(OriginKind.SOURCE, name, f"/p/{name}")
    return find_calls(source_text(origin, name, language, text.replace("URL", URL).encode()))


def call(name: str, text: str) -> RawCall:
    (found,) = calls(name, text)
    return found


def headers(found: RawCall) -> list[tuple[str, str, str | None]]:
    return [(item.name, item.prefix, item.variable if item.is_credential else item.text) for item in found.headers]


REQUESTS = """import os, requests
KEY = os.environ["ANTHROPIC_API_KEY"]
r = requests.post("URL", headers={%s, "anthropic-version": "2023-06-01"}, json={"model": "claude-sonnet-5"})
"""


@pytest.mark.parametrize(
    ("item", "name", "prefix"),
    [
        ('"x-api-key": KEY', "x-api-key", ""),
        ('"X-API-Key": os.environ["ANTHROPIC_API_KEY"]', "X-API-Key", ""),
        ('"Api-Key": os.getenv("ANTHROPIC_API_KEY")', "Api-Key", ""),
        ('"X-API-Token": KEY', "X-API-Token", ""),
        ('"Authorization": KEY', "Authorization", ""),
        ('"Authorization": f"Bearer {KEY}"', "Authorization", "Bearer "),
        ('"Authorization": f"Bearer{KEY}"', "Authorization", "Bearer"),
        ('"Authorization": "Bearer " + KEY', "Authorization", "Bearer "),
        ('"Authorization": "Bearer %s" % KEY', "Authorization", "Bearer "),
        ('"Authorization": "Token {}".format(KEY)', "Authorization", "Token "),
        ("'api_key': KEY", "api_key", ""),
    ],
)
def test_a_credential_with_its_name_prefix_and_variable(item: str, name: str, prefix: str) -> None:
    found = call("main.py", REQUESTS % item)
    assert headers(found) == [(name, prefix, "ANTHROPIC_API_KEY"), ("anthropic-version", "", "2023-06-01")]
    assert (found.tool, found.is_whole, found.is_in_page, found.origin.line) == ("requests", True, False, 3)
    assert found.is_right == (name.lower() == "x-api-key" or prefix == "Bearer ")


def test_a_whole_header_in_a_name_and_a_version_in_a_constant_are_followed() -> None:
    text = """import httpx
VERSION = "2024-01-01"
auth = "Bearer " + get_key()
httpx.post("URL", headers={"Authorization": auth, "anthropic-version": VERSION})
"""
    assert headers(call("main.py", text)) == [
        ("Authorization", "Bearer ", ""),
        ("anthropic-version", "", "2024-01-01"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "tool"),
    [
        ("m.py", 'import urllib.request\nq = Request("URL")\nq.add_header("Api-Key", key)\nurlopen(q)', "urllib"),
        ("m.py", 'import aiohttp\nh = {}\nh["Api-Key"] = key\nawait s.post("URL", headers=h)', "aiohttp"),
        ("m.js", 'await fetch("URL", {headers: {"Api-Key": key}})', "fetch"),
        ("m.ts", 'import axios from "axios"; axios.post("URL", {}, {headers: {"Api-Key": key}})', "axios"),
        ("m.js", 'const h = new Headers(); h.set("Api-Key", key); fetch("URL", {headers: h})', "fetch"),
        ("m.sh", 'curl URL -H "Api-Key: $KEY"', "curl"),
        ("m.sh", "curl \\\n  --header 'Api-Key: '\"$KEY\" \\\n  -d '{\n}' URL", "curl"),
        ("m.sh", "http POST URL Api-Key:$KEY", "http"),
        ("m.sh", 'API=URL\nwget --header="Api-Key: $KEY" "$API"', "wget"),
        ("m.http", "POST URL\nApi-Key: {{key}}\n\n{}", "an HTTP file"),
    ],
)
def test_every_tool_that_people_call_with(name: str, text: str, tool: str) -> None:
    found = call(name, text)
    assert [(item.name, item.is_read) for item in found.headers] == [("Api-Key", False)]
    assert (found.tool, found.is_whole, found.versions) == (tool, True, ())


@pytest.mark.parametrize(
    ("name", "text", "prefix"),
    [
        ("m.js", "fetch('URL', {headers: {Authorization: `Bearer ${process.env.KEY}`}})", "Bearer "),
        ("m.js", "fetch('URL', {headers: {authorization: process.env.KEY}})", ""),
        ("m.js", "fetch('URL', {headers: {'Authorization': 'Bearer ' + process.env['KEY']}})", "Bearer "),
        ("m.sh", 'curl URL -H "Authorization: Bearer $KEY"', "Bearer "),
        ("m.sh", 'curl URL -H "Authorization: ${KEY}"', ""),
        ("m.sh", "curl --oauth2-bearer $KEY URL", "Bearer "),
        ("m.sh", 'http URL Authorization:"Bearer $KEY"', "Bearer "),
    ],
)
def test_the_scheme_before_the_key(name: str, text: str, prefix: str) -> None:
    (header,) = call(name, text).headers
    assert (header.prefix, header.variable) == (prefix, "KEY")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.py", 'import requests\nrequests.post("URL", json={})'),
        ("m.py", 'import requests\nAPI = "URL"\nrequests.post(API, json={})'),
        ("m.js", 'fetch("URL", {method: "POST"})'),
        ("m.sh", "curl URL"),
    ],
)
def test_a_call_without_any_header(name: str, text: str) -> None:
    found = call(name, text)
    assert (found.headers, found.is_whole) == ((), True)


def test_a_version_given_twice_is_kept_twice() -> None:
    text = 'curl URL -H "x-api-key: $K" -H "anthropic-version: 2023-06-01" -H "Anthropic-Version: 2023-06-01"'
    found = call("m.sh", text)
    assert len(found.versions) == 2
    assert not found.has_right_version


def test_two_calls_of_one_file_are_told_apart() -> None:
    text = """import requests
a = requests.get("URL", headers={"x-api-key": key, "anthropic-version": "2023-06-01"})
b = requests.post("URL", headers={"Api-Key": key, "anthropic-version": "2023-06-01"})
"""
    first, second = calls("main.py", text)
    assert (first.is_right, first.origin.line) == (True, 2)
    assert (second.is_right, second.origin.line) == (False, 3)


@pytest.mark.parametrize(
    "text",
    [
        'import requests\nrequests.post("URL", headers={**common, "x-api-key": key})',
        'import requests\nrequests.post("URL", headers={"Authorization": make_header()})',
        'import requests\nheaders = {"x-api-key": key}\nheaders.update(more)\nrequests.post("URL", headers=headers)',
        'import requests\nrequests.post("URL", auth=Token(key), headers={"anthropic-version": "2023-06-01"})',
    ],
    ids=["spread", "worked out", "updated", "auth object"],
)
def test_what_is_worked_out_elsewhere_makes_it_less_than_whole(text: str) -> None:
    assert not call("main.py", text).is_whole


def test_what_is_spread_from_the_same_file_is_counted_with_it() -> None:
    text = """import requests
COMMON = {"anthropic-version": "2023-06-01"}
requests.post("URL", headers={**COMMON, "x-api-key": key})
"""
    assert call("main.py", text).is_right


@pytest.mark.parametrize(
    "text",
    [
        "curl URL -H 'x-api-key: $ANTHROPIC_API_KEY'",
        'curl URL -H @headers.txt -H "anthropic-version: 2023-06-01"',
        'curl URL -u "key:$KEY"',
    ],
    ids=["single quotes", "file", "user"],
)
def test_a_command_whose_headers_stand_elsewhere_is_not_whole(text: str) -> None:
    assert not call("m.sh", text).is_whole


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.py", 'import requests\nrequests.get("https://example.com", headers={"Api-Key": key})'),
        ("m.py", '# requests.post("URL")\nimport requests'),
        ("m.py", 'BASE = "URL"\nheaders = {"Api-Key": key}'),
        ("m.py", 'import requests\nfrom anthropic import Anthropic\nAnthropic(default_headers={"x-api-key": "URL"})'),
        ("m.sh", 'curl https://example.com -H "Api-Key: $KEY"\n# URL'),
        ("m.py", 'import requests\nrequests.get("https://api.github.com", headers={"Authorization": t})\nH = "URL"'),
        ("requirements.txt", "URL"),
    ],
    ids=["other host", "comment", "no tool", "the SDK's headers", "other host by curl", "another service", "manifest"],
)
def test_what_is_no_call_of_the_api(name: str, text: str) -> None:
    assert calls(name, text) == ()


@pytest.mark.parametrize(
    ("name", "text", "is_in_page"),
    [
        ("app.js", 'fetch("URL", {headers: {"x-api-key": key}}); document.title = ""', True),
        ("App.jsx", '"use client"; fetch("URL", {headers: {"x-api-key": key}})', True),
        ("app.ts", 'fetch("URL", {headers: {"x-api-key": import.meta.env.VITE_KEY}})', True),
        ("server.js", 'fetch("URL", {headers: {"x-api-key": key}})', False),
        ("api.ts", 'export async function POST() { fetch("URL", {headers: {"x-api-key": window.k}}) }', False),
        ("main.py", 'import requests\nrequests.get("URL", headers={"x-api-key": document.key})', False),
    ],
)
def test_a_call_in_a_web_page(name: str, text: str, *, is_in_page: bool) -> None:
    assert call(name, text).is_in_page is is_in_page


@pytest.mark.parametrize(
    ("name", "text", "reads"),
    [
        ("m.py", 'import requests\nrequests.get("URL", headers={"Authorization": f"Bearer {key}"})', True),
        ("m.py", 'import httpx\nhttpx.get("URL", headers={"Authorization": f"Bearer {key}"})', False),
        ("m.py", 'import requests\ns.trust_env = False\ns.get("URL", headers={"x-api-key": key})', False),
        ("m.sh", 'curl -n URL -H "x-api-key: $K"', True),
        ("m.sh", 'curl --netrc URL -H "x-api-key: $K"', True),
        ("m.sh", 'curl URL -H "x-api-key: $K"', False),
    ],
)
def test_which_tools_look_into_the_netrc(name: str, text: str, *, reads: bool) -> None:
    assert call(name, text).reads_netrc is reads


def test_the_client_of_openai_sends_a_token() -> None:
    text = 'from openai import OpenAI\nclient = OpenAI(base_url="https://api.anthropic.com/v1", api_key=key)'
    found = call("main.py", text)
    assert (found.tool, found.is_whole, [item.is_bearer for item in found.headers]) == (
        "OpenAI's client",
        False,
        [True],
    )


@pytest.mark.parametrize("piece", ['"x-api-key": ', "{", "curl \\\n", "-H '", 'f"Bearer {', "fetch("])
def test_no_text_takes_long(piece: str) -> None:
    start = time.monotonic()
    for name in ("m.py", "m.js", "m.sh", "m.http"):
        calls(name, f"import requests\nURL\n{piece * 4000}"[:64000])
    assert time.monotonic() - start < 8
