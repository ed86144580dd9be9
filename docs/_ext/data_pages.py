"""The generated parts of the documentation that are text: the kinds with their fields, and what is covered."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Any

import csto
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import REQUIRED, Part, SourcedRecord
from csto.plain import annotations_of, field_type
from csto.schema import field_docs
from markup import Html, clean, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csto import Dataset
    from csto.extent import BodyYear, Coverage

__all__ = ["coverage_text", "kinds_text", "marked"]

_NUMBERS = ("records", "sources", "two_sources", "disputed", "high")


def marked(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", clean(text))


def _said(text: str) -> str:
    """A docstring's text as Markdown: names in single backticks are code in both, the rest is text."""
    pieces = re.split(r"(`+[^`]+`+)", clean(text))
    return "".join([f"`{piece.strip('`')}`" if piece.startswith("`") else marked(piece) for piece in pieces])


# -- the kinds -----------------------------------------------------------------------------------------------------------------


def kinds_text() -> str:
    """Every kind of record and every part of one, with its fields, as Markdown."""
    records = [record_class(kind) for kind in KINDS]
    parts: dict[str, type[Part]] = {}
    made: list[str] = []
    for kind, cls in zip(KINDS, records, strict=True):
        made += [
            f"({_target(cls)})=",
            f"## {cls.__name__}",
            "",
            f"*`{PLURALS[kind]}` in a dataset file; {_ref(cls)} in Python.* {_about(cls)}",
            "",
        ]
        made += _fields(cls, parts)
    made += ["## Parts of records", "", "Values that stand within records and have no id of their own.", ""]
    seen: set[str] = set()
    while len(seen) < len(parts):  # a part may have parts of its own
        for name in [name for name in parts if name not in seen]:
            seen.add(name)
            cls_of_part = parts[name]
            made += [f"({_target(cls_of_part)})=", f"### {name}", "", f"{_ref(cls_of_part)}. {_about(cls_of_part)}", ""]
            made += _fields(cls_of_part, parts)
    return "\n".join(made)


def _target(cls: type) -> str:
    return f"fields-{cls.__name__.lower()}"


def _ref(cls: type) -> str:
    return f"{{py:class}}`csto.{cls.__name__}`" if cls.__name__ in csto.__all__ else f"`{cls.__name__}`"


def _about(cls: type) -> str:
    return _said((cls.__doc__ or "").partition("\n")[0])


def _fields(cls: type[Part], parts: dict[str, type[Part]]) -> list[str]:
    docs = field_docs(cls)
    rows = ["| field | what stands in it | meaning |", "| --- | --- | --- |"]
    fields = list(zip(annotations_of(cls), cls.field_defaults, strict=True))
    # the fields of the class itself come first, the id before all; those that every record has stand last
    fields.sort(key=lambda pair: (pair[0][0] != "id", pair[0][0] in SourcedRecord.field_names))
    for (name, annotation), (_, default) in fields:
        needed = " (needed)" if default is REQUIRED else ""
        rows.append(f"| `{name}`{needed} | {_type_words(cls, annotation, parts)} | {_said(docs.get(name, ''))} |")
    return [*rows, ""]


def _type_words(cls: type[Part], annotation: str, parts: dict[str, type[Part]]) -> str:
    many, item = field_type(cls, annotation)
    name = annotation.removeprefix("tuple[").partition(",")[0].partition(" ")[0]
    if name.endswith("Id"):
        return f"{'ids' if many else 'an id'} ({{py:class}}`csto.{name}`)"
    if issubclass(item, Part):
        parts.setdefault(item.__name__, item)
        return f"[{item.__name__}](#{_target(item)}){', several' if many else ''}"
    if issubclass(item, Enum) or item.__name__ in csto.__all__:
        return f"{{py:class}}`csto.{item.__name__}`{', several' if many else ''}"
    return {str: "text", int: "a whole number", bool: "yes or no"}.get(item, item.__name__) + (
        ", several" if many else ""
    )


# -- what is covered -----------------------------------------------------------------------------------------------------------


def coverage_text(dataset: Dataset) -> str:
    """What the dataset has and what it knows that it lacks, as Markdown."""
    coverage = dataset.coverage()
    made = [
        f"Dataset {marked(coverage.version)}, as of {marked(coverage.as_of)}; what `csto.coverage()` tells.",
        "",
        "## By kind",
        "",
        "How many records there are, how many publications they cite, how many of them cite two or more publishers that do not copy one another, how many",
        "keep a value on which sources disagree, and how many have high confidence.",
        "",
        str(_kinds_table(coverage)),
        "",
        "## By body and year",
        "",
        "Meetings on record, the documents on record that they adopted, and how many of the documents that they are *reported*",
        "to have adopted are known; of the documents, how many have an exact title, and how many a title in Russian.",
        "",
        *[f"{_body_table(dataset, body, rows)}\n" for body, rows in _by_body(coverage.bodies).items()],
        "## Known to be missing",
        "",
        *[f"- {marked(str(gap.period))}: {marked(_gap(gap))}" for gap in coverage.gaps],
    ]
    return "\n".join(made)


def _gap(gap: Any) -> str:
    return str(gap.about or gap.notes or f"{gap.of} {gap.office or ''} {gap.state_id or gap.body_id or ''}")


def _by_body(rows: Iterable[BodyYear]) -> dict[str, list[BodyYear]]:
    found: dict[str, list[BodyYear]] = {}
    for row in rows:
        found.setdefault(row.body, []).append(row)
    return dict(sorted(found.items(), key=lambda pair: (-sum([row.meetings for row in pair[1]]), pair[0])))


def _kinds_table(coverage: Coverage) -> Html:
    rows = [[PLURALS[kind], *[getattr(found, name) for name in _NUMBERS]] for kind, found in coverage.kinds.items()]
    return _table(["", "records", "sources", "two publishers", "disputed", "high confidence"], rows, "by-kind")


def _body_table(dataset: Dataset, body: str, rows: Sequence[BodyYear]) -> Html:
    name = dataset.body(body).name
    meetings, documents = sum([row.meetings for row in rows]), sum([row.documents for row in rows])
    years = f"{rows[0].year}–{rows[-1].year}" if len(rows) > 1 else str(rows[0].year)
    said = [
        [
            row.year,
            row.meetings,
            row.documents,
            "" if row.reported is None else f"{row.known} of {row.reported}",
            row.exact,
            row.russian,
        ]
        for row in rows
    ]
    table = _table(["year", "meetings", "documents", "known of reported", "exact titles", "Russian titles"], said, body)
    return el(
        "details", el("summary", el("strong", name), f" {years}: {meetings} meetings, {documents} documents"), table
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[object]], name: str) -> Html:
    top = el("thead", el("tr", *[el("th", said, scope="col") for said in head]))
    body = [
        el(
            "tr",
            *[el("th" if at == 0 else "td", said, scope="row" if at == 0 else None) for at, said in enumerate(row)],
        )
        for row in rows
    ]
    table = el("table", top, el("tbody", *body), class_="docutils numbers", data_csto=name)
    return el("div", table, class_="table-wrapper")
