"""The index of a collection: whatever it skips, it answers as if it had looked at each record."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from csto.collection import Index
from csto.dates import as_span
from csto.kinds import record_class

FIRST, DAYS = date(1992, 5, 15), 12_000
STATUSES = ("held", "planned", "announced", "cancelled")


def _when(random: Random, longest: int) -> str | None:
    """A day, month, year, period with any sort of ends, or nothing at all."""
    day = FIRST + timedelta(days=random.randrange(DAYS))
    form = random.randrange(12)
    if form == 0:
        return None
    if form == 1:
        return day.isoformat()[: random.choice((4, 7))]
    if form == 2:
        return f"{day}/{random.choice(('', '..'))}"
    if form == 3:
        return f"/{day}"
    if form < 6:
        return day.isoformat()
    return f"{day}/{day + timedelta(days=random.randrange(1, longest))}"


@st.composite
def indexes(draw: st.DrawFn) -> tuple[Index, list[dict[str, Any]]]:
    """Indexes of up to some hundred records, in the order of time or not."""
    random = Random(draw(st.integers(0, 1 << 30)))
    longest = draw(st.sampled_from((2, 30, 400, 12_000)))
    rows: list[dict[str, Any]] = []
    for at in range(draw(st.integers(0, 700))):
        when = _when(random, longest)
        rows.append({"id": f"event-{at}", "status": random.choice(STATUSES)} | ({"period": when} if when else {}))
    if draw(st.booleans()):
        rows.sort(key=lambda row: as_span(row["period"])[0] if "period" in row else "")
    return Index(record_class("event"), rows, {}), rows


@given(
    indexes(),
    st.lists(st.tuples(st.integers(-400, DAYS + 400), st.sampled_from((0, 0, 30, 365))), max_size=2),
    st.data(),
)
@settings(max_examples=150)
def test_the_index_finds_what_a_look_at_each_record_finds(
    made: tuple[Index, list[dict[str, Any]]], asked: list[tuple[int, int]], data: st.DataObject
) -> None:
    index, rows = made
    spans = [(FIRST + timedelta(days=at), FIRST + timedelta(days=at + length)) for at, length in asked]
    texts = [(first.isoformat(), last.isoformat()) for first, last in spans]
    statuses = data.draw(st.sets(st.sampled_from(STATUSES), min_size=1) | st.none())

    def keeps(row: dict[str, Any]) -> bool:
        if statuses is not None and row["status"] not in statuses:
            return False
        if "period" not in row:
            return not texts
        begin, end = as_span(row["period"])
        return all(begin <= last and first <= end for first, last in texts)

    wanted = [] if statuses is None else [("status", statuses)]
    assert list(index.select(wanted, texts)) == [at for at, row in enumerate(rows) if keeps(row)]
    for first, last in texts:
        undated = [at for at, row in enumerate(rows) if "period" not in row]
        sharing = index.select((), [(first, last)])
        assert index.not_outside(first, last) == sorted([*undated, *sharing])


@given(indexes())
@settings(max_examples=50)
def test_who_stands_on_the_eve_of_any_beginning(made: tuple[Index, list[dict[str, Any]]]) -> None:
    """Around each record that begins there is a day on which a wrong landmark would lose somebody."""
    index, rows = made
    spans = [(at, *as_span(row["period"])) for at, row in enumerate(rows) if "period" in row]
    for eve in {
        (date.fromisoformat(begin) - timedelta(days=1)).isoformat() for _, begin, _ in spans if begin > "0001-01-01"
    }:
        assert list(index.select((), [(eve, eve)])) == [at for at, begin, end in spans if begin <= eve <= end]


@given(indexes())
@settings(max_examples=50)
def test_what_the_index_keeps_grows_no_faster_than_the_data(made: tuple[Index, list[dict[str, Any]]]) -> None:
    index, rows = made
    kept: list[int] = [len(standing) for standing in index._standing]  # pyright: ignore[reportPrivateUsage]
    assert sum(kept) <= 2 * len(rows)
