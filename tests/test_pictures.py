"""What the pictures show, that they can be drawn, saved and shown, and what they say where there is nothing to draw."""

from __future__ import annotations

import struct
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.text import Text

import csto
from csto.pictures.ink import _pairs  # pyright: ignore[reportPrivateUsage]
from csto.pictures.picture import Bar, Cells, Lanes, Mark
from tests.odd import ODD, odd_dataset

SVG = "{http://www.w3.org/2000/svg}"
BORDER = "targeted-interstate-programme-tajik-afghan-border"
PICTURES: dict[str, Callable[[], csto.Picture]] = {
    "overview": lambda: csto.timeline(),
    "membership": lambda: csto.timeline("membership"),
    "ministers": lambda: csto.terms(office="foreign-minister").timeline(),
    "terms": lambda: csto.timeline("terms"),
    "meetings": lambda: csto.timeline("meetings"),
    "a year of meetings": lambda: csto.meetings(year=2021).timeline(),
    "attendance": lambda: csto.timeline("attendance"),
    "programme": lambda: csto.programme(BORDER).timeline(),
    "programmes": lambda: csto.timeline("programmes"),
    "documents": lambda: csto.timeline("documents"),
    "exercises": lambda: csto.timeline("exercises"),
    "events": lambda: csto.timeline("events"),
    "state": lambda: csto.state("tj").timeline(),
    "person": lambda: csto.person("Lavrov").timeline(),
    "body": lambda: csto.body("csc").timeline(),
    "series": lambda: csto.series("rubezh").timeline(),
    "turn": lambda: csto.who_chaired("2021-05-19").one().timeline(),
    "gaps": lambda: csto.gaps().timeline(),
    "operations": lambda: csto.operations().timeline(),
    "forces": lambda: csto.forces().timeline(),
    "empty": lambda: csto.meetings(body="csc", year=1996).timeline(),
}


def bars(picture: csto.Picture) -> list[Bar]:
    """All bars of a picture."""
    return [bar for chart in picture.charts if isinstance(chart, Lanes) for lane in chart.lanes for bar in lane.bars]


def marks(picture: csto.Picture) -> list[Mark]:
    """All marks of a picture."""
    return [mark for chart in picture.charts if isinstance(chart, Lanes) for lane in chart.lanes for mark in lane.marks]


def words(svg: str) -> str:
    """The text in an SVG file."""
    return "\n".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))


# -- what they show ------------------------------------------------------------------------------------------------------------


def test_the_overview_has_each_turn_and_each_secretary_general() -> None:
    chairs, secretaries = csto.timeline().charts
    assert isinstance(chairs, Lanes)
    assert isinstance(secretaries, Lanes)
    assert [lane.bars[0].id for lane in chairs.lanes] == list(csto.chairmanships().ids)
    assert [lane.bars[0].id for lane in secretaries.lanes] == list(csto.terms(office="secretary-general").ids)
    assert {"Tajikistan, Emomali Rahmon", "Russia, Vladimir Putin"} <= {lane.beside for lane in chairs.lanes}
    assert "acting" in {bar.tone for lane in secretaries.lanes for bar in lane.bars}


def test_membership_with_suspension_and_freezing() -> None:
    (chart,) = csto.timeline("membership").charts
    assert isinstance(chart, Lanes)
    tones = {lane.label: {bar.tone for bar in lane.bars} for lane in chart.lanes}
    assert {"signatory", "party to the Treaty", "member", "member, participation frozen"} <= tones["Armenia"]
    assert {"member", "suspended", "lapsed"} <= tones["Uzbekistan"]
    assert "lapsed" in tones["Georgia"]
    assert not any("Assembly" in tone for tone in tones["Russia"])
    frozen = next(bar for bar in bars(csto.timeline("membership")) if "frozen" in bar.tone)
    assert (frozen.first, frozen.goes_on) == (
        csto.memberships(state="am").where(lambda spell: spell.participation == "frozen").one().period.first,
        True,
    )


def test_meetings_are_counted_by_body_and_year() -> None:
    (chart,) = csto.timeline("meetings").charts
    assert isinstance(chart, Cells)
    counts = dict(chart.rows)
    for body in ("csc", "cfm", "pa"):
        record = csto.body(body)
        row = counts[record.abbreviation or record.name]
        for year, place in zip(chart.columns, row, strict=True):
            found = sum(meeting.date.year == int(year) for meeting in csto.meetings(body=body))
            assert (place.text if place else "0") == str(found)
    whole = csto.meetings(body="csc")
    (chart,) = whole.timeline().charts
    assert isinstance(chart, Cells)
    assert sum(int(place.text) for _, row in chart.rows for place in row[:] if place) >= len(whole)


def test_the_life_of_a_programme() -> None:
    programme = csto.programme(BORDER)
    (chart,) = programme.timeline().charts
    assert isinstance(chart, Lanes)
    steps = [lane for lane in chart.lanes if lane.marks]
    assert [lane.marks[0].tone for lane in steps] == [step.kind.value for step in programme.milestones][:60]
    for lane, step in zip(steps, programme.milestones, strict=False):
        assert lane.beside == f"{step.date}  {step.about}"
        assert (lane.marks[0].first, lane.marks[0].last) == (step.date.first, step.date.last)
    assert csto.timeline(BORDER) == csto.timeline(programme) == programme.timeline()


def test_attendance_tells_who_came_who_joined_by_video_who_stayed_away() -> None:
    picture = csto.timeline("attendance")
    places: dict[tuple[str, str], Any] = {}
    for chart in picture.charts:
        assert isinstance(chart, Cells)
        for state, row in chart.rows:
            places |= {(state, day): place for day, place in zip(chart.columns, row, strict=True)}
    assert places["Russia", "2021-09-16"].tone == "by video"
    assert places["Tajikistan", "2021-09-16"].tone == "in person"
    assert places["Armenia", "2024-11-28"].tone == "absent"
    assert places["Uzbekistan", "2003-04-28"].level < 0, "no member then"
    told = {str(meeting.date) for meeting in csto.meetings(body="csc") if meeting.attendance}
    assert {day for _, day in places} == told
    assert picture.charts == csto.meetings(body="csc").timeline(show="attendance").charts


def test_a_state_a_person_a_body_and_a_turn_show_what_is_theirs() -> None:
    assert [chart.title for chart in csto.state("tj").timeline().charts] == [
        "Membership",
        "Chairmanships",
        "Terms of office",
    ]
    person = csto.person("Lavrov").timeline()
    assert {bar.id for bar in bars(person)} == set(csto.person("Lavrov").terms.ids)
    turn = csto.who_chaired("2021-05-19").one()
    assert {mark.id for mark in marks(turn.timeline())} <= set(csto.meetings(between=turn.period).ids)
    assert "csc-2021-09-16" in {mark.id for mark in marks(turn.timeline())}
    editions = csto.series("rubezh").timeline()
    assert {mark.id for mark in marks(editions)} == set(csto.series("rubezh").exercises.ids)


def test_between_cuts_the_time() -> None:
    picture = csto.timeline("chairs", between="2020/2021")
    assert (picture.first, picture.last) == ("2020-01-01", "2021-12-31")
    assert [bar.id for bar in bars(picture)] == list(
        csto.chairmanships().where(lambda turn: turn.period.last >= "2020" and turn.period.first < "2022").ids
    )
    short = csto.programme(BORDER).timeline(between=("2024-01-01", "2024-12-31"))
    assert {mark.first[:4] for mark in marks(short)} == {"2024"}
    assert csto.state("tj").timeline(between="2021").first == "2021-01-01"


# -- what is not sure ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "attested", "first", "last", "sure"),
    [
        ("2020-12-02/2021-09-16", (), "2020-12-02", "2021-09-16", ("2020-12-02", "2021-09-16")),
        ("2020/2022-05", (), "2020-01-01", "2022-05-31", ("2020-12-31", "2022-05-01")),
        ("/2003-04-28", (), None, "2003-04-28", ("2003-04-28", "2003-04-28")),
        ("/2003-04-28", ("2001-04-14",), None, "2003-04-28", ("2001-04-14", "2003-04-28")),
        ("2012-12-19/", (), "2012-12-19", None, ("2012-12-19", "2012-12-19")),
        ("2012-12-19/..", (), "2012-12-19", None, ("2012-12-19", None)),
        ("2021", (), "2021-01-01", "2021-12-31", (None, None)),
    ],
)
def test_how_sure_a_bar_is(
    period: str, attested: tuple[str, ...], first: str | None, last: str | None, sure: tuple[str | None, str | None]
) -> None:
    term = csto.Term(id=csto.TermId("t"), person_id=csto.PersonId("p"), office=csto.Office.SECRETARY_GENERAL, period=csto.Period(period),
                     attested=tuple([csto.PartialDate(day) for day in attested]))  # fmt: skip
    picture = csto.Records([term]).timeline()
    (bar,) = bars(picture)
    assert (bar.first, bar.last) == (first, last)
    assert (bar.sure_from, bar.sure_until) == sure
    assert bar.goes_on == period.endswith("..")
    svg = picture.to_svg()
    assert ("not known to the day" in svg) == (period in ("2020/2022-05", "2021"))
    assert ("from or until when is not known" in svg) == (None in (first, last) and not bar.goes_on)
    assert ("<pattern" in svg) == (period in ("2020/2022-05", "2021")), "hatched"


def test_what_has_no_date_is_counted_and_not_drawn() -> None:
    term = csto.Term(
        id=csto.TermId("t"), person_id=csto.PersonId("p"), office=csto.Office.SECRETARY_GENERAL, period=csto.Period("/")
    )
    assert "1 without any date is not shown" in csto.Records([term]).timeline().to_svg()


def test_what_reaches_beyond_the_data_is_marked() -> None:
    assert "the data reach to" in csto.timeline().to_svg()
    assert "the data reach to" not in csto.timeline("chairs", between="2010/2015").to_svg()


# -- drawn, saved, shown -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_can_be_drawn(name: str) -> None:
    picture = PICTURES[name]()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = picture.to_svg()
    root = ET.fromstring(svg)
    assert picture.title in words(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))
    wide, high = (float(root.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    for text in root.iter(f"{SVG}text"):
        place = text.attrib.get("transform", "")
        if "rotate(-0" in place and "translate(" in place:
            x, y = (float(part) for part in place.partition("translate(")[2].partition(")")[0].split())
            assert -1 <= x <= wide + 1
            assert -1 <= y <= high + 1
    for said in (*(lane.beside[:10] for chart in picture.charts if isinstance(chart, Lanes) for lane in chart.lanes),):
        assert " ".join(said.split()) in words(svg)
    assert picture.title in str(picture)


@pytest.mark.parametrize("name", ["overview", "attendance", "empty"])
def test_nothing_is_cut_off(name: str) -> None:
    """Every text lies within the picture, and no two texts of one chart lie upon one another."""
    figure: Any = PICTURES[name]().figure()
    renderer = figure.canvas.get_renderer()
    texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    boxes = [text.get_window_extent(renderer) for text in texts]
    for text, box in zip(texts, boxes, strict=True):
        assert box.x0 >= -1, text
        assert box.y0 >= -1, text
        assert box.x1 <= figure.bbox.width + 1, text
        assert box.y1 <= figure.bbox.height + 1, text
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert not (
                one.x0 + 1 < other.x1 and other.x0 + 1 < one.x1 and one.y0 + 2 < other.y1 and other.y0 + 2 < one.y1
            ), (one, other)


def test_files(tmp_path: Path) -> None:
    picture = csto.timeline("chairs")
    for name, start in (("a.svg", b"<?xml"), ("a.PNG", b"\x89PNG"), ("a.pdf", b"%PDF")):
        picture.save(tmp_path / name)
        first = (tmp_path / name).read_bytes()
        assert first.startswith(start)
        picture.save(str(tmp_path / name))
        assert (tmp_path / name).read_bytes() == first, "the same picture is the same file"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.PNG", "a.pdf", "a.svg"]
    picture.save(tmp_path / "dark.svg", "dark")
    assert (tmp_path / "dark.svg").read_text(encoding="utf-8") == picture.to_svg("dark") != picture.to_svg()
    (small, _), (large, _) = (struct.unpack(">II", picture.to_png(dpi=dpi)[16:24]) for dpi in (50, 100))
    assert abs(2 * small - large) <= 2


NO_FILES: list[tuple[Callable[[Any, Path], object], str]] = [
    (lambda picture, path: picture.save(path / "a.jpg"), "a.jpg ends in none of .svg, .png or .pdf"),
    (lambda picture, path: picture.save(path / "a"), "ends in none"),
    (lambda picture, path: picture.save(path / "a.svg", "drak"), "closest: dark"),
    (lambda picture, path: picture.to_png(dpi="150"), "dpi='150'"),
    (lambda picture, path: picture.to_png(dpi=0), "dpi=0"),
    (lambda picture, path: picture.figure("x"), "theme='x'"),
]


@pytest.mark.parametrize(("call", "said"), NO_FILES)
def test_what_is_no_file_theme_or_size(call: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(csto.InvalidArgumentError, match=said):
        call(csto.timeline("chairs"), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        csto.timeline("chairs").save(tmp_path / "missing" / "a.svg")


def test_a_notebook_shows_it_light_or_dark() -> None:
    picture = csto.timeline("membership")
    notebook: Any = picture
    data, about = notebook._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    svg = data["image/svg+xml"]
    ET.fromstring(svg)
    assert "prefers-color-scheme:dark" in svg
    light, dark = picture.to_svg("light"), picture.to_svg("dark")
    for at, (one, other) in enumerate(_pairs()):
        assert (f"var(--c{at})" in svg) == (one in light) == (other in dark)
    body = svg.partition("</style>")[2]
    assert "<pattern" in body
    assert not [one for one, _ in _pairs() if one in body]
    assert about["image/png"]["width"] > 500
    assert repr(picture) == data["text/plain"] == "<Picture: Membership>"
    assert len({colour for pair in _pairs() for colour in pair}) == 2 * len(list(_pairs()))


def test_the_settings_of_the_user_neither_matter_nor_change() -> None:
    picture = csto.timeline("chairs")
    before = picture.to_svg()
    library: Any = mpl
    with library.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red", "text.usetex": True}):
        kept = dict(mpl.rcParams)
        assert picture.to_svg() == before
        assert dict(mpl.rcParams) == kept
    code = "import csto; csto.timeline('chairs').to_png(); import sys; print('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_figure_is_the_users() -> None:
    picture = csto.timeline("chairs")
    figure: Any = picture.figure()
    figure.axes[0].set_title("mine")
    assert figure is not picture.figure()
    assert picture == csto.timeline("chairs")
    assert hash(picture) == hash(csto.timeline("chairs"))


# -- bad input -----------------------------------------------------------------------------------------------------------------


def test_an_empty_selection_is_an_empty_picture_that_says_so() -> None:
    none = csto.meetings(body="csc", year=1996)
    for picture in (none.timeline(), none.timeline(show="attendance"), csto.Records([]).timeline(), csto.timeline("events", between="1800/1801"),
                    csto.Dataset(version="1").timeline(), csto.Dataset(version="1").timeline("membership")):  # fmt: skip
        assert picture.to_png().startswith(b"\x89PNG")
        assert "no records" in words(picture.to_svg()) or all(
            isinstance(chart, Lanes) and not chart.lanes for chart in picture.charts
        )
        assert "no records" in words(picture.to_svg())
        assert "no records" in str(picture)
    assert none.timeline().title == "Meetings by body"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: csto.timeline("membrship"), "closest: membership"),
        (lambda: csto.timeline(""), "expected a record or its id"),
        (lambda: csto.timeline(7), "7 is neither"),  # type: ignore[arg-type]  # pyright: ignore
        (lambda: csto.timeline("tajikistan"), "neither the id"),
        (lambda: csto.timeline("meetings", "attendence"), "attendance"),
        (lambda: csto.states().timeline("attendance"), "states"),
        (lambda: csto.sources()[:3].timeline(), "sources make no picture"),
        (lambda: csto.timeline(csto.source(csto.sources()[0])), "a source makes no picture"),
        (lambda: csto.search("border").timeline(), "several kinds"),
        (lambda: csto.timeline("chairs", between="2021/2020"), "before it starts"),
        (lambda: csto.timeline("chairs", between=2021), "between"),  # type: ignore[arg-type]  # pyright: ignore
    ],
)
def test_what_makes_no_picture(call: Any, said: str) -> None:
    with pytest.raises(csto.CstoError, match=said):
        call()


def test_an_unbound_record_that_needs_its_relations_says_so() -> None:
    with pytest.raises(csto.UnboundRecordError):
        csto.MemberState(id=csto.StateId("x"), name="X").timeline()
    alone = csto.MemberState(id=csto.StateId("tj"), name="T")
    assert csto.timeline(alone).charts, "a dataset looks its relations up"


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_text_is_text_in_pictures(text: str) -> None:
    dataset = odd_dataset(text)
    pictures = [dataset.timeline(), dataset.programme("g").timeline(), dataset.state("tj").timeline(), dataset.timeline("meetings"),
                dataset.timeline("attendance"), dataset.timeline("events"), dataset.timeline("terms"), dataset.body("csc").timeline()]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture: Any
        for picture in pictures:
            root = ET.fromstring(picture.to_svg())
            assert not {element.tag for element in root.iter()} & {f"{SVG}script", f"{SVG}img", f"{SVG}a"}
            assert picture.to_png()
            ET.fromstring(picture._repr_mimebundle_()[0]["image/svg+xml"])
    said = words(pictures[1].to_svg())
    if text.startswith(("<", "$", "[", "%", "&")):
        assert text in said


def test_a_missing_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\nimport csto\n"
        "for ask in (csto.timeline, csto.chairmanships().timeline, csto.state('tj').timeline):\n"
        "    try:\n        ask()\n    except csto.MissingExtraError as error:\n        print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == 3 * 'matplotlib is not installed: pip install "csto[plot]"\n'
