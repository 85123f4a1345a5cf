"""What is taken from a damaged key: nothing from a clean one, and never a part of the key itself."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import GOOD, OLD, api_key
from tui.domain.key.cleaning import KEY_CHARACTERS, cleaned
from tui.domain.key.flaw import FlawKind
from tui.domain.key.secret import Secret
from tui.domain.key.shape import KEY_SHAPES, NO_CREDENTIAL, Shape
from tui.domain.key.shell_repair import ShellRepair
from tui.domain.key.value import read_pasted_value, read_value

BODY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PREFIXES = st.sampled_from(["sk-ant-api03-", "sk-ant-usr-", "sk-ant-svc-", "sk-ant-svc01-", "sk-ant-admin01-"])
KEYS = st.tuples(PREFIXES, st.text(BODY, min_size=93, max_size=93)).map(lambda parts: f"{parts[0]}{parts[1]}AA")
AROUND = st.text(st.sampled_from(" \t\n\r\"'`,;.:<>[](){}*\\#\u200b\ufeff\u00a0\u201c\u201d"), max_size=6)
BEFORE = st.sampled_from(
    ["", "Bearer ", "x-api-key: ", "export ANTHROPIC_API_KEY=", '"ANTHROPIC_API_KEY": ', "api_key="]
)
BEHIND = st.sampled_from(["", " # mine", "#mine", ",", ";", "\\", "\\n", "\n", "}"])


@given(KEYS)
def test_a_clean_key_is_never_touched(key: str) -> None:
    value = read_value(key)
    assert (value.flaws, value.repaired, value.trimmed, value.by_shell) == ((), None, None, None)
    assert value.best == Secret(key)
    assert value.shape not in NO_CREDENTIAL
    assert read_pasted_value(key) == (value, ())


@given(KEYS, AROUND, AROUND, BEFORE, BEHIND, st.sampled_from([1, 2, 3]))
@example(GOOD, "'", "'", "", ",", 1)
def test_a_repair_repairs_and_repairs_once(
    key: str, opening: str, closing: str, before: str, behind: str, times: int
) -> None:
    value = read_value(f"{opening}{before}{opening}{key * times}{closing}{behind}")
    if value.repaired is None:
        return
    text = value.best.reveal()
    assert KEY_CHARACTERS.fullmatch(text)
    again = read_value(text)
    assert (again.flaws, again.repaired) == ((), None)
    assert again.shape is value.shape


@given(KEYS, BEFORE, BEHIND, st.sampled_from([1, 2]))
def test_one_damage_on_either_side_is_undone(key: str, before: str, behind: str, times: int) -> None:
    value = read_value(f"{before}{key * times}{behind}")
    assert value.best == Secret(key)


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for value in (read_value(text), read_value(f"sk-ant-api03-{text}"), read_value(f"{GOOD}{text}")):
        if value.repaired is not None:
            assert KEY_CHARACTERS.fullmatch(value.repaired.reveal())
        if value.shape in NO_CREDENTIAL:
            assert (value.flaws, value.repaired) == ((), None)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"{GOOD},", {FlawKind.DELIMITERS}),
        (f'"{GOOD}",', {FlawKind.DELIMITERS, FlawKind.QUOTES}),
        (f'{{"ANTHROPIC_API_KEY": "{GOOD}"}}', {FlawKind.PREFIX, FlawKind.DELIMITERS, FlawKind.QUOTES}),
        (f'-H "x-api-key: {GOOD}"', {FlawKind.PREFIX, FlawKind.QUOTES}),
        (f" {GOOD}{GOOD}\n", {FlawKind.WHITESPACE, FlawKind.TWICE}),
        (f"{GOOD[:50]}\n{GOOD[50:]}", {FlawKind.LINE_BREAK}),
        (f"{GOOD[:50]} {GOOD[50:]}", {FlawKind.WHITESPACE}),
        (f"{GOOD} and more", {FlawKind.DELIMITERS}),
        (f"<{GOOD}>", {FlawKind.DELIMITERS}),
    ],
)
def test_each_damage_is_named_by_its_kind(text: str, kinds: set[FlawKind]) -> None:
    value = read_value(text)
    assert {flaw.kind for flaw in value.flaws} == kinds
    assert value.best == Secret(GOOD)


@pytest.mark.parametrize("text", [f"{GOOD}{OLD}", f"{GOOD} {OLD}", f"{GOOD},{OLD}", f"{OLD}{GOOD}{OLD}"])
def test_of_two_keys_none_is_chosen(text: str) -> None:
    value = read_value(text)
    assert value.flaw(FlawKind.TWICE) == "the key is followed by another one"
    assert value.repaired is None


@pytest.mark.parametrize(
    "text", ["<your-key>", "[api-key]", "{anthropic_key}", "key,", "hunter2;", "a (b)", "# hunter2"]
)
def test_marks_around_other_text_are_left(text: str) -> None:
    assert cleaned(text, "")[0] == text


@pytest.mark.parametrize("key", ["sk-proj-" + "a1B2" * 20, "gsk_" + "a1B2" * 13, "ghp_" + "a1B2" * 9])
def test_keys_of_other_providers_are_repaired_in_the_same_way(key: str) -> None:
    for text in (f"{key},", f"[{key}]", f"{key} # mine", f'"{key}"'):
        value = read_value(text)
        assert (value.shape, value.best) == (Shape.OTHER_PROVIDER, Secret(key))
        assert value.by_shell is (None if "#" in text else ShellRepair.REDUCE)


def test_a_paste_is_cleaned_of_the_same_things() -> None:
    for text in (f"{GOOD},", f"{GOOD}{GOOD}", f"[{GOOD}]", f"{GOOD} # mine"):
        value, words = read_pasted_value(text)
        assert value == read_value(GOOD)
        assert len(words) == 1


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (GOOD, ""),
        (GOOD[:-1], "it has 107 characters, and keys of its kind have 108"),
        (f"{GOOD}x", "it has 109 characters, and keys of its kind have 108"),
        (f"{GOOD[:-1]}x", "keys of its kind end in AA, and it does not"),
        (api_key("u", "sk-ant-usr-")[:90], ""),
        (api_key("n", "sk-ant-api01-")[:101], ""),
    ],
)
def test_an_unusual_end_is_a_doubt_and_no_flaw(text: str, doubt: str) -> None:
    value = read_value(text)
    assert (value.doubt, value.flaws, value.shape in KEY_SHAPES) == (doubt, (), True)


@pytest.mark.parametrize(
    ("sign", "lookalike"), [("-", "\u2013"), ("-", "\u2014"), ("s", "\u0455"), ("a", "\u0430"), ("p", "\u0440")]
)
def test_a_sign_that_looks_like_another_is_replaced_and_not_dropped(sign: str, lookalike: str) -> None:
    value = read_value(GOOD.replace(sign, lookalike, 1))
    assert [flaw.kind for flaw in value.flaws] == [FlawKind.INVISIBLE]
    assert value.repaired == Secret(GOOD)


def test_an_equals_sign_too_many_is_no_part_of_the_key() -> None:
    value = read_value(f"={GOOD}")
    assert [flaw.text for flaw in value.flaws] == ["begins with `=`"]
    assert value.repaired == Secret(GOOD)
