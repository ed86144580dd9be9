"""Many records as a table: for each kind the columns that tell its records apart, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.kinds import PLURALS
from csto.model.base import SourcedRecord
from csto.views.shapes import Page, Table
from csto.views.words import anchor, field_words, graph_of, joined, kind_of_id, link_to, plain, refer, web

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from csto.model.base import Record
    from csto.records import Records
    from csto.views.shapes import Cell

__all__ = ["records_page"]

_ROWS = 100  # rows that are shown, most of them folded; the rest are counted
_COLUMNS: dict[str, str] = {
    "state": "name *names *membership",
    "membership": "state_id of status participation period",
    "body": "name abbreviation kind parent_id period",
    "person": "name *names state_id *office born died",
    "term": "person_id office state_id body_id period acting",
    "chairmanship": "state_id person_id body_id period motto opened_at_id closed_at_id",
    "meeting": "*when body_ids title session format *where chair_id *documents",
    "instrument": "date kind title adopted_by_ids adopted_at_id status",
    "exercise": "*when name series_id *where participant_ids personnel",
    "series": "name *names",
    "operation": "*when name country_ids participant_ids",
    "force": "name abbreviation kind period state_ids",
    "programme": "name period state_ids *milestones",
    "event": "*when kind title *where person_ids",
    "city": "name *names country_id",
    "gap": "of period body_id state_id office about",
    "source": "date publisher *title tier language",
}


def records_page(records: Records[Any]) -> Page:
    """The records as a table, with links between them and to their sources."""
    shown = list(records[:_ROWS])
    note = _counted(records)
    if not shown:
        return Page("", f"no records{note}")
    kinds = {record.kind_name for record in records}
    if len(kinds) == 1:
        kind = shown[0].kind_name
        columns = _COLUMNS.get(kind, "*label").split()
    else:
        kind, columns = "", ["kind_name", "*label", "*matched"]
    cells: list[list[Cell]] = [[_cell(record, column) for column in columns] for record in shown]
    matched = {hit.record.id: hit.matched for hit in getattr(records, "hits", ())}
    if "*matched" in columns or matched:
        columns = [*[column for column in columns if column != "*matched"], "*matched"]
        cells = [
            [*row[: len(columns) - 1], (", ".join(matched.get(record.id, ())),)]
            for row, record in zip(cells, shown, strict=True)
        ]
    kept = [at for at in range(len(columns)) if any(_said(row[at]) for row in cells)]
    sourced = any(isinstance(record, SourcedRecord) and record.citations for record in shown)
    head = ("id", *[_head(columns[at]) for at in kept], *(("sources",) if sourced else ()))
    rows = [
        ((record.id,), *[row[at] for at in kept], *((_sources(record),) if sourced else ()))
        for record, row in zip(shown, cells, strict=True)
    ]
    plural = (PLURALS.get(kind, "records") if len(records) != 1 else kind) or "records"
    anchors = tuple([anchor(record.kind_name, record.id) for record in shown])
    table = Table("", head, tuple(rows), anchors, total=len(records))
    return Page("", f"{len(records)} {plural}{note}", blocks=(table,))


def _counted(records: Records[Any]) -> str:
    reported = getattr(records, "reported", None)
    return "" if reported is None else f" ({len(records)} of {reported} reported)"


def _said(cell: Cell) -> bool:
    return any(not isinstance(run, str) or run for run in cell)


def _head(column: str) -> str:
    if column == "kind_name":
        return "kind"
    return {"*names": "in Russian", "*label": "", "*matched": "words found"}.get(column) or field_words(
        column.lstrip("*")
    )


def _cell(record: Record, column: str) -> Cell:
    if column.startswith("*"):
        return _DERIVED[column](record)
    value: Any = getattr(record, column, None)
    if value in (None, (), False):
        return ()
    if column in ("name", "title"):
        return (link_to(record, str(value)),)
    kind = kind_of_id(dict(zip(record.field_names, record.field_annotations, strict=True)).get(column, ""))
    if kind is not None:
        ids: tuple[str, ...] = (value,) if isinstance(value, str) else value
        shown: list[Cell] = [(_short(record, kind, id),) for id in ids[:4]]
        return joined([*shown, (f"and {len(ids) - 4} more",)] if len(ids) > 4 else shown)
    return (plain(value),)


def _short(record: Record, kind: str, id: str) -> Any:
    """A reference in as few words as tell it: an abbreviation, the id of a meeting or document."""
    found = refer(record, kind, id)
    graph = graph_of(record)
    if graph is not None and kind in ("body", "meeting", "instrument"):
        short = getattr(graph.get(kind, id), "abbreviation", None) if kind == "body" else id
        return link_to(graph.get(kind, id), short or found.text)
    return found


def _sources(record: Record) -> Cell:
    if not isinstance(record, SourcedRecord):
        return ()
    links: list[Cell] = []
    for at, citation in enumerate(record.citations[:6], 1):
        url = citation.source.url if graph_of(citation) is not None else None
        links.append((web(f"[{at}]", url),))
    return joined([*links, (f"+{len(record.citations) - 6}",)] if len(record.citations) > 6 else links, " ")


def _when(item: Any) -> Cell:
    return (plain(item.date if item.period is None or plain(item.period) == plain(item.date) else item.period),)


def _where(item: Any) -> Cell:
    ids: tuple[str, ...] = getattr(item, "country_ids", ()) or tuple(
        id for id in (getattr(item, "country_id", None),) if id
    )
    city: Cell = (item.city,) if item.city else ()
    return joined([city, *[(refer(item, "state", id),) for id in ids]])


def _names(item: Any) -> Cell:
    for name in item.names:
        if name.language == "ru":
            return (name.text,)
    return ()


def _membership(item: Any) -> Cell:
    if graph_of(item) is None:
        return ()
    spells = [spell for spell in item.memberships if spell.of != "assembly"] or list(item.memberships)
    if not spells:
        return ()
    last = spells[-1]
    frozen = ", participation frozen" if last.participation == "frozen" else ""
    return (f"{last.status} ({last.of}){frozen}, {last.period}",)


def _office(item: Any) -> Cell:
    if graph_of(item) is None or not item.terms:
        return ()
    last = item.terms[-1]
    return (f"{last.title or plain(last.office).replace('-', ' ')}, {last.period}",)


def _documents(item: Any) -> Cell:
    known = len(item.documents) if graph_of(item) is not None else None
    if item.documents_reported is not None:
        return (f"{'' if known is None else f'{known} of '}{item.documents_reported}",)
    return (str(known),) if known else ()


def _milestones(item: Any) -> Cell:
    if not item.milestones:
        return ()
    last = item.milestones[-1]
    return (f"{len(item.milestones)}, the last {last.date} ({last.kind})",)


_DERIVED: dict[str, Callable[[Any], Cell]] = {
    "*when": _when,
    "*where": _where,
    "*names": _names,
    "*membership": _membership,
    "*office": _office,
    "*documents": _documents,
    "*milestones": _milestones,
    "*label": lambda item: (link_to(item),),
    "*title": lambda item: (web(item.title, item.url),),
    "*matched": lambda item: (),
}
