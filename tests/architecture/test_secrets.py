"""Where the text of a secret may be asked for, and that nothing else shows it."""

import ast
import copy
import json
import pickle
from pathlib import Path

import pytest

from tests.builders import GOOD
from tui.domain.key.secret import Secret, mask

PACKAGE = Path(__file__).resolve().parents[2] / "tui"
# What the prober sends, what is written into a file, what the keyring stores, what is left of a value that a
# client trims, what the environment of the verifying process gets: what the command to be pasted would put there;
# and the helper's command, which is run and may hold a key.
ALLOWED = {
    "domain/probing/sendable.py",
    "domain/key/value.py",
    "domain/dotenv/document.py",
    "adapters/keyrings/os_keyring.py",
    "adapters/processes/fresh_process.py",
    "adapters/processes/helper_process.py",
}


def callers_of(method: str) -> set[str]:
    return {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == method
    }


def test_reveal_is_called_in_the_named_files_only() -> None:
    assert callers_of("reveal") == ALLOWED


def test_a_secret_is_changed_for_base_urls_and_whole_headers_only() -> None:
    # A function given to `changed` sees the text, so its callers are named as well.
    assert callers_of("changed") == {
        "domain/resolving/corrected_url.py",
        "domain/clients/header.py",
        "domain/resolving/resolution.py",
    }


@pytest.mark.parametrize(
    "shown",
    [
        repr(Secret(GOOD)),
        str(Secret(GOOD)),
        f"{Secret(GOOD)}",
        f"{Secret(GOOD):>40}",
        " ".join(map(str, [Secret(GOOD)])),
        repr({"key": [Secret(GOOD)]}),
        json.dumps({"key": Secret(GOOD)}, default=str),
        repr(pickle.dumps(Secret(GOOD))),
        repr(copy.deepcopy(Secret(GOOD))),
        Secret(GOOD).fingerprint,
    ],
    ids=lambda _: "form",
)
def test_no_form_of_a_secret_shows_it(shown: str) -> None:
    assert not any(GOOD[index : index + 8] in shown for index in range(13, len(GOOD) - 8))


def test_the_mask_is_the_hint_of_the_console() -> None:
    assert mask("sk-ant-api03-R2D" + "x" * 84 + "abcdigAA") == "sk-ant-api03-R2D...igAA"


@pytest.mark.parametrize("text", ["", "a", "a" * 20])
def test_a_short_text_gives_only_its_length(text: str) -> None:
    assert mask(text) == f"<{len(text)} character{'' if len(text) == 1 else 's'}>"


def test_equal_texts_have_equal_fingerprints() -> None:
    assert Secret(GOOD).fingerprint == Secret(GOOD).fingerprint != Secret(GOOD + "x").fingerprint
