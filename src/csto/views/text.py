"""Pages as text for a terminal."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from csto.views.shapes import Fact, Link, Map, Page, Table
from csto.views.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csto.views.shapes import Cell

__all__ = ["run_text", "to_text", "width"]

_WIDEST = 60  # letters of a cell of a table


def to_text(page: Page) -> str:
    """The page in lines.

    >>> from csto.views.shapes import Fact, Page
    >>> print(to_text(Page("state", "Tajikistan", "tj", blocks=(Fact("names", (("Таджикистан",), ("TJK",))),))))
    state tj: Tajikistan
      names  Таджикистан
             TJK
    """
    title = printable(page.title)
    what = " ".join([word for word in (page.kind, page.id) if word])
    lines = [f"{what}: {title}" if what and page.id else f"{what} {title}".strip()]
    names = [width(block.name) for block in page.blocks if isinstance(block, Fact)]
    indent = min(max(names, default=0), 30)
    for block in page.blocks:
        if isinstance(block, Fact):
            lines += _fact(block, indent)
        elif isinstance(block, Table):
            lines += _table(block, "  " if page.id else "")
        else:
            lines += _map(block)
    return "\n".join(lines)


def run_text(cell: Cell, *, addresses: bool = True) -> str:
    """A cell in one line; a web address follows what it belongs to."""
    said: list[str] = []
    after: list[str] = []
    for run in cell:
        if isinstance(run, Link):
            said.append(run.text)
            if addresses and not run.target.startswith("#") and run.target != run.text:
                after.append(run.target)
        else:
            said.append(run)
    return printable(" ".join(["".join(said), *after]))


def width(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> width("Душанбе"), width("杜尚别")
    (7, 6)
    """
    return sum(
        0 if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf" else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )  # fmt: skip


def _fact(fact: Fact, indent: int) -> list[str]:
    shown = max(fact.shown, 12)
    lines = [run_text(line) for line in fact.lines[:shown]]
    if len(fact.lines) > shown:
        lines.append(f"and {len(fact.lines) - shown} more")
    name = printable(fact.name)
    name += " " * (indent - width(name))
    gap = "\n  " + " " * indent + "  "
    return ["  " + name + "  " + gap.join(lines)] if lines else []


def _table(table: Table, indent: str) -> list[str]:
    # the numbered links to sources say nothing without what they lead to
    count = len(table.head) - (table.head[-1:] == ("sources",))
    rows = [[_cut(run_text(cell, addresses=False)) for cell in row[:count]] for row in table.rows]
    head = [printable(name) for name in table.head[:count]]
    widths = [max([width(row[at]) for row in [head, *rows]]) for at in range(count)]

    def line(row: Sequence[str]) -> str:
        cells = [
            " " * (size - width(cell)) + cell if table.numbers and at else cell + " " * (size - width(cell))
            for at, (cell, size) in enumerate(zip(row, widths, strict=True))
        ]
        return (indent + "  ".join(cells)).rstrip()

    lines = ["", *([indent + printable(table.name)] if table.name else []), line(head), *[line(row) for row in rows]]
    if table.total is not None and table.total > len(rows):
        lines.append(f"{indent}and {table.total - len(rows)} more")
    return [*lines, ""]


def _cut(text: str) -> str:
    # one word is an id or an address, which is of use only as a whole
    return text if len(text) <= _WIDEST or " " not in text else text[: _WIDEST - 1] + "…"


def _map(chart: Map) -> list[str]:
    lines = ["", chart.name]
    size = max([width(name) for name, _ in chart.rows], default=0)
    for name, cells in chart.rows:
        said = " ".join(
            [f"{column}:{cell.text or '?'}" for column, cell in zip(chart.columns, cells, strict=True) if cell]
        )
        lines.append(f"{name + ' ' * (size - width(name))}  {said}")
    return [*lines, ""]
