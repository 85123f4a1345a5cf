"""Which places of a text take a key from the keyring, and under which name."""

import pytest

from tui.domain.clients.client_id import ClientId
from tui.domain.code.keyring_references import find_keyring, keyring_command
from tui.domain.code.text import SourceText, language_of, source_text
from tui.domain.code.unread import find_unread
from tui.domain.found.keyring import KeyringReference
from tui.domain.origin import Origin, OriginKind

GET = 'keyring.get_password("anthropic", "api_key")'


def references(text: str, name: str = "main.py") -> list[tuple[int | None, str, bool]]:
    return [(item.origin.line, item.entry.shown if item.entry else "", item.is_passed) for item in _find(text, name)]


def _find(text: str, name: str) -> tuple[KeyringReference, ...]:
    return find_keyring(_source(text, name))


def _source(text: str, name: str) -> SourceText:
    language = language_of(name)
    assert language is not None
    return source_text(Origin(OriginKind.SOURCE, name, name), name, language, text.encode())


@pytest.mark.parametrize(
    "text",
    [
        f"client = Anthropic(api_key={GET})",
        f"client = Anthropic(\n    api_key=\n    {GET},\n)",
        f"key = {GET}\nclient = Anthropic(api_key=key)",
        f"api_key = {GET}\nclient = AsyncAnthropic(api_key=api_key)",
        f'os.environ["ANTHROPIC_API_KEY"] = {GET}',
        f"def load_key():\n    return {GET}\n\nclient = Anthropic(api_key=load_key())",
        'SERVICE = "anthropic"\nkey = keyring.get_password(SERVICE, "api_key")\nAnthropic(api_key=key)',
        'from keyring import get_password\nAnthropic(api_key=get_password("anthropic", "api_key"))',
        'key = subprocess.check_output(["secret-tool", "lookup", "service", "anthropic", "username", "api_key"])\n'
        "Anthropic(api_key=key)",
        'key = subprocess.run(\n    ["security", "find-generic-password",\n'
        '     "-s", "anthropic", "-a", "api_key", "-w"])\nAnthropic(api_key=key)',
    ],
)
def test_code_that_hands_the_entry_to_its_client(text: str) -> None:
    ((_, entry, is_passed),) = references(text)
    assert (entry, is_passed) == ("anthropic / api_key", True)


@pytest.mark.parametrize(
    ("name", "text", "client"),
    [
        (
            "app.ts",
            'const apiKey = await keytar.getPassword("anthropic", "me");\nnew Anthropic({ apiKey: apiKey })',
            ClientId.TYPESCRIPT_SDK,
        ),
        ("run.sh", "export ANTHROPIC_API_KEY=$(secret-tool lookup service anthropic username me)", ClientId.CURL),
        ("run.sh", 'ANTHROPIC_API_KEY="$(security find-generic-password -s anthropic -a me -w)"', ClientId.CURL),
        ("run.fish", "set -gx ANTHROPIC_API_KEY (keyring get anthropic me)", ClientId.CURL),
    ],
)
def test_other_languages(name: str, text: str, client: ClientId) -> None:
    (reference,) = _find(text, name)
    assert reference.entry is not None
    assert reference.entry.shown == "anthropic / me"
    assert reference.client_ids == (client,)


def test_a_fall_back_is_not_handed_over_by_itself() -> None:
    assert references(f'key = os.environ.get("ANTHROPIC_API_KEY") or {GET}') == [(1, "anthropic / api_key", False)]
    assert references(f"key = load()\nkey = {GET}\nAnthropic(api_key=key)") == [(2, "anthropic / api_key", False)]


@pytest.mark.parametrize(
    "text",
    [
        'key = os.environ.get("ANTHROPIC_API_KEY") or keyring.get_password("bot", "me")',
        'os.environ.setdefault("ANTHROPIC_API_KEY", keyring.get_password("bot", "me"))',
        'def load_key():\n    if "ANTHROPIC_API_KEY" in os.environ:\n        return os.environ["ANTHROPIC_API_KEY"]\n'
        '    return keyring.get_password("anthropic bot", "me")\n\nclient = Anthropic(api_key=load_key())',
    ],
)
def test_a_fall_back_is_known_by_the_variable_before_it(text: str) -> None:
    ((_, entry, is_passed),) = references(text)
    assert "bot / me" in entry
    assert not is_passed


def test_an_entry_of_any_user() -> None:
    text = 'client = Anthropic(api_key=keyring.get_credential("bot", None).password)'
    assert references(text) == [(1, "bot", True)]


def test_a_name_that_is_worked_out_is_no_name() -> None:
    text = 'os.environ["ANTHROPIC_API_KEY"] = keyring.get_password("bot", getpass.getuser())'
    assert references(text) == [(1, "", True)]
    text = 'ANTHROPIC_API_KEY=$(security find-generic-password -a "$USER" -s bot -w)'
    assert references(text, "run.sh") == [(1, "bot", True)]


@pytest.mark.parametrize(
    "text",
    [
        'token = keyring.get_password("github", "ada")\nclient = Anthropic()',
        f"# client = Anthropic(api_key={GET})",
        'def get_password(service, user):\n    return "x"',
        "import keyring",
        "keyring.set_password('anthropic', 'api_key', key)",
    ],
)
def test_near_miss_other_secrets_and_comments(text: str) -> None:
    assert references(text) == []


def test_what_comes_from_the_keyring_is_no_source_that_cannot_be_read() -> None:
    command = 'subprocess.check_output(["secret-tool", "lookup", "service", "anthropic"])'
    for text in (
        f"Anthropic(api_key={GET})",
        f"key = {GET}\nAnthropic(api_key=key)",
        f"key = {command}\nAnthropic(api_key=key)",
        f"def load_key():\n    return {GET}\n\nAnthropic(api_key=load_key())",
    ):
        assert find_unread(_source(text, "main.py")) == ()
    for text in ("Anthropic(api_key=vault.read('x'))", f"x = {GET}\nAnthropic(api_key=vault.read('x'))"):
        assert len(find_unread(_source(text, "main.py"))) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$(secret-tool lookup service anthropic username me)", "anthropic / me"),
        ("`secret-tool lookup service anthropic`", "anthropic"),
        ("$(security find-generic-password -s 'Claude key' -w)", "Claude key"),
        ("(keyring get anthropic me)", "anthropic / me"),
    ],
)
def test_the_command_of_a_start_up_file(text: str, shown: str) -> None:
    (entry,) = keyring_command(text)
    assert entry is not None
    assert entry.shown == shown


def test_near_miss_other_commands() -> None:
    assert keyring_command("$(secret-tool lookup)") == (None,)
    assert keyring_command("$(pass show anthropic)") == ()
    assert keyring_command("$(cat ~/.key)") == ()
