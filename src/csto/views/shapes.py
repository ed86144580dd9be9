"""What a view is made of: pages of facts, tables and maps, whose cells are runs of text and links.

Nothing here is escaped: each way of writing a page down does that itself.
"""

from __future__ import annotations

import attrs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Cell", "Fact", "Link", "Map", "MapCell", "Page", "Run", "Table"]


@attrs.frozen
class Link:
    """Text that leads somewhere: to a web address, or (``#...``) to another record on the same page."""

    text: str
    target: str


if TYPE_CHECKING:
    Run: TypeAlias = "str | Link"
    Cell: TypeAlias = "tuple[Run, ...]"


@attrs.frozen
class Fact:
    """Something that is said of the subject of a page, in one line or several."""

    name: str
    lines: tuple[Cell, ...]
    shown: int = 8


@attrs.frozen
class Table:
    """Rows under a head. `anchors` names the rows, `total` counts those that are not here too."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchors: tuple[str, ...] = ()
    shown: int = 15
    total: int | None = None
    numbers: bool = False


@attrs.frozen
class MapCell:
    """One place of a map: what stands in it, how dark it is (0 to 4), whether something is known to be missing, and the whole in words."""

    text: str
    level: int
    missing: bool
    title: str


@attrs.frozen
class Map:
    """Shaded cells by row and column."""

    name: str
    rows: tuple[tuple[str, tuple[MapCell | None, ...]], ...]
    columns: tuple[str, ...]
    legend: tuple[MapCell, ...]


@attrs.frozen
class Page:
    """All that is shown of a subject. `anchor` is where links to it lead."""

    kind: str
    title: str
    id: str = ""
    anchor: str = ""
    blocks: tuple[Fact | Table | Map, ...] = ()
    note: str = ""
