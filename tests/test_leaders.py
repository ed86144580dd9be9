"""The lists of leaders that scholars publish, asked day by day: one holder on each day, or a gap that the dataset names."""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

import csto
from tests.laws import AS_OF, SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(NamedTuple):
    """An office of which there is one holder at a time."""

    office: csto.Office
    state: str | None
    since: str | None = None
    """The first day asked for, where the office is younger than the Treaty; None for the first that is on record."""

    @property
    def terms(self) -> csto.Records[csto.Term]:
        """All its terms."""
        return csto.terms(office=self.office, state=self.state)

    @property
    def told(self) -> list[csto.Gap]:
        """The gaps that the dataset names."""
        return [
            gap for gap in csto.gaps() if gap.of == "term" and (gap.office, gap.state_id) == (self.office, self.state)
        ]

    @property
    def first(self) -> str:
        """The first day asked for."""
        starts = [term.period.start.first for term in self.terms if term.period.start is not None]
        starts += [gap.period.first for gap in self.told]
        return self.since or min(starts)

    @property
    def days(self) -> list[str]:
        """The start of every month, and the days around every change."""
        found = {self.first, AS_OF}
        for year in range(int(self.first[:4]), int(AS_OF[:4]) + 1):
            found |= {f"{year}-{month:02}-01" for month in range(1, 13)}
        periods = [term.period for term in self.terms] + [gap.period for gap in self.told]
        for period in periods:
            for edge in (period.start, period.end):
                if edge is not None:
                    for day in (edge.first, edge.last):
                        at = date.fromisoformat(day)
                        found |= {(at + timedelta(days=step)).isoformat() for step in (-2, -1, 0, 1, 2)}
        return sorted(day for day in found if self.first <= day <= AS_OF)

    def __str__(self) -> str:
        return f"{self.office.value}{f' {self.state}' if self.state else ''}"


LINES = [
    *[Line(csto.Office.HEAD_OF_STATE, state, SINCE) for state in ("am", "by", "kg", "kz", "ru", "tj")],
    Line(csto.Office.HEAD_OF_GOVERNMENT, "am", SINCE),
    Line(csto.Office.SECRETARY_GENERAL, None),
]


def holders(line: Line) -> Iterator[tuple[str, str | None, str]]:
    """For each day the holder, or None and why there is none or none for sure."""
    for day in line.days:
        with warnings.catch_warnings():
            warnings.simplefilter("error", csto.CoverageWarning)
            try:
                yield day, csto.holder(line.office, line.state, on=day).id, ""
            except (csto.NotFoundError, csto.AmbiguousAnswerError, csto.CoverageWarning) as problem:
                yield day, None, str(problem)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_day_has_one_holder(line: Line) -> None:
    """On each day one holder for sure; where not, a gap is named."""
    broken: dict[str, str] = {}
    for day, holder, why in holders(line):
        if holder is None and not any(gap.period.first <= day <= gap.period.last for gap in line.told):
            broken.setdefault(why.replace(day, "that day"), day)
    assert not broken, "\n".join(f"from {day} on: {why}" for why, day in broken.items())
    assert len(line.days) > 100


@pytest.mark.parametrize("line", LINES, ids=str)
def test_no_gap_is_named_where_a_holder_is_known(line: Line) -> None:
    """A gap is a gap: within it no day has a holder for sure."""
    known = {day for day, holder, _ in holders(line) if holder is not None}
    broken = [
        f"{gap.id} {day}" for gap in line.told for day in sorted(known) if gap.period.first <= day <= gap.period.last
    ]
    assert broken == []


@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_days_between_changes_have_one_holder(line: Line) -> None:
    """No holder returns between two days of the list without a term of their own: holders change only where terms begin or end."""
    changes = {
        edge.first[:7]
        for term in line.terms
        for edge in (term.period.start, term.period.end, *term.attested)
        if edge is not None
    }
    broken: list[str] = []
    before: tuple[str, str] | None = None
    for day, holder, _ in holders(line):
        if holder is None:
            before = None
            continue
        if (
            before is not None
            and before[1] != holder
            and not any(before[0][:7] <= month <= day[:7] for month in changes)
        ):
            broken.append(f"{before[1]} on {before[0]}, {holder} on {day}")
        before = day, holder
    assert broken == []


@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_snapshot_of_a_day_agrees(line: Line) -> None:
    """`csto.at(day)` gives the same holder."""
    for day, holder, _ in list(holders(line))[::7]:
        if holder is not None:
            assert csto.at(day).holder(line.office, line.state).id == holder, day


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_day_of_handover_gives_the_incoming_holder(line: Line) -> None:
    """Where one ends on the day on which the next one begins, acting or not, the next one is the answer."""
    broken: list[str] = []
    for term in line.terms:
        start = term.period.start
        if start is None or not start.exact or not line.first <= start.first <= AS_OF or within_another(term, line):
            continue
        outgoing = [
            other
            for other in line.terms
            if other.person_id != term.person_id
            and other.period.end == start
            and (other.period.start is None or other.period.start.last < start.first)
        ]
        if outgoing and csto.holder(line.office, line.state, on=start).id != term.person_id:
            broken.append(f"{start}: {outgoing[0].person_id} is given, not {term.person_id}")
    assert not broken, "\n".join(broken)


def within_another(term: csto.Term, line: Line) -> bool:
    """Whether somebody only acted for a while in the term of another."""
    return term.acting and any(
        other.period.first < term.period.first and term.period.last < other.period.last
        for other in line.terms
        if not other.acting
    )


@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_list_has_no_stranger(line: Line) -> None:
    """Whoever held the office within the time asked for is the answer on some day, those of a day or two too."""
    found = {holder for _, holder, _ in holders(line) if holder is not None}
    terms = line.terms.where(lambda term: term.period.last >= line.first and term.period.first <= AS_OF)
    told = [gap.period for gap in line.told]
    missing = {
        term.person_id
        for term in terms
        if term.person_id not in found
        and not within_another(term, line)
        and not any(period.overlaps(term.period) is not False for period in told)
    }
    assert missing == set()


def test_the_heads_of_the_council_are_of_these_lists() -> None:
    """Whoever is in the chair of the Council is on the list of the state's heads, or of Armenia's prime ministers."""
    people = {(line.state, term.person_id) for line in LINES for term in line.terms}
    assert {(turn.state_id, turn.person_id) for turn in csto.chairmanships()} <= people
