"""The example that is shown after a proof sends, by the real SDK, the very key that the program sends."""

import pytest

from tests.oracle.said import evidence
from tests.oracle.sdk import Sdk
from tests.oracle.set_ups import set_up
from tests.oracle.test_places import CASES
from tui.domain.origin import OriginKind
from tui.domain.reporting.example import example_code

_PROGRAM = "try_it.py"


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.sent is not None])
def test_it_sends_what_the_program_sends(name: str, sdk: Sdk) -> None:
    case = CASES[name]
    with set_up(case.dotenv, main=case.main, files=case.files, home=case.home, environment=case.environment) as place:
        seen = evidence(place)
        lines = example_code(seen.resolution, seen.snapshot)
        (place.project / _PROGRAM).write_text("\n".join(lines))
        run = sdk.run(place, _PROGRAM)
    credential = seen.resolution.credential
    assert credential is not None
    if credential.origin.kind is OriginKind.SOURCE:
        assert credential.value.secret.reveal() not in "\n".join(lines)
        assert run.sent is not None
        assert run.sent.value == b"Bearer put the key in here"
        return
    assert run.sent is not None, (lines, run)
    assert (run.sent.value, run.sent.path) == (f"Bearer {case.sent}".encode(), "/v1/models"), lines
