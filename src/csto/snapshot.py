"""The organization as it stood on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.errors import NotFoundError
from csto.model.base import Shown
from csto.records import records_at

if TYPE_CHECKING:
    from typing import NoReturn

    from csto.dates import PartialDate
    from csto.model.bodies import StatutoryBody
    from csto.model.chairmanships import Chairmanship
    from csto.model.events import Event
    from csto.model.meetings import Meeting
    from csto.model.memberships import Membership
    from csto.model.people import Person
    from csto.model.states import MemberState
    from csto.model.terms import Office, Term
    from csto.questions import Questions
    from csto.records import Records
    from csto.views.shapes import Page

__all__ = ["Snapshot"]


class Snapshot(Shown):
    """The organization as it stood on a day (or in a month or year, where the date is no more precise).

    Each answer is looked up when it is asked for. On a day of handover both holders are in force: the plural gives both, the
    singular the incoming one.

    >>> import csto
    >>> day = csto.at("2021-05-19")
    >>> day.chairmanship.state.name, day.secretary_general.name, day.holder("foreign-minister", "tj").name
    ('Tajikistan', 'Stanislav Zas', 'Sirojiddin Muhriddin')
    """

    __slots__ = ("_dataset", "date")

    date: PartialDate

    def __init__(self, dataset: Questions, date: PartialDate) -> None:
        object.__setattr__(self, "_dataset", dataset)
        object.__setattr__(self, "date", date)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Snapshot does not change: ask csto.at() for another day")

    _dataset: Questions

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a Snapshot is a view of a dataset and cannot be pickled: pickle its date and ask .at(date) again"
        )

    def __copy__(self) -> Snapshot:
        return self

    def __deepcopy__(self, memo: object) -> Snapshot:
        return self

    @property
    def members(self) -> Records[MemberState]:
        """The member states, by id."""
        return self._dataset.members(on=self.date)

    @property
    def participating(self) -> Records[MemberState]:
        """The member states that take part, by id: without those whose participation is frozen."""
        return self._dataset.members(on=self.date, participating=True)

    @property
    def memberships(self) -> Records[Membership]:
        """What every state was: parties to the Treaty, members, observers."""
        return self._dataset.memberships(on=self.date)

    @property
    def chairmanships(self) -> Records[Chairmanship]:
        """The turns in the chair of the Council that are in force, the outgoing first."""
        return self._dataset.who_chaired(self.date)

    @property
    def chairmanship(self) -> Chairmanship:
        """The turn in the chair of the Council at the end of the day; `NotFoundError` where none is on record."""
        found = self.chairmanships
        if not found:
            raise NotFoundError(
                f"no chairmanship of the Collective Security Council is on record for {self.date}", self.date
            )
        return found[-1]

    @property
    def chair(self) -> Person:
        """The chairman of the Council at the end of the day; `NotFoundError` where none is on record."""
        return self.chairmanship.person

    @property
    def secretary_general(self) -> Person:
        """The Secretary General, acting or not; `NotFoundError` where none is on record."""
        return self._dataset.secretary_general(on=self.date)

    @property
    def terms(self) -> Records[Term]:
        """All terms of office that may be in force, earliest first."""
        return self._dataset.terms(on=self.date)

    def holder(
        self, office: str | Office, state: str | MemberState | None = None, body: str | StatutoryBody | None = None
    ) -> Person:
        """Who held an office, at the end of the day; `NotFoundError` where no holder is on record.

        For the offices of a state give the state, for the chairs and secretaries of bodies the body.

        >>> import csto
        >>> csto.at("2008-01-01").holder("head-of-state", "ru").name
        'Vladimir Putin'
        """
        return self._dataset.holder(office, state, body, self.date)

    @property
    def bodies(self) -> Records[StatutoryBody]:
        """The bodies that existed, as far as their dates tell."""
        collection = self._dataset.collection("body")
        return records_at(collection, collection.index().not_outside(self.date.first, self.date.last))

    @property
    def meetings(self) -> Records[Meeting]:
        """The meetings going on."""
        return self._dataset.meetings(on=self.date)

    @property
    def events(self) -> Records[Event]:
        """The visits, press conferences and other events of the day."""
        return self._dataset.events(on=self.date)

    def __repr__(self) -> str:
        return f"<Snapshot {self.date}>"

    def _page(self, *, drawn: bool = False) -> Page:
        from csto.views.cards import snapshot_page

        return snapshot_page(self)
