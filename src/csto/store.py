"""The floor of a dataset: its collections, loaded by kind when first needed, their indexes, and the binding of records.

Whatever is loaded or built on first use is made under a lock and published in one assignment, so that threads see either
nothing or the finished thing.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, TypeVar, cast

from csto.dates import FIRST_DAY, LAST_DAY, PartialDate, Period
from csto.errors import InvalidArgumentError, NotFoundError, closest, or_list, shown
from csto.kinds import KINDS, PLURALS
from csto.plain import bound_copy
from csto.records import Records, records_at
from csto.succession import sure_span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from csto.collection import Collection
    from csto.model.base import Part, Record
    from csto.model.graph import Graph
    from csto.model.meetings import Meeting

__all__ = ["Store", "sure_span_of", "time_of"]

R = TypeVar("R", bound="Part")


def time_of(item: Record) -> Period | PartialDate | None:
    """When a record happened or held: its period, or else its date; None for one that is undated or outside time."""
    found: Period | PartialDate | None = getattr(item, "period", None)
    return getattr(item, "date", None) if found is None else found


def sure_span_of(item: Record) -> tuple[str, str]:
    """The first and the last day of the time that surely belongs to a record; the first lies after the last if there is none."""
    when = time_of(item)
    if when is None:
        return LAST_DAY, FIRST_DAY
    return sure_span(when if isinstance(when, Period) else Period(when.text), getattr(item, "attested", ()))


class Store:
    """Immutable collections of bound records by kind."""

    def __init__(self, load: Callable[[str, Graph], Collection]) -> None:
        self._load = load
        self._collections: dict[str, Collection] = {}
        self._lock = RLock()

    @property
    def _graph(self) -> Graph:
        return cast("Graph", self)  # the overloads of the protocol tell the kinds apart, the methods here need not

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
                    found = self._collections[kind] = self._load(kind, self._graph)
        return found

    def all(self, kind: str) -> Records[Any]:
        """All records of a kind, in order."""
        found = self.collection(kind)
        return records_at(found, range(len(found)))

    def get(self, kind: str, id: str) -> Any:
        """The record of a kind with that id or former id; `NotFoundError` if there is none."""
        found = self.collection(kind).by_id(id)
        if found is None:
            near = closest(str(id), self.all(kind).ids)
            hint = f"; closest: {or_list(near)}" if near else ""
            raise NotFoundError(f"no {kind} has the id {shown(id)}{hint}", id, near)
        return found

    def get_all(self, kind: str, ids: Sequence[str]) -> Records[Any]:
        """The records with these ids, in the order given."""
        find = self.collection(kind).by_id
        return Records([find(id) or self.get(kind, id) for id in ids])

    def related(self, kind: str, field: str, id: str) -> Records[Any]:
        """The records of a kind whose field names the id, in order."""
        found = self.collection(kind)
        return records_at(found, found.index().values(field).get(id, ()))

    def attended(self, person_id: str) -> Records[Meeting]:
        """The meetings at which the person was, in person or remotely, earliest first."""
        return self.related("meeting", "attended", person_id)

    def bind(self, record: R) -> R:
        """A copy of the record that looks up its relations in this dataset."""
        return bound_copy(record, self._graph)

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {PLURALS[kind]: len(self.collection(kind)) for kind in KINDS}
