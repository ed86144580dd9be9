"""Bodies of the organization."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import Period
from csto.model.base import BodyId, InstrumentId, SourcedRecord
from csto.model.names import Name, name_in
from csto.model.terms import Office

if TYPE_CHECKING:
    from csto.filters import Span
    from csto.model.chairmanships import Chairmanship
    from csto.model.instruments import Instrument
    from csto.model.meetings import Meeting
    from csto.pictures.picture import Picture
    from csto.records import Records

__all__ = ["BodyKind", "StatutoryBody"]


class BodyKind(StrEnum):
    """What sort of body it is."""

    SUPREME = "supreme"
    """The Collective Security Council."""
    STATUTORY = "statutory"
    """The councils of ministers and the committee of secretaries, which consult and carry out."""
    PERMANENT = "permanent"
    """A permanently acting body: the Permanent Council, the Secretariat, the Joint Staff."""
    PARLIAMENTARY = "parliamentary"
    """The Parliamentary Assembly and its organs."""
    AUXILIARY = "auxiliary"
    """A coordination council, commission, committee or working group."""
    EXTERNAL = "external"
    """A body of another organization with which it meets."""


class StatutoryBody(SourcedRecord):
    """A body of the organization.

    Attributes:
        name: The usual name in English.
        names: Other names: in Russian, abbreviations, former names with their dates.
        abbreviation: The usual abbreviation in English.
        kind: What sort of body it is.
        parent_id: The body to which it belongs, if it belongs to one.
        period: From its creation until its end.
        composition: Who sits in it, in our own words.
        seats: The offices whose holders sit in it.
        functions: What it is for, in our own words.
        legal_basis: The article of the Charter or the act that provides for it.
        instrument_id: The act that created it, if it is on record.

    """

    kind_name: ClassVar[str] = "body"
    shown_fields: ClassVar[tuple[str, ...]] = ("name",)

    id: BodyId
    name: str
    names: tuple[Name, ...] = ()
    abbreviation: str | None = None
    kind: BodyKind
    parent_id: BodyId | None = None
    period: Period | None = None
    composition: str | None = None
    seats: tuple[Office, ...] = ()
    functions: tuple[str, ...] = ()
    legal_basis: str | None = None
    instrument_id: InstrumentId | None = None

    def name_in(self, language: str) -> str:
        """The usual name in a language (ISO 639-1); `NotFoundError` where none is on record.

        >>> import csto
        >>> csto.body("csc").name_in("ru")
        'Совет коллективной безопасности ОДКБ'
        """
        return name_in(self, language)

    @property
    def parent(self) -> StatutoryBody | None:
        """The body to which it belongs."""
        return None if self.parent_id is None else self._bound.get("body", self.parent_id)

    @property
    def instrument(self) -> Instrument | None:
        """The act that created it, if it is on record."""
        return None if self.instrument_id is None else self._bound.get("instrument", self.instrument_id)

    @property
    def meetings(self) -> Records[Meeting]:
        """Its sittings on record, planned and cancelled ones too, earliest first."""
        return self._bound.related("meeting", "body_ids", self.id)

    @property
    def chairmanships(self) -> Records[Chairmanship]:
        """The turns in its chair, earliest first."""
        return self._bound.related("chairmanship", "body_id", self.id)

    @property
    def instruments(self) -> Records[Instrument]:
        """The documents that it adopted, earliest first."""
        return self._bound.related("instrument", "adopted_by_ids", self.id)

    def timeline(self, *, between: Span | None = None) -> Picture:
        """The body's chairs, and its meetings and documents year by year, as a picture (needs the extra ``csto[plot]``).

        >>> import csto
        >>> csto.body("cfm").timeline().title
        'Council of Ministers of Foreign Affairs'
        """
        from csto.pictures.drawn import record_picture

        return record_picture(self, between)
