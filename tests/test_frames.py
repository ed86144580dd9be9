"""Records as data frames with proper types, and back."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import pandas as pd
import polars as pl
import pytest

import csto
from csto.dates import PartialDate, Period
from csto.kinds import KINDS, PLURALS
from csto.plain import annotations_of, field_type
from csto.records import Records
from tests.odd import ODD, odd_dataset
from tests.samples import RECORDS, full, least


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back(kind: str) -> None:
    records = csto.dataset().all(kind)
    pandas: Any = records.to_pandas()
    polars = records.to_polars()
    assert tuple(pandas.index) == tuple(polars["id"]) == records.ids
    assert pandas.index.name == polars.columns[0] == "id"
    assert ["id", *pandas.columns] == polars.columns == list(csto.frame_columns(kind))
    for ids in (
        pandas,
        polars,
        pandas.index,
        polars["id"],
        list(records.ids),
        pandas.reset_index(),
        pandas.reset_index()["id"],
    ):
        assert csto.select(kind, ids) == records
    assert csto.select(PLURALS[kind], iter(records.ids)) == records


def test_a_filtered_frame_gives_its_records() -> None:
    frame = csto.meetings(body="csc").to_pandas()
    remote = frame[frame["format"] == "videoconference"]
    found = csto.select("meeting", remote)
    assert len(found) == len(remote) > 0
    assert {meeting.format for meeting in found} == {csto.MeetingFormat.VIDEOCONFERENCE}
    polars = csto.meetings(body="csc").to_polars().filter(pl.col("format") == "videoconference")
    assert csto.select("meeting", polars) == found
    # a frame with a row for each attendance names its meeting more than once
    rows = remote.explode("attendance")
    assert csto.select("meeting", rows) == found
    assert csto.select("meeting", rows[::-1].index).ids == found.ids[::-1]


@pytest.mark.parametrize(
    ("kind", "ids", "error", "said"),
    [
        ("meeting", ["csc-2021-09-61"], csto.NotFoundError, "csc-2021-09-16"),
        ("meeting", "csc-2021-09-16", csto.InvalidArgumentError, "no collection of ids"),
        ("meeting", 7, csto.InvalidArgumentError, "no collection of ids"),
        ("meeting", [None], csto.InvalidArgumentError, "None"),
        ("meeting", [float("nan")], csto.InvalidArgumentError, "nan"),
        ("meetng", [], csto.InvalidArgumentError, "closest: meeting"),
        ("meeting", pd.DataFrame({"a": ["x"]}), csto.InvalidArgumentError, "named 'id'"),
        (None, [], csto.InvalidArgumentError, "no kind"),
    ],
)
def test_what_is_no_selection(kind: Any, ids: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        csto.select(kind, ids)


def test_selecting_nothing() -> None:
    found = csto.select("meeting", [])
    assert len(found) == 0
    assert list(found.to_pandas().columns) == list(csto.meetings().to_pandas().columns)


# -- types ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", RECORDS)
@pytest.mark.parametrize("make", [full, least, None])
def test_types_do_not_depend_on_the_values(cls: Any, make: Any) -> None:
    """Whatever the records hold, or if there are none, a column has the type of its field."""
    records = Records([make(cls)]) if make else csto.dataset().all(cls.kind_name)[:0]
    pandas, polars = records.to_pandas(), records.to_polars()
    for name, annotation in annotations_of(cls):
        many, kind = field_type(cls, annotation)
        item: Any = kind
        if many or hasattr(item, "field_names"):
            assert pandas[name].dtype == object
            assert polars.schema[name].base_type() is pl.List
            if make is full:
                assert isinstance(pandas[name].iloc[0], list)
        elif item in (PartialDate, Period):
            for start in (name,) if item is PartialDate else (f"{name}_start", f"{name}_end"):
                for column in (start, f"{start}_earliest", f"{start}_latest"):
                    assert str(pandas[column].dtype).startswith("datetime64[")
                    assert polars.schema[column] == pl.Date
                assert list(pandas[f"{start}_precision"].cat.categories)[:3] == ["day", "month", "year"]
                assert polars.schema[f"{start}_precision"].base_type() is pl.Enum
            assert str(pandas[f"{name}_text"].dtype) == "string"
        elif name != "id":
            expected = {int: "Int64", bool: "bool", str: "string"}.get(item, "category")
            assert str(pandas[name].dtype) == expected
            if expected == "category":
                assert list(pandas[name].cat.categories) == [member.value for member in item]


def test_reduced_precision_stays_reduced() -> None:
    made = [
        csto.Meeting(id=csto.MeetingId(f"m{at}"), body_ids=(), date=csto.PartialDate(date), period=csto.Period(period))
        for at, (date, period) in enumerate(
            [
                ("2021-05-19", "2021-05-19"),
                ("2021-05", "2021-05/2021"),
                ("2020", "2020/.."),
                ("2021-05-19~", "/2021-05-19"),
                ("2021-05?", "2021/"),
            ]
        )
    ]
    frame: Any = Records(made).to_pandas()
    assert [None if pd.isna(day) else str(day.date()) for day in frame["date"]] == [
        "2021-05-19",
        None,
        None,
        None,
        None,
    ]
    assert [str(day.date()) for day in frame["date_earliest"]] == [
        "2021-05-19",
        "2021-05-01",
        "2020-01-01",
        "2021-05-19",
        "2021-05-01",
    ]
    assert [str(day.date()) for day in frame["date_latest"]] == [
        "2021-05-19",
        "2021-05-31",
        "2020-12-31",
        "2021-05-19",
        "2021-05-31",
    ]
    assert list(frame["date_precision"]) == ["day", "month", "year", "day", "month"]
    assert list(frame["date_text"]) == ["2021-05-19", "2021-05", "2020", "2021-05-19~", "2021-05?"]
    assert list(frame["period_start_precision"]) == ["day", "month", "year", "unknown", "year"]
    assert list(frame["period_end_precision"]) == ["day", "year", "open", "day", "unknown"]
    polars = Records(made).to_polars()
    assert polars["date"].to_list() == [datetime.date(2021, 5, 19), None, None, None, None]
    assert polars["period_end_latest"].to_list()[1:3] == [datetime.date(2021, 12, 31), None]


def test_dates_agree_with_the_records() -> None:
    meetings = csto.meetings()
    frame: Any = meetings.to_pandas()
    for meeting in meetings:
        row = frame.loc[meeting.id]
        assert row["date_earliest"].date().isoformat() == meeting.date.first
        assert row["date_latest"].date().isoformat() == meeting.date.last
        assert pd.isna(row["date"]) != meeting.date.exact
        assert row["period_text"] == meeting.period.text
    old = csto.Person(
        id=csto.PersonId("old"), name="Old", born=csto.PartialDate("0001-01-01"), died=csto.PartialDate("9999-12-31")
    )
    assert Records([old]).to_pandas()["died_latest"].iloc[0].year == 9999
    assert Records([old]).to_polars()["born"].to_list() == [datetime.date(1, 1, 1)]


def test_parts_are_dicts_with_all_their_fields() -> None:
    meetings = csto.meetings(body="csc", year=2021)
    rows: Any = meetings.to_pandas().loc["csc-2021-09-16", "attendance"]
    assert [row["person_id"] for row in rows if row["mode"] == "remote"] == ["vladimir-putin"]
    assert all(set(row) == set(csto.Attendance.field_names) for row in rows)
    flat = meetings.to_polars().explode("attendance").unnest("attendance", separator=".")
    assert flat.filter(pl.col("attendance.mode") == "remote")["id"].to_list().count("csc-2021-09-16") == 1


def test_records_of_several_kinds() -> None:
    found = csto.search("border")
    assert len({record.kind_name for record in found}) > 2
    frame, polars = found.to_pandas(), found.to_polars()
    assert list(frame["record"]) == list(polars["record"]) == [record.kind_name for record in found]
    for record in found:
        kinds = frame.loc[[record.id]]["record"]
        assert record.kind_name in set(kinds)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_text_stays_as_it_is(text: str) -> None:
    dataset = odd_dataset(text)
    assert dataset.meetings().to_pandas().loc["m", "title"] == text
    assert dataset.meetings().to_polars()["title"].to_list() == [text]


# -- what is said of it --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_explained(kind: str) -> None:
    said = csto.frame_columns(kind)
    assert all(text.endswith(".") and text[0].isupper() for text in said.values())
    assert csto.dataset().all(kind).to_pandas().attrs["columns"] == said
    said["id"] = "changed"
    assert csto.frame_columns(kind)["id"] != "changed"


def test_explaining_no_kind() -> None:
    with pytest.raises(csto.InvalidArgumentError, match="closest: meeting"):
        csto.frame_columns("meetng")


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_missing_extra_is_named(name: str) -> None:
    code = (
        f"import sys; sys.modules[{name!r}] = None\nimport csto\n"
        f"try:\n    csto.states().to_{name}()\nexcept csto.MissingExtraError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f'{name} is not installed: pip install "csto[{name}]"\n'
