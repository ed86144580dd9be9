"""Pages for rich, where it is installed: it asks objects for ``__rich__``, so that it need not be loaded before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.errors import MissingExtraError
from csto.views.shapes import Fact, Link, Table
from csto.views.text import to_text
from csto.views.words import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from csto.views.shapes import Cell, Page

__all__ = ["page_rich"]


def page_rich(page: Page) -> RenderableType:
    """The page as something that rich prints."""
    try:
        from rich import box
        from rich.console import Group
        from rich.panel import Panel
        from rich.table import Table as Grid
        from rich.text import Text
    except ImportError:  # somebody calls __rich__ by hand
        raise MissingExtraError("rich is not installed: pip install rich") from None

    def runs(cell: Cell, *, addresses: bool = True) -> Text:
        # pieces of text and no markup: what the data say in brackets stays in brackets
        made = Text()
        for run in cell:
            if isinstance(run, Link):
                outside = not run.target.startswith("#")
                made.append(
                    printable(run.text),
                    style=f"link {run.target}" if outside and addresses and " " not in run.target else "cyan",
                )
            else:
                made.append(" " * run[:1].isspace() + printable(run) + " " * (run[1:] != "" and run[-1].isspace()))
        return made

    parts: list[RenderableType] = []
    facts: Grid | None = None
    for block in page.blocks:
        if isinstance(block, Fact):
            if facts is None:
                facts = Grid.grid(padding=(0, 2, 0, 0))
                facts.add_column(style="dim", no_wrap=True)
                facts.add_column(overflow="fold")
                parts.append(facts)
            shown = max(block.shown, 12)
            lines = [runs(line) for line in block.lines[:shown]]
            lines += [Text(f"and {len(block.lines) - shown} more", style="dim")] if len(block.lines) > shown else []
            facts.add_row(Text(printable(block.name)), Text("\n").join(lines))
            continue
        facts = None
        if isinstance(block, Table):
            grid = Grid(box=box.SIMPLE_HEAD, title=Text(block.name) if block.name else None, title_justify="left")
            for at, name in enumerate(block.head):
                grid.add_column(
                    Text(printable(name)), justify="right" if block.numbers and at else "left", overflow="fold"
                )
            for row in block.rows:
                grid.add_row(*[runs(cell) for cell in row])
            parts.append(grid)
            if block.total is not None and block.total > len(block.rows):
                parts.append(Text(f"and {block.total - len(block.rows)} more", style="dim"))
        else:
            parts.append(Text(to_text(type(page)("", "", blocks=(block,)))))
    if not page.kind:
        return Group(Text(printable(page.title), style="bold"), *parts)
    title = Text(" ".join([printable(word) for word in (page.kind, page.title) if word]), style="bold")
    return Panel(Group(title, *parts), box=box.ROUNDED, subtitle=Text(page.id) if page.id else None, expand=False)
