"""Publications that the dataset rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from csto.dates import PartialDate
from csto.model.base import Record, SourceId

__all__ = ["Source", "SourceTier"]


class SourceTier(StrEnum):
    """What sort of publisher a source has, from the organization itself down."""

    ORGANIZATION = "organization"
    """The organization and its bodies: odkb-csto.org, its predecessors, the Parliamentary Assembly."""
    STATE = "state"
    """Presidents, governments, ministries, parliaments, and other international organizations."""
    LAW = "law"
    """Databases of treaties and laws."""
    AGENCY = "agency"
    """News agencies, newspapers and broadcasters."""
    SCHOLARSHIP = "scholarship"
    """Books, journals, institutes."""
    OTHER = "other"
    """Encyclopedias and their copies, mirrors, blogs: they settle nothing by themselves."""


class Source(Record):
    """A publication.

    Attributes:
        title: Its title, in its own language.
        url: Where it was read.
        publisher: Who published it; the original publisher of a copy stands in brackets, as in "21.by (BelTA)".
        date: When it was published, if it says so.
        language: Its language as an ISO 639-1 code.
        tier: What sort of publisher it has.

    """

    kind_name: ClassVar[str] = "source"
    shown_fields: ClassVar[tuple[str, ...]] = ("title", "publisher", "date")

    id: SourceId
    title: str
    url: str | None = None
    publisher: str
    date: PartialDate | None = None
    language: str | None = None
    tier: SourceTier

    @property
    def origin(self) -> str:
        """Who published it first: the publisher, or the one in brackets, of which this is a copy.

        Two publications are independent of one another only if their origins differ.

        >>> import csto
        >>> csto.source("belarus-by-2023-11-23-accomplishment-priorities-belarus").origin
        'BelTA'
        """
        first = self.publisher.partition(" (")[2]
        return first[:-1] if first.endswith(")") else self.publisher
