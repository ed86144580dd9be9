"""``python -m tests.benchmarks``: measure and print the tables; ``--write`` puts them into docs/performance.md."""

from __future__ import annotations

import argparse
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from .growing import growth, uncertainty
from .measures import fresh, loading, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .measures import Row

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def table(title: str, rows: Iterable[Row]) -> str:
    """The rows as a table, printed while they come."""
    print(f"\n{title}")
    lines = [f"### {title}", "", "| what | figure | ratio | bound |", "| --- | --- | --- | --- |"]
    for row in rows:
        lines.append(f"| {row.what} | {row.figure} | {row.ratio} | {row.bound} |")
        print(*row, sep="\t", flush=True)
    return "\n".join(lines) + "\n\n"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure csto against its peers.")
    parser.add_argument("--short", action="store_true", help="half a minute instead of twenty")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    parser.add_argument("--only", action="append", metavar="TABLE", help="the title of a table; may be repeated")
    given = parser.parse_args()
    tables: dict[str, Callable[[], Iterable[Row]]] = {
        "Fresh processes": lambda: fresh(5 if given.short else 21),
        "Warm calls": warm,
        "Loading": loading,
        "Growth": lambda: growth([1_000, 10_000] if given.short else [1_000, 30_000, 1_000_000]),
        "Uncertain dates": lambda: uncertainty(10_000 if given.short else 30_000),
    }
    if unknown := set(given.only or ()) - tables.keys():
        parser.error(f"no table is called {', '.join(unknown)}; there are {', '.join(tables)}")
    machine = (
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors, {platform.system()}"
    )
    made = {title: table(title, rows()) for title, rows in tables.items() if not given.only or title in given.only}
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        measured, _, after = rest.partition(END)
        for part in measured.split("### ")[1:]:  # what was not measured now stays
            made.setdefault(part.partition("\n")[0], f"### {part}")
        parts = [f"Measured on {machine}.\n\n", *[made[title] for title in tables if title in made]]
        PAGE.write_text(before + BEGIN + "\n\n" + "".join(parts) + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
