"""A small valid dataset file, written by hand, and all the ways to break it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

import csto

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

__all__ = ["BREAKS", "Rows", "put_somewhere", "reread", "small", "small_rows", "text_of"]

Rows = dict[str, Any]


def text_of(dataset: csto.Dataset) -> str:
    """The text of the dataset's file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.json"
        dataset.to_json(path)
        return path.read_text(encoding="utf-8")


def reread(text: str) -> csto.Dataset:
    """The dataset in the text of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.json"
        path.write_text(text, encoding="utf-8")
        return csto.Dataset.from_json(path)


def put_somewhere(rows: Rows, anything: SearchStrategy[Any], data: st.DataObject) -> None:
    """Put any value in any place of the content, as deep as it pleases."""
    place: Any = rows
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))  # pyright: ignore
        if isinstance(place[key], (dict, list)) and place[key] and data.draw(st.integers(0, 4)):
            place = place[key]  # pyright: ignore[reportUnknownVariableType]
            continue
        place[key] = data.draw(anything)
        return


def small_rows() -> Rows:
    """The content of a small valid file."""
    cited = [{"source_id": "law"}]
    return {
        "format": 1,
        "version": "7",
        "as_of": "2022-05-01",
        "since": "2019",
        "states": [
            {"id": "ru", "name": "Russia", "citations": cited},
            {"id": "tj", "name": "Tajikistan", "names": [{"text": "Таджикистан", "language": "ru"}], "citations": cited},
        ],
        "bodies": [{"id": "csc", "name": "Council", "kind": "supreme", "citations": cited}],
        "people": [
            {"id": "anna", "name": "Anna", "citations": cited},
            {"id": "boris", "name": "Boris", "aliases": ["bob"], "citations": cited},
        ],
        "terms": [
            {"id": "t1", "person_id": "anna", "office": "foreign-minister", "state_id": "tj", "period": "2019/2020-05-05", "citations": cited},
            {"id": "t2", "person_id": "boris", "office": "foreign-minister", "state_id": "tj", "period": "2020-05-05/..", "citations": cited},
        ],
        "chairmanships": [
            {"id": "c1", "body_id": "csc", "state_id": "tj", "person_id": "anna", "period": "2020/2021-01-01", "citations": cited},
        ],
        "meetings": [
            {
                "id": "csc-2021-09-16",
                "body_ids": ["csc"],
                "date": "2021-09-16",
                "period": "2021-09-16/2021-09-17",
                "city": "Dushanbe",
                "country_id": "tj",
                "attendance": [{"person_id": "boris", "state_id": "tj", "capacity": "foreign-minister", "mode": "remote"}],
                "documents_reported": 2,
                "citations": cited,
            },
        ],
        "instruments": [
            {
                "id": "doc",
                "kind": "statement",
                "titles": [{"text": "On peace", "language": "en"}],
                "date": "2021-09-17",
                "adopted_at_id": "csc-2021-09-16",
                "citations": cited,
            },
        ],
        "cities": [{"id": "dushanbe", "name": "Dushanbe", "names": [{"text": "Душанбе"}], "country_id": "tj", "citations": cited}],
        "sources": [{"id": "law", "title": "A law", "publisher": "A ministry", "tier": "law"}],
    }  # fmt: skip


def small() -> csto.Dataset:
    """A small valid dataset."""
    return reread(json.dumps(small_rows()))


BREAKS: dict[str, tuple[Callable[[Rows], object], str]] = {
    "unknown part": (lambda d: d.update(peoples=[]), "'peoples': no part of a dataset; closest: people"),
    "version of another type": (lambda d: d.update(version=7), "version: 7 is no text"),
    "day of another type": (lambda d: d.update(as_of=2022), "as_of: 2022 is no text"),
    "impossible day": (lambda d: d.update(since="2021-02-30"), "since: '2021-02-30' is not a date"),
    "dict for list": (lambda d: d.update(people={"anna": {}}), "people: {'anna': {}} is no list of records"),
    "text for list": (lambda d: d.update(cities="Dushanbe"), "cities: 'Dushanbe' is no list of records"),
    "list for record": (lambda d: d["people"].append(["carl"]), "people[2]: ['carl'] is no record"),
    "text for record": (lambda d: d["people"].append("carl"), "people[2]: 'carl' is no record"),
    "null for record": (lambda d: d["people"].append(None), "people[2]: None is no record"),
    "no id": (lambda d: d["states"][0].pop("id"), "states[0].id: the field 'id' is missing"),
    "id of another type": (lambda d: d["states"][0].update(id=5), "states[0].id: 5 is no text"),
    "bad id": (lambda d: d["people"][0].update(id="Anna B"), "people[Anna B]: 'Anna B' is no id"),
    "missing field": (lambda d: d["sources"][0].pop("tier"), "sources[law].tier: the field 'tier' is missing"),
    "unknown field": (lambda d: d["people"][0].update(nmae="x"), "people[anna]: there is no field 'nmae'; closest: name"),
    "unknown field of a part": (
        lambda d: d["meetings"][0]["attendance"][0].update(persn_id="x"),
        "meetings[csc-2021-09-16].attendance[0]: there is no field 'persn_id'; closest: person_id",
    ),
    "private field": (lambda d: d["people"][0].update(_graph=1), "people[anna]: there is no field '_graph'"),
    "number for text": (lambda d: d["states"][0].update(name=7), "states[ru].name: 7 is no text"),
    "null for text": (lambda d: d["states"][0].update(name=None), "states[ru].name: None is no text"),
    "list for text": (lambda d: d["states"][0].update(about=["x"]), "states[ru].about: ['x'] is no text"),
    "text for number": (
        lambda d: d["meetings"][0].update(documents_reported="2"),
        "meetings[csc-2021-09-16].documents_reported: '2' is no whole number",
    ),
    "true for number": (
        lambda d: d["meetings"][0].update(documents_reported=True),
        "meetings[csc-2021-09-16].documents_reported: True is no whole number",
    ),
    "fraction for number": (
        lambda d: d["meetings"][0].update(documents_reported=2.0),
        "meetings[csc-2021-09-16].documents_reported: 2.0 is no whole number",
    ),
    "number for true": (lambda d: d["terms"][0].update(acting=1), "terms[t1].acting: 1 is no true or false"),
    "text for true": (lambda d: d["terms"][0].update(acting="yes"), "terms[t1].acting: 'yes' is no true or false"),
    "text for tuple": (
        lambda d: d["meetings"][0].update(body_ids="csc"),
        "meetings[csc-2021-09-16].body_ids: 'csc' is no list",
    ),
    "dict for tuple": (
        lambda d: d["meetings"][0].update(attendance={"person_id": "boris"}),
        "meetings[csc-2021-09-16].attendance: {'person_id': 'boris'} is no list",
    ),
    "null for tuple": (lambda d: d["people"][0].update(aliases=None), "people[anna].aliases: None is no list"),
    "number in tuple": (
        lambda d: d["meetings"][0]["body_ids"].append(3),
        "meetings[csc-2021-09-16].body_ids[1]: 3 is no text",
    ),
    "text for part": (lambda d: d["people"][0].update(citations=["law"]), "people[anna].citations[0]: 'law' is no Citation"),
    "unknown word": (
        lambda d: d["instruments"][0].update(kind="statment"),
        "instruments[doc].kind: 'statment' is none of",
    ),
    "unknown word has a hint": (lambda d: d["instruments"][0].update(kind="statment"), "closest: statement"),
    "word in other case": (lambda d: d["instruments"][0].update(kind="Statement"), "instruments[doc].kind"),
    "dict for word": (lambda d: d["instruments"][0].update(kind={}), "instruments[doc].kind: {} is none of"),
    "word of a part": (
        lambda d: d["meetings"][0]["attendance"][0].update(mode="online"),
        "meetings[csc-2021-09-16].attendance[0].mode: 'online' is none of",
    ),
    "date without a form": (lambda d: d["instruments"][0].update(date="17.09.2021"), "instruments[doc].date: '17.09.2021'"),
    "number for date": (lambda d: d["instruments"][0].update(date=2021), "instruments[doc].date: 2021 is no text of a"),
    "impossible date": (lambda d: d["instruments"][0].update(date="2021-09-31"), "month 2021-09 has no day 31"),
    "reversed period": (
        lambda d: d["terms"][0].update(period="2020/2019"),
        "terms[t1].period: the period 2020/2019 ends before it starts",
    ),
    "period without a date": (lambda d: d["terms"][0].update(period=""), "terms[t1].period"),
    "no titles": (lambda d: d["instruments"][0].update(titles=[]), "instruments[doc]: the document doc has no title"),
    "duplicate id": (
        lambda d: d["people"].append(d["people"][0]),
        "people[anna]: another of the people has the id or alias 'anna'",
    ),
    "alias of another": (
        lambda d: d["people"][0].update(aliases=["boris"]),
        "another of the people has the id or alias 'boris'",
    ),
    "dangling reference": (
        lambda d: d["chairmanships"][0].update(state_id="tg"),
        "chairmanships[c1].state_id: there is no state 'tg'",
    ),
    "dangling reference of a list": (
        lambda d: d["meetings"][0]["body_ids"].append("cfm"),
        "meetings[csc-2021-09-16].body_ids: there is no body 'cfm'",
    ),
    "dangling reference of a part": (
        lambda d: d["meetings"][0]["attendance"][0].update(person_id="bors"),
        "meetings[csc-2021-09-16].attendance[0].person_id: there is no person 'bors'; closest: boris",
    ),
    "dangling source": (
        lambda d: d.update(sources=[]),
        "states[ru].citations[0].source_id: there is no source 'law'",
    ),
    "no source": (lambda d: d["states"][0].update(citations=[]), "states[ru].citations: a record needs a source"),
    "sources not said": (lambda d: d["states"][0].pop("citations"), "states[ru].citations: a record needs a source"),
    "overlapping terms": (
        lambda d: d["terms"][0].update(period="2019/2020-06-01"),
        "terms[t2].period: 2020-05-05/.. overlaps t1 (2019/2020-06-01) in the same office",
    ),
    "overlapping turns": (
        lambda d: d["chairmanships"].append({**d["chairmanships"][0], "id": "c2", "state_id": "ru", "period": "2020-12-01/2022-03-01"}),
        "chairmanships[c1].period: 2020/2021-01-01 overlaps c2 (2020-12-01/2022-03-01)",
    ),
    "date outside its period": (
        lambda d: d["meetings"][0].update(date="2021-09-15"),
        "meetings[csc-2021-09-16].period: 2021-09-16/2021-09-17 does not start on the date 2021-09-15",
    ),
    "document outside its meeting": (
        lambda d: d["instruments"][0].update(date="2021-09-18"),
        "instruments[doc].date: 2021-09-18 lies outside the meeting csc-2021-09-16",
    ),
    "death before birth": (
        lambda d: d["people"][0].update(born="1970", died="1969"),
        "people[anna].died: 1969 lies before the birth 1970",
    ),
    "attendance for another": (
        lambda d: d["meetings"][0]["attendance"][0].update(person_id="anna"),
        "meetings[csc-2021-09-16].attendance[0]: anna sat as foreign-minister, an office that boris held",
    ),
    "unknown city": (
        lambda d: d["meetings"][0].update(city="Dushambe"),
        "meetings[csc-2021-09-16].city: no city is called 'Dushambe'; closest: Dushanbe",
    ),
    "city of another country": (
        lambda d: d["meetings"][0].update(country_id="ru"),
        "meetings[csc-2021-09-16].city: Dushanbe lies in tj, not in ru",
    ),
    "half a character": (lambda d: d["states"][0].update(about="\ud800"), "states[ru].about"),
}  # fmt: skip
"""What can be wrong with the content of a file: how to do it, and what must be said."""
