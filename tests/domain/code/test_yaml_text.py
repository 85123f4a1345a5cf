import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.code.yaml_text import Node, read_yaml


def plain(node: Node | None) -> object:
    """Return the node as Python has it; `...` for what is not read."""
    if node is None or node.is_beyond:
        return ...
    if node.entries:
        return {key: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items] if node.items else node.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb:\n  c: x y\n  d:\n", {"a": "1", "b": {"c": "x y", "d": ""}}),
        ("a:\n  - 1\n  - x: 2\n    y: 3\n  -\n    z: 4\n", {"a": ["1", {"x": "2", "y": "3"}, {"z": "4"}]}),
        ("a:\n- 1\n- 2\nb: 3", {"a": ["1", "2"], "b": "3"}),
        ("'a b': \"c: d\"\n\"e\": '#f'", {"a b": "c: d", "e": "#f"}),
        ('a: [1, "2, 3", \'4\']\nb: {c: 5, d: "e f"}', {"a": ["1", "2, 3", "4"], "b": {"c": "5", "d": "e f"}}),
        ("a:\n  - K=${K:-}\n  - 80:80\n  - K: v\n", {"a": ["K=${K:-}", "80:80", {"K": "v"}]}),
        ("a: http://x:1/y\nb: c:d", {"a": "http://x:1/y", "b": "c:d"}),
        ("---\na: 1\n---\nb: 2", {"a": "1"}),
        ("a: &x\n  b: 1\nc: *x\nd: 2", {"a": ..., "c": ..., "d": "2"}),
        ("a:\n  <<: *x\n  b: 1", {"a": ...}),
        ("a: |\n  b: 1\n  - c\nd: 2", {"a": ..., "d": "2"}),
        ("a: x\n  goes on\nb: 2", {"a": "x", "b": "2"}),
        ("a: [1,\n  2]\nb: 3", {"a": ..., "b": "3"}),
        ("a: [[1], 2]", {"a": ...}),
        ("a:\n  -\n  - 2", {"a": ["", "2"]}),
        ("a:\n\t- 1", ...),
        ("", ...),
        ("a: !tag x", {"a": ...}),
    ],
)
def test_what_people_write_is_read_and_the_rest_is_marked(text: str, expected: object) -> None:
    assert plain(read_yaml(text)) == expected


def test_lines_of_keys_and_values() -> None:
    node = read_yaml("a: 1\n\nb:\n  c:\n    - d\n")
    assert node is not None
    inner = node.get("b")
    assert inner is not None
    assert (inner.key_line, inner.line, inner.indent) == (3, 4, 2)
    listed = inner.get("c")
    assert listed is not None
    assert [(item.line, item.text) for item in listed.items] == [(5, "d")]


LINES = st.sampled_from(["a:", " b: x", "  - c", "- d: e", "    f:", "&x", "[1", "'", "\t", "- - g", "-"])


@given(st.lists(LINES, max_size=12))
def test_any_lines_come_to_an_end(lines: list[str]) -> None:
    read_yaml("\n".join(lines))


def test_many_levels_come_to_an_end() -> None:
    assert read_yaml("\n".join(f"{' ' * depth}a:" for depth in range(500))) is not None
    assert read_yaml("- " * 500 + "a: 1") is not None
