"""Turns in the chair of the organization's bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csto.dates import Period
from csto.model.base import BodyId, ChairmanshipId, MeetingId, PersonId, SourcedRecord, StateId

if TYPE_CHECKING:
    from csto.filters import Span
    from csto.model.bodies import StatutoryBody
    from csto.model.meetings import Meeting
    from csto.model.people import Person
    from csto.model.states import MemberState
    from csto.pictures.picture import Picture

__all__ = ["Chairmanship"]


class Chairmanship(SourcedRecord):
    """A state's turn in the chair of a body.

    The Council's chair passed from session to session until the end of 2023, and passes with the calendar year since; the turn
    is stored as the organization counted it, and other counts are kept as disputes.

    Attributes:
        body_id: The body, most often the Collective Security Council.
        state_id: The state in the chair.
        person_id: Its chairman.
        period: From when until when; on a day of handover two turns are in force.
        opened_at_id: The session that gave the state the chair; since 2024 it sat some weeks before the turn began.
        closed_at_id: The session that closed the turn or summed it up.
        motto: The motto of the turn, if it had one.
        priorities: What the chair set out to do, in our own words.

    """

    kind_name: ClassVar[str] = "chairmanship"
    shown_fields: ClassVar[tuple[str, ...]] = ("period",)

    id: ChairmanshipId
    body_id: BodyId
    state_id: StateId
    person_id: PersonId
    period: Period
    opened_at_id: MeetingId | None = None
    closed_at_id: MeetingId | None = None
    motto: str | None = None
    priorities: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By start, then by end: on a day of handover the outgoing turn comes first."""
        return (*self.period.sort_key, self.id)

    @property
    def state(self) -> MemberState:
        """The state in the chair."""
        return self._bound.get("state", self.state_id)

    @property
    def person(self) -> Person:
        """The chairman."""
        return self._bound.get("person", self.person_id)

    @property
    def body(self) -> StatutoryBody:
        """The body."""
        return self._bound.get("body", self.body_id)

    @property
    def opened_at(self) -> Meeting | None:
        """The session that gave the state the chair."""
        return None if self.opened_at_id is None else self._bound.get("meeting", self.opened_at_id)

    @property
    def closed_at(self) -> Meeting | None:
        """The session that closed the turn or summed it up."""
        return None if self.closed_at_id is None else self._bound.get("meeting", self.closed_at_id)

    def timeline(self, *, between: Span | None = None) -> Picture:
        """The turn and the meetings of that time as a picture (needs the extra ``csto[plot]``).

        >>> import csto
        >>> csto.who_chaired("2021-05-19").one().timeline().title
        'Tajikistan (Emomali Rahmon), 2020-12-02/2021-09-16'
        """
        from csto.pictures.drawn import record_picture

        return record_picture(self, between)
