"""Who was in the chair on a day, read off a table: the most frequent question should cost no more than a look into a dict.

The turns in force change on a few days only. The table has those days in order and, for each stretch between them, the turns as
the general question finds them; a day is found by bisection.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csto.records import records_at

if TYPE_CHECKING:
    from typing import Any, Final

    from csto.collection import Collection
    from csto.records import Records

__all__ = ["Timetable"]


class Timetable:
    """The records of a collection among some positions that may be in force, day by day."""

    __slots__ = ("_days", "_found")

    def __init__(self, collection: Collection, places: tuple[int, ...], since: str) -> None:
        spans: list[tuple[int, str, str]] = []
        for place in places:
            first, last = collection.index().days(place)
            spans.append((place, _text(first), _text(last)))
        # the turns in force change on the first day of a turn and behind its last one
        changes = {since, *[max(first, since) for _, first, _ in spans], *[last + _BEHIND for _, _, last in spans]}
        self._days = sorted(day for day in changes if day >= since)
        self._found: list[Records[Any] | None] = [None]
        for day in self._days:
            inside = [place for place, first, last in spans if first <= day <= last]
            self._found.append(records_at(collection, inside) if inside else None)

    def on(self, day: str) -> Records[Any] | None:
        """The records that may be in force on a day, given as ISO text; None if there are none, or before the table's time."""
        return self._found[bisect_right(self._days, day)]


_BEHIND: Final = "+"
"""Makes of the text of a day one that comes after it and before the next day."""


def _text(day: int) -> str:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"
