"""Set-ups between the labs: the healthy one with other files and another environment."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from tui.domain.clients.client import KEY
from tui.practice.lab import find_lab
from tui.practice.set_up import Practice, practice

_FOUND = find_lab("nothing-wrong")
assert _FOUND is not None
HEALTHY = _FOUND
MAIN = HEALTHY.files["main.py"]
OVERRIDING = MAIN.replace("load_dotenv()", "load_dotenv(override=True)")


@contextmanager
def set_up(
    dotenv: str | None = None,
    *,
    main: str = MAIN,
    files: Mapping[str, str] | None = None,
    home: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    client: str = HEALTHY.client,
) -> Generator[Practice]:
    """Set up the healthy project with this `.env` (None for none at all) and these files instead of its own."""
    own = {name: text for name, text in HEALTHY.files.items() if name != ".env"}
    written = {**own, "main.py": main, **({} if dotenv is None else {".env": dotenv}), **(files or {})}
    lab = replace(HEALTHY, client=client, files=written, home=home or {}, environment=environment or {})
    with practice(lab) as place:
        yield place


def line(text: str, name: str = KEY) -> str:
    """Return the line of a `.env`."""
    return f"{name}={text}\n"
