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
    from collections.abc import Iterable

    from .measures import Row

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def table(title: str, rows: Iterable[Row]) -> str:
    lines = [f"### {title}", "", "| what | figure | ratio | bound |", "| --- | --- | --- | --- |"]
    for row in rows:
        lines.append(f"| {row.what} | {row.figure} | {row.ratio} | {row.bound} |")
        print(*row, sep="\t", flush=True)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure csto against its peers.")
    parser.add_argument("--short", action="store_true", help="a minute instead of ten")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    given = parser.parse_args()
    machine = (
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors, {platform.system()}"
    )
    parts = [
        f"Measured on {machine}.\n",
        table("Fresh processes", fresh(5 if given.short else 21)),
        table("Warm calls", warm()),
        table("Loading", loading()),
        table("Growth", growth([1_000, 10_000] if given.short else [1_000, 30_000, 1_000_000])),
        table("Uncertain dates", uncertainty(10_000 if given.short else 30_000)),
    ]
    if given.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(before + BEGIN + "\n\n" + "\n".join(parts) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
