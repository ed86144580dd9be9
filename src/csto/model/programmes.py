"""Programmes: what has a dated life from proposal to implementation."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate, Period
from csto.model.base import (
    Citation,
    EventId,
    InstrumentId,
    MeetingId,
    Part,
    ProgrammeId,
    SourcedRecord,
    StateId,
)
from csto.model.names import Name, name_in

if TYPE_CHECKING:
    from csto.filters import Span
    from csto.model.events import Event
    from csto.model.instruments import Instrument
    from csto.model.meetings import Meeting
    from csto.model.states import MemberState
    from csto.pictures.picture import Picture
    from csto.records import Records

__all__ = ["Milestone", "MilestoneKind", "Programme"]


class MilestoneKind(StrEnum):
    """Which step of a programme's life it is."""

    PROPOSAL = "proposal"
    DECISION = "decision"
    """A decision to draw it up, or on its preparation."""
    DRAFTING = "drafting"
    REVIEW = "review"
    """A draft was considered, agreed or sent on."""
    ADOPTION = "adoption"
    IMPLEMENTATION = "implementation"
    COMPLETION = "completion"
    STATEMENT = "statement"
    """Somebody said how it stands."""


class Milestone(Part):
    """A dated step in the life of a programme.

    Attributes:
        date: When; of a step that lasted, its first day.
        period: The whole, where it lasted longer than a day.
        kind: Which step it is.
        about: What happened, in our own words.
        meeting_id: The meeting at which it happened, if it is on record.
        instrument_id: The document that came of it, if it is on record.
        event_id: The event, if it is on record.
        planned: Whether it was only planned when last heard of.
        citations: The publications that say so.

    """

    date: PartialDate
    period: Period | None = None
    kind: MilestoneKind
    about: str
    meeting_id: MeetingId | None = None
    instrument_id: InstrumentId | None = None
    event_id: EventId | None = None
    planned: bool = False
    citations: tuple[Citation, ...] = ()

    @property
    def meeting(self) -> Meeting | None:
        """The meeting at which it happened."""
        return None if self.meeting_id is None else self._bound.get("meeting", self.meeting_id)

    @property
    def instrument(self) -> Instrument | None:
        """The document that came of it."""
        return None if self.instrument_id is None else self._bound.get("instrument", self.instrument_id)

    @property
    def event(self) -> Event | None:
        """The event."""
        return None if self.event_id is None else self._bound.get("event", self.event_id)


class Programme(SourcedRecord):
    """A programme with a dated life cycle.

    Attributes:
        name: The usual name in English.
        names: Other names: in Russian, other wordings.
        period: The years for which it is set, where it is adopted.
        state_ids: The states that it concerns most.
        milestones: Its steps, earliest first.

    """

    kind_name: ClassVar[str] = "programme"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: ProgrammeId
    name: str
    names: tuple[Name, ...] = ()
    period: Period | None = None
    state_ids: tuple[StateId, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record."""
        return name_in(self, language)

    @property
    def states(self) -> Records[MemberState]:
        """The states that it concerns most."""
        return self._bound.get_all("state", self.state_ids)

    def timeline(self, *, between: Span | None = None) -> Picture:
        """The life cycle, step by step, as a picture (needs the extra ``csto[plot]``).

        >>> import csto
        >>> csto.programme("targeted-interstate-programme-tajik-afghan-border").timeline().title
        'CSTO Targeted Interstate Programme for strengthening the Tajik-Afghan border'
        """
        from csto.pictures.drawn import record_picture

        return record_picture(self, between)
