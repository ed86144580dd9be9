"""When a term or turn may have been in force, given who else held the place.

An office has one holder at a time. Where no source tells the end of a term, it had ended when somebody else surely held the
office, and where no source tells the start, it had not begun while a predecessor surely held it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.store import sure_span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from typing import Any

__all__ = ["possible_spans"]


def possible_spans(spells: Iterable[Any], place: Callable[[Any], Hashable | None]) -> Mapping[str, tuple[str, str]]:
    """The first and the last possible day of each term or turn whose own dates leave an end unknown, by id.

    `place` tells which spells are of one place; None stands for places that several may hold at a time.
    """
    groups: dict[Hashable, list[Any]] = {}
    for spell in spells:
        where = place(spell)
        if where is not None:
            groups.setdefault(where, []).append(spell)
    bounded: dict[str, tuple[str, str]] = {}
    for same in groups.values():
        # those who only acted may have done so within a term: they bound nobody
        sure = [(*sure_span_of(spell), spell) for spell in same if not getattr(spell, "acting", False)]
        sure = [row for row in sure if row[0] <= row[1]]
        for spell in same:
            period = spell.period
            if not (period.unknown_start or period.unknown_end):
                continue
            by, until = sure_span_of(spell)
            first, last = period.first, period.last
            # who surely held the place after this one had begun followed it; who did before it ended went before it
            begun = max(until, period.start.last if period.start else by)
            ended = min(by, period.end.first if period.end else until)
            if period.unknown_end:
                last = min((row[0] for row in sure if row[2] is not spell and row[0] > begun), default=last)
            if period.unknown_start:
                first = max((row[1] for row in sure if row[2] is not spell and row[1] < ended), default=first)
            bounded[spell.id] = (first, last)
    return bounded
