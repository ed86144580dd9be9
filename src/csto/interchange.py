"""Reading dataset files that are unusual or wrong, and saying what is the matter.

What comes from elsewhere is read through cattrs, which checks every value against the type of its field; all problems are
gathered, each with its path. Nothing is converted on the way: a number is no text and 1 is not true.
"""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from types import GenericAlias
from typing import TYPE_CHECKING, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from csto.dates import PartialDate, Period
from csto.errors import CstoError, DatasetError, closest, or_list, shown
from csto.files import FORMAT, HEAD
from csto.kinds import KINDS, PLURALS, record_class
from csto.validation import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from csto.model.base import Record

__all__ = ["checked", "read", "structure"]


@cache
def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)

    def to_enum(value: Any, cls: Any) -> Any:
        known = [member.value for member in cls]
        if value not in known:
            near = closest(value, known) if isinstance(value, str) else ()
            hint = f"; closest: {or_list(near)}" if near else ""
            raise CstoError(f"{shown(value)} is none of {or_list(known)}{hint}")
        return cls(value)

    def exactly(expected: type, name: str) -> None:
        def structure_exactly(value: Any, cls: Any) -> Any:
            if isinstance(cls, type) and issubclass(cls, Enum):  # the enumerations are strings, too
                return to_enum(value, cls)
            if type(value) is not expected:
                raise CstoError(f"{shown(value)} is no {name}")
            return value

        # a hook for a class: cattrs would ask one for a predicate only after its own hooks for these, which convert
        made.register_structure_hook(expected, structure_exactly)

    exactly(str, "text")
    exactly(int, "whole number")
    exactly(bool, "true or false")

    def from_text(value: Any, cls: Any) -> Any:
        if not isinstance(value, str):
            raise CstoError(f"{shown(value)} is no text of a {cls.__name__}")
        return cls(value)

    made.register_structure_hook(PartialDate, from_text)
    made.register_structure_hook(Period, from_text)

    def to_part(cls: Any) -> Any:
        inner: Any = made.gen_structure_attrs_fromdict(cls)

        def structure_part(value: Any, _: Any) -> Any:
            if not isinstance(value, dict):
                raise CstoError(f"{shown(value)} is no {cls.__name__} with its fields")
            return inner(value, cls)

        return structure_part

    made.register_structure_hook_factory(attrs.has)(to_part)

    def is_tuple(cls: Any) -> bool:
        return get_origin(cls) is tuple

    def to_tuple(cls: Any) -> Any:
        inner: Any = GenericAlias(list, get_args(cls)[0])

        def structure_tuple(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise CstoError(f"{shown(value)} is no list")
            return tuple(made.structure(value, inner))

        return structure_tuple

    made.register_structure_hook_factory(is_tuple)(to_tuple)
    return made


def _said(error: BaseException, _: type | None) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        parts: list[str] = []
        for key in sorted(error.extra_fields):
            near = closest(key, known)
            parts.append(f"there is no field {shown(key)}" + (f"; closest: {or_list(near)}" if near else ""))
        return "; ".join(parts)
    if isinstance(error, KeyError):
        return f"the field {error} is missing"
    return str(error) if isinstance(error, CstoError) else f"{type(error).__name__}: {error}"


def structure(rows: Mapping[str, Any]) -> tuple[dict[str, list[Record]], list[str]]:
    """The records of the plain rows by kind, and what is wrong with those that are none."""
    converter = _converter()
    records: dict[str, list[Record]] = {}
    problems: list[str] = []
    for kind in KINDS:
        plural = PLURALS[kind]
        given = rows.get(plural, [])
        if not isinstance(given, list):
            problems.append(f"{plural}: {shown(given)} is no list of records")
            continue
        cls = record_class(kind)
        found = records.setdefault(kind, [])
        for at, row in enumerate(given):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            if not isinstance(row, dict):
                problems.append(f"{plural}[{at}]: {shown(row)} is no record")  # pyright: ignore[reportUnknownArgumentType]
                continue
            path = f"{plural}[{_name(row, at)}]"  # pyright: ignore[reportUnknownArgumentType]
            try:
                found.append(converter.structure(row, cls))
            except Exception as error:
                problems += _paths(error, path)
    return records, problems


def checked(rows: Mapping[str, Any]) -> tuple[dict[str, list[Record]], list[str]]:
    """The records of the plain rows by kind, and everything that is wrong with them, each alone and all together."""
    records, problems = structure(rows)
    unread: dict[str, list[str] | None] = {}
    for kind in KINDS:
        given = rows.get(PLURALS[kind], [])
        if not isinstance(given, list):
            unread[kind] = None
            continue
        items: list[Any] = given  # pyright: ignore[reportUnknownVariableType]
        if len(items) > len(records[kind]):
            unread[kind] = [name for row in items if isinstance(name := _name(row, 0), str)]
    return records, problems + problems_of(records, unread)


def _paths(error: Exception, path: str) -> list[str]:
    if isinstance(error, CstoError):
        return [f"{path}: {error}"]
    told: list[str] = []
    for message in cattrs.transform_error(error, path=path, format_exception=_said):
        said, _, where = message.rpartition(" @ ")
        told.append(f"{where}: {said}")
    return told


class _Repeating(dict[str, "Any"]):
    """An object of the file in which a key stands more than once."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) == len(pairs):
        return row
    keys = [key for key, _ in pairs]
    told = _Repeating(row)
    told.twice = tuple([key for key in row if keys.count(key) > 1])
    return told


def _repeated(data: dict[str, Any]) -> Iterable[str]:
    """The keys that stand twice in one object, each with its path."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value, _Repeating):
                yield f"{path or '$'}: the key {or_list([shown(key) for key in value.twice])} stands twice in one object"
            waiting += [(f"{path}.{key}" if path else key, item) for key, item in value.items()]  # pyright: ignore[reportUnknownVariableType]
        elif isinstance(value, list):
            rows: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
            waiting += [(f"{path}[{_name(row, at) if '.' not in path else at}]", row) for at, row in enumerate(rows)]


def _name(row: object, at: int) -> object:
    """What a record is called in a path: its id, or else its position."""
    name: object = row.get("id") if isinstance(row, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return name if isinstance(name, str) else at  # pyright: ignore[reportUnknownVariableType]


def parse(text: str, what: str) -> dict[str, Any]:
    """The JSON object in the text, of a format that can be read."""
    try:
        data = json.loads(text, object_pairs_hook=_object)
    except (
        ValueError,
        RecursionError,
    ) as error:  # a number of too many digits is a ValueError that is no JSONDecodeError
        raise DatasetError([f"not JSON: {error}"], f"{what} is not a dataset") from None
    if not isinstance(data, dict):
        raise DatasetError([f"$: expected an object, not {shown(data)}"], f"{what} is not a dataset")
    found: dict[str, Any] = data  # pyright: ignore[reportUnknownVariableType]
    if found.get("format") != FORMAT or isinstance(found.get("format"), bool):
        raise DatasetError(
            [f"format: {shown(found.get('format'))} cannot be read; this version of csto reads format {FORMAT}"],
            f"{what} is not a dataset",
        )
    return found


def read(text: str, what: str) -> tuple[dict[str, str | None], dict[str, list[Record]], list[str]]:
    """The head of a dataset file (version, as_of, since), its records by kind, and what is wrong with it."""
    data = parse(text, what)
    known = (*HEAD, *PLURALS.values())
    problems = list(_repeated(data))
    for key in data:
        if key not in known:
            near = closest(key, known)
            problems.append(f"{shown(key)}: no part of a dataset" + (f"; closest: {or_list(near)}" if near else ""))
    head: dict[str, str | None] = {}
    for key in ("version", "as_of", "since"):
        value = data.get(key)
        if value is not None and not isinstance(value, str):
            problems.append(f"{key}: {shown(value)} is no text")
            value = None
        head[key] = value
    records, more = checked(data)
    return head, records, problems + more
