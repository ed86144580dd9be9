"""What every query returns: an immutable sequence of records that can be filtered, grouped, combined and exported."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

from csto.errors import AmbiguousAnswerError, NotFoundError, closest, shown
from csto.model.base import Record, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from typing import Any, SupportsIndex

    import pandas as pd
    import polars as pl

    from csto.collection import Collection
    from csto.filters import Span
    from csto.pictures.picture import Picture
    from csto.views.shapes import Page

__all__ = ["AdoptedDocuments", "Records", "records_at"]

T_co = TypeVar("T_co", bound=Record, covariant=True)
K = TypeVar("K", bound="Hashable")
_MISSING = object()


class Records(Sequence[T_co], Generic[T_co], Shown):
    """An immutable, hashable sequence of records of one kind.

    Indexed by position or by id, cut by slices, combined with ``+`` (after one another), ``&``, ``|`` and ``-`` (as sets, in
    the order of the left side). ``in`` takes a record or an id.

    >>> import csto
    >>> members = csto.members(on="2005-01-01")
    >>> members.ids
    ('am', 'by', 'kg', 'kz', 'ru', 'tj')
    >>> members["tj"].name, members[0].name, "uz" in members
    ('Tajikistan', 'Armenia', False)
    >>> members.where(lambda state: state.name.startswith("K")).ids
    ('kg', 'kz')
    """

    __slots__ = ("_by_id", "_cls", "_collection", "_made", "_places")

    _made: tuple[T_co, ...] | None
    _collection: Collection
    _places: Sequence[int]
    _by_id: dict[str, T_co]
    _cls: type[Record]

    def __init__(self, items: Iterable[T_co] = ()) -> None:
        object.__setattr__(self, "_made", tuple(items))

    def _like(self, items: Iterable[T_co]) -> Records[T_co]:
        """Some of these records; none of them are still of their kind."""
        made = Records(items)
        if not made:
            object.__setattr__(made, "_cls", self._class)
        return made

    @property
    def _class(self) -> type[Record]:
        """The class of the records, as far as it is known of none."""
        if self._made:
            return type(self._made[0])
        found: type[Record] = self._collection.cls if hasattr(self, "_collection") else getattr(self, "_cls", Record)
        return found

    @property
    def _items(self) -> tuple[T_co, ...]:
        made = self._made
        if made is None:
            made = self._collection.many(self._places)
            object.__setattr__(self, "_made", made)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Records do not change: a query or an operator gives new ones")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("Records do not change: a query or an operator gives new ones")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._items,)

    def __len__(self) -> int:
        return len(self._places) if self._made is None else len(self._made)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._items)

    def __hash__(self) -> int:
        return hash(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, Records) else NotImplemented  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            return item in self._ids
        return isinstance(item, Record) and self._ids.get(item.id) == item

    @property
    def _ids(self) -> dict[str, T_co]:
        try:
            return self._by_id
        except AttributeError:
            made = {item.id: item for item in self._items}
            object.__setattr__(self, "_by_id", made)
            return made

    @overload
    def __getitem__(self, index: SupportsIndex | str) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> Records[T_co]: ...
    def __getitem__(self, index: SupportsIndex | str | slice) -> T_co | Records[T_co]:
        if isinstance(index, slice):
            if self._made is None:
                return records_at(self._collection, self._places[index])
            return self._like(self._made[index])
        if isinstance(index, str):
            found = self._ids.get(index)
            if found is None:
                near = closest(index, self._ids)
                hint = f"; closest: {', '.join(near)}" if near else ""
                raise NotFoundError(f"none of these {len(self)} records has the id {shown(index)}{hint}", index, near)
            return found
        if self._made is None:
            return cast("T_co", self._collection.at(self._places[index.__index__()]))
        return self._made[index]

    def __add__(self, other: Records[T_co]) -> Records[T_co]:
        if not isinstance(other, Records):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers need not be type-checked
            return NotImplemented
        return Records(self._items + other._items)

    def __and__(self, other: Records[T_co]) -> Records[T_co]:
        if not isinstance(other, Records):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers need not be type-checked
            return NotImplemented
        theirs = set(other._items)
        return self._like(item for item in self._items if item in theirs)

    def __or__(self, other: Records[T_co]) -> Records[T_co]:
        if not isinstance(other, Records):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers need not be type-checked
            return NotImplemented
        return Records(dict.fromkeys(self._items + other._items))

    def __sub__(self, other: Records[T_co]) -> Records[T_co]:
        if not isinstance(other, Records):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers need not be type-checked
            return NotImplemented
        theirs = set(other._items)
        return self._like(item for item in self._items if item not in theirs)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        if self._made is None:
            return tuple([self._collection.id_at(place) for place in self._places])
        return tuple([item.id for item in self._made])

    def where(self, predicate: Callable[[T_co], object]) -> Records[T_co]:
        """The records of which the predicate holds; an error in the predicate is the caller's and is not swallowed."""
        return self._like(item for item in self._items if predicate(item))

    def one(self) -> T_co:
        """The only record; `NotFoundError` if there is none, `AmbiguousAnswerError` if there are several."""
        if len(self) == 1:
            return self[0]
        if not len(self):
            raise NotFoundError("there is no record here: the query found nothing")
        names = ", ".join(self.ids[:5]) + (", ..." if len(self) > 5 else "")
        raise AmbiguousAnswerError(f"there are {len(self)} records here, not one: {names}", self.ids)

    @overload
    def first(self) -> T_co: ...
    @overload
    def first(self, default: K) -> T_co | K: ...
    def first(self, default: object = _MISSING) -> object:
        """The first record; if there is none the default, and without one `NotFoundError`."""
        if len(self):
            return self[0]
        if default is _MISSING:
            raise NotFoundError("there is no record here: the query found nothing")
        return default

    @overload
    def last(self) -> T_co: ...
    @overload
    def last(self, default: K) -> T_co | K: ...
    def last(self, default: object = _MISSING) -> object:
        """The last record; if there is none the default, and without one `NotFoundError`."""
        return self[-1] if len(self) else self.first() if default is _MISSING else default

    @overload
    def group_by(self, key: str) -> dict[Any, Records[T_co]]: ...
    @overload
    def group_by(self, key: Callable[[T_co], K]) -> dict[K, Records[T_co]]: ...
    def group_by(self, key: Callable[[T_co], Any] | str) -> dict[Any, Records[T_co]]:
        """The records by the value of a key function, or of a field named by text, in the order of first appearance.

        >>> import csto
        >>> {kind.value: len(found) for kind, found in csto.instruments(adopted_at="cfm-2021-05-19").group_by("kind").items()}
        {'statement': 4}
        """
        if isinstance(key, str):
            key = cast("Callable[[T_co], Any]", attrgetter(key))
        groups: dict[Any, list[T_co]] = {}
        for item in self._items:
            groups.setdefault(key(item), []).append(item)
        return {value: Records(items) for value, items in groups.items()}

    def to_dicts(self) -> list[dict[str, Any]]:
        """The records as new dicts of plain data, as they stand in a dataset file; fields that hold their default are left out.

        >>> import csto
        >>> csto.members(on="2005-01-01").to_dicts()[0]["id"]
        'am'
        """
        from csto.plain import to_plain

        return [to_plain(item) for item in self._items]

    def to_pandas(self) -> pd.DataFrame:
        """The records as a pandas frame, one row each, the id as index (needs the extra ``csto[pandas]``).

        The columns are the fields, typed: ``datetime64`` for dates, categories for enumerations, lists. A date that is not known
        to the day is missing in ``date``; ``date_earliest``, ``date_latest`` and ``date_precision`` tell what is known of it,
        ``date_text`` has it as recorded; likewise ``period_start``, ``period_end`` and so on. `csto.frame_columns` explains
        each column, ``.attrs["columns"]`` too. `csto.select` gives the records of a frame. Raises `MissingExtraError` where
        pandas is not installed.

        >>> import csto
        >>> frame = csto.chairmanships().to_pandas()
        >>> late = frame[frame.period_start >= "2024"]
        >>> csto.select("chairmanship", late.index).ids
        ('csc-kz-2024', 'csc-kg-2025', 'csc-ru-2026')
        """
        from csto.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """The records as a polars frame, one row each, the id first (needs the extra ``csto[polars]``).

        The columns are those of `to_pandas`, typed: ``Date``, ``Enum``, ``List``. Raises `MissingExtraError` where polars is not
        installed.

        >>> import csto
        >>> frame = csto.meetings(body="csc", year=2021).to_polars()
        >>> frame["id", "date", "session"].row(-1)
        ('csc-2021-09-16', datetime.date(2021, 9, 16), 'regular')
        """
        from csto.frames import to_polars

        return to_polars(self)

    def timeline(self, show: str | None = None, *, between: Span | None = None) -> Picture:
        """The records as a picture (needs the extra ``csto[plot]``); `csto.timeline` tells more.

        `show` takes ``"attendance"`` for meetings: who came, who joined by video, who stayed away.

        >>> import csto
        >>> csto.chairmanships(state="tj").timeline().title
        'Chairmanships'
        >>> csto.meetings(body="csc").timeline(show="attendance").title
        'Attendance of meetings'
        """
        from csto.pictures.drawn import records_picture

        return records_picture(self, show, between)

    def __repr__(self) -> str:
        classes = {type(item).__name__ for item in self._items}
        kind = "" if not classes else classes.pop() if len(classes) == 1 else "records"
        listed = ", ".join(self.ids[:6]) + (", ..." if len(self) > 6 else "")
        return f"<{type(self).__name__}: {len(self)} {kind}{': ' if listed else ''}{listed}>".replace(" >", ">")

    def _page(self, *, drawn: bool = False) -> Page:
        from csto.views.tables import records_page

        return records_page(self)


# the slots' own setters: the class refuses any other way, and every question makes one of these
_write_made, _write_collection, _write_places = [
    vars(Records)[name].__set__ for name in ("_made", "_collection", "_places")
]


def records_at(collection: Collection, places: Sequence[int]) -> Records[Any]:
    """The records at these positions of a collection, made when somebody looks at them."""
    found: Records[Any] = object.__new__(Records)  # pyright: ignore[reportUnknownVariableType]
    _write_made(found, None)
    _write_collection(found, collection)
    _write_places(found, places)
    return found


class AdoptedDocuments(Records[T_co]):
    """The documents on record that a meeting adopted, and whether that is all of them.

    >>> import csto
    >>> found = csto.documents_adopted("cfm-2021-05-19")
    >>> len(found), found.reported, found.complete
    (4, 4, True)
    """

    __slots__ = ("_reported",)

    _reported: int | None

    def __init__(self, items: Iterable[T_co] = (), reported: int | None = None) -> None:
        super().__init__(items)
        object.__setattr__(self, "_reported", reported)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._items, self._reported)

    @property
    def reported(self) -> int | None:
        """How many documents the meeting is reported to have adopted; None where no source tells."""
        return self._reported

    @property
    def known(self) -> int:
        """How many of them count as documents of their own: parts and annexes of another one here do not."""
        ids = set(self.ids)
        items: tuple[Any, ...] = self._items
        return sum(
            not any(relation.kind == "part-of" and relation.instrument_id in ids for relation in item.relations)
            for item in items
        )

    @property
    def complete(self) -> bool | None:
        """Whether all reported documents are here; None where no source tells how many there were."""
        return None if self._reported is None else self.known >= self._reported

    def __repr__(self) -> str:
        known = "" if self._reported is None else f" of {self._reported} reported"
        return super().__repr__()[:-1] + f" ({self.known}{known})>"
