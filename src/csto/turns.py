"""Turns in the chair of the bodies whose chair goes to the same state as the Council's.

The organization's rules give the chair of the councils of ministers, of the committee of secretaries and of the Permanent
Council to the representative of the state that chairs the Collective Security Council. No list of these turns is published, so
they are derived from the Council's turns and the terms of office, and say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.dates import Period
from csto.errors import InvalidDateError
from csto.model.base import ChairmanshipId, Confidence
from csto.model.chairmanships import Chairmanship
from csto.store import sure_span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csto.filters import Filters
    from csto.model.bodies import StatutoryBody

__all__ = ["derived_turns"]


def derived_turns(dataset: Filters, body: StatutoryBody) -> Iterator[Chairmanship]:
    """The turns in the chair of a body, one for each holder of the seat during each turn of the Council."""
    for turn in dataset.chairmanships():
        for term in dataset.terms(office=body.seats, state=turn.state_id, on=turn.period):
            period = _shared(turn.period, term.period)
            first, last = sure_span_of(term)
            sure = first <= turn.period.earliest_end and turn.period.latest_start <= last
            if period is not None:
                yield Chairmanship(
                    id=ChairmanshipId(f"{body.id}-{turn.id.removeprefix('csc-')}-{term.person_id}"),
                    body_id=body.id,
                    state_id=turn.state_id,
                    person_id=term.person_id,
                    period=period,
                    citations=tuple(dict.fromkeys(turn.citations + term.citations)),
                    confidence=Confidence.MEDIUM if sure and term.confidence is not Confidence.LOW else Confidence.LOW,
                    notes=f"Derived from the turn {turn.id} of the Council and the term {term.id}; "
                    "the ministers' councils may hand over on the eve of the Council's session.",
                )


def _shared(one: Period, other: Period) -> Period | None:
    """The period that two may have in common; None where they surely share no day."""
    if one.overlaps(other) is False:
        return None
    start = max((one, other), key=lambda period: period.first)
    end = min((one, other), key=lambda period: period.last)
    try:
        return Period(f"{_start_text(start)}/{_end_text(end)}")
    except InvalidDateError:
        return None


def _start_text(period: Period) -> str:
    return period.start.text if period.start else ".." if period.open_start else ""


def _end_text(period: Period) -> str:
    return period.end.text if period.end else ".." if period.open_end else ""
