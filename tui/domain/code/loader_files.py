"""Which file a loader of `.env` names; a relative path is as written, its folder is for the caller to know."""

import re

from tui.domain.code.text import Language, SourceText
from tui.domain.dotenv.loader import Looks
from tui.domain.record import Record
from tui.domain.regex import regex

# Options that say nothing about the file.
_OTHER_OPTION = regex(
    r"""\b(?:override|overwrite|verbose|interpolate|debug|quiet|encoding|recurse|raise_error_if_not_found|usecwd
        |env_file_encoding|extra|case_sensitive)\s*[=:]\s*[^,})]*""",
    re.VERBOSE,
)
_PATH_NAME = regex(r"^(?:dotenv_path|path|env_file|envFilePath|filename)\s*[=:]\s*")
_STREAM = regex(r"""^stream\s*=\s*(?:io\s*\.\s*)?open\s*\(\s*(?P<file>["'][^"'\n]*["'])[^()]*\)""")
_STRING = regex(r"""[rbuRBU]?(?P<quote>["'`])(?P<text>[^"'`$\\\n]*)(?P=quote)""")
_LIST = regex(r"""[\[(]\s*(?:["'][^"'`$\\\n]*["']\s*,?\s*)+[\])]""")
_FIND = regex(r"(?:dotenv\s*\.\s*)?find_dotenv\s*\(\s*(?P<inside>[^()]*)\)")
_FROM_FOLDER = regex(r"\busecwd\s*=\s*True|,\s*(?:True|False)\s*,\s*True")
_HERE = regex(r"__file__|__dirname|import\.meta\b")
_UP = regex(r"\.parent\b|\bdirname\s*\(")
_PARENTS = regex(r"\.parents\s*\[\s*(\d)\s*\]")
# What may stand around the pieces of a path that is still known; any other name makes it unknown.
_KNOWN_WORDS = regex(
    r"""__file__|__dirname|import\.meta\.(?:url|dirname)|pathlib|Path|resolve|absolute|parents?|os|path|join|dirname
      | abspath|realpath|process|cwd|new|URL|fileURLToPath|str""",
    re.VERBOSE,
)
_WORD = regex(r"[A-Za-z_$][\w$]*(?:\.meta\.\w+)?")
_ENV_OPTION = regex(r"""--env-file(?:-if-exists)?[= \t]+\\?["']?(?P<file>[^\s"'\\;&|]+)""")
# Deno takes a word behind the option for its program (docs.deno.com: --env-file).
_DENO_OPTION = regex(r"""\bdeno\b[^\n]*?--env(?:-file)?=\\?["']?(?P<file>[^\s"'\\;&|]+)""")
_DENO = regex(r"\bdeno[ \t]")
_SOURCED = regex(
    r"""(?:\bsource|(?<!\S)\.|\binclude|-[ef]|\bdotenv(?:_if_exists)?)[ \t]+\\?["']?(?P<file>[\w./~-]*\.env[\w.-]*)"""
)
_CONFIG_PATH = regex(r"""\b(?:DOTENV_CONFIG_PATH|dotenv_config_path)=\\?["']?(?P<file>[^\s"'\\;&|]+)""")
_DECLARED = r"(?:const|let|var)[ \t]+"
_NOTHING = ("", "None", "undefined")
_DRIVE = regex(r"[A-Za-z]:[/\\]")


class NamedFile(Record):
    """A file that a loader names by its path, or that it searches by its name."""

    path: str = ""
    name: str = ".env"
    looks: Looks | None = None
    is_computed: bool = False


def files_in_call(inside: str, source: SourceText) -> tuple[NamedFile, ...]:
    """Return the files that the arguments of a loader name, in their order; one that it looks for by itself."""
    text = _OTHER_OPTION.sub("", inside).strip().strip("{},").strip()
    stream = _STREAM.match(text)
    text = stream["file"] if stream else _PATH_NAME.sub("", text).strip().rstrip(",").strip()
    if text in _NOTHING:
        return (NamedFile(),)
    found = _FIND.fullmatch(text)
    if found:
        return (_searched(found["inside"].strip(" ,"), inside),)
    if _LIST.fullmatch(text):
        return tuple(NamedFile(normal(match["text"])) for match in _STRING.finditer(text))
    return (_named(_with_names_filled_in(text, source), source),)


def files_on_line(line: str, source: SourceText) -> tuple[NamedFile, ...]:
    """Return the files that a command names, in their order; the `.env` where it starts when it names none."""
    option = _DENO_OPTION if _DENO.search(line) else _ENV_OPTION
    names = [match["file"] for match in option.finditer(line)]
    names = names or [match["file"] for match in _CONFIG_PATH.finditer(line)]
    names = names or [match["file"] for match in _SOURCED.finditer(line)]
    return tuple(_on_line(name, source) for name in names) or (NamedFile(),)


def _on_line(name: str, source: SourceText) -> NamedFile:
    if "$" in name or name.startswith("~") or normal(name) == ".env":
        return NamedFile()
    is_package = source.language is Language.PACKAGE_JSON and not is_absolute(name)
    return NamedFile(normal(f"{_folder(source.origin.path)}/{name}") if is_package else normal(name))


def _searched(inside: str, whole: str) -> NamedFile:
    """Return the file that `find_dotenv` looks for."""
    pieces = [match["text"] for match in _STRING.finditer(inside)]
    rest = _STRING.sub("", _PATH_NAME.sub("", inside)).replace("True", "").replace("False", "").strip(" ,")
    looks = Looks.ABOVE_FOLDER if _FROM_FOLDER.search(whole) else None
    return NamedFile(name=next(iter(pieces), "") or ".env", looks=looks, is_computed=bool(rest) or len(pieces) > 1)


def _with_names_filled_in(text: str, source: SourceText) -> str:
    """Return the expression with the program's own names replaced by what they are given, once in the file."""
    for word in dict.fromkeys(_WORD.findall(_STRING.sub(" ", text))):
        if not _KNOWN_WORDS.fullmatch(word):
            own = re.escape(word)
            given = re.findall(rf"^(?:{_DECLARED})?{own}[ \t]*(?::[^=\n]+)?=(?!=)([^\n]+)", source.text, re.MULTILINE)
            if len(given) == 1:
                value = given[0].strip("; \t")
                text = re.sub(rf"(?<![\w.]){own}(?!\w)", lambda _, value=value: value, text)
    return text


def _named(text: str, source: SourceText) -> NamedFile:
    pieces = [match["text"] for match in _STRING.finditer(text)]
    rest = _STRING.sub(" ", text)
    if any(not _KNOWN_WORDS.fullmatch(word) for word in _WORD.findall(rest)):
        # The folder has a name of the program's own; in a project it is nearly always the project folder.
        return NamedFile(is_computed=pieces[-1:] != [".env"])
    path = _joined(pieces, rest, source)
    return NamedFile(path or "", is_computed=path is None)


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


def path_from(path: str, folder: str) -> str:
    """Return the path as it is named from the folder, with `/` between the names."""
    parts, start = normal(path).split("/"), normal(folder).rstrip("/").split("/")
    common = 0
    while common < min(len(parts) - 1, len(start)) and parts[common] == start[common]:
        common += 1
    if not common:
        return normal(path)
    return "/".join([*[".."] * (len(start) - common), *parts[common:]])


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
