"""`fix401 explain` as a process: an argument, a pipe, a terminal; its codes, its JSON, and no piece of a key."""

import json
import os
import subprocess
import sys
import threading
from typing import Any

import pytest

from tests.builders import GOOD
from tests.domain.pasted.planted import ADMIN, LOGIN, OPENAI, forms_of, leaked, texts
from tests.e2e.command import World
from tui.causes.registry import ENTRIES
from tui.domain.pasted.readable import MOST_BYTES
from tui.warnings.registry import WARNINGS

KNOWN = {entry.id for entry in ENTRIES}
REFUSED = (
    "Error code: 401 - {'type': 'error', 'error': {'type': 'authentication_error', 'message': 'invalid x-api-key'}}"
)
LEAK = f"""
httpx2.LocalProtocolError: Illegal header value b'Bearer {GOOD}\\n'
anthropic.APIConnectionError: Connection error.
"""


def explained(place: World, text: str) -> dict[str, Any]:
    """Return what is said in JSON about a text on standard input."""
    result = place.run("explain", "-", "--json", stdin=text)
    assert result.returncode == 0, result.stdout + result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("how", ["argument", "words", "dash", "pipe"])
def test_a_text_arrives_in_every_way(place: World, how: str) -> None:
    arguments = {"argument": [REFUSED], "words": REFUSED.split(), "dash": ["-"], "pipe": []}[how]
    stdin = REFUSED if how in {"dash", "pipe"} else ""
    result = place.run("explain", *arguments, stdin=stdin)
    assert result.returncode == 0, result.stderr
    assert "key-rejected" in result.stdout
    assert "the Anthropic Python SDK" in result.stdout
    assert result.stdout.endswith("Next:\n  fix401 --client python-sdk\n")


def test_the_json_form_says_the_same(place: World) -> None:
    report = explained(place, f"{REFUSED[:-1]}, 'request_id': 'req_011CSHoEeqs5C35K2UUqR7Fy'}}")
    assert report["schema_version"] == 1
    assert report["recognised"] is True
    assert report["client"] == {"id": "python-sdk", "name": "the Anthropic Python SDK", "versions": None}
    assert (report["status"], report["error_type"], report["error_code"]) == (401, "authentication_error", None)
    assert report["request_id"] == "req_011CSHoEeqs5C35K2UUqR7Fy"
    assert report["answered_by"]["id"] == "anthropic"
    assert report["answered_by"]["certain"] is True
    assert report["meaning"]["id"] == "key-refused"
    assert report["causes"][0] == {"id": "key-rejected", "title": "The API rejects the key itself"}
    assert report["next"] == "fix401 --client python-sdk"
    assert report["credentials"] == 0


def test_a_credit_text_rules_out_a_wrong_key(place: World) -> None:
    result = place.run("explain", "Credit balance is too low")
    assert "What it rules out:\n  A wrong key" in result.stdout
    assert "fix401 check --hello --client claude-code" in result.stdout


def test_no_word_with_a_hyphen_is_broken(place: World) -> None:
    said = place.run("explain", "environment-overrides-dotenv").stdout
    assert "start-up" in said
    assert [line for line in said.splitlines() if line.endswith("-")] == []


def test_what_is_not_recognised_is_3_and_says_what_helps(place: World) -> None:
    result = place.run("explain", "-", stdin="it does not work any more, please help\n")
    assert result.returncode == 3
    assert "not recognised" in result.stdout
    assert "curl -v" in result.stdout
    assert place.run("explain", "-", "--json", stdin="").returncode == 3


def test_an_id_is_explained_as_before(place: World) -> None:
    result = place.run("explain", "key-rejected")
    assert result.returncode == 0
    assert result.stdout.startswith("key-rejected\n  The API rejects the key itself\n")
    assert json.loads(place.run("explain", "key-rejected", "--json").stdout)["cause"]["id"] == "key-rejected"
    assert place.run("explain", "key-rejectd").returncode == 2


def test_without_anything_there_is_the_list(place: World) -> None:
    result = place.run("explain")
    assert result.returncode == 0
    assert {line.split()[0] for line in result.stdout.splitlines()} == KNOWN | {entry.id for entry in WARNINGS}
    listed = json.loads(place.run("explain", "--json").stdout)["causes"]
    assert {item["id"] for item in listed} == KNOWN


def on_a_terminal(place: World, *arguments: str, typed: str = "") -> tuple[int, str]:
    """Run `fix401 explain` with a terminal as its input, and return its code and all that it says."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "explain", *arguments],
        cwd=place.project,
        env=dict(place.environ),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as child:
        os.close(theirs)
        watchdog = threading.Timer(60, child.kill)
        watchdog.start()
        os.write(ours, typed.encode())
        said = child.stdout.read() if child.stdout else ""
        child.wait()
        watchdog.cancel()
    os.close(ours)
    return child.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
def test_a_terminal_gets_the_list_and_is_told_that_text_can_be_pasted(place: World) -> None:
    code, said = on_a_terminal(place)
    assert code == 0
    assert "fix401 explain -" in said
    assert "key-rejected" in said


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
def test_a_person_pastes_into_a_terminal(place: World) -> None:
    code, said = on_a_terminal(place, "-", typed=f"{REFUSED}\n\x04")
    assert code == 0
    assert "Ctrl+D" in said
    assert "key-rejected" in said


def test_no_form_of_a_key_comes_out(place: World) -> None:
    forms = forms_of(GOOD).values()
    codes, said = place.run_each(*(["explain", *how, form] for form in forms for how in ([], ["--json"])))
    assert set(codes) <= {0, 3}
    assert leaked(GOOD, said) == []


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_no_form_of_a_key_comes_out_of_a_pipe(place: World, how: list[str]) -> None:
    result = place.run("explain", "-", *how, stdin="\n".join((*forms_of(GOOD).values(), REFUSED)))
    assert leaked(GOOD, result.stdout + result.stderr) == []
    assert result.returncode == 0


def test_the_exception_that_quotes_the_key_is_explained_without_it(place: World) -> None:
    report = explained(place, LEAK)
    assert report["causes"][0]["id"] == "whitespace-in-key"
    assert report["answered_by"]["id"] == "nobody"
    assert report["credentials"] == 1
    assert "do not post it" in report["notes"][0]
    assert leaked(GOOD, json.dumps(report)) == []


@pytest.mark.parametrize("arguments", [["--json", f"--{GOOD}"], ["check", GOOD], [GOOD], ["explain", f"--key={GOOD}"]])
def test_a_usage_error_does_not_repeat_a_key(place: World, arguments: list[str]) -> None:
    result = place.run(*arguments)
    assert result.returncode == 2
    assert leaked(GOOD, result.stdout + result.stderr) == []


def test_the_whole_corpus_in_one_process_fits_80_columns_and_shows_no_key(place: World) -> None:
    script = (
        "import json, sys\n"
        "from tui.flow.explain import explain_text\n"
        "from tui.headless.pasted_text import explanation_json, explanation_lines\n"
        "for text in json.load(sys.stdin):\n"
        "    explanation = explain_text(text.encode())\n"
        "    print('\\n'.join(explanation_lines(explanation)))\n"
        "    print('JSON', json.dumps(explanation_json(explanation)))\n"
    )
    corpus = texts()
    result = subprocess.run(
        [sys.executable, "-c", script],
        env=dict(place.environ),
        input=json.dumps([entry["text"] for entry in corpus]),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = result.stdout.splitlines()
    reports = [json.loads(line.removeprefix("JSON ")) for line in lines if line.startswith("JSON ")]
    assert len(reports) == len(corpus)
    assert all(len(line) <= 80 and line.isascii() for line in lines if not line.startswith("JSON "))
    assert not any(leaked(key, result.stdout) for key in (GOOD, LOGIN, ADMIN, OPENAI))
    for entry, report in zip(corpus, reports, strict=True):
        ids = [item["id"] for item in report["causes"]]
        assert set(ids) <= KNOWN
        assert entry["cause"] not in KNOWN or ids[0] == entry["cause"], entry["name"]
        command = report["next"].split()
        assert command[0] == "fix401"
        assert command[1:2] != ["explain"] or command[2] in KNOWN


def test_of_more_than_a_megabyte_the_end_counts(place: World) -> None:
    result = place.run("explain", "-", stdin="2026-11-02 INFO all is well here\n" * 40_000 + REFUSED)
    assert result.returncode == 0
    assert "key-rejected" in result.stdout
    assert "1 MB" in result.stdout
    assert len(result.stdout) < 4000 < MOST_BYTES


def test_bytes_that_are_no_text_are_no_crash(place: World) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tui", "explain"],
        cwd=place.project,
        env=dict(place.environ),
        input=b"\xff\x00\xfe" * 1000 + REFUSED.encode() + b"\xc3\x28",
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert b"key-rejected" in result.stdout
