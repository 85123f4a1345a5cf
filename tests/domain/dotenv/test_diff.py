import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import ENV, api_key
from tui.domain.dotenv.definition import Unsafe
from tui.domain.dotenv.diff import DiffLine, masked_diff
from tui.domain.dotenv.edit import SetVariable
from tui.domain.dotenv.editing import apply_edit
from tui.domain.dotenv.ignore_file import with_ignore_line
from tui.domain.key.secret import Secret, mask

KEY = "ANTHROPIC_API_KEY"
NEW = api_key("n")
OLD = api_key("Zo9")
SHOWN = "~/project/.env"


def shown(before: str, after: str) -> list[str]:
    return [line.text for line in masked_diff(before.encode(), after.encode(), SHOWN)]


def removed(line: str) -> str:
    return next(item.text for item in masked_diff(f"{line}\n".encode(), b"", SHOWN) if item.kind == "removed")


def test_equal_bytes_have_no_diff() -> None:
    assert masked_diff(b"A=1\n", b"A=1\n", SHOWN) == ()


def test_unified_form_with_three_lines_of_context() -> None:
    above = "".join(f"A{number}=1\n" for number in range(9))
    lines = masked_diff(f"{above}{KEY}='{OLD}'\nB=2\n".encode(), f"{above}{KEY}={NEW}\nB=2\n".encode(), SHOWN)
    assert lines == (
        DiffLine("header", f"--- {SHOWN}"),
        DiffLine("header", f"+++ {SHOWN}"),
        DiffLine("hunk", "@@ -7,5 +7,5 @@"),
        *(DiffLine("same", f" A{number}=<1 character>") for number in (6, 7, 8)),
        DiffLine("removed", f"-{KEY}='{mask(OLD)}'"),
        DiffLine("added", f"+{KEY}={mask(NEW)}"),
        DiffLine("same", " B=<1 character>"),
    )


def test_far_apart_changes_have_their_own_hunks() -> None:
    middle = "".join(f"A{number}=1\n" for number in range(20))
    lines = shown(f"{KEY}=\n{middle}{KEY}=x\n", f"{KEY}={NEW}\n{middle}")
    assert [line for line in lines if line.startswith("@@")] == ["@@ -1,4 +1,4 @@", "@@ -19,4 +19,3 @@"]


def test_a_new_file_is_all_added() -> None:
    assert shown("", f"{KEY}={NEW}\n")[2:] == ["@@ -0,0 +1,1 @@", f"+{KEY}={mask(NEW)}"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{KEY}=Bearer {OLD}", f"-{KEY}=Bearer {mask(OLD)}"),
        (f'{KEY}="{OLD}"', f'-{KEY}="{mask(OLD)}"'),
        (f"{KEY}={OLD}  ", f"-{KEY}={mask(OLD)}<2 spaces>"),
        (f"{KEY} = \u201c{OLD}\u201d;", f"-{KEY} = \u201c{mask(OLD)}\u201d;"),
        (f"{KEY}={OLD}\u200b", f"-{KEY}={mask(OLD)}\\u200b"),
        (f"{KEY}={KEY}={OLD}", f"-{KEY}={KEY}={mask(OLD)}"),
        (f"{KEY}={OLD} # mine", f"-{KEY}={mask(OLD)} # mine"),
        (f"\ufeffexport {KEY}={OLD}", f"-\\ufeffexport {KEY}={mask(OLD)}"),
        (f"{KEY}=your-api-key-here", f"-{KEY}=your-api-key-here"),
        (f"{KEY}=", f"-{KEY}="),
        (f"{KEY}={OLD[:40]} {OLD[40:]}", f"-{KEY}={mask(OLD)} <white space at character 41>"),
        ("ANTHROPIC_BASE_URL=https://proxy.example.com/v1", "-ANTHROPIC_BASE_URL=https://proxy.example.com/v1"),
    ],
)
def test_damage_to_a_key_stays_visible(line: str, expected: str) -> None:
    assert removed(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PORT=8080", "-PORT=<4 characters>"),
        ("DB_PASSWORD=over-there", "-DB_PASSWORD=<10 characters>"),
        ("DATABASE_URL=postgres://ada:pw@host/db", "-DATABASE_URL=<25 characters>"),
        ("ANTHROPIC_BASE_URL=https://ada:pw@host/", "-ANTHROPIC_BASE_URL=<20 characters>"),
        ("# DB_PASSWORD=hunter22", "-# DB_PASSWORD=<8 characters>"),
        ("# see https://platform.claude.com/settings/keys", "-# see https://platform.claude.com/settings/keys"),
        ("# NOTE: don't commit this", "-# NOTE: don't commit this"),
        ("# https://ada:pw@host/", "-# https://<hidden>@host/"),
        (f"# was {OLD}, now gone", f"-# was {mask(OLD)}, now gone"),
        ("# was AKIA" + "A1B2" * 4, "-# was <20 characters>"),
        ("plainword", "-<9 characters>"),
        ("some words here", "-<15 characters>"),
        ("\x1b[31mA=1", "-<8 characters>"),
        ("# \x1b[31mred", "-# \\x1b[31mred"),
        ("", "-"),
    ],
)
def test_everything_else_is_masked_unless_a_comment(line: str, expected: str) -> None:
    assert removed(line) == expected


def test_lines_within_a_quoted_value_are_masked_whole() -> None:
    text = 'PEM="-----BEGIN KEY-----\nMIIEabcdefgh=\n# no comment\n-----END KEY-----"\nA=1\n'
    assert shown(text, "")[3:] == [
        "-PEM=<20 characters>",
        "-<13 characters>",
        "-<12 characters>",
        "-<18 characters>",
        "-A=<1 character>",
    ]


def test_a_bare_name_that_the_file_defines_is_shown() -> None:
    assert shown(f"{KEY}=x\n{KEY}\n", f"{KEY}={NEW}\n")[3:] == [
        f"-{KEY}=<1 character>",
        f"-{KEY}",
        f"+{KEY}={mask(NEW)}",
    ]


def test_an_ignore_file_is_shown() -> None:
    before = b"dist/\n"
    lines = masked_diff(before, with_ignore_line(before), "~/project/.gitignore")
    assert [line.text for line in lines[3:]] == [" dist/", "+.env"]


SHAPES = st.sampled_from(
    (
        *(
            "{key}",
            "{key}\n",
            "K={key}",
            'K="{key}"',
            "# {key}",
            "# K={key}",
            "export K={key} # {key}",
            "  {key}=1",
            "'{key}",
        ),
        *(
            f"{KEY}={{key}}",
            f"{KEY}='{{key}}' # {{key}}",
            f"{KEY}=Bearer {{key}}",
            "// {key}",
            "x={key},{key}",
            f"{KEY}: {{key}}",
        ),
        *(
            "K={head}\n{tail}",
            'K="{head}\n{tail}"',
            f"{KEY}={{head}}\n{{tail}}",
            "A='",
            'A="',
            "{head} {tail}",
            f"{KEY}={{head}} {{tail}}",
        ),
        *(
            "# {head}\n# {tail}",
            f"{KEY}_{{key}}=1",
            "url=https://{key}@host/",
            "# https://host/{key}?a",
            f"{KEY}=\u200b{{head}}\u200b{{tail}}",
        ),
        *(
            "ANTHROPIC_BASE_URL=https://host/{key}",
            f"{KEY}={{head}}#{{tail}}",
            f"{KEY}={{key}};{{key}}",
            "[{key}]",
            "{{key}}",
        ),
    )
)


@pytest.mark.parametrize(
    "line",
    [
        "# " + "a." * 500_000,
        "#" + " " * 1_000_000,
        f"{KEY}=" + "a b" * 300_000,
        " " * 1_000_000 + "x",
        "# " + OLD * 9_000,
    ],
    ids=range(5),
)
def test_a_long_line_is_cut_and_takes_linear_time(line: str) -> None:
    assert len(removed(line).strip()) < 450
    assert OLD[13:25] not in removed(line)


@example(["{key}", "{key}=1\n"], 24, "\n")
@given(st.lists(SHAPES, max_size=6), st.integers(24, 80), st.sampled_from(("\n", "\r\n")))
def test_no_piece_of_a_key_is_ever_shown(shapes: list[str], cut: int, end: str) -> None:
    text = "".join(shape.format(key=OLD, head=OLD[:cut], tail=OLD[cut:]) + end for shape in shapes)
    data = text.encode()
    after = apply_edit(data, SetVariable(ENV, SHOWN, KEY, Secret(NEW)))
    versions = [b"", *([] if isinstance(after, Unsafe) else [after])]
    body = OLD.removeprefix("sk-ant-api03-")
    for version in versions:
        for line in masked_diff(data, version, SHOWN):
            assert not any(body[index : index + 8] in line.text for index in range(len(body) - 8)), line.text
            assert line.text.isprintable()
