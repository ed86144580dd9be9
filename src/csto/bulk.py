"""Reading dataset files fast: each record is checked as text and kept as its line, without making an object.

Nothing is explained here: the answer is the dataset's collections, or None where anything at all is wrong or may be. Then
`csto.interchange` reads the file anew, through cattrs and the full validation, and says what it is. Property tests hold the
two against each other.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from csto.collection import AT_ONCE, Collection, parsed
from csto.dates import PartialDate, Period
from csto.forms import fields_of
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import Part, Record
from csto.reader import Reader
from csto.rowlaws import RowLaws, UnlawfulError, days_of
from csto.validation import ID_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from csto.model.graph import Graph

__all__ = ["Bulk", "read_fast"]


class Bulk(NamedTuple):
    """A dataset file that was found valid."""

    head: dict[str, str | None]
    lines: dict[str, list[bytes]]

    def load(self, kind: str, graph: Graph) -> Collection:
        """The collection of a kind."""
        return Collection(record_class(kind), graph, self.lines.get(kind, ()))


def read_fast(text: str, format: int) -> Bulk | None:
    """The head and the lines of a valid dataset file; None where it is not surely valid."""
    try:
        return _read(Reader(text), format)
    except (UnlawfulError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _read(reader: Reader, format: int) -> Bulk:
    kinds = {PLURALS[kind]: kind for kind in KINDS}
    head: dict[str, Any] = {}
    lines: dict[str, list[bytes]] = {}
    known: dict[str, set[str]] = {kind: set() for kind in KINDS}
    named: dict[str, set[str]] = {kind: set() for kind in KINDS}
    laws = RowLaws()
    reader.expect("{")
    while True:
        key = reader.value()
        reader.expect(":")
        kind = kinds.get(key)
        if kind is None:
            if type(key) is not str or key in head:
                raise UnlawfulError
            head[key] = reader.value()
        else:
            if kind in lines:
                raise UnlawfulError
            section = _Section(kind, known[kind], named, laws.of(kind, lines))
            records = reader.records(record_class(kind))
            while some := list(islice(records, AT_ONCE)):
                section.take(some)
            lines[kind] = section.sorted()
        if not reader.takes(","):
            break
    reader.expect("}")
    if not reader.at_end() or any(named[kind] - known[kind] for kind in KINDS):
        raise UnlawfulError
    laws.finish(lines)
    return Bulk(_checked_head(head, format), lines)


def _checked_head(head: dict[str, Any], format: int) -> dict[str, str | None]:
    given = head.pop("format", None)
    if type(given) is not int or given != format:
        raise UnlawfulError
    made: dict[str, str | None] = {"version": None, "as_of": None, "since": None}
    if head.keys() - made.keys():
        raise UnlawfulError
    for key, value in head.items():
        if type(value) is not str:
            raise UnlawfulError
        if key != "version":
            PartialDate(value)
        made[key] = value
    return made


class _Section:
    """The records of a kind, gathered some at a time."""

    def __init__(self, kind: str, ids: set[str], named: dict[str, set[str]], law: Callable[[Any], None] | None) -> None:
        cls = record_class(kind)
        self._kind = kind
        self._ids = ids
        self._law = law
        self._look = _looker(cls, named)
        self._spans = "date" in cls.field_names and "period" in cls.field_names
        self._field = _time_field(cls)
        self._lines: list[bytes] = []
        self._keys: list[tuple[str, ...]] = []

    def take(self, records: list[tuple[str, dict[str, Any] | None]]) -> None:
        """Check what records say, and keep their lines."""
        lines = [line.encode() for line, _ in records]
        unread = iter(parsed([line for line, (_, row) in zip(lines, records, strict=True) if row is None]))
        rows = [next(unread) if row is None else row for _, row in records]
        self._look(rows)
        ids = [row["id"] for row in rows] + [alias for row in rows if "aliases" in row for alias in row["aliases"]]
        before = len(self._ids)
        self._ids.update(ids)
        if len(self._ids) < before + len(ids):
            raise UnlawfulError
        if self._spans and any(
            row["period"].partition("/")[0] != row["date"] for row in rows if "period" in row and "date" in row
        ):
            raise UnlawfulError
        if self._law is not None:
            for row in rows:
                self._law(row)
        self._keys += [_sort_key(self._kind, self._field, row) for row in rows]
        self._lines += lines

    def sorted(self) -> list[bytes]:
        """The lines in the order of the kind."""
        keys, lines = self._keys, self._lines
        if all(keys[at] <= keys[at + 1] for at in range(len(keys) - 1)):
            return lines
        return [lines[at] for at in sorted(range(len(keys)), key=keys.__getitem__)]


_Look: TypeAlias = "Callable[[list[Any]], None]"
"""What looks at values of one field, of as many rows as there are."""


def _looker(cls: type[Part], named: dict[str, set[str]]) -> _Look:
    """What looks at rows of the class, field by field: it notes the ids that they name, and refuses dates that are none."""
    looks: list[tuple[str, _Look]] = []
    for field in fields_of(cls):
        look: _Look | None = None
        if issubclass(field.item, Part):
            look = _looker(field.item, named)
        elif field.identifies in ID_KINDS and not (field.name == "id" and issubclass(cls, Record)):
            look = named[ID_KINDS[field.identifies]].update
        elif issubclass(field.item, PartialDate):
            look = _dates
        elif issubclass(field.item, Period):
            look = _periods
        if look is not None:
            looks.append((field.name, _all_of(look) if field.many else look))

    def look_at(rows: list[dict[str, Any]]) -> None:
        for name, look in looks:
            found = [row[name] for row in rows if name in row]
            if found:
                look(found)

    return look_at


def _all_of(look: _Look) -> _Look:
    return lambda lists: look([value for values in lists for value in values])


def _dates(texts: list[str]) -> None:
    for text in texts:
        if "/" in text:
            raise UnlawfulError
        days_of(text)


def _periods(texts: list[str]) -> None:
    for text in texts:
        days_of(text)


def _sort_key(kind: str, field: str | None, row: dict[str, Any]) -> tuple[str, ...]:
    """The key by which `Record.sort_key` orders, read off the plain row; `field` is the one that tells the time."""
    id: str = row["id"]
    if field is None:
        return (id,)
    text: str | None = row.get(field)
    if text is None:
        return ("", "", "", id)
    first, last = days_of(text)
    if kind == "term" and "attested" in row and text[0] == "/":
        first = days_of(row["attested"][0])[0]
    return (first, last, text, id)


def _time_field(cls: type[Record]) -> str | None:
    """The field by which records of a class are in order; None for those ordered by id alone."""
    if cls.kind_name in ("body", "force", "programme", "source"):
        return None
    return next((name for name in ("date", "period") if name in cls.field_names), None)
