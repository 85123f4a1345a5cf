"""Made-up keys, and every form in which one gets into a text."""

import json
import tomllib
from pathlib import Path
from urllib.parse import quote

from tests.builders import GOOD, api_key

PIECE = 12
LOGIN = api_key("l", "sk-ant-oat01-")
ADMIN = api_key("a", "sk-ant-admin01-")
OPENAI = "sk-proj-" + "a1B2" * 20
STAND_INS = {
    "@KEY@": GOOD,
    "@HEAD@": GOOD[:80],
    "@TAIL@": GOOD[80:],
    "@LOGIN@": LOGIN,
    "@ADMIN@": ADMIN,
    "@OPENAI@": OPENAI,
}


def texts() -> list[dict[str, str]]:
    """Return the corpus, with keys in the place of their stand-ins."""
    corpus = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))["text"]
    return [{**entry, "text": with_keys(entry["text"])} for entry in corpus]


def with_keys(text: str) -> str:
    """Return a text of the corpus with keys in it."""
    for name, key in STAND_INS.items():
        text = text.replace(name, key)
    return text


def forms_of(key: str, cut: int = 60) -> dict[str, str]:
    """Return texts with the key in them; two of them have it in two lines, cut behind that many characters."""
    head, tail = key[:cut], key[cut:]
    return {
        "plain": f"the key {key} is bad",
        "bearer": f"Authorization: Bearer {key}",
        "basic": f"Authorization: Basic {key}==",
        "header": f"> x-api-key: {key}\n> anthropic-version: 2023-06-01",
        "quoted bytes": f"LocalProtocolError: Illegal header value b'Bearer {key}\\n'",
        "quoted bytes, broken": f"LocalProtocolError: Illegal header value b'{head}\\n{tail}'",
        "headers of undici": f'Headers.append: "{head}\n{tail}" is an invalid header value.',
        "not legal": f"TypeError: {head}\n{tail} is not a legal HTTP header value",
        "list of headers": f"Headers([('x-api-key', '{key}')])",
        "json": json.dumps({"headers": {"x-api-key": key}}),
        "json in json": json.dumps({"log": json.dumps({"apiKey": key})}),
        "escaped characters": json.dumps({"key": key}).replace("k-ant", "\\u006b-ant"),
        "url-encoded": f"https://host/?key={quote(key, safe='').replace('-', '%2D').replace('_', '%5F')}",
        "encoded twice": f"redirect=https%253A%252F%252Fhost%253Fkey%253D{key.replace('-', '%252D')}",
        "query": f"https://host/path?a=1&api_key={key}&b=2",
        "user of an address": f"http://ada:{key}@127.0.0.1:8080/v1",
        "assignment": f"export ANTHROPIC_API_KEY='{key}'",
        "html": f"<td>&quot;{key}&quot;</td>",
        "coloured": f"\x1b[31m{head}\x1b[0m{tail}",
        "coloured in json": f'"\\u001b[31m{head}\\u001b[0m{tail}"',
        "in two lines": f"key: {head}\n{tail} is bad",
        "in two lines of a box": f"│ key: {head}   │\n│ {tail} is bad   │",
        "in two quoted lines": f"> key: {head}\r\n> {tail}",
        "in three lines": f"{key[:40]}\n{key[40:80]}\n{key[80:]}",
        "with a zero-width space": f"{head}\u200b{tail}",
        "with an escaped zero-width space": f"'{head}\\u200b{tail}'",
        "in curly quotes": f"x-api-key: \u201c{key}\u201d",
        "twice": key + key,
        "glued": f"x{key}",
    }


def leaked(key: str, text: str) -> list[str]:
    """Return the pieces of the key's secret part that are in the text, also across its line breaks."""
    prefix = key.index("-", 7) + 1 if key.startswith("sk-ant-") else key.index("-", 3) + 1
    secret = key[prefix:]
    pieces = [secret[at : at + PIECE] for at in range(len(secret) - PIECE + 1)]
    return [piece for piece in pieces if piece in text or piece in "".join(text.split())]
