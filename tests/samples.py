"""Records made from their classes alone: whatever class or field joins the model is tested without being listed here."""

from __future__ import annotations

from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from csto.dates import PartialDate, Period
from csto.kinds import KINDS, record_class
from csto.model.base import REQUIRED, Part, Record
from csto.plain import annotations_of, field_type

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CLASSES", "ENUMS", "PARTS", "RECORDS", "full", "full_fields", "least", "other_value"]

P = TypeVar("P", bound=Part)


def _walk(cls: type[Part], seen: list[type[Part]]) -> None:
    if cls not in seen:
        seen.append(cls)
        for _, annotation in annotations_of(cls):
            item = field_type(cls, annotation)[1]
            if issubclass(item, Part):
                _walk(item, seen)


def _all_classes() -> list[type[Part]]:
    seen: list[type[Part]] = []
    for kind in KINDS:
        _walk(record_class(kind), seen)
    return seen


CLASSES = _all_classes()
"""Every class of the model that a dataset holds, records and their parts."""
RECORDS = [cls for cls in CLASSES if issubclass(cls, Record)]
PARTS = [cls for cls in CLASSES if not issubclass(cls, Record)]


def _all_enums() -> Iterator[type[Enum]]:
    for cls in CLASSES:
        for _, annotation in annotations_of(cls):
            item = field_type(cls, annotation)[1]
            if issubclass(item, Enum):
                yield item


ENUMS = list(dict.fromkeys(_all_enums()))
"""Every enumeration of which a field holds a member."""


def _value(cls: type[Part], name: str, annotation: str, at: int) -> Any:
    """A value of a field that is not its default; another one for another number."""
    many, item = field_type(cls, annotation)
    found: Any
    if issubclass(item, Part):
        found = full(item, at)
    elif issubclass(item, Enum):
        members = list(item)
        default = dict(cls.field_defaults)[name]
        others = [member for member in members if member is not default]
        found = others[at % len(others)]
    elif item is PartialDate:
        found = PartialDate(f"20{at + 10:02}-09-16")
    elif item is Period:
        found = Period(f"20{at + 10:02}-09-16/20{at + 11:02}")
    elif item is bool:
        found = at % 2 == 0
    elif item is int:
        found = at + 1
    else:
        found = f"{name.replace('_', '-')}-{at}"
    return (found,) if many else found


def full_fields(cls: type[Part], at: int = 0) -> dict[str, Any]:
    """A value for every field of the class."""
    return {name: _value(cls, name, annotation, at) for name, annotation in annotations_of(cls)}


def full(cls: type[P], at: int = 0) -> P:
    """A record of the class with all its fields filled."""
    return cls(**full_fields(cls, at))


def least(cls: type[P]) -> P:
    """A record of the class with only the fields that it must have."""
    needed = {name for name, default in cls.field_defaults if default is REQUIRED}
    return cls(**{name: value for name, value in full_fields(cls).items() if name in needed})


def other_value(cls: type[Part], name: str, value: Any) -> Any:
    """A value of the field other than the given one."""
    annotation = dict(annotations_of(cls))[name]
    item = field_type(cls, annotation)[1]
    if issubclass(item, Enum):
        found = next(member for member in item if member not in (value if isinstance(value, tuple) else (value,)))
        return (found,) if isinstance(value, tuple) else found
    return next(found for at in count() if (found := _value(cls, name, annotation, at)) != value)
