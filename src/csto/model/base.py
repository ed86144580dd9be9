"""What every record is: an immutable value with an id and its provenance, which can be asked for its relations.

A record stores plain ids. Bound to a dataset it also walks the graph (``chairmanship.state``); the binding takes no part in
equality, hash, repr or serialization.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final, NewType, cast, dataclass_transform

from csto.dates import PartialDate, Period
from csto.errors import InvalidRecordError, UnboundRecordError, closest, or_list, shown

if TYPE_CHECKING:
    import inspect
    from typing import Any, NoReturn, Self

    import attrs
    from rich.console import RenderableType

    from csto.model.graph import Graph
    from csto.model.provenance import Source
    from csto.views.shapes import Page

__all__ = [
    "BodyId",
    "ChairmanshipId",
    "Citation",
    "CityId",
    "Confidence",
    "Dispute",
    "EventId",
    "ExerciseId",
    "ForceId",
    "GapId",
    "InstrumentId",
    "MeetingId",
    "MembershipId",
    "OperationId",
    "Part",
    "PersonId",
    "ProgrammeId",
    "REQUIRED",
    "Record",
    "RecordClass",
    "SeriesId",
    "Shown",
    "SourceId",
    "SourcedRecord",
    "StateId",
    "TermId",
]

StateId = NewType("StateId", str)
MembershipId = NewType("MembershipId", str)
BodyId = NewType("BodyId", str)
PersonId = NewType("PersonId", str)
TermId = NewType("TermId", str)
ChairmanshipId = NewType("ChairmanshipId", str)
MeetingId = NewType("MeetingId", str)
InstrumentId = NewType("InstrumentId", str)
ExerciseId = NewType("ExerciseId", str)
SeriesId = NewType("SeriesId", str)
OperationId = NewType("OperationId", str)
ForceId = NewType("ForceId", str)
ProgrammeId = NewType("ProgrammeId", str)
EventId = NewType("EventId", str)
CityId = NewType("CityId", str)
SourceId = NewType("SourceId", str)
GapId = NewType("GapId", str)

REQUIRED: Final = object()
"""Stands where a field has no default: it must be given."""


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class RecordClass(type):
    """What makes the classes of records: the annotated fields of a class, after the inherited ones, become its slots.

    They are the classes that ``attrs.frozen`` would make (a test holds the two together), and attrs takes them for its own. But
    attrs is imported only when something asks for it: its import and the methods that it compiles for each class took more
    than half of the time to the first answer. Type checkers see the initializer.
    """

    field_names: tuple[str, ...]
    field_annotations: tuple[str, ...]
    field_defaults: tuple[tuple[str, object], ...]
    tuple_names: tuple[str, ...]

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> RecordClass:  # noqa: D102
        annotations: dict[str, str] = space.get("__annotations__", {})
        own = {
            field: (annotation, space.pop(field, REQUIRED))
            for field, annotation in annotations.items()
            if not annotation.startswith("ClassVar")
        }
        before = next((base for base in bases if isinstance(base, RecordClass)), None)
        fields: dict[str, tuple[str, object]] = {}
        if before is not None:
            space["__slots__"] = tuple([field for field in own if field not in before.field_names])
            known = zip(before.field_annotations, before.field_defaults, strict=True)
            fields = {field: (annotation, default) for annotation, (field, default) in known if field not in own}
        fields |= own
        space["field_names"] = tuple(fields)
        space["field_annotations"] = tuple([annotation for annotation, _ in fields.values()])
        space["field_defaults"] = tuple([(field, default) for field, (_, default) in fields.items()])
        space["tuple_names"] = tuple(
            [field for field, (annotation, _) in fields.items() if annotation.startswith("tuple[")]
        )
        return type.__new__(cls, name, bases, space)

    @property
    def __attrs_attrs__(cls) -> tuple[attrs.Attribute[Any], ...]:
        """The fields as attrs describes them."""
        return _described(cls)


@cache
def _described(cls: RecordClass) -> tuple[attrs.Attribute[Any], ...]:
    import attrs

    field: Any = attrs.field  # its stub knows no types that are still text
    fields: dict[str, Any] = {
        name: field(default=attrs.NOTHING if default is REQUIRED else default, type=annotation)
        for (name, default), annotation in zip(cls.field_defaults, cls.field_annotations, strict=True)
    }
    # attrs keeps what it learns about the types in the descriptions, so that a class has one set of them
    return tuple(attrs.fields(attrs.make_class(cls.__name__, fields, kw_only=True, frozen=True)))


class _Signature:
    """The signature of a record's initializer, made from its fields when somebody (a notebook, a help page) asks for it."""

    def __get__(self, instance: Part | None, owner: type[Part]) -> inspect.Signature:
        import inspect

        keyword = inspect.Parameter.KEYWORD_ONLY
        return inspect.Signature(
            [
                inspect.Parameter(
                    name,
                    keyword,
                    default=inspect.Parameter.empty if default is REQUIRED else default,
                    annotation=annotation,
                )
                for (name, default), annotation in zip(owner.field_defaults, owner.field_annotations, strict=True)
            ]
        )


class Part(metaclass=RecordClass):
    """A value within a record, such as one attendance; it is bound to a dataset together with its record."""

    __slots__ = ("_graph",)

    if TYPE_CHECKING:  # not a field
        _graph: ClassVar[Graph]

    field_names: ClassVar[tuple[str, ...]]
    field_annotations: ClassVar[tuple[str, ...]]
    field_defaults: ClassVar[tuple[tuple[str, object], ...]]
    tuple_names: ClassVar[tuple[str, ...]]

    if not TYPE_CHECKING:

        def __init__(self, **values: Any) -> None:
            write = object.__setattr__
            for name, default in self.field_defaults:
                value = values.pop(name, default)
                if value is REQUIRED:
                    raise InvalidRecordError(f"{type(self).__name__} needs a value for {name}")
                write(self, name, value)
            if values:
                self._refuse(next(iter(values)))
            for name in self.tuple_names:
                value = getattr(self, name)
                if type(value) is not tuple:
                    if isinstance(value, str) or not hasattr(value, "__iter__"):
                        raise InvalidRecordError(f"{type(self).__name__}.{name} is a tuple, not {shown(value)}")
                    write(self, name, tuple(value))
            self._check()

        __signature__ = _Signature()

    def _check(self) -> None:
        """Refuse values that the record cannot hold, beyond the types that a dataset checks."""

    def _refuse(self, name: str) -> NoReturn:
        near = closest(name, self.field_names)
        hint = f"; closest: {or_list(near)}" if near else ""
        raise InvalidRecordError(
            f"a {type(self).__name__} has no field {name!r}; it has {', '.join(self.field_names)}{hint}"
        )

    @property
    def _bound(self) -> Graph:
        try:
            return self._graph
        except AttributeError:
            raise UnboundRecordError(
                f"{self!r} belongs to no dataset, so that its relations cannot be looked up; "
                "give it one with dataset.bind(record), or ask the dataset for the record by its id"
            ) from None

    def __setattr__(self, name: str, value: object) -> NoReturn:
        from attrs.exceptions import FrozenInstanceError

        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        from attrs.exceptions import FrozenInstanceError

        raise FrozenInstanceError

    def __getstate__(self) -> dict[str, object]:
        return dict(zip(self.field_names, self._values(), strict=True))

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    def __replace__(self, /, **changes: Any) -> Self:
        return type(self)(**{**self.__getstate__(), **changes})

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.field_names])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Part) or type(other) is not type(self):
            return NotImplemented
        return self is other or self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __repr__(self) -> str:
        pairs = ((name, getattr(self, name)) for name in self.field_names)
        said = ", ".join(f"{name}={_brief(value)}" for name, value in pairs if value not in (None, (), "", False))
        return f"{type(self).__name__}({said})"


def _brief(value: object) -> str:
    if isinstance(value, (PartialDate, Period, StrEnum)):
        return repr(str(value))
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return f"<{len(items)}>" if any(isinstance(item, Part) for item in items) else shown(items)
    return shown(value)


def is_slug(text: object) -> bool:
    """Whether the text has the form of an id: lower-case ASCII letters, digits and hyphens.

    >>> is_slug("csc-2021-09-16"), is_slug("CSC 2021")
    (True, False)
    """
    return (
        isinstance(text, str)
        and text.isascii()
        and text.replace("-", "").isalnum()
        and text == text.lower()
        and text[0] != "-" != text[-1]
    )


class Shown:
    """What can be looked at: ``print`` shows it as text, a notebook as HTML, rich in its own way."""

    __slots__ = ()

    def _page(self, *, drawn: bool = False) -> Page:
        """What is shown; `drawn` where shades and colours can be seen."""
        raise NotImplementedError

    def __str__(self) -> str:
        from csto.views.text import to_text

        return to_text(self._page())

    def _repr_html_(self) -> str:
        from csto.views.html import page_html

        return page_html(self._page(drawn=True))

    def __rich__(self) -> RenderableType:
        from csto.views.glow import page_rich

        return page_rich(self._page())


class Record(Part, Shown):
    """A thing that has an id.

    Attributes:
        id: The record's id: a lower-case slug, unique within its kind and stable for ever.
        aliases: Ids that the record had before; looking one up finds it.
        about: A description in our own words.
        notes: What a reader should mind: what is inferred, settled or left open.

    """

    kind_name: ClassVar[str] = "record"
    shown_fields: ClassVar[tuple[str, ...]] = ()

    id: str
    aliases: tuple[str, ...] = ()
    about: str | None = None
    notes: str | None = None

    def _check(self) -> None:
        if not is_slug(self.id):
            raise InvalidRecordError(
                f"{shown(self.id)} is no id: an id is lower-case letters, digits and hyphens, such as 'tj' or 'csc-2021-09-16'"
            )

    @property
    def sort_key(self) -> tuple[str, ...]:
        """The key of the order within a kind: by id, for what happens in time by date and then id."""
        return (self.id,)

    def __hash__(self) -> int:
        return hash((self.kind_name, self.id))

    def __lt__(self, other: Self) -> bool:
        return self.sort_key < other.sort_key if type(self) is type(other) else NotImplemented

    def __le__(self, other: Self) -> bool:
        return self.sort_key <= other.sort_key if type(self) is type(other) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        return self.sort_key > other.sort_key if type(self) is type(other) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        return self.sort_key >= other.sort_key if type(self) is type(other) else NotImplemented

    def _page(self, *, drawn: bool = False) -> Page:
        from csto.views.cards import record_page

        return record_page(self)

    def __repr__(self) -> str:
        pairs = ((name, getattr(self, name)) for name in self.shown_fields)
        said = "".join(f", {name}={_brief(value)}" for name, value in pairs if value is not None)
        return f"{type(self).__name__}({self.id!r}{said})"


class Confidence(StrEnum):
    """How well a record is supported: by its own standing and by the number and kind of its sources."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Citation(Part):
    """A record's pointer to a publication that supports it.

    Attributes:
        source_id: The publication.
        locator: Where in it: a paragraph, page, article or heading.
        fields: The fields that it supports; empty where it supports the record as a whole.

    """

    source_id: SourceId
    locator: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        """The publication."""
        return self._bound.get("source", self.source_id)


class Dispute(Part):
    """A field on which sources disagree: a value that does not stand in it, and who gives it.

    Attributes:
        field: The name of the field, or what is disputed where that is no single field.
        value: The other value, as text in the form of the field.
        citations: Who gives that value.
        about: Why the record holds another one, where that is settled.

    """

    field: str
    value: str
    citations: tuple[Citation, ...] = ()
    about: str | None = None


class SourcedRecord(Record):
    """A record that rests on sources.

    Attributes:
        citations: The publications that support it, the best one first.
        confidence: How well it is supported.
        disputes: The fields on which sources disagree, with the values that do not stand in them.

    """

    needs_source: ClassVar[bool] = True
    """Whether a record of the class is valid only with a citation."""

    citations: tuple[Citation, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    disputes: tuple[Dispute, ...] = ()
