"""The quick reader of large files against the one that explains: what the one accepts, the other accepts and reads alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import csto
from csto.bulk import _is_compact, read_lines  # pyright: ignore[reportPrivateUsage]
from csto.interchange import FORMAT, read

from .benchmarks import synthetic
from .small import small_dataset
from .strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path


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


@given(datasets())
@settings(max_examples=60)
def test_what_the_library_writes_is_read_quickly_and_alike(
    tmp_path_factory: pytest.TempPathFactory, dataset: csto.Dataset
) -> None:
    file = tmp_path_factory.mktemp("bulk") / "d.json"
    dataset.to_json(file)
    data = file.read_bytes()
    quick = read_lines(data, FORMAT)
    plain, problems = explained(data)
    assert problems == []
    assert plain == dataset
    if any(len(dataset.all(kind)) for kind in csto.kinds.KINDS):  # pyright: ignore
        assert quick is not None
        assert csto.Dataset.from_json(file) == dataset


def test_the_bundled_data_are_read_quickly(tmp_path: Path) -> None:
    file = tmp_path / "csto.json"
    csto.dataset().to_json(file)
    assert read_lines(file.read_bytes(), FORMAT) is not None
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
    quick = read_lines(content, FORMAT)
    if quick is not None:
        plain, problems = explained(content)
        assert problems == []
        assert plain is not None
        made = csto.Dataset._bundled(quick.load, {**quick.head, "version": quick.head["version"] or "0"})  # pyright: ignore[reportPrivateUsage]
        assert made == plain


FORMS = st.recursive(
    st.text('ab", :\\-\n é', max_size=4) | st.integers(-2, 2) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab":-', max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", max_size=2), FORMS, min_size=1, max_size=4), st.data())
@settings(max_examples=400)
def test_what_looks_compact_is_written_as_the_library_writes_it(row: dict[str, Any], data: st.DataObject) -> None:
    def keys_of(value: Any) -> int:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()  # pyright: ignore
        return (len(value) if isinstance(value, dict) else 0) + sum(map(keys_of, inner))  # pyright: ignore

    written = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    text = written
    change = data.draw(st.sampled_from(["none", "space", "escape", "twice", "minus"]))
    if change == "space":
        cut = data.draw(st.integers(0, len(text)))
        text = text[:cut] + data.draw(st.sampled_from(" \t\n\r")) + text[cut:]
    elif change == "escape":
        text = json.dumps(row, separators=(",", ":")).replace("a", "\\u0061")
    elif change == "twice":
        text = text[:-1] + f",{json.dumps(next(iter(row)))}:1}}"
    elif change == "minus":
        text = text[:-1] + ',"d":-0}'
    try:
        read_again = json.loads(text)
    except ValueError:
        return
    if _is_compact(text, keys_of(read_again)):
        assert text == json.dumps(read_again, ensure_ascii=False, separators=(",", ":"))
    if change == "none" and not any(letter in text for letter in "\\-") and text.count('":') == keys_of(row):
        assert _is_compact(text, keys_of(row))


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
