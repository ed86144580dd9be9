"""Hypothesis strategies for any content: records of every class, and valid datasets with anything in their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs
from hypothesis import strategies as st

import csto
from csto.kinds import KINDS, PLURALS
from csto.model.base import Part
from csto.plain import annotations_of, field_type
from tests.strategies import datasets, partial_dates, periods

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["TEXTS", "any_of", "parts_of", "wordy"]


def parts_of(dataset: csto.Dataset) -> dict[str, csto.Records[Any]]:
    """All records of a dataset by the names of its collections."""
    return {PLURALS[kind]: dataset.all(kind) for kind in KINDS}


TEXTS = st.text(max_size=12) | st.sampled_from(
    ['"', "\\", "\n", "\x00", "\x7f", "\u2028", "<b>", "Душанбе", "👋", "null"]
)
SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True)


def _values(cls: type[Part], name: str, annotation: str) -> SearchStrategy[Any]:
    many, item = field_type(cls, annotation)
    found: SearchStrategy[Any]
    if issubclass(item, Part):
        found = st.deferred(lambda: any_of(item))
    elif item is csto.PartialDate:
        found = partial_dates()
    elif item is csto.Period:
        found = periods()
    elif item is bool:
        found = st.booleans()
    elif item is int:
        found = st.integers()
    elif item is str:
        found = SLUGS if name == "id" else TEXTS
    else:
        found = st.sampled_from(list(cast("Iterable[Any]", item)))
    if many:
        return st.lists(found, min_size=1 if name == "titles" else 0, max_size=2).map(tuple)
    return st.none() | found if annotation.endswith("| None") else found


def any_of(cls: type[Part]) -> SearchStrategy[Any]:
    """Records of a class with any content that its fields can hold."""
    return st.builds(cls, **{name: _values(cls, name, annotation) for name, annotation in annotations_of(cls)})


@st.composite
def wordy(draw: DrawFn) -> csto.Dataset:
    """Valid datasets in whose descriptions, notes, locators and disputes anything may stand."""
    dataset = draw(datasets())
    changed: dict[str, Any] = {}
    for name, records in parts_of(dataset).items():
        items = [
            attrs.evolve(item, about=draw(st.none() | TEXTS), notes=draw(st.none() | TEXTS)) for item in records[:2]
        ]
        if items and hasattr(items[0], "disputes"):
            dispute = csto.Dispute(field="period", value=draw(TEXTS), about=draw(st.none() | TEXTS))
            items[0] = attrs.evolve(items[0], disputes=(dispute,))
        changed[name] = [*items, *records[2:]]
    return dataset.replace(**changed)
