import pytest

from tui.domain.code.text import language_of, source_text
from tui.domain.code.workspaces import find_workspaces
from tui.domain.origin import Origin, OriginKind

ID = "wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ"


def found(name: str, text: str) -> list[tuple[str, int | None]]:
    language = language_of(name)
    assert language is not None
    source = source_text(Origin(OriginKind.SOURCE, name, f"/p/{name}"), name, language, text.encode())
    return [(item.workspace, item.origin.line) for item in find_workspaces(source)]


@pytest.mark.parametrize("name", ["main.py", "app.ts", "run.sh", "call.http", "compose.yaml"])
def test_an_id_is_found_with_its_line(name: str) -> None:
    assert found(name, f'\nWORKSPACE = "{ID}"\n') == [(ID, 2)]


def test_what_is_commented_out_or_only_begins_like_an_id_is_none() -> None:
    assert found("main.py", f'# {ID}\nprefix = "wrkspc_"\nother = "my_{ID}"\n') == []


def test_a_manifest_names_none() -> None:
    assert found("requirements.txt", ID) == []
