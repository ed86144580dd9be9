"""Cities where things happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csto.model.base import CityId, SourcedRecord, StateId
from csto.model.names import Name, name_in

if TYPE_CHECKING:
    from csto.model.states import MemberState

__all__ = ["City"]


class City(SourcedRecord):
    """A city or other place.

    Attributes:
        name: The usual name in English today.
        names: Names in other languages, other spellings, and former names with their dates.
        country_id: The state in which it lies.

    """

    kind_name: ClassVar[str] = "city"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: CityId
    name: str
    names: tuple[Name, ...] = ()
    country_id: StateId

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record."""
        return name_in(self, language)

    @property
    def country(self) -> MemberState:
        """The state in which it lies."""
        return self._bound.get("state", self.country_id)
