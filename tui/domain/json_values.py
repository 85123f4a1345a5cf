"""What stands in parsed JSON, where it is of the kind that was looked for."""

from collections.abc import Iterator, Mapping
from typing import cast


def mapping(value: object) -> Mapping[str, object]:
    """Return the value where it is an object, else an empty one."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects among the entries of an array, nothing for any other value."""
    for item in cast("list[object]", value) if isinstance(value, list) else []:
        if isinstance(item, dict):
            yield cast("dict[str, object]", item)


def text_at(document: Mapping[str, object], name: str) -> str:
    """Return the text under a name, empty where there is none."""
    value = document.get(name)
    return value if isinstance(value, str) else ""
