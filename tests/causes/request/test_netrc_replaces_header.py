import pytest

from tests.builders import OLD, process, shows
from tests.causes.stand_in_answers import GOOD, KEY_IN_PROCESS, asked, project
from tui.causes.registry import diagnose
from tui.domain.code.written_call import NetrcEntry
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import Accepted
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot

HEADERS = 'headers={%s, "anthropic-version": "2023-06-01"}'
BEARER = HEADERS % '"Authorization": f"Bearer {KEY}"'
REQUESTS = f'import requests\nrequests.post("URL", {BEARER})'


def with_netrc(text: str, host: str = "api.anthropic.com", *findings: Finding, name: str = "main_py") -> Snapshot:
    place = Origin(OriginKind.NETRC, "~/.netrc", "/home/ada/.netrc", 4)
    shot = project(*(findings or (KEY_IN_PROCESS,)), **{name: text})
    return replace(shot, readings=(*shot.readings, Reading(netrc=(NetrcEntry(host, place),))))


@pytest.mark.parametrize("host", ["api.anthropic.com", ""], ids=["host", "default"])
def test_fires_where_the_login_takes_the_place_of_a_key_that_is_accepted(host: str) -> None:
    tested = asked(with_netrc(REQUESTS, host))
    (diagnosis,) = diagnose(tested)

    assert isinstance(tested.as_found, Accepted)
    assert (diagnosis.cause_id, diagnosis.certainty) == ("netrc-replaces-header", Certainty.PROVEN)
    assert "`~/project/main.py:2`" in diagnosis.title
    assert "`~/.netrc:4` in the key's place" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["remove-entry", "pass-by-netrc"]
    assert not shows(diagnosis, GOOD)


def test_is_likely_where_nothing_was_sent() -> None:
    tested = replace(asked(with_netrc(REQUESTS)), outcomes=(), offline=True)
    assert [item.certainty for item in diagnose(tested)] == [Certainty.LIKELY]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (REQUESTS, "github.com"),
        (REQUESTS.replace("requests", "httpx"), "api.anthropic.com"),
        (f"import requests\nsession.trust_env = False\nsession.post('URL', {BEARER})", "api.anthropic.com"),
        (
            'import requests\nrequests.post("URL", ' + (HEADERS % '"x-api-key": KEY') + ")",
            "api.anthropic.com",
        ),
    ],
    ids=["other host", "httpx", "trust_env", "x-api-key stays"],
)
def test_near_miss_a_key_that_gets_through(text: str, host: str) -> None:
    assert diagnose(asked(with_netrc(text, host))) == ()


@pytest.mark.parametrize("header", ["Authorization: Bearer $K", "x-api-key: $K"])
def test_near_miss_curl_keeps_a_header_that_is_given(header: str) -> None:
    text = f'curl -n URL -H "{header}" -H "anthropic-version: 2023-06-01"'
    assert diagnose(asked(with_netrc(text, name="ask_sh"))) == ()


def test_belongs_to_another_when_the_key_is_refused_anyway() -> None:
    found = diagnose(asked(with_netrc(REQUESTS, "api.anthropic.com", process(OLD))))
    assert [item.cause_id for item in found] == ["key-rejected"]
