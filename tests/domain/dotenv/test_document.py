import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import api_key
from tui.domain.dotenv.definition import Unsafe
from tui.domain.dotenv.document import EnvDocument
from tui.domain.key.secret import Secret

KEY = "ANTHROPIC_API_KEY"
NEW = api_key("n")
OLD = api_key("o")


def after_set(data: str, *, name: str = KEY, value: str = NEW) -> str:
    edited = EnvDocument.parse(data.encode()).set_variable(name, Secret(value))
    assert isinstance(edited, EnvDocument), edited
    again = edited.set_variable(name, Secret(value))
    assert again == edited
    return edited.render().decode()


def refusal(data: str | bytes, *, name: str = KEY, value: str = NEW) -> Unsafe:
    encoded = data.encode() if isinstance(data, str) else data
    answer = EnvDocument.parse(encoded).set_variable(name, Secret(value))
    assert isinstance(answer, Unsafe)
    assert value not in answer.reason or len(value) < 6
    return answer


@given(st.binary())
def test_parsing_loses_nothing(data: bytes) -> None:
    assert EnvDocument.parse(data).render() == data


DAMAGED = {
    "plain": f"{KEY}={OLD}",
    "blanks": f"  {KEY} = {OLD}  ",
    "tabs": f"\t{KEY}\t=\t{OLD}\t",
    "double quotes": f'{KEY}="{OLD}"',
    "single quotes": f"{KEY}='{OLD}'",
    "backticks": f"{KEY}=`{OLD}`",
    "typographic quotes": f"{KEY}=\u201c{OLD}\u201d",
    "quote opened only": f'{KEY}="{OLD}',
    "quote closed only": f"{KEY}={OLD}'",
    "colon": f"{KEY}: {OLD}",
    "quoted name": f'"{KEY}"="{OLD}"',
    "bearer": f"{KEY}=Bearer {OLD}",
    "no-break space": f"\u00a0{KEY}=\u00a0{OLD}\u00a0",
    "zero width": f"{KEY}=\u200b{OLD}\u200b",
    "semicolon": f"{KEY}={OLD};",
    "twice equals": f"{KEY}=={OLD}",
    "set": f"set {KEY}={OLD}",
    "powershell": f'$env:{KEY}="{OLD}"',
    "empty": f"{KEY}=",
    "bare": KEY,
    "placeholder": f"{KEY}=your-api-key-here",
    "reference": f"{KEY}=${{OTHER}}",
    "escape": f"{KEY}=\x1b[200~{OLD}",
}
NEIGHBOURS = ("", "A=1\n", "# note\n\nB='x y'  # it's\n", "A=1\r\nB=2\r\n", 'M="one\ntwo"\n', "caf\u00e9=\u00fc \n \n")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", ""])
@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED.keys())
def test_set_replaces_just_the_damaged_line(damaged: str, ending: str) -> None:
    for above in NEIGHBOURS:
        for below in NEIGHBOURS if ending else ("",):
            assert after_set(above + damaged + ending + below) == f"{above}{KEY}={NEW}{ending}{below}"


def test_set_keeps_export() -> None:
    assert after_set(f"export  {KEY} = '{OLD}'\n") == f"export {KEY}={NEW}\n"


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        (f"{KEY}={OLD} # mine", "# mine"),
        (f"{KEY}={OLD}#mine", "#mine"),
        (f"{KEY}='{OLD}' # it's \"mine\"", '# it\'s "mine"'),
        (f'{KEY}="{OLD}"#mine', "#mine"),
        (f"{KEY}= # paste here", "# paste here"),
        (f"{KEY} # bare", "# bare"),
        (f'{KEY}="{OLD} # open', "# open"),
    ],
)
def test_a_comment_moves_to_its_own_line_above(line: str, comment: str) -> None:
    assert after_set(f"A=1\r\n{line}\r\nB=2\r\n") == f"A=1\r\n{comment}\r\n{KEY}={NEW}\r\nB=2\r\n"
    assert after_set(f"A=1\r\n{line}") == f"A=1\r\n{comment}\r\n{KEY}={NEW}"


def test_a_hash_before_key_characters_is_no_comment() -> None:
    assert after_set(f"{KEY}=#{OLD}\n") == f"{KEY}={NEW}\n"


def test_set_leaves_one_definition() -> None:
    text = f"#{KEY}=a\n{KEY}=one\nA=1\nexport {KEY}='two'\n{KEY}\nB=2\n{KEY}: three"
    assert after_set(text) == f"#{KEY}=a\n{KEY}={NEW}\nA=1\nB=2\n"


@pytest.mark.parametrize(
    "similar", [f"MY_{KEY}=a", f"{KEY}_2=a", f"{KEY}S", f"# {KEY}=a", KEY.lower() + "=a", f"A={KEY}"]
)
def test_similar_names_are_left_alone(similar: str) -> None:
    assert after_set(similar + "\n") == f"{KEY}={NEW}\n{similar}\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", f"{KEY}={NEW}\n"),
        ("A=1", f"{KEY}={NEW}\nA=1"),
        ("A=1\r\nB=2\r\n", f"{KEY}={NEW}\r\nA=1\r\nB=2\r\n"),
        ("#!/usr/bin/env bash\nA=1\n", f"#!/usr/bin/env bash\n{KEY}={NEW}\nA=1\n"),
        ("#!/usr/bin/env bash", f"#!/usr/bin/env bash\n{KEY}={NEW}\n"),
        ("\ufeffA=1\n", f"{KEY}={NEW}\nA=1\n"),
        ("\ufeff", f"{KEY}={NEW}\n"),
        ('A="never closed\n', f'{KEY}={NEW}\nA="never closed\n'),
    ],
)
def test_a_missing_variable_goes_to_the_top(before: str, expected: str) -> None:
    assert after_set(before) == expected


def test_a_bom_goes_with_the_line_it_spoils_and_stays_elsewhere() -> None:
    assert after_set(f"\ufeff{KEY}={OLD}\nA=1\n") == f"{KEY}={NEW}\nA=1\n"
    assert after_set(f"\ufeffA=1\n{KEY}={OLD}\n") == f"\ufeffA=1\n{KEY}={NEW}\n"


@pytest.mark.parametrize("cut", [20, 60, 99])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_rest_of_a_wrapped_key_goes_with_it(quote: str, cut: int) -> None:
    text = f"A=1\n{KEY}={quote}{OLD[:cut]}\n{OLD[cut:]}{quote}\nB=2\n"
    assert after_set(text) == f"A=1\n{KEY}={NEW}\nB=2\n"


def test_a_key_wrapped_twice_goes_whole() -> None:
    assert after_set(f"{KEY}={NEW[:50]}\n{NEW[50:101]}\n{NEW[101:]}\nFOO\n") == f"{KEY}={NEW}\nFOO\n"


@pytest.mark.parametrize("following", ["FOO", "two words", "A=1", "", "# note", "x" * 200 + "="])
def test_a_following_line_that_is_no_rest_stays(following: str) -> None:
    assert after_set(f"{KEY}={OLD}\n{following}\n") == f"{KEY}={NEW}\n{following}\n"


@pytest.mark.parametrize("following", ["FOO\n", "A=1\n", 'A=1\n\n# say "hi"\nB="x y"\n', 'C="x"\n'])
def test_an_unclosed_quote_on_the_key_line_is_repaired(following: str) -> None:
    assert after_set(f'{KEY}="{OLD}\n{following}') == f"{KEY}={NEW}\n{following}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'NOTE="first\n{KEY}={OLD}\nlast"\n', 1),
        (f"A=1\nNOTE='first\n{KEY}={OLD}\nlast'\n", 2),
        (f"NOTE=`first\n{KEY}={OLD}\nlast`\n", 1),
        (f'NOTE="never closed\n{KEY}={OLD}\n', 1),
        (f'NOTE="a \\"\n{KEY}={OLD}\nb"\n', 1),
        (f'NOTE: "first\n{KEY}={OLD}\n"\n', 1),
        (f'NOTE="a\\\\" \n{KEY}={OLD}\n"\n', 1),
        (f'NOTE="""\n{KEY}={OLD}\n"""\n', 1),
        (f'export NOTE = "first\n{KEY}={OLD}\n"\n', 1),
        (f"'NOTE\n{KEY}={OLD}\n'=1\n", 1),
        (f"{KEY}='first\nSECOND=x\nlast'\n", 1),
        (f'{KEY}="-----BEGIN-----\nab+/=\n-----END-----"\n', 1),
        (f"{KEY}=x\0\n", 1),
    ],
)
def test_an_uncertain_line_is_not_edited(text: str, line: int) -> None:
    assert refusal(text).line == line


def test_utf_16_is_not_edited() -> None:
    assert "UTF-16" in refusal(f"\ufeff{KEY}={OLD}\n".encode("utf-16-le")).reason
    assert "UTF-16" in refusal(f"\ufeff{KEY}={OLD}\n".encode("utf-16-be")).reason


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "sk-ant-api03-Abc...wxAA", "<12 characters>", "your-api-key-here", "xxxxxxxx", "a b", "a\nb", "a=b"),
        *('"a"', "a#b", "$A", "a\u200b", "\u00e4", "a\0b", "sk-ant-api03-\n", "...", "a\\b"),
    ],
)
def test_a_value_that_is_no_key_is_not_written(value: str) -> None:
    assert isinstance(refusal(f"{KEY}={OLD}\n", value=value), Unsafe)


@pytest.mark.parametrize(
    "url", ["https://api.anthropic.com", "http://localhost:8080/v1", "https://[::1]:8/a%20b?c=d,e"]
)
def test_a_base_url_may_have_its_characters(url: str) -> None:
    assert after_set("", name="ANTHROPIC_BASE_URL", value=url) == f"ANTHROPIC_BASE_URL={url}\n"


@pytest.mark.parametrize("url", ["https://a/?b&c", "https://a/#b", "~a", "=a", "a;b", "https://a/ b", "${A}"])
def test_a_base_url_that_loaders_disagree_on_is_not_written(url: str) -> None:
    assert isinstance(refusal("", name="ANTHROPIC_BASE_URL", value=url), Unsafe)


@pytest.mark.parametrize("name", ["", "A B", "1A", "A=B", "A\n", "A-B"])
def test_only_names_are_written(name: str) -> None:
    assert isinstance(refusal("", name=name), Unsafe)


def renamed(text: str, line: int, old: str = "CLAUDE_KEY", new: str = KEY) -> str | Unsafe:
    edited = EnvDocument.parse(text.encode()).rename(line, old, new)
    return edited if isinstance(edited, Unsafe) else edited.render().decode()


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("CLAUDE_KEY=a\n", 1, f"{KEY}=a\n"),
        ("A=1\r\nexport CLAUDE_KEY = 'a b' # c\r\n", 2, f"A=1\r\nexport {KEY} = 'a b' # c\r\n"),
        ("'CLAUDE_KEY'=a", 1, f"{KEY}=a"),
        ("\ufeffCLAUDE_KEY=a", 1, f"{KEY}=a"),
        (f"{KEY}=\nCLAUDE_KEY=a\n{KEY}\n", 2, f"{KEY}=a\n"),
    ],
)
def test_rename_changes_the_name_alone(text: str, line: int, expected: str) -> None:
    assert renamed(text, line) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("CLAUDE_KEY=a\n", 2),
        ("A=1\n", 1),
        (f"CLAUDE_KEY=a\n{KEY}=b\n", 1),
        ('N="\nCLAUDE_KEY=a\n"\n', 2),
        ("", 0),
        ("# CLAUDE_KEY=a\n", 1),
    ],
)
def test_rename_refuses(text: str, line: int) -> None:
    assert isinstance(renamed(text, line), Unsafe)


@pytest.mark.parametrize("new", ["", "A B", "A=B", "A\nB"])
def test_rename_refuses_what_is_no_name(new: str) -> None:
    assert isinstance(renamed("CLAUDE_KEY=a\n", 1, new=new), Unsafe)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        (f"A=1\n{KEY}=a\nB=2\n", 2, "A=1\nB=2\n"),
        (f"{KEY}=a\n{KEY}=b", 2, f"{KEY}=a\n"),
        (f"{KEY}={OLD[:60]}\n{OLD[60:]}\nB=2\n", 1, "B=2\n"),
        (f'{KEY}="{OLD[:60]}\n{OLD[60:]}"\nB=2\n', 1, "B=2\n"),
    ],
)
def test_remove_takes_the_definition_alone(text: str, line: int, expected: str) -> None:
    edited = EnvDocument.parse(text.encode()).remove(line, KEY)
    assert isinstance(edited, EnvDocument)
    assert edited.render().decode() == expected


@pytest.mark.parametrize(("text", "line"), [(f"{KEY}=a\n", 2), (f'N="\n{KEY}=a\n"\n', 2), ("A=1\n", 1)])
def test_remove_refuses(text: str, line: int) -> None:
    assert isinstance(EnvDocument.parse(text.encode()).remove(line, KEY), Unsafe)


def test_repr_shows_no_line() -> None:
    document = EnvDocument.parse(f"{KEY}={OLD}\n".encode())
    assert OLD[20:40] not in repr(document)
    assert OLD[20:40] not in repr(document.definitions(KEY))
