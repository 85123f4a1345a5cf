import os
import socket
from pathlib import Path

import pytest

from tui.adapters.reading.text_file import ReadTrouble, is_regular_file, read_beginning, read_small_file


def trouble(path: Path, limit: int = 1000) -> str:
    data = read_small_file(path, limit)
    assert isinstance(data, ReadTrouble)
    assert not data.is_missing
    return data.text


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"A=1\r\n\xff")
    assert read_small_file(path, 100) == b"A=1\r\n\xff"
    assert is_regular_file(path)


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"A=1")
    (tmp_path / ".env").symlink_to("real")
    assert read_small_file(tmp_path / ".env", 100) == b"A=1"


def test_what_is_missing_is_marked_as_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / ".env", tmp_path / "none" / ".env", tmp_path / "file" / ".env"):
        data = read_small_file(path, 100)
        assert isinstance(data, ReadTrouble)
        assert data.is_missing
        assert not is_regular_file(path)


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert trouble(tmp_path / ".env") == "`.env` is a folder, not a file"


def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".env")
    assert trouble(tmp_path / ".env") == "`.env` is a named pipe, not a file"


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(".env")
        assert trouble(tmp_path / ".env") == "`.env` is a socket, not a file"


def test_a_device() -> None:
    assert trouble(Path("/dev/zero")) == "`zero` is a device, not a file"


def test_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to("nowhere")
    assert trouble(tmp_path / ".env") == "`.env` is a link to a file that does not exist"


def test_a_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to(".env")
    assert trouble(tmp_path / ".env").startswith("`.env` could not be read: too many levels")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_someone_else(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1")
    (tmp_path / ".env").chmod(0)
    assert trouble(tmp_path / ".env") == "`.env` may not be read by this user"


def test_a_file_of_50_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / ".env").open("wb") as file:
        file.truncate(50_000_000)
    assert trouble(tmp_path / ".env", 1024 * 1024) == "`.env` is larger than 1 MB, so it was not read"
    assert read_beginning(tmp_path / ".env", 10) == b"\0" * 10


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"x" * 200_000)
    assert read_small_file(tmp_path / ".env", 200_000) == b"x" * 200_000
    assert trouble(tmp_path / ".env", 199_999) == "`.env` is larger than 195 KiB, so it was not read"


def test_odd_names_are_escaped_and_impossible_ones_refused(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m").mkdir()
    assert trouble(tmp_path / "a\x1b[31m") == r"`a\x1b[31m` is a folder, not a file"
    assert trouble(tmp_path / "a\0b") == r"`a\x00b` is not a possible file name"
