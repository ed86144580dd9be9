"""The kinds of records: for each the class, the module that holds it, and the words for one and many.

Kinds are named by strings and their classes imported when first needed, so that a question loads only the classes that it touches.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from csto.model.base import Record

__all__ = ["CLASSES", "KINDS", "PLURALS", "record_class"]

CLASSES: Final = {
    "state": ("states", "MemberState"),
    "membership": ("memberships", "Membership"),
    "body": ("bodies", "StatutoryBody"),
    "person": ("people", "Person"),
    "term": ("terms", "Term"),
    "chairmanship": ("chairmanships", "Chairmanship"),
    "meeting": ("meetings", "Meeting"),
    "instrument": ("instruments", "Instrument"),
    "exercise": ("forces", "Exercise"),
    "series": ("forces", "Series"),
    "operation": ("forces", "Operation"),
    "force": ("forces", "Force"),
    "programme": ("programmes", "Programme"),
    "event": ("events", "Event"),
    "city": ("places", "City"),
    "gap": ("gaps", "Gap"),
    "source": ("provenance", "Source"),
}
"""The class of each kind: its module within ``csto.model`` and its name."""

KINDS: Final = tuple(CLASSES)

PLURALS: Final = {
    "state": "states",
    "membership": "memberships",
    "body": "bodies",
    "person": "people",
    "term": "terms",
    "chairmanship": "chairmanships",
    "meeting": "meetings",
    "instrument": "instruments",
    "exercise": "exercises",
    "series": "series",
    "operation": "operations",
    "force": "forces",
    "programme": "programmes",
    "event": "events",
    "city": "cities",
    "gap": "gaps",
    "source": "sources",
}
"""What many records of a kind are called: the keys of a dataset file and the names of the files in ``csto/data``."""


def record_class(kind: str) -> type[Record]:
    """The class of a kind, imported if need be."""
    module, name = CLASSES[kind]
    made: type[Record] = getattr(import_module(f"csto.model.{module}"), name)
    return made
