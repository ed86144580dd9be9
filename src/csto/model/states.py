"""States, and what each was to the organization on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csto.dates import as_span
from csto.model.base import SourcedRecord, StateId
from csto.model.names import Name, name_in

if TYPE_CHECKING:
    from csto.dates import DateLike
    from csto.filters import Span
    from csto.model.chairmanships import Chairmanship
    from csto.model.memberships import Membership, MembershipStatus, Participation
    from csto.model.people import Person
    from csto.model.terms import Term
    from csto.pictures.picture import Picture
    from csto.records import Records

__all__ = ["MemberState"]


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
        from csto.model.memberships import MembershipOf

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
        from csto.model.memberships import MembershipOf, MembershipStatus, Participation

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

    def timeline(self, *, between: Span | None = None) -> Picture:
        """The state's membership, turns in the chair and terms of office as a picture (needs the extra ``csto[plot]``).

        >>> import csto
        >>> csto.state("tj").timeline().title
        'Tajikistan'
        """
        from csto.pictures.drawn import record_picture

        return record_picture(self, between)
