"""The commands of ``python seeds``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from pipeline.compiling import DATA, bundle, collect, unformatted
from pipeline.helping import helping_files
from pipeline.layout import FOLDERS, SEEDS, SeedError, format_file, seed_files

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Run a command; 0 if all is well, 1 if something must be mended first."""
    parser = argparse.ArgumentParser(
        prog="python seeds", description="Check the seed files and compile them into src/csto/data."
    )
    parser.add_argument(
        "command",
        nargs="?",
        default="compile",
        choices=("compile", "check", "format"),
        help="compile: format, check and write the dataset, the templates and the schemas (the default); "
        "check: say what is wrong, write nothing; format: lay out the seed files",
    )
    command: str = parser.parse_args(arguments).command
    if command != "check":
        unread = [error for folder in FOLDERS for path in seed_files(folder) if (error := _format(path))]
        if command == "format":
            print(*unread, sep="", end="", file=sys.stderr)
            return 1 if unread else 0
    return _compile(write=command == "compile")


def _format(path: Path) -> str | None:
    """Lay a file out; what is wrong if it cannot be read."""
    try:
        text = format_file(path)
    except SeedError as error:
        return f"{error}\n"
    if text != path.read_text(encoding="utf-8"):
        path.write_text(text, encoding="utf-8")
    return None


def _compile(write: bool) -> int:
    records, problems = collect()
    if not write:
        problems += [
            f"{path.parent.name}/{path.name}: not laid out (run: python seeds format)" for path in unformatted()
        ]
    if problems:
        print("\n".join(problems), file=sys.stderr)
        print(f"{len(problems)} problems", file=sys.stderr)
        return 1
    files = {DATA / f"{name}.json": text for name, text in bundle(records).items()}
    files |= {SEEDS / name: text for name, text in helping_files().items()}
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if write:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
    total = sum(len(items) for items in records.values())
    print(f"{total} records are valid; {len(stale)} files {'written' if write else 'are stale'}")
    for path in stale if not write else ():
        print(f"stale: {path.relative_to(SEEDS.parent)} (run: python seeds)", file=sys.stderr)
    return 1 if stale and not write else 0
