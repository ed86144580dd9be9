"""What the dataset has and what it knows that it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from csto.kinds import KINDS
from csto.model.base import Shown, SourcedRecord
from csto.model.titles import Wording

if TYPE_CHECKING:
    from csto.model.gaps import Gap
    from csto.questions import Questions
    from csto.records import Records
    from csto.views.shapes import Page

__all__ = ["BodyYear", "Coverage", "KindCoverage", "measure"]


@attrs.frozen
class KindCoverage:
    """How well one kind of records is covered.

    Attributes:
        records: How many records there are.
        sources: How many publications they cite.
        two_sources: How many of them cite two or more publishers that do not copy one another (`Source.origin`).
        disputed: How many of them keep a value that does not stand in them.
        high: How many have high confidence.

    """

    records: int
    sources: int
    two_sources: int
    disputed: int
    high: int


@attrs.frozen
class BodyYear:
    """What is on record of the meetings of a body in a year.

    Attributes:
        body: The id of the body.
        year: The year.
        meetings: How many of its meetings held in that year are on record, joint ones included.
        documents: How many documents adopted at them are on record.
        reported: How many documents they are reported to have adopted, where a number is reported for any of them.
        known: How many of the reported documents are on record, counted where a number is reported.
        exact: How many of the documents have an exact title in any language.
        russian: How many of the documents have a title in Russian.

    """

    body: str
    year: int
    meetings: int
    documents: int
    reported: int | None
    known: int | None
    exact: int
    russian: int


@attrs.frozen(repr=False)
class Coverage(Shown):
    """What the dataset has, kind by kind, body by body and year by year, and what it knows that it lacks.

    Attributes:
        version: The version of the dataset.
        as_of: The day up to which it reaches.
        kinds: The coverage of each kind of records.
        bodies: The meetings and documents of each body in each year that has any.
        gaps: What is known to be missing.

    """

    version: str
    as_of: str
    kinds: dict[str, KindCoverage]
    bodies: tuple[BodyYear, ...]
    gaps: Records[Gap]

    def body(self, id: str) -> tuple[BodyYear, ...]:
        """The years of one body."""
        return tuple([row for row in self.bodies if row.body == id])

    def __repr__(self) -> str:
        return str(self)

    def _page(self, *, drawn: bool = False) -> Page:
        from csto.views.cards import coverage_page

        return coverage_page(self, drawn=drawn)


def measure(dataset: Questions) -> Coverage:
    """The coverage of a dataset, counted from its records."""
    kinds: dict[str, KindCoverage] = {}
    origin = {source.id: source.origin for source in dataset.all("source")}
    for kind in KINDS:
        records = dataset.all(kind)
        sourced = [item for item in records if isinstance(item, SourcedRecord)]
        cited = [[citation.source_id for citation in item.citations] for item in sourced]
        kinds[kind] = KindCoverage(
            records=len(records),
            sources=len({id for ids in cited for id in ids}),
            two_sources=sum(len({origin[id] for id in ids}) >= 2 for ids in cited),
            disputed=sum(bool(item.disputes) for item in sourced),
            high=sum(item.confidence == "high" for item in sourced),
        )
    rows: list[BodyYear] = []
    for body in dataset.bodies():
        for year, meetings in dataset.meetings(body=body).group_by(lambda meeting: meeting.date.year).items():
            found = [dataset.documents_adopted(meeting) for meeting in meetings]
            counted = [documents for documents in found if documents.reported is not None]
            documents = [document for several in found for document in several]
            rows.append(
                BodyYear(
                    body=body.id,
                    year=year,
                    meetings=len(meetings),
                    documents=len(documents),
                    reported=sum(several.reported or 0 for several in counted) if counted else None,
                    known=sum(min(several.known, several.reported or 0) for several in counted) if counted else None,
                    exact=sum(any(title.wording is Wording.EXACT for title in item.titles) for item in documents),
                    russian=sum(any(title.language == "ru" for title in item.titles) for item in documents),
                )
            )
    rows.sort(key=lambda row: (row.body, row.year))
    return Coverage(dataset.version, str(dataset.as_of or ""), kinds, tuple(rows), dataset.gaps())
