"""The search over the bundled data finds what people look for, and says what matched."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

import csto
from csto.fulltext import SEARCHED, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPECTED: dict[str, dict[str, str | list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "search.toml").read_text(encoding="utf-8")
)
QUERIES = [(query, expected) for queries in EXPECTED.values() for query, expected in queries.items()]


def named(hit: csto.Hit) -> str:
    return f"{hit.record.kind_name} {hit.record.id}"


def test_there_are_enough_queries_of_every_sort() -> None:
    texts = [query for query, _ in QUERIES]
    assert len(texts) == len(set(texts)) >= 60
    assert sum(any("а" <= letter <= "я" for letter in text.casefold()) for text in texts) >= 30, "in Russian"
    assert sum(any(letter.isdigit() for letter in text) for text in texts) >= 30, "with a date"
    kinds = {str(expected).split()[0].strip("['") for _, expected in QUERIES}
    assert kinds == set(SEARCHED)


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_what_must_come_first(query: str, expected: str | list[str]) -> None:
    found = csto.search(query, limit=5)
    names = [named(hit) for hit in found.hits]
    assert names, "nothing found"
    assert names[0] in ([expected] if isinstance(expected, str) else expected), names


@pytest.mark.parametrize("query", [query for query, _ in QUERIES])
def test_every_hit_says_what_matched_and_where(query: str) -> None:
    found = csto.search(query)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert [hit.record for hit in found.hits] == list(found)
    assert len({named(hit) for hit in found.hits}) == len(found) <= 50
    for hit in found.hits:
        assert hit.score > 0
        assert hit.matched
        assert hit.fields
        assert len(hit.matched) == len(set(hit.matched))
        for word in hit.matched:
            # a date that is typed in figures is told by the name of its month
            assert word in query.casefold() or word in ("january", "may", "september")
        for field in hit.fields:
            own = field in hit.record.field_names or hasattr(hit.record, field)
            assert own or field == "kind", (named(hit), field)


def test_hits_tell_the_field() -> None:
    hit = csto.search("statement Nuremburg 2021").hits[0]
    assert hit.matched == ("statement", "nuremburg", "2021")
    assert set(hit.fields) == {"title", "date"}
    assert csto.search("Душанбе", kinds="meeting").hits[0].fields == ("city",)


@pytest.mark.parametrize(
    ("english", "others"),
    [
        ("border", ["Borders", "граница", "границы", "ГРАНИЦЕЙ", "пограничный"]),
        ("Tajik border", ["таджикской границы", "Tadzhik borders", "Tajikistan border"]),
        ("cfm 2021-05-19", ["CFM 19.05.2021", "cfm, 19 May 2021", "СМИД 19 мая 2021", "19 мая 2021 года cfm"]),
        ("peacekeepers", ["миротворцы", "peacekeeping", "Peacekeeper"]),
        ("terrorism", ["терроризм", "Terrorist", "терроризма", "террористический"]),
        ("coronavirus", ["коронавирус", "CORONAVIRUS", "коронавируса", "covid"]),
    ],
)
def test_ways_of_writing_find_the_same(english: str, others: list[str]) -> None:
    first = csto.search(english, limit=200)
    for other in others:
        again = csto.search(other, limit=200)
        top = set(first.ids[:10])
        assert len(top & set(again.ids)) * 5 >= len(top) * 4, other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("statements", "statement"),
        ("Armenian", "Армения"),
        ("Kyrgyz", "Киргизии"),
        ("Казахстане", "Kazakhstan"),
        ("операцию", "operations"),
        ("декларации", "Declaration"),
        ("Тасмагамбетова", "Tasmagambetov"),
        ("Пашинян", "Pashinian"),
        ("стратегия", "strategies"),
        ("центр", "centre"),
        ("национальный", "националь"),
    ],
)
def test_stems_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2002", "2022"), ("NATO", "nation"), ("Armenia", "army"), ("Канал", "Кант"), ("csc", "cssc")]
)
def test_stems_of_different_words_differ(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_kinds() -> None:
    for kind in SEARCHED:
        found = csto.search("Armenia Армения Interaction operation Yerevan", kinds=kind)
        assert {record.kind_name for record in found} == {kind}
    several = csto.search("Yerevan", kinds=("city", "meeting"))
    assert {record.kind_name for record in several} == {"city", "meeting"}
    assert several.ids == csto.search("Yerevan", kinds=iter(["meeting", "city"])).ids
    everything = csto.search("Yerevan", limit=5000)
    assert csto.search("Yerevan", kinds="meeting", limit=5000).ids == tuple(
        record.id for record in everything if record.kind_name == "meeting"
    )


def test_limit() -> None:
    everything = csto.search("session", limit=5000)
    assert len(everything) > 50 == len(csto.search("session"))
    for limit in (1, 2, 7):
        assert csto.search("session", limit=limit).ids == everything.ids[:limit]


@pytest.mark.parametrize("query", ["xylophone", "щщщъ", "the of and", "и в на", "?!", "🙂", "—", "0" * 40])
def test_nothing_found_is_empty(query: str) -> None:
    found = csto.search(query)
    assert isinstance(found, csto.SearchResults)
    assert (len(found), found.hits, found.ids) == (0, (), ())
    assert not found


def bad() -> Iterator[tuple[dict[str, Any], str]]:
    yield {"text": ""}, "text='' is no text"
    yield {"text": " \n"}, "is no text"
    yield {"text": None}, "text=None is no text"
    yield {"text": 2021}, "is no text"
    yield {"text": ["border"]}, "is no text"
    yield {"text": "border", "kinds": "instruments"}, "closest: instrument"
    yield {"text": "border", "kinds": ""}, "is none of"
    yield {"text": "border", "kinds": ()}, "is empty"
    yield {"text": "border", "kinds": ["meeting", 5]}, "is none of"
    yield {"text": "border", "kinds": "source"}, "is none of"
    yield {"text": "border", "limit": 0}, "no positive whole number"
    yield {"text": "border", "limit": -3}, "no positive whole number"
    yield {"text": "border", "limit": True}, "no positive whole number"
    yield {"text": "border", "limit": "5"}, "no positive whole number"


@pytest.mark.parametrize(("given", "message"), list(bad()))
def test_bad_input_is_an_error_that_says_so(given: dict[str, Any], message: str) -> None:
    with pytest.raises(csto.InvalidArgumentError, match=message):
        cast("Any", csto.search)(**given)


def test_what_is_very_long_or_strange_is_answered() -> None:
    assert csto.search("Nuremberg " + "x" * 100_000).first().id == "2021-05-19-statement-nuremberg"
    assert csto.search("border " * 10_000).ids == csto.search("border").ids
    assert csto.search("\u202eNuremberg\u202c\n\x00").first().id == "2021-05-19-statement-nuremberg"
    assert (
        csto.search(unicodedata.normalize("NFD", "Киргизская хартия Шойгу")).ids
        == csto.search("Киргизская хартия Шойгу").ids
    )
    assert csto.search("=HYPERLINK(Nuremberg)").first().id == "2021-05-19-statement-nuremberg"
