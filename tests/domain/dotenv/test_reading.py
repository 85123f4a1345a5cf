import io
import time
from collections.abc import Mapping

import pytest
from dotenv.parser import parse_stream
from dotenv.variables import parse_variables
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.dotenv.reading import Assignment, interpolate, read_assignments

# Fragments of real lines; gluing them at random reaches the corners of the grammar quickly.
FRAGMENTS = (
    *("A", "KEY", "ANTHROPIC_API_KEY", "export", "export ", "=", " = ", "==", "#", " # note", "\t#x", "'", '"', "`"),
    *("\\", "\\n", "\\'", '\\"', "\\\\", "$", "${A}", "${A:-b}", "sk-ant-api03-abc", " ", "  ", "\t", "\n", "\n\n"),
    *("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u00a0", "\ufeff", "\x00", "é", "\udce9", "A=1\n", "B='x y'\n"),
    *('C="p\nq"\n', "it's", "[dev]", ": ", "\x1b[200~", "(", ")"),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join)


def oracle(text: str) -> list[tuple[str, str]]:
    translated = text.replace("\r\n", "\n").replace("\r", "\n")
    return [
        (binding.key, binding.value)
        for binding in parse_stream(io.StringIO(translated, newline=""))
        if binding.key is not None and binding.value is not None
    ]


def pairs(data: bytes) -> list[tuple[str, str]]:
    return [(found.name, found.value) for found in read_assignments(data) if not found.commented]


@given(TEXTS)
def test_same_pairs_as_python_dotenv(text: str) -> None:
    assert pairs(text.encode("utf-8", "surrogateescape")) == oracle(text)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert pairs(data) == oracle(data.decode("utf-8", "surrogateescape"))
    else:
        assert isinstance(read_assignments(data), tuple)


@given(TEXTS)
def test_line_is_where_the_statement_begins(text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in read_assignments(data):
        assert found.name in lines[found.line - 1]


VALUES = st.lists(
    st.sampled_from(["${A}", "${B:-x}", "${", "}", ":", ":-", "$", "{", "a", "A", "${A:b}", "${:-q}", "${}"]),
    max_size=16,
).map("".join)


@given(VALUES, st.dictionaries(st.sampled_from(["A", "B", ""]), st.sampled_from(["", "one"])))
def test_interpolates_as_python_dotenv(value: str, known: Mapping[str, str]) -> None:
    expected = "".join(atom.resolve(known) for atom in parse_variables(value))
    assert interpolate(value, known.get) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"K=v", Assignment("K", "v", 1, exported=False)),
        (b"\n\nexport K = 'v' # note\n", Assignment("K", "v", 3, exported=True)),
        (b"\xef\xbb\xbfK=v\n", Assignment("K", "v", 1, exported=False)),
        (b"K=v\r\n", Assignment("K", "v", 1, exported=False)),
        (b"K= # paste here", Assignment("K", "", 1, exported=False)),
        (b"K=# paste here", Assignment("K", "# paste here", 1, exported=False)),
        (b"# K=v\n", Assignment("K", "v", 1, exported=False, commented=True)),
        (b"##  export K='v'\n", Assignment("K", "v", 1, exported=True, commented=True)),
        (b"K=head\ntail\n", Assignment("K", "head", 1, exported=False, continuation="tail")),
        (b"K=head\n  tail", Assignment("K", "head", 1, exported=False, continuation="tail")),
        (b"K='a\nb'", Assignment("K", "a\nb", 1, exported=False)),
        (b"K=caf\xe9", Assignment("K", "caf\udce9", 1, exported=False)),
        (b"#caf\xe9 \x00\nK=v", Assignment("K", "v", 2, exported=False)),
        ("\ufeffK=v\r\n".encode("utf-16-le"), Assignment("K", "v", 1, exported=False)),
        ("\ufeffK=v\r\n".encode("utf-16-be"), Assignment("K", "v", 1, exported=False)),
    ],
)
def test_reads_one_assignment(text: bytes, expected: Assignment) -> None:
    assert read_assignments(text) == (expected,)


@pytest.mark.parametrize(
    "text", [b"", b"K\n", b"# see K = v\n", b'K="v\n', b"[K]\n", b"=v\n", b"# sentence\n", b"K='v' x\n"]
)
def test_reads_no_assignment(text: bytes) -> None:
    assert read_assignments(text) == ()


@pytest.mark.parametrize(
    "text", [b"K=head\n\ntail\n", b"K=head\nB=2\n", b"K=head\n#tail\n", b"K=head\ntwo words\n", b"K=x\n'y'"]
)
def test_other_following_lines_are_no_continuation(text: bytes) -> None:
    assert [found.continuation for found in read_assignments(text)[:1]] == [""]


def test_repeated_names_are_all_kept_in_order() -> None:
    found = read_assignments(b"K=1\n#K=2\nK=3\n")
    assert [(one.value, one.line, one.commented) for one in found] == [("1", 1, False), ("2", 2, True), ("3", 3, False)]


def test_repr_hides_the_value() -> None:
    value = "sk-ant-api03-" + "a1B2" * 20 + "AA"
    shown = repr(read_assignments(f"K={value}\ntail0123456789tail\n".encode())[0])
    assert value not in shown
    assert "tail" not in shown
    assert "sk-ant-api03-" in shown


@pytest.mark.parametrize(
    "hostile",
    [
        b"A=x" + b" " * 250_000 + b"y",
        b"A='" + b"\\'" * 125_000,
        b'A="' + b"x" * 250_000,
        b"A=" + b"x" * 250_000,
        b" " * 250_000 + b"A",
        b"#" * 250_000,
        b"# " + b" " * 250_000 + b"A",
        b"#" + b"A" * 250_000,
        b"'" + b"a" * 250_000,
        b"export " * 35_000,
        b"A=\n" * 50_000,
        b"A=\"\nB='\n" * 25_000,
    ],
    ids=range(12),
)
def test_takes_linear_time(hostile: bytes) -> None:
    started = time.perf_counter()
    read_assignments(hostile)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("piece", ["${", "${:", "${a:b", "${A}", "$", ":-", "}"])
def test_interpolates_in_linear_time(piece: str) -> None:
    started = time.perf_counter()
    interpolate(piece * 100_000 + "}", lambda _name: None)
    assert time.perf_counter() - started < 10
