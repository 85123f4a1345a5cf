"""Which credentials each version sends, as measured with the packages themselves (reference: their `_client`)."""

import pytest

from tests.builders import GOOD, OLD, evidence, literal, process, snapshot
from tui.domain.clients.client import KEY, TOKEN, ClientChoice, ClientId
from tui.domain.clients.generation import PYTHON_SDK, TYPESCRIPT_SDK, Generation, generation_of
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.resolving.resolution import Resolution, resolve

PYTHON, SCRIPT = ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK
BOTH = (process(GOOD), process(OLD, TOKEN))


def sent(client: ClientId, version: str, *findings: Finding) -> Resolution:
    return resolve(ClientChoice(client, "a test", version), snapshot(*findings))


def names(found: Resolution) -> tuple[str, ...]:
    first = found.credential.variable if found.credential else ""
    return (first, *((found.companion.variable,) if found.companion else ()))


@pytest.mark.parametrize(
    ("client", "version", "header", "variables"),
    [
        (PYTHON, "0.40.0", Header.X_API_KEY, (KEY,)),
        (PYTHON, "0.70.0", Header.X_API_KEY, (KEY, TOKEN)),
        (PYTHON, "0.103.1", Header.X_API_KEY, (KEY, TOKEN)),
        (PYTHON, "1.17.0", Header.X_API_KEY, (KEY, TOKEN)),
        (PYTHON, "2.12.0", Header.BEARER, (KEY,)),
        (PYTHON, "", Header.BEARER, (KEY,)),
        (SCRIPT, "0.30.1", Header.X_API_KEY, (KEY,)),
        (SCRIPT, "0.70.0", Header.X_API_KEY, (KEY, TOKEN)),
        (SCRIPT, "0.137.0", Header.X_API_KEY, (KEY, TOKEN)),
        (SCRIPT, "1.12.0", Header.BEARER, (KEY,)),
        (ClientId.CURL, "", Header.X_API_KEY, (KEY,)),
        (ClientId.CLAUDE_CODE, "", Header.BEARER, (TOKEN,)),
    ],
)
def test_a_key_and_a_token(client: ClientId, version: str, header: Header, variables: tuple[str, ...]) -> None:
    found = sent(client, version, *BOTH)
    assert (found.header, names(found)) == (header, variables)


@pytest.mark.parametrize(
    ("client", "version", "variables"),
    [
        (PYTHON, "0.40.0", ("api_key",)),
        (PYTHON, "0.70.0", ("api_key", TOKEN)),
        (PYTHON, "0.103.1", ("api_key",)),
        (PYTHON, "2.12.0", ("api_key",)),
        (SCRIPT, "0.70.0", ("apiKey", TOKEN)),
        (SCRIPT, "0.137.0", ("apiKey", TOKEN)),
        (SCRIPT, "1.12.0", ("apiKey",)),
    ],
)
def test_a_key_in_the_code_beside_a_token_in_the_environment(
    client: ClientId, version: str, variables: tuple[str, ...]
) -> None:
    file, name = ("main.py", "api_key") if client is PYTHON else ("main.ts", "apiKey")
    assert names(sent(client, version, literal(GOOD, name, file=file), process(OLD, TOKEN))) == variables


@pytest.mark.parametrize(
    ("client", "version", "variables"),
    [
        (PYTHON, "0.40.0", (KEY,)),
        (PYTHON, "0.70.0", (KEY, "auth_token")),
        (PYTHON, "1.17.0", ("auth_token",)),
        (SCRIPT, "0.30.1", (KEY,)),
        (SCRIPT, "0.137.0", (KEY, "authToken")),
        (SCRIPT, "1.12.0", ("authToken",)),
    ],
)
def test_a_token_in_the_code_beside_a_key_in_the_environment(
    client: ClientId, version: str, variables: tuple[str, ...]
) -> None:
    file, name = ("main.py", "auth_token") if client is PYTHON else ("main.ts", "authToken")
    assert names(sent(client, version, literal(OLD, name, file=file), process(GOOD))) == variables


@pytest.mark.parametrize(
    ("client", "version", "key", "token", "variables"),
    [
        (PYTHON, "0.40.0", "", OLD, ("",)),
        (PYTHON, "0.70.0", "", OLD, (TOKEN, KEY)),
        (PYTHON, "0.121.0", GOOD, "", (KEY, TOKEN)),
        (PYTHON, "0.122.0", GOOD, "", (KEY,)),
        (PYTHON, "2.12.0", "", OLD, (TOKEN,)),
        (SCRIPT, "0.30.1", "", OLD, ("",)),
        (SCRIPT, "0.70.0", "", OLD, (TOKEN, KEY)),
        (SCRIPT, "0.102.0", "", OLD, (TOKEN,)),
    ],
)
def test_a_variable_that_is_set_to_nothing(
    client: ClientId, version: str, key: str, token: str, variables: tuple[str, ...]
) -> None:
    assert names(sent(client, version, process(key), process(token, TOKEN))) == variables


def test_an_empty_token_spoils_a_good_key_before_122() -> None:
    shot = snapshot(process(GOOD), process("", TOKEN))
    assert evidence(shot, accepted=(GOOD,), version="0.121.0").is_refused
    assert evidence(shot, accepted=(GOOD,), version="0.122.0").is_accepted


@pytest.mark.parametrize("text", ["", "latest", "workspace:*"])
def test_an_unknown_version_counts_as_the_newest(text: str) -> None:
    assert generation_of(text, PYTHON_SDK) is PYTHON_SDK[-1]


@pytest.mark.parametrize("generations", [PYTHON_SDK, TYPESCRIPT_SDK])
def test_generations_come_in_their_order(generations: tuple[Generation, ...]) -> None:
    since = [item.since for item in generations]
    assert since == sorted(since)
    assert since[0] == (0, 0)
