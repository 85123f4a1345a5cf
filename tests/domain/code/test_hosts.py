"""The host that code gives its client: literals, names of the file, and what the text does not tell."""

import pytest

from tui.domain.code.client_headers import find_client_calls
from tui.domain.code.hosts import common_host, hosts_given
from tui.domain.code.text import SourceText, language_of, source_text
from tui.domain.origin import Origin, OriginKind


def _source(name: str, text: str) -> SourceText:
    language = language_of(name)
    assert language is not None
    return source_text(Origin(OriginKind.SOURCE, f"~/p/{name}", f"/p/{name}"), name, language, text.encode())


@pytest.mark.parametrize(
    ("name", "text", "host"),
    [
        ("main.py", 'Anthropic(base_url="https://gw.example/v1")', "https://gw.example/v1"),
        ("main.py", 'URL = "https://gw.example"\nclient = Anthropic(base_url=URL)', "https://gw.example"),
        ("main.py", 'ChatAnthropic(anthropic_api_url="https://gw.example")', "https://gw.example"),
        ("index.ts", "new Anthropic({ baseURL: 'https://gw.example' })", "https://gw.example"),
        ("index.ts", "new Anthropic({ baseURL: `https://${host}` })", None),
        ("main.py", 'Anthropic(base_url=f"https://{host}")', None),
        ("main.py", 'Anthropic(base_url=os.environ["GATEWAY"])', None),
        ("main.py", 'Anthropic(base_url="")', None),
    ],
)
def test_a_host_that_a_call_hands_over(name: str, text: str, host: str | None) -> None:
    (given,) = hosts_given(_source(name, text))
    assert (given.finding.text if given.finding else None) == host


@pytest.mark.parametrize(
    "text", ["Anthropic()", "Anthropic(base_url=None)", 'Anthropic(base_url=getenv("ANTHROPIC_BASE_URL"))']
)
def test_a_call_that_leaves_the_host_alone(text: str) -> None:
    assert list(hosts_given(_source("main.py", text))) == []


def test_a_host_counts_where_every_call_names_it() -> None:
    one, other = 'Anthropic(base_url="https://gw.example")\n', "Anthropic()\n"
    host = common_host(find_client_calls(_source("main.py", one + one)))
    assert host is not None
    assert (host.variable, host.text, host.origin.line) == ("base_url", "https://gw.example", 1)
    assert common_host(find_client_calls(_source("main.py", one + other))) is None
    assert common_host(()) is None
