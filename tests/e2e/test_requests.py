"""Keys that are right in requests that are not: the real command against real HTTP, and the repair."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import World, world
from tui.domain.reporting.exit_code import ExitCode
from tui.practice.made_up_keys import made_up_key
from tui.practice.rules import KeyState, Mode, Rules
from tui.practice.stand_in import StandIn

GOOD = made_up_key("good")
API = Rules(keys=(GOOD,))
RAW = """import os, requests
from dotenv import load_dotenv
load_dotenv()
KEY = os.environ["ANTHROPIC_API_KEY"]
requests.post("https://api.anthropic.com/v1/messages", headers={%s}, json={})
"""
VERSION = '"anthropic-version": "2023-06-01"'


def in_world(home: Path, **files: str) -> World:
    """Return a project whose `.env` has the good key; names of files are given with `_` for their dots."""
    made = world(home)
    made.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    for name, text in files.items():
        made.write(name.replace("_", "."), text)
    return made


def checked(made: World, rules: Rules = API, **environ: str) -> dict[str, Any]:
    with StandIn(rules) as api:
        result = made.inside(environ).run("check", "--json", "--api-url", api.url)
    assert GOOD not in result.stdout + result.stderr
    report: dict[str, Any] = json.loads(result.stdout)
    assert result.returncode == (ExitCode.OK if report["verdict"] == "ok" else ExitCode.PROBLEM)
    return report


def cause_of(report: Mapping[str, Any]) -> tuple[str, str]:
    return report["cause"]["id"], report["cause"]["certainty"]


@pytest.mark.parametrize(
    ("headers", "cause"),
    [
        (f'"Api-Key": KEY, {VERSION}', "wrong-auth-header"),
        (f'"Authorization": KEY, {VERSION}', "wrong-auth-header"),
        ('"x-api-key": KEY', "missing-version-header"),
    ],
)
def test_a_raw_call_of_python_is_asked_with_as_it_is_written(headers: str, cause: str, tmp_path: Path) -> None:
    made = in_world(tmp_path, main_py=RAW % headers, requirements_txt="requests\npython-dotenv\n")
    report = checked(made)
    assert cause_of(report) == (cause, "proven")
    assert {item["header"] for item in report["probes"]} >= {"x-api-key", "bearer"}


@pytest.mark.parametrize("header", ['"x-api-key": KEY', '"Authorization": f"Bearer {KEY}"'])
def test_a_raw_call_that_is_right_is_healthy_whatever_the_base_url_of_others(header: str, tmp_path: Path) -> None:
    made = in_world(tmp_path, main_py=RAW % f"{header}, {VERSION}", requirements_txt="requests\npython-dotenv\n")
    assert checked(made, ANTHROPIC_BASE_URL="http://127.0.0.1:1")["verdict"] == "ok"


def test_a_login_in_the_netrc_is_found_and_never_shown(tmp_path: Path) -> None:
    headers = f'"Authorization": f"Bearer {{KEY}}", {VERSION}'
    made = in_world(tmp_path, main_py=RAW % headers, requirements_txt="requests\npython-dotenv\n")
    made.write("~/.netrc", "machine api.anthropic.com login ada password hunter2-hunter2\n")
    report = checked(made)
    assert cause_of(report) == ("netrc-replaces-header", "proven")
    assert "hunter2" not in json.dumps(report)


def test_a_page_is_asked_for_as_a_browser_would(tmp_path: Path) -> None:
    call = f'fetch("https://api.anthropic.com/v1/messages", {{headers: {{"x-api-key": "{GOOD}", {VERSION}}}}})'
    made = in_world(tmp_path, index_html=f"<script>{call}</script>", requirements_txt="", main_py="")
    assert cause_of(checked(made)) == ("browser-call", "proven")


def test_a_beta_that_the_code_asks_for_is_asked_for_once_the_key_is_accepted(tmp_path: Path) -> None:
    made = in_world(tmp_path)
    made.write("main.py", f'{(made.project / "main.py").read_text()}client.create(betas=["prompt-cahing"])\n')
    report = checked(made)
    assert cause_of(report) == ("beta-header-rejected", "proven")
    assert report["probes"][-1]["variant"] == "with betas"


def test_a_proxy_that_takes_the_key_away_is_told_by_going_past_it(tmp_path: Path) -> None:
    with StandIn(Rules(keys=(GOOD,), mode=Mode.STRIPS_CREDENTIAL)) as proxy:
        report = checked(in_world(tmp_path), HTTP_PROXY=proxy.url)
    assert cause_of(report) == ("header-stripped", "proven")


@pytest.mark.parametrize(
    ("mode", "name"), [(Mode.LITELLM, "LiteLLM"), (Mode.NEW_API, "one-api or new-api")], ids=["LiteLLM", "new-api"]
)
def test_the_report_names_the_gateway_that_answered(mode: Mode, name: str, tmp_path: Path) -> None:
    with StandIn(Rules(mode=mode)) as gateway:
        report = checked(in_world(tmp_path), ANTHROPIC_BASE_URL=gateway.url)
    found = [item["responder"] for item in report["probes"]]
    assert {"kind": "gateway", "name": name} in found
    assert {"kind": "anthropic", "name": None} in found


@pytest.mark.parametrize("version", ["0.97.0", "2.12.0"])
@pytest.mark.parametrize("mode", [Mode.GATEWAY_BEARER_ONLY, Mode.GATEWAY_X_API_KEY_ONLY])
def test_a_gateways_header_is_repaired_for_the_version_that_is_there(mode: Mode, version: str, tmp_path: Path) -> None:
    made = in_world(tmp_path, requirements_txt=f"anthropic=={version}\npython-dotenv\n")
    with StandIn(Rules(keys=(GOOD,), mode=mode)) as gateway:
        made.write(".env", f"ANTHROPIC_API_KEY={GOOD}\nANTHROPIC_BASE_URL={gateway.url}\n")
        before = checked(made)
        is_fitting = (version == "2.12.0") == (mode is Mode.GATEWAY_BEARER_ONLY)
        assert (before["verdict"] == "ok") is is_fitting
        if is_fitting:
            return
        assert cause_of(before) == ("gateway-wants-other-header", "proven")
        with StandIn(API) as api:
            result = made.run("fix", "--yes", "--api-url", api.url)
        assert result.returncode == ExitCode.OK, result.stdout
        assert checked(made)["verdict"] == "ok"


def test_a_workspace_that_the_env_file_names_is_sent_along_after_the_repair(tmp_path: Path) -> None:
    made = in_world(tmp_path)
    made.write(".env", f"ANTHROPIC_API_KEY={GOOD}\nANTHROPIC_WORKSPACE_ID={API.workspace}\n")
    rules = Rules(keys=(GOOD,), states={GOOD: KeyState.NEEDS_WORKSPACE})
    assert cause_of(checked(made, rules)) == ("workspace-header-missing", "proven")
    with StandIn(rules) as api:
        result = made.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == ExitCode.OK, result.stdout
    assert checked(made, rules)["verdict"] == "ok"


def test_what_the_shell_leaves_between_single_quotes_is_what_is_sent(tmp_path: Path) -> None:
    line = (
        "curl https://api.anthropic.com/v1/models -H 'x-api-key: $ANTHROPIC_API_KEY' -H 'anthropic-version: 2023-06-01'"
    )
    made = World(tmp_path / "home", world(tmp_path / "home").environ)
    for name in ("main.py", "requirements.txt"):
        (made.project / name).unlink()
    made.write("call.sh", f"{line}\n")
    report = checked(made, ANTHROPIC_API_KEY=GOOD)
    assert cause_of(report) == ("unexpanded-reference", "proven")
    made.write("call.sh", line.replace("'", '"'))
    assert checked(made, ANTHROPIC_API_KEY=GOOD)["verdict"] == "ok"


@pytest.mark.parametrize("state", [KeyState.ORGANISATION_DISABLED, KeyState.PERMISSION_DENIED])
def test_a_key_whose_account_is_refused_hides_a_good_one(state: KeyState, tmp_path: Path) -> None:
    old = made_up_key("old")
    report = checked(in_world(tmp_path), Rules(keys=(GOOD, old), states={old: state}), ANTHROPIC_API_KEY=old)
    assert cause_of(report) == ("environment-overrides-dotenv", "proven")
    assert "the refused key" in report["cause"]["title"]
    assert [item["certainty"] for item in report["also"]] == ["proven"]


def test_the_paid_call_asks_for_what_the_code_asks_for(tmp_path: Path) -> None:
    beta = "context-1m-2025-08-07"
    code = f'from anthropic import Anthropic\nAnthropic().beta.messages.create(betas=["{beta}"])\n'
    made = in_world(tmp_path, main_py=f"from dotenv import load_dotenv\nload_dotenv()\n{code}")
    with StandIn(API) as api:
        result = made.run("check", "--hello", "--api-url", api.url)
        paid = [seen.header("anthropic-beta") for seen in api.requests if seen.method == "POST"]
    assert result.returncode == ExitCode.OK, result.stdout
    assert paid == [beta]


def test_a_gateway_that_lists_models_by_the_other_header_and_takes_messages_is_healthy(tmp_path: Path) -> None:
    made = in_world(tmp_path, requirements_txt="anthropic==0.97.0\npython-dotenv\n")
    with StandIn(Rules(keys=(GOOD,), mode=Mode.GATEWAY_MODELS_BEARER_ONLY)) as gateway:
        made.write(".env", f"ANTHROPIC_API_KEY={GOOD}\nANTHROPIC_BASE_URL={gateway.url}\n")
        assert checked(made)["verdict"] == "ok"
        posted = [seen for seen in gateway.requests if seen.method == "POST"]
    assert [(seen.path, seen.header("x-api-key")) for seen in posted] == [("/v1/messages/count_tokens", GOOD)]
    assert "max_tokens" not in posted[0].body.decode()
