"""Hypothesis strategies shared by the tests: dates, periods, and small datasets that are valid by construction.

Whatever happens in time is drawn as it truly was, to the day, and written down with the precision that a source might have;
so any dataset drawn is one that can be true, and `csto.Dataset` must accept it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

import csto

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "NAMES",
    "STATES",
    "chains",
    "cite",
    "datasets",
    "iso_days",
    "partial_dates",
    "partial_texts",
    "periods",
    "texts_for",
]

FIRST = date(2019, 11, 1)
"""The first day of the datasets that are drawn."""
SPAN = 900
"""How many days they span."""
STATES = ("am", "by", "kz", "ru", "tj")
NAMES = {
    "am": ("Armenia", "Армения", "ARM"),
    "by": ("Belarus", "Беларусь", "BLR"),
    "kz": ("Kazakhstan", "Казахстан", "KAZ"),
    "ru": ("Russia", "Россия", "RUS"),
    "tj": ("Tajikistan", "Таджикистан", "TJK"),
}
CITIES = {"Yerevan": "am", "Minsk": "by", "Moscow": "ru", "Dushanbe": "tj"}
PEOPLE = ("anna-petrova", "boris-sidorov", "davit-grigoryan", "farrukh-karimov", "gulnara-omarova", "viktor-ivanov")
BODIES = ("csc", "cfm", "cmd")
SOURCES = ("agency", "law", "organization")


def texts_for(day: date, *, marks: bool = True) -> SearchStrategy[str]:
    """The ways in which a source may write a day: to the day, the month or the year, exactly or not."""
    iso = day.isoformat()
    bare = [iso, iso, iso, iso[:7], iso[:4]]
    return st.sampled_from(
        [*bare, *(text + mark for text in (iso, iso[:7], iso[:4]) for mark in "?~%")] if marks else bare
    )


@st.composite
def iso_days(draw: DrawFn, first: date = date.min, last: date = date.max) -> str:
    """Days as ISO text."""
    return draw(st.dates(first, last)).isoformat()


@st.composite
def partial_texts(draw: DrawFn, first: date = date.min, last: date = date.max, *, marks: bool = True) -> str:
    """The texts of partial dates."""
    return draw(texts_for(draw(st.dates(first, last)), marks=marks))


def partial_dates(
    first: date = date.min, last: date = date.max, *, marks: bool = True
) -> SearchStrategy[csto.PartialDate]:
    """Partial dates."""
    return partial_texts(first, last, marks=marks).map(csto.PartialDate)


@st.composite
def periods(
    draw: DrawFn, first: date = date.min, last: date = date.max, *, marks: bool = True, unbounded: bool = True
) -> csto.Period:
    """Periods, with ends of every precision, open and unknown."""
    start, end = sorted((draw(st.dates(first, last)), draw(st.dates(first, last))))
    left, right = draw(texts_for(start, marks=marks)), draw(texts_for(end, marks=marks))
    if unbounded:
        left = draw(st.sampled_from([left, left, left, "..", ""]))
        right = draw(st.sampled_from([right, right, right, "..", ""]))
    return csto.Period(f"{left}/{right}")


def _days() -> SearchStrategy[date]:
    return st.integers(0, SPAN).map(lambda offset: FIRST + timedelta(days=offset))


@st.composite
def _blurred(draw: DrawFn, start: date, end: date | None, *, unknown: bool = True) -> csto.Period:
    """A true period as a source may tell it."""
    left = draw(texts_for(start))
    right = ".." if end is None else draw(texts_for(end))
    if unknown:
        left = draw(st.sampled_from([left, left, left, ""]))
        right = draw(st.sampled_from([right, right, right, ""]))
    return csto.Period(f"{left}/{right}")


@st.composite
def chains(draw: DrawFn, longest: int = 3) -> list[tuple[date, date | None]]:
    """True periods one after another, at most a day of handover shared; the last may go on."""
    cuts = sorted(draw(st.lists(_days(), max_size=longest + 1, unique=True)))
    spans: list[tuple[date, date | None]] = list(pairwise(cuts))
    goes_on: bool = draw(st.booleans())
    if cuts and goes_on:
        spans.append((cuts[-1], None))
    return spans


def _truth(start: date, end: date | None) -> str:
    """The true period, which the notes of a record keep for the tests."""
    return f"{start}/{end or '..'}"


def cite(*sources: str) -> tuple[csto.Citation, ...]:
    """Citations of the sources."""
    return tuple(csto.Citation(source_id=csto.SourceId(source)) for source in sources)


def _citations() -> SearchStrategy[tuple[csto.Citation, ...]]:
    return st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2, unique=True).map(lambda ids: cite(*ids))


def _some_states() -> SearchStrategy[tuple[csto.StateId, ...]]:
    return st.lists(st.sampled_from(STATES), max_size=3, unique=True).map(
        lambda ids: tuple(csto.StateId(id) for id in ids)
    )


def _some_people() -> SearchStrategy[tuple[csto.PersonId, ...]]:
    return st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True).map(
        lambda ids: tuple(csto.PersonId(id) for id in ids)
    )


@st.composite
def _happening(draw: DrawFn) -> tuple[date, date, csto.PartialDate, csto.Period]:
    """The first and the last day of something that happened, and how they are written down."""
    start = draw(_days())
    end = start + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 2, 40])))
    left = draw(texts_for(start))
    right = left if start == end else draw(texts_for(end))
    return start, end, csto.PartialDate(left), csto.Period(f"{left}/{right}")


@st.composite
def _memberships(draw: DrawFn) -> list[csto.Membership]:
    made: list[csto.Membership] = []
    for state in STATES[2:]:
        for of in (csto.MembershipOf.ORGANIZATION, csto.MembershipOf.TREATY):
            for number, (start, end) in enumerate(draw(chains(2))):
                made.append(
                    csto.Membership(
                        id=csto.MembershipId(f"{state}-{of}-{number}"),
                        state_id=csto.StateId(state),
                        of=of,
                        status=draw(st.sampled_from(csto.MembershipStatus)),
                        period=draw(_blurred(start, end)),
                        participation=draw(st.sampled_from([csto.Participation.ACTIVE, csto.Participation.FROZEN])),
                        citations=draw(_citations()),
                    )
                )
    return made


@st.composite
def _terms(draw: DrawFn) -> list[csto.Term]:
    made: list[csto.Term] = []
    offices: Sequence[tuple[csto.Office, str | None, str | None]] = (
        (csto.Office.SECRETARY_GENERAL, None, None),
        (csto.Office.FOREIGN_MINISTER, "tj", None),
        (csto.Office.FOREIGN_MINISTER, "ru", None),
        (csto.Office.CHAIR, None, "cmd"),
    )
    for office, state, body in offices:
        for number, (start, end) in enumerate(draw(chains())):
            until = end or FIRST + timedelta(days=SPAN)
            seen = sorted(draw(st.lists(st.dates(start, until), max_size=2, unique=True)))
            made.append(
                csto.Term(
                    id=csto.TermId(f"{office}-{state or body or 'own'}-{number}"),
                    person_id=csto.PersonId(draw(st.sampled_from(PEOPLE))),
                    office=office,
                    state_id=None if state is None else csto.StateId(state),
                    body_id=None if body is None else csto.BodyId(body),
                    period=draw(_blurred(start, end)),
                    notes=_truth(start, end),
                    acting=draw(st.booleans()),
                    attested=tuple(csto.PartialDate(draw(texts_for(day, marks=False))) for day in seen),
                    citations=draw(_citations()),
                )
            )
    return made


@st.composite
def _chairmanships(draw: DrawFn) -> list[csto.Chairmanship]:
    made: list[csto.Chairmanship] = []
    for body, longest in (("csc", 4), ("cmd", 1)):
        for number, (start, end) in enumerate(draw(chains(longest))):
            state = draw(st.sampled_from(STATES))
            made.append(
                csto.Chairmanship(
                    id=csto.ChairmanshipId(f"{body}-{number}-{state}"),
                    body_id=csto.BodyId(body),
                    state_id=csto.StateId(state),
                    person_id=csto.PersonId(draw(st.sampled_from(PEOPLE))),
                    period=draw(_blurred(start, end)),
                    notes=_truth(start, end),
                    citations=draw(_citations()),
                )
            )
    return made


def _attendances() -> SearchStrategy[csto.Attendance]:
    return st.builds(
        csto.Attendance,
        person_id=st.sampled_from([*PEOPLE, None]).map(lambda id: None if id is None else csto.PersonId(id)),
        state_id=st.sampled_from([*STATES, None]).map(lambda id: None if id is None else csto.StateId(id)),
        mode=st.sampled_from(csto.AttendanceMode),
    )


@st.composite
def _meetings(draw: DrawFn) -> list[tuple[csto.Meeting, date, date]]:
    made: list[tuple[csto.Meeting, date, date]] = []
    for number in range(draw(st.integers(0, 5))):
        start, end, first, period = draw(_happening())
        city = draw(st.sampled_from([*CITIES, None]))
        chair = draw(st.sampled_from([*PEOPLE, None]))
        presiding = draw(st.sampled_from([*STATES, None]))
        bodies = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=2, unique=True))
        meeting = csto.Meeting(
            id=csto.MeetingId(f"meeting-{number}"),
            body_ids=tuple(csto.BodyId(body) for body in bodies),
            title=draw(st.sampled_from([None, f"Sitting {number}"])),
            date=first,
            period=period,
            status=draw(st.sampled_from([csto.Status.HELD, *csto.Status])),
            session=draw(st.sampled_from([None, *csto.SessionKind])),
            format=draw(st.sampled_from([None, *csto.MeetingFormat])),
            city=city,
            country_id=csto.StateId(CITIES[city]) if city else None,
            chair_id=csto.PersonId(chair) if chair else None,
            presiding_state_id=csto.StateId(presiding) if presiding else None,
            attendance=tuple(draw(st.lists(_attendances(), max_size=3))),
            documents_reported=draw(st.sampled_from([None, 0, 1, 2, 3])),
            citations=draw(_citations()),
        )
        made.append((meeting, start, end))
    return made


@st.composite
def _instruments(draw: DrawFn, meetings: Sequence[tuple[csto.Meeting, date, date]]) -> list[csto.Instrument]:
    made: list[csto.Instrument] = []
    for number in range(draw(st.integers(0, 5))):
        at = draw(st.sampled_from([None, *meetings]))
        day = draw(st.dates(at[1], at[2])) if at else draw(_days())
        text = draw(texts_for(day))
        bodies = at[0].body_ids if at else draw(st.sampled_from([(), (csto.BodyId("csc"),)]))
        made.append(
            csto.Instrument(
                id=csto.InstrumentId(f"document-{number}"),
                kind=draw(st.sampled_from(csto.InstrumentKind)),
                titles=(
                    csto.Title(
                        text=f"{draw(st.sampled_from(['On the border', 'On Nuremberg', 'Plan']))} {number}",
                        language="en",
                    ),
                    csto.Title(text=draw(st.sampled_from(["О границе", "О Нюрнберге"])), language="ru"),
                ),
                date=csto.PartialDate(text) if at or draw(st.booleans()) else None,
                adopted_by_ids=bodies,
                adopted_at_id=at[0].id if at else None,
                party_ids=draw(_some_states()),
                status=draw(st.sampled_from(csto.InstrumentStatus)),
                about=draw(st.sampled_from([None, "Common border measures", "Нюрнбергский процесс"])),
                citations=draw(_citations()),
            )
        )
    return made


@st.composite
def _exercises(draw: DrawFn) -> list[csto.Exercise]:
    made: list[csto.Exercise] = []
    for number in range(draw(st.integers(0, 3))):
        _, _, first, period = draw(_happening())
        made.append(
            csto.Exercise(
                id=csto.ExerciseId(f"exercise-{number}"),
                name=f"Rubezh {number}",
                series_id=draw(st.sampled_from([None, csto.SeriesId("rubezh")])),
                date=first,
                period=period,
                status=draw(st.sampled_from([csto.Status.HELD, *csto.Status])),
                country_ids=draw(_some_states()),
                participant_ids=draw(_some_states()),
                citations=draw(_citations()),
            )
        )
    return made


@st.composite
def _operations(draw: DrawFn) -> list[csto.Operation]:
    made: list[csto.Operation] = []
    for number in range(draw(st.integers(0, 2))):
        _, _, first, period = draw(_happening())
        dated = draw(st.booleans())
        made.append(
            csto.Operation(
                id=csto.OperationId(f"operation-{number}"),
                name=f"Kanal {number}",
                series_id=draw(st.sampled_from([None, csto.SeriesId("kanal")])),
                date=first if dated else None,
                period=period if dated else None,
                status=draw(st.sampled_from([csto.Status.HELD, *csto.Status])),
                country_ids=draw(_some_states()),
                participant_ids=draw(_some_states()),
                citations=draw(_citations()),
            )
        )
    return made


@st.composite
def _events(draw: DrawFn) -> list[csto.Event]:
    made: list[csto.Event] = []
    for number in range(draw(st.integers(0, 3))):
        _, _, first, period = draw(_happening())
        made.append(
            csto.Event(
                id=csto.EventId(f"event-{number}"),
                kind=draw(st.sampled_from(csto.EventKind)),
                title=f"Something {number}",
                date=first,
                period=period,
                status=draw(st.sampled_from([csto.Status.HELD, *csto.Status])),
                person_ids=draw(_some_people()),
                state_ids=draw(_some_states()),
                citations=draw(_citations()),
            )
        )
    return made


@st.composite
def _gaps(draw: DrawFn) -> list[csto.Gap]:
    made: list[csto.Gap] = []
    for number, (start, end) in enumerate(draw(chains(1))):
        made.append(
            csto.Gap(
                id=csto.GapId(f"gap-{number}"),
                of=draw(st.sampled_from(["chairmanship", "term", "meeting"])),
                body_id=draw(st.sampled_from([None, csto.BodyId("csc")])),
                period=draw(_blurred(start, end, unknown=False)),
                about=f"Something is missing ({number})",
            )
        )
    return made


@st.composite
def datasets(draw: DrawFn, *kinds: str) -> csto.Dataset:
    """Small datasets with records of every kind, all consistent; of what happens in time only the kinds named, if any are."""

    def has(*names: str) -> bool:
        return not kinds or bool(set(names) & set(kinds))

    meetings = draw(_meetings()) if has("meeting", "instrument") else []
    return csto.Dataset(
        states=[
            csto.MemberState(
                id=csto.StateId(id),
                name=name,
                names=(csto.Name(text=russian, language="ru"),),
                alpha_3=code,
                citations=cite("law"),
            )
            for id, (name, russian, code) in NAMES.items()
        ],
        memberships=draw(_memberships()) if has("membership") else (),
        bodies=[
            csto.StatutoryBody(
                id=csto.BodyId(id),
                name=f"Council {id}",
                abbreviation=id.upper(),
                kind=csto.BodyKind.SUPREME if id == "csc" else csto.BodyKind.STATUTORY,
                seats=(csto.Office.FOREIGN_MINISTER,) if id == "cfm" else (),
                citations=cite("law"),
            )
            for id in BODIES
        ],
        people=[
            csto.Person(
                id=csto.PersonId(id),
                name=id.replace("-", " ").title(),
                state_id=draw(st.sampled_from([None, *map(csto.StateId, STATES)])),
                citations=cite("organization"),
            )
            for id in PEOPLE
        ],
        terms=draw(_terms()) if has("term") else (),
        chairmanships=draw(_chairmanships()) if has("chairmanship") else (),
        meetings=[meeting for meeting, _, _ in meetings],
        instruments=draw(_instruments(meetings)) if has("instrument") else (),
        exercises=draw(_exercises()) if has("exercise") else (),
        series=[
            csto.Series(id=csto.SeriesId(id), name=id.title(), citations=cite("organization"))
            for id in ("rubezh", "kanal")
        ],
        operations=draw(_operations()) if has("operation") else (),
        forces=[
            csto.Force(id=csto.ForceId("crrf"), name="Rapid Reaction Force", abbreviation="CRRF", citations=cite("law"))
        ],
        programmes=[csto.Programme(id=csto.ProgrammeId("border"), name="Border programme", citations=cite("law"))],
        events=draw(_events()) if has("event") else (),
        cities=[
            csto.City(id=csto.CityId(name.lower()), name=name, country_id=csto.StateId(state), citations=cite("law"))
            for name, state in CITIES.items()
        ],
        gaps=draw(_gaps()) if has("gap") else (),
        sources=[
            csto.Source(id=csto.SourceId(id), title=f"The {id}", publisher=f"Publisher {id}", tier=csto.SourceTier(id))
            for id in SOURCES
        ],
        version="1",
        as_of=draw(st.sampled_from([None, "2021-06-30", "2022-05-01"])),
        since=draw(st.sampled_from([None, "2019-11-01", "2020-06-01"])),
    )
