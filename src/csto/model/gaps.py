"""What the dataset knows that it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csto.dates import Period
from csto.model.base import BodyId, GapId, SourcedRecord, StateId
from csto.model.terms import Office

if TYPE_CHECKING:
    from csto.model.bodies import StatutoryBody
    from csto.model.states import MemberState

__all__ = ["Gap"]


class Gap(SourcedRecord):
    """Something known to be missing: an unnamed chair, a term of office without a holder on record, sessions not found.

    Attributes:
        of: The kind of record that is missing, such as ``chairmanship`` or ``term``.
        body_id: The body that it concerns.
        state_id: The state that it concerns.
        office: The office that it concerns.
        period: For when it is missing.

    """

    kind_name: ClassVar[str] = "gap"
    shown_fields: ClassVar[tuple[str, ...]] = ("of", "period")
    needs_source: ClassVar[bool] = False

    id: GapId
    of: str
    body_id: BodyId | None = None
    state_id: StateId | None = None
    office: Office | None = None
    period: Period

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By start, then id."""
        return (*self.period.sort_key, self.id)

    @property
    def body(self) -> StatutoryBody | None:
        """The body that it concerns."""
        return None if self.body_id is None else self._bound.get("body", self.body_id)

    @property
    def state(self) -> MemberState | None:
        """The state that it concerns."""
        return None if self.state_id is None else self._bound.get("state", self.state_id)
