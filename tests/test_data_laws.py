"""The laws that hold over the whole of the bundled dataset: what no single record shows, and no schema can say.

Each law looks at every record that it concerns and names all that break it at once. What breaks a law for a reason that is known
and cannot be mended now stands in `tests/data/known_lacks.toml`; see `tests.laws`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pycountry
import pytest
from babel import Locale

import csto
from csto.folding import fold, mixes_scripts, skeleton
from csto.kinds import KINDS, record_class
from csto.model.base import Part, Record
from tests.laws import AS_OF, DATA, LACKS, SINCE, all_sourced, assert_law, every, values_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

ANY_STATUS = tuple(csto.Status)
MEETINGS = csto.meetings(status=ANY_STATUS)
INSTRUMENTS = csto.instruments(status=tuple(csto.InstrumentStatus))
EXERCISES = csto.exercises(status=ANY_STATUS)
OPERATIONS = csto.operations(status=ANY_STATUS)
EVENTS = csto.events(status=ANY_STATUS)

FIRST_EVENT = "1991-01-01"
LONGEST_NOTE = 600


def label(record: Record) -> str:
    """How a record is named in what a law finds: ``meeting csc-2021-09-16``."""
    return f"{record.kind_name} {record.id}"


def may_share_a_day(one: csto.Period, other: csto.Period) -> bool:
    """Whether two periods do not surely lie apart."""
    return one.overlaps(other) is not False


def next_day(day: str, days: int = 1) -> str:
    """The ISO text of a day some days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def days_between(first: str, last: str) -> set[str]:
    """All days from one to another, both included, as ISO text."""
    start = date.fromisoformat(first)
    return {(start + timedelta(days=at)).isoformat() for at in range((date.fromisoformat(last) - start).days + 1)}


def sure_days(term: csto.Term) -> tuple[str, str]:
    """The first and the last day on which a term was surely in force: by its period, and by the days that attest it."""
    first, last = term.period.latest_start, term.period.earliest_end
    for day in term.attested:
        first, last = min(first, day.last), max(last, day.first)
    return first, last


# -- the laws themselves ------------------------------------------------------------------------------------------------------


def test_the_lists_of_exceptions_belong_to_laws() -> None:
    """Every list in known_lacks.toml is that of a law below, and every reason says something."""
    import tomllib
    from pathlib import Path

    listed = tomllib.loads(LACKS.read_text(encoding="utf-8"))
    laws = set(re.findall(r'assert_law\(\s*"([^"]+)"', Path(__file__).read_text(encoding="utf-8")))
    assert set(listed) <= laws
    for law, rows in listed.items():
        assert rows, f"{law}: an empty list"
        for key, reason in rows.items():
            assert len(reason) >= 15, f"{law}: {key} needs a reason"
        assert list(rows) == sorted(rows), f"{law}: keep the list sorted"


def test_no_filter_leaves_a_record_out() -> None:
    """The collections that the laws walk are all that the dataset has."""
    counts = DATA.counts()
    for name, found in {
        "meetings": MEETINGS,
        "instruments": INSTRUMENTS,
        "exercises": EXERCISES,
        "operations": OPERATIONS,
        "events": EVENTS,
    }.items():
        assert len(found) == counts[name], name


# -- references ---------------------------------------------------------------------------------------------------------------

ID_TYPE = re.compile(r"\b([A-Z][a-z]+)Id\b")


def test_ids_resolve() -> None:
    """Every id in every field, however deep, names a record of its kind by its present id."""
    ids = {kind: set(DATA.all(kind).ids) for kind in KINDS}
    broken: dict[str, str] = {}
    covered = 0
    for record in every():
        for value in values_of(record):
            found = ID_TYPE.search(value.annotation)
            if found is None:
                assert not re.search(r"_ids?$", value.field), f"{label(record)}.{value.path} is an id without a kind"
                continue
            covered += 1
            kind = found[1].lower()
            assert kind in KINDS, value.annotation
            if value.value not in ids[kind]:
                broken[f"{label(record)}.{value.path}"] = f"there is no {kind} {value.value!r}"
    assert_law("ids-resolve", covered, broken)


def test_relations_can_be_walked() -> None:
    """Every property of every record and of its parts answers."""
    covered = 0
    for record in every():
        parts = [record, *[value.value for value in values_of(record) if isinstance(value.value, Part)]]
        for part in parts:
            for name in dir(type(part)):
                if not name.startswith("_") and isinstance(getattr(type(part), name), property):
                    getattr(part, name)
                    covered += 1
    assert covered


def test_slugs() -> None:
    """Ids and aliases are slugs; no alias is the id of another record; what happens in time has its date in the id."""
    broken: dict[str, str] = {}
    covered = 0
    slug = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    for kind in KINDS:
        records = DATA.all(kind)
        counted = Counter(key for record in records for key in (record.id, *record.aliases))
        for record in records:
            for key in (record.id, *record.aliases):
                covered += 1
                if not slug.fullmatch(key):
                    broken[f"{label(record)}"] = f"{key!r} is no slug"
                if counted[key] > 1:
                    broken[f"{label(record)}"] = f"{key!r} names several records"
    for meeting in MEETINGS:
        day = meeting.date.text.rstrip("?~%")
        head = meeting.id.partition(f"-{day}")[0]
        if head == meeting.id or not any(body.startswith(head) or head.startswith(body) for body in meeting.body_ids):
            broken[label(meeting)] = f"the id of a meeting is its bodies and its first day: {meeting.body_ids} {day}"
    for instrument in INSTRUMENTS:
        dated = re.match(r"\d{4}(-\d\d(?!\d))?(-\d\d(?!\d))?(?=-)", instrument.id)
        when = instrument.date
        if when is not None and dated is None:
            broken[label(instrument)] = f"the id of a document begins with its date: {when}"
        elif when is not None and dated is not None:
            said = csto.PartialDate(dated[0])
            if said.last < when.first or when.last < said.first:
                broken[label(instrument)] = f"the id of a document begins with its date: {when}"
    assert_law("slugs", covered, broken)


# -- persons, offices, chairs -------------------------------------------------------------------------------------------------


def of_the_body(term: csto.Term, row: csto.Attendance, meeting: csto.Meeting) -> bool:
    """Whether a term is of the office, state and body for which somebody sat."""
    if row.state_id is not None and term.state_id not in (row.state_id, None):
        return False
    tied = row.capacity in (csto.Office.CHAIR, csto.Office.SECRETARY)
    return not tied or term.body_id is None or term.body_id in meeting.body_ids


def covers(term: csto.Term, when: csto.Period) -> bool:
    """Whether a term surely covers a time, or a source attests it then."""
    first, last = sure_days(term)
    attested = any(day.first <= when.last and when.first <= day.last for day in term.attested)
    return attested or (first <= when.last and when.first <= last)


def in_office(row: csto.Attendance, meeting: csto.Meeting) -> bool:
    """Whether the person held the office at the time, as far as is sure: by a term, or as chair by a turn in the chair."""
    terms = csto.terms(office=row.capacity, person=row.person_id, on=meeting.period)
    if any(of_the_body(term, row, meeting) and covers(term, meeting.period) for term in terms):
        return True
    return row.capacity is csto.Office.CHAIR and any(
        turn.person_id == row.person_id and may_share_a_day(turn.period, meeting.period)
        for body in {*meeting.body_ids, *[body.parent_id for body in meeting.bodies if body.parent_id]}
        for turn in csto.chairmanships(body=body)
    )


WHY_NOT = re.compile(
    r"\b(acting|deputy|instead|for the|represent\w*|former|elect|appointed|dismissed|not yet|no longer)\b", re.I
)


@pytest.mark.filterwarnings("ignore::csto.CoverageWarning")
def test_attendees_held_their_capacity() -> None:
    """Who came in an office held it that day; or sat as a substitute or guest; or the row says why not."""
    broken: dict[str, str] = {}
    covered = 0
    for meeting in MEETINGS:
        for row in meeting.attendance:
            if row.person_id is None or row.capacity is None:
                continue
            covered += 1
            if row.standing in (csto.Standing.SUBSTITUTE, csto.Standing.GUEST) or in_office(row, meeting):
                continue
            if row.notes and WHY_NOT.search(row.notes):
                continue
            broken[f"{meeting.id} {row.person_id}"] = (
                f"no term as {row.capacity.value} of {row.state_id} covers the day"
            )
    assert_law("attendees-in-office", covered, broken)


def test_attendees_say_in_what_capacity_they_came() -> None:
    """A named attendee has an office or a role."""
    rows = [(meeting, row) for meeting in MEETINGS for row in meeting.attendance if row.person_id is not None]
    broken = {
        f"{meeting.id} {row.person_id}": "neither capacity nor role"
        for meeting, row in rows
        if row.capacity is None and row.role is None
    }
    assert_law("attendees-with-a-capacity", len(rows), broken)


def test_attendance_has_each_person_and_state_once() -> None:
    """Nobody stands twice in an attendance, and a row names a person or a state."""
    broken: dict[str, str] = {}
    for meeting in MEETINGS:
        people = Counter(row.person_id for row in meeting.attendance if row.person_id)
        for person, times in people.items():
            if times > 1:
                broken[f"{meeting.id} {person}"] = f"stands {times} times in the attendance"
        unnamed = Counter(
            (row.state_id, row.capacity) for row in meeting.attendance if row.person_id is None and row.state_id
        )
        for (state, capacity), times in unnamed.items():
            named = [
                row for row in meeting.attendance if row.person_id and (row.state_id, row.capacity) == (state, capacity)
            ]
            seats = {body.kind for body in meeting.bodies}
            if times > 1 or (named and capacity and seats <= {csto.BodyKind.SUPREME, csto.BodyKind.STATUTORY}):
                if any(row.mode is csto.AttendanceMode.REPRESENTED for row in meeting.attendance):
                    continue
                broken[f"{meeting.id} {state}"] = f"{capacity} stands with a person and without one"
        for at, row in enumerate(meeting.attendance):
            if row.person_id is None and row.state_id is None and row.role is None:
                broken[f"{meeting.id} [{at}]"] = "a row without person, state and role"
    assert_law("attendance-once", sum(len(meeting.attendance) for meeting in MEETINGS), broken)


def test_people_sit_for_their_state() -> None:
    """Who sits for a state is of it, or held an office of it at the time."""
    broken: dict[str, str] = {}
    covered = 0
    for meeting in MEETINGS:
        for row in meeting.attendance:
            if row.person is None or row.state_id is None:
                continue
            covered += 1
            if row.person.state_id != row.state_id and not serves(row.person, row.state_id, meeting.period):
                broken[f"{meeting.id} {row.person_id}"] = f"of {row.person.state_id}, sits for {row.state_id}"
    assert_law("people-of-their-state", covered, broken)


def serves(person: csto.Person, state: str, when: csto.Period) -> bool:
    """Whether a person may have held an office of a state at a time."""
    return any(term.state_id == state and may_share_a_day(term.period, when) for term in person.terms)


def test_chairs_belong_to_the_presiding_state() -> None:
    """The chair of a meeting and of a turn is of the state that presides, or held an office of it."""
    broken: dict[str, str] = {}
    covered = 0
    for meeting in MEETINGS:
        if meeting.chair is not None and meeting.presiding_state_id is not None:
            covered += 1
            state = meeting.presiding_state_id
            if meeting.chair.state_id != state and not serves(meeting.chair, state, meeting.period):
                broken[label(meeting)] = f"{meeting.chair_id} is of {meeting.chair.state_id}, not of {state}"
    for turn in DATA.all("chairmanship"):
        covered += 1
        if turn.person.state_id != turn.state_id and not serves(turn.person, turn.state_id, turn.period):
            broken[label(turn)] = f"{turn.person_id} is of {turn.person.state_id}, not of {turn.state_id}"
    assert_law("chairs-of-the-presiding-state", covered, broken)


def test_a_chair_has_a_state_and_was_there() -> None:
    """Who presided sits in the attendance, where there is one, and is not told to be absent."""
    broken: dict[str, str] = {}
    absent = (csto.AttendanceMode.ABSENT, csto.AttendanceMode.REPRESENTED)
    covered = 0
    for meeting in MEETINGS:
        if meeting.chair_id is None:
            continue
        covered += 1
        rows = [row for row in meeting.attendance if row.person_id == meeting.chair_id]
        own = [row for row in meeting.attendance if row.person_id and row.state_id == meeting.presiding_state_id]
        if any(row.mode in absent for row in rows):
            broken[label(meeting)] = f"{meeting.chair_id} presided and was absent"
        elif own and not rows:
            broken[label(meeting)] = f"{meeting.chair_id} presided, and only others of the state are in the attendance"
        if meeting.presiding_state_id is None and meeting.chair is not None and meeting.chair.state_id is not None:
            secretary = csto.terms(person=meeting.chair_id, on=meeting.period).where(lambda term: term.state_id is None)
            if not secretary:
                broken[label(meeting)] = f"{meeting.chair_id} presided, but no state"
    assert_law("chairs-were-there", covered, broken)


def chaired_days(turns: Iterable[csto.Chairmanship]) -> set[str]:
    """The days on which a turn was surely in force, up to as_of."""
    days: set[str] = set()
    for turn in turns:
        first, last = turn.period.latest_start, min(turn.period.earliest_end, AS_OF)
        if first <= last:
            days |= days_between(max(first, SINCE), last)
    return days


def test_chairmanships_cover_every_day() -> None:
    """From the session that gave Russia the chair on, each day has a turn, or a gap that is told; no gap is told where a turn is."""
    turns = csto.chairmanships()
    asked = days_between("2002-05-14", AS_OF)
    chaired = chaired_days(turns)
    told: set[str] = set()
    for gap in csto.gaps():
        if (gap.of, gap.body_id) == ("chairmanship", "csc"):
            told |= days_between(max(gap.period.first, SINCE), min(gap.period.last, AS_OF))
    assert sorted(asked - chaired - told) == []
    assert sorted(told & chaired) == []
    assert sorted(days_between(SINCE, AS_OF) - chaired - told) == [], "before 14 May 2002"
    for day in sorted(asked - told):
        on_day = csto.who_chaired(day)
        assert 1 <= len(on_day) <= 2, day


def test_turns_follow_one_another() -> None:
    """A turn ends on the day on which the next one begins, or on the eve; the session that closes one opens the next."""
    broken: dict[str, str] = {}
    turns = list(csto.chairmanships())
    gaps = {gap.period.first for gap in csto.gaps() if (gap.of, gap.body_id) == ("chairmanship", "csc")}
    for turn, following in pairwise(turns):
        end, start = turn.period.last, following.period.first
        if start not in (end, next_day(end)) and next_day(end) not in gaps:
            broken[f"{turn.id} {following.id}"] = f"{turn.period} is followed by {following.period}"
        if turn.state_id == following.state_id and next_day(end) not in gaps:
            broken[f"{turn.id} {following.id}"] = "the same state twice in a row"
        opened, closed = following.opened_at_id, turn.closed_at_id
        if start < "2024" and next_day(end) not in gaps and opened and closed and opened != closed:
            broken[f"{turn.id} {following.id}"] = f"closed at {closed}, opened at {opened}"
    for turn in turns:
        if turn.period.open_end != (turn is turns[-1]):
            broken[turn.id] = "the last turn goes on, and no other"
    assert_law("turns-follow", len(turns), broken)


@pytest.mark.filterwarnings("ignore::csto.CoverageWarning")
def test_the_chair_of_the_council_presides_over_its_sessions() -> None:
    """A session of the Council is presided over by the state in the chair that day, or the record says why not."""
    broken: dict[str, str] = {}
    sessions = csto.meetings(body="csc").where(lambda meeting: meeting.presiding_state_id is not None)
    for meeting in sessions:
        turns = csto.who_chaired(meeting.date)
        if not turns:
            continue
        if meeting.presiding_state_id not in {turn.state_id for turn in turns} and not meeting.notes:
            broken[label(meeting)] = f"{meeting.presiding_state_id} presided in the turn of {turns[0].state_id}"
        elif (
            meeting.chair_id
            and meeting.presiding_state_id in {turn.state_id for turn in turns}
            and meeting.chair_id not in {turn.person_id for turn in turns}
            and not meeting.notes
        ):
            broken[label(meeting)] = f"{meeting.chair_id} presided in the turn of {turns[0].person_id}"
    assert_law("chair-presides", len(sessions), broken)


@pytest.mark.filterwarnings("ignore::csto.CoverageWarning")
def test_the_chairman_of_the_council_leads_the_state() -> None:
    """The Chairman of the Council is the head of state, or in Armenia since 2018 of government, on every day of the turn."""
    broken: dict[str, str] = {}
    turns = csto.chairmanships()
    offices = (csto.Office.HEAD_OF_STATE, csto.Office.HEAD_OF_GOVERNMENT)
    for turn in turns:
        start = max(turn.period.first, SINCE) if turn.period.start else turn.period.latest_start
        for day in (start, min(turn.period.last, AS_OF)):
            if not csto.terms(person=turn.person_id, office=offices, state=turn.state_id, on=day):
                broken[f"{turn.id} {day}"] = f"{turn.person_id} was neither head of state nor of government"
    assert_law("chairman-leads-the-state", len(turns), broken)


MANY_HOLDERS = frozenset(
    (
        csto.Office.OTHER,
        csto.Office.DEPUTY_SECRETARY_GENERAL,
        csto.Office.SPEAKER,  # of two houses
        csto.Office.CHAIR,
        csto.Office.SECRETARY,
        csto.Office.COMMANDER,
    )
)
"""Offices of which a state or the organization has several at a time, or whose terms do not say of what."""


def test_terms_of_one_office_do_not_overlap() -> None:
    """Nobody holds an office while somebody else does, the day of handover aside, unless one acts or the dates are disputed."""
    groups: dict[Hashable, list[csto.Term]] = {}
    for term in csto.terms():
        if term.office not in MANY_HOLDERS and not term.acting:
            groups.setdefault(
                (term.office, term.state_id, term.body_id, term.title if term.state_id is None else None), []
            ).append(term)
    broken: dict[str, str] = {}
    for same in groups.values():
        for at, one in enumerate(same):
            for other in same[at + 1 :]:
                (first, last), (other_first, other_last) = sure_days(one), sure_days(other)
                if first > last or other_first > other_last or disputes_period(one) or disputes_period(other):
                    continue
                if max(first, other_first) < min(last, other_last):
                    broken[f"{one.id} {other.id}"] = f"{one.period} and {other.period} overlap"
    assert_law("terms-do-not-overlap", sum(map(len, groups.values())), broken)


def disputes_period(term: csto.Term) -> bool:
    """Whether sources disagree on the dates of a term."""
    return any(dispute.field in ("period", "start", "end", "period.start", "period.end") for dispute in term.disputes)


def test_nobody_has_one_office_twice_at_a_time() -> None:
    """The terms of one person in one office do not overlap, not even possibly by their stated dates."""
    broken: dict[str, str] = {}
    for person in csto.people():
        for one, other in pairwise_of([term for term in person.terms if term.office is not csto.Office.OTHER]):
            same = (one.office, one.state_id, one.body_id) == (other.office, other.state_id, other.body_id)
            days = (one.period.first, one.period.last), (other.period.first, other.period.last)
            within = max(days[0][0], days[1][0]) < min(days[0][1], days[1][1])
            if same and within and one.period.start and other.period.start and one.period.end:
                known = one.period.end.exact and other.period.start.exact
                if known or one.period.overlaps(other.period):
                    broken[f"{one.id} {other.id}"] = f"{one.period} and {other.period}"
            elif same and one.period.text == other.period.text:
                broken[f"{one.id} {other.id}"] = "twice the same term"
    assert_law("one-term-at-a-time", len(csto.people()), broken)


def pairwise_of(items: list[csto.Term]) -> Iterator[tuple[csto.Term, csto.Term]]:
    """Every pair of the items."""
    return ((one, other) for at, one in enumerate(items) for other in items[at + 1 :])


def test_terms_are_of_a_state_or_a_body() -> None:
    """An office of a state names it, one of the organization's officers no state, a chair its body."""
    own = {
        csto.Office.SECRETARY_GENERAL,
        csto.Office.DEPUTY_SECRETARY_GENERAL,
        csto.Office.CHIEF_OF_JOINT_STAFF,
        csto.Office.PRESS_SECRETARY,
        csto.Office.CHAIR,
        csto.Office.SECRETARY,
        csto.Office.COMMANDER,
        csto.Office.OTHER,
    }
    broken: dict[str, str] = {}
    for term in csto.terms():
        if term.office not in own and term.state_id is None:
            broken[label(term)] = f"{term.office.value} of no state"
        if term.office in (csto.Office.CHAIR, csto.Office.SECRETARY) and term.body_id is None:
            broken[label(term)] = f"{term.office.value} of no body"
        if term.office is csto.Office.OTHER and not term.title:
            broken[label(term)] = "an office that is not named"
        for day in term.attested:
            if term.period.contains(day) is False:
                broken[label(term)] = f"attested on {day}, outside {term.period}"
    assert_law("terms-of-something", len(csto.terms()), broken)


def test_people_live_when_they_act() -> None:
    """Nobody holds an office or attends before 20 years of age or after death."""
    broken: dict[str, str] = {}
    covered = 0
    for person in csto.people():
        times: list[tuple[str, csto.Period]] = [(term.id, term.period) for term in person.terms]
        times += [(meeting.id, meeting.period) for meeting in person.meetings]
        times += [(event.id, event.period) for event in person.events if event.status is csto.Status.HELD]
        for where, when in times:
            covered += 1
            if person.born is not None and when.start and int(when.last[:4]) - person.born.year < 20:
                broken[f"{person.id} {where}"] = f"born {person.born}, {when}"
            if person.died is not None and when.start and when.start.first > person.died.last:
                broken[f"{person.id} {where}"] = f"died {person.died}, {when}"
    assert_law("alive", covered, broken)


# -- documents ----------------------------------------------------------------------------------------------------------------


def surely_before(one: csto.PartialDate, other: csto.PartialDate) -> bool:
    """Whether a date lies before another however both are read."""
    return one.last < other.first


def test_documents_are_dated_within_their_meeting() -> None:
    """A document that a meeting adopted bears a date of it, and is adopted by a body that sat."""
    broken: dict[str, str] = {}
    adopted = INSTRUMENTS.where(lambda instrument: instrument.adopted_at_id is not None)
    for instrument in adopted:
        meeting = instrument.meeting
        assert meeting is not None
        when = instrument.date
        if when is None:
            if instrument.status is not csto.InstrumentStatus.DRAFT:
                broken[label(instrument)] = f"adopted at {meeting.id} and undated"
        elif when.last < meeting.period.first or when.first > meeting.period.last:
            broken[label(instrument)] = f"{when} lies outside {meeting.id} ({meeting.period})"
        if instrument.adopted_by_ids and not set(instrument.adopted_by_ids) & set(meeting.body_ids):
            broken[label(instrument)] = f"adopted by {instrument.adopted_by_ids}, at a meeting of {meeting.body_ids}"
        if instrument.city and meeting.city and instrument.city != meeting.city:
            broken[label(instrument)] = f"adopted in {instrument.city}, the meeting was in {meeting.city}"
    assert_law("documents-within-meetings", len(adopted), broken)


def test_documents_were_adopted_at_meetings_held() -> None:
    """No meeting that is planned or cancelled has adopted documents."""
    adopted = [instrument for instrument in INSTRUMENTS if instrument.meeting is not None]
    never = (csto.Status.PLANNED, csto.Status.CANCELLED)
    broken = {
        label(instrument): f"adopted at {instrument.adopted_at_id}, which was not held"
        for instrument in adopted
        if instrument.meeting is not None
        and instrument.meeting.status in never
        and instrument.status is not csto.InstrumentStatus.DRAFT
    }
    assert_law("documents-of-meetings-held", len(adopted), broken)


def test_signature_ratification_and_force_are_in_order() -> None:
    """Signed, then ratified by each state, then in force; a draft is none of it."""
    broken: dict[str, str] = {}
    covered = 0
    for instrument in INSTRUMENTS:
        signed, force, steps = instrument.date, instrument.entry_into_force, instrument.ratifications
        covered += bool(force or steps)
        for step in steps:
            if signed and surely_before(step.date, signed):
                broken[f"{instrument.id} {step.state_id}"] = (
                    f"ratified {step.date} ({step.step.value}), signed {signed}"
                )
        if signed and force and surely_before(force, signed):
            broken[f"{instrument.id} force"] = f"in force {force}, signed {signed}"
        deposits = [step for step in steps if step.step is csto.RatificationStep.DEPOSIT]
        if force and steps and all(surely_before(force, step.date) for step in steps):
            broken[f"{instrument.id} force"] = f"in force {force}, before any ratification on record"
        if force and deposits and all(surely_before(force, step.date) for step in deposits):
            broken[f"{instrument.id} force"] = f"in force {force}, before any deposit on record"
        per_state: dict[str, list[csto.Ratification]] = {}
        for step in steps:
            per_state.setdefault(step.state_id, []).append(step)
        for state, own in per_state.items():
            order = sorted(own, key=lambda step: STEPS.index(step.step))
            for one, other in pairwise([step for step in order if step.step is not csto.RatificationStep.UNKNOWN]):
                if surely_before(other.date, one.date):
                    broken[f"{instrument.id} {state}"] = (
                        f"{other.step.value} {other.date} before {one.step.value} {one.date}"
                    )
            kinds = Counter(step.step for step in own)
            votes = {step.date for step in own if step.step is csto.RatificationStep.VOTE}
            if state in TWO_CHAMBERS and len(votes) == 2:
                kinds[csto.RatificationStep.VOTE] -= 1
            if max(kinds.values()) > 1:
                broken[f"{instrument.id} {state}"] = "one step twice"
        if force and instrument.status is csto.InstrumentStatus.DRAFT:
            broken[f"{instrument.id} status"] = "a draft in force"
        if (
            force
            and force.first <= AS_OF
            and instrument.status in (csto.InstrumentStatus.ADOPTED, csto.InstrumentStatus.SIGNED)
        ):
            broken[f"{instrument.id} status"] = f"in force since {force}, and only {instrument.status.value}"
    assert_law("signature-ratification-force", covered, broken)


TWO_CHAMBERS = ("by", "kz", "ru", "tj", "uz")
"""The states whose parliaments vote twice on one ratification."""

STEPS = [
    csto.RatificationStep.VOTE,
    csto.RatificationStep.SIGNATURE,
    csto.RatificationStep.LAW,
    csto.RatificationStep.PUBLICATION,
    csto.RatificationStep.DEPOSIT,
    csto.RatificationStep.UNKNOWN,
]


def test_memberships_begin_after_ratification() -> None:
    """A state is bound by the Treaty or the Charter only once it has ratified, where both days are known."""
    broken: dict[str, str] = {}
    covered = 0
    bound = (csto.MembershipStatus.PARTY, csto.MembershipStatus.MEMBER)
    for membership in csto.memberships():
        instrument = membership.instrument
        if instrument is None or membership.status not in bound or membership.period.start is None:
            continue
        covered += 1
        if instrument.date and surely_before(membership.period.start, instrument.date):
            broken[label(membership)] = f"from {membership.period}, by an act of {instrument.date}"
        steps = [step for step in instrument.ratifications if step.state_id == membership.state_id]
        if steps and all(surely_before(membership.period.start, step.date) for step in steps):
            broken[label(membership)] = f"from {membership.period}, ratified {steps[0].date}"
    assert_law("memberships-after-ratification", covered, broken)


def test_memberships_of_one_state_do_not_overlap() -> None:
    """A state is one thing of one body at a time, the day of change aside."""
    broken: dict[str, str] = {}
    for state in csto.states():
        spells = [item for item in state.memberships if item.status is not csto.MembershipStatus.SIGNATORY]
        for at, one in enumerate(spells):
            for other in spells[at + 1 :]:
                days = max(one.period.first, other.period.first), min(one.period.last, other.period.last)
                if one.of is other.of and days[0] < days[1]:
                    broken[f"{one.id} {other.id}"] = f"{one.period} and {other.period} overlap"
    assert_law("one-membership-at-a-time", len(csto.memberships()), broken)


def test_parties_were_on_record_that_day() -> None:
    """A state that signed was a member, party, signatory, observer or partner then, or became one by this document."""
    broken: dict[str, str] = {}
    covered = 0
    for instrument in INSTRUMENTS:
        when = instrument.date
        for state in instrument.parties:
            covered += 1
            if when is None:
                continue
            spells = [
                item
                for item in state.memberships
                if (item.period.first <= when.last and when.first <= item.period.last)
                or item.instrument_id == instrument.id
            ]
            if not spells:
                broken[f"{instrument.id} {state.id}"] = f"nothing of the Treaty or the Organization on {when}"
        ratified = {step.state_id for step in instrument.ratifications}
        for state_id in ratified - set(instrument.party_ids) if instrument.party_ids else ():
            broken[f"{instrument.id} {state_id}"] = "ratified by a state that is no party"
        if len(set(instrument.party_ids)) != len(instrument.party_ids):
            broken[f"{instrument.id} parties"] = "a party twice"
    assert_law("parties-on-record", covered, broken)


def test_relations_between_documents() -> None:
    """What amends, replaces, implements, extends or approves a document is not older than it, and none is its own relation."""
    broken: dict[str, str] = {}
    covered = 0
    for instrument in INSTRUMENTS:
        for relation in instrument.relations:
            covered += 1
            other = relation.instrument
            if other.id == instrument.id:
                broken[f"{instrument.id} {other.id}"] = "a relation of a document to itself"
            if instrument.date and other.date and surely_before(instrument.date, other.date):
                broken[f"{instrument.id} {other.id}"] = (
                    f"of {instrument.date} {relation.kind.value} one of {other.date}"
                )
        for step in instrument.endorsements:
            covered += 1
            if instrument.date and surely_before(instrument.date, step.date):
                broken[f"{instrument.id} {step.date}"] = "endorsed after its adoption"
            if step.meeting and (
                step.date.last < step.meeting.period.first or step.date.first > step.meeting.period.last
            ):
                broken[f"{instrument.id} {step.date}"] = f"endorsed outside the meeting {step.meeting_id}"
    assert_law("relations-in-order", covered, broken)


# -- places -------------------------------------------------------------------------------------------------------------------


def test_cities_lie_in_their_countries() -> None:
    """A city in which something happened is on record, in the country that the record names, and was so called that day."""
    homes: dict[str, list[tuple[str, csto.Period | None]]] = {}
    for city in csto.cities():
        homes.setdefault(city.name, []).append((city.country_id, usual_since(city)))
        for name in city.names:
            if name.language in (None, "en"):
                homes.setdefault(name.text, []).append((city.country_id, name.period))
    broken: dict[str, str] = {}
    covered = 0
    for record in every():
        place: str | None = getattr(record, "city", None)
        if place is None:
            continue
        covered += 1
        found = homes.get(place, [])
        own: str | None = getattr(record, "country_id", None)
        within: tuple[str, ...] = (own,) if own else getattr(record, "country_ids", ())
        if not found:
            broken[label(record)] = f"no city is called {place!r}"
        elif not within:
            broken[label(record)] = f"in {place}, and in no country"
        elif not {country for country, _ in found} & set(within):
            broken[label(record)] = f"{place} does not lie in {within}"
        else:
            when: csto.PartialDate | None = getattr(record, "date", None)
            spans = [period for country, period in found if country in within]
            if when and all(span is not None and (span.last < when.first or when.last < span.first) for span in spans):
                broken[label(record)] = f"{place} was not so called on {when}"
    assert_law("cities-in-their-countries", covered, broken)


def usual_since(city: csto.City) -> csto.Period | None:
    """When the usual name of a city was in use: outside the times of its former ones, as far as one stretch can say it."""
    return next((name.period for name in city.names if name.text == city.name and name.period is not None), None)


CODES = [state for state in csto.states() if pycountry.countries.get(alpha_2=state.id.upper()) is not None]


def test_states_are_those_of_iso_3166() -> None:
    """Each state's id is its alpha-2 code, with the alpha-3 and numeric codes that ISO 3166 has for it."""
    broken: dict[str, str] = {}
    for state in csto.states():
        found: Any = pycountry.countries.get(alpha_2=state.id.upper())
        if found is None:
            broken[state.id] = "no code of ISO 3166"
        elif (found.alpha_3, found.numeric) != (state.alpha_3, state.numeric):
            broken[state.id] = f"{state.alpha_3} {state.numeric}, ISO has {found.alpha_3} {found.numeric}"
    assert_law("iso-codes", len(csto.states()), broken)


def test_names_of_states_are_known_to_cldr() -> None:
    """The English, Russian and national names that Unicode CLDR has, and the official one of ISO, are among the record's."""
    broken: dict[str, str] = {}
    covered = 0
    for state in CODES:
        names: dict[str, set[str]] = {"en": {fold(state.name)}}
        for name in state.names:
            if name.language:
                names.setdefault(name.language, set()).add(fold(name.text))
        for language, own in names.items():
            territories: Any = Locale(language).territories
            said: str = territories[state.id.upper()]
            covered += 1
            if fold(said) not in own:
                broken[f"{state.id} {language}"] = f"CLDR has {said}"
        if "ru" not in names:
            broken[f"{state.id} ru"] = "no Russian name"
        found: Any = pycountry.countries.get(alpha_2=state.id.upper())
        official: str | None = getattr(found, "official_name", None)
        if official is not None and fold(official) not in names["en"]:
            broken[f"{state.id} official"] = f"ISO has {official}"
    assert_law("names-of-states", covered, broken)


# -- names and titles ---------------------------------------------------------------------------------------------------------

CYRILLIC_LANGUAGES = ("ru", "be", "kk", "ky", "tg", "uk", "sr")
KNOWN_LANGUAGES: Any = pycountry.languages
LANGUAGES = {str(language.alpha_2) for language in KNOWN_LANGUAGES if hasattr(language, "alpha_2")}


def test_languages_are_those_of_iso_639() -> None:
    """Every language of a name, title or source is a code of ISO 639-1."""
    broken: dict[str, str] = {}
    covered = 0
    for record in every():
        for value in values_of(record):
            if value.field == "language":
                covered += 1
                if value.value not in LANGUAGES:
                    broken[f"{label(record)}.{value.path}"] = f"{value.value!r} is no language"
    assert_law("languages", covered, broken)


def scripts(text: str) -> set[str]:
    """Which of the two scripts a text has letters of."""
    return {
        script
        for script, letters in {"Latin": r"[A-Za-zÀ-ɏ]", "Cyrillic": r"[Ѐ-ӿ]"}.items()
        if re.search(letters, text)
    }


def test_russian_is_written_in_cyrillic() -> None:
    """Names and titles in Russian have Cyrillic letters, those in English have none, and no word mixes both.

    A description that stands for the unknown title of a publication stands in brackets.
    """
    broken: dict[str, str] = {}
    covered = 0
    for record in every():
        for value in values_of(record):
            text: object = None
            language: str | None = None
            if isinstance(value.value, (csto.Name, csto.Title)):
                text, language = value.value.text, value.value.language
            elif isinstance(record, csto.Source):
                if value.field == "title":
                    text, language = value.value, record.language
            elif value.owner is record and value.field in ("name", "title"):
                text, language = value.value, "en"
            if not isinstance(text, str):
                continue
            covered += 1
            found = scripts(text)
            where = f"{label(record)}.{value.path}"
            described = isinstance(record, csto.Source) and re.fullmatch(r"\[.*\]", text)
            if language == "ru" and found == {"Latin"} and not described and not abbreviation(value.value):
                broken[where] = f"Russian, but not Cyrillic: {text}"
            if language == "en" and "Cyrillic" in found:
                broken[where] = f"English, but Cyrillic: {text}"
            if mixes_scripts(text) and not abbreviation(value.value):
                broken[where] = f"a word of two scripts: {text}"
            if text != text.strip() or "  " in text or "\n" in text:
                broken[where] = f"stray spaces: {text!r}"
    assert_law("russian-is-cyrillic", covered, broken)


def abbreviation(value: object) -> bool:
    """Whether a name is an abbreviation, which may be of any letters."""
    return isinstance(value, csto.Name) and value.kind is csto.NameKind.ABBREVIATION


LIKE = 0.82
"""How like two words are that may be one name: schemes differ in a letter or two, as in Gevorgyan and Геворгян, Ohanyan and Оганян."""


def alike(one: str, other: str) -> float:
    """How like two folded words are, from 0 to 1; what is h in Armenian and Azerbaijani is г in Russian, or left out."""
    if re.sub("[hg]", "", one) == re.sub("[hg]", "", other):
        return 1.0
    return SequenceMatcher(None, one, other).ratio()


def agrees(russian: str, latin: str) -> bool:
    """Whether a Russian name is a transliteration of a Latin one, word by word; a patronymic may stand between."""
    left, right = skeleton(russian).split(), skeleton(latin).split()
    if "".join(sorted(left)) == "".join(sorted(right)):
        return True
    if not 0 <= len(left) - len(right) <= 1:
        return False
    for word in right:
        best = max(left, key=lambda known: alike(known, word))
        if alike(best, word) < LIKE:
            return False
        left.remove(best)
    return True


def test_russian_names_of_persons_agree_with_the_latin_ones() -> None:
    """A Russian name is that of a Latin spelling on record, or rests on a source of its own, or was reviewed."""
    broken: dict[str, str] = {}
    covered = 0
    for person in csto.people():
        latin = [person.name, *[name.text for name in person.names if scripts(name.text) == {"Latin"}]]
        russian = [name for name in person.names if name.language == "ru"]
        if not russian:
            broken[f"{person.id} none"] = "no Russian name"
        for name in russian:
            covered += 1
            if not name.source_id and not any(agrees(name.text, text) for text in latin):
                broken[f"{person.id} {name.text}"] = f"none of {', '.join(latin)}"
    assert_law("russian-names-of-persons", covered, broken)


def test_names_are_told_once() -> None:
    """No name of a record stands twice, nor again as the usual English one."""
    broken: dict[str, str] = {}
    covered = 0
    for record in every():
        names: tuple[csto.Name, ...] = getattr(record, "names", ())
        covered += len(names)
        seen = Counter((name.text, name.language) for name in names)
        for (text, language), times in seen.items():
            if times > 1:
                broken[f"{label(record)} {text}"] = f"{times} times in {language}"
        usual: str = getattr(record, "name", "")
        for name in names:
            if name.text == usual and name.language in ("en", None) and name.period is None:
                broken[f"{label(record)} {name.text}"] = "the usual name again"
    assert_law("names-once", covered, broken)


DESCRIPTION = re.compile(
    r"""
      \bdraft\b | \bpackage\b | \bvarious\b | \bamong\ others\b | \betc\b | \bunspecified\b | \btitle\ not\b | \bunknown\b
    | \bincluding\b.*:| \.\.\.$ | …$ | \?$ | \bproposed\b | \bseveral\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
EXPLANATION = re.compile(
    r"\((?!UN\)|CSTO\)|CIS\)|ODKB\))[^)]*\b(of|at|adopted|signed|see|reported|about|for|by|with)\b[^)]*\)"
)
DRAFT_TITLE = re.compile(r"\b(to|of|on) the draft\b|О проект|о проект|проекта", re.IGNORECASE)


def test_no_description_stands_as_an_exact_title() -> None:
    """An exact title has no word of a reporter, no explanation in parentheses, no open end, and is long enough to be one."""
    broken: dict[str, str] = {}
    covered = 0
    for instrument in INSTRUMENTS:
        texts = Counter((title.language, title.wording) for title in instrument.titles)
        for (language, wording), times in texts.items():
            if times > 1 and wording is csto.Wording.EXACT:
                broken[f"{instrument.id} {language}"] = "two exact titles in one language"
        for title in instrument.titles:
            if title.wording is not csto.Wording.EXACT:
                continue
            covered += 1
            where = f"{instrument.id} {title.language}"
            found = DESCRIPTION.search(title.text)
            if found and not DRAFT_TITLE.search(title.text):
                broken[where] = f"{found[0]!r} in {title.text!r}"
            elif EXPLANATION.search(title.text):
                broken[where] = f"an explanation in {title.text!r}"
            elif len(title.text.split()) < 3:
                broken[where] = f"too short: {title.text!r}"
            elif title.text[-1] in ".;,:" or title.text.count("(") != title.text.count(")"):
                broken[where] = f"cut off: {title.text!r}"
            elif title.text.count("«") != title.text.count("»") or title.text.count("“") != title.text.count("”"):
                broken[where] = f"quotation marks that do not close: {title.text!r}"
            elif scripts(title.text) == {"Cyrillic"} and title.text[0].islower():
                broken[where] = f"begins in lower case: {title.text!r}"
    assert_law("exact-titles", covered, broken)


def test_exact_titles_are_in_a_language_of_their_sources() -> None:
    """A title is the document's own only where a publication in its language gives it: a translation is a reported wording."""
    broken: dict[str, str] = {}
    covered = 0
    for instrument in INSTRUMENTS:
        languages = {citation.source.language for citation in instrument.citations}
        for title in instrument.titles:
            if title.wording is csto.Wording.EXACT:
                covered += 1
                if title.language not in languages and None not in languages:
                    broken[f"{instrument.id} {title.language}"] = f"the sources are in {sorted(map(str, languages))}"
    assert_law("exact-titles-have-sources", covered, broken)


KIND_WORDS = {
    csto.InstrumentKind.TREATY: ("treaty", "договор"),
    csto.InstrumentKind.CHARTER: ("charter", "устав"),
    csto.InstrumentKind.AGREEMENT: ("agreement", "соглашение"),
    csto.InstrumentKind.PROTOCOL: ("protocol", "протокол"),
    csto.InstrumentKind.MEMORANDUM: ("memorandum", "меморандум"),
    csto.InstrumentKind.DECLARATION: ("declaration", "декларация"),
    csto.InstrumentKind.STATEMENT: ("statement", "заявление"),
    csto.InstrumentKind.APPEAL: ("appeal", "обращение"),
    csto.InstrumentKind.DECISION: ("decision", "решение"),
    csto.InstrumentKind.STRATEGY: ("strategy", "стратегия"),
    csto.InstrumentKind.CONCEPT: ("concept", "концепция"),
    csto.InstrumentKind.PLAN: ("plan", "план"),
    csto.InstrumentKind.PROGRAMME: ("programme", "программа"),
    csto.InstrumentKind.RECOMMENDATION: ("recommendation", "рекомендации"),
}
"""The word with which the title of a document of each kind begins, in English and Russian."""


def test_exact_titles_begin_as_documents_of_their_kind_do() -> None:
    """A title that begins with the word of another kind of document is of that kind."""
    broken: dict[str, str] = {}
    covered = 0
    words = {word: kind for kind, pair in KIND_WORDS.items() for word in pair}
    for instrument in INSTRUMENTS:
        for title in instrument.titles:
            if title.wording is csto.Wording.EXACT:
                covered += 1
                first = re.split(r"\W", title.text.casefold())[0]
                kind = words.get(first)
                if kind is not None and kind is not instrument.kind:
                    broken[f"{instrument.id} {title.language}"] = f"{instrument.kind.value}: {title.text!r}"
    assert_law("titles-of-their-kind", covered, broken)


def test_documents_have_an_english_title() -> None:
    """Every document has a title in English, and no more than one of each wording and language that says the same."""
    broken: dict[str, str] = {}
    for instrument in INSTRUMENTS:
        if not any(title.language == "en" for title in instrument.titles):
            broken[instrument.id] = "no English title"
        seen = Counter((title.language, skeleton(title.text)) for title in instrument.titles)
        if max(seen.values()) > 1:
            broken[instrument.id] = "one title twice"
    assert_law("english-titles", len(INSTRUMENTS), broken)


# -- one record a thing -------------------------------------------------------------------------------------------------------


def twins(things: Iterable[tuple[Hashable, str]]) -> dict[str, str]:
    """The ids of the records that describe one thing, by their first."""
    groups: dict[Hashable, list[str]] = {}
    for key, id in things:
        groups.setdefault(key, []).append(id)
    return {" ".join(sorted(set(ids))): f"both are {key}" for key, ids in groups.items() if len(set(ids)) > 1}


def test_no_two_documents_are_one() -> None:
    """Documents of one day and one title are one document."""
    things = [
        ((instrument.date, skeleton(title.text)), instrument.id)
        for instrument in INSTRUMENTS
        for title in instrument.titles
    ]
    assert_law("one-document-once", len(INSTRUMENTS), twins(things))


def test_no_two_persons_are_one() -> None:
    """Persons of one name are one person."""
    things = [
        (" ".join(sorted(skeleton(text).split())), person.id)
        for person in csto.people()
        for text in (person.name, *[name.text for name in person.names])
    ]
    assert_law("one-person-once", len(csto.people()), twins(things))


def test_no_two_meetings_are_one() -> None:
    """Meetings of one body on one day are one meeting."""
    things = [((body, meeting.date), meeting.id) for meeting in MEETINGS for body in meeting.body_ids]
    assert_law("one-meeting-once", len(MEETINGS), twins(things))


def test_no_two_exercises_operations_and_events_are_one() -> None:
    """What has one name or title and one first day is one thing; so are the editions of one series on one day."""
    things: list[tuple[Hashable, str]] = [
        *[(("exercise", one.date, one.city, skeleton(one.name)), one.id) for one in EXERCISES],
        *[(("operation", one.date, skeleton(one.name)), one.id) for one in OPERATIONS],
        *[(("event", one.date, skeleton(one.title)), one.id) for one in EVENTS],
        *[
            (("edition", one.series_id, one.date, one.city), one.id)
            for one in EXERCISES
            if one.series_id and one.date.exact and one.parent_id is None
        ],
    ]
    assert_law("one-event-once", len(things), twins(things))


def test_no_two_terms_are_one() -> None:
    """Terms of one person in one office that begin in one year are one term, unless one is acting."""
    things = [
        (
            (
                term.person_id,
                term.office,
                term.state_id,
                term.body_id,
                term.title if term.office is csto.Office.OTHER else None,
                term.period.text,
            ),
            term.id,
        )
        for term in csto.terms()
    ]
    assert_law("one-term-once", len(csto.terms()), twins(things))


def test_no_two_named_things_are_one() -> None:
    """Bodies, states, series, forces, programmes and cities: no usual name is that of two."""
    things: list[tuple[Hashable, str]] = []
    for kind in ("body", "state", "series", "force", "programme", "city"):
        for record in DATA.all(kind):
            things += [
                ((kind, fold(text)), record.id)
                for text in {
                    record.name,
                    *[name.text for name in record.names if name.kind is not csto.NameKind.FORMER],
                }
            ]
    assert_law("one-name-once", len(things), twins(things))


def test_no_source_stands_twice() -> None:
    """No two sources have one address."""
    things = [
        (re.sub(r"^https?://(www\.)?|/$", "", source.url.casefold()), source.id)
        for source in csto.sources()
        if source.url is not None
    ]
    assert_law("one-source-once", len(things), twins(things))


# -- sources ------------------------------------------------------------------------------------------------------------------


def test_records_have_sources() -> None:
    """No record without a citation, and none that is cited twice for the same."""
    broken: dict[str, str] = {}
    records = list(all_sourced())
    for record in records:
        if not record.citations and not isinstance(record, csto.Gap):  # that nothing was found stands nowhere
            broken[label(record)] = "no citation"
        counted = Counter((item.source_id, item.locator, item.fields) for item in record.citations)
        if counted and max(counted.values()) > 1:
            broken[label(record)] = f"cites {max(counted, key=lambda key: counted[key])[0]} twice"
        for dispute in record.disputes:
            if not dispute.citations:
                broken[f"{label(record)} {dispute.field}"] = "a dispute that nobody is cited for"
    assert_law("records-have-sources", len(records), broken)


def test_citations_name_fields() -> None:
    """The fields that a citation supports are fields of the record."""
    broken: dict[str, str] = {}
    covered = 0
    for record in all_sourced():
        for citation in record.citations:
            for field in citation.fields:
                covered += 1
                if field.partition(".")[0].partition("[")[0] not in {*record.field_names, *properties(record)}:
                    broken[f"{label(record)} {field}"] = f"no field of a {type(record).__name__}"
    assert_law("citations-name-fields", covered, broken)


def properties(record: Record) -> set[str]:
    """The names of a record's properties: `chair` is as good as `chair_id`."""
    return {name for name in dir(type(record)) if isinstance(getattr(type(record), name), property)}


def test_disputed_values_have_the_form_of_their_field() -> None:
    """The other value of a dispute can be read as the field's, and is not the one that stands in it."""
    broken: dict[str, str] = {}
    covered = 0
    for record in all_sourced():
        annotations = dict(zip(record.field_names, record.field_annotations, strict=True))
        for dispute in record.disputes:
            covered += 1
            where = f"{label(record)} {dispute.field} {dispute.value}"
            annotation = annotations.get(dispute.field, "")
            own: Any = getattr(record, dispute.field, None)
            if not isinstance(own, tuple) and own is not None and str(own) == dispute.value:
                broken[where] = "the value that stands in the field"
            try:
                if annotation.startswith("PartialDate"):
                    csto.PartialDate(dispute.value)
                elif annotation.startswith("Period"):
                    csto.Period(dispute.value)
                elif annotation.startswith("int"):
                    int(dispute.value)
            except ValueError:
                broken[where] = f"no {annotation}"
            kind = ID_TYPE.match(annotation)
            if kind and dispute.value not in DATA.all(kind[1].lower()).ids:
                broken[where] = f"no {kind[1].lower()}"
    assert_law("disputed-values", covered, broken)


WEAK = (csto.SourceTier.OTHER,)


def test_weak_sources_give_low_confidence() -> None:
    """A record that rests only on encyclopedias, mirrors and the like has low confidence."""
    broken: dict[str, str] = {}
    records = list(all_sourced())
    for record in records:
        tiers = {citation.source.tier for citation in record.citations}
        if tiers and tiers <= set(WEAK) and record.confidence is not csto.Confidence.LOW:
            broken[label(record)] = f"{record.confidence.value} confidence, resting on {record.citations[0].source_id}"
    assert_law("weak-sources", len(records), broken)


def cited() -> set[str]:
    """The ids of all sources that anything cites: records, their disputes, names, ratifications, strengths and the rest."""
    return {
        value.value
        for record in every()
        for value in values_of(record)
        if value.annotation.startswith("SourceId") and value.field != "id"
    }


def test_every_source_is_cited() -> None:
    """No source that nothing rests on."""
    used = cited()
    broken = {str(source.id): "nothing cites it" for source in csto.sources() if source.id not in used}
    assert_law("sources-are-cited", len(csto.sources()), broken)


HOSTS = {
    "odkb-csto.org": csto.SourceTier.ORGANIZATION,
    "kremlin.ru": csto.SourceTier.STATE,
    "mid.ru": csto.SourceTier.STATE,
    "president.gov.by": csto.SourceTier.STATE,
    "akorda.kz": csto.SourceTier.STATE,
    "prezident.tj": csto.SourceTier.STATE,
    "mfa.am": csto.SourceTier.STATE,
    "primeminister.am": csto.SourceTier.STATE,
    "president.am": csto.SourceTier.STATE,
    "president.kg": csto.SourceTier.STATE,
    "wikipedia.org": csto.SourceTier.OTHER,
    "cntd.ru": csto.SourceTier.LAW,
    "cis-legislation.com": csto.SourceTier.LAW,
    "tass.ru": csto.SourceTier.AGENCY,
    "tass.com": csto.SourceTier.AGENCY,
    "interfax.ru": csto.SourceTier.AGENCY,
}
"""Publishers whose tier is beyond doubt."""


CHANNELS = ("dzen.ru", "t.me", "youtube.com", "facebook.com")
"""Sites on which publishers of every sort have channels."""


def test_sources_are_tiered() -> None:
    """Sites whose standing is beyond doubt have it, one site has one tier, and addresses are addresses."""
    broken: dict[str, str] = {}
    by_host: dict[str, Counter[csto.SourceTier]] = {}
    for source in csto.sources():
        if source.url is None:
            continue
        host = re.sub(r"^https?://(www\.)?", "", source.url).partition("/")[0]
        if not re.fullmatch(r"https?://[^\s/]+\.(xn--)?[a-z0-9]+(:\d+)?(/\S*)?", source.url):
            broken[source.id] = f"no address: {source.url}"
        by_host.setdefault(host, Counter())[source.tier] += 1
        for known, tier in HOSTS.items():
            if (host == known or host.endswith(f".{known}")) and source.tier is not tier:
                broken[source.id] = f"{host} is {tier.value}, not {source.tier.value}"
    for host, tiers in by_host.items():
        if len(tiers) > 1 and host not in CHANNELS:
            broken[f"host {host}"] = (
                f"one site in several tiers: {', '.join(f'{tier.value} {n}' for tier, n in tiers.items())}"
            )
    assert_law("sources-are-tiered", len(csto.sources()), broken)


# -- time ---------------------------------------------------------------------------------------------------------------------


def test_what_is_planned_lies_ahead() -> None:
    """What is planned lies after as_of, what was held or announced does not."""
    broken: dict[str, str] = {}
    things: list[csto.Meeting | csto.Exercise | csto.Operation | csto.Event]
    things = [*MEETINGS, *EXERCISES, *OPERATIONS, *EVENTS]
    for thing in things:
        when = thing.period
        if when is None:
            continue
        if thing.status is csto.Status.PLANNED and when.last <= AS_OF:
            broken[label(thing)] = f"planned for {when}, which is past"
        if thing.status in (csto.Status.HELD, csto.Status.ANNOUNCED) and when.first > AS_OF:
            broken[label(thing)] = f"{thing.status.value} on {when}, which is to come"
        if thing.status is csto.Status.HELD and when.open_end and when.last > AS_OF and isinstance(thing, csto.Meeting):
            broken[label(thing)] = "a meeting without an end"
    assert_law("planned-lies-ahead", len(things), broken)


def test_what_was_not_held_has_nobody_present() -> None:
    """Nobody attended, and nothing was adopted at, a meeting that is planned or was cancelled."""
    broken: dict[str, str] = {}
    never = [meeting for meeting in MEETINGS if meeting.status in (csto.Status.PLANNED, csto.Status.CANCELLED)]
    for meeting in never:
        if meeting.people:
            broken[label(meeting)] = "attended, and not held"
        if meeting.documents_reported:
            broken[label(meeting)] = "documents reported, and not held"
    assert_law("not-held", len(never), broken)


def test_dates_lie_within_the_time_of_the_organization() -> None:
    """Nothing happened before 1991 or after as_of, apart from what is planned, terms and forces that go on."""
    broken: dict[str, str] = {}
    covered = 0
    things: list[csto.Meeting | csto.Exercise | csto.Operation | csto.Event | csto.Instrument]
    things = [*MEETINGS, *EXERCISES, *OPERATIONS, *EVENTS, *INSTRUMENTS]
    for thing in things:
        covered += 1
        when = thing.date
        planned = thing.status in (csto.Status.PLANNED, csto.Status.CANCELLED)
        if when is not None and (when.first < FIRST_EVENT or (when.first > AS_OF and not planned)):
            broken[label(thing)] = f"{when}"
    for instrument in INSTRUMENTS:
        for day in (*[step.date for step in instrument.ratifications], instrument.entry_into_force):
            if day is not None and not (FIRST_EVENT <= day.first <= AS_OF):
                broken[label(instrument)] = f"{day}"
    for programme in csto.programmes():
        for milestone in programme.milestones:
            covered += 1
            if not milestone.planned and not (FIRST_EVENT <= milestone.date.first <= AS_OF):
                broken[f"{label(programme)} {milestone.date}"] = "a milestone out of time"
            if milestone.planned and milestone.date.last < FIRST_EVENT:
                broken[f"{label(programme)} {milestone.date}"] = "a milestone out of time"
        for one, other in pairwise(programme.milestones):
            if surely_before(other.date, one.date):
                broken[label(programme)] = f"milestones out of order: {one.date}, {other.date}"
    for term in csto.terms():
        covered += 1
        start = term.period.start
        if start is not None and start.first > AS_OF:
            broken[label(term)] = f"begins {start}, after as_of"
        if any(day.first > AS_OF for day in term.attested):
            broken[label(term)] = "attested after as_of"
    assert_law("dates-in-time", covered, broken)


def test_parts_of_exercises_lie_within_the_whole() -> None:
    """An exercise that is a part of a larger one shares a day with it, and so do its states."""
    broken: dict[str, str] = {}
    parts = [exercise for exercise in EXERCISES if exercise.parent is not None]
    for exercise in parts:
        whole = exercise.parent
        assert whole is not None
        if not may_share_a_day(exercise.period, whole.period):
            broken[label(exercise)] = f"{exercise.period} lies outside {whole.id} ({whole.period})"
    assert_law("parts-within-the-whole", len(parts), broken)


@pytest.mark.filterwarnings("ignore::csto.CoverageWarning")
def test_participants_of_exercises_were_on_record() -> None:
    """A state that took part in an exercise, operation or force was something of the organization then; guests are told."""
    broken: dict[str, str] = {}
    covered = 0
    things: list[csto.Exercise | csto.Operation] = [*EXERCISES, *OPERATIONS]
    for thing in things:
        when = thing.period
        for state in thing.participants:
            covered += 1
            if when is None or thing.notes or thing.about:
                continue
            if not any(may_share_a_day(item.period, when) for item in state.memberships):
                broken[f"{thing.id} {state.id}"] = "took part, and is nothing of the organization"
        if len(set(thing.participant_ids)) != len(thing.participant_ids):
            broken[f"{thing.id} participants"] = "a state twice"
    assert_law("participants-on-record", covered, broken)


# -- words --------------------------------------------------------------------------------------------------------------------

COMPILER_TALK = re.compile(
    r"""
      \b(
        merged? | dedup\w* | duplicate[sd]? | stands?\ twice
      | (in|of|by|from)\ (the|our)\ research | research\ (file|record|row|note|has|had|gave)s?
      | on\ file | in\ the\ file | \w+\.(jsonl|toml|md|py)\b | audit\w* | helpers? | compilers? | curators? | stewards?
      | settled[;:] | import(ed|er)\ (record|from|into) | snippets? | unverified | to\ be\ (checked|verified|done)
      | todo | fixme | tbd | placeholder | see\ above | as\ above | same\ as\ above | batch
      | (is|was|are|were)\ kept\ (as|under|apart|here) | (row|record)\ (id|ids) | seed\ (file|document|record)s?
      | language\ model | llm | prompt | agents?\ (found|report\w*|search\w*) | search\ tool | crawl\w* | scrap(ed|ing)
      | stored\ (text|page|copy) | I | we | my
      )\b
    | ;\ \w+\ again\b | \ ;\  | \.\. | ^\s | \s$ | \ \  | \?\? | --
    """,
    re.VERBOSE | re.IGNORECASE,
)
OURSELVES = re.compile(r"\b(I|we|my)\b")  # with capitals alone: "Chapter i", "We" at the beginning of a sentence


def prose() -> Iterator[tuple[str, str]]:
    """Every text in our own words, with where it stands."""
    fields = ("notes", "about", "composition", "role")
    for record in every():
        for value in values_of(record):
            if value.field in fields and isinstance(value.value, str):
                yield f"{label(record)}.{value.path}", value.value


def test_notes_are_for_readers() -> None:
    """No note, description or role talks of how the dataset was made, and none is longer than a paragraph."""
    broken: dict[str, str] = {}
    covered = 0
    for where, text in prose():
        covered += 1
        for found in COMPILER_TALK.finditer(text):
            if found[0] in ("I", "i", "We", "My", "..") and not OURSELVES.fullmatch(found[0]):
                continue
            if found[0] in ("I", "..") and roman_or_period(text, found.start()):
                continue
            broken[where] = f"{found[0]!r} in: {text[max(0, found.start() - 40) : found.end() + 40]}"
        if len(text) > LONGEST_NOTE:
            broken[where] = f"{len(text)} characters"
        if not text or (text[0].islower() and ".notes" in where and " " in text):
            broken[where] = f"begins in lower case: {text[:60]}"
    assert_law("notes-for-readers", covered, broken)


def roman_or_period(text: str, at: int) -> bool:
    """Whether an I is a numeral, or two points are those of an open period."""
    return bool(re.search(r"(\bNicholas |\bPart |\bChapter |/)$", text[:at]))


def test_notes_do_not_repeat_themselves() -> None:
    """No text says the same sentence twice, and notes are not the description again."""
    broken: dict[str, str] = {}
    covered = 0
    for where, text in prose():
        covered += 1
        sentences = Counter(fold(part) for part in re.split(r"(?<=[.!?])\s+", text) if len(part) > 20)
        if sentences and max(sentences.values()) > 1:
            broken[where] = f"says one thing twice: {text[:80]}"
    for record in every():
        if record.notes and record.about and fold(record.notes) == fold(record.about):
            broken[label(record)] = "notes and about are one"
    assert_law("notes-once", covered, broken)


def test_every_kind_of_record_is_looked_at() -> None:
    """The walk over values reaches every class of the model that a dataset holds."""
    seen = {type(value.owner).__name__ for record in every() for value in values_of(record)}
    assert {record_class(kind).__name__ for kind in KINDS} <= seen
    assert {"Attendance", "Citation", "Dispute", "Milestone", "Name", "Ratification", "Relation", "Title"} <= seen
