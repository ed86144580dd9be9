"""Reading large dataset files: a file laid out as the library writes them is checked line by line and kept as its lines.

Nothing is made into objects here, and nothing is explained: the answer is the dataset's collections, or None where anything at
all is unusual or wrong. Then `csto.interchange` reads the file anew, through cattrs and the full validation, and says what it is.
A property test holds the two against each other.
"""

from __future__ import annotations

import json
from datetime import date
from enum import Enum, IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from csto.collection import Collection
from csto.dates import PartialDate, Period
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import REQUIRED, Part, Record, SourcedRecord, is_slug
from csto.model.terms import SINGLE_HOLDER
from csto.plain import annotations_of, builder, field_type, to_plain
from csto.succession import sure_span
from csto.validation import ID_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from csto.model.graph import Graph

__all__ = ["Bulk", "read_lines"]


class Bulk(NamedTuple):
    """A dataset file that was found valid."""

    head: dict[str, str | None]
    lines: dict[str, list[bytes]]

    def load(self, kind: str, graph: Graph) -> Collection:
        """The collection of a kind."""
        return Collection(record_class(kind), graph, self.lines.get(kind, ()))


class _Form(IntEnum):
    """The form of a value."""

    INVALID = 0
    OTHER = 1
    """Valid, but not written as the library writes it."""
    CANONICAL = 2
    """Valid, its fields in order, none holding its default: as the library writes it."""


INVALID, OTHER, CANONICAL = _Form  # a name of the module is found in a third of the time of a member


class _Seen:
    """What was met in the rows: the ids of other records that they name, by kind, and how many keys the last row has."""

    __slots__ = ("keys", "named")

    def __init__(self, named: dict[str, set[str]]) -> None:
        self.named = named
        self.keys = 0


class _UnusualError(Exception):
    """The file is not laid out, or not valid, as a file that the library writes."""


def read_lines(data: bytes, format: int) -> Bulk | None:
    """The head and the lines of a valid file in the library's own layout; None for any other file."""
    try:
        return _read(data, format)
    except (_UnusualError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _sections(data: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """The parts of a file: the lines of the head under the empty name, then those of each kind by its plural."""
    lines = data.split(b"\n")
    at = 0
    while not lines[at].endswith(b": ["):
        at += 1
    yield "", lines[:at]
    while True:
        name = lines[at][1:-4].decode()
        if lines[at] != f'"{name}": ['.encode():
            raise _UnusualError
        end = at + 1
        while lines[end] not in (b"],", b"]}"):
            end += 1
        yield name, lines[at + 1 : end]
        if lines[end] == b"]}":
            if lines[end + 1 :] != [b""]:
                raise _UnusualError
            return
        at = end + 1


def _read(data: bytes, format: int) -> Bulk:
    kinds = {PLURALS[kind]: kind for kind in KINDS}
    decode = json.JSONDecoder().raw_decode
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    head: dict[str, str | None] = {"version": None, "as_of": None, "since": None}
    kept: dict[str, list[bytes]] = {}
    known: dict[str, set[str]] = {kind: set() for kind in KINDS}
    seen = _Seen({kind: set() for kind in KINDS})
    laws = _Laws()
    for plural, lines in _sections(data):
        if not plural:
            found = json.loads(b"\n".join(lines).rstrip(b",") + b"}", object_pairs_hook=_unrepeated)
            if found.pop("format", None) != format or type(format) is not int:
                raise _UnusualError
            if found.keys() - head.keys() or not all(type(value) is str for value in found.values()):
                raise _UnusualError
            for key in ("as_of", "since"):
                if key in found:
                    PartialDate(found[key])
            head |= found
            continue
        kind = kinds[plural]
        if kind in kept:
            raise _UnusualError
        cls = record_class(kind)
        check, law, field = _checker(cls, seen), laws.of(kind), _time_field(cls)
        ids, own = known[kind], kept.setdefault(kind, [])
        keys: list[tuple[str, ...]] = []
        for number, line in enumerate(lines):
            if number < len(lines) - 1:
                if not line.endswith(b","):
                    raise _UnusualError
                line = line[:-1]
            text = line.decode()
            row, end = decode(text)
            seen.keys = 0
            form = check(row)
            if not form or end != len(text):
                raise _UnusualError
            for key in (row["id"], *row.get("aliases", ())):
                if key in ids:
                    raise _UnusualError
                ids.add(key)
            if law is not None:
                law(row)
            keys.append(_sort_key(kind, field, row))
            if form is OTHER or not (_is_compact(text, seen.keys) or encode(row) == text):
                line = _canonical(cls, text)
            own.append(line)
        if any(keys[at] > keys[at + 1] for at in range(len(keys) - 1)):
            order = sorted(range(len(keys)), key=keys.__getitem__)
            kept[kind] = [own[at] for at in order]
    if any(seen.named[kind] - known[kind] for kind in KINDS):
        raise _UnusualError
    laws.finish()
    return Bulk(head, kept)


def _is_compact(text: str, keys: int) -> bool:
    """Whether the text of an object with so many keys is surely without white space, escapes, and keys that stand twice.

    Of a row whose fields are in order that means: written as the library writes it. False says that a closer look is needed.
    """
    if "\\" in text or text.count('":') != keys:
        return False
    outside = "".join(text.split('"')[::2])  # of the strings
    return "-" not in outside and outside.split() == [outside]


def _canonical(cls: type[Record], text: str) -> bytes:
    """The line as the library writes it: fields in order, without those that hold their default."""
    row = json.loads(text, object_pairs_hook=_unrepeated)
    made = builder(cls)(row, None)  # type: ignore[arg-type]  # pyright: ignore  # it asks no relation
    return json.dumps(to_plain(made), ensure_ascii=False, separators=(",", ":")).encode()


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise _UnusualError
    return row


def _sort_key(kind: str, field: str | None, row: dict[str, Any]) -> tuple[str, ...]:
    """The key by which `Record.sort_key` orders, read off the plain row; `field` is the one that tells the time."""
    id: str = row["id"]
    if field is None:
        return (id,)
    text: str | None = row.get(field)
    if text is None:
        return ("", "", "", id)
    first, last = _span(text)
    if kind == "term" and "attested" in row and text[0] == "/":
        first = _span(row["attested"][0])[0]
    return (first, last, text, id)


def _time_field(cls: type[Record]) -> str | None:
    """The field by which records of a class are in order; None for those ordered by id alone."""
    if cls.kind_name in ("body", "force", "programme", "source"):
        return None
    return next((name for name in ("date", "period") if name in cls.field_names), None)


@lru_cache(maxsize=1 << 15)
def _span(text: str) -> tuple[str, str]:
    """The first and the last day of a date or period; an error for what is neither."""
    if len(text) == 10 and text[4] == text[7] == "-":  # the most frequent form, tested without making an object
        date.fromisoformat(text)
        return text, text
    when = Period(text) if "/" in text else PartialDate(text)
    return when.first, when.last


_Test: TypeAlias = "Callable[[Any], _Form]"
"""What tells the form of a value: of a row, of a field, or of one item of a field that holds several."""


def _checker(cls: type[Part], seen: _Seen) -> _Test:
    """What tells the form of a row of the class, and notes what is met in it."""
    order = ["id", *[name for name in cls.field_names if name != "id"]] if "id" in cls.field_names else cls.field_names
    tests: dict[str, tuple[int, _Test]] = {}
    required: list[str] = []
    for (name, annotation), (_, default) in zip(annotations_of(cls), cls.field_defaults, strict=True):
        many, item = field_type(cls, annotation)
        if issubclass(item, Part):
            test = _checker(item, seen)
        elif issubclass(item, Enum):
            words = _Words.fromkeys([member.value for member in item], CANONICAL)
            if isinstance(default, Enum):
                words[default.value] = OTHER
            test = words.__getitem__
        elif name == "id" and issubclass(cls, Record):
            test = _slug
        else:
            word = annotation[6:].partition(",")[0] if many else annotation.partition(" ")[0]
            test = _naming(seen.named[ID_KINDS[word]]) if word in ID_KINDS else _TESTS[item]
        tests[name] = order.index(name), _written(_each(test) if many else test, default)
        if default is REQUIRED or (name == "citations" and issubclass(cls, SourcedRecord) and cls.__name__ != "Gap"):
            required.append(name)

    def check(row: Any) -> _Form:
        if type(row) is not dict:
            return INVALID
        fields: dict[str, Any] = row  # pyright: ignore[reportUnknownVariableType]
        seen.keys += len(fields)
        form, before = CANONICAL, -1
        for name, value in fields.items():
            at, test = tests[name]
            found = test(value)
            if found is not CANONICAL or at <= before:
                if found is INVALID:
                    return INVALID
                form = OTHER
            before = at
        for name in required:
            if not fields.get(name):
                return INVALID
        if "period" in fields and "date" in fields and fields["period"].partition("/")[0] != fields["date"]:
            return INVALID
        return form

    return check


def _text(value: object) -> _Form:
    return CANONICAL if type(value) is str else INVALID


def _whole(value: object) -> _Form:
    return CANONICAL if type(value) is int else INVALID


def _truth(value: object) -> _Form:
    return CANONICAL if type(value) is bool else INVALID


def _slug(value: object) -> _Form:
    return CANONICAL if is_slug(value) else INVALID


def _date(value: object) -> _Form:
    return CANONICAL if type(value) is str and "/" not in value and _span(value) else INVALID


def _period(value: object) -> _Form:
    if type(value) is not str or ("/" in value and Period(value).text != value):
        return INVALID
    return CANONICAL if _span(value) else INVALID


_TESTS: dict[type, _Test] = {str: _text, int: _whole, bool: _truth, PartialDate: _date, Period: _period}


class _Words(dict[object, _Form]):
    """The forms of the words of an enumeration; no other word is valid."""

    def __missing__(self, word: object) -> _Form:
        return INVALID


def _naming(ids: set[str]) -> _Test:
    """Of a field that names a record: the id is noted, to be looked for when all have been read."""
    note = ids.add

    def name(value: object) -> _Form:
        if type(value) is not str:
            return INVALID
        note(value)
        return CANONICAL

    return name


def _each(test: _Test) -> _Test:
    def each(value: object) -> _Form:
        if type(value) is not list:
            return INVALID
        form = CANONICAL
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            found = test(item)
            if found is not CANONICAL:
                if found is INVALID:
                    return INVALID
                form = OTHER
        return form

    return each


def _written(test: _Test, default: object) -> _Test:
    """The test of a field that need not be written where it holds its default; nothing is no value of any field."""
    if default is None or default is REQUIRED or isinstance(default, Enum):  # the words of an enumeration know
        return test
    plain = to_plain(default)
    return lambda value: min(test(value), OTHER) if value == plain else test(value)


class _Laws:
    """What must hold between records; terms stand before meetings in a file, and meetings before instruments."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str | None], list[_Term]] = {}
        self._turns: dict[str, list[tuple[str, str, bool]]] = {}
        self._meetings: dict[str, str] = {}
        self._cities: set[tuple[str, tuple[str, ...]]] = set()
        self._known: dict[str, set[str]] = {}
        self._seen: set[str] = set()

    def of(self, kind: str) -> Callable[[Any], None] | None:
        """What a row of the kind must be put to."""
        if (kind == "term" and "meeting" in self._seen) or (kind == "meeting" and "instrument" in self._seen):
            raise _UnusualError
        self._seen.add(kind)
        laws: dict[str, Callable[[Any], None]] = {
            "person": self._person, "term": self._term, "chairmanship": self._turn, "meeting": self._meeting,
            "instrument": self._instrument, "exercise": self._place, "event": self._place, "city": self._city,
        }  # fmt: skip
        return laws.get(kind)

    def _person(self, row: Any) -> None:
        if "born" in row and "died" in row and _span(row["died"])[1] < _span(row["born"])[0]:
            raise _UnusualError

    def _term(self, row: Any) -> None:
        if row["office"] in SINGLE_HOLDER:
            period = Period(row["period"])
            sure = sure_span(period, [PartialDate(day) for day in row.get("attested", ())])
            self._terms.setdefault((row["office"], row.get("state_id")), []).append(
                _Term(row.get("body_id"), row["person_id"], period, *sure, row.get("acting", False), _disputed(row))
            )

    def _turn(self, row: Any) -> None:
        self._turns.setdefault(row["body_id"], []).append((*sure_span(Period(row["period"])), _disputed(row)))

    def _meeting(self, row: Any) -> None:
        period = row["period"]
        self._meetings[row["id"]] = period
        for alias in row.get("aliases", ()):
            self._meetings[alias] = period
        for entry in row.get("attendance", ()):
            if "capacity" in entry and "person_id" in entry and entry.get("standing") not in ("substitute", "guest"):
                terms = self._terms.get((entry["capacity"], entry.get("state_id")))
                if terms and _usurped(terms, entry["person_id"], *_span(period)):
                    raise _UnusualError
        self._place(row)

    def _instrument(self, row: Any) -> None:
        if not row["titles"]:
            raise _UnusualError
        period, date = self._meetings.get(row.get("adopted_at_id", "")), row.get("date")
        if period is not None and date is not None and period != date:
            (first, last), (low, high) = _span(date), _span(period)
            if last < low or first > high:
                raise _UnusualError
        self._place(row)

    def _place(self, row: Any) -> None:
        if "city" in row:
            own = row.get("country_id")
            self._cities.add((row["city"], (own,) if own else tuple(row.get("country_ids", ()))))

    def _city(self, row: Any) -> None:
        for text in (row["name"], *[name["text"] for name in row.get("names", ())]):
            self._known.setdefault(text, set()).add(row["country_id"])

    def finish(self) -> None:
        """Put to the laws what needs all records."""
        for city, countries in self._cities:
            if city not in self._known or (countries and not self._known[city] & set(countries)):
                raise _UnusualError
        offices: dict[tuple[Any, ...], list[tuple[str, str, bool]]] = {}
        for office, terms in self._terms.items():
            for term in terms:
                if not term.acting:
                    offices.setdefault((*office, term.body_id), []).append((term.by, term.until, term.disputed))
        for spans in (*offices.values(), *self._turns.values()):
            if _clashing(spans):
                raise _UnusualError


class _Term(NamedTuple):
    body_id: str | None
    person_id: str
    period: Period
    by: str
    until: str
    acting: bool
    disputed: bool


def _usurped(terms: list[_Term], person: str, first: str, last: str) -> bool:
    """Whether somebody else surely held the office on those days, and the person surely did not."""
    if any(term.person_id == person and term.period.first <= last and first <= term.period.last for term in terms):
        return False
    return any(term.person_id != person and term.by < first and last < term.until and not term.acting for term in terms)


def _clashing(spans: list[tuple[str, str, bool]]) -> bool:
    """Whether two undisputed spans surely share more than a day of handover."""
    ordered = sorted(span for span in spans if not span[2])
    latest = ""
    for first, last, _ in ordered:
        if first < min(latest, last):
            return True
        latest = max(latest, last)
    return False


def _disputed(row: Any) -> bool:
    return any(dispute["field"] in ("period", "start", "end") for dispute in row.get("disputes", ()))
