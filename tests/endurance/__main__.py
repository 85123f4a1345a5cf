"""Prints the figures of the long trials; the suite holds samples of them."""

import argparse
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.endurance.edits import tally
from tests.endurance.kills import ERRORS, Place, calls_of_a_write, can_trace, failed_at, killed_at

_OWN_FILES = Path(__file__).resolve().parents[1] / "data" / "dotenv"


def main() -> int:
    """Run everything; returns 1 where anything was lost."""
    parser = argparse.ArgumentParser("python -m tests.endurance", description=__doc__)
    parser.add_argument("--files", type=Path, default=_OWN_FILES, help="a folder of real `.env` files")
    parser.add_argument("--every", type=int, default=1, help="try every so-manieth only")
    options = parser.parse_args()
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)
    counts, failures = tally(options.files, options.every)
    _print("edits", counts)
    bad = len(failures)
    for failure in failures:
        sys.stdout.write(f"  {failure}\n")
    if can_trace():
        with tempfile.TemporaryDirectory() as folder:
            bad += _interrupted(Place(Path(folder) / "place"), options.every)
    return 1 if bad else 0


def _interrupted(place: Place, every: int) -> int:
    calls = calls_of_a_write(place)[::every]
    killed = Counter(killed_at(place, *call) for call in calls)
    _print(f"killed at each of {len(calls)} system calls", killed)
    failed = Counter(failed_at(place, *call, error) for call in calls for error in ERRORS)
    _print(f"each of them failed in {len(ERRORS)} ways", failed)
    return sum(number for what, number in (killed + failed).items() if what not in {"old", "new"})


def _print(what: str, counts: Counter[str]) -> None:
    sys.stdout.write(f"{what}: {', '.join(f'{number} {word}' for word, number in counts.most_common())}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
