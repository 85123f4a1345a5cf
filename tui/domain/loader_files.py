"""Which file a loader of `.env` names; a relative path is as written, its folder is for the caller to know."""

import re

from tui.domain.code_text import Language, SourceText

# Options that say nothing about the file.
_OTHER_OPTION = re.compile(
    r"""\b(?:override|verbose|interpolate|debug|quiet|encoding|raise_error_if_not_found|usecwd)\s*[=:]\s*[^,})]*"""
)
_PATH_NAME = re.compile(r"^(?:dotenv_path|path|env_file)\s*[=:]\s*")
_STRING = re.compile(r"""[rbuRBU]?(?P<quote>["'`])(?P<text>[^"'`$\\\n]*)(?P=quote)""")
_FIND = re.compile(r"(?:dotenv\s*\.\s*)?find_dotenv\s*\(\s*(?P<inside>[^()]*)\)")
_HERE = re.compile(r"__file__|__dirname|import\.meta\b")
_UP = re.compile(r"\.parent\b|\bdirname\s*\(")
_PARENTS = re.compile(r"\.parents\s*\[\s*(\d)\s*\]")
# What may stand around the pieces of a path that is still known; any other name makes it unknown.
_KNOWN_WORDS = re.compile(
    r"""__file__|__dirname|import\.meta\.(?:url|dirname)|pathlib|Path|resolve|absolute|parents?|os|path|join|dirname
      | abspath|realpath|process|cwd|new|URL|fileURLToPath|str""",
    re.VERBOSE,
)
_WORD = re.compile(r"[A-Za-z_$][\w$]*(?:\.meta\.\w+)?")
_ENV_OPTION = re.compile(r"""--env-file(?:-if-exists)?[= \t]+\\?["']?(?P<file>[^\s"'\\;&|]+)""")
_SOURCED = re.compile(r"""(?:\bsource|(?<!\S)\.|\binclude|-[ef])[ \t]+\\?["']?(?P<file>[\w./~-]*\.env[\w.-]*)""")
_DRIVE = re.compile(r"[A-Za-z]:[/\\]")


def file_in_call(inside: str, source: SourceText) -> str | None:
    """Return the file that the arguments of a loader name, empty for its default, None when it is computed."""
    text = _OTHER_OPTION.sub("", inside).strip().strip("{},").strip()
    text = _PATH_NAME.sub("", text).strip().rstrip(",").strip()
    found = _FIND.fullmatch(text)
    if found:
        text = found["inside"].strip()
    if not text or text == "None":
        return ""
    pieces = [match["text"] for match in _STRING.finditer(text)]
    rest = _STRING.sub(" ", text)
    if found:
        return "" if pieces in ([], [".env"]) else None
    if any(not _KNOWN_WORDS.fullmatch(word) for word in _WORD.findall(rest)):
        # The folder has a name of the program's own; in a project it is nearly always the project folder.
        return "" if pieces[-1:] == [".env"] else None
    return _joined(pieces, rest, source)


def file_on_line(line: str, source: SourceText) -> str:
    """Return the file that a command names, empty for the `.env` beside it."""
    match = _ENV_OPTION.search(line) or _SOURCED.search(line)
    name = match["file"] if match else ""
    if not match or "$" in name or name.startswith("~") or normal(name) == ".env":
        return ""
    is_package = source.language is Language.PACKAGE_JSON
    return normal(f"{_folder(source.origin.path)}/{name}") if is_package and not is_absolute(name) else normal(name)


def is_absolute(path: str) -> bool:
    """Return whether the path stands by itself, on any platform."""
    return path.startswith(("/", "\\")) or _DRIVE.match(path) is not None


def normal(path: str) -> str:
    """Return the path without `.` and with `..` followed."""
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        if part == ".." and parts and parts[-1] not in {"", ".."}:
            parts.pop()
        elif part != "." and (part or not parts):
            parts.append(part)
    return "/".join(parts)


def folders_up_to(path: str, root: str) -> tuple[str, ...]:
    """Return the file's folder and those above it up to the root, with `/` between the names."""
    outer = root.replace("\\", "/").rstrip("/")
    folders: list[str] = []
    folder = _folder(path)
    while folder == outer or folder.startswith(f"{outer}/"):
        folders.append(folder)
        folder = _folder(folder) if folder != outer else ""
    return tuple(folders)


def _joined(pieces: list[str], rest: str, source: SourceText) -> str | None:
    name = "/".join(piece.strip("/") if number else piece for number, piece in enumerate(pieces))
    if not name:
        return None
    if not _HERE.search(rest):
        return None if "[" in rest else normal(name)
    if source.language is Language.SCRIPT:
        return normal(f"{_folder(source.origin.path)}/{name}")
    index = _PARENTS.search(rest)
    climbs = int(index.group(1)) + 1 if index else len(_UP.findall(rest))
    if not climbs:
        return None
    return normal("/".join([source.origin.path, *([".."] * climbs), name]))


def _folder(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[0]
