"""What is measured as the work grows: reading, writing, indexes and questions on synthetic data, against peers on the same rows."""

from __future__ import annotations

import gc
import json
import sqlite3
import statistics
import sys
import tempfile
import time
import tracemalloc
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

import csto
from csto.collection import Collection
from csto.dates import as_span

from . import synthetic
from .measures import Row, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["growth", "uncertainty"]

LARGE = 100_000
"""From so many meetings on, what takes seconds is measured once."""


MILLION = 1_000_000
"""At so many meetings the peers' times are bounds."""


BESIDES = ("by body and year, each record made", "held on a day")
"""Questions that are measured for what they tell, and have no bound."""


class Question(NamedTuple):
    """A question to the dataset, and the same one to the peers."""

    ask: Callable[[], Any]
    sql: str
    given: tuple[str, ...]
    frame: Callable[[], Any]


def growth(sizes: list[int]) -> Iterator[Row]:
    """Synthetic datasets of these sizes: reading, writing, indexes, and questions against sqlite3 and polars."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "synthetic.json"
        synthetic.write(file, 60)
        csto.Dataset.from_json(file)  # what reading needs is imported before anything is timed
        for size in sizes:
            synthetic.write(file, size)
            yield from _files(file, size)
            if size < LARGE:  # to write a million with indentation would take more time than all the rest
                yield _otherwise(file, size)
            yield _memory(file, size)
            dataset = csto.Dataset.from_json(file)
            yield from _indexes(dataset, size)
            yield from _questions(dataset, size)


def _files(file: Path, size: int) -> Iterator[Row]:
    content = file.read_bytes()
    loads, read, dumps, write = _Times(), _Times(), _Times(), _Times()
    for _ in range(_rounds(size)):  # in turn, so that all meet the same moods of the machine
        dumps.take(partial(json.dumps, loads.take(partial(json.loads, content))))
        dataset = read.take(partial(csto.Dataset.from_json, file))
        write.take(partial(dataset.to_json, file.with_suffix(".out")))
        del dataset
    label = f"{size:,} meetings"
    yield Row(f"{label}: from_json", str(read), f"{read.median / loads.median:.2f} x json.loads", "4.00")
    yield Row(f"{label}: to_json", str(write), f"{write.median / dumps.median:.2f} x json.dumps", "4.00")


def _otherwise(file: Path, size: int) -> Row:
    """Reading the same data as another program may write them: spread over lines, with spaces."""
    other = file.with_suffix(".indented")
    other.write_text(json.dumps(json.loads(file.read_bytes()), indent=2), encoding="utf-8")
    content = other.read_bytes()
    loads, read = _Times(), _Times()
    for _ in range(_rounds(size)):
        loads.take(partial(json.loads, content))
        read.take(partial(csto.Dataset.from_json, other))
    ratio = f"{read.median / loads.median:.2f} x json.loads"
    return Row(f"{size:,} meetings, indented: from_json", str(read), ratio, "4.00")


class _Times:
    """How long a call took, each time that it was made."""

    def __init__(self) -> None:
        self._taken: list[float] = []

    def take(self, call: Callable[[], Any]) -> Any:
        """What the call gives; its time is noted."""
        gc.collect()
        began = time.perf_counter()
        made = call()
        self._taken.append(time.perf_counter() - began)
        return made

    @property
    def median(self) -> float:
        return statistics.median(self._taken)

    def __str__(self) -> str:
        return f"{self.median:.2f} s" if self.median >= 1 else f"{self.median * 1e3:.1f} ms"


def _rounds(size: int) -> int:
    """How often a file of so many meetings is read: what takes milliseconds is measured more often."""
    return 1 if size >= LARGE else 5 if size >= 10_000 else 25


def _memory(file: Path, size: int) -> Row:
    gc.collect()
    tracemalloc.start()
    dataset = csto.Dataset.from_json(file)
    kept, read = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    written = file.with_suffix(".out")
    dataset.to_json(written)
    write = tracemalloc.get_traced_memory()[1] - kept
    tracemalloc.stop()
    result = written.stat().st_size
    return Row(
        f"{size:,} meetings: most memory in use",
        f"from_json {read / 2**20:.1f} MiB, to_json {write / 2**20:.1f} MiB",
        f"{read / kept:.1f} x what is kept, {write / result:.1f} x the file",
        "4.0",
    )


def _indexes(dataset: csto.Dataset, size: int) -> Iterator[Row]:
    meetings = dataset.collection("meeting")
    lines = tuple(meetings.lines())

    def build() -> Collection:
        made = Collection(meetings.cls, dataset, lines)
        made.index()
        made.place("")
        return made

    times = _Times()
    times.take(build)
    gc.collect()
    tracemalloc.start()
    built = build()
    bytes_made = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(built) == size
    each = bytes_made / size + sys.getsizeof(b"") + 8  # the line's own header and its place in the list
    yield Row(f"{size:,} meetings: indexes", str(times), f"{each:.0f} bytes a meeting beside its text", "450")


def _questions(dataset: csto.Dataset, size: int) -> Iterator[Row]:
    database, meetings, attendance, terms = _peers(dataset)
    some, person = dataset.collection("meeting").id_at(size // 2), "person-17"
    date, body, first, last = pl.col("date"), pl.col("body"), pl.col("first"), pl.col("last")
    of_year = (body == "csc") & date.is_between(pl.lit("2050-01-01"), pl.lit("2050-12-31"))
    in_month = date.is_between(pl.lit("2050-03-01"), pl.lit("2050-03-31"))
    in_force = (first <= pl.lit("2050-03-05")) & (last >= pl.lit("2050-03-05"))
    by_year = "select json from m where body='csc' and date between '2050-01-01' and '2050-12-31' order by date"
    questions = {
        "by id": Question(
            lambda: dataset.meeting(some),
            "select json from m where id=?",
            (some,),
            lambda: meetings.filter(pl.col("id") == some)["json"],
        ),
        "by body and year": Question(
            lambda: dataset.meetings(body="csc", year=2050), by_year, (), lambda: meetings.filter(of_year)["json"]
        ),
        "by body and year, each record made": Question(
            lambda: tuple(dataset.meetings(body="csc", year=2050)),
            by_year,
            (),
            lambda: [json.loads(text) for text in meetings.filter(of_year)["json"]],
        ),
        "by date range": Question(
            lambda: dataset.meetings(between=("2050-03-01", "2050-03-31")),
            "select json from m where date between '2050-03-01' and '2050-03-31' order by date",
            (),
            lambda: meetings.filter(in_month)["json"],
        ),
        "by attendee": Question(
            lambda: dataset.meetings(attended_by=person),
            "select m.json from a join m on m.id=a.meeting where a.person=? order by m.date",
            (person,),
            lambda: meetings.join(attendance.filter(pl.col("person") == person), left_on="id", right_on="meeting")[
                "json"
            ],
        ),
        "held on a day": Question(
            lambda: dataset.meetings(on="2050-03-05"),
            "select json from m where date='2050-03-05'",
            (),
            lambda: meetings.filter(date == pl.lit("2050-03-05"))["json"],
        ),
        "terms in force on a day": Question(
            lambda: dataset.terms(on="2050-03-05"),
            "select json from t where first <= '2050-03-05' and last >= '2050-03-05'",
            (),
            lambda: terms.filter(in_force)["json"],
        ),
    }
    for name, (ask, sql, given, frame) in questions.items():
        made = name.endswith("made")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", csto.CoverageWarning)
            mine = timed(ask, 5 if made else 50)
            rows = partial(_rows_of, database, sql, given, made)
            count = len(rows())
            assert name == "by id" or len(ask()) == count == len(frame())
        sqlite, polars = timed(rows, 5 if made else 20), timed(frame, 5)
        yield Row(
            f"{size:,} meetings: {name} ({count:,} found)",
            f"{mine:.1f} us, sqlite3 {sqlite:.1f} us, polars {polars:.1f} us",
            f"sqlite3 {sqlite / mine:.1f} x, polars {polars / mine:.1f} x",
            "5.0, 1.0" if size >= MILLION and name not in BESIDES else "",
        )
    database.close()


def _rows_of(database: sqlite3.Connection, sql: str, given: tuple[str, ...], made: bool) -> list[Any]:
    rows = database.execute(sql, given).fetchall()
    return [json.loads(text) for (text,) in rows] if made else rows


def _peers(dataset: csto.Dataset) -> tuple[sqlite3.Connection, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The same rows in sqlite3, with indexes, and in polars, sorted by date."""
    meetings: list[tuple[str, str, str, str]] = []
    attendance: list[tuple[str, str]] = []
    for line in dataset.collection("meeting").lines():
        row = json.loads(line)
        meetings.append((row["id"], row["body_ids"][0], row["date"], line.decode()))
        attendance += [(entry["person_id"], row["id"]) for entry in row["attendance"]]
    terms = [
        (row["id"], *as_span(row["period"]), line.decode())
        for line in dataset.collection("term").lines()
        for row in (json.loads(line),)
    ]
    database = sqlite3.connect(":memory:")
    database.execute("create table m(id text primary key, body text, date text, json text)")
    database.execute("create table a(person text, meeting text)")
    database.execute("create table t(id text primary key, first text, last text, json text)")
    database.executemany("insert into m values(?,?,?,?)", meetings)
    database.executemany("insert into a values(?,?)", attendance)
    database.executemany("insert into t values(?,?,?,?)", terms)
    database.execute("create index m_body on m(body, date)")
    database.execute("create index m_date on m(date)")
    database.execute("create index a_person on a(person)")
    database.execute("create index t_time on t(first, last)")
    database.execute("analyze")
    return (
        database,
        pl.DataFrame(meetings, schema=["id", "body", "date", "json"], orient="row").sort("date"),
        pl.DataFrame(attendance, schema=["person", "meeting"], orient="row"),
        pl.DataFrame(terms, schema=["id", "first", "last", "json"], orient="row").sort("first"),
    )


def uncertainty(size: int) -> Iterator[Row]:
    """The same questions where all dates are known to the day, and where a fifth are known to the month or the year only."""
    found: list[csto.Dataset] = []
    with tempfile.TemporaryDirectory() as folder:
        for share in (0.0, 0.2):
            file = Path(folder) / f"{share}.json"
            synthetic.write(file, size, share)
            found.append(csto.Dataset.from_json(file))
    questions: dict[str, Callable[[csto.Dataset], Any]] = {
        "by body and year": lambda dataset: dataset.meetings(body="csc", year=2050),
        "by date range": lambda dataset: dataset.meetings(between=("2050-03-01", "2050-03-31")),
        "held on a day": lambda dataset: dataset.meetings(on="2050-03-05"),
        "by attendee": lambda dataset: dataset.meetings(attended_by="person-17"),
        "terms in force on a day": lambda dataset: dataset.terms(on="2050-03-05"),
    }
    for name, ask in questions.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", csto.CoverageWarning)
            times = [timed(partial(ask, dataset), 50) for dataset in found]
            counts = [len(ask(dataset)) for dataset in found]
        yield Row(
            f"{size:,} meetings: {name}",
            f"{times[0]:.1f} us ({counts[0]:,} found), {times[1]:.1f} us ({counts[1]:,} found)",
            f"{times[1] / times[0]:.2f} x",
            "2.00",
        )
