"""Privacy hides folders, hosts and people, and leaves what is needed to understand."""

import pytest

from tests import builders
from tests.builders import GOOD, OLD
from tui.domain.found.finding import Finding
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.reporting.privacy import Veil, veil_for


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ("~/project/.env:3", ".../.env:3"),
        ("/home/ada/secret client/.env", "/.env"),
        (r"C:\Users\ada\app\.env:2", ".../.env:2"),
        ("in `~/a/b/main.py:7` drop it", "in `.../main.py:7` drop it"),
        ("https://gw.corp.example/v1", "https://<host>/v1"),
        ("https://platform.claude.com/settings/keys", "https://platform.claude.com/settings/keys"),
        ("401 authentication_error", "401 authentication_error"),
        ("curl or raw HTTP", "curl or raw HTTP"),
        ("GET /v1/models", "GET /v1/models"),
    ],
)
def test_paths_and_hosts_are_hidden_wherever_they_stand(shown: str, hidden: str) -> None:
    assert hidden in Veil().hide(shown)


def test_what_is_known_of_this_machine_is_hidden_too() -> None:
    entry = Finding("ada.lovelace", read_value(GOOD), Origin(OriginKind.KEYRING, "keyring: anthropic / ada.lovelace"))
    gateway = builders.process("https://gw.corp.example:8443", "ANTHROPIC_BASE_URL")
    veil = veil_for(builders.snapshot(builders.dotenv(GOOD), builders.profile(OLD), entry, gateway))
    shown = veil.hide("~/project/.env:1 gw.corp.example:8443 ada.lovelace api.anthropic.com /home/ada/x ada")
    for word in ("project", "gw.corp", "lovelace", "ada"):
        assert word not in shown
    assert ".env:1" in shown
    assert "api.anthropic.com" in shown


def test_proxies_and_what_is_excepted_from_them_are_hidden() -> None:
    network = (
        builders.variable("HTTPS_PROXY", "proxy.corp.example:3128"),
        builders.variable("no_proxy", "localhost,127.0.0.1,.intern.example,api.anthropic.com"),
        builders.variable("SSL_CERT_FILE", "/opt/corp/ca.pem"),
    )
    veil = veil_for(builders.snapshot(builders.dotenv(GOOD), network=network))
    shown = veil.hide("proxy.corp.example:3128 proxy.corp.example localhost,.intern.example api.anthropic.com")
    assert shown == "<host> <host> localhost,.<host> api.anthropic.com"


def test_a_folder_with_spaces_is_hidden_when_it_is_known() -> None:
    origin = Origin(OriginKind.DOTENV, "~/my client/.env", "/home/ada/my client/.env", 3)
    veil = veil_for(builders.snapshot(Finding("ANTHROPIC_API_KEY", read_value(GOOD), origin)))
    assert veil.hide(origin.label) == ".../.env:3"
