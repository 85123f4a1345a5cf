import pytest

from tests.adapters.detection.world import GOOD, OTHER, World, only, values
from tui.adapters.reading.process_env import ProcessEnvironment
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind


def test_variables_of_interest_and_no_others(world: World) -> None:
    world.environ |= {
        "PATH": "/bin",
        "ANTHROPIC_API_KEY": GOOD,
        "OPENAI_API_KEY": "sk-proj-" + "a" * 40,
        "GROQ_API_KEY": "gsk_" + "a" * 40,
        "CLAUDE_API_KEY": "x",
        "MY_OWN": OTHER,
        "ANTRHOPIC_API_KEY": "y",
        "anthropic_api_key": "z",
        "CLAUDE_CODE_OAUTH_TOKEN": "t",
    }
    found = values(ProcessEnvironment(world.places).read())
    assert found == [
        ("ANTHROPIC_API_KEY", Secret(GOOD)),
        ("CLAUDE_API_KEY", Secret("x")),
        ("MY_OWN", Secret(OTHER)),
        ("ANTRHOPIC_API_KEY", Secret("y")),
        ("anthropic_api_key", Secret("z")),
        ("CLAUDE_CODE_OAUTH_TOKEN", Secret("t")),
    ]


def test_the_place_has_no_path(world: World) -> None:
    world.environ["ANTHROPIC_API_KEY"] = GOOD
    origin = only(ProcessEnvironment(world.places).read()).origin
    assert (origin.kind, origin.label, origin.path) == (OriginKind.PROCESS, "the environment", "")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://gateway.example/v1", "https://gateway.example/v1"),
        ("https://ada:hunter22@gateway.example:8443/a?token=abc#x", "https://gateway.example:8443/a"),
        ("gateway.example/x@y", "gateway.example/<hidden>@y"),
        ("localhost", "localhost"),
        ("", ""),
        ("https://x.example\x1b[2J", r"https://x.example\x1b[2J"),
    ],
)
def test_a_base_url_is_shown_without_its_secrets(world: World, url: str, shown: str) -> None:
    world.environ["ANTHROPIC_BASE_URL"] = url
    finding = only(ProcessEnvironment(world.places).read())
    assert finding.text == shown
    assert finding.value.secret == Secret(url)


@pytest.mark.parametrize("wrap", ["{}", "https://x.example/{}/v1", "https://{}@x.example", "https://x.example/?k={}"])
def test_a_key_in_a_base_url_is_never_shown(world: World, wrap: str) -> None:
    world.environ["ANTHROPIC_BASE_URL"] = wrap.format(GOOD)
    assert GOOD[20:60] not in only(ProcessEnvironment(world.places).read()).text


def test_variables_of_the_network_stand_apart(world: World) -> None:
    world.environ |= {
        "HTTPS_PROXY": "http://ada:hunter2hunter2@proxy.example:3128",
        "no_proxy": "localhost,10.0.0.0/8",
        "SSL_CERT_FILE": "/etc/corp/ca.pem",
        "FTP_PROXY": "http://proxy.example:3128",
    }
    reading = ProcessEnvironment(world.places).read()
    assert reading.findings == ()
    assert [(finding.variable, finding.text) for finding in reading.network] == [
        ("HTTPS_PROXY", "http://proxy.example:3128"),
        ("no_proxy", "localhost,10.0.0.0/8"),
        ("SSL_CERT_FILE", "/etc/corp/ca.pem"),
    ]
    assert "hunter2" not in repr(reading)
