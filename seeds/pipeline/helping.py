"""What helps a contributor: a commented template for each kind, and a schema for the editor, both made from the classes."""

from __future__ import annotations

import json
import textwrap
from enum import Enum
from typing import TYPE_CHECKING

from csto.dates import PartialDate, Period
from csto.forms import fields_of
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import Part
from csto.plain import annotations_of, field_type
from csto.schema import dataset_schema, definitions, field_docs

if TYPE_CHECKING:
    from typing import Any

__all__ = ["helping_files"]


def helping_files() -> dict[str, str]:
    """The text of the templates and schemas, by their path within ``seeds/``."""
    files: dict[str, str] = {}
    for kind in KINDS:
        files[f"templates/{PLURALS[kind]}.toml"] = _template(kind)
        files[f"schema/{PLURALS[kind]}.json"] = json.dumps(_schema(kind), indent=1, ensure_ascii=False) + "\n"
    return files


def _schema(kind: str) -> dict[str, Any]:
    """The schema of a seed file: tables by id, in which the id is not repeated and one of date and period will do."""
    found = definitions()
    name = record_class(kind).__name__
    own = dict(found[name])
    own["properties"] = {key: value for key, value in own["properties"].items() if key != "id"}
    spare = {"id", "date", "period"} if {"date", "period"} <= set(own["properties"]) else {"id"}
    own["required"] = [key for key in own["required"] if key not in spare]
    used = {name: own}
    waiting = [own]
    while waiting:
        for word in _references(waiting.pop()):
            if word not in used:
                used[word] = found[word]
                waiting.append(found[word])
    return {
        "$schema": dataset_schema()["$schema"],
        "title": f"csto seeds: {PLURALS[kind]}",
        "type": "object",
        "additionalProperties": {"$ref": f"#/$defs/{name}"},
        "$defs": dict(sorted(used.items())),
    }


def _references(schema: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(schema, dict):
        inner: dict[str, Any] = schema  # pyright: ignore[reportUnknownVariableType]
        if "$ref" in inner:
            found.add(str(inner["$ref"]).rpartition("/")[2])
        return found.union(*[_references(value) for value in inner.values()])
    if isinstance(schema, list):
        items: list[Any] = schema  # pyright: ignore[reportUnknownVariableType]
        return found.union(*[_references(item) for item in items])
    return found


def _template(kind: str) -> str:
    cls = record_class(kind)
    docs = field_docs(cls)
    lines = [
        f"# A template for {PLURALS[kind]}: copy it into a file of seeds/{PLURALS[kind]}/, put the id into the brackets,",
        "# fill in what a source tells, and delete the rest.",
        "",
        *_comment((cls.__doc__ or "").partition("\n")[0]),
        "# [id]: " + docs["id"],
        f"[new-{kind}]",
    ]
    required = {field.name for field in fields_of(cls) if field.required}
    for name, annotation in annotations_of(cls):
        if name == "id":
            continue
        many, item = field_type(cls, annotation)
        needed = " (required)" if name in required else ""
        lines += ["", *_comment(docs[name] + needed)]
        if issubclass(item, Enum):
            lines += _comment("one of: " + ", ".join([str(member.value) for member in item]))
        if issubclass(item, Part):
            inner = ", ".join([f"{field} = {_example(item, text)}" for field, text in annotations_of(item)])
            lines += [f"# {name} = [", f"#   {{ {inner} }},", "# ]"]
        else:
            lines.append(f"# {name} = {'[' if many else ''}{_example(cls, annotation)}{']' if many else ''}")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 118, initial_indent="# ", subsequent_indent="#   ")


def _example(cls: type[Part], annotation: str) -> str:
    many, item = field_type(cls, annotation)
    if issubclass(item, Enum):
        said = f'"{next(iter(item)).value}"'
    else:
        said = {PartialDate: '"2021-09-16"', Period: '"2020-12-02/2021-09-16"', int: "1", bool: "true"}.get(
            item, '"..."'
        )
    return f"[{said}]" if many and issubclass(item, (str, int)) else "[]" if many else said
