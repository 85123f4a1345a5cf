"""A `.env` in another encoding stops the real program, or hides its key, exactly when the product says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.oracle.said import evidence
from tests.oracle.sdk import Sdk
from tests.oracle.set_ups import MAIN, line, set_up
from tests.practice.speak import GOOD
from tui.causes.text.dotenv_encoding import CAUSE
from tui.domain.clients.client import KEY


@dataclass(frozen=True)
class Case:
    """The bytes of a `.env`, and whether they keep the program from sending a key."""

    data: bytes = field(repr=False)
    is_wrong: bool
    environment: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    main: str = MAIN


KEY_LINE = line(GOOD)
TOLD = MAIN.replace("load_dotenv()", 'load_dotenv(encoding="utf-16")')
UNLOADED = MAIN.replace("load_dotenv()", "")
CASES = {
    "UTF-16": Case(KEY_LINE.encode("utf-16"), is_wrong=True),
    "UTF-16, key in the environment": Case(KEY_LINE.encode("utf-16"), is_wrong=True, environment={KEY: GOOD}),
    "UTF-16 without a key, key in the environment": Case(
        "A=1".encode("utf-16"), is_wrong=True, environment={KEY: GOOD}
    ),
    "UTF-16, not loaded, key in the environment": Case(
        KEY_LINE.encode("utf-16"), is_wrong=False, environment={KEY: GOOD}, main=UNLOADED
    ),
    "UTF-16, and told so, key in the environment": Case(
        KEY_LINE.encode("utf-16"), is_wrong=False, environment={KEY: GOOD}, main=TOLD
    ),
    "latin-1 in a comment": Case(f"# caf\u00e9\n{KEY_LINE}".encode("latin-1"), is_wrong=True),
    "latin-1 behind the key": Case(f"{KEY_LINE}A=caf\u00e9\n".encode("latin-1"), is_wrong=True),
    "UTF-8 in a comment": Case(f"# caf\u00e9\n{KEY_LINE}".encode(), is_wrong=False),
    "a byte order mark": Case(KEY_LINE.encode("utf-8-sig"), is_wrong=False),
}


@pytest.mark.parametrize("name", CASES)
def test_the_program_sends_nothing_when_the_encoding_is_named(name: str, sdk: Sdk) -> None:
    case = CASES[name]
    with set_up(None, main=case.main, environment=case.environment) as place:
        (place.project / ".env").write_bytes(case.data)
        named, run = CAUSE.find(evidence(place)), sdk.run(place)
    assert (run.sent is None) is case.is_wrong, run
    assert (named is not None) is case.is_wrong
    assert ("UnicodeDecodeError" in run.errors) is case.is_wrong
