"""A snapshot of the main answers, kept in `tests/data/answers.json`, so that every later change of an answer shows in a diff.

After a change of the data look through what changed, and write the new answers:

    .venv/bin/python -m tests.snapshot

The file is JSON, sorted by key, one answer a line.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

import csto

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ANSWERS", "answers", "text_of", "write"]

ANSWERS = Path(__file__).resolve().parent / "data" / "answers.json"
COMMAND = "python -m tests.snapshot"

Plain: TypeAlias = Union[str, int, "list[Plain]", "dict[str, Plain]", None]


def answers() -> dict[str, Plain]:
    """The main answers of the bundled dataset by question."""
    with warnings.catch_warnings():
        # what lies outside the coverage is answered all the same
        warnings.simplefilter("ignore", csto.CoverageWarning)
        return dict(sorted(_asked()))


def _asked() -> Iterator[tuple[str, Plain]]:
    data = csto.dataset()
    assert data.since is not None
    assert data.as_of is not None
    years = range(data.since.year, data.as_of.year + 1)
    yield "as of", str(data.as_of)
    for kind, count in data.counts().items():
        yield f"count {kind}", count
    for year in years:
        yield f"chaired {year}", [f"{turn.state_id} {turn.person_id} {turn.period}" for turn in csto.who_chaired(year)]
        yield f"exercises {year}", list(csto.exercises(year=year).ids)
        yield f"secretary general {year}", _secretaries(year)
        day = min(f"{year}-12-31", data.as_of.last)
        members, active = csto.members(on=day), csto.members(on=day, participating=True)
        yield f"members {day}", [*active.ids, *[f"{state.id} (frozen)" for state in members - active]]
    for meeting in csto.meetings(body="csc", status=tuple(csto.Status)):
        yield f"session {meeting.id}", _session(meeting)
    for row in csto.coverage().bodies:
        yield (
            f"coverage {row.body} {row.year}",
            {
                "documents": row.documents,
                "exact": row.exact,
                "known": row.known,
                "meetings": row.meetings,
                "reported": row.reported,
                "russian": row.russian,
            },
        )
    for kind, found in csto.coverage().kinds.items():
        yield f"coverage {kind}", {"high": found.high, "records": found.records, "two sources": found.two_sources}


def _secretaries(year: int) -> list[Plain]:
    terms = csto.terms(office="secretary-general", on=year)
    return [f"{term.person_id} {term.period}{' acting' if term.acting else ''}" for term in terms]


def _session(meeting: csto.Meeting) -> Plain:
    documents = csto.documents_adopted(meeting)
    return {
        "attendance": [f"{row.state_id or '-'}:{row.person_id or '-'}:{row.mode.value}" for row in meeting.attendance],
        "chair": meeting.chair_id,
        "city": meeting.city,
        "documents": list(documents.ids),
        "format": meeting.format.value if meeting.format else None,
        "presiding": meeting.presiding_state_id,
        "reported": documents.reported,
        "status": meeting.status.value,
    }


def text_of(given: dict[str, Plain]) -> str:
    """The answers as they stand in the file: one a line, so that a change of one changes one line."""
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False, sort_keys=True)}"
        for key, value in sorted(given.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write() -> None:
    """Write the answers of the dataset as it is now."""
    ANSWERS.parent.mkdir(exist_ok=True)
    made = text_of(answers())
    before = ANSWERS.read_text(encoding="utf-8").splitlines() if ANSWERS.exists() else []
    ANSWERS.write_text(made, encoding="utf-8")
    after = made.splitlines()
    print(f"{len(after) - 2} answers, {len(set(after) - set(before))} of them new or changed: {ANSWERS}")


if __name__ == "__main__":
    write()
