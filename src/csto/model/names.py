"""Names of things, in every language and spelling, each saying what sort of name it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csto.dates import Period
from csto.errors import NotFoundError
from csto.model.base import Part, SourceId

if TYPE_CHECKING:
    from typing import Protocol

    from csto.model.provenance import Source

    class HasNames(Protocol):
        """What has a usual name and others."""

        @property
        def id(self) -> str: ...
        @property
        def name(self) -> str: ...
        @property
        def names(self) -> tuple[Name, ...]: ...


__all__ = ["Name", "NameKind", "name_in"]


class NameKind(StrEnum):
    """What sort of name it is."""

    USUAL = "usual"
    """The form in common use in that language."""
    OFFICIAL = "official"
    """The full, official form."""
    ABBREVIATION = "abbreviation"
    """A code or an abbreviation."""
    SPELLING = "spelling"
    """Another spelling or transliteration in real use."""
    FORMER = "former"
    """A name no longer in use; its `period` says when it was."""


class Name(Part):
    """A name of a thing in one language.

    Attributes:
        text: The name as it is written.
        language: The language as an ISO 639-1 code, None for a spelling that belongs to no one language.
        kind: What sort of name it is.
        period: When it was in use; None for no limit.
        source_id: The publication that has it, where it is not one of the record's citations.

    """

    text: str
    language: str | None = None
    kind: NameKind = NameKind.USUAL
    period: Period | None = None
    source_id: SourceId | None = None

    @property
    def source(self) -> Source | None:
        """The publication that has it, where that is not one of the record's citations."""
        return None if self.source_id is None else self._bound.get("source", self.source_id)


_PREFERENCE = (NameKind.USUAL, NameKind.OFFICIAL, NameKind.SPELLING, NameKind.ABBREVIATION, NameKind.FORMER)


def name_in(named: HasNames, language: str) -> str:
    """The usual name in a language, or else the official one, another spelling, an abbreviation, a former name."""
    found = [name for name in named.names if name.language == language]
    if not found:
        if language == "en":
            return named.name
        have = sorted({"en", *(name.language for name in named.names if name.language)})
        raise NotFoundError(
            f"{named.name} has no name in {language!r} on record; it has names in {', '.join(have)}",
            given=language,
            suggestions=tuple(have),
        )
    return min(found, key=lambda name: _PREFERENCE.index(name.kind)).text
