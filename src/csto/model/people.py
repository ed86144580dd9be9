"""Persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate
from csto.model.base import PersonId, SourcedRecord, StateId
from csto.model.names import Name, name_in

if TYPE_CHECKING:
    from csto.filters import Span
    from csto.model.chairmanships import Chairmanship
    from csto.model.events import Event
    from csto.model.meetings import Meeting
    from csto.model.states import MemberState
    from csto.model.terms import Term
    from csto.pictures.picture import Picture
    from csto.records import Records

__all__ = ["Person"]


class Person(SourcedRecord):
    """A person.

    Attributes:
        name: The usual name in English: given name, then family name.
        names: The name in other languages and every other spelling in use.
        state_id: The state that the person serves or served.
        born: Date of birth.
        died: Date of death.

    """

    kind_name: ClassVar[str] = "person"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: PersonId
    name: str
    names: tuple[Name, ...] = ()
    state_id: StateId | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record.

        >>> import csto
        >>> csto.person("stanislav-zas").name_in("ru")
        'Станислав Зась'
        """
        return name_in(self, language)

    @property
    def state(self) -> MemberState | None:
        """The state that the person serves or served, if it is on record."""
        return None if self.state_id is None else self._bound.get("state", self.state_id)

    @property
    def terms(self) -> Records[Term]:
        """The person's terms of office, earliest first."""
        return self._bound.related("term", "person_id", self.id)

    @property
    def chairmanships(self) -> Records[Chairmanship]:
        """The turns in which the person chaired a body, earliest first."""
        return self._bound.related("chairmanship", "person_id", self.id)

    @property
    def meetings(self) -> Records[Meeting]:
        """The meetings at which the person was, in person or remotely, earliest first."""
        return self._bound.attended(self.id)

    @property
    def events(self) -> Records[Event]:
        """The visits, addresses, appointments and other events of the person, earliest first."""
        return self._bound.related("event", "person_ids", self.id)

    def timeline(self, *, between: Span | None = None) -> Picture:
        """The person's terms of office, turns in the chair, meetings and events as a picture (needs the extra ``csto[plot]``).

        >>> import csto
        >>> csto.person("Lavrov").timeline().title
        'Sergey Lavrov'
        """
        from csto.pictures.drawn import record_picture

        return record_picture(self, between)
