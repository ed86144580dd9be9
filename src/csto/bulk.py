"""Reading dataset files fast: each record is checked as text and kept as its line, without making an object.

Nothing is explained here: the answer is the dataset's collections, or None where anything at all is wrong or may be. Then
`csto.interchange` reads the file anew, through cattrs and the full validation, and says what it is. Property tests hold the
two against each other.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from csto.collection import Collection
from csto.dates import PartialDate, Period
from csto.forms import fields_of, in_order, line_form, without_escapes
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import Part, Record
from csto.rowlaws import RowLaws, UnlawfulError, days_of
from csto.validation import ID_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
        return _read(_Reader(text), format)
    except (UnlawfulError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


_AT_ONCE = 100
"""So many records are looked at together."""

_SPACE = r"[ \t\n\r]*+"
_between = re.compile(f"{_SPACE}(?:,{_SPACE}|(]))").match
_space = re.compile(_SPACE).match
_decode = json.JSONDecoder().raw_decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise UnlawfulError
    return row


_decode_unrepeated = json.JSONDecoder(object_pairs_hook=_unrepeated).raw_decode


class _Reader:
    """A JSON text that is read from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def _skip_space(self) -> int:
        found = _space(self._text, self._at)
        assert found is not None
        return found.end()

    def takes(self, sign: str) -> bool:
        """Whether the sign comes next; it is then passed."""
        self._at = self._skip_space()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += 1
        return True

    def expect(self, sign: str) -> None:
        """Pass the sign, which must come next."""
        if not self.takes(sign):
            raise UnlawfulError

    def value(self) -> Any:
        """The value that comes next, of any kind."""
        found, self._at = _decode_unrepeated(self._text, self._skip_space())
        return found

    def at_end(self) -> bool:
        """Whether nothing but white space is left."""
        return self._skip_space() == len(self._text)

    def rows(self, cls: type[Record]) -> Iterator[tuple[list[str], list[dict[str, Any]]]]:
        """The records of the list that comes next, some at a time, as their lines and rows; all have the form of the class."""
        self.expect("[")
        if self.takes("]"):
            return
        form = _form_of(cls)
        text, at = self._text, self._skip_space()
        lines: list[str] = []
        rows: dict[int, dict[str, Any]] = {}  # of the lines that had to be read one by one
        while True:
            found = form.match(text, at)
            if found is not None:
                lines.append(found[0])
                at = found.end()
            else:
                row, end = _decode(text, at)
                line, rows[len(lines)] = _as_written(cls, form, text[at:end], row)
                lines.append(line)
                at = end
            after = _between(text, at)
            if after is None:
                raise UnlawfulError
            at = after.end()
            if after[1] or len(lines) == _AT_ONCE:
                rest = [line for place, line in enumerate(lines) if place not in rows] if rows else lines
                read = iter(json.loads(f"[{','.join(rest)}]"))
                yield lines, [rows[place] if place in rows else next(read) for place in range(len(lines))]
                lines, rows = [], {}
            if after[1]:
                self._at = at
                return


@cache
def _form_of(cls: type[Record]) -> re.Pattern[str]:
    return re.compile(line_form(cls))


def _as_written(cls: type[Record], form: re.Pattern[str], text: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The line of a record as the library would write it, and its row; the line must have the form of the class then."""
    if "\\" not in text:
        parts = text.split('"')  # by turns outside and within the strings
        parts[::2] = '"'.join(parts[::2]).encode().translate(None, b" \t\n\r").decode().split('"')
        line = '"'.join(parts)
        if form.fullmatch(line):
            return line, row
    row = in_order(cls, row)
    line = _encode(row)
    if not form.fullmatch(without_escapes(line)):
        raise UnlawfulError
    if "\\" in text or text.count('"') != line.count('"'):  # a key that stood twice would have had more of them
        _decode_unrepeated(text)
    return line, row


def _read(reader: _Reader, format: int) -> Bulk:
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
            for some in reader.rows(record_class(kind)):
                section.take(*some)
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

    def take(self, lines: list[str], rows: list[dict[str, Any]]) -> None:
        """Check what the rows say, and keep their lines."""
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
        self._lines += [line.encode() for line in lines]

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
