"""The records of one kind: kept as their JSON lines, made into objects when asked for, found through compact indexes.

A collection may hold a million records, of which a question wants ten. So a record is parsed when somebody looks at it; ids lead
to positions; and one pass over the rows makes the index: for each field that names records or words of an enumeration the
positions by value, and the days of each record as numbers.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from enum import Enum
from threading import RLock
from typing import TYPE_CHECKING

from csto.dates import Period
from csto.plain import annotations_of, builder, field_type, to_plain
from csto.succession import possible_spans

if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Final

    from csto.model.base import Part, Record
    from csto.model.graph import Graph

__all__ = ["AT_ONCE", "Collection", "Index", "parsed"]

_KEPT: Final = 50_000
"""A collection of more records than this makes them anew each time: kept objects would outweigh the data."""

AT_ONCE: Final = 100
"""So many rows are parsed in one go."""

_decode = json.JSONDecoder().raw_decode  # what json.loads does, without finding out the encoding each time

_ID_AT: Final = len('{"id":"')


class Collection:
    """The records of one kind, in their order."""

    __slots__ = ("_build", "_graph", "_index", "_lines", "_lock", "_made", "_places", "cls")

    def __init__(
        self, cls: type[Record], graph: Graph, lines: Sequence[bytes] = (), records: Sequence[Record] = ()
    ) -> None:
        self.cls = cls
        self._graph = graph
        self._lines = lines
        self._build = builder(cls)
        # given as records, they are all made; given as lines, each when it is asked for
        self._made: dict[int, Any] = dict(enumerate(records))
        self._places: dict[str, int] | None = None
        self._index: Index | None = None
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._lines) or len(self._made)

    def at(self, place: int) -> Any:
        """The record at a position."""
        found = self._made.get(place)
        if found is None:
            found = self._build(_decode(self._lines[place].decode())[0], self._graph)
            if len(self._lines) <= _KEPT:
                found = self._made.setdefault(place, found)  # atomic: all threads get the same object
        return found

    def many(self, places: Sequence[int]) -> tuple[Any, ...]:
        """The records at these positions."""
        made = self._made if len(self._lines) <= _KEPT else {}
        missing = [place for place in places if place not in made]
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            for place, row in zip(some, parsed([self._lines[place] for place in some]), strict=True):
                made.setdefault(place, self._build(row, self._graph))
        return tuple([made[place] for place in places])

    def id_at(self, place: int) -> str:
        """The id of the record at a position, without making the record."""
        if self._lines:
            line = self._lines[place]
            return line[_ID_AT : line.index(b'"', _ID_AT)].decode()
        found: str = self._made[place].id
        return found

    def place(self, id: str) -> int | None:
        """The position of the record with that id or former id."""
        return self._ids().get(id)

    def by_id(self, id: str) -> Any:
        """The record with that id or former id; None if there is none."""
        found = self._ids().get(id)
        return None if found is None else self.at(found)

    def _ids(self) -> Mapping[str, int]:
        found = self._places
        if found is None:
            with self._lock:
                found = self._places
                if found is None:
                    made: dict[str, int] = {}
                    for place in range(len(self)):
                        for alias in self._aliases(place):
                            made[alias] = place
                    for place in range(len(self)):
                        made[self.id_at(place)] = place
                    found = self._places = made
        return found

    def _aliases(self, place: int) -> Sequence[str]:
        if self._lines:
            line = self._lines[place]
            return json.loads(line).get("aliases", ()) if b'"aliases":' in line else ()
        found: Sequence[str] = self._made[place].aliases
        return found

    def lines(self) -> Iterator[bytes]:
        """The records as lines of JSON, in order."""
        if self._lines:
            yield from self._lines
        else:
            for place in range(len(self)):
                yield encode(self._made[place])

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        """The records as plain rows, in order."""
        if not self._lines:
            yield from map(to_plain, self._made.values())
        for start in range(0, len(self._lines), AT_ONCE):
            yield from parsed(self._lines[start : start + AT_ONCE])

    def _possible(self) -> Mapping[int, tuple[str, str]]:
        """The possible days of the records whose own dates leave more open than those of the others."""
        kind = self.cls.kind_name
        return possible_spans(kind, self._rows()) if kind in ("term", "chairmanship") else {}

    def index(self) -> Index:
        """What finds records by field and by time, made on first use."""
        found = self._index
        if found is None:
            with self._lock:
                found = self._index
                if found is None:
                    found = self._index = Index(self.cls, self._rows(), self._possible())
        return found


def parsed(lines: Sequence[bytes]) -> list[dict[str, Any]]:
    """The rows of some lines, read together: that takes a fifth less time than one by one."""
    rows: list[dict[str, Any]] = json.loads(b"[" + b",".join(lines) + b"]")
    return rows


def encode(record: Record) -> bytes:
    """A record as a line of JSON, its id first."""
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":")).encode()


class Index:
    """The positions of records by the values of their fields and by their days."""

    __slots__ = (
        *("_begins", "_ends", "_firsts", "_order", "_postings"),
        *("_changes", "_lasting", "_lasting_firsts", "_marks", "_standing", "_stood"),
    )

    def __init__(
        self, cls: type[Part], rows: Iterable[Mapping[str, Any]], possible: Mapping[int, tuple[str, str]]
    ) -> None:
        fields = _indexed_fields(cls)
        postings: dict[str, dict[str, array[int]]] = {name: {} for name, _, _ in fields}
        attended: dict[str, array[int]] | None = None
        if "attendance" in cls.field_names:
            attended = postings["attended"] = {}
        begins, ends = array("I"), array("I")
        for place, row in enumerate(rows):
            for name, many, default in fields:
                value = row.get(name, default)
                if value is None:
                    continue
                posting = postings[name]
                for key in value if many else (value,):
                    if key in posting:
                        posting[key].append(place)
                    else:
                        posting[key] = array("I", (place,))
            if attended is not None:
                for key in _present(row):
                    attended.setdefault(key, array("I")).append(place)
            if place in possible:
                first, last = map(_day, possible[place])
            else:
                first, last = _days(row.get("period") or row.get("date"))
            begins.append(first)
            ends.append(last)
        self._postings = postings
        self._begins, self._ends = begins, ends
        # most kinds are ordered by time already; where they are not, the positions in the order of time are kept beside
        self._order: array[int] | None = None
        self._firsts = begins
        if any(begins[at] > begins[at + 1] for at in range(len(begins) - 1)):
            self._order = array("I", sorted(range(len(begins)), key=begins.__getitem__))
            self._firsts = array("I", [begins[place] for place in self._order])
        in_time = self._order or range(len(begins))
        self._lasting = array("I", [place for place in in_time if ends[place] > begins[place]])
        self._lasting_firsts = array("I", [begins[place] for place in self._lasting])
        self._marks, self._standing = self._landmarks()
        self._changes = array("I", sorted({day + 1 for place in self._lasting for day in (begins[place], ends[place])}))
        self._stood: dict[int, Sequence[int]] = {}

    def _landmarks(self) -> tuple[array[int], list[array[int]]]:
        """Places among the lasting records, in the order of time, and which earlier ones still stood when the record there began.

        As many records lie between two landmarks as stand at the first, at least: so all of this grows with the data and no faster,
        and who stands on a day is found among about twice as many.
        """
        lasting, ends = self._lasting, self._ends
        marks, standing = array("I", (0,)), [array("I")]
        for at, first in enumerate(self._lasting_firsts):
            if at - marks[-1] >= max(_STRIDE, len(standing[-1])):
                before = (*standing[-1], *lasting[marks[-1] : at])
                standing.append(array("I", [place for place in before if ends[place] >= first]))
                marks.append(at)
        return marks, standing

    def days(self, place: int) -> tuple[int, int]:
        """The first and the last possible day of a record, as numbers such as 20210916."""
        return self._begins[place], self._ends[place]

    def not_outside(self, first: str, last: str) -> list[int]:
        """The positions of the records that may share a day with a span, and of those that are undated."""
        low, high = _day(first), _day(last)
        spans = enumerate(zip(self._begins, self._ends, strict=True))
        return [place for place, (begin, end) in spans if (begin <= high and low <= end) or not end]

    def values(self, name: str) -> Mapping[str, array[int]]:
        """The positions of the records by the values of a field."""
        return self._postings[name]

    def select(self, wanted: Sequence[tuple[str, Some[str]]], spans: Sequence[tuple[str, str]] = ()) -> Sequence[int]:
        """The positions, in order, of the records that have one of the wanted values in each field and may share a day with each span."""
        postings: list[Sequence[int]] = []
        for name, keys in wanted:
            having = self._postings[name]
            several = [having[key] for key in keys if key in having]
            posting = several[0] if len(several) == 1 else _united(several)
            if len(posting) < len(self._ends):  # what all records have says nothing
                postings.append(posting)
        postings.sort(key=len)
        if not spans:
            return _within(postings[0], postings[1:]) if postings else range(len(self._ends))
        days = [(_day(first), _day(last)) for first, last in spans]
        if len(days) > 1:
            days.sort(key=_length)
        if postings and len(postings[0]) <= _SHORT:  # a short list is quicker read through than searched by time
            return self._sharing(_within(postings[0], postings[1:]), days)
        first, last = days[0]  # the shortest span leaves the fewest records to look at
        reaching = _within(self._reaching(first), postings)
        starting = self._starting(first, last, postings)
        if not reaching and not days[1:] and self._order is None:
            return starting
        return sorted(self._sharing([*reaching, *starting], days[1:]))

    def _sharing(self, places: Sequence[int], days: Sequence[tuple[int, int]]) -> Sequence[int]:
        """The positions of the records that may share a day with each span."""
        begins, ends = self._begins, self._ends
        for first, last in days:
            places = [place for place in places if begins[place] <= last and ends[place] >= first]
        return places

    def _starting(self, first: int, last: int, postings: Sequence[Sequence[int]]) -> Sequence[int]:
        """The positions of the records in all postings whose first day lies within."""
        low, high = bisect_left(self._firsts, max(first, 1)), bisect_right(self._firsts, last)
        if self._order is not None:
            return _within(self._order[low:high], postings)
        if not postings or high - low <= _SHORT:
            return _within(range(low, high), postings)
        # positions follow time, so that the part of a posting within the span lies together
        edges = [(bisect_left(posting, low), bisect_left(posting, high), posting) for posting in postings]
        # what all records of the span have says nothing
        parts = [posting[start:stop] for start, stop, posting in edges if stop - start < high - low]
        parts.sort(key=len)
        return _within(parts[0], parts[1:]) if parts else range(low, high)

    def _reaching(self, first: int) -> Sequence[int]:
        """The positions of the records that begin before a day and may last until it."""
        stretch = bisect_right(self._changes, first)
        found = self._stood.get(stretch)
        if found is None:
            if len(self._stood) >= _STRETCHES:
                self._stood.clear()
            found = self._stood[stretch] = self._looked_up(first)
        return found

    def _looked_up(self, first: int) -> Sequence[int]:
        """The same, looked for from the last landmark before the day."""
        ends = self._ends
        until = bisect_left(self._lasting_firsts, first)
        if not until:
            return ()
        mark = bisect_left(self._marks, until) - 1
        found = [place for place in self._standing[mark] if ends[place] >= first]
        return found + [place for place in self._lasting[self._marks[mark] : until] if ends[place] >= first]


_STRETCHES: Final = 1_000
"""Of so many stretches of days it is remembered who stood in them: that changes only where a lasting record begins or ends."""

_STRIDE: Final = 32
"""The fewest lasting records between two landmarks."""

_SHORT: Final = 64
"""A list of no more positions is read through rather than searched."""


def _length(days: tuple[int, int]) -> int:
    return days[1] - days[0]


def _united(postings: Sequence[Sequence[int]]) -> Sequence[int]:
    return sorted({place for posting in postings for place in posting})


def _within(places: Sequence[int], postings: Sequence[Sequence[int]]) -> Sequence[int]:
    """The positions that stand in all postings."""
    for posting in postings:
        if len(places) * 8 > len(posting):  # as many as to make a set of the posting worth it
            having = set(posting)
            places = [place for place in places if place in having]
        else:
            places = [place for place in places if _stands(place, posting)]
    return places


def _stands(place: int, posting: Sequence[int]) -> bool:
    at = bisect_left(posting, place)
    return at < len(posting) and posting[at] == place


def _indexed_fields(cls: type[Part]) -> list[tuple[str, bool, Any]]:
    """The fields that name other records or words of an enumeration: name, whether a tuple, and the plain default."""
    found: list[tuple[str, bool, Any]] = []
    for (name, annotation), (_, default) in zip(annotations_of(cls), cls.field_defaults, strict=True):
        many, item = field_type(cls, annotation)
        if name.endswith(("_id", "_ids")) or issubclass(item, Enum):
            plain = default.value if isinstance(default, Enum) else () if many else None
            found.append((name, many, plain))
    return found


def _present(row: Mapping[str, Any]) -> Iterable[str]:
    """Who was at a meeting, in person or remotely, as far as is known: all in the list who are not said to have been absent."""
    rows = row.get("attendance", ())
    return dict.fromkeys(
        [
            entry["person_id"]
            for entry in rows
            if "person_id" in entry and entry.get("mode") not in ("absent", "represented")
        ]
    )


_UNDATED: Final = (0, 0)


def _days(text: str | None) -> tuple[int, int]:
    """The first and the last possible day of a date or period, as numbers such as 20210916."""
    if text is None:
        return _UNDATED
    if len(text) == 10 and text[4] == text[7] == "-":
        day = int(text[:4] + text[5:7] + text[8:])
        return day, day
    when = Period(text)
    return _day(when.first), _day(when.last)


def _day(text: str) -> int:
    """A day as a number: 20210916."""
    return int(text.replace("-", ""))
