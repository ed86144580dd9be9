"""Compiling the seed files: read, completed, checked, and written as the files that the library reads."""

from __future__ import annotations

import hashlib
import json
import tomllib
from typing import TYPE_CHECKING

from csto.dates import PartialDate, Period
from csto.errors import InvalidDateError
from csto.files import FORMAT
from csto.interchange import checked
from csto.kinds import KINDS, PLURALS, record_class
from csto.plain import to_plain
from pipeline.layout import FOLDERS, SEEDS, SeedError, format_file, read_file, seed_files

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from csto.model.base import Record

__all__ = ["DATA", "bundle", "collect", "unformatted"]

DATA = SEEDS.parent / "src" / "csto" / "data"


def collect() -> tuple[dict[str, list[Record]], list[str]]:
    """The records of all seed files by kind, and everything that is wrong with them."""
    rows: dict[str, list[dict[str, Any]]] = {}
    problems: list[str] = []
    for folder, kind in FOLDERS.items():
        homes: dict[str, Path] = {}
        found = rows.setdefault(folder, [])
        for path in seed_files(folder):
            try:
                records = read_file(path)
            except SeedError as error:
                problems.append(str(error))
                continue
            for name, row in records.items():
                if name in homes:
                    problems.append(f"{folder}[{name}]: stands in {homes[name].name} and in {path.name}")
                homes[name] = path
                if "id" in row:
                    problems.append(f"{folder}[{name}].id: the id stands in the brackets, and nowhere else")
                found.append(complete(kind, name, row))
    records_by_kind, more = checked(rows)
    return records_by_kind, problems + more


def complete(kind: str, name: str, row: dict[str, Any]) -> dict[str, Any]:
    """The plain row of a record as the library reads it: with its id, and with date and period, of which one is written."""
    names = record_class(kind).field_names
    whole = {**row, "id": name}
    if "date" in names and "period" in names:
        date, period = row.get("date"), row.get("period")
        if date is None and isinstance(period, str):
            try:
                start = Period(period).start
            except InvalidDateError:
                return whole  # the check will name it
            if start is not None:
                whole["date"] = start.text
        elif period is None and isinstance(date, str):
            whole["period"] = date
    return whole


def bundle(records: dict[str, list[Record]]) -> dict[str, str]:
    """The text of each file of the bundled dataset: one for each kind, one record a line, and the manifest."""
    files: dict[str, str] = {}
    for kind in KINDS:
        items = sorted(records[kind], key=lambda item: item.sort_key)
        lines = [json.dumps(to_plain(item), ensure_ascii=False, separators=(",", ":")) for item in items]
        files[PLURALS[kind]] = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    head = tomllib.loads((SEEDS / "dataset.toml").read_text(encoding="utf-8"))
    digest = hashlib.sha256("".join([files[name] for name in sorted(files)]).encode()).hexdigest()
    manifest = {
        "format": FORMAT,
        "version": head["version"],
        "as_of": PartialDate(head["as_of"]).text,
        "since": PartialDate(head["since"]).text,
        "digest": f"sha256:{digest}",
        "counts": {PLURALS[kind]: len(records[kind]) for kind in KINDS},
    }
    files["manifest"] = json.dumps(manifest, indent=1) + "\n"
    return files


def unformatted() -> list[Path]:
    """The seed files that the formatter would change."""
    return [path for folder in FOLDERS for path in seed_files(folder) if _differs(path)]


def _differs(path: Path) -> bool:
    try:
        return format_file(path) != path.read_text(encoding="utf-8")
    except SeedError:  # `collect` names it
        return False
