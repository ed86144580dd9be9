"""JSON Schemas made from the classes: of dataset files, and of the records as they are written in ``seeds/``."""

from __future__ import annotations

import re
from enum import Enum
from inspect import cleandoc
from typing import TYPE_CHECKING

from csto.dates import PartialDate, Period
from csto.files import FORMAT
from csto.forms import fields_of
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import Part

if TYPE_CHECKING:
    from typing import Any

__all__ = ["dataset_schema", "definitions", "field_docs"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?[?~%]?"
_SLUG = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
_TYPES: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    PartialDate: {
        "type": "string",
        "pattern": f"^{_DATE}$",
        "description": "ISO 8601 / EDTF: a day, a month or a year",
    },
    Period: {
        "type": "string",
        "pattern": rf"^({_DATE}|({_DATE}|\.\.)?/({_DATE}|\.\.)?)$",
        "description": "EDTF: a date, or start/end; '..' is an open end, nothing an unknown one",
    },
}


def field_docs(cls: type[Part]) -> dict[str, str]:
    """What each field of a class means, from the ``Attributes:`` of its docstring and those of its bases."""
    docs: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        text = cleandoc(base.__doc__ or "")  # Python 3.13 strips the indentation itself
        if issubclass(base, Part) and "Attributes:" in text:
            listed = text.partition("Attributes:")[2]
            docs.update(
                (name, " ".join(said.split()))
                for name, said in re.findall(r"^ {4}(\w+): (.+(?:\n {6,}.+)*)", listed, re.MULTILINE)
            )
    return docs


def definitions() -> dict[str, Any]:
    """The definitions of all classes of the model, by class name."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        _define(record_class(kind), found)
    return dict(sorted(found.items()))


def _define(cls: type, found: dict[str, Any]) -> None:
    if cls.__name__ in found:
        return
    if issubclass(cls, Enum):
        found[cls.__name__] = {"enum": [member.value for member in cls], "description": (cls.__doc__ or "").strip()}
        return
    assert issubclass(cls, Part)
    found[cls.__name__] = {}  # so that a class may hold itself
    docs = field_docs(cls)
    properties: dict[str, Any] = {}
    required: list[str] = []
    fields = {field.name: field for field in fields_of(cls)}
    for name in cls.field_names:  # in the order of the class, which is not that of writing
        field = fields[name]
        if field.item in _TYPES:
            said: dict[str, Any] = dict(_TYPES[field.item])
        else:
            _define(field.item, found)
            said = {"$ref": f"#/$defs/{field.item.__name__}"}
        if name == "id":
            said["pattern"] = _SLUG
        if field.many:
            said = {"type": "array", "items": said}
            if field.required and name in ("citations", "titles"):  # the lists that must have something
                said["minItems"] = 1
        properties[name] = {**said, "description": docs[name]} if name in docs else said
        if field.required:
            required.append(name)
    found[cls.__name__] = {
        "type": "object",
        "description": (cls.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def dataset_schema() -> dict[str, Any]:
    """The JSON Schema of dataset files."""
    properties: dict[str, Any] = {
        "format": {"const": FORMAT, "description": "the version of the form of the file"},
        "version": {"type": "string", "description": "the version of the data"},
        "as_of": {**_TYPES[PartialDate], "description": "the day up to which the data reach"},
        "since": {**_TYPES[PartialDate], "description": "the day from which the data reach"},
    }
    for kind in KINDS:
        properties[PLURALS[kind]] = {"type": "array", "items": {"$ref": f"#/$defs/{record_class(kind).__name__}"}}
    return {
        "$schema": _DRAFT,
        "title": "csto dataset",
        "type": "object",
        "properties": properties,
        "required": ["format"],
        "additionalProperties": False,
        "$defs": definitions(),
    }
