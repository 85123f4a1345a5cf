"""The path that the product composes from the base URL is the one that the real SDK calls."""

import pytest

from tests.oracle.said import evidence, said
from tests.oracle.sdk import Sdk
from tests.oracle.set_ups import MAIN, OVERRIDING, line, set_up
from tests.practice.speak import GOOD
from tui.domain.clients.client import BASE_URL

NOWHERE = "http://127.0.0.1:1"
ADDRESSES = {
    "as it is": "{url}",
    "trailing slash": "{url}/",
    "two trailing slashes": "{url}//",
    "v1": "{url}/v1",
    "v1 and a slash": "{url}/v1/",
    "whole endpoint": "{url}/v1/messages",
    "other path": "{url}/anthropic",
    "path with a blank": "{url}/my gateway",
    "path with an escape": "{url}/my%20gateway",
    "path in another script": "{url}/шлюз",
    "dots": "{url}/a/../b",
    "blank behind it": "{url} ",
    "blank behind the path": "{url}/v1 ",
    "blank before it": " {url}",
    "line break behind it": "{url}\n",
    "in quotes": '"{url}"',
    "fragment": "{url}/#here",
    "empty": "",
    "blank": " ",
    "no scheme": "127.0.0.1:1",
    "other scheme": "ftp://127.0.0.1",
}
CARRIERS = ("environment", "dotenv", "dotenv overrides")


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_path_is_the_one_that_the_sdk_calls(name: str, carrier: str, sdk: Sdk) -> None:
    address = ADDRESSES[name]
    environment = {"environment": {BASE_URL: address}, "dotenv overrides": {BASE_URL: NOWHERE}}.get(carrier, {})
    dotenv = line(GOOD) + ("" if carrier == "environment" else line(address, BASE_URL))
    main = OVERRIDING if carrier == "dotenv overrides" else MAIN
    with set_up(dotenv, main=main, environment=environment) as place:
        run = sdk.run(place, environment=place.environment)
        assert run.sent == said(place)


def test_without_an_address_the_sdk_calls_the_official_host(sdk: Sdk) -> None:
    with set_up(line(GOOD)) as place:
        run = sdk.run(place, environment=place.environment)
        resolution = evidence(place).resolution
    assert (run.sent, run.end.hosts) == (None, ("api.anthropic.com",))
    assert (resolution.base_url, resolution.endpoint) == (None, place.url)
