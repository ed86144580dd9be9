"""Why the dataset says what it says: the sources of a record or of one of its fields, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from csto.errors import InvalidArgumentError, closest, or_list, shown
from csto.model.base import Citation, Confidence, Dispute, Shown, SourcedRecord
from csto.records import Records

if TYPE_CHECKING:
    from csto.model.provenance import Source
    from csto.views.shapes import Page

__all__ = ["Explanation", "explain"]

R = TypeVar("R", bound=SourcedRecord)


@attrs.frozen(repr=False)
class Explanation(Shown, Generic[R]):
    """The sources of a record, or of one of its fields, and where they disagree.

    Attributes:
        record: The record.
        field: The field that was asked about; None for the record as a whole.
        value: What stands in that field; None for the record as a whole.
        citations: The pointers to the sources, the best first.
        disputes: The values that do not stand in the record, each with who gives it.
        confidence: How well the record is supported.
        notes: What a reader should mind.

    """

    record: R
    field: str | None
    value: object
    citations: tuple[Citation, ...]
    disputes: tuple[Dispute, ...]
    confidence: Confidence
    notes: str | None

    @property
    def sources(self) -> Records[Source]:
        """The publications, the best first; for each once."""
        return Records(dict.fromkeys(citation.source for citation in self.citations))

    def __repr__(self) -> str:
        return str(self)

    def _page(self, *, drawn: bool = False) -> Page:
        from csto.views.cards import explanation_page

        return explanation_page(self)


def explain(record: R, field: str | None) -> Explanation[R]:
    """The explanation of a bound record or of one of its fields."""
    if field is None:
        return Explanation(record, None, None, record.citations, record.disputes, record.confidence, record.notes)
    # a user may name the relation (`chair`) or the field that stores it (`chair_id`)
    word = str(field)
    one = {"people": "person", "bodies": "body", "parties": "party", "countries": "country"}.get(
        word, word.removesuffix("s")
    )
    names_of_field = (field, f"{word}_id", f"{word}_ids", f"{one}_ids")
    stored = next((name for name in names_of_field if name in record.field_names), None)
    if stored is None:
        known = [name for name in record.field_names if name not in ("citations", "disputes", "confidence")]
        near = closest(str(field), known)
        hint = f"; closest: {or_list(near)}" if near else ""
        raise InvalidArgumentError(f"a {record.kind_name} has no field {shown(field)}; it has {', '.join(known)}{hint}")
    names = {field, stored}
    citations = [citation for citation in record.citations if not citation.fields or names & set(citation.fields)]
    disputes = [dispute for dispute in record.disputes if dispute.field in names]
    return Explanation(
        record, stored, getattr(record, stored), tuple(citations), tuple(disputes), record.confidence, record.notes
    )
