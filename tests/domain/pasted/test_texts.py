"""Every text of the corpus is told apart: client, status, who answered, what it means and the likely cause."""

import json
from collections.abc import Callable

import pytest

from tests.domain.pasted.planted import texts
from tui.domain.pasted.decode import Decoded, decode

CORPUS = texts()
EVERY_TEXT = pytest.mark.parametrize("entry", CORPUS, ids=[entry["name"] for entry in CORPUS])


def client_of(decoded: Decoded) -> str:
    """Return the client's id, or its name where fix401 has no rules for it."""
    sender = decoded.sender
    return "" if sender is None else sender.client.value if sender.client else sender.name


def first_cause(decoded: Decoded) -> str:
    return decoded.causes[0] if decoded.causes else ""


def test_the_corpus_is_large_and_names_each_text_once() -> None:
    assert len(CORPUS) >= 80
    assert len({entry["name"] for entry in CORPUS}) == len(CORPUS)


@EVERY_TEXT
def test_a_text_is_told_apart(entry: dict[str, str]) -> None:
    decoded = decode(entry["text"].encode())
    assert decoded.meaning is not None
    told = {
        "cause": first_cause(decoded),
        "client": client_of(decoded),
        "status": decoded.facts.status,
        "by": decoded.answerer.who.value,
        "meaning": decoded.meaning.id,
    }
    assert told == {"client": "", "status": 0, "meaning": decoded.meaning.id} | {
        name: entry[name] for name in told if name in entry
    }
    if "versions" in entry:
        assert decoded.sender is not None
        assert decoded.sender.versions == entry["versions"]


def wrapped(width: int) -> Callable[[str], bytes]:
    def wrap(text: str) -> bytes:
        lines = [line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width)]
        return "\n".join(lines).encode()

    return wrap


def in_a_box(text: str) -> bytes:
    lines = [line[at : at + 76] for line in text.split("\n") for at in range(0, max(len(line), 1), 76)]
    return "\n".join(f"\u2502 {line:76} \u2502" for line in lines).encode()


DISGUISES: dict[str, Callable[[str], bytes]] = {
    "wrapped at 80": wrapped(80),
    "wrapped at 60": wrapped(60),
    "in a box": in_a_box,
    "in JSON": lambda text: json.dumps({"level": "error", "log": text}).encode(),
    "in JSON in JSON": lambda text: json.dumps({"log": json.dumps({"log": text}, ensure_ascii=False)}).encode(),
    "UTF-16 of PowerShell": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "Windows' line breaks": lambda text: text.replace("\n", "\r\n").encode(),
    "with bytes that are no text": lambda text: b"\xff\xfe\x80 log\n" + text.encode() + b"\n\xc3\x28\n",
    "in the midst of a log": lambda text: (
        f"2026-11-02 10:00:01 INFO start\n{text}\n2026-11-02 10:00:09 INFO end".encode()
    ),
    "quoted in a mail": lambda text: "\n".join(f"> {line}" for line in text.split("\n")).encode(),
}


def told(data: bytes) -> tuple[str, str, str]:
    """Return what the text means, its first cause and the type of its error."""
    decoded = decode(data)
    assert decoded.meaning is not None
    return decoded.meaning.id, first_cause(decoded), decoded.facts.error_type


@EVERY_TEXT
def test_a_text_is_told_apart_in_every_disguise(entry: dict[str, str]) -> None:
    plain = told(entry["text"].encode())
    others = {name: told(disguise(entry["text"])) for name, disguise in DISGUISES.items()}
    assert others == dict.fromkeys(DISGUISES, plain)
