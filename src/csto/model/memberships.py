"""What states were: signatory, party, member, observer; active or frozen; from when until when."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import Period
from csto.model.base import InstrumentId, MembershipId, SourcedRecord, StateId

if TYPE_CHECKING:
    from csto.model.instruments import Instrument
    from csto.model.states import MemberState

__all__ = ["Membership", "MembershipOf", "MembershipStatus", "Participation"]


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
