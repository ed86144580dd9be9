"""What is measured: fresh processes, warm calls and growth, each against a peer in the same run."""

from __future__ import annotations

import gc
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import csto

from . import synthetic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Row", "fresh", "growth", "loading", "warm"]

FIRST = "import csto\nfor turn in csto.who_chaired(2021): turn.state.name, turn.person.name, str(turn.period)"
PROCESSES = {
    "bare interpreter": "pass",
    "import csto": "import csto",
    "first answer: csto who_chaired(2021)": FIRST,
    "import attrs": "import attrs",
    "first answer: pycountry get('TJ')": "import pycountry; pycountry.countries.get(alpha_2='TJ').name",
    "first answer: us lookup('CA')": "import us; us.states.lookup('CA').name",
    "first answer: babel ru name of TJ": "from babel import Locale; Locale('ru').territories['TJ']",
}


class Row(NamedTuple):
    """One line of a table: what, how long, of what peer, and the bound that the project has set itself."""

    what: str
    figure: str
    ratio: str = ""
    bound: str = ""


def fresh(runs: int) -> Iterator[Row]:
    """Whole processes, interleaved, every .pyc present: medians in milliseconds from the spawn to the exit."""
    times: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for turn in range(runs + 1):
        for name, code in PROCESSES.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            if turn:  # the first one writes the .pyc files
                times[name].append(time.perf_counter() - began)
    medians = {name: 1000 * statistics.median(found) for name, found in times.items()}
    bare, first = medians["bare interpreter"], medians["first answer: csto who_chaired(2021)"]
    for name, found in medians.items():
        ratio = bound = ""
        if name == "import csto":
            ratio, bound = f"{found / bare:.2f} x bare", "1.15"
        elif "pycountry" in name:
            ratio, bound = f"csto {first / found:.2f} x", "0.90"
        elif "us lookup" in name:
            ratio, bound = f"csto {first / found:.2f} x", "1.00"
        elif "babel" in name:
            ratio = f"csto {first / found:.2f} x"
        yield Row(name, f"{found:.1f} ms", ratio, bound)


def timed(call: Callable[[], object], count: int = 300, rounds: int = 7) -> float:
    """The median time of a call in microseconds, after a first one."""
    call()
    found: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        for _ in range(count):
            call()
        found.append((time.perf_counter() - began) / count)
    return 1e6 * statistics.median(found)


def _fails(call: Callable[[], object]) -> Callable[[], object]:
    def failing() -> object:
        try:
            return call()
        except csto.NotFoundError as error:
            return error

    return failing


def _whole_day() -> object:
    day = csto.at("2021-05-19")
    return (
        *(day.members, day.participating, day.chairmanship, day.secretary_general, day.terms),
        *(day.memberships, day.bodies, day.meetings, day.events),
    )


def warm() -> Iterator[Row]:
    """Calls in one process, after their first: microseconds, and the ratio to pycountry's in the same run."""
    import pycountry

    get = timed(lambda: pycountry.countries.get(alpha_2="TJ"))
    lookup = timed(lambda: pycountry.countries.lookup("Tajikistan"))
    yield Row("pycountry.countries.get", f"{get:.2f} us")
    yield Row("pycountry.countries.lookup", f"{lookup:.2f} us")
    by_id = timed(lambda: csto.state("tj"))
    yield Row("csto.state by id", f"{by_id:.2f} us", f"{by_id / get:.2f} x get", "0.50")
    for name in ("TAJIKISTAN", "Таджикистан"):
        found = timed(partial(csto.state, name))
        yield Row(f"csto.state({name!r})", f"{found:.2f} us", f"{found / lookup:.2f} x lookup", "1.00")
    found = timed(lambda: csto.person("Mukhriddin"))
    yield Row("csto.person('Mukhriddin')", f"{found:.2f} us", f"{found / lookup:.2f} x lookup", "1.00")
    found = timed(lambda: csto.who_chaired("2021-05-19"))
    yield Row("csto.who_chaired(a day)", f"{found:.2f} us", f"{found / get:.2f} x get", "1.00")
    yield Row("csto.at(day) with all it holds", f"{timed(_whole_day) / 1000:.3f} ms", "", "0.2 ms")
    wrong = timed(_fails(lambda: csto.person("Mukhridinov Sirodj")), 20)
    yield Row("a wrong name with its suggestions", f"{wrong / 1000:.2f} ms", "", "3 ms")
    for text in ("Tajik-Afghan border", "session of the Collective Security Council"):
        found = timed(partial(csto.search, text), 20)
        yield Row(f"csto.search({text!r})", f"{found / 1000:.2f} ms", "", "5 ms")


def loading() -> Iterator[Row]:
    """The whole bundled dataset as records, against json.loads of the same bytes."""
    from csto import bundle
    from csto.datasets import Dataset
    from csto.kinds import KINDS

    content = [path.read_bytes() for path in sorted(Path(csto.__path__[0], "data").glob("*.json"))]
    plain = timed(lambda: [json.loads(data) for data in content], 1)

    def load() -> Dataset:
        made = Dataset._bundled(bundle._load, json.loads(bundle._bytes("manifest")))  # pyright: ignore[reportPrivateUsage]
        for kind in KINDS:
            tuple(made.all(kind))
        return made

    found = timed(load, 1)
    yield Row("json.loads of the bundled data", f"{plain / 1000:.1f} ms")
    yield Row("all bundled records", f"{found / 1000:.1f} ms", f"{found / plain:.2f} x json.loads", "3.00")
    gc.collect()
    tracemalloc.start()
    kept = load()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    yield Row(f"memory of all {sum(kept.counts().values())} records", f"{size / 2**20:.1f} MiB", "", "40 MiB")


def growth(sizes: list[int]) -> Iterator[Row]:
    """Synthetic datasets: building, and queries against sqlite3 with indexes on the same rows."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield from _at_size(Path(folder) / "synthetic.json", size)


def _at_size(file: Path, size: int) -> Iterator[Row]:
    synthetic.write(file, size)
    content = file.read_bytes()
    began = time.perf_counter()
    rows = json.loads(content)
    loads = time.perf_counter() - began
    began = time.perf_counter()
    json.dumps(rows)
    dumps = time.perf_counter() - began
    del rows
    began = time.perf_counter()
    dataset = csto.Dataset.from_json(file)
    read = time.perf_counter() - began
    began = time.perf_counter()
    dataset.to_json(file.with_suffix(".out"))
    wrote = time.perf_counter() - began
    label = f"{size:,} meetings"
    yield Row(f"{label}: from_json", f"{read:.2f} s", f"{read / loads:.2f} x json.loads", "4.00")
    yield Row(f"{label}: to_json", f"{wrote:.2f} s", f"{wrote / dumps:.2f} x json.dumps", "4.00")
    meetings = dataset.collection("meeting")
    gc.collect()
    tracemalloc.start()
    began = time.perf_counter()
    meetings.index()
    meetings.place("")
    indexed = time.perf_counter() - began
    size_of_index = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    each = size_of_index / size + sys.getsizeof(b"") + 8  # the line's own header and its place in the list
    yield Row(
        f"{label}: indexes", f"{indexed:.2f} s (while measured)", f"{each:.0f} bytes a meeting beside its text", "450"
    )
    database = _sqlite(dataset)
    some = meetings.id_at(size // 2)
    person = "person-17"
    questions: list[tuple[str, Callable[[], Any], str, tuple[str, ...]]] = [
        ("by id", lambda: dataset.meeting(some), "select json from m where id=?", (some,)),
        (
            "by body and year",
            lambda: dataset.meetings(body="csc", year=2050),
            "select json from m where body='csc' and date between '2050-01-01' and '2050-12-31' order by date",
            (),
        ),
        (
            "by date range",
            lambda: dataset.meetings(between=("2050-03-01", "2050-03-31")),
            "select json from m where date between '2050-03-01' and '2050-03-31' order by date",
            (),
        ),
        (
            "by attendee",
            lambda: dataset.meetings(attended_by=person),
            "select m.json from a join m on m.id=a.meeting where a.person=? order by m.date",
            (person,),
        ),
        ("on a day", lambda: dataset.meetings(on="2050-03-05"), "select json from m where date='2050-03-05'", ()),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, ask, query, values in questions:
            mine = timed(ask, 50)
            theirs = timed(partial(_rows_of, database, query, values), 20)
            yield Row(
                f"{label}: {name}", f"{mine:.1f} us, sqlite3 {theirs:.1f} us", f"sqlite3 {theirs / mine:.1f} x", "5.0"
            )
    database.close()


def _rows_of(database: sqlite3.Connection, query: str, values: tuple[str, ...]) -> list[tuple[str]]:
    return database.execute(query, values).fetchall()


def _sqlite(dataset: csto.Dataset) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("create table m(id text primary key, body text, date text, json text)")
    database.execute("create table a(person text, meeting text)")
    for line in dataset.collection("meeting").lines():
        row = json.loads(line)
        database.execute("insert into m values(?,?,?,?)", (row["id"], row["body_ids"][0], row["date"], line.decode()))
        database.executemany(
            "insert into a values(?,?)", [(entry["person_id"], row["id"]) for entry in row["attendance"]]
        )
    database.execute("create index m_body on m(body, date)")
    database.execute("create index m_date on m(date)")
    database.execute("create index a_person on a(person)")
    return database
