import pytest

from tests.builders import ENV, api_key
from tui.domain.dotenv.definition import Unsafe
from tui.domain.dotenv.diff import masked_diff
from tui.domain.dotenv.edit import RewriteAsUtf8
from tui.domain.dotenv.editing import apply_edit, check_edit

GOOD = api_key("Zo9")
EDIT = RewriteAsUtf8(ENV, "~/project/.env")
TEXT = f"# caf\u00e9\r\nANTHROPIC_API_KEY={GOOD}\r\nB='a b'\r\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "latin-1", "cp1252"])
def test_every_encoding_becomes_plain_utf_8_with_the_same_lines(codec: str) -> None:
    assert apply_edit(TEXT.encode(codec), EDIT) == TEXT.encode()


def test_both_byte_orders_of_utf_16() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert apply_edit(f"\ufeff{TEXT}".encode(codec), EDIT) == TEXT.encode()


def test_a_line_of_another_encoding_leaves_the_others_alone() -> None:
    data = f"A=\u20ac\nKEY={GOOD}\n".encode() + b"B=caf\xe9 \x80\nC=\x81\n"
    assert apply_edit(data, EDIT) == f"A=\u20ac\nKEY={GOOD}\nB=caf\u00e9 \u20ac\nC=\x81\n".encode()


def test_a_damaged_file_is_refused() -> None:
    assert isinstance(apply_edit(b"\xff\xfeA", EDIT), Unsafe)


def test_the_check_notices_another_value_and_a_mark() -> None:
    before = TEXT.encode("utf-16")
    assert check_edit(before, TEXT.encode(), EDIT) == ""
    for after in (TEXT.replace("a b", "a c"), TEXT.replace("B=", "C="), f"\ufeff{TEXT}", f"{TEXT}D=1\n"):
        assert check_edit(before, after.encode(), EDIT)


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "latin-1"])
def test_the_difference_shows_no_key(codec: str) -> None:
    lines = [line.text for line in masked_diff(TEXT.encode(codec), TEXT.encode(), "~/project/.env")]
    assert lines
    assert not any(GOOD[index : index + 8] in line for line in lines for index in range(13, len(GOOD) - 8))


def test_the_difference_of_utf_16_shows_every_line_before_and_after() -> None:
    lines = masked_diff(TEXT.encode("utf-16"), TEXT.encode(), "~/project/.env")
    assert [line.kind for line in lines] == [*["header"] * 2, "hunk", *["removed"] * 3, *["added"] * 3]
    assert lines[3].text == "-# caf\u00e9"
