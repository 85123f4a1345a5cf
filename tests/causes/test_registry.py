"""What holds for all causes together: names, wording, order, and silence about what is healthy."""

from pathlib import Path

import pytest

import tui.causes
from tests.builders import (
    GOOD,
    OFFICIAL,
    OLD,
    api_key,
    dotenv,
    evidence,
    keyring,
    literal,
    login,
    process,
    profile,
    settings,
    snapshot,
)
from tests.causes.answers import RELAY, accepts, answered, by_host, only_x_api_key, wants_its_own_key
from tests.causes.claude_code import dated, flag, helped, other_login, prints, remembered
from tests.surroundings import amid, keyring_said, started_by, tool_config, unit
from tui.causes.nothing_wrong import NOTHING_WRONG
from tui.causes.registry import CAUSES, cause, diagnose
from tui.domain.clients.client import BASE_URL, OAUTH, TOKEN, ClientId
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.found.finding import State
from tui.domain.found.keyring import KeyringState
from tui.domain.found.machine import CallerKind
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.verdict import VerdictKind, judge_verdict
from tui.headless.explain import explain

LOGIN = api_key("l", prefix="sk-ant-oat01-")
OPENAI = "sk-proj-" + "a1B2" * 20
GROUPS = ("network", "winner", "request", "absent", "text", "kind", "account", "service", "refused", "keyring")


def test_every_file_is_registered_and_every_registered_cause_has_a_file_and_a_test() -> None:
    sources = Path(tui.causes.__file__).parent
    files = {f"{path.parent.name}/{path.stem}" for path in sources.glob("*/*.py") if path.stem != "__init__"}
    tests = {
        f"{path.parent.name}/{path.stem.removeprefix('test_')}" for path in Path(__file__).parent.glob("*/test_*.py")
    }
    registered = {_file_of(item.find.__module__) for item in CAUSES}
    assert files == registered
    assert tests == registered


def test_a_cause_lies_in_the_file_of_its_name() -> None:
    for item in CAUSES:
        assert _file_of(item.find.__module__).partition("/")[2] == item.id.replace("-", "_")


def test_ids_are_unique_and_are_found() -> None:
    assert len({item.id for item in CAUSES}) == len(CAUSES)
    assert all(cause(item.id) is item for item in CAUSES)
    assert cause("nothing-wrong") is NOTHING_WRONG
    assert NOTHING_WRONG not in CAUSES
    assert all(NOTHING_WRONG.find(seen) is None for seen in (*SICK.values(), *HEALTHY.values()))
    assert cause("no-such-cause") is None


def test_that_nothing_is_wrong_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("nothing-wrong") is ExitCode.OK
    assert capsys.readouterr().out.startswith("nothing-wrong\n")


def test_two_whole_keys_offline_give_no_verdict() -> None:
    seen = evidence(snapshot(process(GOOD), dotenv(OLD)), offline=True)
    verdict = judge_verdict(seen, diagnose(seen))
    assert verdict.kind is VerdictKind.UNKNOWN
    assert verdict.sentence.startswith("nothing was sent (--offline)")
    assert verdict.sentence.endswith("was not judged; it hides another key in `~/project/.env:1`")


def test_groups_come_in_the_order_of_preference() -> None:
    groups = [_file_of(item.find.__module__).partition("/")[0] for item in CAUSES]
    assert tuple(dict.fromkeys(groups)) == GROUPS
    assert groups == sorted(groups, key=GROUPS.index)


@pytest.mark.parametrize("item", CAUSES, ids=lambda item: item.id)
def test_the_words_keep_the_rules(item: Cause) -> None:
    assert 0 < len(item.title) <= 60
    assert not item.title.endswith(".")
    assert item.title[0].isupper()
    assert item.what.endswith(".")
    assert item.repair.endswith(".")
    assert "\n" not in item.title + item.what + item.repair
    assert "  " not in item.title + item.what + item.repair


SICK = {
    "environment-overrides-dotenv": evidence(snapshot(process(OLD), dotenv(GOOD)), accepted=(GOOD,)),
    "hardcoded-key": evidence(snapshot(literal(OLD), process(GOOD)), accepted=(GOOD,)),
    "duplicate-definition": evidence(snapshot(dotenv(GOOD, line=1), dotenv(OLD, line=2)), accepted=(GOOD,)),
    "empty-value": evidence(snapshot(process(""), dotenv(GOOD)), accepted=(GOOD,)),
    "wrong-variable-name": evidence(snapshot(dotenv(GOOD, "CLAUDE_API_KEY")), accepted=(GOOD,)),
    "not-exported": evidence(snapshot(profile(GOOD, state=State.NOT_EXPORTED)), accepted=(GOOD,)),
    "dotenv-not-loaded": evidence(snapshot(dotenv(GOOD), loads=False), accepted=(GOOD,)),
    "dotenv-wrong-name": evidence(
        snapshot(dotenv(GOOD, path="/home/ada/project/.env.txt", state=State.TEMPLATE)), accepted=(GOOD,)
    ),
    "dotenv-wrong-folder": evidence(snapshot(dotenv(GOOD, path="/home/ada/project/app/.env")), accepted=(GOOD,)),
    "dotenv-file-precedence": evidence(
        snapshot(dotenv(OLD, path="/home/ada/project/.env.local"), dotenv(GOOD), loader=LoaderKind.NEXT),
        accepted=(GOOD,),
        client=ClientId.TYPESCRIPT_SDK,
    ),
    "key-missing": evidence(snapshot()),
    "prefix-pasted": evidence(snapshot(dotenv(f'"Bearer {GOOD}"')), accepted=(GOOD,)),
    "invisible-characters": evidence(snapshot(dotenv(f"\ufeff{GOOD}\n")), accepted=(GOOD,)),
    "line-break-inside-key": evidence(snapshot(dotenv(GOOD[:80], continuation=GOOD[80:])), accepted=(GOOD,)),
    "quotes-in-value": evidence(snapshot(process(f'"{GOOD}"')), accepted=(GOOD,)),
    "whitespace-in-key": evidence(snapshot(dotenv(f"{GOOD}\r")), accepted=(GOOD,)),
    "key-pasted-twice": evidence(snapshot(dotenv(GOOD + GOOD)), accepted=(GOOD,)),
    "placeholder": evidence(snapshot(dotenv("your-api-key-here"))),
    "unexpanded-reference": evidence(snapshot(dotenv("$MY_KEY"))),
    "stringified-nothing": evidence(snapshot(dotenv("undefined"))),
    "identifier-not-key": evidence(snapshot(dotenv("apikey_01Rj2N8SVvo6BePZj99NhmiT"))),
    "masked-key": evidence(snapshot(dotenv("sk-ant-api03-R2D...igAA"))),
    "truncated-key": evidence(snapshot(dotenv(GOOD[:60]))),
    "not-a-key": evidence(snapshot(dotenv("hunter2"))),
    "admin-key": evidence(snapshot(dotenv(api_key("a", "sk-ant-admin01-")))),
    "session-key": evidence(snapshot(dotenv(api_key("s", "sk-ant-sid01-")))),
    "oauth-token-as-api-key": evidence(snapshot(dotenv(LOGIN))),
    "api-key-as-auth-token": answered(snapshot(process(GOOD, TOKEN)), only_x_api_key, client=ClientId.CLAUDE_CODE),
    "gateway-key-to-anthropic": evidence(snapshot(dotenv("sk-a1B2c3D4e5F6g7H8i9J0kL"))),
    "anthropic-key-to-gateway": answered(
        snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(wants_its_own_key, GOOD)
    ),
    "other-provider-key": evidence(snapshot(dotenv(OPENAI))),
    "key-rejected": evidence(snapshot(dotenv(OLD))),
    "shell-not-restarted": evidence(snapshot(process(OLD), profile(GOOD)), accepted=(GOOD,)),
    "service-env-missing": evidence(amid(snapshot(profile(GOOD)), started_by(CallerKind.CRON)), accepted=(GOOD,)),
    "tool-config-overrides": evidence(snapshot(dotenv(GOOD), tool_config(OLD)), accepted=(GOOD,)),
    "keyring-locked": evidence(amid(snapshot(), keyring_said(KeyringState.LOCKED))),
    "keyring-unavailable": evidence(amid(snapshot(), keyring_said(KeyringState.ABSENT))),
    "keyring-timeout": evidence(amid(snapshot(), keyring_said(KeyringState.NO_ANSWER))),
}


@pytest.mark.parametrize("cause_id", SICK)
def test_a_textbook_case_has_its_cause_first(cause_id: str) -> None:
    assert diagnose(SICK[cause_id])[0].cause_id == cause_id


@pytest.mark.parametrize("cause_id", SICK)
def test_no_text_of_a_diagnosis_breaks_the_rules(cause_id: str) -> None:
    for diagnosis in diagnose(SICK[cause_id]):
        assert not diagnosis.title.endswith(".")
        assert diagnosis.explanation.endswith(".")
        assert diagnosis.evidence
        assert diagnosis.remedies
        assert not any(key[20:60] in repr(diagnosis) for key in (GOOD, OLD, LOGIN, OPENAI))
        ids = [remedy.id + remedy.title for remedy in diagnosis.remedies]
        assert len(set(ids)) == len(ids)


def test_a_placeholder_that_hides_a_good_key_is_reported_as_the_hiding_first() -> None:
    found = diagnose(evidence(snapshot(process("your-api-key"), dotenv(GOOD)), accepted=(GOOD,)))
    assert [diagnosis.cause_id for diagnosis in found] == ["environment-overrides-dotenv", "placeholder"]


@pytest.mark.parametrize(
    ("text", "cause_id", "word"),
    [
        ("$MY_KEY", "unexpanded-reference", "reference"),
        ("None", "stringified-nothing", "word"),
        ("apikey_01Rj2N8SVvo6BePZj99NhmiT", "identifier-not-key", "identifier"),
        ("sk-ant-api03-R2D...igAA", "masked-key", "masked copy"),
        ("hunter2", "not-a-key", "key"),
    ],
)
def test_what_is_no_key_and_hides_a_good_one_is_reported_as_the_hiding_first(
    text: str, cause_id: str, word: str
) -> None:
    for seen in (
        evidence(snapshot(process(text), dotenv(GOOD)), accepted=(GOOD,)),
        evidence(snapshot(process(text), dotenv(GOOD)), offline=True),
    ):
        found = diagnose(seen)
        assert [diagnosis.cause_id for diagnosis in found] == ["environment-overrides-dotenv", cause_id]
        assert f"{word} " in found[0].title


def test_a_text_that_is_no_key_is_not_offered_in_the_place_of_one() -> None:
    for text in ("$MY_KEY", "None", "apikey_01Rj2N8SVvo6BePZj99NhmiT", "sk-ant-api03-R2D...igAA"):
        for seen in (
            evidence(snapshot(dotenv(text), loads=False)),
            evidence(snapshot(profile(text, state=State.NOT_EXPORTED))),
            evidence(snapshot(dotenv(text, "CLAUDE_API_KEY"))),
        ):
            assert [diagnosis.cause_id for diagnosis in diagnose(seen)] == ["key-missing"]


def test_proven_comes_before_likely() -> None:
    shot = snapshot(process(""), dotenv(GOOD), dotenv(OLD, "CLAUDE_KEY", line=2), loads=False)
    found = diagnose(evidence(shot, accepted=(GOOD,)))
    certainties = [diagnosis.certainty for diagnosis in found]
    assert certainties == sorted(certainties, key=lambda certainty: certainty is not Certainty.PROVEN)
    assert len(found) > 1


HEALTHY = {
    "one key in .env": evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,)),
    "the environment beats an old .env": evidence(snapshot(process(GOOD), dotenv(OLD)), accepted=(GOOD,)),
    "an old key is commented out": evidence(
        snapshot(dotenv(OLD, state=State.COMMENTED), dotenv(GOOD, line=2)), accepted=(GOOD,)
    ),
    "a template has sample text": evidence(
        snapshot(dotenv("your-api-key", path="/home/ada/project/.env.example", state=State.TEMPLATE), dotenv(GOOD)),
        accepted=(GOOD,),
    ),
    "other providers have keys of their own": evidence(
        snapshot(process(GOOD), process(OPENAI, "OPENAI_API_KEY"), dotenv(OPENAI, "OPENAI_API_KEY")), accepted=(GOOD,)
    ),
    "typescript trims and takes an empty base url for none": evidence(
        snapshot(process(f"{GOOD}\n"), process("", BASE_URL), loader=LoaderKind.JS_DOTENV),
        accepted=(GOOD,),
        client=ClientId.TYPESCRIPT_SDK,
    ),
    "claude code with its own login beside a stray .env": evidence(
        snapshot(login(LOGIN), dotenv(OLD), process(LOGIN, OAUTH)), accepted=(LOGIN,), client=ClientId.CLAUDE_CODE
    ),
    "a token, and a key that is left empty on purpose": evidence(
        snapshot(process(""), process(GOOD, TOKEN)), accepted=(GOOD,)
    ),
    "the official host, spelt out": evidence(snapshot(process(GOOD), process(OFFICIAL, BASE_URL)), accepted=(GOOD,)),
    "a personal key of a new kind and of another length": evidence(
        snapshot(dotenv(api_key("u", prefix="sk-ant-usr-")[:90]), keyring(OLD)),
        accepted=(api_key("u", prefix="sk-ant-usr-")[:90],),
    ),
    "an assignment without export beside a working .env": evidence(
        snapshot(profile(OLD, state=State.NOT_EXPORTED), dotenv(GOOD), dotenv(OLD, "CLAUDE_KEY", line=2)),
        accepted=(GOOD,),
    ),
    "settings of claude code": evidence(
        snapshot(settings(GOOD), process(OLD)), accepted=(GOOD,), client=ClientId.CLAUDE_CODE
    ),
    "claude code with its login, an old key commented out and other tools' settings": evidence(
        snapshot(
            login(LOGIN),
            profile(OLD, state=State.COMMENTED),
            dotenv(OLD, state=State.COMMENTED),
            dotenv(OLD, path="/home/ada/project/.env.example", state=State.TEMPLATE),
            dotenv(OLD, line=2),
            process(OPENAI, "OPENAI_API_KEY"),
            keyring(OLD),
            claude_code=dated(is_past=False, is_renewed=True),
        ),
        accepted=(LOGIN,),
        client=ClientId.CLAUDE_CODE,
    ),
    "claude code with its login and a key that was declined": evidence(
        snapshot(login(LOGIN), process(OLD), claude_code=remembered(OLD, approved=False)),
        accepted=(LOGIN,),
        client=ClientId.CLAUDE_CODE,
    ),
    "claude code with a helper that prints a good key": evidence(
        helped(login(LOGIN), run=prints(GOOD)), accepted=(GOOD, LOGIN), client=ClientId.CLAUDE_CODE
    ),
    "claude code with a good token, an old key and a login": evidence(
        snapshot(process(GOOD, TOKEN), process(OLD), login(LOGIN)),
        accepted=(GOOD, LOGIN),
        client=ClientId.CLAUDE_CODE,
    ),
    "claude code with a cloud's flag that is switched off": evidence(
        snapshot(flag("CLAUDE_CODE_USE_BEDROCK", "0"), login(LOGIN)), accepted=(LOGIN,), client=ClientId.CLAUDE_CODE
    ),
    "claude code with its login in a folder of its own": evidence(
        snapshot(
            login(LOGIN),
            other_login(api_key("m", prefix="sk-ant-oat01-")),
            process("/home/ada/work", "CLAUDE_CONFIG_DIR"),
        ),
        accepted=(LOGIN,),
        client=ClientId.CLAUDE_CODE,
    ),
    "offline, one key in .env": evidence(snapshot(dotenv(GOOD)), offline=True),
    "offline, another key in .env than in the environment": evidence(
        snapshot(process(GOOD), dotenv(OLD)), offline=True
    ),
    "offline, two lines with different keys": evidence(snapshot(dotenv(OLD), dotenv(GOOD, line=2)), offline=True),
    "offline, a token and a key": evidence(snapshot(process(GOOD), process(OLD, TOKEN)), offline=True),
    "offline, a login token of claude code and a key": evidence(
        snapshot(process(LOGIN, TOKEN), process(GOOD)), client=ClientId.CLAUDE_CODE, offline=True
    ),
    "offline, a gateway with a token of its own": evidence(
        snapshot(process("gateway-token-1", TOKEN), process(GOOD), process("https://llm.example", BASE_URL)),
        client=ClientId.CLAUDE_CODE,
        offline=True,
    ),
    "offline, a local server that takes any word": evidence(
        snapshot(process("dummy", TOKEN), process(GOOD), process("http://localhost:8082", BASE_URL)), offline=True
    ),
    "a local server that takes the text of a template": answered(
        snapshot(process("your-api-key", TOKEN), process("http://localhost:8082", BASE_URL)), accepts
    ),
    "a gateway's key for the gateway": answered(
        snapshot(process("sk-a1B2c3D4e5F6g7H8i9J0kL", TOKEN), process(RELAY, BASE_URL), dotenv(OLD)), accepts
    ),
    "an admin key under its own name": evidence(
        snapshot(process(GOOD), process(api_key("a", "sk-ant-admin01-"), "ANTHROPIC_ADMIN_KEY")), accepted=(GOOD,)
    ),
    "a gateway's address that another program reads": evidence(
        snapshot(dotenv(GOOD), settings(RELAY, BASE_URL)), accepted=(GOOD,)
    ),
    "offline, a key in the source and one in the environment": evidence(
        snapshot(literal(GOOD), process(OLD)), offline=True
    ),
    "a service with a key of its own beside an old start-up file": evidence(
        amid(snapshot(process(GOOD), profile(OLD)), started_by(CallerKind.SYSTEMD, unit(own=True, inherits=True))),
        accepted=(GOOD,),
    ),
    "a keyring that is locked and not needed": evidence(
        amid(snapshot(dotenv(GOOD)), keyring_said(KeyringState.LOCKED)), accepted=(GOOD,)
    ),
    "a tool with a good key of its own": evidence(snapshot(dotenv(GOOD), tool_config(OLD)), accepted=(GOOD, OLD)),
    "a literal that is accepted beside calls that read the environment": evidence(
        snapshot(literal(OLD, file="scratch/old.py"), process(GOOD), keyless=("main.py",)), accepted=(GOOD, OLD)
    ),
}


@pytest.mark.parametrize("name", HEALTHY)
def test_nothing_is_said_about_a_healthy_set_up(name: str) -> None:
    seen = HEALTHY[name]
    assert seen.is_accepted or seen.offline
    assert diagnose(seen) == ()


def _file_of(module: str) -> str:
    _, group, name = module.rsplit(".", 2)
    return f"{group}/{name}"
