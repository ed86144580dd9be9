"""Datasets of any size that look like the real one: meetings of six bodies through the years, who came, what they adopted,
and the terms of those who came.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows", "write"]

BODIES = ("csc", "cfm", "cmd", "cssc", "pa", "permanent-council")
STATES = ("am", "by", "kg", "kz", "ru", "tj")
CITE = [{"source_id": "press"}]


def rows(meetings: int, uncertain: float = 0.0) -> Iterator[tuple[str, dict[str, object]]]:
    """The plain rows of a dataset with so many meetings, six attendances each and an instrument for every second one.

    `uncertain` is the share of meetings and terms whose dates are known to the month or the year only.
    """
    random = Random(meetings)

    def said(day: date) -> str:
        return day.isoformat()[: random.choice((4, 7))] if random.random() < uncertain else day.isoformat()

    yield "sources", {"id": "press", "title": "Synthetic", "publisher": "Press", "tier": "agency"}
    for state in STATES:
        yield "states", {"id": state, "citations": CITE, "name": state.upper()}
    for body in BODIES:
        yield "bodies", {"id": body, "citations": CITE, "name": body.upper(), "kind": "statutory"}
    people = max(60, meetings // 50)
    for number in range(people):
        state = STATES[number % 6]
        yield "people", {"id": f"person-{number}", "citations": CITE, "name": f"Person {number}", "state_id": state}
    yield "cities", {"id": "city", "citations": CITE, "name": "City", "country_id": "ru"}
    first, days = date(1992, 5, 15), 365 * 200
    for number in range(people):
        begun = first + timedelta(days=random.randrange(days))
        yield (
            "terms",
            {
                "id": f"term-{number}",
                "citations": CITE,
                "person_id": f"person-{number}",
                "office": "other",
                "title": "Delegate",
                "period": f"{said(begun)}/{said(begun + timedelta(days=random.randrange(400, 2000)))}",
            },
        )
    for number in range(meetings):
        day = first + timedelta(days=number * days // meetings)
        when = said(day)
        group = number * 6 % people
        attendance = [
            {
                "person_id": f"person-{(group + at) % people}",
                "state_id": STATES[(group + at) % 6 % 6],
                "mode": "in-person",
            }
            for at in range(6)
        ]
        body = random.choice(BODIES)
        yield (
            "meetings",
            {
                "id": f"{body}-{day}-{number}",
                "citations": CITE,
                "confidence": "high",
                "body_ids": [body],
                "date": when,
                "period": when,
                "session": "regular",
                "city": "City",
                "country_id": "ru",
                "chair_id": attendance[0]["person_id"],
                "attendance": attendance,
            },
        )
        if number % 2:
            yield (
                "instruments",
                {
                    "id": f"{day}-statement-{number}",
                    "citations": CITE,
                    "kind": "statement",
                    "titles": [{"text": f"On matter {number}", "language": "en"}],
                    "date": when,
                    "adopted_by_ids": [body],
                    "adopted_at_id": f"{body}-{day}-{number}",
                },
            )


def write(path: Path, meetings: int, uncertain: float = 0.0) -> None:
    """Write a dataset file of that size, one record a line."""
    kinds: dict[str, list[str]] = {}
    for kind, row in rows(meetings, uncertain):
        kinds.setdefault(kind, []).append(json.dumps(row, separators=(",", ":")))
    parts = [f'"{kind}": [\n' + ",\n".join(lines) + "\n]" for kind, lines in kinds.items()]
    path.write_text('{"format": 1,\n"version": "1",\n' + ",\n".join(parts) + "}\n", encoding="utf-8")
