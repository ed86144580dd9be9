"""The questions that people ask, each answered in a line."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from csto.choices import one_of
from csto.dates import FIRST_DAY, as_partial_date, as_span
from csto.errors import AmbiguousAnswerError, InvalidArgumentError, NotFoundError, or_list, shown
from csto.filters import Filters, Moment
from csto.records import AdoptedDocuments, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    import pandas as pd
    import polars as pl

    from csto.collection import Collection
    from csto.dates import DateLike
    from csto.explanation import Explanation
    from csto.extent import Coverage
    from csto.filters import Span
    from csto.fulltext import SearchIndex, SearchResults
    from csto.model.base import PersonId, Record, SourcedRecord
    from csto.model.bodies import StatutoryBody
    from csto.model.chairmanships import Chairmanship
    from csto.model.graph import Graph
    from csto.model.instruments import Instrument
    from csto.model.meetings import Meeting
    from csto.model.people import Person
    from csto.model.states import MemberState
    from csto.model.terms import Office, Term
    from csto.pictures.picture import Picture
    from csto.snapshot import Snapshot
    from csto.timetable import Timetable

__all__ = ["Questions"]

R = TypeVar("R", bound="SourcedRecord")


class Questions(Filters):
    """The questions that go beyond one kind of record."""

    version: str

    def __init__(self, load: Callable[[str, Graph], Collection]) -> None:
        super().__init__(load)
        self._search: SearchIndex | None = None
        self._chairs: Timetable | None = None
        self._search_lock = RLock()

    def who_chaired(self, when: DateLike, body: str | StatutoryBody = "csc") -> Records[Chairmanship]:
        """The turns in the chair of a body on a day or in a month or year, the outgoing first.

        On a day of handover both turns are in force. For the councils of ministers, the committee of secretaries and the
        Permanent Council, whose chair goes to the same state as the Council's, a turn that is not on record is derived: for
        each holder of that state's seat the part of the Council's turn that he served. Its notes say so; the ministers' councils
        may hand over on the eve.

        >>> import csto
        >>> for turn in csto.who_chaired(2021):
        ...     print(turn.state.name, turn.person.name, turn.period)
        Tajikistan Emomali Rahmon 2020-12-02/2021-09-16
        Armenia Nikol Pashinyan 2021-09-16/2022-11-23
        >>> [turn.person.name for turn in csto.who_chaired("2021-05-19", body="cfm")]
        ['Sirojiddin Muhriddin']
        """
        first, last = as_span(when)  # no date is no question, while on=None would be one without a date
        if body == "csc":
            if first == last:
                found = self._council.on(first)
                if found is not None:
                    return found
            return self.chairmanships(on=when)  # which warns where the empty answer means nothing
        record = self.body(body)
        stored = self.chairmanships(on=when, body=record)
        moment = Moment(on=when)
        if not record.seats or any(moment.touches_surely(turn) for turn in stored):
            return stored
        from csto.turns import derived_turns

        made = Records([self.bind(turn) for turn in derived_turns(self, record) if moment.keeps(turn.period)])
        return made or stored

    @property
    def _council(self) -> Timetable:
        """The turns in the chair of the Council, day by day."""
        found = self._chairs
        if found is None:
            from csto.timetable import Timetable

            collection = self.collection("chairmanship")
            places = tuple(collection.index().values("body_id").get("csc", ()))
            found = self._chairs = Timetable(collection, places, self.since.first if self.since else FIRST_DAY)
        return found

    def documents_adopted(self, meeting: str | Meeting) -> AdoptedDocuments[Instrument]:
        """The documents on record that a meeting adopted, earliest first, and whether that is all.

        `.reported` is how many it is reported to have adopted, `.complete` whether all of them are here (None where no source
        gives a number). Drafts are left out.

        >>> import csto
        >>> found = csto.documents_adopted("csc-2021-09-16")
        >>> found.complete
        False
        """
        record = self.meeting(meeting)
        return AdoptedDocuments(self.instruments(adopted_at=record), record.documents_reported)

    def secretary_general(self, on: DateLike | None = None) -> Person:
        """The Secretary General on a day, acting or not; without `on` at the end of the dataset's coverage.

        Raises `AmbiguousAnswerError` where the date allows several (``terms(office="secretary-general", on=...)`` lists them)
        and `NotFoundError` where none is on record.

        >>> import csto
        >>> csto.secretary_general(on="2021-05-19").name
        'Stanislav Zas'
        """
        return self.holder("secretary-general", None, None, self._today(on))

    def holder(
        self,
        office: str | Office,
        state: str | MemberState | None = None,
        body: str | StatutoryBody | None = None,
        on: DateLike | None = None,
    ) -> Person:
        """Who held an office on a day; without `on` at the end of the dataset's coverage.

        On a day of handover it is the incoming one. Where it only may be that person, since the end of the term is not known,
        a `CoverageWarning` says so. Raises `AmbiguousAnswerError` where several may have held it and `NotFoundError` where no
        holder is on record.

        >>> import csto
        >>> csto.holder("defence-minister", "ru", on="2021-04-27").name
        'Sergei Shoigu'
        """
        from csto.model.terms import SINGLE_HOLDER, Office

        which = one_of(Office, office, "office")
        on = self._today(on)
        if on is None:
            raise InvalidArgumentError("this dataset has no as_of date: say on= which day is meant")
        if state is None and body is None and which.value not in _OWN_OFFICES:
            raise InvalidArgumentError(
                f"each state has its own {which.value}: say of which, as in holder({which.value!r}, 'tj')"
            )
        moment = Moment(on=on)
        wanted = self._naming(("state_id", "state", state), ("body_id", "body", body))
        found: Records[Term] = self._select("term", [*wanted, ("office", (which,))], moment)
        sure = [term for term in found if moment.keeps_surely(term)]
        if sure:
            # several are sure on a day of handover, and where somebody acts for the holder
            going_on = [term for term in sure if term.period.last > moment.last] or sure
            if len(going_on) == 1:
                return going_on[0].person
            people = list(dict.fromkeys(term.person_id for term in going_on))
            seats = {(term.state_id, term.body_id) for term in going_on}
            if len(people) > 1 and (len(seats) > 1 or which not in SINGLE_HOLDER):
                raise self._several(self._called(which, state, body), which, on, people)
            return max(going_on, key=lambda term: (not term.acting, term.period.first)).person
        label = self._called(which, state, body)
        if not found:
            self._warn_gaps("term", moment, office=which.value, state_id=self.state(state).id if state else None)
            raise NotFoundError(f"no {label} is on record for {on}{self._nearest(which, state, body, on)}", on)
        people = list(dict.fromkeys(term.person_id for term in found))
        if len(people) == 1:
            self._warn(
                f"{found[0].person.name} may have been the {label} on {on}: the dates of the term ({found[0].period}) do not tell for sure"
            )
            return found[0].person
        raise self._several(label, which, on, people)

    def _called(self, office: Office, state: str | MemberState | None, body: str | StatutoryBody | None) -> str:
        """What an office is called in a message."""
        of_state = f" of {self.state(state).name}" if state else ""
        return office.value + of_state + (f" of {self.body(body).name}" if body else "")

    @staticmethod
    def _several(label: str, office: Office, on: DateLike, people: list[PersonId]) -> AmbiguousAnswerError:
        return AmbiguousAnswerError(
            f"several may have been the {label} on {on}: {or_list(people)}; terms(office={office.value!r}, on=...) lists their terms",
            tuple(people),
        )

    def _nearest(self, office: Office, state: Any, body: Any, on: DateLike) -> str:
        terms: Records[Term] = self.terms(office=office, state=state, body=body)
        first = Moment(on=on).first
        before = [term for term in terms if term.period.end is not None and term.period.end.last < first]
        after = [term for term in terms if term.period.start is not None and term.period.start.first > first]
        said: list[str] = []
        if before:
            last = max(before, key=lambda term: term.period.last)
            said.append(f"the last before is {last.person.name} ({last.period})")
        if after:
            said.append(f"the next is {after[0].person.name} ({after[0].period})")
        return "; " + ", ".join(said) if said else ""

    def at(self, date: DateLike) -> Snapshot:
        """The organization as it stood on a day.

        >>> import csto
        >>> csto.at("2021-05-19").chair.name
        'Emomali Rahmon'
        """
        from csto.snapshot import Snapshot

        when = as_partial_date(date)
        self._warn_outside(Moment(on=when))
        return Snapshot(self, when)

    def why(self, record: R | str, field: str | None = None) -> Explanation[R]:
        """The sources of a record, or of one of its fields, and where they disagree.

        Takes a record, or the id of one where it is unique over all kinds. Raises `InvalidArgumentError` for a field that the
        record does not have.

        >>> import csto
        >>> print(csto.why("csc-2021-09-16", "chair").value)
        emomali-rahmon
        """
        from csto.explanation import explain
        from csto.model.base import SourcedRecord

        found = self._any(record)
        if not isinstance(found, SourcedRecord):
            raise InvalidArgumentError(f"{found!r} is a publication: it is a source and rests on none")
        return explain(found, field)  # type: ignore[arg-type]  # pyright: ignore

    def _any(self, given: object) -> Any:
        """The record that is given, or whose id is given, of whatever kind."""
        from csto.kinds import KINDS
        from csto.model.base import Record

        kind = given.kind_name if isinstance(given, Record) else None
        if kind in KINDS:
            found = self.collection(str(kind)).by_id(given.id)  # type: ignore[attr-defined]  # pyright: ignore
            # a record that is not of this dataset explains itself, bound to the sources that are here
            return given if found is given else found if found == given else self.bind(given)  # type: ignore[type-var]
        if not isinstance(given, str) or not given.strip():
            raise InvalidArgumentError(f"{shown(given)} is no record: expected a record or its id")
        hits = [hit for kind in KINDS if (hit := self.collection(kind).by_id(given)) is not None]
        if len(hits) == 1:
            return hits[0]
        if hits:
            kinds = [hit.kind_name for hit in hits]
            raise AmbiguousAnswerError(f"{given!r} is the id of a {or_list(kinds)}: give the record", tuple(kinds))
        near: list[str] = []
        from csto.errors import closest

        for kind in KINDS:
            near += closest(given, self.all(kind).ids, 1)
        best = closest(given, near)
        raise NotFoundError(
            f"no record has the id {shown(given)}{f'; closest: {or_list(best)}' if best else ''}", given, best
        )

    def search(self, text: str, *, kinds: str | Iterable[str] | None = None, limit: int = 50) -> SearchResults:
        """The records that have the words of the text, the best first; at most `limit`.

        Case, accents, script, transliteration and endings do not matter. `kinds` keeps some kinds of records, such as
        ``"instrument"`` or ``("meeting", "event")``. `.hits` tells what matched.

        >>> import csto
        >>> csto.search("Tajik-Afghan border", kinds="programme").first().id
        'targeted-interstate-programme-tajik-afghan-border'
        """
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidArgumentError(f"limit={shown(limit)} is no positive whole number")
        if self._search is None:
            from csto.fulltext import SearchIndex

            with self._search_lock:
                if self._search is None:
                    self._search = SearchIndex(self)
        return self._search.search(text, kinds, limit)

    def select(self, kind: str, ids: Iterable[object] | pd.DataFrame | pl.DataFrame) -> Records[Any]:
        """The records of a kind with these ids, in the order given, each once: the way back from a frame or a file.

        Takes any collection of ids, a column or an index of them, or a frame that has one named ``id``. Raises `NotFoundError` for
        an id that is not on record.

        >>> import csto
        >>> frame = csto.meetings(body="csc").to_pandas()
        >>> remote = frame[frame["format"] == "videoconference"]
        >>> csto.select("meeting", remote).first().id
        'csc-2020-12-02'
        """
        from csto.frames import ids_of, kind_named

        word = kind_named(kind)
        chosen = ids_of(ids)
        return self.get_all(word, chosen) if chosen else self.all(word)[:0]

    def timeline(
        self,
        what: str | Record | Records[Any] | None = None,
        show: str | None = None,
        *,
        between: Span | None = None,
    ) -> Picture:
        """A picture of how something went through time (needs the extra ``csto[plot]``).

        Without `what` the chairs and the Secretaries General. Otherwise ``"chairs"``, ``"membership"``, ``"terms"``,
        ``"meetings"``, ``"attendance"``, ``"documents"``, ``"exercises"``, ``"programmes"`` or ``"events"``; a record or its id
        (a programme, state, person, body, series or turn in the chair); or any `Records`. `show="attendance"` shows of meetings
        who came, who joined by video and who stayed away. `between` cuts the time. What is not known to the day looks so. The
        picture shows itself in a notebook and saves as SVG and PNG.

        >>> import csto
        >>> picture = csto.timeline("membership")
        >>> picture.title
        'Membership'
        >>> [lane.label for lane in picture.charts[0].lanes][:3]
        ['Armenia', 'Belarus', 'Kazakhstan']
        """
        from csto.pictures.drawn import question_picture

        return question_picture(self, what, show, between)

    def coverage(self) -> Coverage:
        """What the dataset has and what it knows that it lacks, kind by kind, body by body and year by year.

        >>> import csto
        >>> csto.coverage().kinds["chairmanship"].records >= 20
        True
        """
        from csto.extent import measure

        return measure(self)


_OWN_OFFICES = frozenset(
    (
        "secretary-general",
        "deputy-secretary-general",
        "chief-of-joint-staff",
        "press-secretary",
        "commander",
        "chair",
        "secretary",
        "other",
    )
)
