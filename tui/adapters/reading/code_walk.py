"""Walks a project's folders breadth first, without entering what is generated, installed or a test."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.domain.code.text import LAST_THREE, Language, language_of
from tui.domain.record import Record

MOST_FILES = 3_000
MOST_SECONDS = 1.5
_PRUNED = frozenset(
    {
        "node_modules",
        "bower_components",
        "jspm_packages",
        "venv",
        "env",
        "__pycache__",
        "site-packages",
        "dist",
        "build",
        "out",
        "target",
        "vendor",
        "third_party",
        "coverage",
        "htmlcov",
        "wheels",
        "eggs",
        "tmp",
        "temp",
        "logs",
        "Pods",
        "DerivedData",
    }
)
# What stands there is shown or tested, but is not what the user's call runs.
_ASIDE = frozenset(
    {
        "tests",
        "test",
        "__tests__",
        "__mocks__",
        "spec",
        "specs",
        "fixtures",
        "testdata",
        "examples",
        "example",
        "samples",
        "docs",
        "doc",
    }
)
_ASIDE_FILES = (".test", ".spec", "_test", "_spec", ".stories", ".min", ".d")
_ENVIRONMENT_MARK = "pyvenv.cfg"
_NESTED_ENV_FILES = frozenset({".env", ".env.local"})
_TELLING_ENDS = LAST_THREE | {name[-3:] for name in (*_NESTED_ENV_FILES, _ENVIRONMENT_MARK)}


class CodeFile(Record):
    """A file to look into; its language is None for an `.env` in a sub-folder."""

    path: str
    name: str
    language: Language | None


class CodeWalk:
    """One walk; `stopped` tells afterwards whether it ended at a limit."""

    def __init__(self, root: Path, *, enters_folders: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._folders = deque([str(root)])
        self._enters_folders = enters_folders
        self._clock = clock
        self._ends = clock() + MOST_SECONDS
        self._files = 0
        self._unreadable = 0
        self._is_at_root = True

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not searched, in words."""
        notes: list[str] = []
        if self._folders:
            count = len(self._folders)
            folders = "1 folder was" if count == 1 else f"{count} folders were"
            notes.append(f"the search of the project's code stopped after {self._files} files; {folders} not searched")
        if self._unreadable:
            folders = "1 folder" if self._unreadable == 1 else f"{self._unreadable} folders"
            notes.append(f"{folders} of the project could not be opened and were not searched")
        return tuple(notes)

    def files(self) -> Iterator[CodeFile]:
        """Yield the files of interest, the outermost first, by name within a folder."""
        while self._folders and not self._is_over():
            folder = self._folders[0]
            for file in self._files_in(folder):
                if self._is_over():
                    return
                self._files += 1
                yield file
            self._folders.popleft()
            self._is_at_root = False

    def _is_over(self) -> bool:
        return self._files >= MOST_FILES or self._clock() > self._ends

    def _files_in(self, folder: str) -> list[CodeFile]:
        """Return the folder's files of interest and queue its sub-folders."""
        files: list[CodeFile] = []
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if self._enters_folders and _is_worth_entering(name):
                            folders.append(entry.path)
                    elif name[-3:] in _TELLING_ENDS or name[0] in "dD":
                        if name == _ENVIRONMENT_MARK and not self._is_at_root:
                            return []
                        self._add(entry, files)
        except OSError:
            self._unreadable += 1
            return []
        self._folders.extend(sorted(folders))
        return sorted(files, key=lambda file: file.name)

    def _add(self, entry: os.DirEntry[str], files: list[CodeFile]) -> None:
        name = entry.name
        language = language_of(name)
        is_nested_env = name in _NESTED_ENV_FILES and not self._is_at_root
        if (language or is_nested_env) and not _is_aside(name) and entry.is_file(follow_symlinks=False):
            files.append(CodeFile(entry.path, name, language))


def _is_worth_entering(name: str) -> bool:
    return name[0] != "." and name not in _PRUNED and name.lower() not in _ASIDE and not name.endswith(".egg-info")


def _is_aside(name: str) -> bool:
    stem = name.rpartition(".")[0].lower()
    return stem.startswith("test_") or stem == "conftest" or stem.endswith(_ASIDE_FILES)
