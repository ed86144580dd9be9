"""Pictures drawn with matplotlib: in its default style whatever the user's settings, and without touching pyplot."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from csto.errors import MissingExtraError
from csto.pictures.picture import Bar, Cells, Lanes, Mark
from csto.views.words import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from typing import Any

    from matplotlib.figure import Figure

    from csto.pictures.picture import Lane, Picture

__all__ = ["draw", "size_of", "themed_svg", "write"]

# -- measures, in inches -------------------------------------------------------------------------------------------------------

_WIDE = 10.6
_MARGIN = 0.25
_LANE = 0.235
_CELL = 0.27
_WIDEST_NAME = 3.4
_AXIS = 0.3
_HEAD = 0.62
_CHART_HEAD = 0.34
_KEY = 0.24
_GAP = 0.16
_SMALL, _USUAL, _BIG = 7.5, 8.5, 13.0  # sizes of letters, in points
_STUB = 0.035  # how far an end that no source tells fades, as a share of the axis

# -- colours: each a pair, for light and for dark, and none twice, so that a light picture can be turned dark -------------------

_INK = {
    "paper": ("#ffffff", "#16191d"),
    "ink": ("#1f2328", "#e6edf3"),
    "dim": ("#5b6570", "#9aa4af"),
    "line": ("#d7dde3", "#363e47"),
    "soft": ("#f4f6f8", "#1d2227"),
}
_TONES = (
    ("#2f6db3", "#5a9be0"),
    ("#d9822b", "#e79a4c"),
    ("#3a8f5c", "#58b37d"),
    ("#b8433f", "#dd6b66"),
    ("#7a5ca8", "#a488d1"),
    ("#2a9aa3", "#46bcc5"),
    ("#b3568f", "#d57fb4"),
    ("#8a7a2e", "#bda94a"),
    ("#66788a", "#8a9bad"),
    ("#8c5a3c", "#b9825f"),
)
_FIXED = {
    "member": 0,
    "member, participation frozen": 5,
    "suspended": 1,
    "signatory": 8,
    "party to the Treaty": 2,
    "lapsed": 9,
    "observer of the Assembly": 4,
    "set for": 8,
    "in office": 0,
    "acting": 1,
    "in person": 2,
    "by video": 0,
    "represented": 1,
    "absent": 3,
    "not told how": 8,
    "Armenia": 1,
    "Belarus": 2,
    "Kazakhstan": 5,
    "Kyrgyzstan": 3,
    "Russia": 0,
    "Tajikistan": 4,
    "Uzbekistan": 7,
}
"""What has the same colour in every picture."""

_SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "svg.fonttype": "none",  # text stays text: it can be read, searched and copied, in any script
    "svg.hashsalt": "csto",
    "text.parse_math": False,  # a $ is a $
    "text.usetex": False,
    "hatch.linewidth": 0.7,
}


_lock = RLock()  # matplotlib's settings are those of the whole process


@contextmanager
def _style() -> Generator[None]:
    """Matplotlib's defaults and our settings, whatever the user's are."""
    try:
        import matplotlib as mpl
    except ImportError:
        raise MissingExtraError('matplotlib is not installed: pip install "csto[plot]"') from None
    left = (
        "backend",
        "interactive",
        "toolbar",
        "timezone",
        "date.epoch",
        "webagg",
        "figure.max_open_warning",
        "docstring",
    )
    kept: dict[Any, Any] = {name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith(left)}
    library: Any = mpl
    with _lock, library.rc_context({**kept, **_SETTINGS}):
        yield


class _Theme(NamedTuple):
    """The colours of a picture."""

    side: int
    tones: dict[str, int]

    def ink(self, name: str) -> str:
        """A colour of the page."""
        return _INK[name][self.side]

    def tone(self, tone: str) -> str:
        """The colour of what is shown."""
        return _TONES[self.tones.get(tone, 0)][self.side]


def _tones(picture: Picture) -> dict[str, int]:
    """The colour of each tone: the fixed one, or else the next that is free."""
    tones: list[str] = []
    for chart in picture.charts:
        if isinstance(chart, Lanes):
            tones += [part.tone for part in _parts(chart)]
        else:
            tones += [place.tone for _, places in chart.rows for place in places if place and place.tone]
    distinct = list(dict.fromkeys(tones))
    found = {tone: _FIXED[tone] for tone in distinct if tone in _FIXED}
    free = [at for at in range(len(_TONES)) if at not in found.values()] or list(range(len(_TONES)))
    for at, tone in enumerate([tone for tone in distinct if tone not in _FIXED]):
        found[tone] = free[at % len(free)]
    return found


# -- the whole -----------------------------------------------------------------------------------------------------------------


class _Plan(NamedTuple):
    """Where everything stands, in inches."""

    wide: float
    high: float
    names: float
    heights: tuple[float, ...]


def size_of(picture: Picture) -> tuple[float, float]:
    """How wide and high the picture is, in inches."""
    with _style():
        plan = _plan(picture)
    return plan.wide, plan.high


def _plan(picture: Picture) -> _Plan:
    names = [lane.label for chart in picture.charts if isinstance(chart, Lanes) for lane in chart.lanes]
    names += [name for chart in picture.charts if isinstance(chart, Cells) for name, _ in chart.rows]
    wide_names = min(max([_width(name, _USUAL) for name in names], default=0.0), _WIDEST_NAME)
    columns = max([len(chart.columns) for chart in picture.charts if isinstance(chart, Cells)], default=0)
    wide = max(_WIDE, wide_names + columns * _CELL + 3 * _MARGIN) if columns else _WIDE
    heights: list[float] = []
    for chart in picture.charts:
        if isinstance(chart, Lanes):
            rows = sum([max(1, len(_tracks(lane))) for lane in chart.lanes])
            body = max(rows, 1) * _LANE + _AXIS
        else:
            body = len(chart.rows) * _CELL + max([_width(name, _SMALL) for name in chart.columns], default=0.3) + 0.1
        heights.append(body)
    extra = sum([_head_of(picture, chart) for chart in picture.charts])
    keys = sum([_GAP + _KEY * len(_lines(_keys(chart, picture), wide - 2 * _MARGIN)) for chart in picture.charts])
    high = _HEAD + sum(heights) + extra + keys + _MARGIN if picture.charts else _HEAD + 0.8
    return _Plan(wide, high, wide_names, tuple(heights))


def _head_of(picture: Picture, chart: Lanes | Cells) -> float:
    """How high the title of a chart is; none where it is that of the picture."""
    return _CHART_HEAD if len(picture.charts) > 1 or chart.title != picture.title else 0.06


@lru_cache(maxsize=1 << 13)
def _width(text: str, size: float) -> float:
    """How wide a text is, in inches."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

    made: Any = RendererAgg  # whose methods are not typed
    with _quiet():
        found: tuple[float, float, float] = made(8, 8, 72).get_text_width_height_descent(
            _clean(text), FontProperties(size=size), False
        )
    return found[0] / 72


@contextmanager
def _quiet() -> Generator[None]:
    """Without the warnings that a letter is in no font: what cannot be drawn is drawn as a box."""
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


def _clean(text: str) -> str:
    return printable(text)


def _fitted(text: str, size: float, room: float) -> str:
    """The text, or as much of it as there is room for."""
    text = _clean(text)
    if _width(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(text[:middle].rstrip() + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""


def draw(picture: Picture, theme: str) -> Figure:
    """The picture as a matplotlib figure."""
    with _style(), _quiet():
        return _draw(picture, theme)


def _draw(picture: Picture, theme: str) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    colours = _Theme(("light", "dark").index(theme), _tones(picture))
    plan = _plan(picture)
    figure = Figure(figsize=(plan.wide, plan.high), facecolor=colours.ink("paper"))
    FigureCanvasAgg(figure)
    pen = _Pen(figure, plan, colours)
    top = plan.high - 0.3
    pen.write(_MARGIN, top, _fitted(picture.title, _BIG, plan.wide - 2 * _MARGIN), size=_BIG, weight="bold")
    pen.write(_MARGIN, top - 0.21, picture.subtitle, size=_SMALL, colour="dim")
    top -= 0.32
    if not picture.charts:
        pen.write(_MARGIN, top - 0.35, "no records", size=_USUAL + 2, colour="dim")
    for chart, height in zip(picture.charts, plan.heights, strict=True):
        head = _head_of(picture, chart)
        if head == _CHART_HEAD:
            pen.write(_MARGIN, top - 0.2, chart.title, size=_USUAL + 1.5, weight="bold")
        top -= head
        left = _MARGIN + plan.names + (0.1 if plan.names else 0)
        if isinstance(chart, Lanes):
            _lanes(pen, picture, chart, left, top, height)
        else:
            _cells(pen, chart, left, top, height)
        top = _key(pen, picture, chart, top - height) - _GAP
    return figure


class _Pen:
    """Writes on a figure by inches from its left lower corner."""

    def __init__(self, figure: Any, plan: _Plan, theme: _Theme) -> None:
        self.figure = figure
        self.plan = plan
        self.theme = theme

    def write(
        self, x: float, y: float, text: str, *, size: float, colour: str = "ink", weight: str = "normal", ha: str = "left", rotation: float = 0.0
    ) -> None:  # fmt: skip
        """Write a text at a place."""
        if text:
            self.figure.text(
                x / self.plan.wide, y / self.plan.high, _clean(text), fontsize=size, color=self.theme.ink(colour), fontweight=weight,
                ha=ha, va="center_baseline" if not rotation else "bottom", rotation=rotation, parse_math=False,
            )  # fmt: skip

    def axes(self, left: float, bottom: float, wide: float, high: float) -> Any:
        """A bare field to draw in."""
        made = self.figure.add_axes(
            (left / self.plan.wide, bottom / self.plan.high, wide / self.plan.wide, high / self.plan.high)
        )
        made.set_facecolor("none")
        for spine in made.spines.values():
            spine.set_visible(False)
        made.tick_params(length=0, labelsize=_SMALL, colors=self.theme.ink("dim"))
        return made


# -- lanes ---------------------------------------------------------------------------------------------------------------------


def _day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


class _Axis(NamedTuple):
    """The axis of time: its first and last day as numbers, and how wide it is in inches."""

    first: float
    last: float
    wide: float
    today: float

    @property
    def stub(self) -> float:
        """How long an end fades that no source tells, in days."""
        return (self.last - self.first) * _STUB

    def inches(self, days: float) -> float:
        """How wide a span of days is."""
        return days / (self.last - self.first) * self.wide


def _tracks(lane: Lane) -> list[list[Bar]]:
    """The bars of a lane, those that overlap above one another; that two share a day of handover is no overlap."""
    tracks: list[tuple[str, list[Bar]]] = []
    for bar in lane.bars:
        start = bar.sure_from or bar.first or bar.last or "0001-01-01"
        end = "9999-12-31" if bar.goes_on else bar.sure_until or bar.last or bar.first or "9999-12-31"
        for at, (until, bars) in enumerate(tracks):
            if start >= until:
                tracks[at] = (max(end, until), [*bars, bar])
                break
        else:
            tracks.append((end, [bar]))
    return [bars for _, bars in tracks]


def _lanes(pen: _Pen, picture: Picture, chart: Lanes, left: float, top: float, height: float) -> None:
    wide = pen.plan.wide - left - _MARGIN
    high = height - _AXIS
    axes = pen.axes(left, top - high, wide, high)
    first, last = (_day(picture.first), _day(picture.last)) if picture.first else (0.0, 1.0)
    pad = max((last - first) * 0.012, 3)
    reach = _day(picture.as_of) + 1 if picture.as_of else last + pad
    axis = _Axis(first - pad, last + pad, wide, min(reach, last + pad) if reach > first else last + pad)
    if _reaches_beyond(picture):
        axes.axvline(axis.today, color=pen.theme.ink("dim"), lw=0.9, ls=(0, (4, 3)), zorder=0.6)
    axes.set_xlim(axis.first, axis.last)
    rows = round(high / _LANE)
    axes.set_ylim(rows, 0)
    axes.set_yticks([])
    _years(pen, axes, axis)
    row = 0
    for at, lane in enumerate(chart.lanes):
        tracks = _tracks(lane) or [[]]
        if at % 2 == 0 and any(lane.label for lane in chart.lanes):
            axes.axhspan(row, row + len(tracks), color=pen.theme.ink("soft"), zorder=0, lw=0)
        middle = top - (row + len(tracks) / 2) * _LANE
        if lane.label:
            pen.write(left - 0.1, middle, _fitted(lane.label, _USUAL, pen.plan.names), size=_USUAL, ha="right")
        edges = [
            _draw_bar(pen, axes, axis, bar, row + height_at) for height_at, bars in enumerate(tracks) for bar in bars
        ]
        edges += [_draw_mark(pen, axes, axis, mark, row + (len(tracks) - 1) / 2) for mark in lane.marks]
        if lane.beside and edges:
            _beside(
                pen,
                axes,
                axis,
                lane.beside,
                min(low for low, _ in edges),
                max(up for _, up in edges),
                row + len(tracks) / 2,
                within=bool(lane.bars),
            )
        row += len(tracks)


def _years(pen: _Pen, axes: Any, axis: _Axis) -> None:
    """Lines and labels of the axis: years, or months where it is short."""
    low, high = date.fromordinal(max(1, int(axis.first))), date.fromordinal(int(axis.last))
    span = high.year - low.year
    days: list[tuple[float, str]] = []
    if span <= 2:
        step = 1 if (axis.last - axis.first) < 400 else 3
        for year in range(low.year, high.year + 1):
            days += [(float(date(year, month, 1).toordinal()), f"{year}-{month:02}") for month in range(1, 13, step)]
    else:
        steps = [step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if axis.wide / (span / step) > 0.42]
        step = steps[0] if steps else 1000
        days = [
            (float(date(year, 1, 1).toordinal()), str(year))
            for year in range(low.year, high.year + 1)
            if year % step == 0 and year > 0
        ]
    shown = [(day, said) for day, said in days if axis.first <= day <= axis.last]
    for day, _ in shown:
        axes.axvline(day, color=pen.theme.ink("line"), lw=0.7, zorder=0.5)
    axes.set_xticks([day for day, _ in shown], [said for _, said in shown])


def _draw_bar(pen: _Pen, axes: Any, axis: _Axis, bar: Bar, row: float) -> tuple[float, float]:
    """Draw a bar: solid where it is sure, hatched where it may have been, fading where no source tells, pointed where it goes on."""
    from matplotlib.patches import Polygon, Rectangle

    colour = pen.theme.tone(bar.tone)
    known = [_day(day) for day in (bar.first, bar.sure_from, bar.sure_until, bar.last) if day]
    if bar.goes_on:
        known.append(axis.today)
    if not known:
        known = [axis.first, axis.last]
    start = _day(bar.first) if bar.first else min(known)
    end = max(axis.today, start + 1) if bar.goes_on else _day(bar.last) + 1 if bar.last else max(known) + 1
    start, end = max(start, axis.first), min(end, axis.last)
    y, high = row + 0.16, 0.68
    sure = (max(_day(bar.sure_from), start), end if bar.goes_on else min(_day(bar.sure_until) + 1, end) if bar.sure_until else end) if bar.sure_from else None  # fmt: skip
    low, up = start, end
    if sure is None or sure[1] <= sure[0]:
        sure = None
        axes.add_patch(_hatched(pen, start, y, max(end - start, 0), high, colour))
    else:
        if sure[0] - start > 1:
            axes.add_patch(_hatched(pen, start, y, sure[0] - start, high, colour))
        if end - sure[1] > 1:
            axes.add_patch(_hatched(pen, sure[1], y, end - sure[1], high, colour))
        # a hair of paper between neighbours tells them apart
        axes.add_patch(
            Rectangle(
                (sure[0], y),
                sure[1] - sure[0],
                high,
                facecolor=colour,
                edgecolor=pen.theme.ink("paper"),
                lw=0.6,
                zorder=2,
            )
        )
    if bar.goes_on and sure is not None and sure[1] >= end:
        tip = end - min(axis.stub * 0.25, (end - start) / 2)
        paper = pen.theme.ink("paper")
        for corner in (y, y + high):
            axes.add_patch(
                Polygon(
                    [(tip, corner), (end + 1, corner), (end + 1, y + high / 2)],
                    closed=True,
                    facecolor=paper,
                    edgecolor="none",
                    zorder=2.5,
                )
            )
    if bar.first is None and start > axis.first:
        low = _fade(axes, axis, start, -1, y, high, colour)
    if bar.last is None and not bar.goes_on and end < axis.last:
        up = _fade(axes, axis, end, 1, y, high, colour)
    solid = sure or (start, end)
    if bar.label:
        room = axis.inches(solid[1] - solid[0]) - 0.06
        words = _clean(bar.label).split()
        texts = [" ".join(words), words[-1] if words else ""]
        said = next((text for text in texts if text and _width(text, _SMALL) <= room), "")
        if said:
            axes.text(
                (solid[0] + solid[1]) / 2,
                row + 0.5,
                said,
                ha="center",
                va="center_baseline",
                fontsize=_SMALL,
                color=pen.theme.ink("paper" if sure else "ink"),
                zorder=3,
                parse_math=False,
                clip_on=True,
            )
    return low, up


def _hatched(pen: _Pen, x: float, y: float, wide: float, high: float, colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle(
        (x, y), wide, high, facecolor=pen.theme.ink("paper"), edgecolor=colour, hatch="//////", lw=0.7, zorder=1.5
    )


def _fade(axes: Any, axis: _Axis, at: float, way: int, y: float, high: float, colour: str) -> float:
    """Let a bar fade away from a day; the day at which nothing is left of it."""
    from matplotlib.patches import Rectangle

    steps = 7
    piece = axis.stub / steps
    for step in range(steps):
        x = at + way * piece * step if way > 0 else at - piece * (step + 1)
        axes.add_patch(
            Rectangle((x, y), piece, high, facecolor=colour, alpha=0.62 * (1 - step / steps) ** 1.4, lw=0, zorder=1.6)
        )
    return at + way * axis.stub


def _draw_mark(pen: _Pen, axes: Any, axis: _Axis, mark: Mark, row: float) -> tuple[float, float]:
    """Draw a mark on its day, or a hatched span over the days on which it may have been."""
    colour = pen.theme.tone(mark.tone)
    low, up = _day(mark.first), _day(mark.last)
    if up < axis.first or low > axis.last:
        return axis.first, axis.first
    if up - low > 3:
        axes.add_patch(_hatched(pen, low, row + 0.3, up - low, 0.4, colour))
    else:
        middle = (low + up) / 2
        face = pen.theme.ink("paper") if mark.planned else colour
        axes.plot([middle], [row + 0.5], marker="o", markersize=5.6, color=colour, markerfacecolor=face, markeredgewidth=1.1, linestyle="none", zorder=3, alpha=0.9)  # fmt: skip
    half = axis.stub * 0.08
    return low - half, up + half


def _beside(
    pen: _Pen, axes: Any, axis: _Axis, text: str, low: float, up: float, middle: float, *, within: bool
) -> None:
    """Write beside what is drawn in a lane: after it, before it where there is more room, or within a bar that fills the lane."""
    gap = axis.last - axis.first
    space = 0.07 / axis.wide * gap
    after, before = axis.inches(axis.last - up) - 0.1, axis.inches(low - axis.first) - 0.1
    need = _width(text, _SMALL)
    right = need <= after or after >= before
    if within and need > max(after, before) and axis.inches(up - low) > max(after, before):
        said = _fitted(text, _SMALL, axis.inches(up - low) - 0.1)
        paper = pen.theme.ink("paper")
        axes.text(
            (low + up) / 2,
            middle,
            said,
            ha="center",
            va="center_baseline",
            fontsize=_SMALL,
            color=paper,
            zorder=4,
            parse_math=False,
        )
        return
    said = _fitted(text, _SMALL, after if right else before)
    x = up + space if right else low - space
    axes.text(
        x,
        middle,
        said,
        ha="left" if right else "right",
        va="center_baseline",
        fontsize=_SMALL,
        color=pen.theme.ink("ink"),
        zorder=4,
        parse_math=False,
    )


# -- cells ---------------------------------------------------------------------------------------------------------------------


def _cells(pen: _Pen, chart: Cells, left: float, top: float, height: float) -> None:
    from matplotlib.patches import Rectangle

    high = len(chart.rows) * _CELL
    wide = len(chart.columns) * _CELL
    head = height - high
    axes = pen.axes(left, top - height, wide, high)
    axes.set_xlim(0, max(len(chart.columns), 1))
    axes.set_ylim(max(len(chart.rows), 1), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for at, name in enumerate(chart.columns):
        pen.write(
            left + (at + 0.5) * _CELL, top - head + 0.06, name, size=_SMALL, colour="dim", ha="center", rotation=90
        )
    for row, (name, places) in enumerate(chart.rows):
        pen.write(
            left - 0.1, top - head - (row + 0.5) * _CELL, _fitted(name, _USUAL, pen.plan.names), size=_USUAL, ha="right"
        )
        for at, place in enumerate(places):
            box = (at + 0.06, row + 0.06)
            if place is not None and place.level < 0:
                continue
            if place is None:
                axes.add_patch(Rectangle(box, 0.88, 0.88, facecolor=pen.theme.ink("soft"), lw=0))
                continue
            colour = pen.theme.tone(place.tone)
            axes.add_patch(
                Rectangle(box, 0.88, 0.88, facecolor=colour, alpha=place.level if not place.tone else 1.0, lw=0)
            )
            ink = "paper" if place.tone or place.level > 0.5 else "ink"
            axes.text(
                at + 0.5,
                row + 0.5,
                _clean(place.text),
                ha="center",
                va="center_baseline",
                fontsize=_SMALL,
                color=pen.theme.ink(ink),
                parse_math=False,
            )


# -- the key -------------------------------------------------------------------------------------------------------------------


def _keys(chart: Lanes | Cells, picture: Picture) -> list[tuple[str, str]]:
    """What has to be explained: how it looks (a tone, ``hatch``, ``fade``, ``line``, ``hollow`` or nothing) and what it means."""
    if isinstance(chart, Cells):
        tones = dict.fromkeys(
            [(place.tone, place.text) for _, places in chart.rows for place in places if place and place.tone]
        )
        return [
            *[(f"tone:{tone}", f"{tone} {text}") for tone, text in sorted(tones, key=_tone_order)],
            *([("", chart.note)] if chart.note else []),
        ]
    parts = _parts(chart)
    distinct = dict.fromkeys([part.tone for part in parts])
    keys = [(f"tone:{tone}", tone) for tone in distinct] if len(distinct) > 1 else []
    bars = [part for part in parts if isinstance(part, Bar)]
    marks = [part for part in parts if isinstance(part, Mark)]
    if any(_uncertain(part) for part in parts):
        keys.append(("hatch", "not known to the day"))
    if any(bar.first is None or (bar.last is None and not bar.goes_on) for bar in bars):
        keys.append(("fade", "from or until when is not known"))
    if any(mark.planned and not _uncertain(mark) for mark in marks):
        keys.append(("hollow", "planned when last heard of"))
    if _reaches_beyond(picture):
        keys.append(("line", f"the data reach to {picture.as_of}"))
    if chart.undated:
        keys.append(("", f"{chart.undated} without any date {'is' if chart.undated == 1 else 'are'} not shown"))
    if chart.more:
        keys.append(("", f"and {chart.more} more that are not shown"))
    return keys


def _parts(chart: Lanes) -> list[Bar | Mark]:
    found: list[Bar | Mark] = []
    for lane in chart.lanes:
        found += (*lane.bars, *lane.marks)
    return found


def _reaches_beyond(picture: Picture) -> bool:
    """Whether the axis of time reaches far beyond the data, and the day should be shown to which these reach."""
    return bool(
        picture.as_of
        and picture.first
        and picture.first < picture.as_of
        and _day(picture.last) - _day(picture.as_of) > 40
    )


def _tone_order(tone: tuple[str, str]) -> int:
    order = ("in person", "by video", "represented", "absent", "not told how")
    return order.index(tone[0]) if tone[0] in order else len(order)


def _uncertain(part: Bar | Mark) -> bool:
    if isinstance(part, Mark):
        return part.first != part.last and _day(part.last) - _day(part.first) > 3
    if part.sure_from is None:
        return True
    early = bool(part.first and part.first != part.sure_from)
    late = bool(part.last and part.sure_until and part.last != part.sure_until)
    return early or late


def _lines(keys: Sequence[tuple[str, str]], room: float) -> list[list[tuple[str, str, float]]]:
    """The keys in lines, each with its place from the left."""
    lines: list[list[tuple[str, str, float]]] = []
    x = 0.0
    for look, said in keys:
        wide = (0.24 if look else 0) + _width(said, _SMALL) + 0.22
        if not lines or x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append((look, said, x))
        x += wide
    return lines


def _key(pen: _Pen, picture: Picture, chart: Lanes | Cells, top: float) -> float:
    """Write the key below a chart; where it ends."""
    lines = _lines(_keys(chart, picture), pen.plan.wide - 2 * _MARGIN)
    for line in lines:
        top -= _KEY
        axes = pen.axes(0, top, pen.plan.wide, _KEY)
        axes.set_xlim(0, pen.plan.wide)
        axes.set_ylim(0, _KEY)
        axes.axis("off")
        for look, said, x in line:
            _swatch(pen, axes, look, x + _MARGIN)
            axes.text(
                x + _MARGIN + (0.24 if look else 0),
                _KEY / 2,
                _clean(said),
                va="center_baseline",
                fontsize=_SMALL,
                color=pen.theme.ink("dim"),
                parse_math=False,
            )
    return top


def _swatch(pen: _Pen, axes: Any, look: str, x: float) -> None:
    from matplotlib.patches import Rectangle

    y, wide, high = _KEY / 2 - 0.05, 0.18, 0.11
    dim = pen.theme.ink("dim")
    if look.startswith("tone:"):
        axes.add_patch(Rectangle((x, y), wide, high, facecolor=pen.theme.tone(look[5:]), lw=0))
    elif look == "hatch":
        axes.add_patch(
            Rectangle((x, y), wide, high, facecolor=pen.theme.ink("paper"), edgecolor=dim, hatch="//////", lw=0.7)
        )
    elif look == "fade":
        for step in range(6):
            axes.add_patch(
                Rectangle((x + step * wide / 6, y), wide / 6, high, facecolor=dim, alpha=0.8 * (1 - step / 6), lw=0)
            )
    elif look == "line":
        axes.plot([x + wide / 2, x + wide / 2], [y - 0.02, y + high + 0.02], color=dim, lw=0.9, ls=(0, (4, 3)))
    elif look == "hollow":
        axes.plot(
            [x + wide / 2],
            [_KEY / 2],
            marker="o",
            markersize=5,
            color=dim,
            markerfacecolor=pen.theme.ink("paper"),
            linestyle="none",
        )


# -- files ---------------------------------------------------------------------------------------------------------------------


def write(picture: Picture, kind: str, theme: str, dpi: int) -> bytes:
    """The picture as a file of a kind; the same bytes for equal pictures."""
    target = io.BytesIO()
    with _style(), _quiet():
        figure: Any = _draw(picture, theme)
        metadata: dict[str, Any] = {"svg": {"Date": None, "Title": _clean(picture.title)}, "pdf": {"CreationDate": None, "Title": _clean(picture.title)}}.get(kind, {"Software": None})  # fmt: skip
        figure.savefig(target, format=kind, dpi=dpi, facecolor=figure.get_facecolor(), metadata=metadata)
    return target.getvalue()


def themed_svg(picture: Picture) -> str:
    """The picture as SVG whose colours are light or dark as the reader's system prefers."""
    text = write(picture, "svg", "light", 72).decode()
    pairs = list(_pairs())
    for at, (light, _) in enumerate(pairs):
        text = re.sub(rf"(?<=: ){light}\b", f"var(--c{at})", text)
        text = re.sub(rf'\bfill="{light}"', f'style="fill: var(--c{at})"', text)  # in the pattern of a hatch
    light = "".join([f"--c{at}:{pair[0]};" for at, pair in enumerate(pairs)])
    dark = "".join([f"--c{at}:{pair[1]};" for at, pair in enumerate(pairs)])
    style = f"<style>svg{{{light}}}@media (prefers-color-scheme:dark){{svg{{{dark}}}}}</style>"
    return re.sub(r"(<svg\b[^>]*>)", lambda found: found[1] + style, text, count=1)


def _pairs() -> Iterator[tuple[str, str]]:
    yield from _INK.values()
    yield from _TONES
