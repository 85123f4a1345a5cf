"""The real SDK and the real python-dotenv fail in each lab as its story says."""

import subprocess
import sys

import pytest

from tests.practice.speak import GOOD, OLD
from tui.practice.lab import Lab, find_lab, load_labs
from tui.practice.made_up_keys import made_up_key
from tui.practice.set_up import Practice, practice

# What the SDK raises, a part of what it says, and how many requests it sends.
STORIES = {
    "prefix-pasted": ("AuthenticationError", "401", 1),
    "key-pasted-twice": ("AuthenticationError", "401", 1),
    "duplicate-definition": ("AuthenticationError", "401", 1),
    "wrong-variable-name": ("TypeError", "Could not resolve authentication method", 0),
    "invisible-characters": ("AuthenticationError", "401", 1),
    "line-break-inside-key": ("AuthenticationError", "401", 1),
    "placeholder": ("AuthenticationError", "401", 1),
    "masked-key": ("AuthenticationError", "401", 1),
    "other-provider-key": ("AuthenticationError", "401", 1),
    "key-rejected": ("AuthenticationError", "401", 1),
    "base-url-path": ("NotFoundError", "404", 1),
    "environment-overrides-dotenv": ("AuthenticationError", "401", 1),
    "dotenv-not-loaded": ("TypeError", "Could not resolve authentication method", 0),
    "hardcoded-key": ("AuthenticationError", "401", 1),
    "model-not-available": ("NotFoundError", "claude-3-5-haiku-20241022", 1),
    "credit-too-low": ("BadRequestError", "credit balance is too low", 1),
}
SENT = {
    "prefix-pasted": f"Bearer Bearer {GOOD}",
    "key-pasted-twice": f"Bearer {GOOD}{GOOD}",
    "duplicate-definition": f"Bearer {OLD}",
    "invisible-characters": f"Bearer {GOOD[:40]}\u200b{GOOD[40:]}".encode().decode("latin-1"),
    "line-break-inside-key": f"Bearer {GOOD[:80]}",
    "placeholder": "Bearer your-api-key-here",
    "masked-key": f"Bearer {GOOD[:16]}...{GOOD[104:]}",
    "other-provider-key": f"Bearer {made_up_key('openai')}",
    "environment-overrides-dotenv": f"Bearer {OLD}",
    "hardcoded-key": f"Bearer {OLD}",
    "base-url-path": f"Bearer {GOOD}",
}
BROKEN = [lab for lab in load_labs() if lab.expected_cause != "nothing-wrong" and lab.client == "python-sdk"]


def run(place: Practice, **changes: str) -> subprocess.CompletedProcess[str]:
    # The SDK's default host is the real one; the wizard is told of the stand-in in another way.
    host = {} if place.lab.names_the_host else {"ANTHROPIC_BASE_URL": place.url}
    environment = {**place.environment, **host, **changes}
    return subprocess.run(
        [sys.executable, "main.py"],
        cwd=place.project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def repair(place: Practice, name: str, old: str, new: str) -> None:
    path = place.project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_lab_has_a_story() -> None:
    assert {lab.id for lab in BROKEN} == set(STORIES)


@pytest.mark.parametrize("lab", BROKEN, ids=[lab.id for lab in BROKEN])
def test_the_program_fails_as_told(lab: Lab) -> None:
    error, text, requests = STORIES[lab.id]
    with practice(lab) as place:
        done = run(place)
        seen = place.server.requests
    assert done.returncode == 1, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.partition(":")[0].endswith(error)
    assert text in last
    assert len(seen) == requests
    if lab.id in SENT:
        assert seen[0].header("authorization") == SENT[lab.id]


def test_the_healthy_program_works() -> None:
    lab = find_lab("nothing-wrong")
    assert lab is not None
    with practice(lab) as place:
        done = run(place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Hello! Your key works.\n", "")


def test_one_edit_of_dotenv_turns_the_first_lab_green() -> None:
    with practice(load_labs()[0]) as place:
        repair(place, ".env", "=Bearer ", "=")
        assert run(place).returncode == 0


@pytest.mark.parametrize(
    ("lab_id", "name", "old", "new"),
    [
        ("base-url-path", ".env", "/v1\n", "\n"),
        ("model-not-available", "main.py", "claude-3-5-haiku-20241022", "claude-haiku-4-5"),
        ("line-break-inside-key", ".env", f"{GOOD[:80]}\n", GOOD[:80]),
        ("key-rejected", ".env", OLD, GOOD),
    ],
    ids=["base-url-path", "model-not-available", "line-break-inside-key", "key-rejected"],
)
def test_the_repair_turns_other_labs_green(lab_id: str, name: str, old: str, new: str) -> None:
    lab = find_lab(lab_id)
    assert lab is not None
    with practice(lab) as place:
        repair(place, name, old, new)
        done = run(place)
    assert done.returncode == 0, done.stderr


def test_unsetting_the_old_key_lets_dotenv_in() -> None:
    lab = find_lab("environment-overrides-dotenv")
    assert lab is not None
    with practice(lab) as place:
        environment = {name: value for name, value in place.environment.items() if name != "ANTHROPIC_API_KEY"}
        done = subprocess.run(
            [sys.executable, "main.py"],
            cwd=place.project,
            env={**environment, "ANTHROPIC_BASE_URL": place.url},
            timeout=60,
            check=False,
        )
    assert done.returncode == 0
