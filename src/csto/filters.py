"""Many records of each kind, by filters that are all optional and can be combined.

A filter on time keeps what is possible given the precision of the dates; ``certain=True`` keeps only what is sure: in force
or going on whichever day ``on=`` may mean, and surely sharing a day with ``year=`` or ``between=``.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, cast

from csto.choices import one_of, refuse_unknown, some_of, text_of, truth_of
from csto.dates import FIRST_DAY, LAST_DAY, PartialDate, Period, as_partial_date, as_span, is_doubtful
from csto.errors import CoverageWarning, InvalidArgumentError, shown
from csto.finders import Finders
from csto.records import Records, records_at
from csto.store import sure_span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Any, Never, TypeAlias

    from csto.dates import DateLike
    from csto.model.bodies import BodyKind, StatutoryBody
    from csto.model.chairmanships import Chairmanship
    from csto.model.events import Event, EventKind
    from csto.model.forces import Exercise, Force, Operation, Series
    from csto.model.gaps import Gap
    from csto.model.instruments import Instrument, InstrumentKind, InstrumentStatus
    from csto.model.meetings import Meeting, MeetingFormat, SessionKind, Status
    from csto.model.memberships import Membership, MembershipOf, MembershipStatus
    from csto.model.people import Person
    from csto.model.places import City
    from csto.model.programmes import Programme
    from csto.model.provenance import Source, SourceTier
    from csto.model.states import MemberState
    from csto.model.terms import Office, Term

    Span: TypeAlias = "tuple[DateLike, DateLike] | Period | str"
    StatusLike: TypeAlias = "Status | str | Iterable[Status | str]"

__all__ = ["Filters", "Moment"]


_HELD = ("status", ("held",))


class Moment:
    """What ``on=``, ``year=`` and ``between=`` ask of the time of a record."""

    __slots__ = ("certain", "doubtful", "first", "last", "spans")

    def __init__(
        self,
        on: DateLike | None = None,
        year: int | str | None = None,
        between: Span | None = None,
        certain: bool = False,
    ) -> None:
        self.certain = truth_of(certain, "certain")
        self.doubtful = False
        self.spans: list[tuple[str, str, bool]] = []  # first and last day, and whether one unknown day of them is meant
        if on is not None:
            self.spans.append((*as_span(on), True))
            self.doubtful = is_doubtful(on)
        if year is not None:
            self.spans.append((*_year_span(year), False))
        if between is not None:
            self.spans.append((*_between_span(between), False))
        if len(self.spans) == 1:
            self.first, self.last, _ = self.spans[0]
        else:
            self.first = max((first for first, _, _ in self.spans), default=FIRST_DAY)
            self.last = min((last for _, last, _ in self.spans), default=LAST_DAY)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def keeps(self, when: Period | PartialDate | None) -> bool:
        """Whether the time of a record possibly answers to what is asked."""
        if when is None:
            return not self.spans
        return all(when.last >= first and when.first <= last for first, last, _ in self.spans)

    def touches_surely(self, item: Any) -> bool:
        """Whether a record surely shares a day with everything that is asked."""
        by, until = sure_span_of(item)
        return by <= until and all(by <= last and first <= until for first, last, _ in self.spans)

    def keeps_surely(self, item: Any) -> bool:
        """Whether the time of a record surely answers to what is asked."""
        by, until = sure_span_of(item)
        return not self.doubtful and all(
            by <= first and last <= until if moment else by <= last and first <= until
            for first, last, moment in self.spans
        )


def _year_span(year: object) -> tuple[str, str]:
    if isinstance(year, (int, str)) and not isinstance(year, bool):
        first, last = as_span(as_partial_date(year) if isinstance(year, str) else year)
        if first[4:] == "-01-01" and last[4:] == "-12-31" and first[:4] == last[:4]:
            return first, last
    raise InvalidArgumentError(
        f"year={shown(year)} is no year: expected an int such as 2021; for days and months use on= or between="
    )


def _between_span(between: object) -> tuple[str, str]:
    if isinstance(between, (Period, str)):
        return as_span(between if isinstance(between, Period) else Period(between))
    if isinstance(between, (tuple, list)):
        pair = cast("Sequence[DateLike]", between)
        if len(pair) == 2:
            first, last = as_span(pair[0])[0], as_span(pair[1])[1]
            if last < first:
                raise InvalidArgumentError(f"between={shown(pair)} ends before it starts")
            return first, last
    raise InvalidArgumentError(
        f"between={shown(between)} is no span: expected a pair of dates, a Period, or text such as '2020/2021-06'"  # pyright: ignore[reportUnknownArgumentType]
    )


class Filters(Finders):
    """The questions for many records."""

    as_of: PartialDate | None
    since: PartialDate | None

    def _select(
        self,
        kind: str,
        wanted: Sequence[tuple[str, Collection[str]]] = (),
        moment: Moment | None = None,
        tests: Sequence[Callable[[Any], bool]] = (),
    ) -> Records[Any]:
        """The records that have one of the wanted values in each field, that the moment keeps and of which all tests hold."""
        collection = self.collection(kind)
        spans: list[tuple[str, str]] = []
        if moment:
            self._warn_outside(moment)
            spans = [(first, last) for first, last, _ in moment.spans]
        found: Records[Any] = records_at(collection, collection.index().select(wanted, spans))
        if moment and moment.certain:
            found = found.where(moment.keeps_surely)
        for test in tests:
            found = found.where(test)
        return found

    def _naming(self, *asked: tuple[str, str, object]) -> list[tuple[str, Collection[str]]]:
        """What a selection wants of the filters that name a record: for each a field, a kind, and what is given, if anything is."""
        return [(field, (self._find(kind, given).id,)) for field, kind, given in asked if given is not None]

    def _warn_outside(self, moment: Moment) -> None:
        """Warn where a question reaches outside what the dataset covers."""
        since = self.since.first if self.since else FIRST_DAY
        until = self.as_of.last if self.as_of else LAST_DAY
        if moment.last < since or moment.first > until:
            self._warn(
                f"the dataset covers {since} to {until}; it cannot tell what was outside, so that an empty answer means nothing"
            )

    def _warn_gaps(self, of: str, moment: Moment, **fields: str | None) -> None:
        """Warn where a question touches what the dataset knows that it lacks."""
        for gap in self.all("gap"):
            if (
                gap.of == of
                and moment.keeps(gap.period)
                and all(wanted is None or getattr(gap, name) in (None, wanted) for name, wanted in fields.items())
            ):
                self._warn(f"known gap {gap.period}: {gap.about or gap.notes or gap.id}")

    def _warn(self, message: str) -> None:
        # the warning should point at the caller's line, whatever stands between
        import sys

        frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        level = 2
        while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("csto."):
            frame = frame.f_back
            level += 1
        warnings.warn(message, CoverageWarning, stacklevel=level)

    def _city_test(self, city: str | City) -> Callable[[Any], bool]:
        from csto.folding import fold

        record = self.city(city)
        names = {fold(record.name), *(fold(name.text) for name in record.names)}
        return lambda item: item.city is not None and fold(item.city) in names

    @staticmethod
    def _status(status: object) -> tuple[str, Collection[str]]:
        if status is None:
            return _HELD
        from csto.model.meetings import Status

        return "status", some_of(Status, status, "status")

    # -- states, bodies, people ------------------------------------------------------------------------------------------

    def states(self, **unknown: Never) -> Records[MemberState]:
        """All states on record, by id: members of any time, observers, partners, and states that were hosts or guests.

        >>> import csto
        >>> len(csto.states()) >= len(csto.members())
        True
        """
        if unknown:
            refuse_unknown(unknown, "states", ())
        return self.all("state")

    def members(
        self, *, on: DateLike | None = None, participating: bool | None = None, certain: bool = False, **unknown: Never
    ) -> Records[MemberState]:
        """The member states on a day, by id; without `on` at the end of the dataset's coverage.

        Before the Charter entered into force these are the states for which the Treaty was. `participating=True` keeps those
        that took part, `False` those whose participation was frozen. Suspended states are not members.

        >>> import csto
        >>> csto.members(on="2005-01-01").ids
        ('am', 'by', 'kg', 'kz', 'ru', 'tj')
        >>> csto.members(on="2024-06-01", participating=False).ids
        ('am',)
        """
        if unknown:
            refuse_unknown(unknown, "members", ("on", "participating", "certain"))
        moment = Moment(on=self._today(on), certain=certain)
        found = self._spells(moment, "organization", "member") or self._spells(moment, "treaty", "party")
        if participating is not None:
            frozen = not truth_of(participating, "participating")
            found = found.where(lambda spell: (spell.participation == "frozen") is frozen)
        return self.get_all("state", sorted({spell.state_id for spell in found}))

    def _spells(self, moment: Moment, of: str, status: str) -> Records[Membership]:
        return self._select("membership", [("of", (of,)), ("status", (status,))], moment)

    def memberships(
        self,
        *,
        state: str | MemberState | None = None,
        on: DateLike | None = None,
        status: MembershipStatus | str | Iterable[MembershipStatus | str] | None = None,
        of: MembershipOf | str | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Membership]:
        """What states were, of what and when, earliest first.

        >>> import csto
        >>> [(spell.state.name, spell.status.value) for spell in csto.memberships(status="suspended")]
        [('Uzbekistan', 'suspended')]
        """
        from csto.model.memberships import MembershipOf, MembershipStatus

        if unknown:
            refuse_unknown(unknown, "memberships", ("state", "on", "status", "of", "certain"))
        wanted = self._naming(("state_id", "state", state))
        if status is not None:
            wanted.append(("status", some_of(MembershipStatus, status, "status")))
        if of is not None:
            wanted.append(("of", (one_of(MembershipOf, of, "of"),)))
        return self._select("membership", wanted, Moment(on=on, certain=certain))

    def bodies(
        self, *, kind: BodyKind | str | Iterable[BodyKind | str] | None = None, **unknown: Never
    ) -> Records[StatutoryBody]:
        """The bodies of the organization, by id.

        >>> import csto
        >>> csto.bodies(kind="statutory").ids
        ('cfm', 'cmd', 'cssc')
        """
        from csto.model.bodies import BodyKind

        if unknown:
            refuse_unknown(unknown, "bodies", ("kind",))
        if kind is None:
            return self.all("body")
        return self._select("body", [("kind", some_of(BodyKind, kind, "kind"))])

    def people(self, *, state: str | MemberState | None = None, **unknown: Never) -> Records[Person]:
        """The persons on record, by id.

        >>> import csto
        >>> "emomali-rahmon" in csto.people(state="tj")
        True
        """
        if unknown:
            refuse_unknown(unknown, "people", ("state",))
        return self._select("person", self._naming(("state_id", "state", state)))

    def terms(
        self,
        *,
        office: Office | str | Iterable[Office | str] | None = None,
        state: str | MemberState | None = None,
        body: str | StatutoryBody | None = None,
        person: str | Person | None = None,
        on: DateLike | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Term]:
        """Terms of office, earliest first.

        A term whose start or end no source tells may be in force on any day that its own dates do not exclude and on which
        nobody else surely held the office; its `attested` days show when it surely was.

        >>> import csto
        >>> [term.person.name for term in csto.terms(office="foreign-minister", state="tj", on="2021-05-19")]
        ['Sirojiddin Muhriddin']
        """
        if unknown:
            refuse_unknown(unknown, "terms", ("office", "state", "body", "person", "on", "certain"))
        wanted = self._naming(("state_id", "state", state), ("body_id", "body", body), ("person_id", "person", person))
        if office is not None:
            from csto.model.terms import Office

            wanted.append(("office", some_of(Office, office, "office")))
        moment = Moment(on=on, certain=certain)
        return self._select("term", wanted, moment)

    # -- chairmanships and meetings --------------------------------------------------------------------------------------

    def chairmanships(
        self,
        *,
        year: int | None = None,
        on: DateLike | None = None,
        state: str | MemberState | None = None,
        person: str | Person | None = None,
        body: str | StatutoryBody | None = "csc",
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Chairmanship]:
        """Turns in the chair of the Collective Security Council, or of another body, earliest first; `body=None` for all.

        >>> import csto
        >>> [turn.period.start.year for turn in csto.chairmanships(state="tj")]
        [2014, 2020]
        """
        if unknown:
            refuse_unknown(unknown, "chairmanships", ("year", "on", "state", "person", "body", "certain"))
        wanted = self._naming(("state_id", "state", state), ("person_id", "person", person))
        # an id needs no search by name: the most frequent question should not load the bodies
        body_id = "csc" if body == "csc" else None if body is None else self.body(body).id
        if body_id is not None:
            wanted.append(("body_id", (body_id,)))
        moment = Moment(on=on, year=year, certain=certain)
        found = self._select("chairmanship", wanted, moment)
        if moment and self.since and moment.last < self.since.first:
            # a turn of unknown start did not begin before the time that the dataset is about
            found = found.where(lambda turn: not turn.period.unknown_start)
        if moment and state is None and person is None and not any(moment.touches_surely(turn) for turn in found):
            self._warn_gaps("chairmanship", moment, body_id=body_id)
        return found

    def meetings(
        self,
        *,
        body: str | StatutoryBody | None = None,
        year: int | None = None,
        on: DateLike | None = None,
        between: Span | None = None,
        city: str | City | None = None,
        country: str | MemberState | None = None,
        chair: str | Person | None = None,
        presiding: str | MemberState | None = None,
        attended_by: str | Person | None = None,
        session: SessionKind | str | Iterable[SessionKind | str] | None = None,
        format: MeetingFormat | str | Iterable[MeetingFormat | str] | None = None,
        status: StatusLike | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Meeting]:
        """Meetings, earliest first; only those held, unless `status` asks for others.

        `body` finds joint sittings too. `chair` is the person who presided, `presiding` the state.

        >>> import csto
        >>> csto.meetings(body="csc", year=2021, session="regular").ids
        ('csc-2021-09-16',)
        """
        if unknown:
            refuse_unknown(
                unknown,
                "meetings",
                [
                    "body",
                    "year",
                    "on",
                    "between",
                    "city",
                    "country",
                    "chair",
                    "presiding",
                    "attended_by",
                    "session",
                    "format",
                    "status",
                    "certain",
                ],
            )
        wanted = self._naming(
            ("body_ids", "body", body),
            ("country_id", "state", country),
            ("chair_id", "person", chair),
            ("presiding_state_id", "state", presiding),
            ("attended", "person", attended_by),
        )
        wanted.append(self._status(status))
        if session is not None:
            from csto.model.meetings import SessionKind

            wanted.append(("session", some_of(SessionKind, session, "session")))
        if format is not None:
            from csto.model.meetings import MeetingFormat

            wanted.append(("format", some_of(MeetingFormat, format, "format")))
        tests = [] if city is None else [self._city_test(city)]
        return self._select("meeting", wanted, Moment(on, year, between, certain), tests)

    # -- documents -------------------------------------------------------------------------------------------------------

    def instruments(
        self,
        *,
        kind: InstrumentKind | str | Iterable[InstrumentKind | str] | None = None,
        adopted_at: str | Meeting | None = None,
        adopted_by: str | StatutoryBody | None = None,
        year: int | None = None,
        on: DateLike | None = None,
        between: Span | None = None,
        party: str | MemberState | None = None,
        status: InstrumentStatus | str | Iterable[InstrumentStatus | str] | None = None,
        text: str | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Instrument]:
        """Documents, earliest first; drafts are left out unless `status` asks for them.

        `text` finds words in the titles and descriptions, in any case and script.

        >>> import csto
        >>> csto.instruments(adopted_by="cfm", year=2021, text="Nuremberg").one().kind
        <InstrumentKind.STATEMENT: 'statement'>
        """
        from csto.model.instruments import InstrumentKind, InstrumentStatus

        if unknown:
            refuse_unknown(
                unknown,
                "instruments",
                ["kind", "adopted_at", "adopted_by", "year", "on", "between", "party", "status", "text", "certain"],
            )
        wanted = self._naming(
            ("adopted_at_id", "meeting", adopted_at),
            ("adopted_by_ids", "body", adopted_by),
            ("party_ids", "state", party),
        )
        standing = frozenset(InstrumentStatus) - {InstrumentStatus.DRAFT}
        wanted.append(("status", standing if status is None else some_of(InstrumentStatus, status, "status")))
        if kind is not None:
            wanted.append(("kind", some_of(InstrumentKind, kind, "kind")))
        tests: list[Callable[[Any], bool]] = []
        if text is not None:
            from csto.folding import fold

            words = fold(text_of(text, "text")).split()
            if not words:
                raise InvalidArgumentError(f"text={shown(text)} has no word to look for")
            tests.append(lambda item: _says(item, words))
        return self._select("instrument", wanted, Moment(on, year, between, certain), tests)

    # -- forces, programmes, events, sources -----------------------------------------------------------------------------

    def exercises(
        self,
        *,
        series: str | Series | None = None,
        year: int | None = None,
        on: DateLike | None = None,
        between: Span | None = None,
        country: str | MemberState | None = None,
        participant: str | MemberState | None = None,
        status: StatusLike | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Exercise]:
        """Exercises, earliest first; only those held, unless `status` asks for others.

        >>> import csto
        >>> "rubezh-2021" in csto.exercises(year=2021, series="rubezh")
        True
        """
        if unknown:
            refuse_unknown(
                unknown, "exercises", ["series", "year", "on", "between", "country", "participant", "status", "certain"]
            )
        wanted = self._naming(
            ("series_id", "series", series),
            ("country_ids", "state", country),
            ("participant_ids", "state", participant),
        )
        wanted.append(self._status(status))
        return self._select("exercise", wanted, Moment(on, year, between, certain))

    def operations(
        self,
        *,
        series: str | Series | None = None,
        year: int | None = None,
        country: str | MemberState | None = None,
        participant: str | MemberState | None = None,
        status: StatusLike | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Operation]:
        """Operations, earliest first; only those held, unless `status` asks for others.

        >>> import csto
        >>> csto.operations(year=2022, country="kz").first().date.year
        2022
        """
        if unknown:
            refuse_unknown(unknown, "operations", ["series", "year", "country", "participant", "status", "certain"])
        wanted = self._naming(
            ("series_id", "series", series),
            ("country_ids", "state", country),
            ("participant_ids", "state", participant),
        )
        wanted.append(self._status(status))
        return self._select("operation", wanted, Moment(year=year, certain=certain))

    def forces(self, **unknown: Never) -> Records[Force]:
        """The forces of the organization, by id.

        >>> import csto
        >>> {"crrf", "peacekeeping-forces"} <= set(csto.forces().ids)
        True
        """
        if unknown:
            refuse_unknown(unknown, "forces", ())
        return self.all("force")

    def programmes(self, **unknown: Never) -> Records[Programme]:
        """The programmes on record, by id.

        >>> import csto
        >>> "targeted-interstate-programme-tajik-afghan-border" in csto.programmes()
        True
        """
        if unknown:
            refuse_unknown(unknown, "programmes", ())
        return self.all("programme")

    def events(
        self,
        *,
        kind: EventKind | str | Iterable[EventKind | str] | None = None,
        person: str | Person | None = None,
        state: str | MemberState | None = None,
        year: int | None = None,
        on: DateLike | None = None,
        between: Span | None = None,
        status: StatusLike | None = None,
        certain: bool = False,
        **unknown: Never,
    ) -> Records[Event]:
        """Visits, press conferences, appointments and other events, earliest first; only those that took place, unless `status` asks.

        >>> import csto
        >>> csto.events(kind="press-conference", person="Zas", on="2022-12-19").one().format
        <MeetingFormat.VIDEOCONFERENCE: 'videoconference'>
        """
        from csto.model.events import EventKind

        if unknown:
            refuse_unknown(unknown, "events", ["kind", "person", "state", "year", "on", "between", "status", "certain"])
        wanted = self._naming(("person_ids", "person", person), ("state_ids", "state", state))
        wanted.append(self._status(status))
        if kind is not None:
            wanted.append(("kind", some_of(EventKind, kind, "kind")))
        return self._select("event", wanted, Moment(on, year, between, certain))

    def cities(self, **unknown: Never) -> Records[City]:
        """The cities on record, by id.

        >>> import csto
        >>> [city.name for city in csto.cities() if city.country_id == "tj"][:1]
        ['Dushanbe']
        """
        if unknown:
            refuse_unknown(unknown, "cities", ())
        return self.all("city")

    def gaps(self, **unknown: Never) -> Records[Gap]:
        """What the dataset knows that it lacks, earliest first.

        >>> import csto
        >>> all(gap.about or gap.notes for gap in csto.gaps())
        True
        """
        if unknown:
            refuse_unknown(unknown, "gaps", ())
        return self.all("gap")

    def sources(
        self, *, tier: SourceTier | str | Iterable[SourceTier | str] | None = None, **unknown: Never
    ) -> Records[Source]:
        """The publications that the dataset rests on, by id.

        >>> import csto
        >>> len(csto.sources(tier="organization")) > 100
        True
        """
        from csto.model.provenance import SourceTier

        if unknown:
            refuse_unknown(unknown, "sources", ("tier",))
        if tier is None:
            return self.all("source")
        return self._select("source", [("tier", some_of(SourceTier, tier, "tier"))])

    def _today(self, on: DateLike | None) -> DateLike | None:
        """The day of a question: the one given, or the end of the dataset's coverage; never the clock's."""
        return self.as_of if on is None else on


def _says(item: Instrument, words: Sequence[str]) -> bool:
    from csto.folding import fold

    text = fold(" ".join([*(title.text for title in item.titles), item.about or ""]))
    return all(word in text for word in words)
