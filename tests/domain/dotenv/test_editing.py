import io

import pytest
from dotenv import dotenv_values
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import ENV, api_key
from tui.domain.dotenv.definition import Unsafe
from tui.domain.dotenv.edit import Edit, RemoveVariable, RenameVariable, SetVariable
from tui.domain.dotenv.editing import apply_edit, check_edit
from tui.domain.key.secret import Secret

KEY = "ANTHROPIC_API_KEY"
NEW = api_key("n")
OLD = api_key("o")
SHOWN = "~/project/.env"
SET = SetVariable(ENV, SHOWN, KEY, Secret(NEW))

# Lines as people write them; gluing them at random reaches the corners quickly.
LINES = st.sampled_from(
    (
        *(
            "A=1",
            "B='x y'",
            'C="p # q"',
            "D=it's",
            "# note",
            "  # don't",
            "",
            "  ",
            "E!",
            "F: 1",
            "[dev]",
            "; x",
            "export G=1",
        ),
        *(
            'H="one',
            'two, three"',
            "I='one",
            "two, three'",
            "J=`one",
            "two, three`",
            'K="a\\',
            '\\"',
            "L=${A}",
            "M=caf\udce9",
            "two words",
            "=x",
        ),
        *(KEY, f"{KEY}=", f"{KEY}={OLD}", f'{KEY}="{OLD}"', f"{KEY}='{OLD}", f'{KEY}="{OLD}', f"{KEY} = {OLD} # c"),
        *(
            f"export {KEY}='{OLD}'#c",
            f"{KEY}={OLD[:70]}",
            f'{KEY}="{OLD[:70]}',
            OLD[70:],
            OLD[70:] + '"',
            f"# {KEY}={OLD}",
        ),
        *(
            f"{KEY}={NEW}",
            f"'{KEY}={OLD}'",
            f"{KEY}: {OLD}",
            f"{KEY}=\u200b{OLD}",
            f"{KEY}_2=x",
            "CLAUDE_KEY=a",
            "CLAUDE_KEY='b c' # d",
        ),
    )
)
FILES = st.lists(st.tuples(LINES, st.sampled_from(("\n", "\n", "\r\n", "\r"))), max_size=7).map(
    lambda lines: "".join(text + end for text, end in lines)
)
CONTENTS = st.tuples(st.sampled_from(("", "", "\ufeff", "#!/bin/sh\n")), FILES, st.booleans()).map(
    lambda parts: (parts[0] + (parts[1] if parts[2] else parts[1].rstrip("\r\n"))).encode("utf-8", "surrogateescape")
)


def others(data: bytes) -> list[bytes]:
    """Return the lines that cannot be part of the key; blank ones could be, between its quotes."""
    pieces = (KEY.encode(), OLD[70:].encode())
    lines = data.removeprefix("\ufeff".encode()).splitlines(keepends=True)
    return [line for line in lines if line.strip() and not any(piece in line for piece in pieces)]


def read_by_python_dotenv(data: bytes) -> dict[str, str | None]:
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    return dotenv_values(stream=io.StringIO(text, newline=""), interpolate=False)


def without_moved_comment(lines: list[bytes]) -> list[bytes]:
    return [line for line in lines if line.strip() not in {b"# c", b"#c"}]


@given(CONTENTS)
@example(f'{KEY}="{OLD}\nH="one\ntwo"\n'.encode())
def test_set_changes_no_other_line_and_is_read_back(data: bytes) -> None:
    after = apply_edit(data, SET)
    if isinstance(after, Unsafe):
        assert after.reason
        return
    assert without_moved_comment(others(after)) == without_moved_comment(others(data))
    assert read_by_python_dotenv(after)[KEY] == NEW
    assert after.count(f"{KEY}={NEW}".encode()) == 1
    assert apply_edit(after, SET) == after


@given(CONTENTS)
def test_refusing_to_set_has_its_reason_in_the_file(data: bytes) -> None:
    if isinstance(apply_edit(data, SET), Unsafe):
        assert any(mark in data for mark in (b"'", b'"', b"`"))


@given(st.binary(), st.binary())
@example(b"#!\x00", b"")
def test_arbitrary_bytes_around_the_key_survive(above: bytes, below: bytes) -> None:
    data = above + b"\n" + f"{KEY}='{OLD}'\n".encode() + below
    after = apply_edit(data, SET)
    if not isinstance(after, Unsafe):
        assert after == above + b"\n" + f"{KEY}={NEW}\n".encode() + below


@given(CONTENTS, st.integers(1, 8))
def test_rename_changes_the_name_alone(data: bytes, line: int) -> None:
    edit = RenameVariable(ENV, SHOWN, line, "CLAUDE_KEY", "ANTHROPIC_AUTH_TOKEN")
    after = apply_edit(data, edit)
    if isinstance(after, Unsafe):
        return
    lines = data.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b"CLAUDE_KEY", b"ANTHROPIC_AUTH_TOKEN")
    expected = b"".join(lines)
    assert after == (expected if line > 1 else expected.removeprefix("\ufeff".encode()))
    assert "ANTHROPIC_AUTH_TOKEN" in read_by_python_dotenv(after)


@given(CONTENTS, st.integers(1, 8))
def test_remove_takes_only_the_keys_own_lines(data: bytes, line: int) -> None:
    after = apply_edit(data, RemoveVariable(ENV, SHOWN, line, KEY))
    if isinstance(after, Unsafe):
        return
    assert others(after) == others(data)
    removed = data.splitlines(keepends=True)[line - 1]
    assert KEY.encode() in removed
    assert after.count(KEY.encode()) == data.count(KEY.encode()) - 1


def test_an_edit_that_changes_nothing_else_passes_the_check() -> None:
    before = f"A=1\r\n{KEY}='{OLD}' # c\r\n{KEY}=x\r\n".encode()
    assert check_edit(before, f"A=1\r\n# c\r\n{KEY}={NEW}\r\n".encode(), SET) == ""


@pytest.mark.parametrize(
    "after",
    [
        f"{KEY}={NEW}\nB=2\n",
        f"A=1\n{KEY}={NEW}\nB=3\n",
        f"A=1\n{KEY}={NEW}\n",
        f"A=1\n{KEY}={NEW}\nB=2\nC=3\n",
        f"A=1\n{KEY}='{NEW}'\nB=2\n",
        f"A=1\n{KEY} = {NEW}\nB=2\n",
        f"A=1\n{KEY}={OLD}\nB=2\n",
        f"A=1\n{KEY}={NEW}\n{KEY}={NEW}\nB=2\n",
        f"A=1\n{KEY}={NEW}\nB=2\n{KEY}\n",
        f"A=1\r\n{KEY}={NEW}\nB=2\n",
        f"B=2\nA=1\n{KEY}={NEW}\n",
        "A=1\nB=2\n",
        "",
    ],
)
def test_the_check_notices_a_bad_set(after: str) -> None:
    assert check_edit(f"A=1\n{KEY}={OLD}\nB=2\n".encode(), after.encode(), SET)


@pytest.mark.parametrize(
    "after",
    [
        "OLD=a\n",
        "NEW=b\nB=2\n",
        "NEW=a\nB=3\n",
        "NEW=a\n",
        "NEW=a\nNEW=a\nB=2\n",
        "NEW=a\n\nB=2\n",
        "B=2\nNEW=a\n",
        "OLD=a\nB=2\n",
    ],
)
def test_the_check_notices_a_bad_rename(after: str) -> None:
    edit = RenameVariable(ENV, SHOWN, 1, "OLD", "NEW")
    assert check_edit(b"OLD=a\nB=2\n", b"NEW=a\nB=2\n", edit) == ""
    assert check_edit(b"OLD=a\nB=2\n", after.encode(), edit)


@pytest.mark.parametrize(
    "after", ["A=1\nB=3\n", "B=2\n", "A=1\n", "A=1\nOLD=a\nB=2\n", "A=1\nB=2\nC=3\n", "A=1\n\nB=2\n", ""]
)
def test_the_check_notices_a_bad_removal(after: str) -> None:
    edit = RemoveVariable(ENV, SHOWN, 2, "OLD")
    assert check_edit(b"A=1\nOLD=a\nB=2\n", b"A=1\nB=2\n", edit) == ""
    assert check_edit(b"A=1\nOLD=a\nB=2\n", after.encode(), edit)


@pytest.mark.parametrize(
    "edit",
    [SET, RenameVariable(ENV, SHOWN, 1, KEY, "X"), RemoveVariable(ENV, SHOWN, 1, KEY)],
    ids=["set", "rename", "remove"],
)
def test_a_multi_line_value_is_never_edited(edit: Edit) -> None:
    assert isinstance(apply_edit(f'{KEY}="one two\nthree four"\n'.encode(), edit), Unsafe)


def test_many_lines_take_linear_time() -> None:
    data = f'{KEY}="{OLD}\n'.encode() * 4_000 + b"A='1'\n" * 20_000 + b"x" * 1_000_000
    after = apply_edit(data, SET)
    assert not isinstance(after, Unsafe)
    assert after.startswith(f"{KEY}={NEW}\nA='1'\n".encode())


@pytest.mark.parametrize(
    ("edit", "is_made"),
    [
        (RemoveVariable(ENV, SHOWN, 2, KEY, Secret(OLD)), True),
        (RemoveVariable(ENV, SHOWN, 2, KEY, Secret(NEW)), False),
        (RemoveVariable(ENV, SHOWN, 1, "A", Secret("filled in")), True),
        (RenameVariable(ENV, SHOWN, 2, KEY, "X", Secret(OLD)), True),
        (RenameVariable(ENV, SHOWN, 2, KEY, "X", Secret(NEW)), False),
    ],
)
def test_a_line_that_has_another_value_by_now_is_left_alone(edit: Edit, *, is_made: bool) -> None:
    assert isinstance(apply_edit(f"A=${{B}}\n{KEY}='{OLD}'\n".encode(), edit), bytes) is is_made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"CLAUDE_KEY = '{OLD}' # c\n", f"# c\n{KEY}={OLD}\n"),
        (f'export CLAUDE_KEY="{OLD}"\r\n', f"export {KEY}={OLD}\r\n"),
        (f"\ufeffCLAUDE_KEY={OLD}", f"{KEY}={OLD}"),
        ("CLAUDE_KEY='${MINE}'\n", f"{KEY}='${{MINE}}'\n"),
    ],
)
def test_a_renamed_key_gets_the_form_that_every_reader_reads_alike(before: str, after: str) -> None:
    edit = RenameVariable(ENV, SHOWN, 1, "CLAUDE_KEY", KEY)
    assert apply_edit(before.encode(), edit) == after.encode()


@pytest.mark.parametrize("other", ["B=${CLAUDE_KEY}\n", "B='x$CLAUDE_KEY'\n", "B=1\nexport C=${CLAUDE_KEY:-x}\n"])
def test_a_name_that_another_line_takes_its_value_from_stays(other: str) -> None:
    data = f"CLAUDE_KEY={OLD}\n{other}".encode()
    for edit in (RenameVariable(ENV, SHOWN, 1, "CLAUDE_KEY", KEY), RemoveVariable(ENV, SHOWN, 1, "CLAUDE_KEY")):
        answer = apply_edit(data, edit)
        assert isinstance(answer, Unsafe)
        assert "takes its value from CLAUDE_KEY" in answer.reason


@pytest.mark.parametrize(
    "other", ["B=${CLAUDE_KEY_2}\n", "# see $CLAUDE_KEY\n", "B=CLAUDE_KEY\n", "B=1 # ${CLAUDE_KEY}\n"]
)
def test_a_name_that_is_only_mentioned_may_go(other: str) -> None:
    data = f"CLAUDE_KEY={OLD}\n{other}".encode()
    assert apply_edit(data, RemoveVariable(ENV, SHOWN, 1, "CLAUDE_KEY")) == other.encode()
