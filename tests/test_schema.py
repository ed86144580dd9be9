"""The JSON Schema of dataset files: valid itself, kept by what the library writes, broken by what it would refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import csto
from csto.kinds import PLURALS
from csto.schema import definitions
from tests.broken import BREAKS, small, small_rows, text_of
from tests.drawn import wordy
from tests.samples import CLASSES, ENUMS

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = csto.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def errors_in(data: Any) -> list[str]:
    """What the schema has against the data."""
    found: Iterator[Any] = VALIDATOR.iter_errors(data)  # pyright: ignore[reportUnknownMemberType]
    return [f"{error.json_path}: {error.message}" for error in found]


def written(dataset: csto.Dataset) -> Any:
    """The content of the dataset's file."""
    return json.loads(text_of(dataset))


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """All objects within a schema."""
    if isinstance(schema, dict):
        yield schema  # pyright: ignore[reportUnknownVariableType]
    if isinstance(schema, (dict, list)):
        for item in list(schema.values()) if isinstance(schema, dict) else schema:  # pyright: ignore
            yield from subschemas(item)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)  # pyright: ignore[reportUnknownMemberType]
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_it_is_whole() -> None:
    names = {cls.__name__ for cls in [*CLASSES, *ENUMS]}
    assert set(SCHEMA["$defs"]) == names
    used = {schema["$ref"].removeprefix("#/$defs/") for schema in subschemas(SCHEMA) if "$ref" in schema}
    assert used == names
    assert set(SCHEMA["properties"]) == {"format", "version", "as_of", "since", *PLURALS.values()}
    for cls in CLASSES:
        made = SCHEMA["$defs"][cls.__name__]
        assert list(made["properties"]) == list(cls.field_names)
        assert made["additionalProperties"] is False
        assert made["description"]
        assert all(field.get("description") for field in made["properties"].values())


def test_it_is_new_each_time() -> None:
    csto.json_schema()["$defs"].clear()
    definitions().clear()
    csto.json_schema()["properties"]["as_of"]["pattern"] = ""
    assert csto.json_schema() == SCHEMA == csto.Dataset.json_schema()


def test_the_bundled_data_keep_it() -> None:
    assert errors_in(written(csto.dataset())) == []


def test_a_file_keeps_it() -> None:
    assert errors_in(small_rows()) == []
    assert errors_in(written(small())) == []
    assert errors_in(written(csto.Dataset())) == []


@given(wordy())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_any_file_keeps_it(dataset: csto.Dataset) -> None:
    assert errors_in(written(dataset)) == []


BEYOND = {
    # what a schema cannot tell: calendars, uniqueness, references, sense
    "impossible day",
    "impossible date",
    "reversed period",
    "duplicate id",
    "alias of another",
    "dangling reference",
    "dangling reference of a list",
    "dangling reference of a part",
    "dangling source",
    "overlapping terms",
    "overlapping turns",
    "date outside its period",
    "document outside its meeting",
    "death before birth",
    "attendance for another",
    "unknown city",
    "city of another country",
    "half a character",
    # JSON Schema has no other numbers: 2.0 is an integer there
    "fraction for number",
}


@pytest.mark.parametrize("name", sorted(set(BREAKS) - BEYOND))
def test_broken_files_break_it(name: str) -> None:
    rows = json.loads(json.dumps(small_rows()))
    damage, _ = BREAKS[name]
    damage(rows)
    assert errors_in(rows)


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_what_it_cannot_tell(name: str) -> None:
    """If one of these is told one day, it goes to the others."""
    rows = json.loads(json.dumps(small_rows()))
    damage, _ = BREAKS[name]
    damage(rows)
    assert errors_in(rows) == []


@pytest.mark.parametrize(
    "broken", [None, [], "x", {}, {"format": 2}, {"format": "1"}, {"format": 1, "people": {}}], ids=repr
)
def test_what_is_no_dataset_breaks_it(broken: Any) -> None:
    assert errors_in(broken)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2021", True),
        ("2021-05", True),
        ("2021-05-19", True),
        ("2021?", True),
        ("2021-05~", True),
        ("2021-05-19%", True),
        ("21", False),
        ("2021-5", False),
        ("2021-05-19T00:00", False),
        ("2021/2022", False),
        ("..", False),
        ("", False),
        (" 2021", False),
    ],
)
def test_dates(text: str, good: bool) -> None:
    assert (errors_in({"format": 1, "as_of": text}) == []) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2021", True),
        ("2021-05~", True),
        ("2021/2022-01", True),
        ("2021-05-19/..", True),
        ("../2021", True),
        ("2021/", True),
        ("/2021", True),
        ("/", True),
        ("..", False),
        ("", False),
        ("2021/2022/2023", False),
        ("2021-05-19 / 2021-06", False),
    ],
)
def test_periods(text: str, good: bool) -> None:
    rows = small_rows()
    rows["terms"][0]["period"] = text
    assert (errors_in(rows) == []) is good
    if good:
        csto.Period(text)
    else:
        with pytest.raises(csto.InvalidDateError):
            csto.Period(text)
