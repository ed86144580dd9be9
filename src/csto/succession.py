"""When a term or turn may have been in force, given who else held the place.

An office has one holder at a time. Where no source tells the end of a term, it had ended when somebody else surely held the
office, and where no source tells the start, it had not begun while a predecessor surely held it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csto.dates import FIRST_DAY, LAST_DAY, PartialDate, Period

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from typing import Any

__all__ = ["possible_spans", "sure_span"]


def sure_span(period: Period, attested: Iterable[PartialDate] = ()) -> tuple[str, str]:
    """The first and the last day that surely belong to a period, as ISO text; the first lies after the last if there is none.

    A term of office surely covers the days on which a source shows the person in office, and what lies between them.

    >>> sure_span(Period("/"), [PartialDate("2021-05-19"), PartialDate("2022-11-23")])
    ('2021-05-19', '2022-11-23')
    """
    first, last = period.latest_start, period.earliest_end
    for day in attested:
        first, last = min(first, day.last), max(last, day.first)
    return first, last


class _Spell(NamedTuple):
    place: int
    period: Period
    acting: bool
    by: str
    until: str


def possible_spans(kind: str, rows: Iterable[Mapping[str, Any]]) -> dict[int, tuple[str, str]]:
    """The first and the last possible day, as ISO text, of each term or turn whose own dates leave an end unknown, by position."""
    groups: dict[Hashable, list[_Spell]] = {}
    for place, row in enumerate(rows):
        where = _place(kind, row)
        if where is not None:
            period = Period(row["period"])
            by, until = sure_span(period, [PartialDate(day) for day in row.get("attested", ())])
            groups.setdefault(where, []).append(_Spell(place, period, row.get("acting", False), by, until))
    found: dict[int, tuple[str, str]] = {}
    for same in groups.values():
        # those who only acted may have done so within a term: they bound nobody
        sure = [spell for spell in same if not spell.acting and spell.by <= spell.until]
        for spell in same:
            period = spell.period
            if not (period.unknown_start or period.unknown_end):
                continue
            first, last = period.first, period.last
            # who surely held the place after this one had begun followed it; who did before it ended went before it
            begun = max(spell.until, period.start.last if period.start else spell.by)
            ended = min(spell.by, period.end.first if period.end else spell.until)
            if spell.by > spell.until and not (period.start or period.end):
                begun, ended = LAST_DAY, FIRST_DAY  # nothing at all is known of its time: nobody bounds it
            others = [other for other in sure if other is not spell]
            if period.unknown_end:
                last = min((other.by for other in others if other.by > begun), default=last)
            if period.unknown_start:
                first = max((other.until for other in others if other.until < ended), default=first)
            found[spell.place] = (first, last)
    return found


def _place(kind: str, row: Mapping[str, Any]) -> Hashable | None:
    """What has one holder at a time: the chair of a body, an office of a state or body; None for what several may hold."""
    if kind == "chairmanship":
        return str(row["body_id"])
    from csto.model.terms import SINGLE_HOLDER

    return (row["office"], row.get("state_id"), row.get("body_id")) if row["office"] in SINGLE_HOLDER else None
