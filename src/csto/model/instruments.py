"""Documents: treaties, agreements, decisions, statements and the rest."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from csto.dates import PartialDate
from csto.errors import InvalidRecordError, NotFoundError
from csto.model.base import BodyId, InstrumentId, MeetingId, Part, SourcedRecord, SourceId, StateId
from csto.model.titles import Title, Wording

if TYPE_CHECKING:
    from csto.model.bodies import StatutoryBody
    from csto.model.meetings import Meeting
    from csto.model.provenance import Source
    from csto.model.states import MemberState
    from csto.records import Records

__all__ = [
    "Endorsement",
    "Instrument",
    "InstrumentKind",
    "InstrumentStatus",
    "Ratification",
    "RatificationStep",
    "Relation",
    "RelationKind",
]


class InstrumentKind(StrEnum):
    """What sort of document it is."""

    TREATY = "treaty"
    CHARTER = "charter"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    MEMORANDUM = "memorandum"
    DECLARATION = "declaration"
    STATEMENT = "statement"
    APPEAL = "appeal"
    DECISION = "decision"
    RESOLUTION = "resolution"
    STRATEGY = "strategy"
    CONCEPT = "concept"
    PLAN = "plan"
    PROGRAMME = "programme"
    REGULATION = "regulation"
    LIST = "list"
    BUDGET = "budget"
    REPORT = "report"
    MODEL_LAW = "model-law"
    RECOMMENDATION = "recommendation"


class InstrumentStatus(StrEnum):
    """What became of it, as far as sources tell."""

    DRAFT = "draft"
    """Drafted, announced or put forward; no report that it was adopted."""
    ADOPTED = "adopted"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    EXPIRED = "expired"
    REPLACED = "replaced"


class RatificationStep(StrEnum):
    """Which step a date of ratification is the date of."""

    VOTE = "vote"
    """The vote of the parliament, or of one of its chambers."""
    SIGNATURE = "signature"
    """The signing of the act of ratification by the head of state."""
    LAW = "law"
    """The date that the act of ratification bears."""
    PUBLICATION = "publication"
    DEPOSIT = "deposit"
    """The deposit of the instrument of ratification, or notice that internal procedures are complete."""
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """How a document stands to another."""

    AMENDS = "amends"
    REPLACES = "replaces"
    IMPLEMENTS = "implements"
    EXTENDS = "extends"
    """It prolongs the other's force."""
    APPROVES = "approves"
    """It puts the other into effect, as a decision does a plan."""
    PART_OF = "part-of"


class Ratification(Part):
    """A state's ratification of a document.

    Attributes:
        state_id: The state.
        date: When.
        step: Which step the date is that of.
        source_id: The publication that says so.

    """

    state_id: StateId
    date: PartialDate
    step: RatificationStep = RatificationStep.UNKNOWN
    source_id: SourceId | None = None

    @property
    def state(self) -> MemberState:
        """The state."""
        return self._bound.get("state", self.state_id)

    @property
    def source(self) -> Source | None:
        """The publication that says so."""
        return None if self.source_id is None else self._bound.get("source", self.source_id)


class Endorsement(Part):
    """An earlier step of a document: another body considered or approved its draft.

    Attributes:
        date: When.
        meeting_id: At which meeting, if it is on record.
        body_id: Which body.
        source_id: The publication that says so.

    """

    date: PartialDate
    meeting_id: MeetingId | None = None
    body_id: BodyId | None = None
    source_id: SourceId | None = None

    @property
    def meeting(self) -> Meeting | None:
        """At which meeting, if it is on record."""
        return None if self.meeting_id is None else self._bound.get("meeting", self.meeting_id)

    @property
    def body(self) -> StatutoryBody | None:
        """Which body, if a source tells."""
        return None if self.body_id is None else self._bound.get("body", self.body_id)

    @property
    def source(self) -> Source | None:
        """The publication that says so."""
        return None if self.source_id is None else self._bound.get("source", self.source_id)


class Relation(Part):
    """How a document stands to another.

    Attributes:
        kind: Amends, replaces, implements, extends, approves, or is part of.
        instrument_id: The other document.

    """

    kind: RelationKind
    instrument_id: InstrumentId

    @property
    def instrument(self) -> Instrument:
        """The other document."""
        return self._bound.get("instrument", self.instrument_id)


class Instrument(SourcedRecord):
    """A document.

    Attributes:
        kind: What sort of document it is.
        titles: Its title by language, each the document's own or a reported wording.
        date: When it was adopted or signed; a draft may have none.
        adopted_by_ids: The bodies that adopted it; of a draft, those before which it was laid.
        adopted_at_id: The meeting at which it was adopted, signed or made, if it is on record.
        city: Where.
        country_id: In which state.
        party_ids: The states that signed it or are parties to it.
        ratifications: Ratifications by states, as far as sources tell.
        entry_into_force: When it entered into force.
        status: What became of it.
        relations: How it stands to other documents.
        endorsements: Earlier steps: other bodies that considered its draft.

    """

    kind_name: ClassVar[str] = "instrument"
    shown_fields: ClassVar[tuple[str, ...]] = ("title",)

    id: InstrumentId
    kind: InstrumentKind
    titles: tuple[Title, ...]
    date: PartialDate | None = None
    adopted_by_ids: tuple[BodyId, ...] = ()
    adopted_at_id: MeetingId | None = None
    city: str | None = None
    country_id: StateId | None = None
    party_ids: tuple[StateId, ...] = ()
    ratifications: tuple[Ratification, ...] = ()
    entry_into_force: PartialDate | None = None
    status: InstrumentStatus = InstrumentStatus.ADOPTED
    relations: tuple[Relation, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()

    def _check(self) -> None:
        super()._check()
        if not self.titles:
            raise InvalidRecordError(f"the document {self.id} has no title: give it at least a reported wording")

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By date, then id; undated ones first."""
        return (*self.date.sort_key, self.id) if self.date else ("", "", "", self.id)

    @property
    def title(self) -> str:
        """The title in English, or else in Russian: the exact one where there is one; `wording` tells which it is."""
        return self._preferred.text

    @property
    def wording(self) -> Wording:
        """Whether `title` is the document's own title or a reported wording."""
        return self._preferred.wording

    @property
    def _preferred(self) -> Title:
        return min(self.titles, key=lambda title: (title.language != "en", title.wording is not Wording.EXACT))

    def title_in(self, language: str) -> Title:
        """The title in a language (ISO 639-1), with its wording; `NotFoundError` where none is on record.

        >>> import csto
        >>> csto.instrument("1992-05-15-treaty-collective-security").title_in("ru").text
        'Договор о коллективной безопасности'
        """
        found = [title for title in self.titles if title.language == language]
        if not found:
            have = ", ".join(sorted({title.language for title in self.titles}))
            raise NotFoundError(
                f"{self.id} has no title in {language!r} on record; it has titles in {have}", given=language
            )
        return min(found, key=lambda title: title.wording is not Wording.EXACT)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting at which it was adopted; None where that is not on record."""
        return None if self.adopted_at_id is None else self._bound.get("meeting", self.adopted_at_id)

    @property
    def adopted_by(self) -> Records[StatutoryBody]:
        """The bodies that adopted it."""
        return self._bound.get_all("body", self.adopted_by_ids)

    @property
    def parties(self) -> Records[MemberState]:
        """The states that signed it or are parties to it."""
        return self._bound.get_all("state", self.party_ids)
