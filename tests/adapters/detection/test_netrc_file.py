import pytest

from tests.adapters.detection.world import World
from tui.adapters.reading.netrc_file import NetrcFile

SECRET = "never-read-this-word"
TEXT = f"""# machine commented.example
machine github.com login ada password {SECRET}
machine api.anthropic.com
    login default
    password {SECRET}
macdef init
machine macro.example login x password {SECRET}

machine last.example account {SECRET} login machine password #odd
default login anonymous password {SECRET}
"""


def hosts(world: World) -> list[tuple[str, int | None]]:
    return [(entry.host, entry.origin.line) for entry in NetrcFile(world.places).read().netrc]


def test_hosts_with_their_lines_and_nothing_else(world: World) -> None:
    world.in_home(".netrc", TEXT)
    assert hosts(world) == [("github.com", 2), ("api.anthropic.com", 3), ("last.example", 9), ("", 10)]
    assert SECRET not in repr(NetrcFile(world.places).read())
    assert NetrcFile(world.places).read().netrc[0].origin.label == "~/.netrc:2"


def test_the_older_name_counts_where_there_is_no_other(world: World) -> None:
    world.in_home("_netrc", "machine one.example login a password b\n")
    assert hosts(world) == [("one.example", 1)]
    world.in_home(".netrc", "machine two.example login a password b\n")
    assert hosts(world) == [("two.example", 1)]


def test_the_variable_names_another_file(world: World) -> None:
    world.in_home(".netrc", "machine one.example login a password b\n")
    world.environ["NETRC"] = str(world.in_home("other", "machine three.example login a password b\n"))
    assert hosts(world) == [("three.example", 1)]


@pytest.mark.parametrize("content", [b"", b"machine", b"\xff\xfe machine \x00", b"password machine x", b"x" * 300_000])
def test_no_content_is_too_odd(world: World, content: bytes) -> None:
    world.in_home(".netrc", content)
    assert len(hosts(world)) <= 1


def test_no_file_is_nothing(world: World) -> None:
    assert hosts(world) == []
