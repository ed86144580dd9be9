"""A dataset: immutable collections of records of all kinds, and every question that can be asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.dates import PartialDate, as_partial_date
from csto.errors import DatasetError, InvalidArgumentError, shown
from csto.kinds import KINDS, PLURALS, record_class
from csto.questions import Questions

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Literal, NoReturn, Self

    from csto.collection import Collection
    from csto.dates import DateLike
    from csto.model.base import Record
    from csto.model.bodies import StatutoryBody
    from csto.model.chairmanships import Chairmanship
    from csto.model.events import Event
    from csto.model.forces import Exercise, Force, Operation, Series
    from csto.model.gaps import Gap
    from csto.model.graph import Graph
    from csto.model.instruments import Instrument
    from csto.model.meetings import Meeting
    from csto.model.memberships import Membership
    from csto.model.people import Person
    from csto.model.places import City
    from csto.model.programmes import Programme
    from csto.model.provenance import Source
    from csto.model.states import MemberState
    from csto.model.terms import Term

__all__ = ["Dataset"]


class Dataset(Questions):
    """Immutable, valid collections of records, and every question that can be asked of them.

    The bundled one is ``csto.dataset()``, and the functions of the module are its methods. Another one is built from records,
    read from a file, or made of existing ones with `merge` and `replace`. Whatever is built is valid: ids are unique, every
    reference resolves, every record has a source, and so on; otherwise one `DatasetError` lists all problems.

    Attributes:
        version: The version of the data.
        as_of: The day up to which the data reach, and for which questions without a date are answered.
        since: The day from which they reach.

    >>> import csto
    >>> from csto import Citation, Confidence, MemberState, Source, SourceTier
    >>> law = Source(id="law", title="A law", publisher="A ministry", tier=SourceTier.LAW)
    >>> ruritania = MemberState(id="xr", name="Ruritania", citations=(Citation(source_id="law"),))
    >>> mine = csto.Dataset(states=[ruritania], sources=[law], version="1")
    >>> mine.state("RURITANIA").citations[0].source.publisher
    'A ministry'
    >>> csto.Dataset(states=[ruritania])
    Traceback (most recent call last):
    csto.errors.DatasetError: the dataset is not valid: 1 problem
      states[xr].citations[0].source_id: there is no source 'law'

    """

    version: str
    as_of: PartialDate | None
    since: PartialDate | None

    def __init__(
        self,
        *,
        states: Iterable[MemberState] = (),
        memberships: Iterable[Membership] = (),
        bodies: Iterable[StatutoryBody] = (),
        people: Iterable[Person] = (),
        terms: Iterable[Term] = (),
        chairmanships: Iterable[Chairmanship] = (),
        meetings: Iterable[Meeting] = (),
        instruments: Iterable[Instrument] = (),
        exercises: Iterable[Exercise] = (),
        series: Iterable[Series] = (),
        operations: Iterable[Operation] = (),
        forces: Iterable[Force] = (),
        programmes: Iterable[Programme] = (),
        events: Iterable[Event] = (),
        cities: Iterable[City] = (),
        gaps: Iterable[Gap] = (),
        sources: Iterable[Source] = (),
        version: str = "0",
        as_of: DateLike | None = None,
        since: DateLike | None = None,
    ) -> None:
        given = locals()
        records: dict[str, tuple[Record, ...]] = {kind: tuple(given[PLURALS[kind]]) for kind in KINDS}
        from csto.validation import problems_of

        problems = problems_of(records)
        if problems:
            raise DatasetError(problems)
        self._fill(records, version, as_of, since)

    def _fill(
        self, records: Mapping[str, Iterable[Record]], version: str, as_of: DateLike | None, since: DateLike | None
    ) -> None:
        # records may be bound to another dataset, and must stay so: this one holds copies bound to itself
        kept = {kind: sorted(items, key=lambda item: item.sort_key) for kind, items in records.items()}

        def load(kind: str, graph: Graph) -> Collection:
            from csto.collection import Collection
            from csto.plain import bound_copy

            return Collection(
                record_class(kind), graph, records=[bound_copy(item, graph) for item in kept.get(kind, ())]
            )

        super().__init__(load)
        self._describe(version, as_of, since)

    def _describe(self, version: str, as_of: DateLike | None, since: DateLike | None) -> None:
        if not version or not isinstance(version, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidArgumentError(f"version={shown(version)} is no text")
        until = None if as_of is None else as_partial_date(as_of)
        start = None if since is None else as_partial_date(since)
        write = object.__setattr__
        write(self, "version", version)
        write(self, "as_of", until)
        write(self, "since", start)
        write(self, "_sealed", True)

    _sealed = False

    def __setattr__(self, name: str, value: object) -> None:
        if self._sealed and name not in ("_search", "_chairs"):  # made when first needed
            raise AttributeError("a Dataset does not change: merge() and replace() give new ones")
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Dataset does not change: merge() and replace() give new ones")

    @classmethod
    def _bundled(cls, load: Callable[[str, Graph], Collection], manifest: Mapping[str, Any]) -> Self:
        """A dataset that was checked when it was compiled, loaded by kind."""
        made = cls.__new__(cls)
        Questions.__init__(made, load)
        made._describe(manifest["version"], manifest["as_of"], manifest["since"])
        return made

    @classmethod
    def _trusted(
        cls, records: Mapping[str, Iterable[Record]], version: str, as_of: str | None, since: str | None
    ) -> Self:
        made = cls.__new__(cls)
        made._fill(records, version, as_of, since)
        return made

    def _parts(self) -> dict[str, tuple[Record, ...]]:
        return {kind: tuple(self.all(kind)) for kind in KINDS}

    def _head(self) -> dict[str, str | None]:
        return {
            "version": self.version,
            "as_of": self.as_of.text if self.as_of else None,
            "since": self.since.text if self.since else None,
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self is other or (
            self._head() == other._head()
            and all(list(self.collection(kind).lines()) == list(other.collection(kind).lines()) for kind in KINDS)
        )

    def __hash__(self) -> int:
        return hash((self.version, self.as_of, self.since))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        from csto import bundle

        if self is bundle._dataset:  # pyright: ignore[reportPrivateUsage]
            return bundle.dataset, ()
        head = self._head()
        return Dataset._trusted, (self._parts(), head["version"], head["as_of"], head["since"])

    def __repr__(self) -> str:
        until = f", as of {self.as_of}" if self.as_of else ""
        return f"<Dataset {self.version}{until}>"

    # -- files -----------------------------------------------------------------------------------------------------------

    @classmethod
    def from_json(cls, path: str | os.PathLike[str]) -> Self:
        """The dataset in a JSON file, checked through and through.

        Raises `DatasetError` with all problems, each with its path; the file is left as it is.
        """
        from pathlib import Path

        from csto.bulk import read_fast
        from csto.files import FORMAT

        name = Path(path).name
        try:
            text = Path(path).read_bytes().decode()
        except UnicodeDecodeError as error:
            raise DatasetError([f"not UTF-8: {error}"], f"{name} is not a dataset") from None
        bulk = read_fast(text, FORMAT)
        if bulk is not None:
            return cls._bundled(bulk.load, {**bulk.head, "version": bulk.head["version"] or "0"})
        from csto.interchange import read

        head, records, problems = read(text, name)
        dates: dict[str, PartialDate | None] = {}
        for key in ("as_of", "since"):
            value = head[key]
            try:
                dates[key] = None if value is None else PartialDate(value)
            except ValueError as error:
                problems.append(f"{key}: {error}")
        if problems:
            raise DatasetError(problems, f"{name} is not a valid dataset")
        made = cls.__new__(cls)
        made._fill(records, head["version"] or "0", dates["as_of"], dates["since"])
        return made

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Write the dataset to a JSON file, whole or not at all; the same bytes for equal datasets.

        >>> import csto, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = pathlib.Path(folder) / "csto.json"
        ...     csto.dataset().to_json(file)
        ...     csto.Dataset.from_json(file) == csto.dataset()
        True
        """
        from csto.files import dump, write

        write(path, dump(self._head(), {kind: self.collection(kind).lines() for kind in KINDS}))

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """The JSON Schema (2020-12) of dataset files, as a new dict.

        >>> import csto
        >>> sorted(csto.json_schema()["$defs"]["MemberState"]["required"])
        ['citations', 'id', 'name']
        """
        from csto.schema import dataset_schema

        return dataset_schema()

    @staticmethod
    def frame_columns(kind: str) -> dict[str, str]:
        """What each column of a frame of records of a kind means, as a new dict.

        >>> import csto
        >>> csto.frame_columns("meeting")["date_latest"]
        'The first day (the last day that it may be).'
        """
        from csto.frames import column_docs

        return column_docs(kind)

    def cite(self, style: Literal["text", "bibtex"] = "text") -> str:
        """A reference to this version of the dataset, as text or BibTeX.

        >>> import csto
        >>> csto.dataset().version in csto.cite()
        True
        """
        from csto.citing import cite

        return cite(self, style)

    # -- other datasets --------------------------------------------------------------------------------------------------

    def merge(self, other: Dataset, *, prefer: Literal["self", "other"] | None = None) -> Dataset:
        """A dataset with the records of both.

        A record that stands in both must be equal in both, unless `prefer` says whose to keep; otherwise a `DatasetError`
        lists the records that differ. The version names both, and the coverage spans both.

        >>> import csto
        >>> csto.dataset().merge(csto.dataset()) == csto.dataset()
        True
        """
        if not isinstance(other, Dataset):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidArgumentError(f"{shown(other)} is no Dataset")
        if prefer not in (None, "self", "other"):
            raise InvalidArgumentError(f"prefer={shown(prefer)} is none of 'self' or 'other'")
        merged: dict[str, tuple[Record, ...]] = {}
        differing: list[str] = []
        for kind in KINDS:
            mine: dict[str, Record] = {item.id: item for item in self.all(kind)}
            for item in other.all(kind):
                known = mine.get(item.id)
                if known is None or (known != item and prefer == "other"):
                    mine[item.id] = item
                elif known != item and prefer is None:
                    fields = [name for name in known.field_names if getattr(known, name) != getattr(item, name)]
                    differing.append(f"{PLURALS[kind]}[{item.id}]: differs in {', '.join(fields)}")
            merged[kind] = tuple(mine.values())
        if differing:
            raise DatasetError(
                differing, "the datasets hold different records under one id (prefer= says whose to keep)"
            )
        versions = sorted({*self.version.split("+"), *other.version.split("+")})
        ends = [found for found in (self.as_of, other.as_of) if found]
        starts = [found for found in (self.since, other.since) if found]
        return Dataset(
            **{PLURALS[kind]: items for kind, items in merged.items()},  # type: ignore[arg-type]  # pyright: ignore
            version="+".join(versions),
            as_of=max(ends, key=lambda date: date.sort_key) if ends else None,
            since=min(starts, key=lambda date: date.sort_key) if starts else None,
        )

    def replace(self, **changes: Any) -> Dataset:
        """A dataset in which whole collections, or `version`, `as_of` and `since`, are replaced by those given.

        The keywords are those of the constructor; a misspelt one is an `InvalidArgumentError`.

        >>> import csto
        >>> csto.dataset().replace(version="mine").version
        'mine'
        """
        from csto.choices import refuse_unknown

        known = (*PLURALS.values(), "version", "as_of", "since")
        refuse_unknown({key: value for key, value in changes.items() if key not in known}, "replace", known)
        parts: dict[str, Any] = {PLURALS[kind]: items for kind, items in self._parts().items()}
        parts |= self._head()
        parts |= changes
        return Dataset(**parts)
