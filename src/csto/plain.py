"""Records as plain data (what JSON and TOML hold) and back.

`to_plain` leaves out what a field's default says anyway. `builder` makes, once for each class, the function that turns a
plain row of the bundled data back into a record; it trusts the row. Files from elsewhere go through `csto.interchange`, which
checks everything; a property test holds the two against each other.
"""

from __future__ import annotations

import sys
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from csto.dates import PartialDate, Period
from csto.model.base import Part, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from csto.model.graph import Graph

__all__ = ["annotations_of", "bound_copy", "builder", "field_type", "part_fields", "to_plain"]

_KEPT_DATES = 1 << 14

P = TypeVar("P", bound=Part)


def to_plain(value: object) -> Any:
    """The value as plain data: dicts, lists, text, numbers and booleans; fields that hold their default are left out.

    >>> from csto.model.names import Name
    >>> to_plain(Name(text="Душанбе", language="ru"))
    {'text': 'Душанбе', 'language': 'ru'}
    """
    if isinstance(value, Part):
        # the id leads, so that a line of JSON can be told by its beginning
        row: dict[str, object] = {"id": value.id} if isinstance(value, Record) else {}
        for name, default in type(value).field_defaults:
            item = getattr(value, name)
            if item != default:
                row[name] = to_plain(item)
        return row
    if isinstance(value, (PartialDate, Period)):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in cast("Sequence[object]", value)]
    return value


def annotations_of(cls: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a class with their annotations, which are text."""
    return tuple(zip(cls.field_names, cls.field_annotations, strict=True))


def field_type(cls: type[Part], annotation: str) -> tuple[bool, type[Any]]:
    """Whether a field holds a tuple, and the type of its items or of itself, read from the field's annotation."""
    many = annotation.startswith("tuple[")
    name = annotation[6:].partition(",")[0] if many else annotation.partition(" ")[0]
    found = _PLAIN.get(name)
    if found is None:  # the name means what it means in the module of the class that has the field
        homes = [vars(sys.modules[base.__module__]) for base in cls.__mro__]
        found = next(home[name] for home in homes if name in home)
    # ids are NewTypes of text
    return many, found if isinstance(found, type) else str


_PLAIN: dict[str, type[Any]] = {"str": str, "int": int, "bool": bool}
_builders: dict[type[Part], Callable[[dict[str, Any], Graph], Any]] = {}


def builder(cls: type[Part]) -> Callable[[dict[str, Any], Graph], Any]:
    """The function that turns a trusted plain row into a record of the class, bound to a dataset."""
    made = _builders.get(cls)
    if made is None:
        made = _builders[cls] = _make_builder(cls)
    return made


def _make_builder(cls: type[Part]) -> Callable[[dict[str, Any], Graph], Any]:
    converts: dict[str, Callable[[Any], Any]] = {}
    parts: dict[str, Callable[[dict[str, Any], Graph], Any]] = {}
    for name, annotation in annotations_of(cls):
        many, item = field_type(cls, annotation)
        if issubclass(item, Part):
            parts[name] = builder(item)
            continue
        convert: Callable[[Any], Any] | None = item
        if issubclass(item, Enum):
            convert = {member.value: member for member in item}.__getitem__
        elif item in (str, int, bool):
            convert = None
        else:  # dates and periods recur, and are values
            convert = lru_cache(maxsize=_KEPT_DATES)(item)
        if many:
            converts[name] = tuple if convert is None else _each(convert)
        elif convert is not None:
            converts[name] = convert
    # the slots' own setters: a frozen class refuses any other way, and this one is also the fastest
    slots = [
        (name, _setter(cls, name), default, converts.get(name), parts.get(name)) for name, default in cls.field_defaults
    ]
    new, bind = object.__new__, _setter(cls, "_graph")

    def build(row: dict[str, Any], graph: Graph) -> Any:
        made = new(cls)  # past the initializer, which checks what the compiler of the row has checked
        for name, write, default, convert, make in slots:
            if name not in row:
                write(made, default)
            elif make is not None:
                write(made, tuple([make(inner, graph) for inner in row[name]]))
            elif convert is not None:
                write(made, convert(row[name]))
            else:
                write(made, row[name])
        bind(made, graph)
        return made

    return build


def _setter(cls: type[Part], name: str) -> Callable[[Any, Any], None]:
    home = next(base for base in cls.__mro__ if name in vars(base))
    found: Callable[[Any, Any], None] = vars(home)[name].__set__
    return found


def _each(convert: Callable[[Any], Any]) -> Callable[[list[Any]], tuple[Any, ...]]:
    return lambda items: tuple([convert(item) for item in items])


_part_fields: dict[type[Part], tuple[str, ...]] = {}


def part_fields(cls: type[Part]) -> tuple[str, ...]:
    """The fields of the class that hold parts, all of them tuples."""
    found = _part_fields.get(cls)
    if found is None:
        names = [name for name, annotation in annotations_of(cls) if issubclass(field_type(cls, annotation)[1], Part)]
        found = _part_fields[cls] = tuple(names)
    return found


def bound_copy(part: P, graph: Graph) -> P:
    """A copy of the record that is bound to the dataset; the given one, which may belong to another, stays as it is."""
    cls = type(part)
    parts = part_fields(cls)
    made = object.__new__(cls)
    for name in cls.field_names:
        value = getattr(part, name)
        if name in parts:
            value = tuple([bound_copy(inner, graph) for inner in value])
        object.__setattr__(made, name, value)
    object.__setattr__(made, "_graph", graph)
    return made
