"""The status page on real servers: the first that answers counts, and silence is no error."""

import json
import threading
import time

import pytest

from tests import servers
from tests.adapters.probing import when
from tests.fakes.cancellation import StopButton
from tui.adapters.network.status_page import StatusPage
from tui.adapters.network.trust_store import TrustStore
from tui.domain.probing.service_status import ServiceStatus

SUMMARY = json.dumps(
    {
        "components": [{"id": "k8w3r06qmzrp", "name": "Claude API", "status": "major_outage"}],
        "incidents": [],
    }
).encode()
SAID = ServiceStatus("127.0.0.1", "major_outage")


def read(*urls: str, environ: dict[str, str] | None = None, deadline: float = 3.0) -> ServiceStatus | None:
    return StatusPage(environ or {}, TrustStore(), urls).read(StopButton(), deadline=deadline)


def test_the_first_page_that_says_something_counts() -> None:
    with servers.Server(servers.says(200, SUMMARY)) as good, servers.Server(servers.says(405, b"<html>")) as other:
        assert read(good.url, other.url) == SAID
        assert other.heads == []
        assert read(other.url, good.url) == SAID
    head = good.heads[0].lower()
    assert b"authorization" not in head
    assert b"x-api-key" not in head


@pytest.mark.parametrize(
    "handler",
    [
        servers.says(405, b"<html>challenge"),
        servers.says(200, b"<html>portal"),
        servers.says(200, b"[" * 100_000),
        servers.says(200, b"{}"),
        servers.closes_early,
        servers.half_a_body,
        servers.speaks_no_http,
        servers.floods_with_headers,
    ],
    ids=["challenge", "page", "deep", "empty", "closes", "half", "no http", "flood"],
)
def test_what_says_nothing_is_passed_over_in_silence(
    handler: servers.Handler, capfd: pytest.CaptureFixture[str]
) -> None:
    with servers.Server(handler) as bad, servers.Server(servers.says(200, SUMMARY)) as good:
        assert read(bad.url, good.url) == SAID
        assert read(bad.url) is None
    assert capfd.readouterr() == ("", "")


def test_nobody_listens() -> None:
    with servers.refusing_port() as url:
        assert read(url, "http://no-such-host.invalid", "https://127.0.0.1:1") is None


@pytest.mark.parametrize("handler", [servers.never_answers, servers.slow_drip], ids=["silent", "drip"])
def test_silence_ends_with_the_time(handler: servers.Handler) -> None:
    with servers.Server(handler) as silent:
        began = time.monotonic()
        assert read(silent.url, silent.url, deadline=0.4) is None
        assert time.monotonic() - began < 1


def test_a_stop_ends_it_at_once() -> None:
    with servers.Server(servers.never_answers) as silent:
        button, pressed = StopButton(), list[float]()

        def press() -> None:
            pressed.append(time.monotonic())
            button.press()

        threading.Thread(target=lambda: when(lambda: bool(silent.heads), press), daemon=True).start()
        assert StatusPage({}, TrustStore(), [silent.url]).read(button, deadline=3) is None
        assert time.monotonic() - pressed[0] < 0.5


def test_it_goes_through_the_proxy_that_is_set() -> None:
    with servers.Server(servers.says(200, SUMMARY)) as proxy:
        said = read("http://status.example/api/v2/summary.json", environ={"HTTP_PROXY": proxy.url})
    assert said == ServiceStatus("status.example", "major_outage")
    assert proxy.heads[0].startswith(b"GET http://status.example/api/v2/summary.json ")
