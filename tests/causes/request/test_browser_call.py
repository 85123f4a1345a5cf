import pytest

from tests.builders import OLD, dotenv, process, shows, snapshot
from tests.causes.answers import answered, rejects
from tests.causes.stand_in_answers import GOOD, KEY_IN_PROCESS, asked, by_rules, project
from tui.causes.registry import diagnose
from tui.causes.request.browser_call import CAUSE
from tui.domain.clients.client import CUSTOM_HEADERS, ClientId
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.practice.rules import KeyState, Mode, Rules

PAGE = 'fetch("URL", {headers: {"x-api-key": KEY, "anthropic-version": "2023-06-01"%s}}); document.title = "";'
OPT_IN = ', "anthropic-dangerous-direct-browser-access": "true"'
SDK = "const c = new Anthropic({apiKey: KEY, dangerouslyAllowBrowser: true})"
FORBIDDEN = Rules(keys=(GOOD,), states={GOOD: KeyState.WEB_PAGES_FORBIDDEN})


@pytest.mark.parametrize("key", [GOOD, OLD], ids=["good key", "bad key"])
def test_fires_for_a_page_whatever_the_key(key: str) -> None:
    found = diagnose(asked(project(process(key), app_js=PAGE % "")))

    assert [(item.cause_id, item.certainty) for item in found][:1] == [("browser-call", Certainty.PROVEN)]
    assert "`~/project/app.js:1` calls `api.anthropic.com` from a web page" in found[0].title
    assert [remedy.id for remedy in found[0].remedies] == ["move-behind-server", "opt-in"]
    assert not shows(found[0], GOOD, OLD)


@pytest.mark.parametrize(
    ("text", "client"), [(PAGE % OPT_IN, ClientId.CURL), (SDK, ClientId.TYPESCRIPT_SDK)], ids=["fetch", "SDK"]
)
def test_fires_where_the_organisation_forbids_it_although_it_is_meant(text: str, client: ClientId) -> None:
    found = diagnose(asked(project(KEY_IN_PROCESS, app_js=text), FORBIDDEN, client=client, version="1.12.0"))
    assert [item.cause_id for item in found] == ["browser-call"]
    assert "the organisation of this key does not allow" in found[0].title
    assert [remedy.id for remedy in found[0].remedies] == ["move-behind-server", "ask-admin"]


def test_a_hop_that_adds_an_origin_is_looked_for_where_no_page_calls() -> None:
    rules = Rules(keys=(GOOD,), mode=Mode.ADDS_ORIGIN)
    found = diagnose(answered(snapshot(process(GOOD)), by_rules(rules)))
    assert [item.cause_id for item in found] == ["browser-call"]
    assert found[0].title.startswith("something adds an `Origin`")


def test_is_likely_where_nothing_was_sent() -> None:
    tested = replace(asked(project(KEY_IN_PROCESS, app_js=PAGE % "")), outcomes=(), offline=True)
    assert [(item.cause_id, item.certainty) for item in diagnose(tested)] == [("browser-call", Certainty.LIKELY)]
    meant = replace(asked(project(KEY_IN_PROCESS, app_js=PAGE % OPT_IN)), outcomes=(), offline=True)
    assert diagnose(meant) == ()


@pytest.mark.parametrize(
    ("text", "client"),
    [
        (PAGE % OPT_IN, ClientId.CURL),
        (SDK, ClientId.TYPESCRIPT_SDK),
        ((PAGE % "").partition(";")[0], ClientId.CURL),
    ],
    ids=["fetch that says so", "SDK", "server"],
)
def test_near_miss_a_call_that_is_let_through(text: str, client: ClientId) -> None:
    assert diagnose(asked(project(KEY_IN_PROCESS, app_js=text), client=client, version="1.12.0")) == ()


def test_near_miss_a_server_beside_the_page() -> None:
    shot = project(KEY_IN_PROCESS, app_js=SDK, server_ts="const c = new Anthropic()")
    assert diagnose(asked(shot, FORBIDDEN, client=ClientId.TYPESCRIPT_SDK, version="1.12.0")) == ()


def test_near_miss_the_key_itself_is_refused() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(OLD)), rejects)) is None


def test_belongs_to_another_when_the_users_own_header_is_the_origin() -> None:
    setting = read_finding(CUSTOM_HEADERS, "Origin: https://x", Origin(OriginKind.PROCESS, "the environment"))
    found = diagnose(answered(snapshot(process(GOOD), setting), by_rules(Rules(keys=(GOOD,)))))
    assert [item.cause_id for item in found] == ["browser-call"]
    assert "of your own" in found[0].remedies[0].title
