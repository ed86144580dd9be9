"""Records as data frames, one row each; pandas and polars are extras, imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csto.dates import PartialDate, Period
from csto.errors import MissingExtraError
from csto.plain import annotations_of, field_type, to_plain

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd
    import polars as pl

    from csto.model.base import Part
    from csto.records import Records

__all__ = ["columns_of", "to_pandas", "to_polars"]


def columns_of(records: Records[Any]) -> dict[str, list[Any]]:
    """The fields of the records as columns of plain values.

    A date becomes three columns: its text, and the first and the last day that it may mean (``date``, ``date_earliest``,
    ``date_latest``); a period likewise. Open and unknown ends are missing values. What holds parts stays a list of dicts.
    """
    columns: dict[str, list[Any]] = {}
    classes: dict[type[Part], None] = dict.fromkeys(type(item) for item in records)  # pyright: ignore[reportUnknownArgumentType]
    for cls in classes:
        for name, annotation in annotations_of(cls):
            columns.setdefault(name, [])
            if field_type(cls, annotation)[1] in (PartialDate, Period) and not annotation.startswith("tuple["):
                columns.setdefault(f"{name}_earliest", [])
                columns.setdefault(f"{name}_latest", [])
    names = [name for name in columns if not name.endswith(("_earliest", "_latest"))]
    for item in records:
        for name in names:
            value: Any = getattr(item, name, None)
            columns[name].append(to_plain(value))
            if f"{name}_earliest" in columns:
                first, last = _ends(value)
                columns[f"{name}_earliest"].append(first)
                columns[f"{name}_latest"].append(last)
    return columns


def _ends(value: object) -> tuple[Any, Any]:
    if isinstance(value, PartialDate):
        return value.earliest, value.latest
    if isinstance(value, Period):
        return value.start.earliest if value.start else None, value.end.latest if value.end else None
    return None, None


def to_pandas(records: Records[Any]) -> pd.DataFrame:
    """The records as a pandas frame with the id as index."""
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError('pandas is not installed: pip install "csto[pandas]"') from None
    columns = columns_of(records)
    frame = pd.DataFrame(columns)
    for name in columns:
        if name.endswith(("_earliest", "_latest")):
            frame[name] = pd.to_datetime(frame[name], errors="coerce")
    return frame.set_index("id") if "id" in columns else frame


def to_polars(records: Records[Any]) -> pl.DataFrame:
    """The records as a polars frame."""
    try:
        import polars as pl
    except ImportError:
        raise MissingExtraError('polars is not installed: pip install "csto[polars]"') from None
    return pl.DataFrame(columns_of(records), strict=False, infer_schema_length=None)
