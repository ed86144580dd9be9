"""Pages as HTML for a notebook: no script, nothing fetched, everything that comes from data escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from csto.views.shapes import Fact, Link, Map, Page, Table
from csto.views.style import STYLE
from csto.views.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csto.views.shapes import Cell, MapCell

__all__ = ["page_html"]

_SHORT = 24
_LONG = 40


def page_html(page: Page) -> str:
    """The page as one element with its own style, which touches nothing else.

    >>> page_html(Page("", "<script>"))
    '<div class="csto"><p>&lt;script&gt;</p></div>'
    """
    if not page.kind and not page.blocks:
        return f'<div class="csto"><p>{_text(page.title)}</p></div>'
    inner = "".join([_block(block) for block in _grouped(page.blocks)])
    if page.kind:
        name = f' id="{_attribute(page.anchor)}"' if page.anchor else ""
        id = f" <code>{_text(page.id)}</code>" if page.id else ""
        inner = (
            f'<div class="csto-card"{name}><div class="csto-head"><span class="csto-kind">{_text(page.kind)}</span> '
            f'<strong class="csto-title"><bdi>{_text(page.title)}</bdi></strong>{id}</div>{inner}</div>'
        )
    else:
        inner = f'<p class="csto-count">{_text(page.title)}</p>{inner}'
    return f'<div class="csto"><style>{STYLE}</style>{inner}</div>'


def _text(text: object) -> str:
    return escape(printable(text, lines=True), quote=True)


def _attribute(text: object) -> str:
    return escape(printable(text), quote=True)


def _runs(cell: Cell) -> str:
    made: list[str] = []
    for run in cell:
        if isinstance(run, Link):
            outside = ' rel="noreferrer noopener"' if not run.target.startswith("#") else ""
            made.append(f'<a href="{_attribute(run.target)}"{outside}><bdi>{_text(run.text)}</bdi></a>')
        else:
            made.append(_text(run))
    return "".join(made)


def _grouped(blocks: Sequence[Fact | Table | Map]) -> list[list[Fact] | Table | Map]:
    """Facts that follow one another share a list."""
    groups: list[list[Fact] | Table | Map] = []
    for block in blocks:
        if isinstance(block, Fact):
            last = groups[-1] if groups else None
            if isinstance(last, list):
                last.append(block)
            else:
                groups.append([block])
        else:
            groups.append(block)
    return groups


def _block(block: list[Fact] | Table | Map) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Map):
        return _map(block)
    rows = [
        f'<div class="csto-fact"><dt>{_text(fact.name)}</dt><dd dir="auto">{_lines(fact)}</dd></div>' for fact in block
    ]
    return f"<dl>{''.join(rows)}</dl>"


def _lines(fact: Fact) -> str:
    lines = [_runs(line) for line in fact.lines]
    if len(lines) == 1:
        return lines[0]
    shown = len(lines) if len(lines) <= fact.shown + 2 else fact.shown
    made = _list(lines[:shown])
    if shown < len(lines):
        made += f"<details><summary>and {len(lines) - shown} more</summary>{_list(lines[shown:])}</details>"
    return made


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join([f'<li dir="auto">{line}</li>' for line in lines]) + "</ul>"


def _table(table: Table) -> str:
    rows = [_row(table, at) for at in range(len(table.rows))]
    shown = len(rows) if len(rows) <= table.shown + 5 else table.shown
    made = [
        f'<p class="csto-caption">{_text(table.name)}</p>' if table.name else "",
        _part(table, rows[:shown], first=True),
    ]
    if shown < len(rows):
        said = f"{len(rows) - shown} more" if table.total in (None, len(rows)) else f"the next {len(rows) - shown}"
        made.append(f"<details><summary>{said}</summary>{_part(table, rows[shown:], first=False)}</details>")
    if table.total is not None and table.total > len(rows):
        rest = table.total - len(rows)
        made.append(
            f'<p class="csto-count">and {rest} more: a slice, a filter, to_pandas() or to_polars() shows them</p>'
        )
    return "".join(made)


def _row(table: Table, at: int) -> str:
    name = f' id="{_attribute(table.anchors[at])}"' if table.anchors else ""
    cells = [
        f'<td class="csto-id"><code>{_runs(cell)}</code></td>'
        if column == "id"
        else f'<td dir="auto"{_size(cell) or _figure(table, position)}>{_runs(cell)}</td>'
        for position, (column, cell) in enumerate(zip(table.head, table.rows[at], strict=True))
    ]
    return f"<tr{name}>{''.join(cells)}</tr>"


def _size(cell: Cell) -> str:
    """A class for what should stay in one line, and for what should have room."""
    if len(cell) != 1:
        return ""
    if len(cell[0].text if isinstance(cell[0], Link) else cell[0]) > _LONG:
        return ' class="csto-long"'
    if isinstance(cell[0], Link):
        return ""
    return ' class="csto-short"' if len(cell[0]) < _SHORT and not cell[0].isdecimal() and "\n" not in cell[0] else ""


def _figure(table: Table, position: int) -> str:
    return ' class="csto-number"' if table.numbers and position else ""


def _part(table: Table, rows: Sequence[str], *, first: bool) -> str:
    head = "".join([f'<th scope="col"{_figure(table, at)}>{_text(name)}</th>' for at, name in enumerate(table.head)])
    # the folded part repeats the head: its columns are as wide as its own cells need
    kind = "" if first else ' class="csto-rest"'
    return f'<div class="csto-scroll"><table{kind}><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _map(chart: Map) -> str:
    head = "".join([f'<th scope="col"><span>{_text(name)}</span></th>' for name in chart.columns])
    rows = "".join(
        [
            f'<tr><th scope="row"><a href="#csto-body-{_attribute(name)}">{_text(name)}</a></th>'
            + "".join([_map_cell(cell) for cell in cells])
            + "</tr>"
            for name, cells in chart.rows
        ]
    )
    legend = "".join(
        [
            f'<span class="csto-key"><span class="{_shade(cell)}">{_text(cell.text)}</span> {_text(cell.title)}</span>'
            for cell in chart.legend
        ]
    )
    return (
        f'<p class="csto-caption">{_text(chart.name)}</p><div class="csto-scroll"><table class="csto-map"><thead><tr><td></td>{head}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><p class="csto-legend">{legend}</p>'
    )  # fmt: skip


def _map_cell(cell: MapCell | None) -> str:
    if cell is None:
        return "<td></td>"
    return f'<td class="{_shade(cell)}" title="{_attribute(cell.title)}">{_text(cell.text)}</td>'


def _shade(cell: MapCell) -> str:
    return f"csto-s{cell.level}" + (" csto-missing" if cell.missing else "")
