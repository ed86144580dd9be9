"""What holds of every class of the model: each is a frozen, slotted, documented value that stands alone or in a dataset."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from enum import Enum, StrEnum
from typing import Any

import attrs
import pytest

import csto
from csto import InvalidRecordError, NotFoundError, UnboundRecordError
from csto.errors import CstoError
from csto.kinds import CLASSES as HOMES
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import REQUIRED, Part, Record, SourcedRecord
from csto.plain import annotations_of, bound_copy, field_type
from csto.schema import field_docs
from tests.samples import CLASSES, ENUMS, PARTS, RECORDS, full, full_fields, least, other_value

EMPTY = csto.Dataset()

every_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
every_record = pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
every_part = pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)


def bound(part: Part) -> Any:
    """The part, bound to a dataset that has nothing else."""
    return bound_copy(part, EMPTY)


def properties_of(cls: type) -> dict[str, property]:
    """The public properties of a class, its bases' too."""
    return {name: value for name, value in inspect.getmembers(cls, lambda x: isinstance(x, property)) if name[0] != "_"}


def methods_of(cls: type) -> dict[str, Any]:
    """The public methods of a class that csto wrote, its bases' too."""
    return {name: value for name, value in inspect.getmembers(cls, inspect.isroutine) if name[0] != "_"}


# -- the whole --------------------------------------------------------------------------------------------------------------


def test_every_kind_names_its_class() -> None:
    assert tuple(PLURALS) == KINDS == tuple(HOMES)
    for kind in KINDS:
        cls = record_class(kind)
        assert issubclass(cls, Record)
        assert cls.kind_name == kind
        assert getattr(csto, cls.__name__) is cls
    assert len(set(PLURALS.values())) == len(KINDS)


def test_every_part_and_enumeration_is_public() -> None:
    for cls in [*CLASSES, *ENUMS]:
        assert getattr(csto, cls.__name__) is cls


@every_class
def test_fields_have_the_types_that_the_codec_reads(cls: type[Part]) -> None:
    for name, annotation in annotations_of(cls):
        many, item = field_type(cls, annotation)
        assert issubclass(item, (str, int, Part, csto.PartialDate, csto.Period)), (name, annotation)
        if many:
            assert annotation.endswith(", ...]"), "a tuple of any length"
            assert name in cls.tuple_names
        if issubclass(item, Part):
            assert many, "parts stand in tuples: binding and schema rest on that"


# -- values -----------------------------------------------------------------------------------------------------------------


@every_class
def test_frozen(cls: type[Part]) -> None:
    for part in (full(cls), bound(full(cls))):
        before = repr(part)
        for name in [*cls.field_names, "_graph", "sort_key", "state", "nonsense"]:
            with pytest.raises(AttributeError):
                setattr(part, name, "other")
            with pytest.raises(AttributeError):
                delattr(part, name)
        assert repr(part) == before
        assert part == full(cls)


@every_class
def test_slotted(cls: type[Part]) -> None:
    part = full(cls)
    assert not hasattr(part, "__dict__")
    assert all("__slots__" in vars(base) for base in cls.__mro__[:-1])
    with pytest.raises(AttributeError):
        object.__setattr__(part, "nonsense", 1)


def made_by_attrs(cls: type) -> type:
    """The class as attrs makes it of the same annotations and defaults."""
    if cls is Part or not issubclass(cls, Part):
        return object
    base = made_by_attrs(cls.__mro__[1])
    annotations = {name: text for name, text in vars(cls).get("__annotations__", {}).items() if "ClassVar" not in text}
    defaults = dict(cls.field_defaults)
    given = {name: defaults[name] for name in annotations if defaults[name] is not REQUIRED}
    plain = type(cls.__name__, (base,), {"__annotations__": annotations, **given})
    return attrs.frozen(plain, kw_only=True)


@every_class
def test_the_class_is_the_one_that_attrs_would_make(cls: type[Part]) -> None:
    expected: Any = made_by_attrs(cls)
    known: Any = cls
    assert attrs.has(known)
    told: list[Any] = [
        [(field.name, field.default, field.kw_only, field.init, field.alias) for field in attrs.fields(made)]
        for made in (known, expected)
    ]
    assert told[0] == told[1]
    slots = [[name for base in made.__mro__ for name in getattr(base, "__slots__", ())] for made in (known, expected)]
    assert sorted(set(slots[0]) - {"_graph"}) == sorted(set(slots[1]) - {"__weakref__"})
    pair: list[Any] = [full(cls), expected(**full_fields(cls))]
    for made in pair:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, cls.field_names[0], "other")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(made, cls.field_names[0])
    assert attrs.asdict(pair[0], recurse=False) == attrs.asdict(pair[1], recurse=False)
    assert attrs.astuple(pair[0]) == attrs.astuple(pair[1])


@every_class
def test_no_field_is_mutable(cls: type[Part]) -> None:
    part = full(cls)
    for name in cls.field_names:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):  # pyright: ignore[reportUnknownVariableType]
            assert isinstance(item, (str, int, Part, csto.PartialDate, csto.Period))
    for _, default in cls.field_defaults:
        hash(default)


@every_class
def test_equal_by_value(cls: type[Part]) -> None:
    one, same = full(cls), full(cls)
    assert one == same
    assert not one != same  # noqa: SIM202
    assert hash(one) == hash(same)
    assert len({one, same, bound(one)}) == 1
    for name, value in full_fields(cls).items():
        differing: Part = attrs.evolve(one, **{name: other_value(cls, name, value)})  # type: ignore[misc]
        assert one != differing, name
        assert differing not in {one}, name


@every_class
def test_never_equal_to_anything_else(cls: type[Part]) -> None:
    part = full(cls)
    for other in (None, 0, "", repr(part), (), *[full(other) for other in CLASSES if other is not cls]):
        assert part != other
        assert other != part


def test_equal_fields_of_two_kinds_are_not_equal_records() -> None:
    series, state = csto.Series(id=csto.SeriesId("x"), name="X"), csto.MemberState(id=csto.StateId("x"), name="X")
    assert series != state
    assert hash(series) != hash(state)


@every_record
def test_ordered_within_its_kind(cls: type[Record]) -> None:
    records = [full(cls, at) for at in (3, 1, 2, 0)]
    assert [record.id for record in sorted(records)] == [f"id-{at}" for at in range(4)]
    first, second = full(cls, 0), full(cls, 1)
    assert first < second
    assert first <= second
    assert second > first
    assert second >= first
    assert not second < first
    assert not second <= first
    assert not first > second
    assert not first >= second
    assert first <= full(cls, 0)
    assert first >= full(cls, 0)
    assert not first < full(cls, 0)


@every_record
def test_any_two_of_a_kind_can_be_ordered(cls: type[Record]) -> None:
    """The least that a record may say is enough to sort it among those that say more."""
    records = [full(cls, at) for at in range(3)] + [least(cls)]
    assert len(sorted(records)) == 4
    assert all(isinstance(part, str) for record in records for part in record.sort_key)


@every_record
def test_not_ordered_across_kinds(cls: type[Record]) -> None:
    mine: Any = full(cls)
    for other in RECORDS:
        if other is not cls:
            theirs: Any = full(other)
            with pytest.raises(TypeError, match="not supported"):
                _ = mine < theirs
            with pytest.raises(TypeError, match="not supported"):
                _ = mine >= theirs
    with pytest.raises(TypeError):
        _ = mine < "tj"


@every_part
def test_parts_have_no_order(cls: type[Part]) -> None:
    one: Any = full(cls)
    with pytest.raises(TypeError):
        _ = one < full(cls, 1)


# -- building ---------------------------------------------------------------------------------------------------------------


@every_class
def test_fields_are_given_by_keyword(cls: type[Part]) -> None:
    build: Any = cls
    with pytest.raises(TypeError):
        build("tj")
    with pytest.raises(TypeError, match="nonsense"):
        build(**full_fields(cls), nonsense=1)


@every_class
def test_needed_fields_are_needed(cls: type[Part]) -> None:
    build: Any = cls
    for name, default in cls.field_defaults:
        fields = {key: value for key, value in full_fields(cls).items() if key != name}
        if default is REQUIRED:
            with pytest.raises(TypeError, match=name):
                build(**fields)
        else:
            assert getattr(build(**fields), name) == default


@every_class
def test_any_iterable_becomes_a_tuple(cls: type[Part]) -> None:
    fields = full_fields(cls)
    for name in cls.tuple_names:
        expected = fields[name]
        for given in (list(expected), iter(expected), (item for item in expected), dict.fromkeys(expected)):
            made = cls(**{**fields, name: given})
            value = getattr(made, name)
            assert type(value) is tuple
            assert value == expected
            assert made == full(cls)
            hash(made)
    # what the caller goes on changing is the caller's
    for name in cls.tuple_names:
        mine = list(fields[name])
        made = cls(**{**fields, name: mine})
        mine.append(mine[0])
        assert getattr(made, name) == fields[name]


@every_class
def test_text_and_single_values_are_no_tuples(cls: type[Part]) -> None:
    fields = full_fields(cls)
    for name in cls.tuple_names:
        for given in ("tj", "", None, 5, True):
            with pytest.raises(InvalidRecordError, match=rf"{cls.__name__}\.{name}"):
                cls(**{**fields, name: given})


@every_record
@pytest.mark.parametrize(
    "bad",
    ["", " ", "TJ", "csc 2021", "-csc", "csc-", "-", "csc_2021", "csc.2021", "csc/2021", "тж", "ä", "csc\n", "x²", 5, None, True, ("tj",), b"tj"],
    ids=repr,
)  # fmt: skip
def test_bad_ids_are_refused(cls: type[Record], bad: Any) -> None:
    with pytest.raises(InvalidRecordError, match="is no id"):
        cls(**{**full_fields(cls), "id": bad})


def test_a_huge_id_does_not_become_a_huge_message() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        csto.Series(id=csto.SeriesId("X" * 1_000_000), name="X")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("good", ["tj", "csc-2021-09-16", "2021-05-19-statement-nuremberg", "0"])
def test_good_ids(good: str) -> None:
    assert csto.Series(id=csto.SeriesId(good), name="X").id == good


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="title"):
        csto.Instrument(id=csto.InstrumentId("x"), kind=csto.InstrumentKind.PLAN, titles=())


# -- copies -----------------------------------------------------------------------------------------------------------------


@every_class
def test_copies(cls: type[Part]) -> None:
    for part in (full(cls), bound(full(cls))):
        for made in (copy.copy(part), copy.deepcopy(part), copy.deepcopy([part])[0]):
            assert made == part
            assert type(made) is cls


@every_class
def test_evolve_gives_another_value(cls: type[Part]) -> None:
    part = full(cls)
    assert attrs.evolve(part) == part  # type: ignore[misc]
    for name, value in full_fields(cls).items():
        changed = {name: other_value(cls, name, value)}
        assert part.__replace__(**changed) == attrs.evolve(part, **changed) != part  # type: ignore[misc]


@every_class
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_leaves_the_dataset_behind(cls: type[Part], protocol: int) -> None:
    part = full(cls)
    data = pickle.dumps(part, protocol)
    assert data == pickle.dumps(bound(part), protocol)
    assert len(data) < 4_000
    made = pickle.loads(data)
    assert made == part
    assert hash(made) == hash(part)
    assert not hasattr(made, "_graph")
    for name in cls.tuple_names:
        assert type(getattr(made, name)) is tuple
    with pytest.raises(AttributeError):
        setattr(made, cls.field_names[0], "other")


# -- the graph --------------------------------------------------------------------------------------------------------------


@every_class
def test_the_dataset_takes_no_part_in_the_value(cls: type[Part]) -> None:
    part = full(cls)
    other = bound(part)
    assert other == part
    assert hash(other) == hash(part)
    assert repr(other) == repr(part)
    # shown at length, it tells what it can without one
    assert str(part)


def refusals(part: Part) -> list[UnboundRecordError]:
    """The errors of all properties that look something up; no other error is let through."""
    told: list[UnboundRecordError] = []
    for name in properties_of(type(part)):
        try:
            getattr(part, name)
        except UnboundRecordError as error:
            told.append(error)
    return told


@every_class
def test_unbound_records_say_so_when_asked_for_relations_and_nowhere_else(cls: type[Part]) -> None:
    for part in (full(cls), least(cls), pickle.loads(pickle.dumps(bound(full(cls))))):
        for error in refusals(part):
            assert "dataset.bind(record)" in str(error)
            assert cls.__name__ in str(error)
            assert isinstance(error, CstoError)
            assert isinstance(error, AttributeError)
    walks = {name.removesuffix("_id") for name in cls.field_names} & properties_of(cls).keys()
    assert bool(walks) <= bool(refusals(full(cls)))


@every_class
def test_bound_records_walk(cls: type[Part]) -> None:
    """In an empty dataset nothing is found, and that is said as such: no relation is a stranger to the dataset."""
    for part in (bound(full(cls)), bound(least(cls))):
        for name in properties_of(cls):
            try:
                found = getattr(part, name)
            except NotFoundError:
                continue
            assert found is None or isinstance(found, (tuple, str, csto.Records))


@every_class
def test_parts_are_bound_with_their_record(cls: type[Part]) -> None:
    part = bound(full(cls))
    inner = [item for name in cls.tuple_names for item in getattr(part, name) if isinstance(item, Part)]
    assert all(hasattr(item, "_graph") for item in inner)
    # the one that was given stays as it was
    mine = full(cls)
    bound(mine)
    assert not hasattr(mine, "_graph")


def test_relations_by_hand() -> None:
    source = csto.Source(id=csto.SourceId("s"), title="S", publisher="P", tier=csto.SourceTier.OTHER)
    cited = (csto.Citation(source_id=csto.SourceId("s")),)
    state = csto.MemberState(id=csto.StateId("tj"), name="Tajikistan", citations=cited)
    person = csto.Person(id=csto.PersonId("p"), name="P", state_id=csto.StateId("tj"), citations=cited)
    dataset = csto.Dataset(states=[state], people=[person], sources=[source])
    assert dataset.bind(person).state == state
    assert dataset.bind(person).citations[0].source == source
    assert dataset.person("p").state is dataset.state("tj")
    assert dataset.state("tj").people.one() is dataset.person("p")
    with pytest.raises(UnboundRecordError, match=r"Person\('p'"):
        _ = person.state
    # an absent relation is None also where nothing could be looked up
    assert csto.Person(id=csto.PersonId("q"), name="Q").state is None


def test_names_by_language() -> None:
    state = csto.MemberState(
        id=csto.StateId("tj"),
        name="Tajikistan",
        names=(
            csto.Name(text="РТ", language="ru", kind=csto.NameKind.ABBREVIATION),
            csto.Name(text="Республика Таджикистан", language="ru", kind=csto.NameKind.OFFICIAL),
        ),
    )
    assert state.name_in("en") == "Tajikistan"
    assert state.name_in("ru") == "Республика Таджикистан"
    with pytest.raises(NotFoundError, match="no name in 'tg' on record; it has names in en, ru") as caught:
        state.name_in("tg")
    assert caught.value.suggestions == ("en", "ru")


def test_titles_by_language() -> None:
    exact = csto.Title(text="Устав", language="ru", wording=csto.Wording.EXACT)
    reported = csto.Title(text="Charter of the CSTO", language="en")
    made = csto.Instrument(id=csto.InstrumentId("x"), kind=csto.InstrumentKind.CHARTER, titles=(exact, reported))
    assert made.title == "Charter of the CSTO"
    assert made.wording is csto.Wording.REPORTED
    assert made.title_in("ru") == exact
    with pytest.raises(NotFoundError, match="it has titles in en, ru"):
        made.title_in("tg")


# -- what a reader sees -----------------------------------------------------------------------------------------------------


@every_class
def test_every_field_is_documented(cls: type[Part]) -> None:
    docs = field_docs(cls)
    assert set(docs) == set(cls.field_names), "each field once, and no field that is not there"
    for name, said in docs.items():
        assert said.endswith("."), name
        assert len(said) > 4, name


@pytest.mark.parametrize("cls", [*CLASSES, Part, Record, SourcedRecord], ids=lambda cls: cls.__name__)
def test_everything_public_has_a_docstring(cls: type[Part]) -> None:
    assert inspect.getdoc(cls)
    assert "__doc__" in vars(cls)
    for name, found in {**properties_of(cls), **methods_of(cls)}.items():
        said = inspect.getdoc(found)
        assert said, f"{cls.__name__}.{name}"
        assert said.partition("\n")[0].endswith("."), f"{cls.__name__}.{name}: {said}"


@pytest.mark.parametrize("cls", ENUMS, ids=lambda cls: cls.__name__)
def test_enumerations(cls: type[Enum]) -> None:
    assert issubclass(cls, StrEnum)
    assert vars(cls).get("__doc__")
    for member in cls:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", member.value)
        assert member.value.upper().replace("-", "_") == member.name
        assert cls(member.value) is member
        assert pickle.loads(pickle.dumps(member)) is member


@every_class
def test_repr_is_short_and_says_which(cls: type[Part]) -> None:
    said = repr(full(cls))
    assert "\n" not in said
    assert said.startswith(f"{cls.__name__}(")
    assert len(said) < 400
    if issubclass(cls, Record):
        assert "'id-0'" in said
        assert len(repr(least(cls))) < 200


def test_repr_of_huge_texts_is_cut() -> None:
    huge = "x" * 100_000
    assert len(repr(csto.Series(id=csto.SeriesId("x"), name=huge))) < 400
    assert len(repr(csto.Name(text=huge))) < 400
    assert len(repr(csto.Citation(source_id=csto.SourceId("s"), fields=tuple([huge] * 100)))) < 400
