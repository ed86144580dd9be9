"""Titles of documents, each the document's own or a reported wording."""

from __future__ import annotations

from enum import StrEnum

from csto.model.base import Part

__all__ = ["Title", "Wording"]


class Wording(StrEnum):
    """How a title stands to the document's own."""

    EXACT = "exact"
    """The document's own title, as a publication of the document or an official list gives it."""
    REPORTED = "reported"
    """A wording of a report or a description: it tells which document is meant, not what it is called."""


class Title(Part):
    """A title of a document in one language.

    Attributes:
        text: The title.
        language: The language as an ISO 639-1 code.
        wording: Whether it is the document's own title or a reported wording.

    """

    text: str
    language: str
    wording: Wording = Wording.REPORTED
