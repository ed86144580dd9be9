"""Dataset files: one JSON object with a format version, what the dataset is, and the records of each kind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from csto.kinds import KINDS, PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final

__all__ = ["FORMAT", "HEAD", "dump", "write"]

FORMAT: Final = 1
"""The version of the form of dataset files; another one is refused."""

HEAD: Final = ("format", "version", "as_of", "since")
"""What a file says of itself, before its records."""


def dump(head: Mapping[str, str | None], lines: Mapping[str, Iterable[bytes]]) -> bytes:
    """The content of a dataset file: sorted, one record a line, the same for equal datasets."""
    parts = [f'"format": {FORMAT}'.encode()]
    told = [(key, head[key]) for key in HEAD[1:] if head.get(key) is not None]
    parts += [f'"{key}": {json.dumps(value, ensure_ascii=False)}'.encode() for key, value in told]
    for kind in KINDS:
        rows = list(lines.get(kind, ()))
        if rows:
            parts.append(f'"{PLURALS[kind]}": [\n'.encode() + b",\n".join(rows) + b"\n]")
    return b"{" + b",\n".join(parts) + b"}\n"


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a whole file or none: the text goes to a file beside it, which then takes its place."""
    # through a link to what it names; a name of its own length would not fit where the target's only just does
    target = Path(os.path.realpath(path))
    part = target.with_name(f".csto-{os.urandom(8).hex()}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
