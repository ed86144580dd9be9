"""The CSTO Troops (Collective Forces): what they are, where they trained, what they did."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate, Period
from csto.model.base import (
    ExerciseId,
    ForceId,
    InstrumentId,
    OperationId,
    Part,
    PersonId,
    SeriesId,
    SourcedRecord,
    SourceId,
    StateId,
)
from csto.model.meetings import Status
from csto.model.names import Name, name_in

if TYPE_CHECKING:
    from csto.filters import Span
    from csto.model.instruments import Instrument
    from csto.model.people import Person
    from csto.model.provenance import Source
    from csto.model.states import MemberState
    from csto.pictures.picture import Picture
    from csto.records import Records

__all__ = ["Exercise", "Force", "ForceKind", "Operation", "Series", "Strength"]


class ForceKind(StrEnum):
    """What sort of force it is."""

    REGIONAL = "regional"
    RAPID_REACTION = "rapid-reaction"
    PEACEKEEPING = "peacekeeping"
    AVIATION = "aviation"
    SPECIAL = "special"
    OTHER = "other"


class Strength(Part):
    """A reported strength.

    Attributes:
        date: When it was reported, or for when.
        personnel: How many people.
        approximate: Whether the source says "about" or "over".
        source_id: The publication that says so.

    """

    date: PartialDate | None = None
    personnel: int
    approximate: bool = False
    source_id: SourceId | None = None

    @property
    def source(self) -> Source | None:
        """The publication that says so."""
        return None if self.source_id is None else self._bound.get("source", self.source_id)


class Force(SourcedRecord):
    """A force of the organization.

    Attributes:
        name: The usual name in English.
        names: Other names: in Russian, abbreviations.
        abbreviation: The usual abbreviation in English.
        kind: What sort of force it is.
        period: From its establishment until its end.
        state_ids: The states that contribute to it.
        instrument_id: The act that established it, if it is on record.
        strengths: Its strength as reported through the years.

    """

    kind_name: ClassVar[str] = "force"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: ForceId
    name: str
    names: tuple[Name, ...] = ()
    abbreviation: str | None = None
    kind: ForceKind = ForceKind.OTHER
    period: Period | None = None
    state_ids: tuple[StateId, ...] = ()
    instrument_id: InstrumentId | None = None
    strengths: tuple[Strength, ...] = ()

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record."""
        return name_in(self, language)

    @property
    def states(self) -> Records[MemberState]:
        """The states that contribute to it."""
        return self._bound.get_all("state", self.state_ids)

    @property
    def instrument(self) -> Instrument | None:
        """The act that established it, if it is on record."""
        return None if self.instrument_id is None else self._bound.get("instrument", self.instrument_id)

    @property
    def exercises(self) -> Records[Exercise]:
        """The exercises in which it took part, earliest first."""
        return self._bound.related("exercise", "force_ids", self.id)


class Series(SourcedRecord):
    """A series of exercises or operations that recur under one name.

    Attributes:
        name: The usual name in English.
        names: Other names: in Russian, other translations and transliterations.

    """

    kind_name: ClassVar[str] = "series"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: SeriesId
    name: str
    names: tuple[Name, ...] = ()

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record."""
        return name_in(self, language)

    @property
    def exercises(self) -> Records[Exercise]:
        """Its editions, earliest first."""
        return self._bound.related("exercise", "series_id", self.id)

    def timeline(self, *, between: Span | None = None) -> Picture:
        """The editions as a picture (needs the extra ``csto[plot]``).

        >>> import csto
        >>> csto.series("rubezh").timeline().title
        'Rubezh'
        """
        from csto.pictures.drawn import record_picture

        return record_picture(self, between)


class Exercise(SourcedRecord):
    """An exercise: one edition of a series, or one that stands alone.

    Attributes:
        name: The usual name in English.
        names: Other names: in Russian, other translations.
        series_id: The series of which it is an edition.
        parent_id: The larger exercise of which it was a part.
        date: The first day.
        period: From the first day to the last.
        status: Held, planned, announced (outcome unknown) or cancelled.
        city: The city or nearest town.
        country_ids: The states in which it took place.
        venue: The range, province or other place.
        participant_ids: The states that took part.
        force_ids: The forces that took part.
        personnel: How many people took part.
        equipment: How many pieces of equipment were used.

    """

    kind_name: ClassVar[str] = "exercise"
    shown_fields: ClassVar[tuple[str, ...]] = ("name", "date")

    id: ExerciseId
    name: str
    names: tuple[Name, ...] = ()
    series_id: SeriesId | None = None
    parent_id: ExerciseId | None = None
    date: PartialDate
    period: Period
    status: Status = Status.HELD
    city: str | None = None
    country_ids: tuple[StateId, ...] = ()
    venue: str | None = None
    participant_ids: tuple[StateId, ...] = ()
    force_ids: tuple[ForceId, ...] = ()
    personnel: int | None = None
    equipment: int | None = None

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By date, then id."""
        return (*self.date.sort_key, self.id)

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record."""
        return name_in(self, language)

    @property
    def series(self) -> Series | None:
        """The series of which it is an edition."""
        return None if self.series_id is None else self._bound.get("series", self.series_id)

    @property
    def parent(self) -> Exercise | None:
        """The larger exercise of which it was a part."""
        return None if self.parent_id is None else self._bound.get("exercise", self.parent_id)

    @property
    def parts(self) -> Records[Exercise]:
        """The exercises that were parts of it."""
        return self._bound.related("exercise", "parent_id", self.id)

    @property
    def countries(self) -> Records[MemberState]:
        """The states in which it took place."""
        return self._bound.get_all("state", self.country_ids)

    @property
    def participants(self) -> Records[MemberState]:
        """The states that took part."""
        return self._bound.get_all("state", self.participant_ids)

    @property
    def forces(self) -> Records[Force]:
        """The forces that took part."""
        return self._bound.get_all("force", self.force_ids)


class Operation(SourcedRecord):
    """An operation: peacekeeping, or a joint operation of police and special services.

    Attributes:
        name: The usual name in English.
        names: Other names: in Russian, other translations.
        series_id: The series of which it is one.
        date: The first day.
        period: From the first day to the last.
        status: Held, planned, announced (outcome unknown) or cancelled.
        country_ids: The states in which it took place.
        participant_ids: The states that took part.
        commander_id: Who commanded it.
        personnel: How many people took part.

    """

    kind_name: ClassVar[str] = "operation"
    shown_fields: ClassVar[tuple[str, ...]] = ("name", "date")

    id: OperationId
    name: str
    names: tuple[Name, ...] = ()
    series_id: SeriesId | None = None
    date: PartialDate | None = None
    period: Period | None = None
    status: Status = Status.HELD
    country_ids: tuple[StateId, ...] = ()
    participant_ids: tuple[StateId, ...] = ()
    commander_id: PersonId | None = None
    personnel: int | None = None

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By date, then id; undated ones first."""
        return (*self.date.sort_key, self.id) if self.date else ("", "", "", self.id)

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record."""
        return name_in(self, language)

    @property
    def series(self) -> Series | None:
        """The series of which it is one."""
        return None if self.series_id is None else self._bound.get("series", self.series_id)

    @property
    def commander(self) -> Person | None:
        """Who commanded it."""
        return None if self.commander_id is None else self._bound.get("person", self.commander_id)

    @property
    def countries(self) -> Records[MemberState]:
        """The states in which it took place."""
        return self._bound.get_all("state", self.country_ids)

    @property
    def participants(self) -> Records[MemberState]:
        """The states that took part."""
        return self._bound.get_all("state", self.participant_ids)
