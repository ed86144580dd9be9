"""A picture as plain values: bars and marks in lanes, or shaded cells; it is drawn when somebody looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from csto.errors import InvalidArgumentError, MissingExtraError, closest, or_list, shown
from csto.model.base import Shown

if TYPE_CHECKING:
    import os
    from typing import Any, Literal

    from matplotlib.figure import Figure

    from csto.views.shapes import Page

__all__ = ["Bar", "Cells", "Lane", "Lanes", "Mark", "Picture", "Place", "need_matplotlib"]

_FORMATS = ("svg", "png", "pdf")
_THEMES = ("light", "dark")


@attrs.frozen
class Bar:
    """Something that lasted.

    Attributes:
        first: The first day that it may have had, as ISO text; None where its start is not known, or where it has none.
        last: The last one; None where its end is not known, or where it goes on.
        sure_from: From when it surely lasted; None where nothing is sure.
        sure_until: Until when it surely lasted, as far as its start is behind it.
        tone: What its colour stands for.
        label: What is written on it where there is room.
        id: The record.
        goes_on: Whether it has no end.

    """

    first: str | None
    last: str | None
    sure_from: str | None
    sure_until: str | None
    tone: str
    label: str = ""
    id: str = ""
    goes_on: bool = False


@attrs.frozen
class Mark:
    """Something that happened on a day between two, which are one where the day is known.

    Attributes:
        first: The first day that it may have been, as ISO text.
        last: The last one.
        tone: What its colour stands for.
        label: What it was.
        id: The record.
        planned: Whether it was only planned when last heard of.

    """

    first: str
    last: str
    tone: str
    label: str = ""
    id: str = ""
    planned: bool = False


@attrs.frozen
class Lane:
    """A line of bars and marks; `beside` is written after the last of them."""

    label: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    beside: str = ""


@attrs.frozen
class Lanes:
    """Lanes under one another, over one axis of time.

    `more` counts lanes that are left out, `undated` what has no date at all and so cannot be drawn.
    """

    title: str
    lanes: tuple[Lane, ...]
    more: int = 0
    undated: int = 0


@attrs.frozen
class Place:
    """A cell: what stands in it, what its colour stands for (`tone`) or how dark it is (`level`, 0 to 1; below, there is none)."""

    text: str
    tone: str = ""
    level: float = 1.0


@attrs.frozen
class Cells:
    """Cells by row and column. `note` says what stands in them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Place | None, ...]], ...]
    note: str = ""


def need_matplotlib() -> None:
    """Refuse where matplotlib is not installed, before anything is put together."""
    from importlib.util import find_spec

    try:
        found = find_spec("matplotlib")
    except ValueError:  # half loaded
        found = None
    if found is None:
        raise MissingExtraError('matplotlib is not installed: pip install "csto[plot]"')


@attrs.frozen(repr=False)
class Picture(Shown):
    r"""A picture of how something went through time: it shows itself in a notebook and saves as SVG and PNG.

    What is not known to the day is hatched from the first to the last possible day, and an end that no source tells fades.

    Attributes:
        title: What it shows.
        subtitle: Of which data.
        charts: What is drawn, as plain values.
        first: The first day of the axis of time, as ISO text.
        last: The last one.
        as_of: The day to which the data reach; what goes on is drawn until then.

    >>> import csto
    >>> picture = csto.chairmanships(year=2021).timeline()
    >>> [lane.beside for lane in picture.charts[0].lanes]
    ['Tajikistan, Emomali Rahmon', 'Armenia, Nikol Pashinyan']
    >>> picture.to_svg().startswith("<?xml"), picture.to_png()[:4]
    (True, b'\x89PNG')

    """

    title: str
    subtitle: str
    charts: tuple[Lanes | Cells, ...]
    first: str
    last: str
    as_of: str | None = None

    def figure(self, theme: Literal["light", "dark"] = "light") -> Figure:
        """A new matplotlib figure, to be changed at will; it belongs to no pyplot state and need not be closed."""
        from csto.pictures.ink import draw

        return draw(self, _one(theme, _THEMES, "theme"))

    def to_svg(self, theme: Literal["light", "dark"] = "light") -> str:
        """The picture as SVG text; the same text for equal pictures."""
        from csto.pictures.ink import write

        return write(self, "svg", _one(theme, _THEMES, "theme"), 150).decode()

    def to_png(self, theme: Literal["light", "dark"] = "light", *, dpi: int = 150) -> bytes:
        """The picture as a PNG file."""
        from csto.pictures.ink import write

        return write(self, "png", _one(theme, _THEMES, "theme"), _dots(dpi))

    def save(self, path: str | os.PathLike[str], theme: Literal["light", "dark"] = "light", *, dpi: int = 150) -> None:
        """Write the picture to a file, whole or not at all: SVG, PNG or PDF, as the name ends.

        >>> import csto, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = pathlib.Path(folder) / "programme.svg"
        ...     csto.programme("targeted-interstate-programme-tajik-afghan-border").timeline().save(file)
        ...     file.read_text(encoding="utf-8").startswith("<?xml")
        True
        """
        from pathlib import Path

        from csto.pictures.ink import write

        target = Path(path)
        suffix = target.suffix.lower().removeprefix(".")
        if suffix not in _FORMATS:
            raise InvalidArgumentError(f"{target.name} ends in none of {or_list(['.' + known for known in _FORMATS])}")
        data = write(self, suffix, _one(theme, _THEMES, "theme"), _dots(dpi))
        part = target.with_name(target.name + ".part")
        try:
            part.write_bytes(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def _repr_mimebundle_(self, **formats: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a notebook shows: SVG that is light or dark as the reader's system prefers, or PNG."""
        from csto.pictures.ink import size_of, themed_svg, write

        wide, high = size_of(self)
        data = {
            "image/svg+xml": themed_svg(self),
            "image/png": write(self, "png", "light", 192),
            "text/plain": repr(self),
        }
        return data, {"image/png": {"width": round(wide * 96), "height": round(high * 96)}}

    def __repr__(self) -> str:
        return f"<Picture: {self.title}>"

    def _page(self, *, drawn: bool = False) -> Page:
        from csto.pictures.told import picture_page

        return picture_page(self)


def _one(given: object, known: tuple[str, ...], what: str) -> str:
    if given in known:
        return str(given)
    near = closest(given, known) if isinstance(given, str) else ()
    hint = f"; closest: {or_list(near)}" if near else ""
    raise InvalidArgumentError(f"{what}={shown(given)} is none of {or_list([repr(word) for word in known])}{hint}")


def _dots(dpi: object) -> int:
    if isinstance(dpi, int) and not isinstance(dpi, bool) and 20 <= dpi <= 1200:
        return dpi
    raise InvalidArgumentError(f"dpi={shown(dpi)} is no whole number from 20 to 1200")
