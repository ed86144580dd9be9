"""The pages on which the records are looked up: one for each, indexes by kind and by year, and the index of the search.

Made from a dataset and nothing else; Sphinx only puts the theme around them (`lookup_site`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from csto.folding import fold
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import Dispute, Part
from csto.model.bodies import BodyKind
from csto.plain import annotations_of, field_type
from markup import Html, clean, el, href, join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from csto import Citation, Dataset
    from csto.model.base import Record

__all__ = ["PAGED", "Page", "Site"]

PAGED = (
    "state",
    "body",
    "person",
    "chairmanship",
    "meeting",
    "instrument",
    "programme",
    "exercise",
    "series",
    "operation",
    "force",
    "event",
    "city",
)
"""The kinds whose records have pages of their own; the others stand on the pages of the records that they belong to."""

TITLES = {
    "state": "States",
    "body": "Bodies",
    "person": "People",
    "chairmanship": "Chairmanships",
    "meeting": "Meetings",
    "instrument": "Documents",
    "programme": "Programmes",
    "exercise": "Exercises",
    "series": "Series of exercises",
    "operation": "Operations",
    "force": "Forces",
    "event": "Events",
    "city": "Places",
    "membership": "Memberships",
    "term": "Terms of office",
    "gap": "Known to be missing",
}
WORDS = {"instrument": "document", "city": "place", "series": "series of exercises"}
DATED = ("chairmanship", "meeting", "instrument", "exercise", "operation", "event")

_ELSEWHERE = frozenset(
    (
        "id",
        "aliases",
        "name",
        "title",
        "citations",
        "confidence",
        "disputes",
        "notes",
        "about",
        "attendance",
        "milestones",
    )
)
_UNSAID: dict[str, object] = {"status": "held", "acting": False, "participation": "active"}
_SHOWN = 12
"""How many rows of a list stand open; the rest is folded."""

_HEADINGS: dict[tuple[str, str], str] = {
    # what another record says of this one: by the kind of the other record and the field in which it names this one
    ("membership", "state_id"): "Membership",
    ("membership", "instrument_id"): "Memberships that rest on it",
    ("chairmanship", "state_id"): "Chairmanships",
    ("chairmanship", "person_id"): "Chairmanships",
    ("chairmanship", "body_id"): "Turns in the chair",
    ("chairmanship", "opened_at_id"): "Gave the chair to",
    ("chairmanship", "closed_at_id"): "Closed the turn of",
    ("term", "person_id"): "Offices",
    ("term", "state_id"): "Holders of its offices",
    ("term", "body_id"): "Officers",
    ("term", "instrument_id"): "Appointed by it",
    ("person", "state_id"): "People",
    ("body", "parent_id"): "Bodies that belong to it",
    ("body", "instrument_id"): "Bodies created by it",
    ("meeting", "body_ids"): "Meetings",
    ("meeting", "country_id"): "Meetings held there",
    ("meeting", "chair_id"): "Meetings presided over",
    ("meeting", "presiding_state_id"): "Meetings presided over",
    ("meeting", "attendance.person_id"): "Meetings attended, or not",
    ("instrument", "adopted_at_id"): "Documents adopted",
    ("instrument", "adopted_by_ids"): "Documents adopted",
    ("instrument", "party_ids"): "Documents signed or joined",
    ("instrument", "ratifications.state_id"): "Documents ratified",
    ("instrument", "country_id"): "Documents made there",
    ("instrument", "relations.instrument_id"): "Named by other documents",
    ("instrument", "endorsements.meeting_id"): "Drafts considered",
    ("instrument", "endorsements.body_id"): "Drafts considered",
    ("programme", "state_ids"): "Programmes",
    ("programme", "milestones.meeting_id"): "A step in programmes",
    ("programme", "milestones.instrument_id"): "A step in programmes",
    ("programme", "milestones.event_id"): "A step in programmes",
    ("exercise", "country_ids"): "Exercises held there",
    ("exercise", "participant_ids"): "Exercises in which it took part",
    ("exercise", "force_ids"): "Exercises",
    ("exercise", "series_id"): "Editions",
    ("exercise", "parent_id"): "Parts",
    ("operation", "country_ids"): "Operations there",
    ("operation", "participant_ids"): "Operations in which it took part",
    ("operation", "commander_id"): "Operations commanded",
    ("operation", "series_id"): "Operations",
    ("force", "state_ids"): "Forces to which it contributes",
    ("force", "instrument_id"): "Forces established by it",
    ("event", "person_ids"): "Events",
    ("event", "state_ids"): "Events",
    ("event", "body_ids"): "Events",
    ("event", "country_id"): "Events there",
    ("event", "instrument_ids"): "Events",
    ("gap", "body_id"): "Known to be missing",
    ("gap", "state_id"): "Known to be missing",
    ("city", "country_id"): "Places",
}
_SILENT = frozenset((("meeting", "attendance.state_id"),))
"""What would say of a state only that it was at nearly every meeting."""
_LAST = ("People", "Places", "Known to be missing")
"""The headings that come after the others."""
_REVERSED = {
    "amends": "amended by",
    "replaces": "replaced by",
    "implements": "implemented by",
    "extends": "prolonged by",
    "approves": "approved by",
    "part-of": "has the part",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path from the root of the site, its title as text, its body, and what stands before and after it."""

    path: str
    title: str
    body: Html
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a record names another: in which field, and, where that is in a part of it, in which part."""

    record: Any
    path: str
    part: Any = field(default=None, compare=False)


def kind_of_id(annotation: str) -> str | None:
    """The kind of records that a field with this annotation names, None if it names none."""
    name = annotation.removeprefix("tuple[").partition(",")[0].partition(" ")[0]
    return name[:-2].lower() if name.endswith("Id") else None


def words_of(name: str) -> str:
    """The name of a field as it is shown."""
    special = {"body_ids": "bodies", "person_ids": "people", "country_ids": "countries", "party_ids": "parties"}
    special |= {"adopted_by_ids": "adopted by", "alpha_3": "ISO 3166 alpha-3", "numeric": "ISO 3166 numeric"}
    special |= {"names": "other names", "documents_reported": "documents reported", "adopted_at_id": "adopted at"}
    if name in special:
        return special[name]
    words = name.removesuffix("_id").replace("_", " ")
    return words.removesuffix(" ids") + "s" if words.endswith(" ids") else words


def value_words(value: object) -> str:
    """A plain value as it is shown."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value).replace("-", " ")
    return str(value)


class Site:
    """The pages of a dataset. `link` makes the address of a page as seen from another, both given by their paths."""

    def __init__(self, dataset: Dataset, link: Callable[[str, str], str]) -> None:
        self.dataset = dataset
        self._link = link
        self._here = ""

    # -- what is where ---------------------------------------------------------------------------------------------------

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """The records of each kind by id."""
        return {kind: {item.id: item for item in self.dataset.all(kind)} for kind in KINDS}

    @cached_property
    def mentions(self) -> dict[tuple[str, str], list[Mention]]:
        """Who names each record, in the order of the kinds and then of the records."""
        found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for kind in KINDS:
            for item in self.records[kind].values():
                for path, part, target, id in _references(item, ""):
                    if target != "source" and (kind, path) not in _SILENT:
                        found[target, id].append(Mention(item, path, part))
        return found

    @cached_property
    def _cities(self) -> dict[str, str]:
        named: dict[str, set[str]] = defaultdict(set)
        for city in self.records["city"].values():
            for name in (city.name, *(name.text for name in city.names)):
                named[fold(name)].add(city.id)
        return {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1}

    @cached_property
    def by_city(self) -> dict[str, list[Any]]:
        """What happened in each city."""
        found: dict[str, list[Any]] = defaultdict(list)
        for kind in ("meeting", "instrument", "exercise", "event"):
            for item in self.records[kind].values():
                if item.city and fold(item.city) in self._cities:
                    found[self._cities[fold(item.city)]].append(item)
        return found

    @cached_property
    def years(self) -> dict[int, dict[str, list[Any]]]:
        """The records of each kind by the year of their beginning."""
        found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for kind in (*DATED, "membership", "term"):
            for item in self.records[kind].values():
                when = date_of(item)
                if when[:4].isdigit():
                    found[int(when[:4])][kind].append(item)
        return dict(sorted(found.items()))

    def path(self, item: Record) -> str | None:
        """The path of the page of a record; None where it has none."""
        return page_path(item) if item.kind_name in PAGED else None

    def to(self, path: str, text: object, **attributes: str | None) -> Html:
        """A link to a page."""
        return el("a", text, href=self._link(self._here, path), **attributes)

    def ref(self, item: Any, text: object | None = None) -> Html:
        """A link to a record, or its label where it has no page."""
        said = self.label(item) if text is None else text
        path = self.path(item)
        return join(said) if path is None else self.to(path, said)

    def ref_id(self, kind: str, id: str) -> Html:
        """A link to a record given by its id."""
        return self.ref(self.records[kind][id])

    # -- labels ----------------------------------------------------------------------------------------------------------

    def label(self, item: Any) -> str:
        """What a record is called in a line."""
        kind = item.kind_name
        if kind == "meeting":
            said = [item.title or self._bodies(item), item.city, str(item.date)]
            return ", ".join([word for word in said if word])
        if kind == "chairmanship":
            body = "" if item.body_id == "csc" else f", {self._short('body', item.body_id)}"
            return f"{self.records['state'][item.state_id].name} in the chair{body}, {item.period}"
        return str(getattr(item, "name", None) or getattr(item, "title", None) or item.id)

    def _bodies(self, item: Any) -> str:
        """The bodies that sat: one by its name, several by their abbreviations."""
        if len(item.body_ids) == 1:
            return str(self.records["body"][item.body_ids[0]].name)
        return ", ".join([self._short("body", id) for id in item.body_ids])

    def _short(self, kind: str, id: str) -> str:
        found = self.records[kind][id]
        return str(getattr(found, "abbreviation", None) or found.name)

    def russian(self, item: Any) -> str | None:
        """The name or title in Russian."""
        texts = [
            name.text for name in getattr(item, "names", ()) if name.language == "ru" and name.kind != "abbreviation"
        ]
        texts += [title.text for title in getattr(item, "titles", ()) if title.language == "ru"]
        return texts[0] if texts and texts[0] != getattr(item, "title", None) else None

    # -- the pages -------------------------------------------------------------------------------------------------------

    def pages(self) -> Iterator[Page]:
        """All pages: of the records, of the kinds, of the years."""
        for kind in PAGED:
            items = list(self.records[kind].values())
            yield self._kind_page(kind, items)
            for at, item in enumerate(items):
                before = items[at - 1] if at else None
                after = items[at + 1] if at + 1 < len(items) else None
                yield self._record_page(item, before, after)
        years = list(self.years)
        yield self._years_page(years)
        for at, year in enumerate(years):
            yield self._year_page(year, years[at - 1] if at else None, years[at + 1] if at + 1 < len(years) else None)

    def _crumbs(self, *crumbs: Html) -> Html:
        pieces: list[object] = [self.to("lookup", "Look up")]
        for crumb in crumbs:
            pieces += [" › ", crumb]
        return el("p", *pieces, class_="crumbs")

    def _record_page(self, item: Any, before: Any, after: Any) -> Page:
        path = page_path(item)
        self._here = path
        kind = item.kind_name
        word = WORDS.get(kind, kind)
        what = value_words(item.kind) if kind in ("instrument", "event") else word
        russian = self.russian(item)
        title = clean(self.label(item)) or item.id
        parts: list[Html] = [
            self._crumbs(self.to(index_path(kind), TITLES[kind])),
            el("h1", el("bdi", *_unbroken(title))),
        ]
        if russian:
            parts.append(el("p", el("bdi", russian, lang="ru"), class_="russian"))
        parts.append(
            el(
                "p",
                el("span", what, class_="tag"),
                " ",
                el("code", item.id),
                " ",
                el("span", f"confidence: {item.confidence.value}", class_=f"confidence {item.confidence.value}"),
                class_="about-record",
            )
        )
        if item.about:
            parts.append(el("p", item.about))
        parts.append(self._facts(item))
        if kind == "meeting":
            parts.append(self._documents(item))
            parts.append(self._attendance(item))
        if kind == "programme":
            parts.append(self._milestones(item))
        parts.append(self._mentions(item))
        parts.append(self._provenance(item))
        if item.notes:
            parts.append(join(el("h2", "Notes"), el("p", item.notes)))
        question = f'csto.series()["{item.id}"]' if kind == "series" else f'csto.{kind}("{item.id}")'
        parts.append(el("p", "In Python: ", el("code", question), class_="in-python"))
        return Page(path, title, Html("\n".join(parts)), self._neighbour(before), self._neighbour(after))

    def _neighbour(self, item: Any) -> tuple[str, str] | None:
        return None if item is None else (page_path(item), clean(self.label(item)) or item.id)

    # -- facts -----------------------------------------------------------------------------------------------------------

    def _facts(self, item: Any) -> Html:
        rows: list[Html] = []
        for name, annotation in annotations_of(record_class(item.kind_name)):
            value = getattr(item, name)
            if name in _ELSEWHERE or value in (None, ()) or _UNSAID.get(name) == value:
                continue
            if name == "period" and str(value) == str(getattr(item, "date", None)):
                continue
            if name == "kind" and item.kind_name in ("instrument", "event"):
                continue
            shown = self._field(item, name, annotation, value)
            if shown:
                rows.append(join(el("dt", words_of(name)), el("dd", shown)))
        if item.aliases:
            rows.append(join(el("dt", "former ids"), el("dd", ", ".join(item.aliases))))
        return el("dl", *rows, class_="facts") if rows else Html("")

    def _field(self, item: Any, name: str, annotation: str, value: Any) -> Html:
        many, cls = field_type(record_class(item.kind_name), annotation)
        if issubclass(cls, Part):
            return _bullets([self._part(name, part) for part in value])
        kind = kind_of_id(annotation)
        if kind is not None:
            links = [self.ref_id(kind, id) for id in (value if many else (value,))]
            return _commas(links) if max(len(str(link)) for link in links) < 160 or len(links) < 3 else _bullets(links)
        if name == "city":
            return self._place(value)
        if name == "period":
            return join(_when(str(value)))
        if many:
            texts = [value_words(said) for said in value]
            return (
                _commas([join(text) for text in texts])
                if sum(map(len, texts)) < 90
                else _bullets([join(text) for text in texts])
            )
        return join(value_words(value))

    def _place(self, city: str) -> Html:
        found = self._cities.get(fold(city))
        return join(city) if found is None else self.to(f"lookup/city/{found}", city)

    def _part(self, name: str, part: Any) -> Html:
        if name == "names":
            said = [value_words(part.kind)] if part.kind != "usual" else []
            said = [word for word in (part.language, *said, str(part.period or "")) if word]
            return join(el("bdi", part.text, lang=part.language), *_brackets(said))
        if name == "titles":
            return join(
                el("bdi", part.text, lang=part.language), *_brackets([part.language, value_words(part.wording)])
            )
        if name == "ratifications":
            step = [] if part.step == "unknown" else [value_words(part.step)]
            return join(
                self.ref_id("state", part.state_id),
                f", {part.date}",
                *_brackets(step),
                self._source_mark(part.source_id),
            )
        if name == "relations":
            return join(value_words(part.kind), " ", self.ref_id("instrument", part.instrument_id))
        if name == "endorsements":
            where = part.meeting_id and self.ref_id("meeting", part.meeting_id)
            who = part.body_id and self.ref_id("body", part.body_id)
            return join(
                f"{part.date} ", _commas([said for said in (who, where) if said]), self._source_mark(part.source_id)
            )
        if name == "strengths":
            about = "about " if part.approximate else ""
            return join(
                f"{part.date}: " if part.date else None, f"{about}{part.personnel}", self._source_mark(part.source_id)
            )
        # a part that this page does not know yet is shown field by field
        return _commas(
            [
                join(f"{words_of(key)}: {value_words(getattr(part, key))}")
                for key in part.field_names
                if getattr(part, key) not in (None, ())
            ]
        )

    def _source_mark(self, id: str | None) -> Html | None:
        if id is None:
            return None
        source = self.records["source"][id]
        return join(" ", href(f"[{source.publisher}]", source.url, class_="mark", title=source.title))

    # -- meetings and programmes -----------------------------------------------------------------------------------------

    def _documents(self, item: Any) -> Html:
        rows = [self._row(found) for found in item.documents]
        reported = item.documents_reported
        if not rows and reported is None:
            return Html("")
        head = "Documents adopted"
        said = None
        if reported is not None:
            known = min(len(rows), reported)
            said = el(
                "p",
                f"{known} of the {reported} documents that it is reported to have adopted are on record.",
                class_="dim",
            )
        return join(el("h2", head), said, _folded(rows))

    def _attendance(self, item: Any) -> Html:
        if not item.attendance:
            return Html("")
        rows: list[Html] = []
        for seat in item.attendance:
            who = self.ref_id("person", seat.person_id) if seat.person_id else None
            state = self.ref_id("state", seat.state_id) if seat.state_id else None
            as_what = [seat.role or (value_words(seat.capacity) if seat.capacity else None)]
            as_what += [value_words(seat.standing)] if seat.standing != "member" else []
            pieces = [piece for piece in (who, state) if piece]
            tag = None
            if seat.mode not in ("unknown", "in-person"):
                tag = join(" ", el("span", value_words(seat.mode), class_=f"tag {seat.mode.value}"))
            rows.append(
                el(
                    "li",
                    _commas(pieces) if pieces else "somebody",
                    *[f", {word}" for word in as_what if word],
                    tag,
                    join(" ", el("span", seat.notes, class_="dim")) if seat.notes else None,
                )
            )
        note = None
        if any(seat.mode == "unknown" for seat in item.attendance):
            note = el(
                "p",
                "Where nothing is said of how somebody took part, no source tells or it was in person.",
                class_="dim",
            )
        return join(el("h2", f"Attendance ({len(rows)})"), note, _folded(rows, 30))

    def _milestones(self, item: Any) -> Html:
        rows: list[Html] = []
        for step in item.milestones:
            links = [
                self.ref_id(kind, id)
                for kind, id in (
                    ("meeting", step.meeting_id),
                    ("instrument", step.instrument_id),
                    ("event", step.event_id),
                )
                if id
            ]
            rows.append(
                _line(
                    _when(str(step.period or step.date)),
                    el("span", value_words(step.kind) + (", planned" if step.planned else ""), class_="tag"),
                    " ",
                    step.about,
                    *([" (", _commas(links), ")"] if links else []),
                    self._marks(step.citations),
                )
            )
        return join(el("h2", "From the proposal on"), _folded(rows, 60)) if rows else Html("")

    # -- what others say of it -------------------------------------------------------------------------------------------

    def _mentions(self, item: Any) -> Html:
        groups: dict[str, dict[str, Html]] = {}
        for mention in self.mentions.get((item.kind_name, item.id), ()):
            other = mention.record
            if item.kind_name == "meeting" and mention.path == "adopted_at_id":
                continue  # shown with how many are reported
            heading = (
                _HEADINGS.get((other.kind_name, mention.path)) or f"{TITLES[other.kind_name]}: {words_of(mention.path)}"
            )
            extra = self._mentioned(item, mention)
            # a record that names this one twice stands there once
            groups.setdefault(heading, {}).setdefault(f"{other.kind_name} {other.id}", self._row(other, extra, of=item))
        if item.kind_name == "city":
            for other in self.by_city.get(item.id, ()):
                groups.setdefault(TITLES[other.kind_name], {})[other.id] = self._row(other)
        made: list[Html] = []
        for heading, rows in sorted(groups.items(), key=lambda group: group[0] in _LAST):
            count = f" ({len(rows)})" if len(rows) > 1 else ""
            made.append(join(el("h2", heading + count), _folded(list(rows.values()))))
        return Html("\n".join(made))

    def _mentioned(self, item: Any, mention: Mention) -> str | None:
        """What the other record says of this one, beyond naming it."""
        part = mention.part
        if mention.path == "attendance.person_id":
            said = [] if part.mode == "unknown" else [value_words(part.mode)]
            said += [value_words(part.standing)] if part.standing != "member" else []
            return ", ".join(said) or None
        if mention.path == "relations.instrument_id":
            return _REVERSED[part.kind.value]
        if mention.path == "ratifications.state_id":
            return f"ratified {part.date}"
        if mention.path.startswith(("milestones.", "endorsements.")):
            return str(part.date)
        return None

    def _row(self, item: Any, extra: str | None = None, of: Any = None) -> Html:
        """A record in a line: when, what, and what tells it from others."""
        kind = item.kind_name
        when = date_of(item)
        tail: list[object] = []
        if kind == "membership":
            when = str(item.period)
            said = [
                value_words(item.status),
                f"of the {value_words(item.of)}".replace("assembly", "Parliamentary Assembly"),
            ]
            said += [f"participation {value_words(item.participation)}"] if item.participation != "active" else []
            what = (
                join(self.ref_id("state", item.state_id), ": ") if of is None or of.kind_name != "state" else join("")
            )
            return _line(_when(when), what, ", ".join(said), self._marks(item.citations))
        if kind == "term":
            when = str(item.period)
            office = item.title or value_words(item.office)
            pieces = [join(office + (" (acting)" if item.acting else ""))]
            if of is None or of.kind_name != "person":
                pieces.insert(0, self.ref_id("person", item.person_id))
            if item.state_id and (of is None or of.kind_name != "state"):
                pieces.append(self.ref_id("state", item.state_id))
            if item.body_id and (of is None or of.kind_name != "body"):
                pieces.append(self.ref_id("body", item.body_id))
            return _line(_when(when), _commas(pieces), self._marks(item.citations))
        if kind == "gap":
            return _line(_when(str(item.period)), item.about or item.notes or f"{item.of} {item.office or ''}")
        if kind == "meeting":
            text: object = item.title or self._bodies(item)
            if item.session and item.session != "regular":
                tail.append(value_words(item.session))
            tail.append(item.city)
        elif kind == "chairmanship":
            when = str(item.period)
            names = [self.records["state"][item.state_id].name, self.records["person"][item.person_id].name]
            by_state = of is None or of.kind_name != "state"
            text = names[0 if by_state else 1]
            tail.append(names[1 if by_state else 0])
            tail += [] if item.body_id == "csc" else [self._short("body", item.body_id)]
        elif kind == "instrument":
            text = item.title
            tail.append(value_words(item.kind))
            tail += ["draft"] if item.status == "draft" else []
        elif kind == "event":
            text = item.title
            tail.append(value_words(item.kind))
        else:
            text = self.label(item)
        if getattr(item, "status", None) in ("planned", "announced", "cancelled"):
            tail.append(value_words(item.status))
        tail.append(extra)
        beside = ", ".join([str(word) for word in tail if word])
        return _line(
            _when(when), self.ref(item, el("bdi", text)), *([" ", el("span", beside, class_="dim")] if beside else [])
        )

    # -- provenance ------------------------------------------------------------------------------------------------------

    def _marks(self, citations: Iterable[Citation]) -> Html | None:
        """Citations as numbers in brackets."""
        marks: list[object] = []
        for at, citation in enumerate(citations, 1):
            source = self.records["source"][citation.source_id]
            marks += [" ", href(f"[{at}]", source.url, class_="mark", title=f"{source.publisher}: {source.title}")]
        return join(*marks) if marks else None

    def _cited(self, citation: Citation) -> Html:
        source = self.records["source"][citation.source_id]
        said = [str(word) for word in (source.date, source.language, citation.locator) if word]
        fields = f" (for {', '.join([words_of(name) for name in citation.fields])})" if citation.fields else ""
        return join(
            f"{source.publisher}: ",
            href(el("bdi", source.title, lang=source.language), source.url),
            ", ".join(["", *said]) + fields,
        )

    def _provenance(self, item: Any) -> Html:
        made: list[Html] = []
        if item.disputes:
            made.append(
                join(
                    el("h2", "Where sources disagree"),
                    _list("ul", [el("li", self._disputed(found)) for found in item.disputes], "disputes"),
                )
            )
        if item.citations:
            made.append(
                join(
                    el("h2", "Sources"),
                    _list("ol", [el("li", self._cited(found)) for found in item.citations], "sources"),
                )
            )
        return Html("\n".join(made))

    def _disputed(self, dispute: Dispute) -> Html:
        value: object = dispute.value
        by = [self._cited(citation) for citation in dispute.citations]
        return join(
            el("strong", words_of(dispute.field)),
            " is given otherwise as ",
            el("q", value),
            f" ({dispute.about})" if dispute.about else None,
            *([_list("ul", [el("li", said) for said in by], "sources")] if by else []),
        )

    # -- indexes ---------------------------------------------------------------------------------------------------------

    def _kind_page(self, kind: str, items: Sequence[Any]) -> Page:
        self._here = index_path(kind)
        groups: dict[str, list[Any]] = {}
        if kind in DATED:
            for item in sorted(items, key=lambda item: item.sort_key):
                groups.setdefault(date_of(item)[:4] or "undated", []).append(item)
        elif kind == "state":
            members = self.dataset.members()
            ever = [item for item in items if item.id not in members and item.memberships]
            groups["Members"] = list(members)
            groups["Others that were parties, members, observers or partners"] = ever
            groups["Other states on record"] = [item for item in items if item not in ever and item.id not in members]
        elif kind == "body":
            for item in sorted(items, key=lambda item: list(BodyKind).index(item.kind)):
                groups.setdefault(value_words(item.kind), []).append(item)
        elif len(items) > 60:
            for item in sorted(items, key=lambda item: self._by_family(kind, item)):
                groups.setdefault(self._by_family(kind, item)[:1].upper(), []).append(item)
        else:
            groups[""] = sorted(items, key=lambda item: fold(item.name))
        body: list[Html] = [self._crumbs(), el("h1", TITLES[kind])]
        groups = {name: found for name, found in groups.items() if found}
        if not items:
            body.append(el("p", "None on record."))
        if len(groups) > 4:
            body.append(el("p", *_spaced([el("a", name, href=f"#{_anchor(name)}") for name in groups]), class_="strip"))
        for name, found in groups.items():
            if name:
                body.append(el("h2", name, id=_anchor(name)))
            body.append(_list("ul", [self._row(item) for item in found], "rows"))
        return Page(self._here, TITLES[kind], Html("\n".join(body)))

    @staticmethod
    def _by_family(kind: str, item: Any) -> str:
        name = fold(item.name)
        return " ".join([name.split()[-1], name]) if kind == "person" and name else name

    def _years_page(self, years: Sequence[int]) -> Page:
        self._here = "lookup/years"
        rows: list[Html] = []
        for year in years:
            counts = [
                (kind, len(self.years[year][kind]))
                for kind in ("meeting", "instrument", "exercise", "event")
                if self.years[year][kind]
            ]
            said = ", ".join(
                [
                    f"{count} {PLURALS[kind] if count > 1 else kind}".replace("instrument", "document")
                    for kind, count in counts
                ]
            )
            rows.append(_line("", self.to(f"lookup/year/{year}", str(year)), " ", el("span", said, class_="dim")))
        return Page(self._here, "Years", join(self._crumbs(), el("h1", "Years"), _list("ul", rows, "rows")))

    def _year_page(self, year: int, before: int | None, after: int | None) -> Page:
        self._here = f"lookup/year/{year}"
        found = self.years[year]
        body: list[Html] = [self._crumbs(self.to("lookup/years", "Years")), el("h1", str(year))]
        chairs = [
            item for item in self.dataset.chairmanships() if item.period.first[:4] <= str(year) <= item.period.last[:4]
        ]
        sections = [("In the chair of the Council", chairs)]
        sections += [
            (TITLES[kind], found[kind]) for kind in ("meeting", "instrument", "exercise", "operation", "event")
        ]
        sections += [("What began for states", found["membership"]), ("Terms of office that began", found["term"])]
        for heading, items in sections:
            if items:
                body.append(
                    join(el("h2", f"{heading} ({len(items)})"), _folded([self._row(item) for item in items], 40))
                )
        neighbours = [None if other is None else (f"lookup/year/{other}", str(other)) for other in (before, after)]
        return Page(self._here, str(year), Html("\n".join(body)), *neighbours)

    def front(self, here: str = "lookup") -> Html:
        """What stands on the front page of the look-up, under the search: the indexes."""
        self._here = here
        cards = [
            el(
                "li",
                self.to(index_path(kind), TITLES[kind]),
                " ",
                el("span", str(len(self.records[kind])), class_="dim"),
            )
            for kind in PAGED
            if self.records[kind]
        ]
        years = [self.to(f"lookup/year/{year}", str(year)) for year in self.years]
        return join(
            el("h2", "By kind"),
            _list("ul", cards, "kinds"),
            el("h2", "By year"),
            el("p", *_spaced(years), class_="strip"),
        )

    # -- search ----------------------------------------------------------------------------------------------------------

    def search_index(self) -> dict[str, Any]:
        """What the search of the pages works on: for each record its path, label, kind, second line, folded words, and how often it is named."""
        rows: list[list[str | int]] = []
        for kind in PAGED:
            for item in self.records[kind].values():
                names = [self.label(item), item.id.replace("-", " "), getattr(item, "abbreviation", None)]
                names += [name.text for name in getattr(item, "names", ())] + [
                    title.text for title in getattr(item, "titles", ())
                ]
                names += list(item.aliases)
                rest: list[str] = [
                    item.about or "",
                    getattr(item, "city", None) or "",
                    TITLES[kind],
                    *getattr(item, "topics", ()),
                    *getattr(item, "agenda", ()),
                ]
                for path, _, target, id in _references(item, ""):
                    if target in ("body", "state", "series") or path in ("person_id", "person_ids", "chair_id"):
                        other = self.records[target][id]
                        rest += [other.name, getattr(other, "abbreviation", None) or "", self.russian(other) or ""]
                words = _words(names)
                second = ", ".join([word for word in (self._second(item), self.russian(item)) if word])
                rows.append(
                    [
                        f"lookup/{kind}/{item.id}",
                        clean(self.label(item)),
                        value_words(item.kind) if kind in ("instrument", "event") else WORDS.get(kind, kind),
                        clean(second),
                        " ".join(words),
                        " ".join(sorted(set(_words(rest)) - set(words))),
                        len(self.mentions.get((kind, item.id), ())),
                    ]
                )
        letters = {chr(code): fold(chr(code)) for code in range(0x400, 0x530)}
        return {"letters": {letter: said for letter, said in letters.items() if said != letter}, "rows": rows}

    def search_script(self) -> str:
        """The index as a script, so that it loads also where the pages are files."""
        data = json.dumps(self.search_index(), ensure_ascii=False, separators=(",", ":"))
        # inert also within HTML, and in every reading of JavaScript
        data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return f"window.CSTO_LOOKUP={data};\n"

    @staticmethod
    def _second(item: Any) -> str:
        if item.kind_name in ("meeting", "chairmanship"):
            return ""  # their labels have the date
        return date_of(item)


# -- pieces --------------------------------------------------------------------------------------------------------------------


def page_path(item: Record) -> str:
    """The path of the page of a record."""
    return f"lookup/{item.kind_name}/{item.id}"


def index_path(kind: str) -> str:
    """The path of the index of a kind."""
    return f"lookup/{PLURALS[kind]}"


def date_of(item: Any) -> str:
    """When a record began, as text; empty where it has no date."""
    when = getattr(item, "date", None)
    if when is None and item.kind_name in ("chairmanship", "membership", "term", "operation"):
        period = getattr(item, "period", None)
        when = period and period.start
    return "" if when is None else str(when)


def _references(part: Part, prefix: str) -> Iterator[tuple[str, Any, str, str]]:
    """Every id in a record: the path of its field, the part in which it stands, the kind and the id."""
    for name, annotation in annotations_of(type(part)):
        value = getattr(part, name)
        if value in (None, ()) or name in ("citations", "disputes"):
            continue
        many, cls = field_type(type(part), annotation)
        if issubclass(cls, Part):
            for inner in value:
                yield from _references(inner, f"{prefix}{name}.")
            continue
        kind = kind_of_id(annotation)
        if kind is not None and name != "id":
            for id in value if many else (value,):
                yield f"{prefix}{name}", part if prefix else None, kind, id


def _when(text: str) -> str:
    """A period as it is read: with a dash, and words for ends that are open or unknown."""
    start, slash, end = text.partition("/")
    if not slash:
        return text
    if end == "..":
        return f"since {start}" if start else "still"
    return f"{start or '?'} – {end or '?'}".replace("..", "")


def _unbroken(title: str) -> list[object]:
    """A title whose dates are not broken over lines."""
    pieces = re.split(r"(\d{4}-\d{2}(?:-\d{2})?)", title)
    return [el("span", piece, class_="day") if at % 2 else piece for at, piece in enumerate(pieces) if piece]


def _words(texts: Iterable[object]) -> list[str]:
    """The folded words of some texts, each once, in the order of first appearance."""
    return list(dict.fromkeys(word for text in texts if text for word in fold(str(text)).split()))


def _brackets(words: Iterable[str]) -> list[object]:
    said = ", ".join([word for word in words if word])
    return [" ", el("span", f"({said})", class_="dim")] if said else []


def _commas(items: Sequence[Html]) -> Html:
    pieces: list[object] = []
    for item in items:
        pieces += [", "] if pieces else []
        pieces.append(item)
    return join(*pieces)


def _spaced(items: Sequence[Html]) -> list[object]:
    pieces: list[object] = []
    for item in items:
        pieces += [" ", item]
    return pieces[1:]


def _bullets(items: Sequence[Html]) -> Html:
    return items[0] if len(items) == 1 else _list("ul", [el("li", item) for item in items], "plain")


def _list(tag: str, items: Sequence[Html], class_: str) -> Html:
    return el(tag, *items, class_=class_)


def _folded(rows: Sequence[Html], shown: int = _SHOWN) -> Html:
    class_ = "rows long" if any(_LONG in row for row in rows) else "rows"
    if len(rows) <= shown + 3:
        return _list("ul", rows, class_)
    rest = el("details", el("summary", f"{len(rows) - shown} more"), _list("ul", rows[shown:], class_))
    return join(_list("ul", rows[:shown], class_), rest)


_LONG = 'class="when long"'


def _line(when: str, *content: object) -> Html:
    """A row of a list: when it was, if that is known, and what."""
    what = el("div", *content)
    return el("li", el("div", when, class_="when long" if len(when) > 12 else "when"), what) if when else el("li", what)


def _anchor(text: str) -> str:
    return "at-" + fold(text).replace(" ", "-")
