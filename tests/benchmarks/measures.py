"""What is measured on the bundled data: fresh processes and warm calls, each against a peer in the same run."""

from __future__ import annotations

import compileall
import gc
import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import csto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Row", "fresh", "loading", "timed", "warm"]

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
    # as pip does for what it installs; a process may have been told to write none
    compileall.compile_dir(Path(csto.__file__).parent, quiet=1)
    times: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for turn in range(runs + 1):
        for name, code in PROCESSES.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            if turn:  # the first one fills the caches of the disk
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


def against(call: Callable[[], object], peer: Callable[[], object], count: int = 300) -> tuple[float, float]:
    """The median times of a call and of its peer in microseconds, measured in turn, so that both meet the same moods of the machine."""
    rounds = [(timed(call, count, 1), timed(peer, count, 1)) for _ in range(15)]
    return statistics.median(own for own, _ in rounds), statistics.median(other for _, other in rounds)


def warm() -> Iterator[Row]:
    """Calls in one process, after their first: microseconds, and the ratio to pycountry's in the same moment."""
    import pycountry

    def get() -> object:
        return pycountry.countries.get(alpha_2="TJ")

    def lookup() -> object:
        return pycountry.countries.lookup("Tajikistan")

    pairs: list[tuple[str, Callable[[], object], Callable[[], object], str]] = [
        ("csto.state by id", lambda: csto.state("tj"), get, "0.50"),
        ("csto.state('TAJIKISTAN')", lambda: csto.state("TAJIKISTAN"), lookup, "1.00"),
        ("csto.state('Таджикистан')", lambda: csto.state("Таджикистан"), lookup, "1.00"),
        ("csto.person('Mukhriddin')", lambda: csto.person("Mukhriddin"), lookup, "1.00"),
        ("csto.who_chaired(a day)", lambda: csto.who_chaired("2021-05-19"), get, "1.00"),
    ]
    for name, call, peer, bound in pairs:
        own, other = against(call, peer)
        yield Row(name, f"{own:.2f} us, pycountry {peer.__name__} {other:.2f} us", f"{own / other:.2f} x", bound)
    whole, other = against(_whole_day, get, 100)
    yield Row("csto.at(day) with all it holds", f"{whole / 1000:.3f} ms, pycountry get {other:.2f} us", "", "0.2 ms")
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

    def load() -> Dataset:
        made = Dataset._bundled(bundle._load, json.loads(bundle._bytes("manifest")))  # pyright: ignore[reportPrivateUsage]
        for kind in KINDS:
            tuple(made.all(kind))
        return made

    def parse() -> object:
        return [json.loads(data) for data in content]

    times: dict[Callable[[], object], list[float]] = {parse: [], load: []}
    for _ in range(15):  # in turn, so that both meet the same moods of the machine
        for call, taken in times.items():
            gc.collect()
            began = time.perf_counter()
            call()
            taken.append(1000 * (time.perf_counter() - began))
    plain, found = map(statistics.median, times.values())
    yield Row("json.loads of the bundled data", f"{plain:.1f} ms")
    yield Row("all bundled records", f"{found:.1f} ms", f"{found / plain:.2f} x json.loads", "3.00")
    gc.collect()
    tracemalloc.start()
    kept = load()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    yield Row(f"memory of all {sum(kept.counts().values())} records", f"{size / 2**20:.1f} MiB", "", "40 MiB")
