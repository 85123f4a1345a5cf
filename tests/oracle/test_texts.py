"""Whatever ails a key's text, and whatever carries it, the product says what the real SDK sends."""

from collections.abc import Generator
from dataclasses import replace

import pytest

from tests.oracle.said import said
from tests.oracle.sdk import Sdk
from tests.oracle.set_ups import MAIN, OVERRIDING, line, set_up
from tests.practice.speak import GOOD, OLD
from tui.domain.clients.client import KEY
from tui.practice.made_up_keys import made_up_key
from tui.practice.set_up import Practice

HEAD, TAIL = GOOD[:80], GOOD[80:]
TEXTS = {
    "clean": GOOD,
    "trailing space": f"{GOOD} ",
    "trailing tab": f"{GOOD}\t",
    "trailing newline": f"{GOOD}\n",
    "trailing carriage return": f"{GOOD}\r",
    "trailing CRLF": f"{GOOD}\r\n",
    "leading space": f" {GOOD}",
    "leading tab": f"\t{GOOD}",
    "leading newline": f"\n{GOOD}",
    "space inside": f"{HEAD} {TAIL}",
    "line break inside": f"{HEAD}\n{TAIL}",
    "CRLF inside": f"{HEAD}\r\n  {TAIL}",
    "double quotes": f'"{GOOD}"',
    "double quotes, twice": f'"\\"{GOOD}\\""',
    "single quotes": f"'{GOOD}'",
    "single in double quotes": f"\"'{GOOD}'\"",
    "backticks": f"`{GOOD}`",
    "quote at the end": f'{GOOD}"',
    "quote at the beginning": f'"{GOOD}',
    "curly quotes": f"\u201c{GOOD}\u201d",
    "zero-width space": f"{HEAD}\u200b{TAIL}",
    "zero-width joiner at the end": f"{GOOD}\u200d",
    "no-break space at the end": f"{GOOD}\u00a0",
    "no-break space at the beginning": f"\u00a0{GOOD}",
    "no-break space inside": f"{HEAD}\u00a0{TAIL}",
    "ideographic space at the end": f"{GOOD}\u3000",
    "next line at the end": f"{GOOD}\u0085",
    "byte order mark": f"\ufeff{GOOD}",
    "escape sequence of a paste": f"\x1b[200~{GOOD}\x1b[201~",
    "truncated": GOOD[:60],
    "pasted twice": f"{GOOD}{GOOD}",
    "comma behind": f"{GOOD},",
    "brackets around": f"<{GOOD}>",
    "backslash behind": f"{GOOD}\\",
    "comment behind": f"{GOOD} # for work",
    "prefix Bearer": f"Bearer {GOOD}",
    "prefix x-api-key": f"x-api-key: {GOOD}",
    "prefix export": f"export {KEY}={GOOD}",
    "prefix name": f"{KEY}={GOOD}",
    "placeholder": "your-api-key-here",
    "placeholder in brackets": "<your key # here>",
    "masked": "sk-ant-api03-R2D...igAA",
    "reference": "$SECRET",
    "reference in braces": "${SECRET}",
    "nothing": "undefined",
    "identifier": "apikey_01Rj2N8SVvo6BePZj99NhmiT",
    "other provider": made_up_key("openai"),
    "empty": "",
    "blank": " ",
    "lone newline": "\n",
}
CARRIERS = ("environment", "dotenv", "dotenv in quotes", "dotenv overrides")


@pytest.fixture(scope="module")
def healthy() -> Generator[Practice]:
    """One set-up for all texts: only its `.env`, its program and its environment change."""
    with set_up() as place:
        yield place


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_sent_as_the_product_says(name: str, carrier: str, healthy: Practice, sdk: Sdk) -> None:
    text = TEXTS[name]
    environment = {"environment": {KEY: text}, "dotenv overrides": {KEY: OLD}}.get(carrier, {})
    dotenv = {"environment": line(GOOD), "dotenv in quotes": line(f'"{text}"')}.get(carrier, line(text))
    (healthy.project / ".env").write_bytes(dotenv.encode())
    (healthy.project / "main.py").write_text(OVERRIDING if carrier == "dotenv overrides" else MAIN)
    place = replace(healthy, environment={**healthy.environment, **environment})
    run = sdk.run(place)
    assert run.sent == said(place)
    if run.sent is None:
        assert {"TypeError", "LocalProtocolError"} & set(run.errors)
    else:
        assert run.errors in {(), ("AuthenticationError",)}
