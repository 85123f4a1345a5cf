"""How long a change of a large `.env` takes: taken apart, edited, checked by two readers, and shown as a diff."""

import time

from tests.endurance.edits import KEY, OLD, SET
from tui.domain.dotenv.diff import masked_diff
from tui.domain.dotenv.editing import apply_edit
from tui.domain.dotenv.lint import hindrances

_SIZE = 1_000_000


def plan_and_check(runs: int) -> float:
    """Return the processor seconds of the fastest run, for a file of a megabyte with the key's line in the middle."""
    data = _file()
    times: list[float] = []
    for _ in range(max(runs, 3)):
        start = time.process_time()
        after = apply_edit(data, SET)
        assert isinstance(after, bytes)
        masked_diff(data, after, SET.shown)
        hindrances(after, KEY)
        times.append(time.process_time() - start)
    return min(times)


def _file() -> bytes:
    lines = (
        f"SOME_SETTING_{number}=value-of-it-{number}\n" if number % 3 else f"# about the settings from {number} on\n"
        for number in range(_SIZE // 20)
    )
    text = "".join(lines)[:_SIZE]
    middle = text.index("\n", _SIZE // 2) + 1
    return f'{text[:middle]}{KEY}="{OLD}" # mine\n{text[middle:]}'.encode()
