"""What the pictures show: records of each kind as bars, marks and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.dates import FIRST_DAY, LAST_DAY, Period
from csto.errors import InvalidArgumentError, closest, or_list, shown
from csto.kinds import PLURALS
from csto.model.base import Record
from csto.pictures.picture import Bar, Cells, Lane, Lanes, Mark, Picture, Place, need_matplotlib
from csto.records import Records
from csto.succession import sure_span
from csto.views.words import graph_of, label, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from csto.dates import PartialDate
    from csto.filters import Span
    from csto.model.meetings import Meeting
    from csto.questions import Questions

__all__ = ["question_picture", "record_picture", "records_picture"]

_LANES = 60
"""So many lanes a chart has at most; the rest are counted."""
_WATERFALL = 45
"""Up to so many spells each have a lane, and their names beside them."""
_DAYS_APART = 3
"""Up to so many years, single days are marked; beyond they are counted by year."""
_SESSIONS = 40
"""So many sessions stand beside one another; the next go below."""

_WORDS = ("chairs", "membership", "terms", "meetings", "attendance", "documents", "exercises", "programmes", "events")


# -- what is asked for ---------------------------------------------------------------------------------------------------------


def question_picture(
    dataset: Questions, what: str | Record | Records[Any] | None, show: str | None, between: Span | None
) -> Picture:
    """The picture of what is named, of a record, or of records."""
    if isinstance(what, Records):
        return records_picture(what, show, between)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(what, Record):
        return record_picture(_bound(dataset, what), between)
    need_matplotlib()
    if what is None:
        charts = (
            _chairs(dataset.chairmanships()),
            _terms(dataset.terms(office="secretary-general"), "Secretaries General"),
        )
        return _picture("Chairs and Secretaries General of the CSTO", charts, dataset, between)
    if not isinstance(what, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers need not be type-checked
        raise InvalidArgumentError(f"{shown(what)} is neither a record, nor Records, nor one of {or_list(_WORDS)}")
    if what == "attendance":
        return records_picture(dataset.meetings(body="csc"), "attendance", between)
    made: dict[str, Callable[[], Records[Any]]] = {
        "chairs": dataset.chairmanships,
        "membership": dataset.memberships,
        "terms": dataset.terms,
        "meetings": dataset.meetings,
        "documents": dataset.instruments,
        "exercises": dataset.exercises,
        "programmes": dataset.programmes,
        "events": dataset.events,
    }
    made |= dict.fromkeys(("chairmanships",), made["chairs"]) | {"memberships": made["membership"]}
    made |= {"instruments": made["documents"]}
    if what in made:
        return records_picture(made[what](), show, between)
    from csto.errors import NotFoundError

    try:
        found: Record = dataset._any(what)  # pyright: ignore[reportPrivateUsage]
    except NotFoundError as error:
        near = closest(what, _WORDS)
        hint = near or error.suggestions
        raise InvalidArgumentError(
            f"{shown(what)} is neither the id of a record nor one of {or_list(_WORDS)}"
            + (f"; closest: {or_list(hint)}" if hint else "")
        ) from None
    return record_picture(found, between)


def _bound(dataset: Questions, record: Record) -> Record:
    return dataset.bind(record) if graph_of(record) is None else record


def records_picture(records: Records[Any], show: str | None, between: Span | None) -> Picture:
    """The picture of records of one kind."""
    need_matplotlib()
    kinds = list(dict.fromkeys(record.kind_name for record in records)) or [records._class.kind_name]  # pyright: ignore[reportPrivateUsage]
    kind = kinds[0]
    if len(kinds) > 1:
        raise InvalidArgumentError(f"records of several kinds ({', '.join(kinds)}) make no picture: choose one kind")
    if show is not None and (kind != "meeting" or show != "attendance") and (records or kind == "meeting"):
        shows = "; meetings have 'attendance'" if kind != "meeting" else "; it takes 'attendance'"
        raise InvalidArgumentError(f"show={shown(show)} is nothing that {PLURALS.get(kind, kind)} show{shows}")
    title = _TITLES.get(kind)
    if title is None and records:
        raise InvalidArgumentError(f"{PLURALS.get(kind, kind)} make no picture; what does: {', '.join(_TITLES)}")
    if show == "attendance":
        title = "Attendance of meetings"
    title = title or "No records"
    graph = graph_of(records[0]) if records else None
    kept = _within(records, between)
    if not kept:
        return _picture(title, (), graph, between)
    charts = (_attendance(kept),) if show == "attendance" else (_CHARTS[kind](kept, title),)
    flat = [chart for made in charts for chart in (made if isinstance(made, tuple) else (made,))]
    return _picture(title, flat, graph, between)


def record_picture(record: Record, between: Span | None = None) -> Picture:
    """The picture of one record: what it went through, or what happened in it."""
    need_matplotlib()
    item: Any = record
    graph = graph_of(record)
    kind = record.kind_name
    if kind == "programme":
        chart = _programme(item)
        return _picture(item.name, (chart,) if chart.lanes else (), graph, between)
    if kind not in _RELATED or graph is None:
        if kind in _RELATED:
            _ = record._bound  # pyright: ignore[reportPrivateUsage]  # says what to do
        raise InvalidArgumentError(f"a {kind} makes no picture; what does: programme, {', '.join(_RELATED)}")
    charts: list[Lanes | Cells] = []
    for title, make, find in _RELATED[kind]:
        found = _within(Records(find(item)), between)
        if found:
            made = make(found, title)
            charts += made if isinstance(made, tuple) else (made,)
    return _picture(label(record), charts, graph, between)


def _within(records: Records[Any], between: Span | None) -> Records[Any]:
    if between is None:
        return records
    from csto.filters import Moment
    from csto.store import time_of

    moment = Moment(between=between)
    return records.where(lambda item: item.kind_name == "programme" or moment.keeps(time_of(item)))


def _picture(title: str, charts: Iterable[Lanes | Cells], graph: Any, between: Span | None) -> Picture:
    """The charts with their axis of time, which reaches over all that is known, and to the day of the data for what goes on."""
    kept = tuple([_dated(chart) for chart in charts])
    days: list[str] = []
    goes_on = False
    for chart in kept:
        if isinstance(chart, Lanes):
            for lane in chart.lanes:
                for bar in lane.bars:
                    days += [day for day in (bar.first, bar.last, bar.sure_from, bar.sure_until) if day]
                    goes_on = goes_on or bar.goes_on
                for mark in lane.marks:
                    days += (mark.first, mark.last)
    as_of = getattr(graph, "as_of", None)
    if as_of is not None and goes_on:
        days.append(as_of.last)
    first, last = min(days, default=""), max(days, default="")
    if between is not None:
        from csto.filters import Moment

        low, high, _ = Moment(between=between).spans[0]
        first = low if low != FIRST_DAY else first
        last = high if high != LAST_DAY else last
        kept = tuple([_cut_to(chart, first, last) for chart in kept])
    kept = tuple([chart for chart in kept if isinstance(chart, Cells) or chart.lanes or chart.undated])
    version = getattr(graph, "version", None)
    subtitle = f"csto dataset {version}" + (f", as of {as_of}" if as_of else "") if version else ""
    return Picture(title, subtitle, kept, first, last, as_of.last if as_of is not None else None)


def _dated(chart: Lanes | Cells) -> Lanes | Cells:
    """A chart without the bars that have no date at all, which are counted."""
    if isinstance(chart, Cells):
        return chart
    lanes: list[Lane] = []
    undated = 0
    for lane in chart.lanes:
        bars = tuple([bar for bar in lane.bars if bar.first or bar.last or bar.sure_from or bar.sure_until])
        undated += len(lane.bars) - len(bars)
        if bars or lane.marks:
            lanes.append(Lane(lane.label, bars, lane.marks, lane.beside))
    return Lanes(chart.title, tuple(lanes), chart.more, undated)


def _cut_to(chart: Lanes | Cells, first: str, last: str) -> Lanes | Cells:
    """A chart without the lanes that have nothing in a span of days."""
    if isinstance(chart, Cells):
        return chart
    lanes: list[Lane] = []
    for lane in chart.lanes:
        bars = tuple([bar for bar in lane.bars if (bar.first or FIRST_DAY) <= last and (bar.last or LAST_DAY) >= first])
        marks = tuple([mark for mark in lane.marks if mark.first <= last and mark.last >= first])
        if bars or marks:
            lanes.append(Lane(lane.label, bars, marks, lane.beside))
    return Lanes(chart.title, tuple(lanes), chart.more, chart.undated)


# -- pieces --------------------------------------------------------------------------------------------------------------------


def _bar(item: Any, tone: str, said: str = "", period: Period | None = None) -> Bar:
    when: Period = period or item.period
    first, last = sure_span(when, getattr(item, "attested", ()))
    sure = first <= last
    return Bar(
        first=when.start.first if when.start else None,
        last=when.end.last if when.end else None,
        sure_from=first if sure and first != FIRST_DAY else (when.first if sure and when.start else None),
        sure_until=last if sure and last != LAST_DAY else None,
        tone=tone,
        label=said,
        id=getattr(item, "id", ""),
        goes_on=when.open_end,
    )


def _mark(date: PartialDate, tone: str, said: str = "", id: str = "", *, planned: bool = False) -> Mark:
    return Mark(date.first, date.last, tone, said, id, planned)


def _named(item: Record, kind: str, id: str | None) -> str:
    if not id:
        return ""
    graph = graph_of(item)
    return id if graph is None else str(graph.get(kind, id).name)


def _cut(lanes: Sequence[Lane], title: str) -> Lanes:
    return Lanes(title, tuple(lanes[:_LANES]), max(0, len(lanes) - _LANES))


def _grouped(items: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


# -- spells: chairs, terms, membership -----------------------------------------------------------------------------------------


def _chairs(turns: Records[Any], title: str = "Chairmanships") -> Lanes:
    bodies = {turn.body_id for turn in turns}
    made: list[Lane] = []
    rows = [(turn, _named(turn, "state", turn.state_id), _named(turn, "person", turn.person_id)) for turn in turns]
    if len(turns) <= _WATERFALL:
        for turn, state, person in rows:
            name = _short(turn, turn.body_id) if len(bodies) > 1 else ""
            made.append(Lane(name, (_bar(turn, state),), beside=f"{state}, {person}"))
    else:
        for state, same in _grouped(rows, lambda row: row[1]).items():
            made.append(Lane(state, tuple([_bar(turn, state, person) for turn, _, person in same])))
    return _cut(made, title)


def _terms(terms: Records[Any], title: str = "Terms of office") -> Lanes:
    places = {
        (term.office, term.state_id, term.body_id, "" if term.office != "other" else term.title) for term in terms
    }
    if len(places) == 1 and len(terms) <= _WATERFALL:
        lanes = [
            Lane("", (_bar(term, _acting(term)),), beside=_named(term, "person", term.person_id)) for term in terms
        ]
        return _cut(lanes, title)
    offices = {term.office for term in terms}
    states = {term.state_id for term in terms}

    def place(term: Any) -> str:
        office = (term.title or "other") if term.office == "other" else plain(term.office).replace("-", " ")
        at = _named(term, "state", term.state_id) or (_short(term, term.body_id) if term.body_id else "")
        if term.office in _OF_BODIES and term.state_id and term.body_id:
            office = f"{office}, {_short(term, term.body_id)}"
        words = [at if len(states) > 1 or not term.state_id else "", office if len(offices) > 1 or not at else ""]
        return ", ".join([word for word in words if word])

    groups = _grouped(sorted(terms, key=lambda term: (term.state_id or "~", term.office)), place)
    made = [
        Lane(name, tuple([_bar(term, _acting(term), _named(term, "person", term.person_id)) for term in same]))
        for name, same in groups.items()
    ]
    return _cut(made, title)


_OF_BODIES = ("chair", "secretary", "commander")
"""Offices of which there are many, each told by its body."""


def _acting(term: Any) -> str:
    return "acting" if term.acting else "in office"


def _memberships(spells: Records[Any], title: str = "Membership") -> Lanes:
    # a member of the Organization is one of its Assembly too: only the Assembly's own observers say something more
    kept = [spell for spell in spells if spell.of != "assembly" or spell.status != "member"] or list(spells)
    groups = _grouped(kept, lambda spell: _named(spell, "state", spell.state_id))
    member_first = sorted(groups, key=lambda state: (-_weight(groups[state]), state))
    made = [
        Lane(state, tuple([_bar(spell, _standing(spell)) for spell in sorted(groups[state], key=lambda spell: (spell.of != "organization", spell.sort_key))]))
        for state in member_first
    ]  # fmt: skip
    return _cut(made, title)


def _weight(spells: Sequence[Any]) -> int:
    going_on = {(str(spell.of), str(spell.status)) for spell in spells if spell.period.open_end}
    ever = {(str(spell.of), str(spell.status)) for spell in spells}
    return (
        3
        if ("organization", "member") in going_on
        else 2
        if ("organization", "member") in ever
        else 1
        if ("treaty", "party") in ever
        else 0
    )


def _standing(spell: Any) -> str:
    if spell.participation == "frozen":
        return "member, participation frozen"
    of = {"treaty": "the Treaty", "organization": "the Organization", "assembly": "the Assembly"}[str(spell.of)]
    words = {
        "member": "member",
        "party": f"party to {of}",
        "signatory": "signatory",
        "suspended": "suspended",
        "lapsed": "lapsed",
    }
    return words.get(str(spell.status), f"{spell.status} of {of}")


def _short(item: Record, body_id: str) -> str:
    graph = graph_of(item)
    if graph is None:
        return body_id
    body = graph.get("body", body_id)
    return str(body.abbreviation or body.name)


# -- counts and days -----------------------------------------------------------------------------------------------------------


def _by_year(items: Sequence[Any], keys: Callable[[Any], Sequence[str]], title: str) -> Lanes | Cells:
    """How many there are by key and year; over a few years each on its day."""
    dated = [item for item in items if item.date is not None]
    years = [item.date.year for item in dated]
    if not years:
        return Lanes(title, ())
    groups: dict[str, list[Any]] = {}
    for item in dated:
        for key in keys(item) or ("",):
            groups.setdefault(key, []).append(item)
    order = sorted(groups, key=lambda key: (-len(groups[key]), key))
    if max(years) - min(years) < _DAYS_APART:
        made = [
            Lane(key, marks=tuple([_mark(item.date, title, label(item), item.id) for item in groups[key]]))
            for key in order
        ]
        return _cut(made, title)
    span = range(min(years), max(years) + 1)
    most = max([sum(item.date.year == year for item in groups[key]) for key in order for year in span])
    rows: list[tuple[str, tuple[Place | None, ...]]] = []
    for key in order[:_LANES]:
        counts = [sum(item.date.year == year for item in groups[key]) for year in span]
        rows.append(
            (key, tuple([Place(str(count), level=0.15 + 0.85 * count / most) if count else None for count in counts]))
        )
    return Cells(title, tuple([str(year) for year in span]), tuple(rows), "how many in the year")


def _meetings(meetings: Records[Any], title: str) -> Lanes | Cells:
    return _by_year(meetings, lambda item: [_short(item, id) for id in item.body_ids], title)


def _kinds(items: Records[Any], title: str) -> Lanes | Cells:
    return _by_year(items, lambda item: [plain(item.kind).replace("-", " ")], title)


def _exercises(items: Records[Any], title: str) -> Lanes:
    groups = _grouped(
        [item for item in items if item.period is not None],
        lambda item: _named(item, "series", item.series_id) or "in no series",
    )
    made: list[Lane] = []
    for name, same in sorted(groups.items(), key=lambda group: (group[0] == "in no series", group[1][0].sort_key)):
        made.append(
            Lane(
                name,
                marks=tuple(
                    [
                        _mark(item.date, title, item.name, item.id, planned=item.status != "held")
                        for item in same
                        if item.date
                    ]
                ),
            )
        )
    return _cut(made, title)


def _editions(items: Records[Any], title: str) -> Lanes:
    made: list[Lane] = []
    for item in items[:_LANES]:
        countries = ", ".join([_named(item, "state", id) for id in item.country_ids])
        beside = f"{item.name}: {countries}" if countries else item.name
        made.append(
            Lane("", marks=(_mark(item.date, title, item.name, item.id, planned=item.status != "held"),), beside=beside)
        )
    return Lanes(title, tuple(made), max(0, len(items) - _LANES))


def _gaps(gaps: Records[Any], title: str) -> Lanes:
    return _cut([Lane(gap.of, (_bar(gap, gap.of),), beside=gap.about or gap.id) for gap in gaps], title)


# -- programmes ----------------------------------------------------------------------------------------------------------------


def _programmes(programmes: Records[Any], title: str) -> Lanes:
    if len(programmes) == 1:
        return _programme(programmes[0])
    made = [
        Lane(
            item.name,
            (_bar(item, "set for"),) if item.period else (),
            tuple(
                [
                    _mark(step.date, step.kind.value, step.about, item.id, planned=step.planned)
                    for step in item.milestones
                ]
            ),
        )
        for item in programmes
    ]
    return _cut(made, title)


def _programme(programme: Any) -> Lanes:
    lanes = [Lane("set for", (_bar(programme, "set for"),), beside=str(programme.period))] if programme.period else []
    for step in programme.milestones:
        said = f"{step.date}  {step.about}"
        lanes.append(
            Lane(
                "",
                marks=(_mark(step.date, step.kind.value, step.about, programme.id, planned=step.planned),),
                beside=said,
            )
        )
    return Lanes("Life cycle", tuple(lanes[:_LANES]), max(0, len(lanes) - _LANES))


# -- attendance ----------------------------------------------------------------------------------------------------------------

_MODES = {"in-person": ("in person", "●"), "remote": ("by video", "◐"), "represented": ("represented", "r"), "absent": ("absent", "×"), "unknown": ("not told how", "?")}  # fmt: skip


def _attendance(meetings: Records[Any]) -> tuple[Cells, ...]:
    """Who came, who joined by video, who stayed away, by state and session; empty where no source tells."""
    told = [meeting for meeting in meetings if meeting.attendance]
    names: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for meeting in told:
        for state_id, mode in _modes(meeting).items():
            names[state_id] = _named(meeting, "state", state_id)
            found[state_id, meeting.id] = mode
    order = sorted(names, key=lambda state_id: (-sum(key[0] == state_id for key in found), names[state_id]))
    made: list[Cells] = []
    parts = -(-len(told) // _SESSIONS)
    size = -(-len(told) // parts) if parts else 1
    for start in range(0, len(told), size):
        part = told[start : start + size]
        rows: list[tuple[str, tuple[Place | None, ...]]] = []
        for state_id in order:
            modes = [(meeting, found.get((state_id, meeting.id))) for meeting in part]
            if any(mode for _, mode in modes):
                cells = [
                    Place(_MODES[mode][1], tone=_MODES[mode][0]) if mode else _empty(meeting, state_id)
                    for meeting, mode in modes
                ]
                rows.append((names[state_id], tuple(cells)))
        years = sorted({part[0].date.year, part[-1].date.year})
        title = f"Attendance by state and mode, {' to '.join([str(year) for year in years])}"
        note = "empty: no source tells; none: no member"
        made.append(Cells(title, tuple([str(meeting.date) for meeting in part]), tuple(rows), note))
    return tuple(made)


def _empty(meeting: Meeting, state_id: str) -> Place | None:
    """The place of a state of which no source tells: none where it was no member."""
    graph = graph_of(meeting)
    if graph is None:
        return None
    status = graph.get("state", state_id).status_on(meeting.date)
    return None if {"member", "party"} & set(status) else Place("", level=-1)


def _modes(meeting: Meeting) -> dict[str, str]:
    """How each state was there: as the one was whose office has the seat; represented where another came for him."""
    own: dict[str, str] = {}
    for row in meeting.attendance:
        if row.state_id is None or row.standing not in ("member", "substitute"):
            continue
        mode = str(row.mode)
        if row.standing == "substitute" and mode not in ("absent",):
            mode = "represented"
        known = own.get(row.state_id)
        if known is None or _BEST.index(mode) < _BEST.index(known):
            own[row.state_id] = mode
    return own


_BEST = ("in-person", "remote", "represented", "absent", "unknown")


# -- which chart which kind has ------------------------------------------------------------------------------------------------


def _people(people: Records[Any], title: str) -> Lanes:
    made: list[Lane] = []
    for person in people:
        bars = tuple([_bar(term, plain(term.office).replace("-", " "), term.title or "") for term in person.terms])
        if bars:
            made.append(Lane(person.name, bars))
    return _cut(made, title)


def _offices(terms: Records[Any], title: str) -> Lanes:
    """The terms of one person, by office."""
    made: list[Lane] = []
    for term in terms:
        office = term.title or plain(term.office).replace("-", " ")
        place = _named(term, "state", term.state_id) or (_short(term, term.body_id) if term.body_id else "")
        made.append(Lane("", (_bar(term, _acting(term)),), beside=f"{office}, {place}" if place else office))
    return _cut(made, title)


def _forces(forces: Records[Any], title: str) -> Lanes:
    return _cut([Lane(item.name, (_bar(item, plain(item.kind)),)) for item in forces if item.period], title)


def _council_turns(state: Any) -> list[Any]:
    return [turn for turn in state.chairmanships if turn.body_id == "csc"]


def _held(body: Any) -> list[Any]:
    return [meeting for meeting in body.meetings if meeting.status == "held"]


def _turn_meetings(turn: Any) -> list[Any]:
    period: Period = turn.period
    graph: Any = graph_of(turn)
    return [
        meeting
        for meeting in graph.all("meeting")
        if meeting.status == "held" and period.contains(meeting.date.text) is True
    ]


_TITLES = {
    "chairmanship": "Chairmanships",
    "term": "Terms of office",
    "membership": "Membership",
    "meeting": "Meetings by body",
    "instrument": "Documents by kind",
    "event": "Events by kind",
    "exercise": "Exercises",
    "operation": "Operations",
    "programme": "Programmes",
    "series": "Exercises",
    "state": "Membership",
    "person": "Terms of office",
    "body": "Meetings by body",
    "force": "Forces",
    "gap": "Known to be missing",
}

_CHARTS: dict[str, Callable[[Records[Any], str], Lanes | Cells]] = {
    "chairmanship": _chairs,
    "term": _terms,
    "membership": _memberships,
    "meeting": _meetings,
    "instrument": _kinds,
    "event": _kinds,
    "exercise": _exercises,
    "operation": _exercises,
    "programme": _programmes,
    "series": lambda found, title: _exercises(Records([item for series in found for item in series.exercises]), title),
    "state": lambda found, title: _memberships(Records([spell for state in found for spell in state.memberships]), title),
    "person": _people,
    "body": lambda found, title: _meetings(Records(dict.fromkeys([item for body in found for item in body.meetings if item.status == "held"])), title),
    "force": _forces,
    "gap": _gaps,
}  # fmt: skip

_RELATED: dict[str, tuple[tuple[str, Callable[[Any, str], Any], Callable[[Any], Iterable[Any]]], ...]] = {
    "state": (
        ("Membership", _memberships, lambda state: state.memberships),
        ("Chairmanships", _chairs, _council_turns),
        ("Terms of office", _terms, lambda state: state.terms),
    ),
    "person": (
        ("Terms of office", _offices, lambda person: person.terms),
        ("Chairmanships", _chairs, lambda person: person.chairmanships),
        ("Meetings attended", _meetings, lambda person: person.meetings),
        ("Events", _kinds, lambda person: person.events),
    ),
    "body": (
        ("Chairs", _chairs, lambda body: body.chairmanships),
        ("Meetings", lambda found, title: _by_year(found, lambda item: [plain(item.session) or "sitting"], title), _held),
        ("Documents", _kinds, lambda body: body.instruments),
    ),
    "series": (("Editions", _editions, lambda series: series.exercises),),
    "chairmanship": (
        ("Turn in the chair", _chairs, lambda turn: [turn]),
        ("Meetings in that time", _meetings, _turn_meetings),
    ),
}  # fmt: skip
