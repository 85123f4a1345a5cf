"""Records behave as frozen dataclasses do."""

import copy

import pytest

from tui.domain.record import FrozenRecordError, Record, field, replace


class Point(Record):
    x: int
    y: int = 2
    label: str = field(default="", compare=False)


class Place(Point):
    height: int = 0


class Named(Record):
    x: int
    note: str = field(default="", compare=False, kw_only=True)


class Longer(Named):
    y: int = 2


class Other(Record):
    x: int
    y: int = 2


def test_fields_are_given_by_place_or_by_name() -> None:
    assert (Point(1).x, Point(1).y) == (1, 2)
    assert Point(y=3, x=1) == Point(1, 3)
    assert Place(1, 2, "a", 4).height == 4


def test_equal_fields_of_the_same_class_make_equal_records() -> None:
    assert Point(1) == Point(1)
    assert hash(Point(1)) == hash(Point(1))
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != Place(1)


def test_a_field_can_be_left_out_of_comparisons() -> None:
    assert Point(1, label="a") == Point(1, label="b")
    assert hash(Point(1, label="a")) == hash(Point(1, label="b"))


def test_a_field_that_is_given_by_name_alone_takes_no_place() -> None:
    assert Longer(1, 5).y == 5
    assert (Longer(1, note="n").note, Longer(1, note="n").y) == ("n", 2)
    match Longer(1, 5, note="n"):
        case Longer(x, y):
            assert (x, y) == (1, 5)
    with pytest.raises(TypeError):
        Named(1, "n")  # pyright: ignore[reportCallIssue] - that is the point


@pytest.mark.parametrize("name", ["x", "unknown"])
def test_nothing_can_be_set_or_deleted(name: str) -> None:
    point = Point(1)
    with pytest.raises(FrozenRecordError):
        setattr(point, name, 5)
    with pytest.raises(FrozenRecordError):
        delattr(point, name)


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, "", 4), {}), ((1,), {"x": 1}), ((1,), {"unknown": 1})])
def test_wrong_fields_are_refused(values: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Point(*values, **named)  # pyright: ignore[reportArgumentType] - that is the point


def test_a_changed_copy_keeps_the_rest() -> None:
    assert replace(Place(1, 2, height=3), x=5) == Place(5, 2, height=3)
    assert copy.deepcopy(Point(1)) == Point(1)


def test_a_record_is_matched_by_its_fields() -> None:
    match Point(1, 7):
        case Point(x=1, y=height):
            assert height == 7
        case _:
            pytest.fail("no match")


def test_its_form_names_the_fields() -> None:
    assert repr(Place(1)) == "Place(x=1, y=2, label='', height=0)"
