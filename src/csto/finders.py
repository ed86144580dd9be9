"""One record of each kind, by anything that people call it."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from csto.kinds import KINDS
from csto.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from csto.collection import Collection
    from csto.lookup import NameIndex
    from csto.model.bodies import StatutoryBody
    from csto.model.chairmanships import Chairmanship
    from csto.model.events import Event
    from csto.model.forces import Exercise, Force, Operation, Series
    from csto.model.graph import Graph
    from csto.model.instruments import Instrument
    from csto.model.meetings import Meeting
    from csto.model.people import Person
    from csto.model.places import City
    from csto.model.programmes import Programme
    from csto.model.provenance import Source
    from csto.model.states import MemberState

__all__ = ["Finders"]

_REMEMBERED = 10_000
"""So many names of a kind are remembered with what they led to."""


class Finders(Store):
    """The questions for one record.

    Each takes an id, a code, an abbreviation, any known name in any language or spelling, or the record itself, and gives the
    record of this dataset. Each raises `NotFoundError` with the closest names, `AmbiguousNameError` with the candidates, or
    `InvalidArgumentError` for what is no name at all.
    """

    def __init__(self, load: Callable[[str, Graph], Collection]) -> None:
        super().__init__(load)
        self._names: dict[str, NameIndex] = {}
        self._told: dict[str, dict[Any, Any]] = {kind: {} for kind in KINDS}
        self._names_lock = RLock()

    def _find(self, kind: str, given: object) -> Any:
        told = self._told[kind]
        try:
            return told[given]  # asked before
        except (KeyError, TypeError):  # not yet, or not even hashable
            pass
        found = self._by_name(kind, given)
        if isinstance(given, str):
            if len(told) >= _REMEMBERED:
                told.clear()
            told[given] = found
        return found

    def _by_name(self, kind: str, given: object) -> Any:
        index = self._names.get(kind)
        if index is None:
            # names need folding and transliteration, which questions by id or date should not wait for
            from csto.lookup import NameIndex

            with self._names_lock:
                index = self._names.setdefault(kind, NameIndex(self, kind))
        return index.find(given)

    def state(self, name: str | MemberState) -> MemberState:
        """The state of that id, code or name.

        >>> import csto
        >>> csto.state("TJ") == csto.state("TJK") == csto.state("tajikistan") == csto.state("Таджикистан")
        True
        """
        found: MemberState = self._find("state", name)
        return found

    def body(self, name: str | StatutoryBody) -> StatutoryBody:
        """The body of that id, abbreviation or name.

        >>> import csto
        >>> csto.body("СМИД").id, csto.body("Permanent Council").id
        ('cfm', 'permanent-council')
        """
        found: StatutoryBody = self._find("body", name)
        return found

    def person(self, name: str | Person) -> Person:
        """The person of that id or name; a family name alone will do where one person only has it.

        >>> import csto
        >>> csto.person("Mukhriddin").name
        'Sirojiddin Muhriddin'
        """
        found: Person = self._find("person", name)
        return found

    def meeting(self, name: str | Meeting) -> Meeting:
        """The meeting of that id, held or not.

        >>> import csto
        >>> csto.meeting("csc-2021-09-16").city
        'Dushanbe'
        """
        found: Meeting = self._find("meeting", name)
        return found

    def instrument(self, name: str | Instrument) -> Instrument:
        """The document of that id or title.

        >>> import csto
        >>> csto.instrument("Collective Security Treaty").date
        PartialDate('1992-05-15')
        """
        found: Instrument = self._find("instrument", name)
        return found

    def chairmanship(self, name: str | Chairmanship) -> Chairmanship:
        """The turn in the chair of that id; `who_chaired` finds it by date.

        >>> import csto
        >>> turn = csto.who_chaired("2021-05-19").one()
        >>> csto.chairmanship(turn.id) is turn
        True
        """
        found: Chairmanship = self._find("chairmanship", name)
        return found

    def exercise(self, name: str | Exercise) -> Exercise:
        """The exercise of that id or name.

        >>> import csto
        >>> csto.exercise("rubezh-2021").series.name == csto.series("rubezh").name
        True
        """
        found: Exercise = self._find("exercise", name)
        return found

    def series(self, name: str | Series) -> Series:
        """The series of exercises or operations of that id or name.

        >>> import csto
        >>> "rubezh-2021" in csto.series("Рубеж").exercises
        True
        """
        found: Series = self._find("series", name)
        return found

    def operation(self, name: str | Operation) -> Operation:
        """The operation of that id or name.

        >>> import csto
        >>> csto.operation("peacekeeping-kazakhstan-2022").countries.ids
        ('kz',)
        """
        found: Operation = self._find("operation", name)
        return found

    def force(self, name: str | Force) -> Force:
        """The force of that id, abbreviation or name.

        >>> import csto
        >>> csto.force("CRRF").id
        'crrf'
        """
        found: Force = self._find("force", name)
        return found

    def programme(self, name: str | Programme) -> Programme:
        """The programme of that id or name.

        >>> import csto
        >>> "tj" in csto.programme("targeted-interstate-programme-tajik-afghan-border").states
        True
        """
        found: Programme = self._find("programme", name)
        return found

    def event(self, name: str | Event) -> Event:
        """The event of that id or title.

        >>> import csto
        >>> csto.event("rahmon-zas-2021-02-18").city
        'Dushanbe'
        """
        found: Event = self._find("event", name)
        return found

    def city(self, name: str | City) -> City:
        """The city of that id or name, former names included.

        >>> import csto
        >>> csto.city("Душанбе").country.name
        'Tajikistan'
        """
        found: City = self._find("city", name)
        return found

    def source(self, name: str | Source) -> Source:
        """The publication of that id, address or title.

        >>> import csto
        >>> cited = csto.meeting("csc-2021-09-16").citations[0].source
        >>> csto.source(cited.url) == csto.source(cited.id) == cited
        True
        """
        found: Source = self._find("source", name)
        return found
