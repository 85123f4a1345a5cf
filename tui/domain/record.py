"""Frozen values, as `dataclass(frozen=True)` makes them, without its price at start-up.

A frozen dataclass compiles six methods a class, about 0.4 ms each; the hundred values here
would cost more than the request that a check is for. These share one set of methods.
"""

from inspect import get_annotations
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

_MISSING: Any = object()
_Value = TypeVar("_Value", bound="Record")


class FrozenRecordError(AttributeError):
    """Raised when a field of a record is set or deleted."""


class _Field:
    """A field that differs from the usual: its default, whether it is compared, whether it has no place."""

    __slots__ = ("compare", "default", "kw_only")

    def __init__(self, default: object, *, compare: bool, kw_only: bool) -> None:
        self.default = default
        self.compare = compare
        self.kw_only = kw_only


def field(*, default: Any = _MISSING, compare: bool = True, kw_only: bool = False) -> Any:  # noqa: ANN401 - the annotation beside it says the type
    """Describe a field that is left out of comparisons, or that is given by its name and never by its place."""
    return _Field(default, compare=compare, kw_only=kw_only)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record:
    """A value whose annotated attributes are its fields: set once, compared and hashed by them."""

    _names: ClassVar[tuple[str, ...]] = ()
    _compared: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Collect the fields of the class body, after those of its parent."""
        super().__init_subclass__()
        own = [name for name in get_annotations(cls) if not name.startswith("__")]
        specified = {name: cls.__dict__[name] for name in own if name in cls.__dict__}
        fields = {name: value for name, value in specified.items() if isinstance(value, _Field)}
        ignored = {name for name, value in fields.items() if not value.compare}
        placed = [name for name in own if name not in fields or not fields[name].kw_only]
        cls._names = (*cls._names, *own)
        cls.__match_args__ = (*cls.__match_args__, *placed)
        cls._compared = (*cls._compared, *(name for name in own if name not in ignored))
        plain = {name: value.default if isinstance(value, _Field) else value for name, value in specified.items()}
        cls._defaults = {**cls._defaults, **{name: value for name, value in plain.items() if value is not _MISSING}}

    def __init__(self, *values: object, **named: object) -> None:
        names, places = self._names, self.__match_args__
        if len(values) > len(places):
            msg = f"{type(self).__name__} has {len(places)} fields, {len(values)} were given"
            raise TypeError(msg)
        fields = {**self._defaults, **named}
        for name, value in zip(places, values, strict=False):
            if name in named:
                msg = f"{type(self).__name__}: field {name} was given twice"
                raise TypeError(msg)
            fields[name] = value
        if fields.keys() != set(names):
            wrong = ", ".join(sorted(fields.keys() ^ set(names)))
            msg = f"{type(self).__name__}: fields missing or unknown: {wrong}"
            raise TypeError(msg)
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: object) -> None:
        msg = f"field {name} of a {type(self).__name__} is frozen"
        raise FrozenRecordError(msg)

    def __delattr__(self, name: str) -> None:
        msg = f"field {name} of a {type(self).__name__} is frozen"
        raise FrozenRecordError(msg)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        mine, theirs = self.__dict__, other.__dict__
        return all(mine[name] == theirs[name] for name in self._compared)

    def __hash__(self) -> int:
        return hash((type(self), *(self.__dict__[name] for name in self._compared)))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._names)
        return f"{type(self).__name__}({fields})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


def replace(record: _Value, **changes: object) -> _Value:
    """Return the record with other values in some of its fields."""
    return type(record)(**{**record.__dict__, **changes})
