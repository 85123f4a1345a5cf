"""The real store on real files, and the fake beside it."""

import errno
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.contract.env_file_store import (
    NEW_BYTES,
    OLD_BYTES,
    SHOWN,
    EnvFileStoreContract,
    Folder,
    read,
    undo_newest,
    written,
)
from tests.fakes.env_file_store import FakeEnvFileStore
from tui.adapters.files.env_file_store import AtomicFileStore
from tui.adapters.files.file_snapshot import LARGEST
from tui.domain.key.secret import mask
from tui.flow.ports import EnvFileStore, FileState, Receipt, Refusal

is_root = hasattr(os, "geteuid") and os.geteuid() == 0
needs_user = pytest.mark.skipif(is_root, reason="root passes every permission")
needs_root = pytest.mark.skipif(not is_root, reason="only root can give a file away")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
needs_attributes = pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")


@dataclass(frozen=True, slots=True)
class RealFolder:
    root: Path

    def path(self, name: str) -> str:
        return str(self.root / name)

    def put(self, name: str, data: bytes) -> None:
        (self.root / name).write_bytes(data)

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def get(self, name: str) -> bytes | None:
        path = self.root / name
        return path.read_bytes() if path.exists() else None


@dataclass(frozen=True, slots=True)
class FakeFolder:
    store: FakeEnvFileStore

    def path(self, name: str) -> str:
        return f"/home/ada/project/{name}"

    def put(self, name: str, data: bytes) -> None:
        self.store.files[self.path(name)] = data

    def remove(self, name: str) -> None:
        del self.store.files[self.path(name)]

    def get(self, name: str) -> bytes | None:
        return self.store.files.get(self.path(name))


class TestFake(EnvFileStoreContract):
    @pytest.fixture
    def store(self) -> FakeEnvFileStore:
        return FakeEnvFileStore()

    @pytest.fixture
    def folder(self, store: FakeEnvFileStore) -> FakeFolder:
        return FakeFolder(store)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(os.path.realpath(tmp_path))


@pytest.fixture
def project(home: Path) -> Path:
    (home / "project").mkdir()
    return home / "project"


@pytest.fixture
def state(home: Path) -> Path:
    return home / "state" / "fix401"


@pytest.fixture
def store(state: Path, home: Path) -> AtomicFileStore:
    return AtomicFileStore(state, home)


@pytest.fixture
def folder(project: Path) -> RealFolder:
    return RealFolder(project)


class TestReal(EnvFileStoreContract):
    pass


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(path: Path) -> list[str]:
    return sorted(item.name for item in path.iterdir())


def refusal(answer: object) -> Refusal:
    assert isinstance(answer, Refusal)
    assert GOOD not in repr(answer)
    assert not answer.reason.endswith(".")
    return answer


def test_nothing_is_left_beside_the_file(store: AtomicFileStore, folder: RealFolder, project: Path) -> None:
    folder.put(".env", OLD_BYTES)
    written(store, folder)
    assert names(project) == [".env"]
    undo_newest(store)
    assert names(project) == [".env"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666])
def test_the_mode_is_kept_and_put_back(store: AtomicFileStore, folder: RealFolder, project: Path, mode: int) -> None:
    folder.put(".env", OLD_BYTES)
    (project / ".env").chmod(mode)
    written(store, folder)
    assert mode_of(project / ".env") == mode
    undo_newest(store)
    assert mode_of(project / ".env") == mode


@pytest.mark.parametrize(
    ("before", "since", "after"),
    [(0o644, 0o600, 0o600), (0o664, 0o640, 0o640), (0o600, 0o644, 0o600), (0o640, 0o604, 0o600)],
)
def test_undo_never_gives_a_right_back_that_was_taken_away(
    store: AtomicFileStore, folder: RealFolder, project: Path, before: int, since: int, after: int
) -> None:
    folder.put(".env", OLD_BYTES)
    (project / ".env").chmod(before)
    written(store, folder)
    (project / ".env").chmod(since)
    assert isinstance(undo_newest(store), Receipt)
    assert folder.get(".env") == OLD_BYTES
    assert mode_of(project / ".env") == after


def test_a_created_file_whose_folder_is_away_stays_on_record(
    store: AtomicFileStore, folder: RealFolder, project: Path, home: Path
) -> None:
    receipt = written(store, folder)
    project.rename(home / "elsewhere")
    reason = refusal(undo_newest(store)).reason
    assert reason == "`~/project/.env` is in a folder that is not there, so nothing is put back"
    assert store.history() == (receipt,)
    (home / "elsewhere").rename(project)
    assert undo_newest(store) == receipt
    assert folder.get(".env") is None


def test_a_new_file_is_private_but_a_new_ignore_file_is_not(
    store: AtomicFileStore, folder: RealFolder, project: Path
) -> None:
    written(store, folder)
    written(store, folder, b".env\n", ".gitignore")
    assert mode_of(project / ".env") == 0o600
    assert mode_of(project / ".gitignore") == 0o644


def test_backups_are_private(store: AtomicFileStore, folder: RealFolder, state: Path) -> None:
    folder.put(".env", OLD_BYTES)
    written(store, folder)
    assert mode_of(state) == 0o700
    assert mode_of(state / "undo") == 0o700
    assert [mode_of(path) for path in (state / "undo").iterdir()] == [0o600]


def test_an_open_backup_folder_is_closed(store: AtomicFileStore, folder: RealFolder, state: Path) -> None:
    (state / "undo").mkdir(parents=True, mode=0o777)
    (state / "undo").chmod(0o777)
    written(store, folder)
    assert mode_of(state / "undo") == 0o700


@needs_root
def test_the_owner_is_kept(store: AtomicFileStore, folder: RealFolder, project: Path) -> None:
    folder.put(".env", OLD_BYTES)
    os.chown(project / ".env", 1234, 1235)
    written(store, folder)
    status = (project / ".env").stat()
    assert (status.st_uid, status.st_gid) == (1234, 1235)


@needs_attributes
def test_extended_attributes_are_kept(store: AtomicFileStore, folder: RealFolder, project: Path) -> None:
    folder.put(".env", OLD_BYTES)
    try:
        os.setxattr(project / ".env", "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    written(store, folder)
    assert os.getxattr(project / ".env", "user.note") == b"mine"


def test_a_link_stays_and_its_target_is_written(store: AtomicFileStore, folder: RealFolder, home: Path) -> None:
    (home / "real").mkdir()
    (home / "real" / "env").write_bytes(OLD_BYTES)
    (home / "link").symlink_to(home / "real" / "env")
    link = Path(folder.path(".env"))
    link.symlink_to(home / "link")
    receipt = written(store, folder)
    assert link.is_symlink()
    assert (home / "link").is_symlink()
    assert (home / "real" / "env").read_bytes() == NEW_BYTES
    assert receipt.path == str(home / "real" / "env")
    assert names(home / "real") == ["env"]
    undo_newest(store)
    assert link.is_symlink()
    assert (home / "real" / "env").read_bytes() == OLD_BYTES


def test_a_dangling_link_is_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    Path(folder.path(".env")).symlink_to("nowhere")
    assert refusal(store.read(folder.path(".env"))).reason == (
        "`~/project/.env` is a symbolic link to a file that is not there"
    )


def test_a_loop_of_links_is_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    Path(folder.path("a")).symlink_to(folder.path("b"))
    Path(folder.path("b")).symlink_to(folder.path("a"))
    assert "leads back to itself" in refusal(store.read(folder.path("a"))).reason


@needs_pipes
def test_a_named_pipe_is_refused_at_once(store: AtomicFileStore, folder: RealFolder) -> None:
    os.mkfifo(folder.path(".env"))
    assert "named pipe" in refusal(store.read(folder.path(".env"))).reason
    missing = FileState(folder.path(".env"), b"", exists=False)
    assert "named pipe" in refusal(store.write(missing, NEW_BYTES, SHOWN)).reason
    assert Path(folder.path(".env")).is_fifo()


def test_other_kinds_of_file_are_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    Path(folder.path("folder")).mkdir()
    assert "is a folder" in refusal(store.read(folder.path("folder"))).reason
    assert "device" in refusal(store.read(os.devnull)).reason
    assert "too long" in refusal(store.read(folder.path("x" * 5000))).reason
    assert "no possible name" in refusal(store.read(folder.path("a\0b"))).reason
    folder.put("file", b"")
    assert "not in a folder" in refusal(store.read(folder.path("file/.env"))).reason


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in files here")
def test_a_socket_is_refused(store: AtomicFileStore) -> None:
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{short}/.env")
        assert "socket" in refusal(store.read(f"{short}/.env")).reason


def test_a_large_file_is_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    folder.put(".env", b"#" * LARGEST)
    assert read(store, folder).exists
    folder.put(".env", b"#" * (LARGEST + 1))
    assert "larger than 4 MB" in refusal(store.read(folder.path(".env"))).reason


def test_control_characters_in_a_name_are_escaped(store: AtomicFileStore, folder: RealFolder) -> None:
    Path(folder.path("a\x1b[31m")).mkdir()
    assert "\\x1b[31m" in refusal(store.read(folder.path("a\x1b[31m"))).reason


def test_a_hard_link_is_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    folder.put(".env", OLD_BYTES)
    os.link(folder.path(".env"), folder.path("other"))
    answer = refusal(store.write(read(store, folder), NEW_BYTES, SHOWN))
    assert "hard link" in answer.reason
    assert answer.by_hand
    assert folder.get("other") == OLD_BYTES
    assert store.history() == ()


def test_a_read_only_file_is_refused_even_for_root(store: AtomicFileStore, folder: RealFolder) -> None:
    folder.put(".env", OLD_BYTES)
    Path(folder.path(".env")).chmod(0o400)
    assert "read-only" in refusal(store.write(read(store, folder), NEW_BYTES, SHOWN)).reason
    assert folder.get(".env") == OLD_BYTES


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder_is_refused_even_for_root(
    store: AtomicFileStore, folder: RealFolder, project: Path, *, exists: bool
) -> None:
    if exists:
        folder.put(".env", OLD_BYTES)
    before = read(store, folder)
    project.chmod(0o500)
    answer = store.write(before, NEW_BYTES, SHOWN)
    project.chmod(0o700)
    assert "folder that may not be written" in refusal(answer).reason
    assert store.history() == ()


def test_a_missing_folder_is_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    state = read(store, folder, "missing/.env")
    assert "folder" in refusal(store.write(state, NEW_BYTES, SHOWN)).reason


@needs_user
def test_an_unreadable_file_is_refused(store: AtomicFileStore, folder: RealFolder) -> None:
    folder.put(".env", OLD_BYTES)
    Path(folder.path(".env")).chmod(0o200)
    assert "may not be read" in refusal(store.read(folder.path(".env"))).reason


@needs_root
def test_another_users_file_is_refused(
    store: AtomicFileStore, folder: RealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put(".env", OLD_BYTES)
    os.chown(folder.path(".env"), 1234, -1)
    before = read(store, folder)
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    assert "another user" in refusal(store.write(before, NEW_BYTES, SHOWN)).reason


FAILURES = {
    "replace: busy": ("replace", errno.EBUSY, "mounted on its own"),
    "replace: other device": ("replace", errno.EXDEV, "mounted on its own"),
    "replace: immutable": ("replace", errno.EPERM, "may not be changed"),
    "replace: unknown": ("replace", errno.EIO, "EIO"),
    "fchmod": ("fchmod", errno.EPERM, "may not be changed"),
    "setxattr": ("setxattr", errno.ENOSPC, "disk is full"),
}


@pytest.mark.parametrize(("name", "code", "words"), FAILURES.values(), ids=FAILURES)
def test_a_failure_leaves_everything_as_it_was(
    store: AtomicFileStore,
    folder: RealFolder,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    code: int,
    words: str,
) -> None:
    folder.put(".env", OLD_BYTES)
    if name == "setxattr":
        monkeypatch.setattr(os, "listxattr", returning(["user.note"]), raising=False)
        monkeypatch.setattr(os, "getxattr", returning(b"mine"), raising=False)
    monkeypatch.setattr(os, name, failing(code), raising=False)
    answer = refusal(store.write(read(store, folder), NEW_BYTES, SHOWN))
    assert words in answer.reason
    assert answer.by_hand
    assert folder.get(".env") == OLD_BYTES
    assert names(project) == [".env"]
    assert store.history() == ()


def returning(value: object) -> Callable[..., object]:
    return lambda *_arguments: value


def failing(code: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code), GOOD)

    return fail


def test_a_failing_fsync_leaves_everything_as_it_was(
    store: AtomicFileStore, folder: RealFolder, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put(".env", OLD_BYTES)
    before = read(store, folder)
    flush = os.fsync

    def fail_in_project(descriptor: int) -> None:
        if len(names(project)) > 1:
            failing(errno.ENOSPC)()
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fail_in_project)
    assert "disk is full" in refusal(store.write(before, NEW_BYTES, SHOWN)).reason
    assert names(project) == [".env"]
    assert folder.get(".env") == OLD_BYTES
    assert store.history() == ()


def test_without_a_backup_nothing_is_written(
    store: AtomicFileStore, folder: RealFolder, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put(".env", OLD_BYTES)
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    assert "backup" in refusal(store.write(read(store, folder), NEW_BYTES, SHOWN)).reason
    assert folder.get(".env") == OLD_BYTES
    assert names(state / "undo") == []


def test_a_state_folder_that_cannot_be_made_is_refused(folder: RealFolder, home: Path) -> None:
    (home / "state").write_bytes(b"")
    store = AtomicFileStore(home / "state" / "fix401", home)
    assert "backup" in refusal(store.write(read(store, folder), NEW_BYTES, SHOWN)).reason
    assert folder.get(".env") is None


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_an_interruption_leaves_no_temporary_file(
    store: AtomicFileStore,
    folder: RealFolder,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: type[BaseException],
) -> None:
    folder.put(".env", OLD_BYTES)
    before = read(store, folder)

    def interrupted(_old: object, _new: object) -> None:
        assert len(names(project)) == 2
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        with pytest.raises(error):
            store.write(before, NEW_BYTES, SHOWN)
    assert names(project) == [".env"]
    assert folder.get(".env") == OLD_BYTES
    assert "already" in refusal(undo_newest(store)).reason


@pytest.mark.parametrize("change", ["bytes", "mode", "other file"])
def test_a_change_at_the_last_moment_is_noticed(
    store: AtomicFileStore, folder: RealFolder, project: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder.put(".env", OLD_BYTES)
    before = read(store, folder)
    set_mode = os.fchmod

    def interfere(descriptor: int, mode: int) -> None:
        set_mode(descriptor, mode)
        if change == "bytes":
            folder.put(".env", b"edited\n")
        elif change == "mode":
            (project / ".env").chmod(0o660)
        else:
            folder.put("new", OLD_BYTES)
            (project / "new").rename(project / ".env")

    monkeypatch.setattr(os, "fchmod", interfere)
    assert "meanwhile" in refusal(store.write(before, NEW_BYTES, SHOWN)).reason
    assert folder.get(".env") == (b"edited\n" if change == "bytes" else OLD_BYTES)
    assert names(project) == [".env"]


def test_a_file_created_at_the_last_moment_is_not_replaced(
    store: AtomicFileStore, folder: RealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(store, folder)
    link = os.link

    def interfere(source: str, target: str, **options: bool) -> None:
        folder.put(".env", b"theirs\n")
        link(source, target, **options)

    monkeypatch.setattr(os, "link", interfere)
    assert "meanwhile" in refusal(store.write(before, NEW_BYTES, SHOWN)).reason
    assert folder.get(".env") == b"theirs\n"


def test_a_file_system_without_hard_links_still_gets_the_new_file(
    store: AtomicFileStore, folder: RealFolder, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    written(store, folder)
    assert folder.get(".env") == NEW_BYTES
    assert names(project) == [".env"]


def test_the_leftover_of_a_killed_run_is_swept(store: AtomicFileStore, folder: RealFolder, project: Path) -> None:
    for name in (".fix401-old", ".fix401-new", "fix401-mine"):
        (project / name).mkdir()
        (project / name / ".gitignore").write_bytes(b"*\n")
        (project / name / "new").write_bytes(NEW_BYTES)
    for name in (".fix401-old", "fix401-mine"):
        os.utime(project / name, (1, 1))
    folder.put(".fix401-file", b"mine")
    os.utime(project / ".fix401-file", (1, 1))
    written(store, folder)
    assert names(project) == [".env", ".fix401-file", ".fix401-new", "fix401-mine"]


def test_states_and_refusals_do_not_show_bytes(store: EnvFileStore, folder: Folder) -> None:
    folder.put(".env", f"ANTHROPIC_API_KEY={OLD}\n".encode())
    before = read(store, folder)
    receipt = store.write(before, NEW_BYTES, SHOWN)
    assert isinstance(receipt, Receipt)
    assert OLD not in repr((before, receipt, store.history()))
    assert GOOD not in repr((before, receipt, store.history()))


COMMANDS = {
    "hard link": ("second name", "edit it yourself: `"),
    "read-only": ("read-only", "chmod u+w '"),
    "folder": ("folder that may not be written", "chmod u+w '"),
}


@pytest.mark.parametrize(("situation", "words"), COMMANDS.items(), ids=COMMANDS)
def test_what_is_refused_comes_with_the_command_to_do_it_by_hand(
    home: Path, state: Path, situation: str, words: tuple[str, str]
) -> None:
    project = home / "it's mine \x1b[31m"
    project.mkdir()
    (project / ".env").write_bytes(OLD_BYTES)
    if situation == "hard link":
        (project / "other").hardlink_to(project / ".env")
    (project / ".env").chmod(0o400 if situation == "read-only" else 0o600)
    project.chmod(0o500 if situation == "folder" else 0o700)
    store = AtomicFileStore(state, home)
    before = store.read(str(project / ".env"))
    assert isinstance(before, FileState)
    answer = refusal(store.write(before, NEW_BYTES, SHOWN))
    project.chmod(0o700)
    assert words[0] in answer.reason
    assert words[1] in answer.by_hand
    assert "it'\\''s mine" in answer.by_hand
    assert "\x1b" not in answer.by_hand + answer.reason


@pytest.mark.skipif(sys.platform != "linux" or not is_root, reason="only root can mount, and this way on Linux alone")
def test_a_file_that_is_mounted_on_its_own_is_refused_and_nothing_is_left(
    store: AtomicFileStore, folder: RealFolder, project: Path, home: Path
) -> None:
    (home / "outside").write_bytes(OLD_BYTES)
    folder.put(".env", b"")
    target = folder.path(".env")
    if subprocess.run(["mount", "--bind", home / "outside", target], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        answer = refusal(store.write(read(store, folder), NEW_BYTES, SHOWN))
        assert "mounted on its own" in answer.reason
        assert "edit it yourself" in answer.by_hand
        assert folder.get(".env") == OLD_BYTES
        assert names(project) == [".env"]
        assert store.history() == ()
    finally:
        subprocess.run(["umount", target], check=True)


@pytest.mark.skipif(sys.platform != "linux" or not is_root, reason="only root can mount, and this way on Linux alone")
def test_a_full_disk_leaves_the_old_file_whole(store: AtomicFileStore, home: Path) -> None:
    disk = home / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        (disk / ".env").write_bytes(OLD_BYTES)
        before = store.read(str(disk / ".env"))
        assert isinstance(before, FileState)
        (disk / "filler").write_bytes(b"x" * 40_000)
        answer = refusal(store.write(before, NEW_BYTES + b"#" * 40_000, SHOWN))
        assert "the disk is full" in answer.reason
        assert (disk / ".env").read_bytes() == OLD_BYTES
        assert names(disk) == [".env", "filler"]
        assert store.history() == ()
    finally:
        subprocess.run(["umount", disk], check=True)


def test_undo_shows_what_it_would_change_where_the_file_was_edited_since(
    store: AtomicFileStore, folder: RealFolder
) -> None:
    folder.put(".env", f"ANTHROPIC_API_KEY={OLD}\n".encode())
    written(store, folder, f"ANTHROPIC_API_KEY={GOOD}\n".encode())
    folder.put(".env", f"ANTHROPIC_API_KEY={GOOD}\nMINE=1\n".encode())
    answer = refusal(undo_newest(store))
    assert [line.text for line in answer.diff if line.kind in {"removed", "added"}] == [
        f"-ANTHROPIC_API_KEY={mask(GOOD)}",
        "-MINE=<1 character>",
        f"+ANTHROPIC_API_KEY={mask(OLD)}",
    ]


def test_files_that_are_written_together_belong_to_one_fix(store: AtomicFileStore, folder: RealFolder) -> None:
    first = written(store, folder, b"A=1\n", ".env")
    ignore = store.write(read(store, folder, ".gitignore"), b".env\n", SHOWN, continues=first.fix)
    alone = written(store, folder, b"A=2\n", ".env")
    assert isinstance(ignore, Receipt)
    assert [receipt.fix == first.fix for receipt in store.history()] == [False, True, True]
    assert alone.fix == alone.id


def test_undo_makes_no_backup_of_its_own(store: AtomicFileStore, folder: RealFolder, state: Path) -> None:
    folder.put(".env", OLD_BYTES)
    written(store, folder)
    undo_newest(store)
    assert names(state / "undo") == []
