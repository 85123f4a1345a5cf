"""The real SDK and the real python-dotenv fail in each lab as its story says."""

import subprocess
import sys

import pytest

from tests.oracle.sdk import Sdk, towards_stand_in
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


def run_alone(place: Practice) -> subprocess.CompletedProcess[str]:
    """Run the program as its user does: a process of its own, which takes seconds to import the SDK."""
    environment = dict(towards_stand_in(place))
    command = [sys.executable, "main.py"]
    return subprocess.run(
        command, cwd=place.project, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def repair(place: Practice, name: str, old: str, new: str) -> None:
    path = place.project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_lab_has_a_story() -> None:
    assert {lab.id for lab in BROKEN} == set(STORIES)


@pytest.mark.parametrize("lab", BROKEN, ids=[lab.id for lab in BROKEN])
def test_the_program_fails_as_told(lab: Lab, sdk: Sdk) -> None:
    error, text, requests = STORIES[lab.id]
    with practice(lab) as place:
        run = sdk.run(place)
        seen = place.server.requests
    assert run.errors[0] == error
    assert text in run.end.words
    assert len(seen) == requests
    if lab.id in SENT:
        assert seen[0].header("authorization") == SENT[lab.id]


def test_the_healthy_program_works() -> None:
    lab = find_lab("nothing-wrong")
    assert lab is not None
    with practice(lab) as place:
        done = run_alone(place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Hello! Your key works.\n", "")


def test_one_edit_of_dotenv_turns_the_first_lab_green(sdk: Sdk) -> None:
    with practice(load_labs()[0]) as place:
        done = run_alone(place)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("anthropic.AuthenticationError: Error code: 401")
        repair(place, ".env", "=Bearer ", "=")
        assert sdk.run(place).errors == ()


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
def test_the_repair_turns_other_labs_green(lab_id: str, name: str, old: str, new: str, sdk: Sdk) -> None:
    lab = find_lab(lab_id)
    assert lab is not None
    with practice(lab) as place:
        repair(place, name, old, new)
        assert sdk.run(place).errors == ()


def test_unsetting_the_old_key_lets_dotenv_in(sdk: Sdk) -> None:
    lab = find_lab("environment-overrides-dotenv")
    assert lab is not None
    with practice(lab) as place:
        del place.environment["ANTHROPIC_API_KEY"]
        assert sdk.run(place).errors == ()
