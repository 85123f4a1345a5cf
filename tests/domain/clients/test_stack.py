"""Which Node follows the proxy variables and the system's store when it is asked to."""

import pytest

from tui.domain.clients.stack import Stack, stack_of

PROXIES = {"NODE_USE_ENV_PROXY": "1"}
STORE = {"NODE_OPTIONS": "--no-warnings --use-system-ca"}


@pytest.mark.parametrize(
    ("version", "follows", "has_store"),
    [
        ("18.20", False, False),
        ("20.20", False, False),
        ("22.14", False, False),
        ("22.19", False, True),
        ("22.20", False, True),
        ("22.21", True, True),
        ("23.11", False, False),
        ("24.0", True, False),
        ("24.6", True, True),
        ("26.1", True, True),
        ("", True, True),
    ],
)
def test_by_version(version: str, *, follows: bool, has_store: bool) -> None:
    assert stack_of(PROXIES, version, has_socks=None).follows_proxies is follows
    assert stack_of(STORE, version, has_socks=None).uses_system_store is has_store


@pytest.mark.parametrize("environ", [{}, {"NODE_USE_ENV_PROXY": "0"}, {"NODE_OPTIONS": "--max-old-space-size=4096"}])
def test_nothing_is_asked(environ: dict[str, str]) -> None:
    assert stack_of(environ, "24.21", has_socks=True) == Stack(has_socks=True)
