"""Questions for many records against a comprehension over all of them, and the questions that go beyond one kind."""

from __future__ import annotations

import copy
import inspect
import pickle
import warnings
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any, TypeAlias, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import csto
from csto.dates import as_span
from csto.folding import fold
from csto.kinds import KINDS, PLURALS
from tests.small import small_dataset
from tests.strategies import BODIES, CITIES, FIRST, NAMES, PEOPLE, SPAN, STATES, datasets, texts_for

Test: TypeAlias = Callable[[Any], bool]
Draw: TypeAlias = Callable[[st.DataObject, csto.Dataset], tuple[Any, Test]]

several = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module", name="small")
def _small() -> csto.Dataset:
    return small_dataset()


@contextmanager
def _quiet() -> Generator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", csto.CoverageWarning)
        yield


def _ask(dataset: csto.Dataset, question: str, **keywords: Any) -> Any:
    with _quiet():
        return getattr(dataset, question)(**keywords)


# -- an oracle: each keyword with a value and what it asks of a record ---------------------------------------------------------


def _reference(field: str, kind: str, ids: tuple[str, ...]) -> Draw:
    """A keyword that names a record; in the field stands one id or several."""

    def draw(data: st.DataObject, dataset: csto.Dataset) -> tuple[Any, Test]:
        record = dataset.all(kind)[data.draw(st.sampled_from(ids))]
        forms: list[Any] = [record.id, record]
        if kind == "state":
            forms += [NAMES[record.id][1], NAMES[record.id][2].lower()]
        elif kind == "person":
            forms += [record.name, record.name.split()[-1].upper()]

        def test(item: Any) -> bool:
            value = getattr(item, field)
            return record.id in value if isinstance(value, tuple) else bool(record.id == value)

        return data.draw(st.sampled_from(forms)), test

    return draw


def _options(field: str, options: type[StrEnum]) -> Draw:
    """A keyword that takes a word of an enumeration, or several."""

    def draw(data: st.DataObject, _: csto.Dataset) -> tuple[Any, Test]:
        wanted = data.draw(st.lists(st.sampled_from(list(options)), min_size=1, max_size=3))
        forms: list[Any] = [wanted, tuple(wanted), [item.value for item in wanted], frozenset(wanted)]
        if len(wanted) == 1:
            forms += [
                wanted[0],
                wanted[0].value,
                wanted[0].name,
                wanted[0].value.upper(),
                wanted[0].value.replace("-", " "),
            ]
        return data.draw(st.sampled_from(forms)), lambda item: getattr(item, field) in wanted

    return draw


def _city(data: st.DataObject, _: csto.Dataset) -> tuple[Any, Test]:
    name = data.draw(st.sampled_from(list(CITIES)))
    return data.draw(st.sampled_from([name, name.upper(), name.lower()])), lambda meeting: meeting.city == name


def _attended(data: st.DataObject, _: csto.Dataset) -> tuple[Any, Test]:
    id = data.draw(st.sampled_from(PEOPLE))
    absent = (csto.AttendanceMode.ABSENT, csto.AttendanceMode.REPRESENTED)
    return id, lambda meeting: any(row.person_id == id and row.mode not in absent for row in meeting.attendance)


def _adopted_at(data: st.DataObject, dataset: csto.Dataset) -> tuple[Any, Test]:
    ids = dataset.all("meeting").ids
    if not ids:
        return None, lambda _: True
    return _reference("adopted_at_id", "meeting", ids)(data, dataset)


def _text(data: st.DataObject, _: csto.Dataset) -> tuple[Any, Test]:
    text = data.draw(
        st.sampled_from(
            ["border", "BORDER", "границе", "Нюрнберг", "on nuremberg", "measures border", "plan", "nowhere"]
        )
    )

    def test(item: Any) -> bool:
        whole = fold(" ".join([*(title.text for title in item.titles), item.about or ""]))
        return all(word in whole for word in fold(text).split())

    return text, test


def _body_of_turn(data: st.DataObject, _: csto.Dataset) -> tuple[Any, Test]:
    body = data.draw(st.sampled_from([*BODIES, None]))
    return body, lambda turn: body is None or turn.body_id == body


STATUS = _options("status", csto.Status)
QUESTIONS: dict[str, tuple[str, dict[str, Draw], tuple[str, ...], dict[str, Test]]] = {
    # question: kind, keywords, keywords of time, and what is asked of a record where a keyword is not given
    "states": ("state", {}, (), {}),
    "forces": ("force", {}, (), {}),
    "programmes": ("programme", {}, (), {}),
    "cities": ("city", {}, (), {}),
    "gaps": ("gap", {}, (), {}),
    "memberships": (
        "membership",
        {
            "state": _reference("state_id", "state", STATES),
            "status": _options("status", csto.MembershipStatus),
            "of": lambda data, _: (of := data.draw(st.sampled_from(csto.MembershipOf)), lambda spell: spell.of is of),
        },
        ("on",),
        {},
    ),
    "bodies": ("body", {"kind": _options("kind", csto.BodyKind)}, (), {}),
    "people": ("person", {"state": _reference("state_id", "state", STATES)}, (), {}),
    "terms": (
        "term",
        {
            "office": _options("office", csto.Office),
            "state": _reference("state_id", "state", STATES),
            "body": _reference("body_id", "body", BODIES),
            "person": _reference("person_id", "person", PEOPLE),
        },
        ("on",),
        {},
    ),
    "chairmanships": (
        "chairmanship",
        {
            "state": _reference("state_id", "state", STATES),
            "person": _reference("person_id", "person", PEOPLE),
            "body": _body_of_turn,
        },
        ("on", "year"),
        {"body": lambda turn: turn.body_id == "csc"},
    ),
    "meetings": (
        "meeting",
        {
            "body": _reference("body_ids", "body", BODIES),
            "city": _city,
            "country": _reference("country_id", "state", STATES),
            "chair": _reference("chair_id", "person", PEOPLE),
            "presiding": _reference("presiding_state_id", "state", STATES),
            "attended_by": _attended,
            "session": _options("session", csto.SessionKind),
            "format": _options("format", csto.MeetingFormat),
            "status": STATUS,
        },
        ("on", "year", "between"),
        {"status": lambda item: item.status is csto.Status.HELD},
    ),
    "instruments": (
        "instrument",
        {
            "kind": _options("kind", csto.InstrumentKind),
            "adopted_at": _adopted_at,
            "adopted_by": _reference("adopted_by_ids", "body", BODIES),
            "party": _reference("party_ids", "state", STATES),
            "status": _options("status", csto.InstrumentStatus),
            "text": _text,
        },
        ("on", "year", "between"),
        {"status": lambda item: item.status is not csto.InstrumentStatus.DRAFT},
    ),
    "exercises": (
        "exercise",
        {
            "series": _reference("series_id", "series", ("rubezh", "kanal")),
            "country": _reference("country_ids", "state", STATES),
            "participant": _reference("participant_ids", "state", STATES),
            "status": STATUS,
        },
        ("on", "year", "between"),
        {"status": lambda item: item.status is csto.Status.HELD},
    ),
    "operations": (
        "operation",
        {
            "series": _reference("series_id", "series", ("rubezh", "kanal")),
            "country": _reference("country_ids", "state", STATES),
            "participant": _reference("participant_ids", "state", STATES),
            "status": STATUS,
        },
        ("year",),
        {"status": lambda item: item.status is csto.Status.HELD},
    ),
    "events": (
        "event",
        {
            "kind": _options("kind", csto.EventKind),
            "person": _reference("person_ids", "person", PEOPLE),
            "state": _reference("state_ids", "state", STATES),
            "status": STATUS,
        },
        ("on", "year", "between"),
        {"status": lambda item: item.status is csto.Status.HELD},
    ),
    "sources": ("source", {"tier": _options("tier", csto.SourceTier)}, (), {}),
}
DAYS = st.dates(FIRST - timedelta(days=40), FIRST + timedelta(days=SPAN + 40))


def _time(item: Any) -> csto.Period | None:
    when = getattr(item, "period", None) or getattr(item, "date", None)
    return None if when is None else csto.Period(when.text)


def _share(item: Any, first: str, last: str) -> bool | None:
    """Whether the time of a record shares a day with a span; a day on which a term is attested belongs to it."""
    when = _time(item)
    if when is None:
        return False
    answer = when.overlaps(csto.Period(f"{first}/{last}"))
    if answer is None:
        by = min([when.latest_start, *(day.last for day in getattr(item, "attested", ()))])
        until = max([when.earliest_end, *(day.first for day in getattr(item, "attested", ()))])
        return True if by <= last and first <= until else None
    return answer


def _surely_shares(item: Any, span: tuple[str, str]) -> bool:
    return _share(item, *span) is True


def _covers(item: Any, on: Any) -> bool:
    """Whether a record was surely in force whichever day `on` means."""
    when = _time(item)
    if when is None:
        return False
    if when.contains(on) is True:
        return True
    days = getattr(item, "attested", ())
    first, last = as_span(on)
    if any(mark in str(on) for mark in "?~%") or not days:
        return False
    by = min([when.latest_start, *(day.last for day in days)])
    until = max([when.earliest_end, *(day.first for day in days)])
    return bool(by <= first and last <= until)


def _draw_time(data: st.DataObject, names: tuple[str, ...]) -> tuple[dict[str, Any], Test, Test]:
    """Keywords of time, and whether the time of a record possibly and surely answers to them."""
    given_values: dict[str, Any] = {}
    possible: list[Test] = []
    sure: list[Test] = []

    def add(name: str, value: Any, span: tuple[str, str], surely: Test) -> None:
        given_values[name] = value
        possible.append(lambda item: _share(item, *span) is not False)
        sure.append(surely)

    for name in data.draw(st.lists(st.sampled_from(names), unique=True)) if names else []:
        day, other = sorted((data.draw(DAYS), data.draw(DAYS)))
        if name == "on":
            text = data.draw(texts_for(day))
            forms: list[Any] = [text, csto.PartialDate(text), csto.Period(text), day, f"{day}/{other}", day.year]
            value = data.draw(st.sampled_from(forms))
            add(name, value, as_span(value), partial(_covers, on=value))
        else:
            span = (
                (f"{day.year}-01-01", f"{day.year}-12-31") if name == "year" else (day.isoformat(), other.isoformat())
            )
            values: list[Any] = (
                [day.year, str(day.year)]
                if name == "year"
                else [(day, other), [str(day), str(other)], f"{day}/{other}", csto.Period(f"{day}/{other}")]
            )
            add(name, data.draw(st.sampled_from(values)), span, partial(_surely_shares, span=span))
    return (
        given_values,
        lambda item: all(test(item) for test in possible),
        lambda item: all(test(item) for test in sure),
    )


@pytest.mark.parametrize("question", QUESTIONS)
@given(data=st.data())
@several
def test_filters_keep_what_a_comprehension_keeps(question: str, data: st.DataObject) -> None:
    kind, keywords, times, defaults = QUESTIONS[question]
    dataset = data.draw(datasets(kind))
    everything: list[Any] = list(dataset.all(kind))
    assert [item.sort_key for item in everything] == sorted(item.sort_key for item in everything)
    asked: dict[str, Any] = {}
    tests = dict(defaults)
    for name in data.draw(st.lists(st.sampled_from(list(keywords)), max_size=3, unique=True)) if keywords else []:
        asked[name], tests[name] = keywords[name](data, dataset)
        if asked[name] is None and name != "body":
            tests[name] = defaults.get(name, lambda _: True)
    when, possible, sure = _draw_time(data, times)
    asked |= when
    expected = [item for item in everything if all(test(item) for test in tests.values())]
    found = _ask(dataset, question, **asked)
    answer: object = found
    assert isinstance(answer, csto.Records)
    if not when:
        assert list(found) == expected
    elif kind in ("term", "chairmanship"):
        may_be = [item for item in expected if possible(item)]
        assert [item for item in may_be if item in found] == list(found)
        for item in may_be:  # nothing is left out but what others exclude, which the ends that are known never do
            assert item in found or item.period.unknown_start or item.period.unknown_end
            if sure(item):
                assert item in found
    else:
        assert list(found) == [item for item in expected if possible(item)]
    if times:
        certain = _ask(dataset, question, **asked, certain=True)
        assert list(certain) == ([item for item in expected if possible(item) and sure(item)] if when else expected)
        assert list(_ask(dataset, question, **asked, certain=False)) == list(found)
    assert list(_ask(dataset, question, **asked)) == list(found)


@given(dataset=datasets("term", "chairmanship"), day=DAYS)
@several
def test_what_was_true_on_a_day_is_never_left_out(dataset: csto.Dataset, day: date) -> None:
    """However little a source tells, the one who truly held an office or a chair on a day is among the answers."""
    for question, kind in (("terms", "term"), ("chairmanships", "chairmanship")):
        keywords: dict[str, Any] = {"body": None} if kind == "chairmanship" else {}
        found = _ask(dataset, question, on=day, **keywords)
        certain = _ask(dataset, question, on=day, certain=True, **keywords)
        for item in dataset.all(kind):
            if dataset.since and day.isoformat() < dataset.since.first:
                continue  # before the time that the dataset is about, nothing is said of turns of unknown start
            truly = csto.Period(item.notes).contains(day)
            assert not truly or item in found
            assert truly or item not in certain


@given(dataset=datasets("term", "chairmanship"), day=DAYS)
@several
def test_who_truly_chaired_is_never_left_out(dataset: csto.Dataset, day: date) -> None:
    """The minister of the state that truly chaired is among the derived chairmen of the ministers' council."""
    with _quiet():
        found = dataset.who_chaired(day, body="cfm")
        assert dataset.who_chaired(day) == dataset.chairmanships(on=day)
    for turn in dataset.chairmanships():
        for term in dataset.terms(office="foreign-minister", state=turn.state_id):
            if csto.Period(str(turn.notes)).contains(day) and csto.Period(str(term.notes)).contains(day):
                assert (turn.state_id, term.person_id) in [(one.state_id, one.person_id) for one in found]
    assert all(turn.body_id == "cfm" and "Derived" in str(turn.notes) for turn in found)


@given(dataset=datasets("membership"), day=DAYS, data=st.data())
@several
def test_members(dataset: csto.Dataset, day: date, data: st.DataObject) -> None:
    text = data.draw(texts_for(day))
    participating = data.draw(st.sampled_from([None, True, False]))
    spells = [spell for spell in dataset.memberships() if _share(spell, *as_span(text)) is not False]
    found = [
        spell
        for spell in spells
        if (spell.of, spell.status) == (csto.MembershipOf.ORGANIZATION, csto.MembershipStatus.MEMBER)
    ] or [
        spell for spell in spells if (spell.of, spell.status) == (csto.MembershipOf.TREATY, csto.MembershipStatus.PARTY)
    ]
    wanted = {
        spell.state_id for spell in found if participating in (None, spell.participation is csto.Participation.ACTIVE)
    }
    with _quiet():
        assert dataset.members(on=text, participating=participating).ids == tuple(sorted(wanted))
        if dataset.as_of:
            assert dataset.members() == dataset.members(on=dataset.as_of)
        assert dataset.at(text).members == dataset.members(on=text)


@given(dataset=datasets("term"), day=DAYS)
@several
def test_answers_about_one_day_are_never_guessed(dataset: csto.Dataset, day: date) -> None:
    """The Secretary General of a day is one who may have been it; without a warning, one who surely was, and nobody else after."""
    terms = [term for term in dataset.terms(office="secretary-general") if csto.Period(str(term.notes)).contains(day)]
    candidates: tuple[str, ...] = ()
    person: csto.Person | None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            person = dataset.secretary_general(on=day)
        except csto.NotFoundError:
            assert not terms
            return
        except csto.AmbiguousAnswerError as error:
            candidates = error.candidates
            person = None
    if person is None:
        assert {term.person_id for term in terms} <= set(candidates)
    elif not caught and terms:
        assert person.id in [term.person_id for term in terms]


@given(dataset=datasets("instrument"))
@several
def test_documents_adopted(dataset: csto.Dataset) -> None:
    for meeting in dataset.all("meeting"):
        found = dataset.documents_adopted(meeting)
        expected = [
            item for item in dataset.all("instrument") if item.adopted_at_id == meeting.id and item.status != "draft"
        ]
        assert isinstance(found, csto.AdoptedDocuments)
        assert list(found) == expected
        assert found.reported == meeting.documents_reported
        assert found.complete is (None if found.reported is None else len(expected) >= found.reported)
        again = pickle.loads(pickle.dumps(found))
        assert (again, again.reported, again.complete) == (found, found.reported, found.complete)


# -- what is no question -------------------------------------------------------------------------------------------------------


def _plurals(dataset: csto.Dataset) -> list[tuple[str, Callable[..., Any]]]:
    return [(name, getattr(dataset, name)) for name in [*QUESTIONS, "members"]]


def test_every_filter_of_every_question_is_tested(small: csto.Dataset) -> None:
    """A keyword that is new in the library must be new in the oracle above."""
    for name, (_, keywords, times, _) in QUESTIONS.items():
        taken = [
            parameter.name
            for parameter in inspect.signature(getattr(small, name)).parameters.values()
            if parameter.name != "unknown"
        ]
        assert sorted(taken) == sorted([*keywords, *times, *(["certain"] if times else [])]), name
    assert set(PLURALS.values()) - set(QUESTIONS) == {"series"}


@pytest.mark.parametrize("word", ["stat", "yaer", "of_", "On", "states", "limit", "x"])
def test_misspelt_keywords(small: csto.Dataset, word: str) -> None:
    for name, ask in _plurals(small):
        with pytest.raises(csto.InvalidArgumentError) as caught:
            ask(**{word: 2021})
        assert f"{name}() has no keyword {word!r}" in str(caught.value)
        assert isinstance(caught.value, TypeError)


def test_misspelt_keywords_have_suggestions(small: csto.Dataset) -> None:
    with pytest.raises(csto.InvalidArgumentError, match="closest: year"):
        cast("Any", small).meetings(yaer=2021)
    with pytest.raises(csto.InvalidArgumentError, match="closest: presiding"):
        cast("Any", small).meetings(presideing="tj")


BAD_DATES: list[Any] = [
    True,
    2.5,
    b"2021",
    [],
    object(),
    "",
    " ",
    "2021-13",
    "2021-9-1",
    "today",
    0,
    10**5,
    "x" * 10**6,
]
BAD_WORDS: list[Any] = ["", "x", "hold", 1, True, b"held", [], [None], ["held", "x"], {}, object(), "x" * 10**6]
BAD_NAMES: list[Any] = ["", " ", "nobody at all", 1, True, b"tj", [], ["tj"], {}, object(), "x" * 10**6]


@pytest.mark.parametrize("question", [*QUESTIONS, "members"])
def test_bad_values(small: csto.Dataset, question: str) -> None:
    """Each bad value of each keyword is an error of the library that repeats it, and never an empty answer."""
    ask: Callable[..., Any] = getattr(small, question)
    for parameter in inspect.signature(ask).parameters.values():
        name = parameter.name
        if name == "unknown":
            continue
        words = name in ("kind", "status", "session", "format", "office", "of", "tier")
        bad: list[Any] = BAD_DATES if name in ("on", "year", "between") else BAD_WORDS if words else BAD_NAMES
        if name == "text":
            bad = ["", " ", "!!!", 1, True, b"border", [], object()]
        elif name in ("certain", "participating"):
            bad = [0, 1, "yes", "", [], object()]
        for value in bad:
            with pytest.raises(csto.CstoError) as caught:
                ask(**{name: value})
            assert isinstance(caught.value, (csto.InvalidArgumentError, csto.InvalidDateError, csto.NotFoundError))
            assert len(str(caught.value)) < 900


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"status": "canceled"}, "closest: 'cancelled'"),
        ({"session": "regulr"}, "closest: 'regular'"),
        ({"format": "video-conference"}, "closest: 'videoconference'"),
        ({"status": []}, "name at least one of"),
        ({"body": "CFN"}, "closest: 'CFM'"),
        ({"year": "2021-05"}, "use on= or between="),
        ({"year": csto.Period("2021")}, "is no year"),
        ({"between": ("2021-06", "2021-01")}, "ends before it starts"),
        ({"between": ("2021-06",)}, "a pair of dates"),
        ({"between": 2021}, "a pair of dates"),
        ({"between": "2021-06/2021-01"}, "ends before it starts"),
        ({"certain": "yes"}, "neither True nor False"),
    ],
)
def test_messages(small: csto.Dataset, keywords: dict[str, Any], message: str) -> None:
    with pytest.raises(csto.CstoError, match=message):
        small.meetings(**keywords)


def test_a_wrong_kind_of_record_is_no_filter(small: csto.Dataset) -> None:
    with pytest.raises(csto.InvalidArgumentError, match="expected a state, not the body"):
        small.meetings(country=cast("Any", small.body("csc")))


# -- known answers -------------------------------------------------------------------------------------------------------------


def test_forms_of_time(small: csto.Dataset) -> None:
    september = ("cfm-cmd-2021-09-15", "csc-2021-09-16")
    assert (
        small.meetings(year=2021).ids == small.meetings(year=cast("Any", "2021")).ids == ("cfm-2021-05-19", *september)
    )
    on: list[Any] = ["2021-09-16", date(2021, 9, 16), csto.PartialDate("2021-09-16"), csto.Period("2021-09-16")]
    assert all(small.meetings(on=day).ids == september for day in on)
    between: list[Any] = [
        ("2021-09", "2021-09"),
        ["2021-09-15", date(2021, 9, 16)],
        "2021-09",
        "2021-09-16/2022",
        csto.Period("2021-09"),
    ]
    assert all(small.meetings(between=span).ids == september for span in between)
    assert small.meetings(between=(2021, 2021), on="2021-05").ids == ("cfm-2021-05-19",)


def test_what_was_not_held_is_left_out_unless_asked_for(small: csto.Dataset) -> None:
    assert {meeting.status for meeting in small.meetings()} == {csto.Status.HELD}
    assert small.meetings(status="cancelled").ids == ("csc-2020-04",)
    assert small.meetings(status=["planned", csto.Status.CANCELLED]).ids == ("csc-2020-04", "csc-2023-11-23")
    assert small.meetings(status=csto.Status).ids == small.all("meeting").ids
    assert small.meeting("csc-2020-04").status is csto.Status.CANCELLED
    assert "2021-09-16-decision-draft" not in small.instruments(year=2021)
    assert small.instruments(status="draft").ids == ("2021-09-16-decision-draft",)


def test_spans_that_lie_apart_are_both_asked_for(small: csto.Dataset) -> None:
    """A turn in force on a day of 2021 and in 2022 is found, by an index or without."""
    assert small.chairmanships(on="2021-12-01", year=2022).ids == ("csc-2021-am",)
    assert small.chairmanships(on="2021-12-01", year=2022, body=None).ids == ("csc-2021-am",)
    assert small.chairmanships(on="2021-12-01", year=2022, state="am").ids == ("csc-2021-am",)


def test_handover_days(small: csto.Dataset) -> None:
    assert [turn.state_id for turn in small.who_chaired("2021-09-16")] == ["tj", "am"]
    assert [turn.state_id for turn in small.who_chaired("2021-09-15")] == ["tj"]
    assert [turn.state_id for turn in small.who_chaired(2021)] == ["tj", "am"]
    assert small.at("2021-09-16").chairmanship.state_id == "am"
    assert small.at("2021-09-16").chair.name == "Nikol Pashinyan"
    assert [term.person_id for term in small.terms(office="secretary-general", on="2023-01-01")] == [
        "stanislav-zas",
        "imangali-tasmagambetov",
    ]
    assert small.secretary_general(on="2023-01-01").id == "imangali-tasmagambetov"
    assert small.secretary_general(on="2022-12-31").id == "stanislav-zas"
    assert small.members(on="2022-02-22", participating=True).ids == ("am", "ru", "tj")
    assert small.members(on="2022-02-23", participating=True).ids == ("ru", "tj")
    assert small.members(on="2022-02-23", participating=False).ids == ("am",)


def test_certain_keeps_what_is_sure(small: csto.Dataset) -> None:
    assert small.members(on="2020-06").ids == ("am", "kz", "ru", "tj")
    assert small.members(on="2020-06", certain=True).ids == ("am", "ru", "tj")
    assert small.members(on="2020-07-01").ids == ("am", "ru", "tj")
    assert small.terms(office="foreign-minister", state="ru", on="2020-05-10").ids == ("fm-ivanov", "fm-niger")
    assert small.terms(office="foreign-minister", state="ru", on="2020-05-10", certain=True).ids == ()
    assert small.terms(office="foreign-minister", state="tj", on="2020-12-31", certain=True).ids == ("fm-muhriddin",)
    assert small.terms(office="foreign-minister", state="tj", on="2022-01-01").ids == ("fm-muhriddin",)
    assert small.terms(office="foreign-minister", state="tj", on="2022-01-01", certain=True).ids == ()
    assert small.instruments(on="2021-09-16").ids == ("2021-09-16-decision-flag", "2021-09-16-decision-border")
    assert small.instruments(on="2021-09-16", certain=True).ids == ("2021-09-16-decision-border",)


def test_an_office_of_several_excludes_nobody(small: csto.Dataset) -> None:
    """A deputy whose end no source tells is not taken to have left because there was another deputy."""
    assert small.terms(office="deputy-secretary-general", on="2019-01-01").ids == (
        "deputy-niger",
        "deputy-nigeria",
        "deputy-ivanov",
    )
    assert small.terms(office="deputy-secretary-general", on="2022-06-01").ids == ("deputy-niger",)


def test_holders(small: csto.Dataset) -> None:
    assert small.holder("foreign-minister", "tj", on="2021-05-19").id == "sirojiddin-muhriddin"
    assert (
        small.holder(csto.Office.FOREIGN_MINISTER, small.state("tj"), on=date(2021, 5, 19)).id == "sirojiddin-muhriddin"
    )
    assert small.holder("Foreign minister", "Таджикистан", None, "2021-05-19").id == "sirojiddin-muhriddin"
    assert small.holder("chair", body="pa", on=2020).id == "viktor-ivanov"
    assert small.secretary_general().id == small.secretary_general("2023-06-30").id == "imangali-tasmagambetov"
    assert small.secretary_general("2019-06-01").id == "valery-semerikov"
    assert small.at("2021-05-19").holder("foreign-minister", "tj").id == "sirojiddin-muhriddin"


def test_a_term_of_unknown_end_is_answered_with_a_warning(small: csto.Dataset) -> None:
    with pytest.warns(csto.CoverageWarning, match="may have been the foreign-minister of Tajikistan") as caught:
        person = small.holder("foreign-minister", "tj", on="2022-01-01")
    assert person.id == "sirojiddin-muhriddin"
    assert [Path(warning.filename).name for warning in caught] == [Path(__file__).name]


def test_several_holders_are_an_error_with_the_candidates(small: csto.Dataset) -> None:
    ambiguous: list[tuple[dict[str, Any], set[str]]] = [
        ({"office": "foreign-minister", "state": "ru", "on": "2020-05-10"}, {"viktor-ivanov", "jan-niger"}),
        ({"office": "secretary-general", "on": "2019-12/2020-02"}, {"valery-semerikov", "stanislav-zas"}),
        ({"office": "deputy-secretary-general", "on": "2019-01-01"}, {"jan-nigeria", "viktor-ivanov"}),
        ({"office": "chair", "on": "2020-01-01"}, {"viktor-ivanov", "sergei-ivanov"}),
    ]
    for keywords, people in ambiguous:
        with pytest.raises(csto.AmbiguousAnswerError, match="several may have been") as caught:
            small.holder(**keywords)
        assert people <= set(caught.value.candidates)
        assert isinstance(caught.value, LookupError)


def test_no_holder(small: csto.Dataset) -> None:
    with (
        pytest.warns(csto.CoverageWarning, match="no secretary general is known"),
        pytest.raises(csto.NotFoundError) as caught,
    ):
        small.secretary_general(on="2017-06-01")
    assert "the last before is Sergei Ivanov" in str(caught.value)
    assert "the next is Valery Semerikov" in str(caught.value)
    with pytest.raises(csto.NotFoundError, match="no foreign-minister of Armenia is on record"):
        small.holder("foreign-minister", "am")
    with pytest.raises(csto.InvalidArgumentError, match="each state has its own foreign-minister"):
        small.holder("foreign-minister")
    with pytest.raises(csto.InvalidArgumentError, match="closest: 'foreign-minister'"):
        small.holder("foreign minster", "tj")
    for office in (None, "", 1, b"chair", ["chair"], "x" * 10**6):
        with pytest.raises(csto.InvalidArgumentError):
            small.holder(cast("Any", office), "tj")
    with pytest.raises(csto.InvalidArgumentError, match="no as_of"):
        small.replace(as_of=None).secretary_general()


def test_outside_the_coverage_there_is_a_warning(small: csto.Dataset) -> None:
    """Each question that reaches outside says so, and at the line that asks."""
    questions: list[Callable[[Any], Any]] = [
        lambda day: small.members(on=day),
        lambda day: small.memberships(on=day),
        lambda day: small.terms(on=day),
        lambda day: small.chairmanships(on=day),
        lambda day: small.meetings(on=day),
        lambda day: small.instruments(between=(day, day)),
        lambda day: small.exercises(on=day),
        lambda day: small.events(on=day),
        lambda day: small.who_chaired(day),
        lambda day: small.who_chaired(day, body="cfm"),
        lambda day: small.at(day),
    ]
    for ask in questions:
        for day in ("1990-01-01", "2014", "2023-07-01", 2030, date(2040, 1, 1)):
            with pytest.warns(csto.CoverageWarning, match="covers 2015-01-01 to 2023-06-30") as caught:
                ask(day)
            assert {Path(warning.filename).name for warning in caught} == {Path(__file__).name}
        for day in ("2021-05-19", "2015", 2023):
            ask(day)
    with pytest.warns(csto.CoverageWarning):
        assert not small.operations(year=1990)


def test_in_a_gap_there_is_a_warning(small: csto.Dataset) -> None:
    with pytest.warns(csto.CoverageWarning, match="no source names the chair") as caught:
        assert not small.who_chaired("2020-01-01")
    assert {Path(warning.filename).name for warning in caught} == {Path(__file__).name}
    with pytest.warns(csto.CoverageWarning, match="no source names the chair"):
        assert not small.chairmanships(on="2020-01-01")
    # a question that a record answers, or one about a state, touches no gap
    assert small.who_chaired("2020-12-02")
    assert not small.chairmanships(on="2020-01-01", state="kz")


def test_who_chaired(small: csto.Dataset) -> None:
    derived = small.who_chaired("2021-05-19", body="СМИД")
    assert [(turn.state.name, turn.person.name) for turn in derived] == [("Tajikistan", "Sirojiddin Muhriddin")]
    assert derived.one().body_id == "cfm"
    assert "Derived" in str(derived.one().notes)
    assert small.who_chaired("2021-05-19", body=small.body("csc")) == small.who_chaired("2021-05-19")
    bad: list[Any] = [None, "", "2021-13", 2.5, True, b"2021", [], "who"]
    for when in bad:
        for body in ("csc", "cfm"):
            with pytest.raises(csto.InvalidDateError):
                small.who_chaired(when, body=body)
    with pytest.raises(csto.NotFoundError):
        small.who_chaired(2021, body="csx")


def test_documents_adopted_tells_what_is_missing(small: csto.Dataset) -> None:
    summit = small.documents_adopted("csc-2021-09-16")
    assert summit.ids == ("2021-09-16-decision-flag", "2021-09-16-decision-border")
    assert (summit.reported, summit.complete) == (3, False)
    assert "2 of 3 reported" in repr(summit)
    joint = small.documents_adopted(small.meeting("cfm-cmd-2021-09-15"))
    assert (len(joint), joint.reported, joint.complete) == (1, 1, True)
    ministers = small.documents_adopted("cfm-2021-05-19")
    assert (len(ministers), ministers.reported, ministers.complete) == (1, None, None)
    cancelled = small.documents_adopted("csc-2020-04")
    assert (len(cancelled), cancelled.complete) == (0, None)
    strange: list[Any] = [None, "", 2021, b"csc", ["csc-2021-09-16"]]
    for bad in strange:
        with pytest.raises(csto.InvalidArgumentError):
            small.documents_adopted(bad)
    with pytest.raises(csto.NotFoundError, match="csc-2021-09-16"):
        small.documents_adopted("csc-2021-09-17")


def test_snapshots(small: csto.Dataset) -> None:
    day = small.at("2021-09-16")
    assert day.date == csto.PartialDate("2021-09-16")
    assert day.members.ids == ("am", "ru", "tj")
    assert small.at("2023").participating.ids == ("ru", "tj")
    assert day.chairmanships == small.who_chaired("2021-09-16")
    assert day.meetings == small.meetings(on="2021-09-16")
    assert day.terms == small.terms(on="2021-09-16")
    assert day.memberships == small.memberships(on="2021-09-16")
    assert day.secretary_general.id == "stanislav-zas"
    assert "2021-09-16" in repr(day)
    assert copy.copy(day) is copy.deepcopy(day) is day
    with pytest.raises(TypeError, match="pickle its date"):
        pickle.dumps(day)
    with pytest.raises(AttributeError, match="does not change"):
        cast("Any", day).date = csto.PartialDate("2020")
    with pytest.warns(csto.CoverageWarning), pytest.raises(csto.NotFoundError, match="no chairmanship"):
        _ = small.at("2020-01-01").chairmanship
    bad: list[Any] = [None, "", "now", 2.5, "2021/2022", csto.Period("2021/2022"), b"2021"]
    for when in bad:
        with pytest.raises(csto.InvalidDateError):
            small.at(when)


def test_why(small: csto.Dataset) -> None:
    meeting = small.meeting("csc-2021-09-16")
    whole = small.why(meeting)
    assert whole.sources.ids == ("news", "charter")
    assert whole.disputes == meeting.disputes
    by_id: csto.Explanation[csto.Meeting] = small.why("csc-2021-09-16")
    assert by_id.record is meeting
    city = small.why(meeting, "city")
    assert (city.value, [citation.source_id for citation in city.citations]) == ("Dushanbe", ["news", "charter"])
    assert [dispute.value for dispute in city.disputes] == ["Bokhtar"]
    assert small.why(meeting, "date").citations == meeting.citations[1:]
    assert small.why(meeting, "date").disputes == ()
    for relation, field in [
        ("chair", "chair_id"),
        ("bodies", "body_ids"),
        ("body", "body_ids"),
        ("chair_id", "chair_id"),
    ]:
        assert small.why(meeting, relation).field == field
    assert small.why(pickle.loads(pickle.dumps(meeting))).record is meeting
    with pytest.raises(csto.InvalidArgumentError, match="closest: city"):
        small.why(meeting, "ctiy")
    fields: list[Any] = ["", "x", 5, b"city", [], ("city",)]
    for field_name in fields:
        with pytest.raises(csto.InvalidArgumentError, match="has no field"):
            small.why(meeting, field_name)
    strange: list[Any] = [None, "", 5, b"tj", [], object(), csto.Meeting, meeting.citations[0]]
    for bad in strange:
        with pytest.raises(csto.InvalidArgumentError):
            small.why(bad)
    with pytest.raises(csto.NotFoundError, match="closest: csc-2021-09-16"):
        small.why("csc-2021-09-17")
    with pytest.raises(csto.InvalidArgumentError, match="is a publication"):
        small.why(cast("Any", small.source("news")))


def test_every_record_explains_itself(small: csto.Dataset) -> None:
    for kind in KINDS:
        for record in small.all(kind):
            if kind != "source":
                for field in (None, *record.field_names):
                    explained = small.why(record, field)
                    assert explained.record is record
                    assert str(explained)


def test_search(small: csto.Dataset) -> None:
    assert small.search("border").first().id == "2021-09-16-decision-border"
    assert small.search("ГРАНИЦА").first().id == "2021-05-19-decision-a"
    assert small.search("Мухриддин").first().id == "sirojiddin-muhriddin"
    assert small.search("Tajikistan").first().id == "tj"
    assert {record.kind_name for record in small.search("decision", kinds="instrument")} == {"instrument"}
    assert {record.kind_name for record in small.search("dushanbe", kinds=("city", "meeting"))} == {"city", "meeting"}
    assert len(small.search("decision", limit=2)) == 2
    assert not small.search("xylophone")
    scores = [hit.score for hit in small.search("decision on the border").hits]
    assert scores == sorted(scores, reverse=True)
    strange: list[Any] = [None, "", " ", 5, b"border", [], object()]
    for bad in strange:
        with pytest.raises(csto.InvalidArgumentError):
            small.search(bad)
    for kinds in ("documents", "", 5, [], (), ["meeting", "x"], b"meeting", [None]):
        with pytest.raises(csto.InvalidArgumentError):
            small.search("border", kinds=cast("Any", kinds))
    for limit in (0, -1, True, 1.5, "5", None):
        with pytest.raises(csto.InvalidArgumentError):
            small.search("border", limit=cast("Any", limit))
    assert len(small.search("border " * 10**5)) >= 1


@given(st.text(min_size=1, max_size=40))
def test_search_takes_any_text(text: str) -> None:
    try:
        found = _SHARED.search(text)
    except csto.InvalidArgumentError:
        assert not text.strip()
    else:
        assert len(found.hits) == len(found) <= 50


_SHARED = small_dataset()


def test_many_threads_that_ask_first_get_equal_answers() -> None:
    """Whatever is made on first use is made once, whoever asks first."""
    asked: list[Callable[[csto.Dataset], Any]] = [
        lambda data: data.state("Таджикистан"),
        lambda data: data.person("Mukhriddin"),
        lambda data: data.meetings(body="csc", year=2021, chair="Rahmon"),
        lambda data: data.meetings(attended_by="emomali-rahmon", city="Душанбе"),
        lambda data: data.chairmanships(on="2021-09-16"),
        lambda data: data.who_chaired("2021-05-19", body="cfm"),
        lambda data: data.terms(on="2021-05-19"),
        lambda data: data.search("border").ids,
        lambda data: data.documents_adopted("csc-2021-09-16"),
        lambda data: data.at("2021-05-19").secretary_general,
        lambda data: str(data.coverage()),
        lambda data: data.why(data.meeting("csc-2021-09-16"), "city"),
    ]
    expected = [ask(small_dataset()) for ask in asked]
    threads = 24
    for _ in range(8):
        fresh = small_dataset()
        barrier = Barrier(threads)

        def work(number: int, fresh: csto.Dataset = fresh, barrier: Barrier = barrier) -> list[tuple[int, Any]]:
            barrier.wait()
            order = [(number + step) % len(asked) for step in range(len(asked))]
            return [(at, asked[at](fresh)) for at in order]

        with ThreadPoolExecutor(threads) as pool:
            for answers in pool.map(work, range(threads)):
                for at, answer in answers:
                    assert answer == expected[at]
        assert all(fresh.collection(kind) is fresh.collection(kind) for kind in KINDS)


def test_a_predecessor_within_the_month_of_the_start_excludes_nobody(small: csto.Dataset) -> None:
    """Who took office some day of a month may have followed one who surely held it within that month, and still hold it."""

    def term(id: str, person: str, period: str) -> csto.Term:
        return csto.Term(
            id=csto.TermId(id),
            person_id=csto.PersonId(person),
            office=csto.Office.FOREIGN_MINISTER,
            state_id=csto.StateId("kz"),
            period=csto.Period(period),
            citations=small.state("kz").citations,
        )

    before, after = term("a", "viktor-ivanov", "2021-05-10/2021-05-20"), term("c", "jan-nigeria", "2022-01-01/")
    later = small.replace(terms=[before, term("b", "jan-niger", "2021-05/"), after])
    assert later.terms(on="2021-05-25").ids == ("b",)
    assert later.terms(on="2021-12-31").ids == ("b",)
    assert later.terms(on="2022-06-01").ids == ("c",)
    earlier = small.replace(terms=[before, term("b", "jan-niger", "/2021-05")])
    assert earlier.terms(on="2021-05-05").ids == ("b",)
