"""What a picture shows, in words, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.pictures.picture import Cells
from csto.views.shapes import Fact, Page, Table

if TYPE_CHECKING:
    from csto.pictures.picture import Bar, Mark, Picture

__all__ = ["picture_page"]


def picture_page(picture: Picture) -> Page:
    """The picture as facts and tables."""
    blocks: list[Fact | Table] = []
    for chart in picture.charts:
        if isinstance(chart, Cells):
            rows = [((name,), *[(place.text if place else "",) for place in places]) for name, places in chart.rows]
            blocks.append(Table(chart.title, ("", *chart.columns), tuple(rows), numbers=True))
            continue
        for lane in chart.lanes:
            parts: list[Bar | Mark] = [*lane.bars, *lane.marks]
            lines = [(f"{_span(part)}  {part.label or lane.beside or part.tone}",) for part in parts]
            name = lane.label or chart.title
            blocks.append(Fact(name, tuple(lines), shown=30))
    if not picture.charts:
        blocks.append(Fact("", (("no records",),)))
    return Page("picture:", picture.title, "", "", tuple(blocks))


def _span(part: Bar | Mark) -> str:
    if part.first == part.last and part.first is not None:
        return part.first
    last = ".." if getattr(part, "goes_on", False) else part.last or "?"
    return f"{part.first or '?'}/{last}"
