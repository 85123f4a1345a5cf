import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GOOD, OFFICIAL, dotenv, evidence, process, request, snapshot
from tui.domain.clients.address import normal_address, same_host, shown_address, shown_host
from tui.domain.clients.client import BASE_URL
from tui.domain.found.names import read_finding, shown_url
from tui.domain.judging.evidence import is_official
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import Variant
from tui.domain.probing.sendable import address, destination, why_no_address, why_no_official_address
from tui.domain.questions.requests import requests_for
from tui.domain.record import replace

PASSWORD = "hunter2pwCanary99"
TOKEN = "".join(("tkqq7Zp0", "LmN3vWx9", "RbT2"))


@pytest.mark.parametrize(
    "form",
    [
        "https://ada:{}@gw.corp",
        "https://ada:x/{}@gw.corp",
        "https://ada:x@{}@gw.corp",
        "https://ada:x?{}@gw.corp",
        "https://ada:x#{}@gw.corp",
        "https://ada:12/{}@gw.corp",
        "https://ada:x@y/{}@gw.corp",
        " https://ada:{}@gw.corp",
        '"https://ada:{}@gw.corp"',
        "\u201chttps://ada:{}@gw.corp",
        "https:/ada:{}@gw.corp",
        "https:////ada:{}@gw.corp",
        "https:\\\\ada:{}@gw.corp",
        "ada:{}@gw.corp",
        "//ada:{}@gw.corp",
        "HTTPS://ada:{}@gw.corp",
        "https://gw.corp/?p={}",
        "https://gw.corp/#{}",
        "https://gw.corp/\n?{}",
    ],
)
def test_no_form_of_a_password_is_shown(form: str) -> None:
    url = form.format(PASSWORD)
    for shown in (shown_url(url), shown_address(url), shown_host(url), shown_host(shown_url(url)), why_no_address(url)):
        assert PASSWORD not in shown
    assert "gw.corp" in shown_url(url)


@given(st.text(":/?#@ \\ab1", max_size=12), st.text(":/?#@ \\ab1", max_size=6))
def test_what_stands_before_a_user_names_at_is_never_shown(before: str, after: str) -> None:
    assert PASSWORD not in shown_address(f"https://ada:x{before}{PASSWORD}{after}@gw.corp")


def test_what_looks_made_by_a_machine_is_masked_and_words_are_not() -> None:
    assert TOKEN not in shown_url(f"https://gw.corp/v1/{TOKEN}/x")
    assert TOKEN not in shown_url(f"https://{TOKEN}")
    plain = "https://my-gateway.corp.example:8443/anthropic/claude-haiku-4-5-20251001"
    assert shown_url(plain) == plain


def test_a_model_that_is_a_token_is_masked() -> None:
    origin = Origin(OriginKind.PROCESS, "the environment")
    assert TOKEN not in read_finding("ANTHROPIC_MODEL", TOKEN, origin).text
    assert read_finding("ANTHROPIC_MODEL", "claude-sonnet-4-5-20250929", origin).text == "claude-sonnet-4-5-20250929"


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://gw.corp:8443/x", "gw.corp:8443"), ("https://u:p@gw.corp", "gw.corp"), ("gw.corp", "gw.corp"), ("", "")],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert shown_host(url) == host


@pytest.mark.parametrize(
    ("url", "is_same"),
    [
        (f"{OFFICIAL}/", True),
        (f"{OFFICIAL}:443", True),
        ("https://API.Anthropic.com", True),
        ("HTTPS://API.anthropic.COM:443/v1", True),
        ("http://api.anthropic.com:80", True),
        ("https://api.anthropic.com:80", False),
        ("https://api.anthropic.com.evil.example", False),
        ("https://api.anthropic.com@evil.example", False),
    ],
)
def test_which_address_leads_to_the_official_host(url: str, *, is_same: bool) -> None:
    assert same_host(url, OFFICIAL) is is_same
    assert is_official(evidence(snapshot(process("x" * 30), process(url, BASE_URL)))) is is_same


def test_a_path_keeps_its_case_and_its_place() -> None:
    assert normal_address("HTTPS://Ada:Pw@GW.corp:443/Path//#x") == "https://Ada:Pw@gw.corp/Path"
    assert normal_address("http://gw.corp:443/") == "http://gw.corp:443"


@pytest.mark.parametrize("url", [f"{OFFICIAL}/", f"{OFFICIAL}:443", "https://API.Anthropic.com"])
def test_another_spelling_of_the_same_address_makes_no_second_request(url: str) -> None:
    made = requests_for(evidence(snapshot(dotenv(GOOD), process(url, BASE_URL))))
    assert len({(item.secret, item.header, destination(item)) for item in made}) == len(made)
    assert Variant.OFFICIAL_HOST not in {item.variant for item in made}


def test_what_is_sent_goes_to_the_whole_address_and_what_is_shown_does_not() -> None:
    url = f"http://ada:{PASSWORD}@gw.corp/x?key={PASSWORD}"
    shot = snapshot(dotenv(GOOD), replace(process(url, BASE_URL), text=shown_url(url)))
    first, *others = requests_for(evidence(shot, version="1.17.0"))
    assert address(first) == f"{url}/v1/models?limit=1000"
    assert first.url == "http://gw.corp/x/v1/models?limit=1000"
    assert PASSWORD not in repr([first, *others])
    corrected = next(item for item in others if item.variant is Variant.CORRECTED_URL)
    assert address(corrected) == f"http://ada:{PASSWORD}@gw.corp/x/v1/models?limit=1000"


def test_requests_to_addresses_that_are_shown_alike_differ() -> None:
    asked = request(base_url="http://gw.corp")
    assert asked != replace(asked, hidden=Secret("http://gw.corp?a"))
    assert address(replace(asked, hidden=Secret("http://gw.corp/#here"))) == "http://gw.corp/v1/models?limit=1000"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://127.0.0.1:8080", ""),
        (f"https://ada:{PASSWORD}@gw.corp", "without a user name"),
        (f"https://gw.corp?{PASSWORD}", "without a query"),
        (f"https://gw.corp#{PASSWORD}", "without a query"),
        (f"ada:{PASSWORD}@gw.corp", "does not begin with http"),
    ],
)
def test_what_may_count_as_the_official_api(url: str, words: str) -> None:
    problem = why_no_official_address(url)
    assert words in problem
    assert bool(problem) is bool(words)
    assert PASSWORD not in problem
