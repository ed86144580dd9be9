"""Offices and terms of office."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate, Period
from csto.model.base import BodyId, InstrumentId, PersonId, SourcedRecord, StateId, TermId

if TYPE_CHECKING:
    from csto.model.bodies import StatutoryBody
    from csto.model.instruments import Instrument
    from csto.model.people import Person
    from csto.model.states import MemberState

__all__ = ["SINGLE_HOLDER", "Office", "Term"]


class Office(StrEnum):
    """An office that counts in the organization: those whose holders sit in its bodies, and its own officers."""

    HEAD_OF_STATE = "head-of-state"
    HEAD_OF_GOVERNMENT = "head-of-government"
    FOREIGN_MINISTER = "foreign-minister"
    DEFENCE_MINISTER = "defence-minister"
    SECURITY_COUNCIL_SECRETARY = "security-council-secretary"
    SPEAKER = "speaker"
    CHIEF_OF_GENERAL_STAFF = "chief-of-general-staff"
    PERMANENT_REPRESENTATIVE = "permanent-representative"
    SECRETARY_GENERAL = "secretary-general"
    DEPUTY_SECRETARY_GENERAL = "deputy-secretary-general"
    CHIEF_OF_JOINT_STAFF = "chief-of-joint-staff"
    PRESS_SECRETARY = "press-secretary"
    CHAIR = "chair"
    """The chair of a body; which one is told by the term's body."""
    SECRETARY = "secretary"
    """The secretary of a body; which one is told by the term's body."""
    COMMANDER = "commander"
    """The commander of a force or operation."""
    OTHER = "other"
    """An office outside this list, told by the term's title."""

    @classmethod
    def _missing_(cls, value: object) -> Office | None:
        """The office that other usual words mean: presidents are heads of state, prime ministers heads of government."""
        meant = {
            "president": cls.HEAD_OF_STATE,
            "prime-minister": cls.HEAD_OF_GOVERNMENT,
            "minister-of-foreign-affairs": cls.FOREIGN_MINISTER,
            "minister-for-foreign-affairs": cls.FOREIGN_MINISTER,
            "minister-of-defence": cls.DEFENCE_MINISTER,
            "minister-of-defense": cls.DEFENCE_MINISTER,
            "defense-minister": cls.DEFENCE_MINISTER,
            "secretary-of-the-security-council": cls.SECURITY_COUNCIL_SECRETARY,
            "general-secretary": cls.SECRETARY_GENERAL,
            "chairman": cls.CHAIR,
        }
        return meant.get(value) if isinstance(value, str) else None


SINGLE_HOLDER = frozenset(
    (
        Office.HEAD_OF_STATE,
        Office.HEAD_OF_GOVERNMENT,
        Office.FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
        Office.SECURITY_COUNCIL_SECRETARY,
        Office.CHIEF_OF_GENERAL_STAFF,
        Office.PERMANENT_REPRESENTATIVE,
        Office.SECRETARY_GENERAL,
        Office.CHIEF_OF_JOINT_STAFF,
    )
)
"""The offices that one person holds at a time, for one state or body."""


class Term(SourcedRecord):
    """A term of office.

    Attributes:
        person_id: Who held the office.
        office: The office.
        title: The office's exact name at that time, where it differs from the usual one.
        state_id: The state for which it was held; None for an office of the organization.
        body_id: The body to which the office belongs, if it belongs to one.
        period: From when until when; an unknown end is one that no source tells.
        acting: Whether the person held it provisionally.
        attested: Days on which a source shows the person in office.
        instrument_id: The act of appointment, if it is on record.

    """

    kind_name: ClassVar[str] = "term"
    shown_fields: ClassVar[tuple[str, ...]] = ("period",)

    id: TermId
    person_id: PersonId
    office: Office
    title: str | None = None
    state_id: StateId | None = None
    body_id: BodyId | None = None
    period: Period
    acting: bool = False
    attested: tuple[PartialDate, ...] = ()
    instrument_id: InstrumentId | None = None

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By start, then id; a term of unknown start by the first day on which it is attested."""
        if self.period.start is None and self.attested:
            return (self.attested[0].first, *self.period.sort_key[1:], self.id)
        return (*self.period.sort_key, self.id)

    @property
    def person(self) -> Person:
        """Who held the office."""
        return self._bound.get("person", self.person_id)

    @property
    def state(self) -> MemberState | None:
        """The state for which it was held."""
        return None if self.state_id is None else self._bound.get("state", self.state_id)

    @property
    def body(self) -> StatutoryBody | None:
        """The body to which the office belongs."""
        return None if self.body_id is None else self._bound.get("body", self.body_id)

    @property
    def instrument(self) -> Instrument | None:
        """The act of appointment, if it is on record."""
        return None if self.instrument_id is None else self._bound.get("instrument", self.instrument_id)
