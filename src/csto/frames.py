"""Records as data frames, one row each, and back; pandas and polars are extras, imported when asked for.

The columns are the fields of the class, in their order, with proper types:

=====================  ============================================  ==============================  ===========================
field                  columns                                       pandas                          polars
=====================  ============================================  ==============================  ===========================
text, id               one                                           ``string``                      ``String``
number, truth          one                                           ``Int64``, ``bool``             ``Int64``, ``Boolean``
enumeration            one                                           ordered as declared: category   ``Enum``
several of these       one, of lists                                 ``object``                      ``List``
parts (attendance)     one, of lists of dicts with all their fields  ``object``                      ``List(Struct)``
date                   ``date`` (the day; missing where it is not     ``datetime64``, precision a     ``Date``, precision an
                       known to the day or in doubt),                category                        ``Enum``
                       ``date_earliest``, ``date_latest``,
                       ``date_precision``, ``date_text``
period                 ``period_start``, ``period_end``, each with    as for dates                    as for dates
                       those same columns, ``period_text``
=====================  ============================================  ==============================  ===========================

So no reduced precision passes for a day: what is known only to the month has no ``date``, while ``date_earliest`` and
``date_latest`` bound it and ``date_text`` has what the record says. The precision of the end of a period may also be
``open`` (it goes on) or ``unknown``.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

from csto.dates import PartialDate, Period
from csto.errors import InvalidArgumentError, MissingExtraError, closest, or_list, shown
from csto.model.base import Part, Record
from csto.plain import annotations_of, field_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    import pandas as pd
    import polars as pl

    from csto.records import Records

__all__ = ["Column", "column_docs", "columns_of", "ids_of", "kind_named", "to_pandas", "to_polars"]

_PRECISIONS = ("day", "month", "year")
_END_PRECISIONS = (*_PRECISIONS, "open", "unknown")


class Column(NamedTuple):
    """A column of a frame.

    `type` is ``str``, ``int``, ``bool``, ``date``, a tuple of the words of an enumeration, or the class of a part; `many` tells
    a column of lists; `read` takes the value from a record.
    """

    name: str
    type: Any
    many: bool
    read: Callable[[Any], Any]
    about: str


def columns_of(cls: type[Part]) -> tuple[Column, ...]:
    """The columns of a frame of records of a class.

    >>> from csto.model.memberships import Membership
    >>> [column.name for column in columns_of(Membership) if column.name.startswith("period_end")]
    ['period_end', 'period_end_earliest', 'period_end_latest', 'period_end_precision']
    """
    from csto.schema import field_docs

    docs = field_docs(cls)
    columns: list[Column] = []
    # what every record has stands last: sources and notes are seldom what a frame is made for
    last = ("confidence", "about", "notes", "citations", "disputes", "aliases")
    order = {name: at for at, name in enumerate(last, 1)} | {"id": -1}
    for name, annotation in sorted(annotations_of(cls), key=lambda field: order.get(field[0], 0)):
        many, item = field_type(cls, annotation)
        said = docs.get(name, "")
        if item is PartialDate and not many:
            columns += _date_columns(name, _reader(name), _PRECISIONS, said)
            columns.append(Column(f"{name}_text", str, False, _read_text(name), _with(said, "as the record has it")))
        elif item is Period and not many:
            columns += _date_columns(
                f"{name}_start", _read_end(name, "start"), _END_PRECISIONS, _with(said, "its start")
            )
            columns += _date_columns(f"{name}_end", _read_end(name, "end"), _END_PRECISIONS, _with(said, "its end"))
            columns.append(Column(f"{name}_text", str, False, _read_text(name), _with(said, "as the record has it")))
        elif issubclass(item, Enum):
            columns.append(Column(name, tuple([member.value for member in item]), many, _read_plain(name), said))
        else:
            kind = str if item in (PartialDate, Period) else item
            columns.append(Column(name, kind, many, _read_plain(name), said))
    return tuple(columns)


def column_docs(kind: str) -> dict[str, str]:
    """What each column of a frame of records of a kind means."""
    from csto.kinds import record_class

    return {column.name: column.about for column in columns_of(record_class(kind_named(kind)))}


def kind_named(given: object) -> str:
    """The kind that is meant by a word for one or many of its records."""
    from csto.kinds import PLURALS

    kinds = {plural: kind for kind, plural in PLURALS.items()} | {kind: kind for kind in PLURALS}
    if isinstance(given, str) and given in kinds:
        return kinds[given]
    near = closest(given, kinds) if isinstance(given, str) else ()
    hint = f"; closest: {or_list(near)}" if near else ""
    raise InvalidArgumentError(f"{shown(given)} is no kind of record; the kinds are {', '.join(PLURALS)}{hint}")


def _with(said: str, more: str) -> str:
    return f"{said.rstrip('.')} ({more})." if said else f"{more[0].upper()}{more[1:]}."


def _date_columns(
    name: str, read: Callable[[Any], PartialDate | str | None], precisions: tuple[str, ...], said: str
) -> list[Column]:
    from datetime import date

    def day(item: Any) -> date | None:
        found = read(item)
        return date.fromisoformat(found.text) if isinstance(found, PartialDate) and found.exact else None

    def bound(side: str) -> Callable[[Any], date | None]:
        def read_bound(item: Any) -> date | None:
            found = read(item)
            return date.fromisoformat(getattr(found, side)) if isinstance(found, PartialDate) else None

        return read_bound

    def precision(item: Any) -> str | None:
        found = read(item)
        return found.precision.value if isinstance(found, PartialDate) else found

    return [
        Column(name, date, False, day, _with(said, "missing where not known to the day, or in doubt")),
        Column(f"{name}_earliest", date, False, bound("first"), _with(said, "the first day that it may be")),
        Column(f"{name}_latest", date, False, bound("last"), _with(said, "the last day that it may be")),
        Column(
            f"{name}_precision",
            precisions,
            False,
            precision,
            _with(said, f"to what it is known: {', '.join(precisions)}"),
        ),
    ]


def _reader(name: str) -> Callable[[Any], Any]:
    return lambda item: getattr(item, name)


def _read_text(name: str) -> Callable[[Any], str | None]:
    def read(item: Any) -> str | None:
        found: PartialDate | Period | None = getattr(item, name)
        return None if found is None else found.text

    return read


def _read_end(name: str, side: str) -> Callable[[Any], PartialDate | str | None]:
    def read(item: Any) -> PartialDate | str | None:
        period: Period | None = getattr(item, name)
        if period is None:
            return None
        found: PartialDate | None = getattr(period, side)
        return found or ("open" if getattr(period, f"open_{side}") else "unknown")

    return read


def _read_plain(name: str) -> Callable[[Any], Any]:
    return lambda item: _whole(getattr(item, name))


def _whole(value: object) -> Any:
    """The value as plain data; of a part all fields, so that the rows of a frame are alike."""
    if isinstance(value, Part):
        return {name: _whole(getattr(value, name)) for name in value.field_names}
    if isinstance(value, (PartialDate, Period)):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_whole(item) for item in cast("tuple[object, ...]", value)]
    return value


def _table(records: Records[Any]) -> list[tuple[Column, list[Any]]]:
    """The columns of the records with their values; of records of several kinds all columns that any has, and the kind."""
    found: dict[type[Record], None] = dict.fromkeys([item.__class__ for item in records])
    classes = list(found) or [records._class]  # pyright: ignore[reportPrivateUsage]
    columns = {column.name: column for column in columns_of(classes[0])}
    homes = [dict(columns)]
    for cls in classes[1:]:
        own = {column.name: column for column in columns_of(cls)}
        homes.append(own)
        for name, column in own.items():
            known = columns.setdefault(name, column)
            if (known.type, known.many) != (
                column.type,
                column.many,
            ):  # another enumeration, say: what both are is text
                columns[name] = known._replace(type=str, many=known.many and column.many)
    own_of = dict(zip(classes, homes, strict=True))
    if len(classes) > 1:
        kinds = Column("record", str, False, _reader("kind_name"), "The kind of record.")
        columns = {"id": columns.pop("id"), "record": kinds, **columns}
        own_of = {cls: {**own, "record": kinds} for cls, own in own_of.items()}
    made: list[tuple[Column, list[Any]]] = []
    for name, column in columns.items():
        values = [own_of[type(item)][name].read(item) if name in own_of[type(item)] else None for item in records]
        if column.type is bool:  # a kind without the field
            column = column if None not in values else column._replace(type=str)
        if column.type is str and not column.many:
            values = [value if value is None or isinstance(value, str) else str(value) for value in values]
        made.append((column, values))
    return made


def _holds_parts(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def to_pandas(records: Records[Any]) -> pd.DataFrame:
    """The records as a pandas frame with the id as index."""
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError('pandas is not installed: pip install "csto[pandas]"') from None
    from datetime import date

    table = _table(records)
    columns: dict[str, Any] = {}
    for column, values in table:
        kind: Any = column.type
        if column.many or _holds_parts(kind):
            made: Any = pd.Series(values, dtype=object)
        elif kind is date:
            # not through text or objects: those would become whatever the version of pandas makes of them
            made = pd.Series(values, dtype="datetime64[s]")
        elif isinstance(kind, tuple):
            words = cast("tuple[str, ...]", kind)
            made = pd.Series(pd.Categorical(values, categories=list(words), ordered=False))
        else:
            made = pd.Series(values, dtype={int: "Int64", bool: "bool"}.get(kind, "string"))
        columns[column.name] = made
    frame = pd.DataFrame(columns).set_index("id")
    frame.attrs["columns"] = {column.name: column.about for column, _ in table}
    return frame


def to_polars(records: Records[Any]) -> pl.DataFrame:
    """The records as a polars frame, the id first."""
    try:
        import polars as pl
    except ImportError:
        raise MissingExtraError('polars is not installed: pip install "csto[polars]"') from None
    table = _table(records)
    schema = {column.name: _polars_type(column.type, column.many) for column, _ in table}
    return pl.DataFrame({column.name: values for column, values in table}, schema=schema)


def _polars_type(kind: Any, many: bool) -> Any:
    import datetime

    import polars as pl

    found: Any
    if isinstance(kind, tuple):
        found = pl.Enum(list(cast("tuple[str, ...]", kind)))
    elif _holds_parts(kind):
        fields: dict[str, Any] = {}
        for name, annotation in annotations_of(kind):
            several, item = field_type(kind, annotation)
            # within parts, dates and words of enumerations are text
            inner = item if item in (str, int, bool) or issubclass(item, Part) else str
            fields[name] = _polars_type(inner, several)
        found = pl.Struct(fields)
    else:
        found = {str: pl.String, int: pl.Int64, bool: pl.Boolean, datetime.date: pl.Date}.get(kind, pl.String)
    return pl.List(found) if many else found


def ids_of(given: object) -> tuple[str, ...]:
    """The ids in a frame (its index or its column ``id``), in a column, or in any collection; each once, in order."""
    found: Any = given
    if hasattr(found, "columns"):  # a frame
        index = getattr(found, "index", None)
        if "id" in found.columns:
            found = found["id"]
        elif getattr(index, "name", None) == "id":
            found = index
        else:
            raise InvalidArgumentError(
                "the frame has neither a column nor an index named 'id': give the ids themselves"
            )
    if isinstance(found, str) or not hasattr(found, "__iter__"):
        raise InvalidArgumentError(
            f"ids={shown(given)} is no collection of ids: give a list, a column, an index or a frame"
        )
    ids: list[Any] = list(cast("Iterable[Any]", found))
    for id in ids:
        if not isinstance(id, str):
            raise InvalidArgumentError(f"ids= holds {shown(id)}, which is no id")
    return tuple(dict.fromkeys(ids))
