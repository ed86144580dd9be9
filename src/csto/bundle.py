"""The dataset that comes with the library, read from ``csto/data``, each kind when it is first needed."""

from __future__ import annotations

from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from csto.collection import Collection
    from csto.datasets import Dataset
    from csto.model.graph import Graph

__all__ = ["dataset"]

_lock = Lock()
_dataset: Dataset | None = None


def _bytes(name: str) -> bytes:
    # the module's own loader reads from a zip as well as from a folder, and costs no import
    import csto

    spec = csto.__spec__
    assert spec is not None
    assert spec.loader is not None
    data: bytes = spec.loader.get_data(f"{csto.__path__[0]}/data/{name}.json")  # type: ignore[attr-defined]  # pyright: ignore
    return data


def _load(kind: str, graph: Graph) -> Collection:
    from csto.collection import Collection
    from csto.kinds import PLURALS, record_class

    # the compiler writes one record a line, in their order: "[", the records with commas between, "]"
    lines = _bytes(PLURALS[kind]).split(b"\n")[1:-2]
    return Collection(record_class(kind), graph, [line.rstrip(b",") for line in lines])


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
                import json

                from csto.datasets import Dataset

                found = _dataset = Dataset._bundled(_load, json.loads(_bytes("manifest")))  # pyright: ignore[reportPrivateUsage]
    return found
