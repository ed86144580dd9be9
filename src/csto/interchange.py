"""Dataset files: one JSON object with a format version, what the dataset is, and the records of each kind.

What comes from elsewhere is read through cattrs, which checks every value against the type of its field; all problems are
gathered, each with its path. Nothing is converted on the way: a number is no text and 1 is not true.
"""

from __future__ import annotations

import json
import os
import tempfile
from enum import Enum
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from csto.dates import PartialDate, Period
from csto.errors import CstoError, DatasetError, closest, or_list, shown
from csto.kinds import KINDS, PLURALS, record_class
from csto.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Final

    from csto.model.base import Record

__all__ = ["FORMAT", "read", "structure", "write"]

FORMAT: Final = 1
"""The version of the form of dataset files; another one is refused."""

_HEAD: Final = ("format", "version", "as_of", "since")


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)

    def exactly(expected: type, name: str) -> None:
        def structure_exactly(value: Any, _: Any) -> Any:
            if type(value) is not expected:
                raise CstoError(f"{shown(value)} is no {name}")
            return value

        # by exact class: a hook registered for str would be taken for the enumerations, which are strings, too
        made.register_structure_hook_func(lambda cls: cls is expected, structure_exactly)

    exactly(str, "text")
    exactly(int, "whole number")
    exactly(bool, "true or false")

    def from_text(value: Any, cls: Any) -> Any:
        if not isinstance(value, str):
            raise CstoError(f"{shown(value)} is no text of a {cls.__name__}")
        return cls(value)

    made.register_structure_hook(PartialDate, from_text)
    made.register_structure_hook(Period, from_text)

    def to_enum(value: Any, cls: Any) -> Any:
        known = [member.value for member in cls]
        if value not in known:
            near = closest(value, known) if isinstance(value, str) else ()
            hint = f"; closest: {or_list(near)}" if near else ""
            raise CstoError(f"{shown(value)} is none of {or_list(known)}{hint}")
        return cls(value)

    made.register_structure_hook_func(lambda cls: isinstance(cls, type) and issubclass(cls, Enum), to_enum)

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
            name = row.get("id", at)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            path = f"{plural}[{name if isinstance(name, str) else at}]"
            try:
                found.append(converter.structure(row, cls))
            except Exception as error:
                problems += _paths(error, path)
    return records, problems


def _paths(error: Exception, path: str) -> list[str]:
    if isinstance(error, CstoError):
        return [f"{path}: {error}"]
    told: list[str] = []
    for message in cattrs.transform_error(error, path=path, format_exception=_said):
        said, _, where = message.rpartition(" @ ")
        told.append(f"{where}: {said}")
    return told


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise DatasetError(
            [f"the key {or_list([shown(key) for key in twice])} stands twice in one object"], "the file is not valid"
        )
    return row


def parse(text: str, what: str) -> dict[str, Any]:
    """The JSON object in the text, of a format that can be read."""
    try:
        data = json.loads(text, object_pairs_hook=_no_duplicates)
    except (json.JSONDecodeError, RecursionError) as error:
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
    known = (*_HEAD, *PLURALS.values())
    problems: list[str] = []
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
    records, more = structure(data)
    return head, records, problems + more


def dump(head: Mapping[str, str | None], records: Mapping[str, Iterable[Record]]) -> str:
    """The text of a dataset file: sorted, one record a line, the same for equal datasets."""
    lines = [f'"format": {FORMAT}']
    lines += [
        f"{json.dumps(key)}: {json.dumps(head[key], ensure_ascii=False)}"
        for key in _HEAD[1:]
        if head.get(key) is not None
    ]
    for kind in KINDS:
        rows = [json.dumps(to_plain(item), ensure_ascii=False, separators=(",", ":")) for item in records.get(kind, ())]
        if rows:
            lines.append(f"{json.dumps(PLURALS[kind])}: [\n" + ",\n".join(rows) + "\n]")
    return "{" + ",\n".join(lines) + "}\n"


def write(path: str | os.PathLike[str], text: str) -> None:
    """Write a whole file or none: the text goes to a file beside it, which then takes its place."""
    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
