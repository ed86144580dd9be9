"""Names of things and fields as they are shown, and what a record knows of its relations."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, cast

from csto.errors import CstoError, UnboundRecordError
from csto.model.base import Part
from csto.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from csto.model.base import Citation, Record
    from csto.model.titles import Title
    from csto.views.shapes import Cell

__all__ = [
    "anchor",
    "cited",
    "field_words",
    "graph_of",
    "joined",
    "kind_of_id",
    "label",
    "link_to",
    "plain",
    "printable",
    "refer",
    "web",
]

_LABEL = 300  # letters of a link; no title on record is longer


def printable(text: object, *, lines: bool = False) -> str:
    r"""Text without what a terminal or a page would obey instead of showing: control characters, and marks that turn the direction.

    Line breaks become spaces, unless `lines` keeps them.

    >>> printable("Sitting\x1b[31m\nof \u202ethe Council")
    'Sitting�[31m of �the Council'
    """
    kept: list[str] = []
    for letter in str(text):
        if letter in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            kept.append("\n" if lines and letter != "\t" else " ")
        elif (
            unicodedata.category(letter) in ("Cc", "Cs")
            or letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        ):
            kept.append("\ufffd")
        else:
            kept.append(letter)
    shown = "".join(kept)
    return shown if lines else " ".join(shown.split())


def graph_of(record: Part) -> Any:
    """The dataset to which a record is bound; None for one that stands alone."""
    try:
        return record._bound  # pyright: ignore[reportPrivateUsage]
    except UnboundRecordError:
        return None


def label(record: Record) -> str:
    """What a record is called in a line.

    >>> import csto
    >>> label(csto.meeting("csc-2021-09-16"))
    'CSC, Dushanbe, 2021-09-16'
    >>> label(csto.chairmanship("csc-kg-2025"))
    'Kyrgyzstan (Sadyr Japarov), 2025-01-01/2025-12-31'
    """
    item: Any = record
    kind = record.kind_name
    if kind == "meeting":
        bodies = ", ".join([_name(record, "body", id, short=True) for id in item.body_ids])
        return ", ".join([word for word in (item.title or bodies, item.city, str(item.date)) if word])
    if kind == "chairmanship":
        return f"{_name(record, 'state', item.state_id)} ({_name(record, 'person', item.person_id)}), {item.period}"
    if kind == "term":
        place = item.state_id and _name(record, "state", item.state_id)
        office = ", ".join([word for word in (item.title or plain(item.office).replace("-", " "), place) if word])
        return f"{_name(record, 'person', item.person_id)}, {office}, {item.period}"
    if kind == "membership":
        return f"{_name(record, 'state', item.state_id)}, {item.status} ({item.of}), {item.period}"
    if kind == "gap":
        return f"{item.of}, {item.period}"
    return str(getattr(item, "name", None) or getattr(item, "title", None) or record.id)


def _name(record: Record, kind: str, id: str, *, short: bool = False) -> str:
    graph = graph_of(record)
    if graph is None:
        return id
    try:
        found = graph.get(kind, id)
    except CstoError:  # bound to a dataset that does not have it
        return id
    return str((short and getattr(found, "abbreviation", None)) or found.name)


def anchor(kind: str, id: str) -> str:
    """Where on a page a record stands."""
    return f"csto-{kind}-{id}"


def link_to(record: Record, text: str | None = None) -> Link:
    """A link to a record that may stand on the same page."""
    said = label(record) if text is None else text
    return Link(said if len(said) <= _LABEL else said[: _LABEL - 1] + "…", "#" + anchor(record.kind_name, record.id))


def refer(record: Part, kind: str, id: str) -> Link:
    """A link to the record that another one names by its id; the id itself where the other stands alone."""
    graph = graph_of(record)
    if graph is not None:
        try:
            return link_to(graph.get(kind, id))
        except CstoError:
            pass
    return Link(id, "#" + anchor(kind, id))


def kind_of_id(annotation: str) -> str | None:
    """The kind of records that a field with this annotation names, None if it names none.

    >>> kind_of_id("tuple[StateId, ...]"), kind_of_id("str | None")
    ('state', None)
    """
    name = annotation.removeprefix("tuple[").partition(",")[0].partition(" ")[0]
    return name[:-2].lower() if name.endswith("Id") else None


def field_words(name: str) -> str:
    """The name of a field as it is shown.

    >>> field_words("presiding_state_id"), field_words("body_ids")
    ('presiding state', 'bodies')
    """
    special = {"body_ids": "bodies", "person_ids": "people", "country_ids": "countries", "party_ids": "parties"}
    special |= {"adopted_by_ids": "adopted by", "alpha_3": "ISO alpha-3", "numeric": "ISO numeric", "of": "of"}
    if name in special:
        return special[name]
    words = name.removesuffix("_id").replace("_", " ")
    return words.removesuffix(" ids") + "s" if name.endswith("_ids") else words


def plain(value: object) -> str:
    """A value as it is shown: words of an enumeration, yes and no, dates and numbers as they are written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (tuple, list)):
        return ", ".join([plain(item) for item in cast("Iterable[object]", value)])
    if isinstance(value, Part):
        return repr(value)
    return "" if value is None else str(value)


def joined(cells: Iterable[Cell], between: str = ", ") -> Cell:
    """Cells after one another as one."""
    runs: list[str | Link] = []
    for cell in cells:
        if cell:
            runs += [between] if runs else []
            runs += cell
    return tuple(runs)


def web(text: str, url: str | None) -> Link | str:
    """A link to a web page; only the text where the address is none that a reader should follow."""
    return Link(text, url) if url and url.startswith(("https://", "http://")) else text


def cited(citation: Citation) -> Cell:
    """A citation in a line: publisher and title, with a link, then the date and where in it."""
    if graph_of(citation) is None:
        return (citation.source_id, *((f", {citation.locator}",) if citation.locator else ()))
    source = citation.source
    rest = "".join([f", {said}" for said in (source.date, citation.locator) if said])
    fields = f" (for {', '.join([field_words(name) for name in citation.fields])})" if citation.fields else ""
    return (web(f"{source.publisher}: {source.title}", source.url), rest + fields)


def title_words(title: Title) -> str:
    """The language and wording of a title."""
    return f"{title.language}, {title.wording}"
