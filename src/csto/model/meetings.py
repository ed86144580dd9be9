"""Meetings of the organization's bodies, and who was there."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate, Period
from csto.model.base import BodyId, MeetingId, Part, PersonId, SourcedRecord, StateId
from csto.model.terms import Office

if TYPE_CHECKING:
    from csto.model.bodies import StatutoryBody
    from csto.model.instruments import Instrument
    from csto.model.people import Person
    from csto.model.states import MemberState
    from csto.records import Records

__all__ = ["Attendance", "AttendanceMode", "Meeting", "MeetingFormat", "SessionKind", "Standing", "Status"]


class Status(StrEnum):
    """Whether something announced took place."""

    HELD = "held"
    PLANNED = "planned"
    """Announced for a day that the dataset does not reach."""
    ANNOUNCED = "announced"
    """Announced for a day that is past; no report that it was held was found."""
    CANCELLED = "cancelled"


class SessionKind(StrEnum):
    """What sort of sitting it was."""

    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"
    INFORMAL = "informal"
    ANNIVERSARY = "anniversary"
    WORKING = "working"
    JOINT = "joint"


class MeetingFormat(StrEnum):
    """How those who sat met."""

    IN_PERSON = "in-person"
    VIDEOCONFERENCE = "videoconference"
    HYBRID = "hybrid"
    """Some in the room, some by video."""


class AttendanceMode(StrEnum):
    """How somebody was there, or not."""

    IN_PERSON = "in-person"
    REMOTE = "remote"
    REPRESENTED = "represented"
    """Absent, with somebody else sitting for the state."""
    ABSENT = "absent"
    UNKNOWN = "unknown"
    """No source tells; a list that is silent does not show absence."""


class Standing(StrEnum):
    """As what somebody was there."""

    MEMBER = "member"
    """As the one whose office has the seat."""
    SUBSTITUTE = "substitute"
    """In the place of the one whose office has the seat."""
    OFFICER = "officer"
    """As an officer of the organization."""
    GUEST = "guest"
    """As a guest, observer or invited speaker."""


class Attendance(Part):
    """One attendance at a meeting.

    Attributes:
        person_id: Who; None where only the state is reported.
        state_id: For which state; None for officers of the organization and guests from elsewhere.
        capacity: The office in which they came, where it is one of those on record.
        role: The capacity in words, where it is another.
        standing: As member of the body, substitute, officer or guest.
        mode: In person, remote, represented, absent, or unknown.
        notes: What a reader should mind.

    """

    person_id: PersonId | None = None
    state_id: StateId | None = None
    capacity: Office | None = None
    role: str | None = None
    standing: Standing = Standing.MEMBER
    mode: AttendanceMode = AttendanceMode.UNKNOWN
    notes: str | None = None

    @property
    def person(self) -> Person | None:
        """Who; None where only the state is reported."""
        return None if self.person_id is None else self._bound.get("person", self.person_id)

    @property
    def state(self) -> MemberState | None:
        """For which state."""
        return None if self.state_id is None else self._bound.get("state", self.state_id)


class Meeting(SourcedRecord):
    """A sitting of one body or of several jointly.

    Attributes:
        body_ids: The bodies that sat.
        title: The meeting's own title, where it has one.
        number: The ordinal number that the organization gives it, where a source does.
        date: The first day.
        period: The whole: one day, or from the first to the last.
        status: Held, planned, announced (outcome unknown) or cancelled.
        session: What sort of sitting it was; None where no source tells.
        format: In person, by videoconference, or both; None where no source tells.
        city: The city, by its name on that day; None for a videoconference without a seat and where no source tells.
        country_id: The state in which it took place.
        venue: The building.
        chair_id: Who presided; None where no source tells.
        presiding_state_id: The state that presided: not always that of the organization's chair.
        attendance: Who was there, or was not.
        agenda: What was dealt with, in our own words.
        documents_reported: How many documents it adopted by report, declarations and statements counted in.

    """

    kind_name: ClassVar[str] = "meeting"
    shown_fields: ClassVar[tuple[str, ...]] = ("title", "session", "city")

    id: MeetingId
    body_ids: tuple[BodyId, ...]
    title: str | None = None
    number: int | None = None
    date: PartialDate
    period: Period
    status: Status = Status.HELD
    session: SessionKind | None = None
    format: MeetingFormat | None = None
    city: str | None = None
    country_id: StateId | None = None
    venue: str | None = None
    chair_id: PersonId | None = None
    presiding_state_id: StateId | None = None
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[str, ...] = ()
    documents_reported: int | None = None

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By date, then id."""
        return (*self.date.sort_key, self.id)

    @property
    def bodies(self) -> Records[StatutoryBody]:
        """The bodies that sat."""
        return self._bound.get_all("body", self.body_ids)

    @property
    def chair(self) -> Person | None:
        """Who presided; None where no source tells."""
        return None if self.chair_id is None else self._bound.get("person", self.chair_id)

    @property
    def presiding_state(self) -> MemberState | None:
        """The state that presided; None where no source tells."""
        return None if self.presiding_state_id is None else self._bound.get("state", self.presiding_state_id)

    @property
    def country(self) -> MemberState | None:
        """The state in which it took place; None where no source tells."""
        return None if self.country_id is None else self._bound.get("state", self.country_id)

    @property
    def documents(self) -> Records[Instrument]:
        """The documents on record that it adopted, without drafts; `csto.documents_adopted` tells also whether that is all."""
        return self._bound.related("instrument", "adopted_at_id", self.id).where(lambda found: found.status != "draft")

    @property
    def people(self) -> Records[Person]:
        """The persons who were there, in person or remotely."""
        absent = (AttendanceMode.ABSENT, AttendanceMode.REPRESENTED)
        ids = [row.person_id for row in self.attendance if row.person_id and row.mode not in absent]
        return self._bound.get_all("person", tuple(dict.fromkeys(ids)))
