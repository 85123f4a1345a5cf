"""What the real SDK raises is explained as what it was: its text, its representation and its whole traceback."""

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.builders import GOOD, OLD
from tests.domain.pasted.planted import leaked
from tests.servers import refusing_port
from tui.domain.clients.client_id import ClientId
from tui.domain.pasted.decode import decode
from tui.practice.rules import KeyState, Mode, Rules
from tui.practice.stand_in import StandIn

_RAISE = """
import json, sys, traceback
import anthropic
for case in json.load(sys.stdin):
    client = anthropic.Anthropic(api_key=case["key"] or None, base_url=case["url"], max_retries=0, timeout=20)
    try:
        client.messages.create(model=case["model"], max_tokens=1, messages=[{"role": "user", "content": "x"}])
    except Exception as error:
        print(json.dumps([str(error), repr(error), traceback.format_exc()]), flush=True)
"""
TEXT, REPRESENTATION, TRACEBACK = range(3)


@dataclass(frozen=True)
class Case:
    """A key and what answers it, with what the explanation must say."""

    cause: str
    who: str
    status: int
    rules: Rules
    key: str = GOOD
    path: str = ""
    model: str = "claude-haiku-4-5"


def _ailing(state: KeyState) -> Rules:
    return Rules(keys=(GOOD,), states={GOOD: state})


KNOWS_IT = Rules(keys=(GOOD,))
ANSWERED = {
    "unknown key": Case("key-rejected", "anthropic", 401, KNOWS_IT, key=OLD),
    "unknown key, older words": Case("key-rejected", "anthropic", 401, Rules(wording="older"), key=OLD),
    "no credit": Case("credit-too-low", "anthropic", 400, _ailing(KeyState.NO_CREDIT)),
    "spending limit": Case("spend-limit-reached", "anthropic", 400, _ailing(KeyState.SPEND_LIMIT)),
    "cap of the tier": Case("spend-limit-reached", "anthropic", 429, _ailing(KeyState.TIER_CAP)),
    "disabled": Case("organization-disabled", "anthropic", 400, _ailing(KeyState.ORGANISATION_DISABLED)),
    "permission": Case("permission-denied", "anthropic", 403, _ailing(KeyState.PERMISSION_DENIED)),
    "address": Case("ip-not-allowed", "anthropic", 403, _ailing(KeyState.ADDRESS_NOT_ALLOWED)),
    "rate": Case("rate-limited", "anthropic", 429, _ailing(KeyState.RATE_LIMITED)),
    "workspace": Case("workspace-header-missing", "anthropic", 400, _ailing(KeyState.NEEDS_WORKSPACE)),
    "model": Case("model-not-available", "anthropic", 404, KNOWS_IT, model="claude-3-5-haiku-20241022"),
    "path": Case("base-url-path", "anthropic", 404, KNOWS_IT, path="/v1"),
    "login token": Case("oauth-token-as-api-key", "anthropic", 401, KNOWS_IT, key="sk-ant-oat01-" + "a1B2" * 23),
    "region": Case("region-blocked", "edge", 403, Rules(mode=Mode.REGION_BLOCK)),
    "overloaded": Case("overloaded", "anthropic", 529, Rules(mode=Mode.OVERLOADED)),
    "internal": Case("outage", "anthropic", 500, Rules(mode=Mode.INTERNAL_ERROR)),
    "gateway": Case("anthropic-key-to-gateway", "gateway", 401, Rules(mode=Mode.FOREIGN_401)),
}
UNSENT = {
    "nothing": ("key-missing", ""),
    "newline": ("whitespace-in-key", f"{GOOD}\n"),
    "blank": ("whitespace-in-key", f"{GOOD} "),
    "line break inside": ("line-break-inside-key", f"{GOOD[:60]}\n{GOOD[60:]}"),
    "dead port": ("connection-refused", GOOD),
}


@pytest.fixture(scope="module")
def raised() -> dict[str, list[str]]:
    """What the SDK raises in each case, from one process: importing it takes seconds."""
    with ExitStack() as stack:
        servers = {name: stack.enter_context(StandIn(case.rules)) for name, case in ANSWERED.items()}
        dead, alive = stack.enter_context(refusing_port()), stack.enter_context(StandIn(KNOWS_IT)).url
        cases = [
            {"key": case.key, "url": servers[name].url + case.path, "model": case.model}
            for name, case in ANSWERED.items()
        ]
        cases += [
            {"key": key, "url": dead if name == "dead port" else alive, "model": "x"}
            for name, (_, key) in UNSENT.items()
        ]
        done = subprocess.run(
            [sys.executable, "-c", _RAISE],
            input=json.dumps(cases),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    return dict(zip((*ANSWERED, *UNSENT), map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("form", [TEXT, REPRESENTATION, TRACEBACK], ids=["text", "representation", "traceback"])
@pytest.mark.parametrize("name", ANSWERED)
def test_an_answer_is_explained(name: str, form: int, raised: dict[str, list[str]]) -> None:
    case, decoded = ANSWERED[name], decode(raised[name][form].encode())
    assert decoded.causes[0] == case.cause
    assert (decoded.answerer.who, decoded.facts.status) == (case.who, case.status)
    assert form != TRACEBACK or (decoded.sender and decoded.sender.client is ClientId.PYTHON_SDK)


@pytest.mark.parametrize("name", UNSENT)
def test_what_was_never_sent_is_explained_by_its_traceback(name: str, raised: dict[str, list[str]]) -> None:
    decoded = decode(raised[name][TRACEBACK].encode())
    assert decoded.causes[0] == UNSENT[name][0]
    assert decoded.answerer.who == "nobody"
    assert decoded.sender is not None
    assert decoded.sender.versions in {"1.0 or newer", "2.0 or newer"}
    assert leaked(GOOD, decoded.facts.text.lines) == []
