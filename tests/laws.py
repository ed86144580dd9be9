"""What the laws of the data share: every record, every value within it, and the reviewed list of what is known to break a law.

A law looks at the whole dataset and returns what breaks it, by a key that stays the same while the data do not change.
`tests/data/known_lacks.toml` has, law by law, the keys that are known and the reason for each. A law fails where something new
breaks it, and just as well where a listed key breaks it no longer: the list can only be kept as short as the data allow.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import csto
from csto.kinds import KINDS
from csto.model.base import Part, SourcedRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csto.model.base import Record

__all__ = ["AS_OF", "DATA", "SINCE", "Value", "all_sourced", "assert_law", "every", "known_lacks", "values_of"]

DATA = csto.dataset()
assert DATA.as_of is not None
assert DATA.since is not None
AS_OF = DATA.as_of.last
"""The last day that the dataset reaches, as ISO text."""
SINCE = DATA.since.first
"""The first day that the dataset reaches, as ISO text."""
LACKS = Path(__file__).resolve().parent / "data" / "known_lacks.toml"


class Value(NamedTuple):
    """A value of a field, wherever in a record it stands."""

    path: str
    owner: Part
    field: str
    annotation: str
    value: Any


def every() -> Iterator[Record]:
    """Every record of the bundled dataset, kind by kind."""
    for kind in KINDS:
        yield from DATA.all(kind)


def all_sourced() -> Iterator[SourcedRecord]:
    """Every record that rests on sources: all but the sources themselves."""
    return (record for record in every() if isinstance(record, SourcedRecord))


def values_of(part: Part, path: str = "") -> Iterator[Value]:
    """Every value in a record that is not None, the items of lists one by one, and those of its parts after them."""
    for name, annotation in zip(part.field_names, part.field_annotations, strict=True):
        value: Any = getattr(part, name)
        many = annotation.startswith("tuple[")
        items: tuple[Any, ...] = value if many else (value,)
        for at, item in enumerate(items):
            if item is not None:
                where = f"{path}.{name}[{at}]" if many else f"{path}.{name}"
                yield Value(where.removeprefix("."), part, name, annotation, item)
                if isinstance(item, Part):
                    yield from values_of(item, where)


def known_lacks(law: str) -> dict[str, str]:
    """What is known to break a law, with the reason for each."""
    listed: dict[str, dict[str, str]] = tomllib.loads(LACKS.read_text(encoding="utf-8"))
    return listed.get(law, {})


def assert_law(law: str, covered: int, broken: Mapping[str, str]) -> None:
    """Fail where something breaks the law that is not listed, where a listed exception is not needed, and where the law is idle."""
    listed = known_lacks(law)
    news = [f"{key}: {said}" for key, said in sorted(broken.items()) if key not in listed]
    spare = sorted(key for key in listed if key not in broken)
    said = [*news]
    if spare:
        said += [f"tests/data/known_lacks.toml [{law}] lists what breaks the law no longer: {key}" for key in spare]
    assert not said, f"{law}: {len(news)} new of {covered} looked at\n" + "\n".join(said)
    assert covered, f"{law}: nothing was looked at"
