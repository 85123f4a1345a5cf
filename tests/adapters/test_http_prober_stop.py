"""A stop closes connections at once, and nothing of the prober outlives its round."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import tls, trusting, when
from tests.builders import GOOD
from tests.contract.prober import STUCK
from tests.fakes.cancellation import StopButton
from tui.adapters.network.http_prober import HttpProber
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import Accepted, Cancelled, ProbeRequest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Inspection Ltd")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.mark.parametrize("handler", [servers.never_answers, servers.slow_drip], ids=["silent", "drip"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_stop_closes_the_connection(
    handler: servers.Handler, scheme: str, authority: trustme.CA, ca_file: str
) -> None:
    with servers.Server(handler, tls(authority) if scheme == "https" else None) as server:
        button = StopButton()
        request = ProbeRequest(Secret(GOOD), Header.BEARER, server.url)
        prober = HttpProber(trusting(ca_file))
        threading.Thread(target=lambda: when(lambda: bool(server.heads), button.press), daemon=True).start()
        outcomes = list(prober.send([request], button, deadline=30))
        pressed = time.monotonic()
        assert [type(item) for item in outcomes] == [Cancelled]
        assert server.dropped.wait(2)
        assert time.monotonic() - pressed < 0.5


def test_a_stop_ends_a_handshake() -> None:
    with servers.Server(servers.never_reads) as server:
        button = StopButton()
        request = ProbeRequest(Secret(GOOD), Header.BEARER, server.url.replace("http:", "https:"))
        threading.Thread(target=lambda: when(lambda: bool(server.heads), button.press), daemon=True).start()
        outcomes = list(HttpProber({}).send([request], button, deadline=30))
        assert [type(item) for item in outcomes] == [Cancelled]
        assert server.dropped.wait(2)


def test_closing_the_generator_closes_the_connections() -> None:
    with servers.Server(servers.accepts_only(GOOD, stuck=STUCK)) as server:
        requests = [ProbeRequest(Secret(text), Header.BEARER, server.url) for text in (GOOD, STUCK)]
        outcomes = HttpProber({}).send(requests, StopButton(), deadline=30)
        assert isinstance(next(outcomes), Accepted)
        when(lambda: len(server.heads) == 2, lambda: None)
        getattr(outcomes, "close")()  # noqa: B009 - the port promises an iterator, this is a generator
        assert server.dropped.wait(2)


def test_no_thread_keeps_the_process_alive() -> None:
    program = (
        "import sys\n"
        "from tests.fakes.cancellation import StopButton\n"
        "from tui.adapters.network.http_prober import HttpProber\n"
        "from tui.domain.clients.header import Header\n"
        "from tui.domain.probing.probe import ProbeRequest\n"
        "from tui.domain.key.secret import Secret\n"
        "requests = [ProbeRequest(Secret(text), Header.BEARER, sys.argv[1]) for text in ('good-key', 'stuck-key')]\n"
        "next(iter(HttpProber({}).send(requests, StopButton(), deadline=60)))\n"
    )
    with servers.Server(servers.accepts_only("good-key", stuck="stuck-key")) as server:
        subprocess.run([sys.executable, "-c", program, server.url], cwd=ROOT, check=True, timeout=20)


def test_importing_it_loads_no_client() -> None:
    program = (
        "import sys, tui.adapters.network.http_prober\n"
        "print(*({'httpx', 'httpcore', 'ssl', 'json', 'asyncio', 'urllib.request', 'logging'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_sending_loads_httpx_and_not_its_command_line() -> None:
    program = (
        "import sys\n"
        "from tests.fakes.cancellation import StopButton\n"
        "from tui.adapters.network.http_prober import HttpProber\n"
        "from tui.domain.clients.header import Header\n"
        "from tui.domain.probing.probe import ProbeRequest\n"
        "from tui.domain.key.secret import Secret\n"
        "requests = [ProbeRequest(Secret('some-key'), Header.BEARER, sys.argv[1])]\n"
        "list(HttpProber({}).send(requests, StopButton(), deadline=20))\n"
        "print(*sorted({'httpx', 'httpx._main', 'click', 'rich', 'asyncio'} & {*sys.modules}))"
    )
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        command = [sys.executable, "-c", program, server.url]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["httpx"]
