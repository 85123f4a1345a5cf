"""Claude Code's set-ups through the real command: the cause, how sure it is, the exit code, and no secret."""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.claude_code import CREDENTIALS, DEAD, LOGIN, OPENAI, SET_UPS, SETTINGS, SetUp, env, helper, login
from tests.e2e.command import ROOT, World
from tests.e2e.test_leaks import CANARY, assert_no_leak
from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn

SECRETS = (GOOD, OLD, LOGIN, DEAD, OPENAI)


def place(home: Path, files: Mapping[str, str], url: str = "", **environ: str) -> World:
    """Return a HOME with an empty project folder and these files; `{other}` is the API by another name."""
    base = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    other = url.replace("127.0.0.1", "localhost")
    variables = {name: text.replace("{other}", other).replace("{home}", str(home)) for name, text in environ.items()}
    made = World(home, {**base, "HOME": str(home), "SHELL": "/bin/zsh", "PYTHONPATH": str(ROOT), **variables})
    made.project.mkdir(parents=True)
    for name, text in files.items():
        made.write(name, text)
    return made


def shows(text: str) -> bool:
    return any(secret[at : at + 12] in text for secret in SECRETS for at in range(16, len(secret) - 16))


@pytest.mark.parametrize("name", SET_UPS)
def test_each_set_up_has_its_verdict(tmp_path: Path, name: str) -> None:
    case: SetUp = SET_UPS[name]
    known = (GOOD, LOGIN, *case.states)
    with StandIn(Rules(keys=known, states=case.states)) as api:
        made = place(tmp_path / "home", case.files, api.url, **case.environ)
        before = {path: path.read_bytes() for path in made.home.rglob("*") if path.is_file()}
        start = time.monotonic()
        result = made.run("check", "--json", "--api-url", api.url, *case.arguments)
        took = time.monotonic() - start
    report = json.loads(result.stdout)
    cause = report["cause"] or {"id": "", "certainty": "proven", "remedies": [1]}
    assert report["client"]["id"] == "claude-code"
    assert (cause["id"], report["sentence"] if cause["id"] != case.cause else "") == (case.cause, "")
    assert cause["certainty"] == ("proven" if case.proven else "likely")
    assert [item["id"] for item in report["also"]] == list(case.also)
    assert result.returncode == case.exit_code
    assert case.words in " ".join(result.stdout.split())
    assert cause["remedies"]
    assert not shows(result.stdout + result.stderr)
    assert {path: path.read_bytes() for path in made.home.rglob("*") if path.is_file()} == before, "nothing is written"
    assert took < 20


def test_there_is_a_set_up_for_every_cause_of_claude_code() -> None:
    causes = {case.cause for case in SET_UPS.values()}
    assert causes >= {
        "settings-file-malformed",
        "key-not-approved",
        "settings-env-overrides-shell",
        "key-overrides-login",
        "cloud-flag-left-on",
        "helper-wins",
        "stored-login-overrides",
        "config-folder-switched",
        "login-expired",
        "auth-token-and-key-conflict",
    }
    assert sum(case.exit_code == 0 for case in SET_UPS.values()) >= 10


def test_a_login_is_sent_as_claude_code_sends_it_and_the_refresh_token_never(tmp_path: Path) -> None:
    with StandIn(Rules(keys=(LOGIN,))) as api:
        made = place(tmp_path / "home", {CREDENTIALS: login(refresh="sk-ant-ort01-never")})
        assert made.run("check", "--api-url", api.url).returncode == 0
        (seen,) = api.requests
    assert seen.method == "GET"
    assert seen.header("authorization") == f"Bearer {LOGIN}"
    assert "oauth-2025-04-20" in (seen.header("anthropic-beta") or "")
    assert "ort01" not in str(seen.headers)


def test_what_a_helper_prints_is_sent_in_both_headers(tmp_path: Path) -> None:
    with StandIn(Rules(keys=(GOOD,))) as api:
        made = place(tmp_path / "home", {SETTINGS: helper(f"echo {GOOD}")})
        assert made.run("check", "--api-url", api.url, "--run-helper").returncode == 0
        sent = {(seen.header("authorization"), seen.header("x-api-key")) for seen in api.requests}
    assert (f"Bearer {GOOD}", GOOD) in sent


def test_without_consent_no_helper_runs_not_even_offline(tmp_path: Path) -> None:
    made = place(tmp_path / "home", {SETTINGS: helper('touch "$HOME/ran"')})
    for arguments in (("check",), ("check", "--offline"), ("fix", "--yes"), ("check", "--offline", "--run-helper"), ()):
        made.run(*arguments, "--api-url", "http://127.0.0.1:1")
    assert not (made.home / "ran").exists()


def test_a_fix_after_the_helper_was_run_is_verified_with_the_helper(tmp_path: Path) -> None:
    with StandIn(Rules(keys=(GOOD,))) as api:
        files = {SETTINGS: helper('echo "$KEPT"', KEPT=GOOD), ".env": "LOG_LEVEL=info\n"}
        made = place(tmp_path / "home", files)
        result = made.run("fix", "--yes", "--json", "--run-helper", "--api-url", api.url)
    assert result.returncode == 0
    assert json.loads(result.stdout)["verdict"] == "ok"


HELPERS = {
    "value": f"echo {CANARY}",
    "value twice": f"echo {CANARY}; echo {CANARY}",
    "value in words": f"echo the key is {CANARY}",
    "stderr": f"echo 'refused: {CANARY}' >&2; exit 1",
    "stderr in pieces": f"echo '{CANARY[13:40]} {CANARY[40:70]} {CANARY[70:]}' >&2; exit 1",
    "stderr as json": f'echo \'{{"key":"{CANARY}"}}\' >&2; exit 1',
    "both": f"echo {CANARY}; echo {CANARY} >&2; exit 1",
    "bearer": f"echo 'Bearer {CANARY}' >&2; echo 'Bearer {CANARY}'",
    "quoted": f"echo '\"{CANARY}\"'",
}


# What a hanging one said is looked for in its set-up, where the deadline is waited out.
@pytest.mark.parametrize("name", HELPERS)
def test_nothing_of_a_helper_shows_the_key(tmp_path: Path, name: str) -> None:
    with StandIn(Rules(keys=(GOOD,))) as api:
        made = place(tmp_path / "home", {SETTINGS: helper(HELPERS[name]), CREDENTIALS: login()})
        options = ("--run-helper", "--api-url", api.url)
        codes, said = made.run_each(["check", "--json", *options], ["fix", "--yes", *options])
    assert set(codes) <= {1, 3}
    assert_no_leak(said)


def test_no_login_token_and_no_answer_about_a_key_is_shown(tmp_path: Path) -> None:
    token, refresh = CANARY.replace("api03", "oat01"), CANARY.replace("api03", "ort01")
    state = {"primaryApiKey": CANARY, "customApiKeyResponses": {"rejected": [CANARY[-20:]], "approved": [CANARY[-20:]]}}
    files = {
        CREDENTIALS: login(token, hours=-1, refresh=refresh),
        "~/.claude.json": json.dumps(state),
        SETTINGS: env(ANTHROPIC_AUTH_TOKEN=token, CLAUDE_CODE_OAUTH_TOKEN=token, CLAUDE_CODE_USE_BEDROCK=CANARY),
        ".claude/settings.json": f'{{"env": {{"ANTHROPIC_API_KEY": "{CANARY}",}}}}',
    }
    with StandIn(Rules(keys=(GOOD,))) as api:
        made = place(tmp_path / "home", files)
        for name, text in (("OTHER", ""), ("CLAUDE_CONFIG_DIR", "/nonexistent"), ("ANTHROPIC_API_KEY", CANARY)):
            made = replace(made, environ={**made.environ, name: text})
            options = ("--client", "claude-code", "--api-url", api.url)
            forms = ("check --json", "check", "check --offline --json", "fix --yes")
            _, said = made.run_each(*([*form.split(), *options] for form in forms))
            assert_no_leak(said)
