"""The key line in every broken form, at every line boundary of real files, and what the edit makes of it."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dotenv.main import DotEnv

from tests.builders import ENV, api_key
from tui.domain.dotenv.definition import Unsafe
from tui.domain.dotenv.edit import SetVariable
from tui.domain.dotenv.editing import apply_edit
from tui.domain.key.secret import Secret
from tui.domain.record import Record

KEY = "ANTHROPIC_API_KEY"
NEW = api_key("n")
OLD = api_key("o")
SET = SetVariable(ENV, "~/project/.env", KEY, Secret(NEW))
BOM = b"\xef\xbb\xbf"
# Each with the comment that has to survive on a line of its own.
BROKEN = {
    "plain": (f"{KEY}={OLD}", ""),
    "blanks around the sign": (f"{KEY} = {OLD}", ""),
    "blank behind the sign": (f"{KEY}= {OLD}", ""),
    "blank at the end": (f"{KEY}={OLD} ", ""),
    "tab at the end": (f"{KEY}={OLD}\t", ""),
    "indented": (f"  {KEY}={OLD}", ""),
    "double quotes": (f'{KEY}="{OLD}"', ""),
    "single quotes": (f"{KEY}='{OLD}'", ""),
    "backticks": (f"{KEY}=`{OLD}`", ""),
    "typographic quotes": (f"{KEY}=\u201c{OLD}\u201d", ""),
    "quotes and a comment": (f'{KEY}="{OLD}" # mine', "# mine"),
    "a comment": (f"{KEY}={OLD} # mine", "# mine"),
    "no-break space": (f"{KEY}=\u00a0{OLD}\u00a0", ""),
    "zero width": (f"{KEY}={OLD}\u200b", ""),
    "placeholder": (f"{KEY}=your-api-key-here", ""),
    "empty": (f"{KEY}=", ""),
    "semicolon": (f"{KEY}={OLD};", ""),
    "comma": (f"{KEY}={OLD},", ""),
    "colon": (f"{KEY}: {OLD}", ""),
    "closing quote missing": (f'{KEY}="{OLD}', ""),
    "export": (f"export {KEY}='{OLD}'", ""),
    "expansion": (f"{KEY}=${{OTHER_KEY}}", ""),
}


class Trial(Record):
    """One file with a broken key line in it: what stands before and behind that line, and what has to stand there."""

    form: str
    above: bytes
    line: bytes
    wanted: bytes
    below: bytes

    @property
    def data(self) -> bytes:
        """The file as it is found."""
        return self.above + self.line + self.below


def trials(data: bytes) -> Iterator[Trial]:
    """Yield every form at every boundary of the file's lines, the last line also without an end."""
    lines = data.splitlines(keepends=True)
    end = next((line[len(line.rstrip(b"\r\n")) :] for line in lines if line.endswith((b"\n", b"\r"))), b"\n")
    mark = BOM if data.startswith(BOM) else b""
    for index in range(len(lines) + 1):
        above, below = b"".join(lines[:index]), b"".join(lines[index:])
        if not index:
            above, below = mark, below.removeprefix(mark)
        if index and not above.endswith((b"\n", b"\r")):
            above += end
        for form, (text, comment) in BROKEN.items():
            prefix = "export " if form == "export" else ""
            wanted = f"{prefix}{KEY}={NEW}".encode()
            note = comment.encode() + end if comment else b""
            yield Trial(form, above, text.encode() + end, note + wanted + end, below)
            if not below:
                yield Trial(form, above, text.encode(), note + wanted, below)


def outcome(trial: Trial) -> str:
    """Return `edited` or `refused`; anything else is what went wrong."""
    after = apply_edit(trial.data, SET)
    if isinstance(after, Unsafe):
        return "refused"
    is_first = trial.above == BOM
    if after != (_without_mark(trial) if is_first else trial.above + trial.wanted + trial.below):
        return "another byte changed"
    if apply_edit(after, SET) != after:
        return "not the same when applied twice"
    pairs = pairs_of(after)
    if pairs is None:
        return "edited"
    if [value for name, value in pairs if name == KEY] != [NEW]:
        return "python-dotenv does not read the key"
    others = [pair for pair in pairs if pair[0] != KEY]
    return "edited" if others == pairs_of(trial.above + trial.below) else "python-dotenv reads another pair otherwise"


def _without_mark(trial: Trial) -> bytes:
    """Return the result where the byte order mark in front of the key's own line has gone."""
    return trial.above.removeprefix(BOM) + trial.wanted + trial.below


def pairs_of(data: bytes) -> list[tuple[str, str | None]] | None:
    """Return what the real python-dotenv reads, and nothing where it refuses the file."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    stream = io.StringIO(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), newline="")
    return list(DotEnv(None, stream, interpolate=False).parse())


def files_in(folder: Path) -> list[Path]:
    """Return the files to be tried in a folder of real ones."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".tsv", ".md"})


def tally(folder: Path, every: int = 1) -> tuple[Counter[str], list[str]]:
    """Return how often each outcome came of every so-manieth trial, and the failures in words."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    for path in files_in(folder):
        for trial in list(trials(path.read_bytes()))[::every]:
            result = outcome(trial)
            counts[result] += 1
            if result not in {"edited", "refused"}:
                line = trial.above.count(b"\n") + 1
                failures.append(f"{path.relative_to(folder)}: {trial.form} on line {line}: {result}")
    return counts, failures
