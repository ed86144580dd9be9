"""How a seed file is laid out: one table a record, fields in the order of the class, one item of a list a line.

The layout is a function of the content, so that two people who write the same record write the same lines. Comments are kept
where they stand on lines of their own: at the top of the file, above a record or a field, at the end; those within a list come
to stand above it.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from csto.kinds import KINDS, PLURALS, record_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["FOLDERS", "SEEDS", "SeedError", "format_file", "lay_out", "read_file", "seed_files"]

SEEDS = Path(__file__).resolve().parent.parent
FOLDERS = {PLURALS[kind]: kind for kind in KINDS}
"""The folders of seed files and the kind that each holds."""

_LAST = ("about", "notes", "confidence", "citations", "disputes", "aliases")
_WIDTH = 120
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_FIELD = re.compile(r"([A-Za-z0-9_-]+)\s*=")
_END = "\n"  # no record is called so


class SeedError(Exception):
    """A seed file cannot be read; the message has the file and the reason."""


def seed_files(folder: str) -> list[Path]:
    """The files of a folder of seeds, in order."""
    return sorted((SEEDS / folder).glob("*.toml"))


def read_file(path: Path) -> dict[str, dict[str, Any]]:
    """The records of a file by id, as they are written."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path.parent.name}/{path.name}: {error}") from None
    for name, row in data.items():
        if not isinstance(row, dict):
            raise SeedError(f"{path.parent.name}/{path.name}: {name!r} stands outside a record: begin with a line [id]")
    return data


def format_file(path: Path) -> str:
    """The text of a file as the formatter would write it."""
    rows = read_file(path)
    try:
        return lay_out(FOLDERS[path.parent.name], rows, _comments(path.read_text(encoding="utf-8")))
    except SeedError as error:
        raise SeedError(f"{path.parent.name}/{path.name}: {error}") from None


def lay_out(kind: str, rows: Mapping[str, Mapping[str, Any]], comments: Mapping[str, list[str]] | None = None) -> str:
    """The text of a seed file with these records, in the order of their ids."""
    comments = comments or {}
    names = [name for name in record_class(kind).field_names if name not in ("id", *_LAST)]
    order = {name: at for at, name in enumerate((*names, *_LAST))}
    lines = comments.get("") or [f"#:schema ../schema/{PLURALS[kind]}.json"]
    blocks = ["\n".join(lines) + "\n"]
    for name in sorted(rows):
        block = [*comments.get(name, ()), f"[{_key(name)}]"]
        row = rows[name]
        # a misspelt field stays, so that the check can name it
        for field in sorted(row, key=lambda field: (order.get(field, len(order)), field)):
            block += [*comments.get(f"{name}.{field}", ()), *_field(_key(field), row[field])]
        blocks.append("\n".join(block) + "\n")
    if _END in comments:
        blocks.append("\n".join(comments[_END]) + "\n")
    return "\n".join(blocks)


def _comments(text: str) -> dict[str, list[str]]:
    """The comment lines by what they stand above: a record, a field (``record.field``), nothing (`_END`), or all (empty)."""
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    record = field = ""
    quoted = False
    for line in text.splitlines():
        bare = line.strip()
        within, quoted = quoted, quoted != (max(line.count('"""'), line.count("'''")) % 2 == 1)
        if within:  # a text of several lines
            continue
        if bare.startswith("#"):
            waiting.append(bare)
            continue
        if not bare:
            if record:
                continue
            above = ""
        elif line.startswith("[") and bare.endswith("]") and not line.startswith("[["):
            above = record = bare[1:-1].strip().strip("\"'")
        else:
            _refuse_trailing(line)
            field = named[1] if (named := _FIELD.match(line)) else field
            above = f"{record}.{field}"
        if waiting:
            found.setdefault(above, []).extend(waiting)
            waiting = []
    if waiting:
        found[_END] = waiting
    return found


def _refuse_trailing(line: str) -> None:
    """Refuse a comment behind a value, which the layout could not keep."""
    bare = _QUOTED.sub("", line)
    if "#" in bare:
        raise SeedError(
            f"a comment stands behind a value, where it would be lost: put it above the line {line.strip()[:80]!r}"
        )


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _field(name: str, value: Any) -> list[str]:
    if isinstance(value, list) and value:
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        inline = f"{name} = {_value(value)}"
        if len(inline) <= _WIDTH and not isinstance(items[0], dict):
            return [inline]
        return [f"{name} = [", *[f"  {_value(item)}," for item in items], "]"]
    return [f"{name} = {_value(value)}"]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return "[" + ", ".join([_value(item) for item in items]) + "]"
    if isinstance(value, dict):
        table: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType]
        return (
            "{ " + ", ".join([f"{_key(key)} = {_value(item)}" for key, item in table.items()]) + " }" if table else "{}"
        )
    raise SeedError(
        f"a seed file holds text, numbers, true and false, lists and tables, not {value!r}: write dates as text in quotes"
    )
