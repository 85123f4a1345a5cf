"""What keeps every test away from the developer's own machine, and all of them quick."""

import gc
import os
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

# The modules of the tests are no garbage: the collector looks at what comes after them only.
gc.disable()
settings.register_profile("fix401", deadline=None, print_blob=True)
settings.load_profile("fix401")

_PREFIXES = ("ANTHROPIC_", "CLAUDE_", "FIX401_", "XDG_")
_NAMES = {
    "ALL_PROXY",
    "CI",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_COLOR",
    "NO_PROXY",
    "PYTHON_KEYRING_BACKEND",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the pictures be drawn anew."""
    parser.addoption("--update-screenshots", action="store_true", help="write the pictures in screenshots/ anew")


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are processors: many a test waits for a screen or a deadline."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_finish() -> None:
    """Let the collector begin behind everything that was collected, and look less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


_NUMBERS = count()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all HOMEs: pytest's own numbering lists it anew for each of thousands."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, homes: Path) -> Path:
    """Give every test an empty HOME, no credentials, no proxies and no keyring."""
    for name in list(os.environ):
        if name.startswith(_PREFIXES) or name.upper() in _NAMES:
            monkeypatch.delenv(name)
    home = homes / str(next(_NUMBERS))
    home.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    return home
