"""Events that are not sittings of a body: visits, press conferences, appointments, addresses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate, Period
from csto.model.base import BodyId, EventId, InstrumentId, PersonId, SourcedRecord, StateId
from csto.model.meetings import MeetingFormat, Status
from csto.model.titles import Title

if TYPE_CHECKING:
    from csto.model.bodies import StatutoryBody
    from csto.model.instruments import Instrument
    from csto.model.people import Person
    from csto.model.states import MemberState
    from csto.records import Records

__all__ = ["Event", "EventKind"]


class EventKind(StrEnum):
    """What sort of event it was."""

    VISIT = "visit"
    WORKING_MEETING = "working-meeting"
    PRESS_CONFERENCE = "press-conference"
    BRIEFING = "briefing"
    APPOINTMENT = "appointment"
    ADDRESS = "address"
    STATEMENT = "statement"
    CONSULTATION = "consultation"
    CALL = "call"
    CONFERENCE = "conference"


class Event(SourcedRecord):
    """An event that is not a sitting of a body.

    Attributes:
        kind: What sort of event it was.
        title: What it was, in a line of our own words.
        titles: Its own titles by language, where it has any.
        date: The first day.
        period: From the first day to the last.
        status: Held, planned, announced (outcome unknown) or cancelled.
        format: In person, by videoconference, or both; None where no source tells.
        city: Where.
        country_id: In which state.
        venue: The building.
        person_ids: The persons who took part.
        state_ids: The states that it concerns.
        body_ids: The bodies of the organization that took part.
        participants: Others who took part, by name.
        topics: What was spoken of, in our own words.
        instrument_ids: Documents that came of it or were its subject.

    """

    kind_name: ClassVar[str] = "event"
    shown_fields: ClassVar[tuple[str, ...]] = ("title",)

    id: EventId
    kind: EventKind
    title: str
    titles: tuple[Title, ...] = ()
    date: PartialDate
    period: Period
    status: Status = Status.HELD
    format: MeetingFormat | None = None
    city: str | None = None
    country_id: StateId | None = None
    venue: str | None = None
    person_ids: tuple[PersonId, ...] = ()
    state_ids: tuple[StateId, ...] = ()
    body_ids: tuple[BodyId, ...] = ()
    participants: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    instrument_ids: tuple[InstrumentId, ...] = ()

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By date, then id."""
        return (*self.date.sort_key, self.id)

    @property
    def people(self) -> Records[Person]:
        """The persons who took part."""
        return self._bound.get_all("person", self.person_ids)

    @property
    def states(self) -> Records[MemberState]:
        """The states that it concerns."""
        return self._bound.get_all("state", self.state_ids)

    @property
    def bodies(self) -> Records[StatutoryBody]:
        """The bodies of the organization that took part."""
        return self._bound.get_all("body", self.body_ids)

    @property
    def country(self) -> MemberState | None:
        """In which state it took place."""
        return None if self.country_id is None else self._bound.get("state", self.country_id)

    @property
    def instruments(self) -> Records[Instrument]:
        """Documents that came of it or were its subject."""
        return self._bound.get_all("instrument", self.instrument_ids)
