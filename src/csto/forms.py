"""How the library writes a record: its fields in order, none that holds its default, and no white space.

`line_form` says it as a regular expression, made from the fields of a class, which tells in one go whether a line of JSON is a
record of that class; `in_order` puts a row of any other making into that form.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from csto.model.base import REQUIRED, Part, Record, SourcedRecord
from csto.plain import annotations_of, field_type, to_plain

if TYPE_CHECKING:
    from typing import Any

__all__ = ["Field", "fields_of", "in_order", "line_form", "without_escapes"]

_TEXT = r'"[^"\\\x00-\x1f]*+"'  # text with escapes is no part of it: see `without_escapes`
_SOME_TEXT = r'"[^"\\\x00-\x1f]++"'
_SLUG = '"(?!-)[a-z0-9-]++(?<!-)"'
_WHOLE = "(?:0|-?[1-9][0-9]{0,17})"  # longer ones are left to who can say what is wrong with them
_TRUTH = {True: "false", False: "true", None: "(?:true|false)", REQUIRED: "(?:true|false)"}
"""What a field that tells whether may hold, by its default."""

_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|.)")


class Field(NamedTuple):
    """A field of a class as it is written."""

    name: str
    many: bool
    """Whether it holds a list."""
    item: type[Any]
    """The type of what it holds, or of each item."""
    identifies: str
    """The type of id that it holds (``StateId``); something else where it holds none."""
    default: object
    """Its default as plain data."""
    required: bool


@cache
def fields_of(cls: type[Part]) -> tuple[Field, ...]:
    """The fields of a class in the order in which they are written."""
    found: list[Field] = []
    sourced = issubclass(cls, SourcedRecord) and cls.needs_source
    for (name, annotation), (_, default) in zip(annotations_of(cls), cls.field_defaults, strict=True):
        many, item = field_type(cls, annotation)
        word = annotation[6:].partition(",")[0] if many else annotation.partition(" ")[0]
        required = default is REQUIRED or (name == "citations" and sourced)
        found.append(Field(name, many, item, word, default if default is REQUIRED else to_plain(default), required))
    return tuple(sorted(found, key=lambda field: field.name != "id"))


def line_form(cls: type[Part]) -> str:
    """The regular expression of the records of a class, as the library writes them, but for those with escapes in a text.

    What it says is checked by name and type: what dates mean, which records there are, and what must hold between them is not.

    >>> from csto.model.titles import Title
    >>> form = re.compile(line_form(Title))
    >>> bool(form.fullmatch('{"text":"On the seal","language":"en"}')), bool(form.fullmatch('{"language":"en"}'))
    (True, False)
    """
    said, comma, sure = "", "", False  # no comma before the first field, which may not be the same in all records
    for field in fields_of(cls):
        value = _value_form(cls, field)
        if field.many:
            value = rf"\[(?:{value}(?:,(?!\])|(?=\])))++\]"
        form = f'{comma}"{field.name}":{value}'
        said += form if field.required else f"(?:{form})?+"
        sure = sure or field.required
        comma = "," if sure else r"(?:(?<=\{)|,)"
    return rf"\{{{said}\}}"


def _value_form(cls: type[Part], field: Field) -> str:
    item = field.item
    if issubclass(item, Part):
        return line_form(item)
    if issubclass(item, Enum):
        return f'"(?:{"|".join(re.escape(member.value) for member in item if member.value != field.default)})"'
    if field.name == "id" and issubclass(cls, Record):
        return _SLUG
    if item is int:
        return _WHOLE
    if item is bool:
        return _TRUTH[field.default]
    return _SOME_TEXT if field.required else _TEXT


def without_escapes(line: str) -> str:
    """The line with a letter for each escape that stands in no id and no date, so that `line_form` can tell its form."""
    return _ESCAPE.sub("\x7f", line) if "\\" in line else line


def in_order(cls: type[Part], row: dict[str, Any]) -> dict[str, Any]:
    """The row with its fields in the order in which they are written, without those that hold their default.

    What the class does not know stays in the row, for `line_form` to refuse.

    >>> from csto.model.titles import Title
    >>> in_order(Title, {"language": "en", "wording": "reported", "text": "On the seal", "length": 3})
    {'text': 'On the seal', 'language': 'en', 'length': 3}
    """
    made: dict[str, Any] = {}
    for name, default, part in _arranged(cls, tuple(row)):
        value = row[name]
        if type(value) is type(default) and value == default:
            continue
        if part is not None and type(value) is list:
            items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
            value = [in_order(part, item) if isinstance(item, dict) else item for item in items]  # pyright: ignore[reportUnknownArgumentType]
        made[name] = value
    return made


@lru_cache(maxsize=1 << 12)
def _arranged(cls: type[Part], names: tuple[str, ...]) -> tuple[tuple[str, object, type[Part] | None], ...]:
    """The names in the order of the class's fields, unknown ones last, each with its default and the class of its parts."""
    known = [
        (field.name, field.default, field.item if issubclass(field.item, Part) else None)
        for field in fields_of(cls)
        if field.name in names
    ]
    return (*known, *[(name, REQUIRED, None) for name in names if name not in {field.name for field in fields_of(cls)}])
