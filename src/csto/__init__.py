"""The machine-readable record of the Collective Security Treaty Organization (CSTO).

>>> import csto
>>> for turn in csto.who_chaired(2021):
...     print(turn.state.name, turn.person.name, turn.period)
Tajikistan Emomali Rahmon 2020-12-02/2021-09-16
Armenia Nikol Pashinyan 2021-09-16/2022-11-23

The functions of this module are the methods of the bundled `Dataset`, which `dataset` returns. Importing the module loads
nothing else: every name is imported when it is first used.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from csto.bundle import dataset as dataset
    from csto.datasets import Dataset as Dataset
    from csto.dates import PartialDate as PartialDate
    from csto.dates import Period as Period
    from csto.dates import Precision as Precision
    from csto.errors import AmbiguousAnswerError as AmbiguousAnswerError
    from csto.errors import AmbiguousNameError as AmbiguousNameError
    from csto.errors import CoverageWarning as CoverageWarning
    from csto.errors import CstoError as CstoError
    from csto.errors import DatasetError as DatasetError
    from csto.errors import InvalidArgumentError as InvalidArgumentError
    from csto.errors import InvalidDateError as InvalidDateError
    from csto.errors import InvalidRecordError as InvalidRecordError
    from csto.errors import MissingExtraError as MissingExtraError
    from csto.errors import NotFoundError as NotFoundError
    from csto.errors import UnboundRecordError as UnboundRecordError
    from csto.errors import UndecidableOrderError as UndecidableOrderError
    from csto.explanation import Explanation as Explanation
    from csto.fulltext import Hit as Hit
    from csto.fulltext import SearchResults as SearchResults
    from csto.model.base import BodyId as BodyId
    from csto.model.base import ChairmanshipId as ChairmanshipId
    from csto.model.base import Citation as Citation
    from csto.model.base import CityId as CityId
    from csto.model.base import Confidence as Confidence
    from csto.model.base import Dispute as Dispute
    from csto.model.base import EventId as EventId
    from csto.model.base import ExerciseId as ExerciseId
    from csto.model.base import ForceId as ForceId
    from csto.model.base import GapId as GapId
    from csto.model.base import InstrumentId as InstrumentId
    from csto.model.base import MeetingId as MeetingId
    from csto.model.base import MembershipId as MembershipId
    from csto.model.base import OperationId as OperationId
    from csto.model.base import PersonId as PersonId
    from csto.model.base import ProgrammeId as ProgrammeId
    from csto.model.base import SeriesId as SeriesId
    from csto.model.base import SourceId as SourceId
    from csto.model.base import StateId as StateId
    from csto.model.base import TermId as TermId
    from csto.model.bodies import BodyKind as BodyKind
    from csto.model.bodies import StatutoryBody as StatutoryBody
    from csto.model.chairmanships import Chairmanship as Chairmanship
    from csto.model.events import Event as Event
    from csto.model.events import EventKind as EventKind
    from csto.model.forces import Exercise as Exercise
    from csto.model.forces import Force as Force
    from csto.model.forces import ForceKind as ForceKind
    from csto.model.forces import Operation as Operation
    from csto.model.forces import Series as Series
    from csto.model.forces import Strength as Strength
    from csto.model.gaps import Gap as Gap
    from csto.model.instruments import Endorsement as Endorsement
    from csto.model.instruments import Instrument as Instrument
    from csto.model.instruments import InstrumentKind as InstrumentKind
    from csto.model.instruments import InstrumentStatus as InstrumentStatus
    from csto.model.instruments import Ratification as Ratification
    from csto.model.instruments import RatificationStep as RatificationStep
    from csto.model.instruments import Relation as Relation
    from csto.model.instruments import RelationKind as RelationKind
    from csto.model.meetings import Attendance as Attendance
    from csto.model.meetings import AttendanceMode as AttendanceMode
    from csto.model.meetings import Meeting as Meeting
    from csto.model.meetings import MeetingFormat as MeetingFormat
    from csto.model.meetings import SessionKind as SessionKind
    from csto.model.meetings import Standing as Standing
    from csto.model.meetings import Status as Status
    from csto.model.memberships import Membership as Membership
    from csto.model.memberships import MembershipOf as MembershipOf
    from csto.model.memberships import MembershipStatus as MembershipStatus
    from csto.model.memberships import Participation as Participation
    from csto.model.names import Name as Name
    from csto.model.names import NameKind as NameKind
    from csto.model.people import Person as Person
    from csto.model.places import City as City
    from csto.model.programmes import Milestone as Milestone
    from csto.model.programmes import MilestoneKind as MilestoneKind
    from csto.model.programmes import Programme as Programme
    from csto.model.provenance import Source as Source
    from csto.model.provenance import SourceTier as SourceTier
    from csto.model.states import MemberState as MemberState
    from csto.model.terms import Office as Office
    from csto.model.terms import Term as Term
    from csto.model.titles import Title as Title
    from csto.model.titles import Wording as Wording
    from csto.pictures.picture import Picture as Picture
    from csto.records import AdoptedDocuments as AdoptedDocuments
    from csto.records import Records as Records
    from csto.snapshot import Snapshot as Snapshot

    __version__: str
    _data = dataset()
    at = _data.at
    bodies = _data.bodies
    body = _data.body
    chairmanship = _data.chairmanship
    chairmanships = _data.chairmanships
    cite = _data.cite
    cities = _data.cities
    city = _data.city
    coverage = _data.coverage
    documents_adopted = _data.documents_adopted
    event = _data.event
    events = _data.events
    exercise = _data.exercise
    exercises = _data.exercises
    force = _data.force
    forces = _data.forces
    frame_columns = Dataset.frame_columns
    gaps = _data.gaps
    holder = _data.holder
    instrument = _data.instrument
    instruments = _data.instruments
    json_schema = Dataset.json_schema
    meeting = _data.meeting
    meetings = _data.meetings
    members = _data.members
    memberships = _data.memberships
    operation = _data.operation
    operations = _data.operations
    people = _data.people
    person = _data.person
    programme = _data.programme
    programmes = _data.programmes
    search = _data.search
    secretary_general = _data.secretary_general
    select = _data.select
    series = _data.series
    source = _data.source
    sources = _data.sources
    state = _data.state
    states = _data.states
    terms = _data.terms
    timeline = _data.timeline
    who_chaired = _data.who_chaired
    why = _data.why

_MODULES = {
    "bundle": "dataset",
    "datasets": "Dataset",
    "dates": "PartialDate Period Precision",
    "errors": (
        "AmbiguousAnswerError AmbiguousNameError CoverageWarning CstoError DatasetError InvalidArgumentError "
        "InvalidDateError InvalidRecordError MissingExtraError NotFoundError UnboundRecordError UndecidableOrderError"
    ),
    "explanation": "Explanation",
    "model.base": (
        "BodyId ChairmanshipId Citation CityId Confidence Dispute EventId ExerciseId ForceId GapId InstrumentId MeetingId "
        "MembershipId OperationId PersonId ProgrammeId SeriesId SourceId StateId TermId"
    ),
    "model.bodies": "BodyKind StatutoryBody",
    "model.chairmanships": "Chairmanship",
    "model.events": "Event EventKind",
    "model.forces": "Exercise Force ForceKind Operation Series Strength",
    "model.gaps": "Gap",
    "model.instruments": (
        "Endorsement Instrument InstrumentKind InstrumentStatus Ratification RatificationStep Relation RelationKind"
    ),
    "model.meetings": "Attendance AttendanceMode Meeting MeetingFormat SessionKind Standing Status",
    "model.memberships": "Membership MembershipOf MembershipStatus Participation",
    "model.names": "Name NameKind",
    "model.people": "Person",
    "model.places": "City",
    "model.programmes": "Milestone MilestoneKind Programme",
    "model.provenance": "Source SourceTier",
    "model.states": "MemberState",
    "model.terms": "Office Term",
    "model.titles": "Title Wording",
    "pictures.picture": "Picture",
    "records": "AdoptedDocuments Records",
    "fulltext": "Hit SearchResults",
    "snapshot": "Snapshot",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
_QUESTIONS = [
    "at",
    "bodies",
    "body",
    "chairmanship",
    "chairmanships",
    "cite",
    "cities",
    "city",
    "coverage",
    "documents_adopted",
    "event",
    "events",
    "exercise",
    "exercises",
    "force",
    "forces",
    "frame_columns",
    "gaps",
    "holder",
    "instrument",
    "instruments",
    "json_schema",
    "meeting",
    "meetings",
    "members",
    "memberships",
    "operation",
    "operations",
    "people",
    "person",
    "programme",
    "programmes",
    "search",
    "secretary_general",
    "select",
    "series",
    "source",
    "sources",
    "state",
    "states",
    "terms",
    "timeline",
    "who_chaired",
    "why",
]

__all__ = sorted([*_HOMES, *_QUESTIONS])  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name in _HOMES:
        from importlib import import_module

        found: object = getattr(import_module(f"csto.{_HOMES[name]}"), name)
    elif name in _QUESTIONS:
        from csto.bundle import dataset

        found = getattr(dataset(), name)
    elif name == "__version__":
        from importlib.metadata import version

        found = version("csto")
    else:
        near = ""
        if not name.startswith("_"):
            from csto.errors import closest, or_list

            words = closest(name, __all__)
            near = f"; closest: {or_list(words)}" if words else ""
        raise AttributeError(f"module 'csto' has no attribute {name!r}{near}")
    # bound once, so that the next use finds it at once
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
