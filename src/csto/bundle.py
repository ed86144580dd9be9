"""The dataset that comes with the library, read from ``csto/data``, each kind when it is first needed."""

from __future__ import annotations

from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from csto.datasets import Dataset
    from csto.model.base import Record

__all__ = ["dataset"]

_lock = Lock()
_dataset: Dataset | None = None


def _read(name: str) -> Any:
    # the module's own loader reads from a zip as well as from a folder, and costs no import
    import json

    import csto

    spec = csto.__spec__
    assert spec is not None
    assert spec.loader is not None
    folder = csto.__path__[0]
    data: bytes = spec.loader.get_data(f"{folder}/data/{name}.json")  # type: ignore[attr-defined]  # pyright: ignore
    return json.loads(data)


def _load(kind: str) -> Iterable[Record]:
    from csto.kinds import PLURALS, record_class
    from csto.plain import builder

    build = builder(record_class(kind))
    return [build(row) for row in _read(PLURALS[kind])]


def dataset() -> Dataset:
    """The bundled dataset, the same object each time.

    >>> import csto
    >>> csto.dataset().as_of
    PartialDate('2026-02-28')
    """
    global _dataset
    found = _dataset
    if found is None:
        with _lock:
            found = _dataset
            if found is None:
                from csto.datasets import Dataset

                found = _dataset = Dataset._bundled(_load, _read("manifest"))  # pyright: ignore[reportPrivateUsage]
    return found
