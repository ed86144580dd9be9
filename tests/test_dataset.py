"""Datasets: files that lose nothing, one error for all that is wrong, merging by laws, values that do not change."""

from __future__ import annotations

import copy
import errno
import json
import os
import pickle
import stat
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import csto
from csto import DatasetError, InvalidArgumentError, InvalidDateError
from csto.interchange import structure
from csto.kinds import KINDS, PLURALS, record_class
from csto.model.base import Part, Record
from csto.plain import annotations_of, builder, to_plain
from tests.broken import BREAKS, Rows, put_somewhere, reread, small, small_rows, text_of
from tests.drawn import TEXTS, any_of, parts_of, wordy
from tests.strategies import datasets, partial_dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from csto.model.graph import Graph

R = TypeVar("R", bound=Record)

EMPTY = csto.Dataset()


def build(kind: str, row: Rows) -> Any:
    """A record by the builder of the bundled data, which uses up the row that it is given."""
    return builder(record_class(kind))(json.loads(json.dumps(row)), cast("Graph", EMPTY))


# -- files lose nothing --------------------------------------------------------------------------------------------------------


@given(wordy())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_files_lose_nothing(dataset: csto.Dataset) -> None:
    text = text_of(dataset)
    again = reread(text)
    assert again == dataset
    assert parts_of(again) == parts_of(dataset)
    assert (again.version, again.as_of, again.since) == (dataset.version, dataset.as_of, dataset.since)
    assert text_of(again) == text


@given(datasets())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_in_which_records_are_given_does_not_matter(dataset: csto.Dataset) -> None:
    shuffled = {name: list(reversed(records)) for name, records in parts_of(dataset).items()}
    again = csto.Dataset(**shuffled, version=dataset.version, as_of=dataset.as_of, since=dataset.since)
    assert again == dataset
    assert text_of(again) == text_of(dataset)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_the_checked_reader_and_the_trusting_builder_agree(kind: str, data: st.DataObject) -> None:
    record = data.draw(any_of(record_class(kind)))
    row: Rows = json.loads(json.dumps(to_plain(record)))
    records, problems = structure({PLURALS[kind]: [row]})
    assert problems == []
    assert records[kind] == [record]
    assert build(kind, row) == record
    # also with what the defaults say anyway written out
    whole = {name: to_plain(getattr(record, name)) for name in record.field_names}
    records, problems = structure({PLURALS[kind]: [whole]})
    assert problems == []
    assert records[kind] == [record]


@pytest.mark.parametrize("kind", KINDS)
def test_the_two_readers_agree_on_the_bundled_data(kind: str) -> None:
    bundled = csto.dataset().all(kind)
    rows = bundled.to_dicts()
    records, problems = structure({PLURALS[kind]: json.loads(json.dumps(rows))})
    assert problems == []
    assert records[kind] == list(bundled)
    assert [build(kind, row) for row in rows] == list(bundled)


def test_the_bundled_data_are_valid_and_survive_a_file(tmp_path: Path) -> None:
    """The builder trusts the bundled rows; here nothing is trusted."""
    path = tmp_path / "csto.json"
    csto.dataset().to_json(path)
    again = csto.Dataset.from_json(path)
    assert again == csto.dataset()
    assert hash(again) == hash(csto.dataset())
    again.to_json(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_the_form_of_files(tmp_path: Path) -> None:
    small().to_json(tmp_path / "d.json")
    data = (tmp_path / "d.json").read_bytes()
    assert data.endswith(b"]}\n")
    assert b"\r" not in data
    assert "Душанбе".encode() in data
    parsed = json.loads(data)
    assert parsed["format"] == 1
    assert list(parsed)[:4] == ["format", "version", "as_of", "since"]
    # one record a line, so that version control shows what changed
    assert sum(line.startswith(b'{"id"') for line in data.splitlines()) == sum(small().counts().values())


def test_an_empty_dataset_is_a_dataset(tmp_path: Path) -> None:
    EMPTY.to_json(tmp_path / "d.json")
    again = csto.Dataset.from_json(tmp_path / "d.json")
    assert again == EMPTY
    assert again.as_of is None
    assert sum(again.counts().values()) == 0


@pytest.mark.parametrize("kind_of_path", [str, Path])
def test_paths_of_any_sort(tmp_path: Path, kind_of_path: Callable[[Path], Any]) -> None:
    small().to_json(kind_of_path(tmp_path / "d.json"))
    assert csto.Dataset.from_json(kind_of_path(tmp_path / "d.json")) == small()


# -- writing: whole or not at all ----------------------------------------------------------------------------------------------


class Interrupted(BaseException):
    """What is no Exception, such as Ctrl-C."""


@pytest.mark.parametrize("where", ["fsync", "replace"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), Interrupted()], ids=["full", "stop"]
)
@pytest.mark.parametrize("before", [None, b"what stood there"], ids=["new", "old"])
def test_a_failure_while_writing_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException, before: bytes | None
) -> None:
    path = tmp_path / "d.json"
    if before is not None:
        path.write_bytes(before)

    def fail(*_: object, **__: object) -> None:
        raise error

    if where == "fsync":
        monkeypatch.setattr("csto.files.os.fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
        monkeypatch.setattr("os.replace", fail)
        monkeypatch.setattr("os.rename", fail)
    with pytest.raises(type(error)):
        small().to_json(path)
    assert list(tmp_path.iterdir()) == ([] if before is None else [path])
    assert before is None or path.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes themselves cannot be written, as /dev/full has it."""
    original = Path.open

    def full(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if "x" in mode or "w" in mode:
            original(self, mode, *args, **kwargs).close()
            return original(Path("/dev/full"), mode.replace("x", "w"), *args, **kwargs)
        return original(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="space"):
        small().to_json(tmp_path / "d.json")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_permissions_are_those_of_any_file_and_stay_as_they_were(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "d.json"
    plain.touch()
    small().to_json(path)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o640)
    small().to_json(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "d.json", tmp_path / "link.json"
    path.write_text("old")
    link.symlink_to(path)
    small().to_json(link)
    assert link.is_symlink()
    assert csto.Dataset.from_json(path) == small()


def test_a_long_name(tmp_path: Path) -> None:
    path = tmp_path / ("d" * 250 + ".json")
    small().to_json(path)
    assert csto.Dataset.from_json(path) == small()


def test_no_place_to_write(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        small().to_json(tmp_path / "no" / "d.json")
    with pytest.raises(OSError):
        small().to_json(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.json"):
        csto.Dataset.from_json(tmp_path / "none.json")


# -- a small dataset by hand, and all the ways to break it ---------------------------------------------------------------------


def problems_in(path: Path, data: bytes) -> tuple[str, ...]:
    """The problems of a file with this content, which is still there afterwards."""
    path.write_bytes(data)
    before = path.stat()
    with pytest.raises(DatasetError) as caught:
        csto.Dataset.from_json(path)
    assert path.read_bytes() == data
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(path.parent.iterdir()) == [path]
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, csto.CstoError)
    assert path.name in str(caught.value)
    assert caught.value.__cause__ is None
    for problem in caught.value.problems[:50]:
        assert problem in str(caught.value)
        assert len(problem) < 1_000
    return caught.value.problems


def as_file(rows: object) -> bytes:
    """The bytes of a file with this content."""
    return json.dumps(rows, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (as_file(small_rows())[:-20], "not JSON"),
        (as_file(small_rows()).decode().encode("utf-16"), "not UTF-8"),
        (as_file(small_rows()).decode().encode("cp1251", "replace"), "not UTF-8"),
        (b"\xef\xbb\xbf" + as_file(small_rows()), "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"format": 1, "people": ' + b"9" * 10_000 + b"}", "not JSON"),
        (b'{"format": ' + b"1" * 100_000 + b"}", "not JSON"),
        (b"[]", "$: expected an object"),
        (b"null", "$: expected an object"),
        (b'"format"', "$: expected an object"),
        (b"{}", "format: None cannot be read"),
        (b'{"format": 2}', "format: 2 cannot be read; this version of csto reads format 1"),
        (b'{"format": "1"}', "format: '1' cannot be read"),
        (b'{"format": true}', "format: True cannot be read"),
        (b'{"format": [1]}', "format: [1] cannot be read"),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_files_that_are_no_datasets(tmp_path: Path, data: bytes, told: str) -> None:
    (problem,) = problems_in(tmp_path / "d.json", data)
    assert told in problem


def test_every_cut_of_a_file_is_an_error(tmp_path: Path) -> None:
    data = as_file(small_rows())
    for length in range(0, len(data), 37):
        problems_in(tmp_path / "d.json", data[:length])


@pytest.mark.parametrize("name", BREAKS)
def test_wrong_content_is_named_with_its_path(tmp_path: Path, name: str) -> None:
    rows = small_rows()
    damage, told = BREAKS[name]
    damage(rows)
    data = json.dumps(rows).encode()
    problems = problems_in(tmp_path / "d.json", data)
    assert any(told in problem for problem in problems), problems
    # one thing is wrong: nothing is told besides, but where references no longer resolve
    if name not in ("dangling source", "dangling reference of a part", "bad id"):
        assert len(problems) == 1


@pytest.mark.parametrize("name", BREAKS)
def test_wrong_content_is_named_beside_other_wrong_content(tmp_path: Path, name: str) -> None:
    """What is wrong with one record does not hide what is wrong with another one, of whatever sort the two are."""
    rows = small_rows()
    cited = [{"source_id": "law"}]
    rows["forces"] = [
        {"id": "f1", "name": 5, "citations": cited},
        {"id": "f2", "name": "F", "period": "2021/2020", "citations": cited},
    ]
    rows["series"] = [{"id": "s1", "name": "S"}]
    rows["exercises"] = [
        {
            "id": "e1",
            "name": "E",
            "date": "2021",
            "period": "2021",
            "series_id": "s2",
            "force_ids": ["f1"],
            "citations": cited,
        }
    ]
    damage, told = BREAKS[name]
    damage(rows)
    problems = problems_in(tmp_path / "d.json", json.dumps(rows).encode())
    assert any(told in problem for problem in problems), problems
    for other in (
        "forces[f1].name: 5 is no text",
        "forces[f2].period: the period 2021/2020 ends before it starts",
        "series[s1].citations: a record needs a source",
        "exercises[e1].series_id: there is no series 's2'",
    ):
        assert any(problem.startswith(other) for problem in problems), (other, problems)
    # a record that is there but cannot be read is no dangling reference
    assert not any("force 'f1'" in problem for problem in problems)


def test_all_problems_of_one_record(tmp_path: Path) -> None:
    rows = small_rows()
    rows["meetings"][0].update(
        city=4, date="x", session="regualr", nonsense=1, attendance=[{"mode": 1}, {"state_id": 2}]
    )
    problems = problems_in(tmp_path / "d.json", as_file(rows))
    assert {problem.partition(": ")[0].removeprefix("meetings[csc-2021-09-16]") for problem in problems} == {
        "",
        ".attendance[0].mode",
        ".attendance[1].state_id",
        ".city",
        ".date",
        ".session",
    }


def test_keys_that_stand_twice(tmp_path: Path) -> None:
    text = json.dumps(small_rows())
    text = text.replace('"name": "Russia"', '"name": "Russia", "name": "Rossiya"')
    text = text.replace('"mode": "remote"', '"mode": "remote", "mode": "absent"')
    text = text.replace('"version": "7"', '"version": "7", "version": "8"')
    assert set(problems_in(tmp_path / "d.json", text.encode())) == {
        "$: the key 'version' stands twice in one object",
        "states[ru]: the key 'name' stands twice in one object",
        "meetings[csc-2021-09-16].attendance[0]: the key 'mode' stands twice in one object",
    }


def test_many_problems_are_counted_and_all_kept(tmp_path: Path) -> None:
    rows = small_rows()
    rows["people"] += [{"id": f"p{number}", "name": number} for number in range(200)]
    path = tmp_path / "d.json"
    assert len(problems_in(path, as_file(rows))) == 200
    with pytest.raises(DatasetError, match=r"200 problems\n(.|\n)*and 150 more"):
        csto.Dataset.from_json(path)


def test_huge_values_are_cut_in_messages(tmp_path: Path) -> None:
    rows = small_rows()
    rows["people"][0]["name"] = ["x" * 1_000_000]
    rows["people"][1]["state_id"] = "y" * 1_000_000
    rows["z" * 1_000_000] = []
    assert len(problems_in(tmp_path / "d.json", as_file(rows))) == 3


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_field_only_one_error_comes_of_it(data: st.DataObject) -> None:
    """Any value of JSON in any place gives a dataset or a DatasetError with problems, never another error."""
    rows = small_rows()
    anything: SearchStrategy[Any] = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
        max_leaves=4,
    )
    put_somewhere(rows, anything, data)
    try:
        dataset = reread(json.dumps(rows))
    except DatasetError as error:
        assert error.problems  # noqa: PT017
    else:
        assert reread(text_of(dataset)) == dataset


def test_the_error_can_be_pickled(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(b'{"format": 1, "people": 5}')
    with pytest.raises(DatasetError) as caught:
        csto.Dataset.from_json(path)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems
    assert str(again) == str(caught.value)


# -- building by hand ----------------------------------------------------------------------------------------------------------


def source(id: str = "law", title: str = "A law") -> csto.Source:
    """A publication."""
    return csto.Source(id=csto.SourceId(id), title=title, publisher="A ministry", tier=csto.SourceTier.LAW)


def changed(record: R, **changes: Any) -> R:
    """The record with other values; mypy takes none of them for an attrs class."""
    evolve: Any = attrs.evolve
    made: R = evolve(record, **changes)
    return made


def state(id: str, name: str = "", source_id: str = "law") -> csto.MemberState:
    """A state."""
    return csto.MemberState(
        id=csto.StateId(id), name=name or id.upper(), citations=(csto.Citation(source_id=csto.SourceId(source_id)),)
    )


def test_building_checks_as_reading_does() -> None:
    wrong: Any = changed(state("xa"), name=5)
    half = changed(state("xb"), about="\udcff")
    number: Any = csto.Meeting(
        id=csto.MeetingId("m"),
        body_ids=(),
        date=csto.PartialDate("2021"),
        period=csto.Period("2021"),
        documents_reported=True,
    )
    word: Any = changed(number, documents_reported=None, status="held")
    misplaced: Any = [state("xa"), "xb", None]
    with pytest.raises(DatasetError) as caught:
        csto.Dataset(
            states=[wrong, half, state("xc", source_id="low")], meetings=[number], people=misplaced, sources=[source()]
        )
    assert set(caught.value.problems) == {
        "states[xa].name: 5 is no str",
        "states[xb].about: '\\udcff' has half a character (a lone surrogate), which no file can hold",
        "states[xc].citations[0].source_id: there is no source 'low'; closest: law",
        "meetings[m].documents_reported: True is no int",
        "people: MemberState('xa', name='XA') is no Person",
        "people: 'xb' is no Person",
        "people: None is no Person",
    }
    with pytest.raises(DatasetError, match=r"meetings\[m\]\.status: 'held' is no Status; closest: held"):
        csto.Dataset(meetings=[word])


def test_a_record_that_cannot_be_read_does_not_make_others_wrong() -> None:
    wrong: Any = changed(state("xa"), name=5)
    citation = csto.Citation(source_id=csto.SourceId("law"))
    person = csto.Person(id=csto.PersonId("p"), name="P", state_id=csto.StateId("xa"), citations=(citation,))
    with pytest.raises(DatasetError) as caught:
        csto.Dataset(states=[wrong], people=[person], sources=[source()])
    assert caught.value.problems == ("states[xa].name: 5 is no str",)


@pytest.mark.parametrize("version", ["", None, 7])
def test_a_version_is_text(version: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="version"):
        csto.Dataset(version=version)


def test_dates_of_a_dataset() -> None:
    made = csto.Dataset(as_of=2021, since="1992-05-15")
    assert made.as_of == csto.PartialDate("2021")
    assert made.since == csto.PartialDate("1992-05-15")
    with pytest.raises(InvalidDateError):
        csto.Dataset(as_of="yesterday")


def test_as_of_is_when_questions_are_answered() -> None:
    """Without a date the answer is that of the dataset's day, and nothing else changes it."""
    one = csto.Term(
        id=csto.TermId("t1"),
        person_id=csto.PersonId("p1"),
        office=csto.Office.SECRETARY_GENERAL,
        period=csto.Period("2019/2020-05-05"),
        citations=(csto.Citation(source_id=csto.SourceId("law")),),
    )
    other = changed(one, id="t2", person_id="p2", period=csto.Period("2020-05-06/.."))
    people = [csto.Person(id=csto.PersonId(id), name=id.upper(), citations=one.citations) for id in ("p1", "p2")]
    before = csto.Dataset(people=people, terms=[one, other], sources=[source()], as_of="2020-05-05")
    after = before.replace(as_of="2020-05-06")
    assert before.secretary_general().name == "P1"
    assert after.secretary_general().name == "P2"
    assert before != after
    with pytest.raises(InvalidArgumentError, match="as_of"):
        before.replace(as_of=None).secretary_general()


# -- values --------------------------------------------------------------------------------------------------------------------


@given(datasets())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_equal_by_content(dataset: csto.Dataset) -> None:
    again = pickle.loads(pickle.dumps(dataset))
    assert again == dataset
    assert again is not dataset
    assert hash(again) == hash(dataset)
    assert copy.copy(dataset) == dataset
    assert copy.deepcopy(dataset) == dataset
    assert dataset.replace() == dataset
    assert dataset.replace(version="2") != dataset
    assert dataset.replace(as_of="1999") != dataset
    assert dataset.replace(events=[]) == dataset or dataset.events(status=list(csto.Status))
    assert dataset != parts_of(dataset)


def test_pickles_walk_their_own_dataset() -> None:
    again: csto.Dataset = pickle.loads(pickle.dumps(small()))
    assert again.meeting("csc-2021-09-16").country == small().state("tj")
    assert again.meeting("csc-2021-09-16").country is again.state("tj")


def test_the_bundled_dataset_is_pickled_by_name() -> None:
    data = pickle.dumps(csto.dataset())
    assert len(data) < 200
    assert pickle.loads(data) is csto.dataset()
    assert copy.deepcopy(csto.dataset()) is csto.dataset()


def test_nothing_changes_a_dataset() -> None:
    dataset: Any = small()
    for name in ("version", "as_of", "since", "nonsense", "states", "_collections", "_load"):
        with pytest.raises(AttributeError, match=r"merge\(\) and replace\(\)"):
            setattr(dataset, name, "x")
        with pytest.raises(AttributeError, match=r"merge\(\) and replace\(\)"):
            delattr(dataset, name)
    assert dataset == small()


def test_records_given_stay_as_they_are() -> None:
    mine, law = state("xa"), source()
    one = csto.Dataset(states=[mine], sources=[law])
    other = csto.Dataset(states=[one.state("xa")], sources=[source(title="Another law")])
    assert not hasattr(mine, "_graph")
    assert one.state("xa").citations[0].source.title == "A law"
    assert other.state("xa").citations[0].source.title == "Another law"


def test_what_is_given_is_not_kept() -> None:
    mine = [state("xa")]
    dataset = csto.Dataset(states=mine, sources=[source()])
    mine.append(state("xb"))
    assert dataset.states().ids == ("xa",)


def test_repr() -> None:
    assert repr(small()) == "<Dataset 7, as of 2022-05-01>"
    assert repr(EMPTY) == "<Dataset 0>"


# -- replace -------------------------------------------------------------------------------------------------------------------


def test_replace() -> None:
    dataset = small()
    made = dataset.replace(instruments=[], version="8", as_of="2023")
    assert made.instruments().ids == ()
    assert (made.version, made.as_of, made.since) == ("8", csto.PartialDate("2023"), dataset.since)
    assert made.people() == dataset.people()
    assert dataset == small()
    with pytest.raises(InvalidArgumentError, match=r"no keyword 'peeple'.*closest: people"):
        dataset.replace(peeple=[])
    with pytest.raises(DatasetError, match="there is no source 'law'"):
        dataset.replace(sources=[])


# -- merge ---------------------------------------------------------------------------------------------------------------------


def references_of(part: Part) -> set[tuple[str, str]]:
    """The records that a record refers to, by the names of the types of its fields, as (kind, id)."""
    found: set[tuple[str, str]] = set()
    for name, annotation in annotations_of(type(part)):
        value = getattr(part, name)
        word = annotation.removeprefix("tuple[").partition(",")[0].partition(" ")[0]
        for item in value if isinstance(value, tuple) else () if value is None else (value,):  # pyright: ignore[reportUnknownVariableType]
            if isinstance(item, Part):
                found |= references_of(item)
            elif word.endswith("Id") and name != "id":
                kinds = [kind for kind in KINDS if kind == word.removesuffix("Id").lower()]
                found |= {(kind, str(item)) for kind in kinds}  # pyright: ignore[reportUnknownArgumentType]
    return found


def share_of(dataset: csto.Dataset, chosen: Callable[[Record], bool], version: str) -> csto.Dataset:
    """A valid part of a dataset: the records chosen and all to which they refer; terms and cities, on which checks rest, whole."""
    kept: set[tuple[str, str]] = set()
    waiting = [
        (kind, item.id) for kind in KINDS for item in dataset.all(kind) if kind in ("term", "city") or chosen(item)
    ]
    while waiting:
        key = waiting.pop()
        if key not in kept:
            kept.add(key)
            waiting += references_of(dataset.get(*key))
    parts = {PLURALS[kind]: [item for item in dataset.all(kind) if (kind, item.id) in kept] for kind in KINDS}
    return csto.Dataset(**cast("Any", parts), version=version, as_of=dataset.as_of, since=dataset.since)


@st.composite
def compatible(draw: DrawFn) -> list[csto.Dataset]:
    """Three datasets of which each holds some of the same truth."""
    whole = draw(datasets())
    made: list[csto.Dataset] = []
    for version in "abc":
        marks = draw(st.integers(0, 2**31))
        share = share_of(whole, lambda item, marks=marks: bool(marks >> (sum(item.id.encode()) % 31) & 1), version)  # type: ignore[misc]
        made.append(share.replace(as_of=draw(st.none() | partial_dates()), since=draw(st.none() | partial_dates())))
    return made


@given(compatible())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_the_laws_of_merging(three: list[csto.Dataset]) -> None:
    one, two, last = three
    assert one.merge(one) == one
    assert one.merge(two) == two.merge(one)
    assert one.merge(two).merge(last) == one.merge(two.merge(last))
    assert one.merge(two).merge(two) == one.merge(two)
    assert one.merge(csto.Dataset(version=one.version)) == one
    # where nothing differs, nobody need be preferred
    for side in ("self", "other"):
        assert one.merge(two, prefer=cast("Any", side)) == one.merge(two)
    every = reduce(csto.Dataset.merge, three)
    for kind in KINDS:
        assert set(every.all(kind)) == set().union(*[dataset.all(kind) for dataset in three])
    assert every.version == "a+b+c"


def test_merging_spans_both() -> None:
    one = csto.Dataset(states=[state("xa")], sources=[source()], version="2", as_of="2021-05", since=2001)
    other = csto.Dataset(states=[state("xb")], sources=[source()], version="1+3", as_of="2020", since="1999-05-01")
    both = one.merge(other)
    assert both.states().ids == ("xa", "xb")
    assert (both.version, str(both.as_of), str(both.since)) == ("1+2+3", "2021-05", "1999-05-01")
    assert one.states().ids == ("xa",)
    assert both.state("xb").citations[0].source is both.source("law")
    assert other.state("xb").citations[0].source is other.source("law")


def test_conflicts_are_listed_all_at_once() -> None:
    one = csto.Dataset(states=[state("xa", "A"), state("xb", "B"), state("xc")], sources=[source()], version="1")
    other = csto.Dataset(states=[state("xa", "Z"), state("xb", "Y")], sources=[source(title="Another")], version="1")
    with pytest.raises(DatasetError, match=r"prefer=") as caught:
        one.merge(other)
    assert caught.value.problems == (
        "states[xa]: differs in name",
        "states[xb]: differs in name",
        "sources[law]: differs in title",
    )
    mine, theirs = one.merge(other, prefer="self"), one.merge(other, prefer="other")
    assert [item.name for item in mine.states()] == ["A", "B", "XC"]
    assert [item.name for item in theirs.states()] == ["Z", "Y", "XC"]
    assert mine.source("law").title == "A law"
    assert theirs.source("law").title == "Another"
    assert other.merge(one, prefer="other") == mine
    assert one.state("xa").name == "A"


def test_merging_what_is_valid_alone_but_not_together() -> None:
    one = csto.Dataset(states=[state("xa")], sources=[source()])
    other = csto.Dataset(states=[changed(state("xb"), aliases=("xa",))], sources=[source()])
    with pytest.raises(DatasetError, match="another of the states has the id or alias 'xa'"):
        one.merge(other)


def test_merging_with_what_is_no_dataset() -> None:
    wrong: Any = {"states": []}
    with pytest.raises(InvalidArgumentError, match="is no Dataset"):
        small().merge(wrong)
    with pytest.raises(InvalidArgumentError, match="prefer='mine' is none of 'self' or 'other'"):
        small().merge(small(), prefer=cast("Any", "mine"))


def test_a_dataset_of_ones_own_beside_the_bundled_one() -> None:
    """What a project brings is asked together with what comes along."""
    note = source("my-note", "My note")
    meeting = csto.Meeting(
        id=csto.MeetingId("my-meeting"),
        body_ids=(csto.BodyId("csc"),),
        date=csto.PartialDate("2021-01-05"),
        period=csto.Period("2021-01-05"),
        citations=(csto.Citation(source_id=note.id),),
    )
    mine = csto.dataset().replace(
        meetings=[*csto.dataset().all("meeting"), meeting], sources=[*csto.dataset().all("source"), note]
    )
    both = csto.dataset().merge(mine)
    assert "my-meeting" in both.meetings(body="csc", year=2021)
    assert "my-meeting" not in csto.meetings(body="csc", year=2021)
    assert both.meeting("my-meeting").bodies.one().id == "csc"
