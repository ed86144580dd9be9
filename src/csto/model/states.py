"""States, and what each was: signatory, party, member, observer; active or frozen; from when until when."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import Period, as_span
from csto.model.base import InstrumentId, MembershipId, SourcedRecord, StateId, record
from csto.model.names import Name, name_in

if TYPE_CHECKING:
    from csto.dates import DateLike
    from csto.model.chairmanships import Chairmanship
    from csto.model.instruments import Instrument
    from csto.model.people import Person, Term
    from csto.records import Records

__all__ = ["MemberState", "Membership", "MembershipOf", "MembershipStatus", "Participation"]


class MembershipOf(StrEnum):
    """Of what a state is a member."""

    TREATY = "treaty"
    """The Collective Security Treaty of 15 May 1992."""
    ORGANIZATION = "organization"
    """The Collective Security Treaty Organization."""
    ASSEMBLY = "assembly"
    """The Parliamentary Assembly of the Organization."""


class MembershipStatus(StrEnum):
    """What a state is."""

    SIGNATORY = "signatory"
    """It has signed; that alone does not bind it."""
    PARTY = "party"
    """The treaty is in force for it."""
    MEMBER = "member"
    SUSPENDED = "suspended"
    """Its membership is suspended."""
    LAPSED = "lapsed"
    """Its obligation ended because it did not prolong the treaty."""
    WITHDRAWN = "withdrawn"
    OBSERVER = "observer"
    PARTNER = "partner"


class Participation(StrEnum):
    """Whether a member takes part."""

    ACTIVE = "active"
    FROZEN = "frozen"
    """A member de jure that has declared that it takes no part for the time being."""
    NONE = "none"
    """Not a member on that day."""
    UNKNOWN = "unknown"
    """The precision of the dates does not tell."""


@record
class Membership(SourcedRecord):
    """What a state was, of what, and when.

    Attributes:
        state_id: The state.
        of: The Treaty, the Organization or its Parliamentary Assembly.
        status: Signatory, party, member, suspended, lapsed, withdrawn, observer or partner.
        period: From when until when; an open end means that it goes on.
        participation: Whether a member takes part.
        instrument_id: The act on which it rests, if there is one.

    """

    kind_name: ClassVar[str] = "membership"
    shown_fields: ClassVar[tuple[str, ...]] = ("status", "period")

    id: MembershipId
    state_id: StateId
    of: MembershipOf
    status: MembershipStatus
    period: Period
    participation: Participation = Participation.ACTIVE
    instrument_id: InstrumentId | None = None

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By start, then state."""
        return (*self.period.sort_key, self.id)

    @property
    def state(self) -> MemberState:
        """The state."""
        return self._bound.get("state", self.state_id)

    @property
    def instrument(self) -> Instrument | None:
        """The act on which it rests, if one is on record."""
        return None if self.instrument_id is None else self._bound.get("instrument", self.instrument_id)


@record
class MemberState(SourcedRecord):
    """A state that is or ever was a party to the Treaty or a member of the Organization, or its observer or partner.

    States that matter otherwise (as the place of a meeting, or as a guest's) are on record too; what each was is told by its
    memberships alone.

    Attributes:
        name: The usual short name in English.
        names: Other names: official, in other languages, codes, former names with their dates.
        alpha_3: The ISO 3166-1 alpha-3 code.
        numeric: The ISO 3166-1 numeric code.

    """

    kind_name: ClassVar[str] = "state"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: StateId
    name: str
    names: tuple[Name, ...] = ()
    alpha_3: str | None = None
    numeric: str | None = None

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record.

        >>> import csto
        >>> csto.state("tj").name_in("ru")
        'Таджикистан'
        """
        return name_in(self, language)

    @property
    def memberships(self) -> Records[Membership]:
        """Everything the state ever was, earliest first."""
        return self._bound.related("membership", "state_id", self.id)

    @property
    def terms(self) -> Records[Term]:
        """The terms of office held for the state, earliest first."""
        return self._bound.related("term", "state_id", self.id)

    @property
    def people(self) -> Records[Person]:
        """The persons of that state."""
        return self._bound.related("person", "state_id", self.id)

    @property
    def chairmanships(self) -> Records[Chairmanship]:
        """The state's turns in the chair, earliest first."""
        return self._bound.related("chairmanship", "state_id", self.id)

    def status_on(self, on: DateLike) -> tuple[MembershipStatus, ...]:
        """What the state may have been to the Organization, or before there was one to the Treaty, on that day.

        Empty where it was nothing; several where the precision of the dates allows several.

        >>> import csto
        >>> csto.state("uz").status_on("2008-01-01")
        (<MembershipStatus.MEMBER: 'member'>,)
        """
        first, last = as_span(on)
        found = [
            spell
            for spell in self.memberships
            if spell.of is not MembershipOf.ASSEMBLY and spell.period.first <= last and first <= spell.period.last
        ]
        own = [spell for spell in found if spell.of is MembershipOf.ORGANIZATION] or found
        return tuple(dict.fromkeys(spell.status for spell in own))

    def participation_on(self, on: DateLike) -> Participation:
        """Whether the state took part as a member on that day: active, frozen, none, or unknown.

        >>> import csto
        >>> csto.state("armenia").participation_on("2024-06-01")
        <Participation.FROZEN: 'frozen'>
        >>> csto.state("uz").participation_on("2000-01-01")
        <Participation.NONE: 'none'>
        """
        first, last = as_span(on)
        possible = [
            spell
            for spell in self.memberships
            if spell.of is not MembershipOf.ASSEMBLY
            and spell.status in (MembershipStatus.MEMBER, MembershipStatus.PARTY)
            and spell.period.first <= last
            and first <= spell.period.last
        ]
        possible = [spell for spell in possible if spell.of is MembershipOf.ORGANIZATION] or possible
        if not possible:
            return Participation.NONE
        kinds = {spell.participation for spell in possible}
        if len(kinds) == 1 and any(spell.period.contains(on) for spell in possible):
            return possible[0].participation
        return Participation.UNKNOWN
