"""The sections of docstrings: ``Attributes:`` becomes documented fields, each with the type that its class gives it."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import csto
from csto.model.base import Part

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FIELD = re.compile(r"^ {4}(\w+): (.*)$")


def _sections(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Write the fields that a docstring lists as reStructuredText."""
    if what not in ("class", "exception") or "Attributes:" not in lines:
        return
    at = lines.index("Attributes:")
    made = lines[:at]
    types = _types(obj)
    rest = at + 1
    while rest < len(lines) and (not lines[rest] or lines[rest].startswith("    ")):
        found = _FIELD.match(lines[rest])
        if found:
            field, said = found.groups()
            made += ["", f".. py:attribute:: {field}"]
            if field in types:
                made.append(f"   :type: {types[field]}")
            made += ["", f"   {said}"]
        elif lines[rest]:
            made.append(f"   {lines[rest].strip()}")
        rest += 1
    lines[:] = [*made, "", *lines[rest:]]


def _types(obj: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(obj.__mro__ if isinstance(obj, type) else ()):
        if issubclass(base, Part):
            found |= dict(zip(base.field_names, base.field_annotations, strict=True))
        else:
            own = inspect.get_annotations(base)  # pyright: ignore[reportUnknownArgumentType]
            found |= {name: said for name, said in own.items() if isinstance(said, str)}
    return found


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the handler."""
    app.connect("autodoc-process-docstring", _sections)
    return {"version": csto.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
