"""What must hold between the records of a dataset, put to plain rows one by one: the laws of `csto.validation` without its words.

Whoever breaks one is not told here: the file is read anew by those who can say what is wrong. A property test holds the two
against each other.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from csto.dates import PartialDate, Period
from csto.model.terms import SINGLE_HOLDER
from csto.succession import sure_span

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from typing import Any, Final

__all__ = ["RowLaws", "UnlawfulError", "days_of"]


class UnlawfulError(Exception):
    """The rows are not, or may not be, those of a valid dataset."""


@lru_cache(maxsize=1 << 15)
def days_of(text: str) -> tuple[str, str]:
    """The first and the last day of a date or period, as ISO text; an error for what is neither, or a period written otherwise.

    >>> days_of("2021-05"), days_of("2021-05-19")
    (('2021-05-01', '2021-05-31'), ('2021-05-19', '2021-05-19'))
    """
    if len(text) == 10 and text[4] == text[7] == "-":  # the most frequent form, tested without making an object
        date.fromisoformat(text)
        return text, text
    if "/" not in text:
        when = PartialDate(text)
        return when.first, when.last
    period = Period(text)
    if period.text != text:
        raise UnlawfulError
    return period.first, period.last


_NEEDED: Final = {"meeting": "term", "instrument": "meeting"}
"""The kinds whose laws ask for records of another one: that stands before them in the files that the library writes."""


class RowLaws:
    """What was met in the rows that others must agree with."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str | None], list[_Term]] = {}
        self._turns: dict[str, list[tuple[str, str, bool]]] = {}
        self._meetings: dict[str, str] = {}
        self._cities: set[tuple[str, tuple[str, ...]]] = set()
        self._known: dict[str, set[str]] = {}
        self._early: list[str] = []
        self._laws: dict[str, Callable[[Any], None]] = {
            "person": self._person, "term": self._term, "chairmanship": self._turn, "meeting": self._meeting,
            "instrument": self._instrument, "exercise": self._place, "event": self._place, "city": self._city,
        }  # fmt: skip

    def of(self, kind: str, before: Container[str]) -> Callable[[Any], None] | None:
        """What each row of the kind must be put to; `before` has the kinds that stand before it in the file."""
        self._early += [early for early, needed in _NEEDED.items() if needed == kind and early in before]
        return self._laws.get(kind)

    def _person(self, row: Any) -> None:
        if "born" in row and "died" in row and days_of(row["died"])[1] < days_of(row["born"])[0]:
            raise UnlawfulError

    def _term(self, row: Any) -> None:
        if row["office"] in SINGLE_HOLDER:
            period = Period(row["period"])
            sure = sure_span(period, [PartialDate(day) for day in row.get("attested", ())])
            self._terms.setdefault((row["office"], row.get("state_id")), []).append(
                _Term(row.get("body_id"), row["person_id"], period, *sure, row.get("acting", False), _disputed(row))
            )

    def _turn(self, row: Any) -> None:
        self._turns.setdefault(row["body_id"], []).append((*sure_span(Period(row["period"])), _disputed(row)))

    def _meeting(self, row: Any) -> None:
        period = row["period"]
        self._meetings[row["id"]] = period
        for alias in row.get("aliases", ()):
            self._meetings[alias] = period
        for entry in row.get("attendance", ()):
            if "capacity" in entry and "person_id" in entry and entry.get("standing") not in ("substitute", "guest"):
                terms = self._terms.get((entry["capacity"], entry.get("state_id")))
                if terms and _usurped(terms, entry["person_id"], *days_of(period)):
                    raise UnlawfulError
        self._place(row)

    def _instrument(self, row: Any) -> None:
        period, date = self._meetings.get(row.get("adopted_at_id", "")), row.get("date")
        if period is not None and date is not None and period != date:
            (first, last), (low, high) = days_of(date), days_of(period)
            if last < low or first > high:
                raise UnlawfulError
        self._place(row)

    def _place(self, row: Any) -> None:
        if "city" in row:
            own = row.get("country_id")
            self._cities.add((row["city"], (own,) if own else tuple(row.get("country_ids", ()))))

    def _city(self, row: Any) -> None:
        for text in (row["name"], *[name["text"] for name in row.get("names", ())]):
            self._known.setdefault(text, set()).add(row["country_id"])

    def finish(self, lines: Mapping[str, Sequence[bytes]]) -> None:
        """Put to the laws what needs all records, and once more the lines of kinds that stood before what they needed."""
        for kind in self._early:
            for line in lines[kind]:
                self._laws[kind](json.loads(line))
        for city, countries in self._cities:
            if city not in self._known or (countries and not self._known[city] & set(countries)):
                raise UnlawfulError
        offices: dict[tuple[Any, ...], list[tuple[str, str, bool]]] = {}
        for office, terms in self._terms.items():
            for term in terms:
                if not term.acting:
                    offices.setdefault((*office, term.body_id), []).append((term.by, term.until, term.disputed))
        for spans in (*offices.values(), *self._turns.values()):
            if _clashing(spans):
                raise UnlawfulError


class _Term(NamedTuple):
    body_id: str | None
    person_id: str
    period: Period
    by: str
    until: str
    acting: bool
    disputed: bool


def _usurped(terms: list[_Term], person: str, first: str, last: str) -> bool:
    """Whether somebody else surely held the office on those days, and the person surely did not."""
    if any(term.person_id == person and term.period.first <= last and first <= term.period.last for term in terms):
        return False
    return any(term.person_id != person and term.by < first and last < term.until and not term.acting for term in terms)


def _clashing(spans: list[tuple[str, str, bool]]) -> bool:
    """Whether two undisputed spans surely share more than a day of handover."""
    ordered = sorted(span for span in spans if not span[2])
    latest = ""
    for first, last, _ in ordered:
        if first < min(latest, last):
            return True
        latest = max(latest, last)
    return False


def _disputed(row: Any) -> bool:
    return any(dispute["field"] in ("period", "start", "end") for dispute in row.get("disputes", ()))
