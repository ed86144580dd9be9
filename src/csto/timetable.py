"""Who was in the chair on a day, read off a table: the most frequent question should cost no more than a look into a dict.

The turns in force change on a few days only. The table has those days in order and, for each stretch between them, the turns as
the general question finds them; a day is found by bisection.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csto.records import Records, records_at

if TYPE_CHECKING:
    from typing import Any

    from csto.collection import Collection

__all__ = ["Timetable"]


class Timetable:
    """The records of a collection among some positions that may be in force, day by day."""

    __slots__ = ("_days", "_found")

    def __init__(self, collection: Collection, places: tuple[int, ...]) -> None:
        spans = [(place, *collection.index().days(place)) for place in places]
        # the turns in force change on the first day of a turn and on the day after its last
        changes = sorted({first for _, first, _ in spans} | {last + 1 for _, _, last in spans})
        self._days = changes
        self._found: list[Records[Any]] = [Records()]
        for day in changes:
            inside = [place for place, first, last in spans if first <= day <= last]
            self._found.append(records_at(collection, inside))

    def on(self, day: int) -> Records[Any]:
        """The records that may be in force on a day, given as a number such as 20210519."""
        return self._found[bisect_right(self._days, day)]
