"""Single records and answers as pages: a record with all it knows, why it says so, the organization on a day, what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.errors import AmbiguousAnswerError, CoverageWarning, NotFoundError
from csto.kinds import PLURALS
from csto.model.base import Part, SourcedRecord
from csto.plain import annotations_of, field_type
from csto.views.shapes import Fact, Link, Map, MapCell, Page, Table
from csto.views.words import (
    anchor,
    cited,
    field_words,
    graph_of,
    joined,
    kind_of_id,
    label,
    link_to,
    plain,
    refer,
    title_words,
    web,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from csto.explanation import Explanation
    from csto.extent import BodyYear, Coverage
    from csto.model.base import Dispute, Record
    from csto.model.terms import Term
    from csto.records import Records
    from csto.snapshot import Snapshot
    from csto.views.shapes import Cell

__all__ = ["coverage_page", "explanation_page", "record_page", "snapshot_page"]

_ELSEWHERE = frozenset(("id", "name", "title", "citations", "confidence", "disputes", "notes"))
_UNSAID: dict[str, object] = {"status": "held", "acting": False, "participation": "active", "planned": False}
"""What goes without saying: values that are not shown."""


# -- a record ------------------------------------------------------------------------------------------------------------------


def record_page(record: Record) -> Page:
    """A record with its names, dates, place, people, documents, sources, disputes and notes."""
    blocks: list[Fact | Table | Map] = []
    for name, annotation in annotations_of(type(record)):
        value = getattr(record, name)
        if name in _ELSEWHERE or value in (None, ()) or _UNSAID.get(name) == value:
            continue
        if name == "period" and plain(value) == plain(getattr(record, "date", None)):
            continue
        blocks.append(_field(record, name, annotation, value))
    blocks += _relations(record)
    if isinstance(record, SourcedRecord):
        if record.citations:
            blocks.append(Fact("sources", tuple([cited(citation) for citation in record.citations])))
        if record.disputes:
            blocks.append(Fact("disputed", tuple([_disputed(dispute) for dispute in record.disputes])))
        blocks.append(Fact("confidence", ((plain(record.confidence),),)))
    if record.notes:
        blocks.append(Fact("notes", ((record.notes,),)))
    if graph_of(record) is None:
        blocks.append(Fact("", (("This record belongs to no dataset: its relations are not known.",),)))
    return Page(record.kind_name, label(record), record.id, anchor(record.kind_name, record.id), tuple(blocks))


def _field(record: Record, name: str, annotation: str, value: Any) -> Fact | Table:
    """A field as a fact, or what it holds in parts as a table."""
    many, item = field_type(type(record), annotation)
    if issubclass(item, Part):
        return _parts(name, value)
    kind = kind_of_id(annotation)
    if kind is not None and name != "id":
        ids: tuple[str, ...] = value if many else (value,)
        links: list[Cell] = [(refer(record, kind, id),) for id in ids]
        return Fact(field_words(name), (joined(links),) if len(links) <= 3 else tuple(links))
    if name == "url":
        return Fact("address", ((web(value, value),),))
    if many:
        return Fact(field_words(name), tuple([(plain(said),) for said in value]))
    return Fact(field_words(name), ((plain(value),),))


def _parts(name: str, parts: Sequence[Any]) -> Fact | Table:
    if name == "names":
        return Fact("other names", tuple([_named(said) for said in parts]))
    if name == "titles":
        return Fact("titles", tuple([(said.text, f" ({title_words(said)})") for said in parts]))
    cls: type[Part] = parts[0].__class__
    columns = [
        (field, annotation)
        for field, annotation in annotations_of(cls)
        if any(getattr(part, field) not in (None, (), False) for part in parts)
    ]
    rows = [tuple([_inner(part, field, annotation) for field, annotation in columns]) for part in parts]
    return Table(field_words(name), tuple([field_words(field) for field, _ in columns]), tuple(rows))


def _named(name: Any) -> Cell:
    said = [word for word in (name.language, plain(name.kind), plain(name.period)) if word and word != "usual"]
    return (name.text, f" ({', '.join(said)})" if said else "")


def _inner(part: Part, field: str, annotation: str) -> Cell:
    value: Any = getattr(part, field)
    if value in (None, (), False):
        return ()
    if field == "citations":
        return joined([(web(f"[{at}]", _address(citation)),) for at, citation in enumerate(value, 1)], " ")
    kind = kind_of_id(annotation)
    if kind == "source" and graph_of(part) is not None:
        source = graph_of(part).get("source", value)
        return (web(source.publisher, source.url),)
    if kind in ("meeting", "instrument", "event"):  # many of them stand in one table, and their titles are long
        return (Link(value, "#" + anchor(kind, value)),)
    if kind is not None:
        ids: tuple[str, ...] = (value,) if isinstance(value, str) else value
        return joined([(refer(part, kind, id),) for id in ids])
    return (plain(value),)


def _address(citation: Any) -> str | None:
    return None if graph_of(citation) is None else citation.source.url


def _disputed(dispute: Dispute) -> Cell:
    by = joined([cited(citation) for citation in dispute.citations], "; ")
    settled = f" ({dispute.about})" if dispute.about else ""
    return (f"{field_words(dispute.field)} = {dispute.value}{settled}", *(("; so ", *by) if by else ()))


_RELATIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "state": (("memberships", "memberships"), ("chairmanships", "chairmanships"), ("people", "people")),
    "body": (("chairmanships", "chairmanships"), ("meetings", "meetings"), ("documents", "instruments")),
    "person": (("terms of office", "terms"), ("chairmanships", "chairmanships"), ("meetings", "meetings"), ("events", "events")),
    "force": (("exercises", "exercises"),),
    "series": (("editions", "exercises"),),
    "exercise": (("parts", "parts"),),
}  # fmt: skip


def _relations(record: Record) -> list[Fact]:
    """What other records say of this one."""
    if graph_of(record) is None:
        return []
    made: list[Fact] = []
    item: Any = record
    if record.kind_name == "meeting":
        found: Records[Any] = item.documents
        reported = item.documents_reported
        count = f"documents ({len(found)} of {reported} reported)" if reported else "documents"
        if found or reported:
            made.append(Fact(count, _links(found) or (("none on record",),)))
    for name, relation in _RELATIONS.get(record.kind_name, ()):
        found = getattr(item, relation)
        if found:
            made.append(Fact(f"{name} ({len(found)})" if len(found) > 1 else name, _links(found), shown=5))
    return made


def _links(records: Iterable[Record]) -> tuple[Cell, ...]:
    return tuple([(link_to(record),) for record in records])


# -- why -----------------------------------------------------------------------------------------------------------------------


def explanation_page(explanation: Explanation[Any]) -> Page:
    """The sources of a record, or of one of its fields, and where they disagree."""
    record: SourcedRecord = explanation.record
    blocks: list[Fact | Table | Map] = []
    if explanation.field is not None:
        annotation = dict(annotations_of(type(record)))[explanation.field]
        if explanation.value in (None, ()):
            blocks.append(Fact(field_words(explanation.field), (("not known",),)))
        else:
            blocks.append(_field(record, explanation.field, annotation, explanation.value))
    blocks.append(Fact("confidence", ((plain(explanation.confidence),),)))
    sources = tuple([cited(citation) for citation in explanation.citations])
    blocks.append(Fact("sources", sources or (("no source names this field",),), shown=20))
    if explanation.disputes:
        blocks.append(Fact("disputed", tuple([_disputed(dispute) for dispute in explanation.disputes]), shown=20))
    if explanation.notes:
        blocks.append(Fact("notes", ((explanation.notes,),)))
    return Page(f"why: {record.kind_name}", label(record), record.id, "", tuple(blocks))


# -- a day ---------------------------------------------------------------------------------------------------------------------

_SEATS = {
    "head-of-state": "head of state",
    "head-of-government": "head of government",
    "foreign-minister": "foreign minister",
    "defence-minister": "defence minister",
    "security-council-secretary": "security council",
}
_OFFICERS = ("deputy-secretary-general", "chief-of-joint-staff", "press-secretary")


def snapshot_page(snapshot: Snapshot) -> Page:
    """The organization as it stood on a day: its members, chair and officers, who holds which seat, and what took place."""
    import warnings

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", CoverageWarning)
        blocks = _snapshot_blocks(snapshot)
    said = dict.fromkeys([str(warning.message) for warning in heard if issubclass(warning.category, CoverageWarning)])
    if said:
        blocks.append(Fact("mind", tuple([(message,) for message in said]), shown=3))
    return Page("the organization on", str(snapshot.date), "", "", tuple(blocks))


def _snapshot_blocks(snapshot: Snapshot) -> list[Fact | Table | Map]:
    members = snapshot.members
    frozen = set(members.ids) - set(snapshot.participating.ids)
    terms = snapshot.terms
    blocks: list[Fact | Table | Map] = [
        Fact("members", (joined([(link_to(state), *((" (participation frozen)",) if state.id in frozen else ())) for state in members]) or ("none",),)),
        Fact("chair", tuple([(link_to(turn),) for turn in snapshot.chairmanships]) or (("not known",),)),
        Fact("secretary general", (_secretary(snapshot),)),
    ]  # fmt: skip
    for office in _OFFICERS:
        found = sorted([term for term in terms if term.office == office], key=lambda term: not _surely(snapshot, term))
        if found:
            blocks.append(Fact(office.replace("-", " "), tuple([_holder(snapshot, term) for term in found]), shown=4))
    others: dict[str, list[Cell]] = {}
    for spell in snapshot.memberships:
        if spell.status not in ("member", "party") or (spell.of == "treaty" and spell.state_id not in members):
            others.setdefault(f"{spell.status} ({spell.of})", []).append((refer(spell, "state", spell.state_id),))
    blocks += [Fact(name, (joined(cells),)) for name, cells in others.items()]
    seats: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        if term.state_id in members:
            seats.setdefault((str(term.state_id), term.office), []).append(term)
    held = {seat: _holders(snapshot, found) for seat, found in seats.items()}
    offices = [office for office in _SEATS if any((state.id, office) in held for state in members)]
    if offices:
        rows = [((link_to(state),), *[held.get((state.id, office), ()) for office in offices]) for state in members]
        blocks.append(Table("seats", ("", *[_SEATS[office] for office in offices]), tuple(rows)))  # fmt: skip
    for name, records in (("meetings", snapshot.meetings), ("events", snapshot.events)):
        sure = [record for record in records if record.period.contains(snapshot.date.text)]
        if sure:
            blocks.append(Fact(name, _links(sure)))
        if len(sure) < len(records):
            blocks.append(
                Fact(f"{name}, perhaps", _links([record for record in records if record not in sure]), shown=3)
            )
    return blocks


def _secretary(snapshot: Snapshot) -> Cell:
    try:
        return (link_to(snapshot.secretary_general),)
    except AmbiguousAnswerError as error:
        return (str(error),)
    except NotFoundError:
        return ("not known",)


def _surely(snapshot: Snapshot, term: Term) -> bool:
    """Whether a term surely covers the day."""
    from csto.succession import sure_span

    first, last = sure_span(term.period, term.attested)
    return first <= snapshot.date.first and snapshot.date.last <= last


def _holders(snapshot: Snapshot, terms: Sequence[Term]) -> Cell:
    """Who holds a seat; those of whom it is not sure only where nobody surely does."""
    sure = [term for term in terms if _surely(snapshot, term)]
    return joined([_holder(snapshot, term) for term in sure or terms], " / ")


def _holder(snapshot: Snapshot, term: Term) -> Cell:
    """Who holds an office, marked where that is not sure on that day."""
    marks = [word for word, holds in (("acting", term.acting), ("?", not _surely(snapshot, term))) if holds]
    return (refer(term, "person", term.person_id), f" ({', '.join(marks)})" if marks else "")


# -- what is covered -----------------------------------------------------------------------------------------------------------

_KIND_HEAD = ("kind", "records", "sources", "two publishers", "disputed", "high confidence")
_BODY_HEAD = ("body", "year", "meetings", "documents", "known/reported", "exact titles", "Russian titles")


def coverage_page(coverage: Coverage, *, drawn: bool = False) -> Page:
    """What the dataset has and what it knows that it lacks: by body and year as a map (`drawn`) or as rows."""
    kinds = [
        tuple([(text,) for text in (PLURALS[kind], *map(str, (row.records, row.sources, row.two_sources, row.disputed, row.high)))])
        for kind, row in coverage.kinds.items()
    ]  # fmt: skip
    blocks: list[Fact | Table | Map] = [Table("kinds", _KIND_HEAD, tuple(kinds), shown=99, numbers=True)]
    if coverage.bodies:
        blocks.append(
            _map(coverage) if drawn else Table("bodies by year", _BODY_HEAD, _years(coverage), shown=999, numbers=True)
        )
    gaps = [(f"{gap.period}  ", gap.about or gap.notes or gap.id) for gap in coverage.gaps]
    blocks.append(Fact(f"known to be missing: {len(gaps)}", tuple(gaps), shown=5 if drawn else 999))
    until = f", as of {coverage.as_of}" if coverage.as_of else ""
    return Page("coverage of", f"dataset {coverage.version}{until}", "", "", tuple(blocks))


def _years(coverage: Coverage) -> tuple[tuple[Cell, ...], ...]:
    shares: Callable[[BodyYear], str] = lambda row: "" if row.reported is None else f"{row.known}/{row.reported}"  # noqa: E731
    return tuple(
        [
            tuple([(str(said),) for said in (row.body, row.year, row.meetings, row.documents, shares(row), row.exact, row.russian)])
            for row in coverage.bodies
        ]
    )  # fmt: skip


_MAPPED = ("meeting", "instrument")
"""What the map shows, so that a gap of that is marked in it."""


def _map(coverage: Coverage) -> Map:
    """The meetings of each body in each year, shaded by how many of the documents that they are reported to have adopted are known."""
    by_place = {(row.body, row.year): row for row in coverage.bodies}
    years = range(min(row.year for row in coverage.bodies), max(row.year for row in coverage.bodies) + 1)
    totals: dict[str, int] = {}
    for row in coverage.bodies:
        totals[row.body] = totals.get(row.body, 0) + row.meetings
    missing: dict[str, set[int]] = {}
    for gap in coverage.gaps:
        if gap.body_id is not None and gap.of in _MAPPED:
            found = {year for year in years if gap.period.first[:4] <= str(year) <= gap.period.last[:4]}
            missing.setdefault(gap.body_id, set()).update(found)
    rows: list[tuple[str, tuple[MapCell | None, ...]]] = []
    for body in sorted(
        {*totals, *(body for body, lost in missing.items() if lost)}, key=lambda body: (-totals.get(body, 0), body)
    ):
        lost = missing.get(body, set())
        rows.append((body, tuple([_place(body, year, by_place.get((body, year)), year in lost) for year in years])))
    legend = (
        MapCell("2", 1, False, "meetings; no number of documents reported"),
        MapCell("2", 2, False, "less than half of the reported documents on record"),
        MapCell("2", 3, False, "half or more of them"),
        MapCell("2", 4, False, "all of them"),
        MapCell("", 0, True, "known to be missing"),
    )
    return Map("meetings by body and year", tuple(rows), tuple([str(year) for year in years]), legend)


def _place(body: str, year: int, row: BodyYear | None, missing: bool) -> MapCell | None:
    if row is None:
        return MapCell("", 0, True, f"{body} {year}: known to be missing") if missing else None
    said = f"{body} {year}: {row.meetings} meeting{'' if row.meetings == 1 else 's'}, {row.documents} documents"
    level = 1
    if row.reported:
        share = (row.known or 0) / row.reported
        level = 4 if share >= 1 else 3 if share >= 0.5 else 2
        said += f", {row.known} of {row.reported} reported ones"
    return MapCell(str(row.meetings), level, missing, said + (", and more known to be missing" if missing else ""))
