"""The quick reader of large files against the one that explains: what the one accepts, the other accepts and reads alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import csto
from csto.bulk import Bulk, read_fast
from csto.files import FORMAT
from csto.forms import fields_of
from csto.interchange import read
from csto.kinds import PLURALS, record_class
from csto.model.base import REQUIRED, Part

from .benchmarks import synthetic
from .broken import BREAKS, put_somewhere, small_rows
from .small import small_dataset
from .strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random


def explained(data: bytes) -> tuple[csto.Dataset | None, list[str]]:
    """The dataset as the explaining reader gives it, or what it finds wrong."""
    try:
        head, records, problems = read(data.decode(), "file")
    except csto.DatasetError as error:
        return None, list(error.problems)
    if problems:
        return None, problems
    made: Any = csto.Dataset._trusted(records, head["version"] or "0", head["as_of"], head["since"])  # pyright: ignore[reportPrivateUsage]
    return made, []


def made_of(quick: Bulk) -> csto.Dataset:
    """The dataset as the quick reader gives it."""
    return csto.Dataset._bundled(quick.load, {**quick.head, "version": quick.head["version"] or "0"})  # pyright: ignore[reportPrivateUsage]


@given(datasets())
@settings(max_examples=60)
def test_what_the_library_writes_is_read_quickly_and_alike(
    tmp_path_factory: pytest.TempPathFactory, dataset: csto.Dataset
) -> None:
    file = tmp_path_factory.mktemp("bulk") / "d.json"
    dataset.to_json(file)
    data = file.read_bytes()
    quick = read_fast(data.decode(), FORMAT)
    plain, problems = explained(data)
    assert problems == []
    assert plain == dataset
    if any(len(dataset.all(kind)) for kind in csto.kinds.KINDS):  # pyright: ignore
        assert quick is not None
        assert csto.Dataset.from_json(file) == dataset


def test_the_bundled_data_are_read_quickly(tmp_path: Path) -> None:
    file = tmp_path / "csto.json"
    csto.dataset().to_json(file)
    assert read_fast(file.read_text(encoding="utf-8"), FORMAT) is not None
    assert csto.Dataset.from_json(file) == csto.dataset()


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A valid file, line by line."""
    file = tmp_path_factory.mktemp("bulk") / "small.json"
    small_dataset().to_json(file)
    return file.read_text(encoding="utf-8").split("\n")


@given(data=st.data())
@settings(max_examples=300)
def test_no_change_makes_the_quick_reader_accept_what_the_other_refuses(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    changed = list(lines)
    kind = data.draw(st.sampled_from(["drop line", "repeat line", "swap", "edit", "key", "value"]))
    line = changed[at]
    if kind == "drop line":
        del changed[at]
    elif kind == "repeat line":
        changed.insert(at, line)
    elif kind == "swap":
        other = data.draw(st.integers(0, len(lines) - 1))
        changed[at], changed[other] = changed[other], changed[at]
    elif kind == "edit" and line:
        cut = data.draw(st.integers(0, len(line) - 1))
        letters = data.draw(st.text('{}[]",:0a-é\\ ', max_size=3))
        changed[at] = line[:cut] + letters + line[cut + data.draw(st.integers(0, 2)) :]
    elif line.rstrip(",").startswith('{"id"'):
        row = json.loads(line.rstrip(","))
        name = data.draw(st.sampled_from(sorted(row)))
        if kind == "key":
            row[data.draw(st.sampled_from(["id", "naem", "period", "date", "citations", "aliases"]))] = row.pop(name)
        else:
            values: list[Any] = [None, 1, True, "x", "2021", "2021/2020", [], [1], ["x"], {}, "xr"]
            row[name] = data.draw(st.sampled_from(values))
        changed[at] = json.dumps(row, ensure_ascii=False, separators=(",", ":")) + ("," if line.endswith(",") else "")
    content = "\n".join(changed).encode()
    quick = read_fast(content.decode(), FORMAT)
    if quick is not None:
        plain, problems = explained(content)
        assert problems == []
        assert plain is not None
        assert made_of(quick) == plain


def written_out(cls: type[Part], row: dict[str, Any]) -> dict[str, Any]:
    """The row with every field that has a default, whatever its value."""
    made: dict[str, Any] = {}
    for field in fields_of(cls):
        if field.name in row or field.default is not REQUIRED:
            value = row.get(field.name, field.default)
            made[field.name] = (
                [written_out(field.item, item) for item in value] if issubclass(field.item, Part) else value
            )
    return made


def shuffled(value: Any, random: Random) -> Any:
    """The value with the keys of all objects in another order."""
    if isinstance(value, dict):
        keys: list[str] = list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value  # pyright: ignore


@given(dataset=datasets(), data=st.data())
@settings(max_examples=80)
def test_a_file_laid_out_otherwise_is_read_quickly_and_alike(
    tmp_path_factory: pytest.TempPathFactory, dataset: csto.Dataset, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("bulk") / "d.json"
    dataset.to_json(file)
    rows = json.loads(file.read_bytes())
    if data.draw(st.booleans(), "defaults written out"):
        for kind, plural in PLURALS.items():
            if plural in rows:
                rows[plural] = [written_out(record_class(kind), row) for row in rows[plural]]
    if data.draw(st.booleans(), "shuffled"):
        rows = shuffled(rows, data.draw(st.randoms(use_true_random=False)))
    text = json.dumps(
        rows,
        ensure_ascii=data.draw(st.booleans(), "ascii"),
        indent=data.draw(st.sampled_from([None, None, 0, 2, "\t"]), "indent"),
        separators=data.draw(st.sampled_from([None, (",", ":"), (" ,\n", " : ")]), "separators"),
    )
    quick = read_fast(text, FORMAT)
    assert quick is not None
    file.write_text(text, encoding="utf-8")
    assert csto.Dataset.from_json(file) == dataset
    assert explained(text.encode()) == (dataset, [])


@pytest.mark.parametrize("name", sorted(BREAKS))
@pytest.mark.parametrize("layout", ["plain", "own", "reversed"])
def test_what_is_wrong_is_not_read_quickly_however_it_is_laid_out(name: str, layout: str) -> None:
    rows = small_rows()
    BREAKS[name][0](rows)
    if layout == "reversed":
        rows = dict(reversed([*rows.items()]))
    text = json.dumps(rows)
    if layout == "own":
        parts = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in rows.items()]
        text = "{" + ",\n".join(parts) + "}\n"
    assert read_fast(text, FORMAT) is None


@pytest.mark.parametrize(
    "change",
    [
        ('"name": "Russia"', '"name": "Rus", "name": "Russia"'),
        ('"mode": "remote"', '"mode": "remote", "mode": "remote"'),
        # as many quotes in the text as are written again: two of a key, and none of the four escaped ones
        ('"name": "Russia"', '"name": "R", "name": "\\u0022Ru\\u0022\\u0022ss\\u0022ia"'),
        ('"version": "7"', '"version": "7", "version": "7"'),
        ('"bodies": [', '"bodies": [], "bodies": ['),
    ],
)
def test_a_key_that_stands_twice_is_not_read_quickly(change: tuple[str, str]) -> None:
    text = json.dumps(small_rows())
    assert read_fast(text, FORMAT) is not None
    assert text.count(change[0]) == 1
    assert read_fast(text.replace(*change), FORMAT) is None


@pytest.mark.parametrize("value", [0, 0.0, "", [], None, "false"])
def test_what_only_equals_a_default_is_not_taken_for_it(value: object) -> None:
    rows = small_rows()
    rows["terms"][0]["acting"] = value
    assert read_fast(json.dumps(rows), FORMAT) is None


@given(data=st.data())
@settings(max_examples=300)
def test_whatever_stands_in_a_field_the_quick_reader_accepts_no_more_than_the_other(data: st.DataObject) -> None:
    rows = small_rows()
    anything: Any = st.recursive(
        st.sampled_from(
            [None, True, False, 0, 1, -1, 1.0, "", "x", "ru", "csc", "2021", "2021/2020", "held", 'a"b', "a\\nb"]
        ),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "text", "source_id"]), inner)
        ),
        max_leaves=3,
    )
    put_somewhere(rows, anything, data)
    text = json.dumps(rows, indent=data.draw(st.sampled_from([None, 1])))
    quick = read_fast(text, FORMAT)
    if quick is not None:
        plain, problems = explained(text.encode())
        assert problems == []
        assert made_of(quick) == plain


def test_records_of_large_collections_are_made_anew_and_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "synthetic.json"
    synthetic.write(file, 500, uncertain=0.3)
    kept = csto.Dataset.from_json(file)
    monkeypatch.setattr("csto.collection._KEPT", 10)
    fresh = csto.Dataset.from_json(file)
    assert fresh == kept
    assert fresh.meetings(year=2000) == kept.meetings(year=2000)
    assert fresh.meeting(kept.meetings()[7].id) == kept.meetings()[7]


def test_a_large_file_answers_like_the_plain_rows(tmp_path: Path) -> None:
    file = tmp_path / "synthetic.json"
    synthetic.write(file, 2000, uncertain=0.2)
    dataset = csto.Dataset.from_json(file)
    rows = [row for kind, row in synthetic.rows(2000, 0.2) if kind == "meetings"]
    for body in ("csc", "pa"):
        for year in (1999, 2050):
            wanted = [row["id"] for row in rows if row["body_ids"] == [body] and str(row["date"])[:4] == str(year)]
            assert sorted(dataset.meetings(body=body, year=year).ids) == sorted(wanted)  # type: ignore[type-var]
    person = "person-17"
    wanted = [row["id"] for row in rows if any(entry["person_id"] == person for entry in row["attendance"])]  # type: ignore[attr-defined]
    assert sorted(dataset.meetings(attended_by=person).ids) == sorted(wanted)  # type: ignore[type-var]
