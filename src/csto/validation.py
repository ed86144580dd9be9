"""What makes a dataset valid, checked all at once.

Ids are unique and every reference resolves; values have the types of their fields; every record has a source; a date opens its
period; terms of one office, and turns in one chair, do not overlap by more than the day of handover; nobody sits in an office
that somebody else surely held; documents are dated within the meeting that adopted them.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from csto.errors import closest, or_list, shown
from csto.kinds import CLASSES, PLURALS
from csto.model.base import Part, Record, SourcedRecord
from csto.model.terms import SINGLE_HOLDER
from csto.plain import annotations_of, field_type
from csto.store import sure_span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Final

    from csto.model.chairmanships import Chairmanship
    from csto.model.meetings import Meeting
    from csto.model.terms import Term

__all__ = ["ID_KINDS", "problems_of"]

ID_KINDS: Final = {
    "StateId": "state", "MembershipId": "membership", "BodyId": "body", "PersonId": "person", "TermId": "term",
    "ChairmanshipId": "chairmanship", "MeetingId": "meeting", "InstrumentId": "instrument", "ExerciseId": "exercise",
    "SeriesId": "series", "OperationId": "operation", "ForceId": "force", "ProgrammeId": "programme", "EventId": "event",
    "CityId": "city", "SourceId": "source", "GapId": "gap",
}  # fmt: skip
"""The kind of record that an id of each type names: the types of the fields are what tells references from text."""


def problems_of(
    records: Mapping[str, Sequence[Record]], unread: Mapping[str, Iterable[str] | None] | None = None
) -> list[str]:
    """Everything that is wrong with the records of a dataset, each with its path; empty where it is valid.

    `unread` has for each kind of which some records are there but cannot be read their ids, or None where even those are not
    known: references to them do not dangle, and what only the whole of such a kind could show is not looked for.
    """
    problems: list[str] = []
    sound: dict[str, list[Record]] = {}
    known: dict[str, set[str] | None] = {
        kind: None if ids is None else set(ids) for kind, ids in (unread or {}).items()
    }
    broken = set(known)
    for kind, items in records.items():
        keys = known.setdefault(kind, set())
        for item in items:
            found = list(_types(kind, item))
            problems += found
            if found:  # nothing else can be checked of values that have the wrong types
                broken.add(kind)
            else:
                sound.setdefault(kind, []).append(item)
            if keys is not None and isinstance(item, Record):  # pyright: ignore[reportUnnecessaryIsInstance]
                keys.update(key for key in (item.id, *item.aliases) if isinstance(key, str))  # pyright: ignore[reportUnnecessaryIsInstance]
    for kind, items in sound.items():
        problems += _duplicates(kind, items)
        for item in items:
            path = path_of(kind, item)
            problems += _references(path, item, known)
            if isinstance(item, SourcedRecord) and item.needs_source and not item.citations:
                problems.append(f"{path}.citations: a record needs a source")
            problems += _dates(path, item)
    problems += _meetings_of_instruments(sound)
    problems += _overlapping_terms(sound.get("term", ()))  # type: ignore[arg-type]
    problems += _overlapping_turns(sound.get("chairmanship", ()))  # type: ignore[arg-type]
    if "term" not in broken:
        problems += _attendance(sound)
    if "city" not in broken:
        problems += _cities(sound)
    return problems


def path_of(kind: str, item: Record) -> str:
    """Where a record stands in a dataset: ``meetings[csc-2021-09-16]``."""
    return f"{PLURALS[kind]}[{item.id}]"


def _types(kind: str, item: object) -> Iterator[str]:
    module, name = CLASSES[kind]
    if type(item).__name__ != name or type(item).__module__ != f"csto.model.{module}":
        yield f"{PLURALS[kind]}: {shown(item)} is no {name}"
    elif isinstance(item, Record):
        yield from _part_types(path_of(kind, item), item)


def _part_types(path: str, part: Part) -> Iterator[str]:
    cls = type(part)
    for name, annotation in annotations_of(cls):
        value: Any = getattr(part, name)
        many, expected = field_type(cls, annotation)
        if value is None and annotation.endswith("| None"):
            continue
        items: Iterable[tuple[int | None, object]] = enumerate(value) if many else ((None, value),)  # pyright: ignore[reportArgumentType]
        for at, item in items:
            where = f"{path}.{name}" if at is None else f"{path}.{name}[{at}]"
            # True is an int to Python, but no number of documents
            if not isinstance(item, expected) or (expected is int and isinstance(item, bool)):
                hint = ""
                if isinstance(item, str) and issubclass(expected, Enum):
                    near = closest(item, [str(member.value) for member in expected])
                    hint = f"; closest: {or_list(near)}" if near else ""
                yield f"{where}: {shown(item)} is no {expected.__name__}{hint}"
            elif isinstance(item, Part):
                yield from _part_types(where, item)
            elif isinstance(item, str) and not item.isascii() and not _writable(item):
                yield f"{where}: {shown(item)} has half a character (a lone surrogate), which no file can hold"


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _duplicates(kind: str, items: Sequence[Record]) -> Iterator[str]:
    seen: set[str] = set()
    for item in items:
        for key in (item.id, *item.aliases):
            if key in seen:
                yield f"{path_of(kind, item)}: another of the {PLURALS[kind]} has the id or alias {key!r}"
            seen.add(key)


def _references(path: str, part: Part, known: Mapping[str, set[str] | None]) -> Iterator[str]:
    cls = type(part)
    for name, annotation in annotations_of(cls):
        many = annotation.startswith("tuple[")
        word = annotation[6:].partition(",")[0] if many else annotation.partition(" ")[0]
        kind = ID_KINDS.get(word)
        value = getattr(part, name)
        if kind is not None:
            if name == "id" or value is None:
                continue
            ids = known.get(kind, frozenset[str]())
            for id in value if many else (value,):
                if ids is not None and id not in ids:
                    near = closest(id, ids)
                    hint = f"; closest: {or_list(near)}" if near else ""
                    yield f"{path}.{name}: there is no {kind} {shown(id)}{hint}"
        elif many and value and isinstance(value[0], Part):
            for at, inner in enumerate(value):
                yield from _references(f"{path}.{name}[{at}]", inner, known)


def _dates(path: str, item: Any) -> Iterator[str]:
    date, period = getattr(item, "date", None), getattr(item, "period", None)
    if date is not None and period is not None and period.start != date:
        yield f"{path}.period: {period} does not start on the date {date}"
    born, died = getattr(item, "born", None), getattr(item, "died", None)
    if born is not None and died is not None and died.last < born.first:
        yield f"{path}.died: {died} lies before the birth {born}"


def _meetings_of_instruments(records: Mapping[str, Sequence[Record]]) -> Iterator[str]:
    meetings: dict[str, Any] = {item.id: item for item in records.get("meeting", ())}
    for item in records.get("instrument", ()):
        instrument: Any = item
        meeting = meetings.get(instrument.adopted_at_id or "")
        date = instrument.date
        if meeting and date and (date.last < meeting.period.first or date.first > meeting.period.last):
            yield f"{path_of('instrument', item)}.date: {date} lies outside the meeting {meeting.id} ({meeting.period})"


def _clashes(spells: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs that surely share more than a day of handover."""
    ordered = sorted((*sure_span_of(item), item.id, item) for item in spells)
    for at, (_, last, _, item) in enumerate(ordered):
        for first, other_last, _, other in ordered[at + 1 :]:
            if first >= last:
                break
            if first < min(last, other_last):
                yield item, other


def _disputed(item: Any) -> bool:
    return any(dispute.field in ("period", "start", "end") for dispute in item.disputes)


def _overlapping_terms(terms: Iterable[Term]) -> Iterator[str]:
    groups: dict[tuple[Any, ...], list[Term]] = {}
    for term in terms:
        if term.office in SINGLE_HOLDER and not term.acting:
            groups.setdefault((term.office, term.state_id, term.body_id), []).append(term)
    for same in groups.values():
        for one, other in _clashes(same):
            if not (_disputed(one) or _disputed(other)):
                yield f"{path_of('term', other)}.period: {other.period} overlaps {one.id} ({one.period}) in the same office"


def _overlapping_turns(turns: Iterable[Chairmanship]) -> Iterator[str]:
    groups: dict[str, list[Chairmanship]] = {}
    for turn in turns:
        groups.setdefault(turn.body_id, []).append(turn)
    for same in groups.values():
        for one, other in _clashes(same):
            if not (_disputed(one) or _disputed(other)):
                yield f"{path_of('chairmanship', other)}.period: {other.period} overlaps {one.id} ({one.period})"


def _attendance(records: Mapping[str, Sequence[Record]]) -> Iterator[str]:
    """Attendees who sat in an office that somebody else surely held, and they surely not."""
    holders: dict[tuple[Any, Any], list[Any]] = {}
    for item in records.get("term", ()):
        term: Any = item
        holders.setdefault((term.office, term.state_id), []).append(term)
    for item in records.get("meeting", ()):
        meeting: Meeting = item  # type: ignore[assignment]
        for at, row in enumerate(meeting.attendance):
            if row.person_id is None or row.capacity is None or row.capacity not in SINGLE_HOLDER:
                continue
            if row.standing in ("substitute", "guest"):
                continue
            terms = holders.get((row.capacity, row.state_id), ())
            own = [term for term in terms if term.person_id == row.person_id]
            first, last = meeting.period.first, meeting.period.last
            if any(term.period.first <= last and first <= term.period.last for term in own):
                continue
            for term in terms:
                by, until = sure_span_of(term)
                if term.person_id != row.person_id and by < first and last < until and not term.acting:
                    yield (
                        f"{path_of('meeting', item)}.attendance[{at}]: {row.person_id} sat as {row.capacity.value}, "
                        f"an office that {term.person_id} held ({term.period})"
                    )


def _cities(records: Mapping[str, Sequence[Record]]) -> Iterator[str]:
    names: dict[str, set[str]] = {}
    for item in records.get("city", ()):
        city: Any = item
        for text in (city.name, *[name.text for name in city.names]):
            names.setdefault(text, set()).add(city.country_id)
    for kind, items in records.items():
        for item in items:
            used = getattr(item, "city", None)
            if not isinstance(used, str):
                continue
            countries = names.get(used)
            if countries is None:
                near = closest(used, names)
                hint = f"; closest: {or_list(near)}" if near else ""
                yield f"{path_of(kind, item)}.city: no city is called {shown(used)}{hint}"
                continue
            own = getattr(item, "country_id", None)
            within = (own,) if own else getattr(item, "country_ids", ())
            if within and not countries & set(within):
                yield f"{path_of(kind, item)}.city: {used} lies in {or_list(sorted(countries))}, not in {or_list(list(within))}"
