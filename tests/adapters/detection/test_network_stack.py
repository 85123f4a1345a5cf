"""Node's version and the SOCKS package, read without running anything and only where they matter."""

from pathlib import Path

import pytest

from tests.adapters.detection.world import World, write
from tui.adapters.reading.network_stack import NetworkStack
from tui.domain.clients.stack import Stack

ASKED = {"NODE_USE_ENV_PROXY": "1", "NODE_USE_SYSTEM_CA": "1"}


def stack(world: World) -> Stack | None:
    return NetworkStack(world.places).read().surroundings.stack


def node(world: World, folder: str) -> Path:
    program = write(world.root / folder / "bin" / "node", "#!/bin/false\n")
    program.chmod(0o755)
    world.environ |= {"PATH": str(program.parent), **ASKED}
    return program.parent.parent


@pytest.mark.parametrize("folder", [".nvm/versions/node/v20.20.2", "node-v20.20.2-linux-x64", "Cellar/node/20.20.2"])
def test_the_version_in_the_path(folder: str, world: World) -> None:
    node(world, folder)
    assert stack(world) == Stack()


@pytest.mark.parametrize(("major", "minor", "is_new"), [(20, 20, False), (22, 23, True), (24, 21, True)])
def test_the_version_in_the_header(major: int, minor: int, world: World, *, is_new: bool) -> None:
    header = f"#define NODE_MAJOR_VERSION {major}\n#define NODE_MINOR_VERSION {minor}\n#define NODE_PATCH_VERSION 2\n"
    write(node(world, "usr") / "include" / "node" / "node_version.h", header)
    assert stack(world) == Stack(follows_proxies=is_new, uses_system_store=is_new)


def test_an_unknown_node_counts_as_the_newest(world: World) -> None:
    node(world, "usr")
    assert stack(world) == Stack(follows_proxies=True, uses_system_store=True)


def test_nothing_is_looked_for_without_a_variable(world: World) -> None:
    world.environ["HTTPS_PROXY"] = "http://proxy.example:3128"
    assert stack(world) == Stack()


@pytest.mark.parametrize(
    ("packages", "expected"),
    [((), None), (("socksio",), None), (("anthropic",), False), (("anthropic", "socksio"), True)],
)
def test_the_socks_package(packages: tuple[str, ...], world: World, *, expected: bool | None) -> None:
    for name in packages:
        world.in_project(f".venv/lib/python3.12/site-packages/{name}-1.0.0.dist-info/METADATA")
    assert stack(world) == Stack(has_socks=expected)


def test_the_socks_package_counts_where_the_sdk_is(world: World) -> None:
    active = world.root / "active"
    world.environ["VIRTUAL_ENV"] = str(active)
    world.in_project(".venv/lib/python3.12/site-packages/anthropic-2.12.0.dist-info/METADATA")
    for name in ("anthropic-2.12.0", "socksio-1.0.0"):
        write(active / "lib" / "python3.12" / "site-packages" / f"{name}.dist-info" / "METADATA", "")
    assert stack(world) == Stack(has_socks=False)
    (world.places.project / ".venv").rename(world.root / "gone")
    assert stack(world) == Stack(has_socks=True)
