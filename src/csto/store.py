"""The floor of a dataset: its collections, loaded by kind when first needed, their indexes, and the binding of records.

Whatever is loaded or built on first use is made under a lock and published in one assignment, so that threads see either
nothing or the finished thing.
"""

from __future__ import annotations

from bisect import bisect_right
from threading import RLock
from typing import TYPE_CHECKING

from csto.dates import FIRST_DAY, LAST_DAY, PartialDate, Period
from csto.errors import InvalidArgumentError, NotFoundError, closest, or_list, shown
from csto.kinds import KINDS, PLURALS
from csto.plain import bind_new, bound_copy
from csto.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from csto.model.base import Record
    from csto.model.meetings import Meeting

__all__ = ["Collection", "Store", "TimeIndex", "sure_span_of", "time_of"]


class TimeIndex:
    """Records in the order of their first possible day, to find those that may share a day with a span."""

    __slots__ = ("_firsts", "_lasts_so_far", "_records")

    def __init__(self, records: Iterable[tuple[str, str, Any]]) -> None:
        rows = sorted(records, key=lambda row: row[0])
        self._firsts = [row[0] for row in rows]
        self._records = [(row[1], row[2]) for row in rows]
        # with the latest end so far, a search backwards can stop as soon as nothing before may reach the span
        self._lasts_so_far: list[str] = []
        latest = ""
        for _, last, _ in rows:
            latest = max(latest, last)
            self._lasts_so_far.append(latest)

    def sharing(self, first: str, last: str) -> list[Any]:
        """The records that may have a day from `first` to `last`, in no particular order."""
        found: list[Any] = []
        at = bisect_right(self._firsts, last) - 1
        while at >= 0 and self._lasts_so_far[at] >= first:
            ends, item = self._records[at]
            if ends >= first:
                found.append(item)
            at -= 1
        return found


class Collection:
    """The records of one kind, in their order, with what finds them."""

    __slots__ = ("_indexes", "_lock", "_time", "by_id", "records")

    def __init__(self, records: Iterable[Record]) -> None:
        self.records: Records[Any] = Records(sorted(records, key=lambda item: item.sort_key))
        self.by_id: dict[str, Any] = {}
        for item in self.records:
            for alias in item.aliases:
                self.by_id[alias] = item
        for item in self.records:
            self.by_id[item.id] = item
        self._indexes: dict[str, dict[str, tuple[Any, ...]]] = {}
        self._time: TimeIndex | None = None
        self._lock = RLock()

    def index(self, name: str, keys: Callable[[Any], Iterable[str]] | None = None) -> Mapping[str, tuple[Any, ...]]:
        """The records by the values of a field (or of a key function), made on first use; in each the order is kept."""
        found = self._indexes.get(name)
        if found is None:
            with self._lock:
                found = self._indexes.get(name)
                if found is None:
                    groups: dict[str, list[Any]] = {}
                    for item in self.records:
                        for key in _field_keys(item, name) if keys is None else keys(item):
                            groups.setdefault(key, []).append(item)
                    found = {key: tuple(items) for key, items in groups.items()}
                    self._indexes[name] = found
        return found

    def time(self) -> TimeIndex:
        """The records by time: their period, or the date of those that have only that; undated ones are left out."""
        found = self._time
        if found is None:
            with self._lock:
                found = self._time = self._time or TimeIndex(
                    (when.first, when.last, item) for item in self.records if (when := time_of(item)) is not None
                )
        return found


def time_of(item: Record) -> Period | PartialDate | None:
    """When a record happened or held: its period, or else its date; None for one that is undated or outside time."""
    found: Period | PartialDate | None = getattr(item, "period", None)
    return getattr(item, "date", None) if found is None else found


def sure_span_of(item: Record) -> tuple[str, str]:
    """The first and the last day of the time that surely belongs to a record; the first lies after the last if there is none.

    A term of office surely covers the days on which a source shows the person in office, and what lies between them.
    """
    when = time_of(item)
    if when is None:
        return LAST_DAY, FIRST_DAY
    if isinstance(when, PartialDate):
        when = Period(when.text)
    first, last = when.latest_start, when.earliest_end
    for day in getattr(item, "attested", ()):
        first, last = min(first, day.last), max(last, day.first)
    return first, last


def _field_keys(item: Record, name: str) -> Iterable[str]:
    value: object = getattr(item, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)  # pyright: ignore[reportUnknownVariableType]


def _present(meeting: Meeting) -> Iterable[str]:
    people = [
        row.person_id for row in meeting.attendance if row.person_id and row.mode not in ("absent", "represented")
    ]
    return dict.fromkeys(people)


class Store:
    """Immutable collections of bound records by kind."""

    def __init__(self, load: Callable[[str], Iterable[Record]]) -> None:
        self._load = load
        self._collections: dict[str, Collection] = {}
        self._lock = RLock()

    @classmethod
    def _holding(cls, records: Mapping[str, Iterable[Record]]) -> Callable[[str], Iterable[Record]]:
        kept = {kind: tuple(items) for kind, items in records.items()}
        return lambda kind: kept.get(kind, ())

    def collection(self, kind: str) -> Collection:
        """The records of a kind, loaded on first use."""
        found = self._collections.get(kind)
        if found is None:
            if kind not in KINDS:
                near = closest(str(kind), KINDS)
                hint = f"; closest: {or_list(near)}" if near else ""
                raise InvalidArgumentError(
                    f"{shown(kind)} is no kind of record; the kinds are {', '.join(KINDS)}{hint}"
                )
            with self._lock:
                found = self._collections.get(kind)
                if found is None:
                    found = Collection(self._load(kind))
                    for item in found.records:
                        bind_new(item, self)
                    self._collections[kind] = found
        return found

    def all(self, kind: str) -> Records[Any]:
        """All records of a kind, in order."""
        return self.collection(kind).records

    def get(self, kind: str, id: str) -> Any:
        """The record of a kind with that id or former id; `NotFoundError` if there is none."""
        found = self.collection(kind).by_id.get(id)
        if found is None:
            near = closest(str(id), self.all(kind).ids)
            hint = f"; closest: {or_list(near)}" if near else ""
            raise NotFoundError(f"no {kind} has the id {shown(id)}{hint}", id, near)
        return found

    def get_all(self, kind: str, ids: Sequence[str]) -> Records[Any]:
        """The records with these ids, in the order given."""
        return Records([self.get(kind, id) for id in ids])

    def related(self, kind: str, field: str, id: str) -> Records[Any]:
        """The records of a kind whose field names the id, in order."""
        return Records(self.collection(kind).index(field).get(id, ()))

    def attended(self, person_id: str) -> Records[Meeting]:
        """The meetings at which the person was, in person or remotely, earliest first."""
        return Records(self.collection("meeting").index("attended", _present).get(person_id, ()))

    def bind(self, record: Any) -> Any:
        """A copy of the record that looks up its relations in this dataset."""
        return bound_copy(record, self)

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {PLURALS[kind]: len(self.all(kind)) for kind in KINDS}
