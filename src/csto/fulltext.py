"""Full-text search over names, titles, places and descriptions, in any case, script and transliteration.

Words are evened out as in `csto.folding` and cut to a stem, so that "borders", "border" and "границы", "граница" meet. A
record ranks by how rare the words that it shares with the query are, and by where it has them: in its name or title before
its description.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from math import log
from threading import RLock
from typing import TYPE_CHECKING, cast

import attrs

from csto.choices import text_of
from csto.errors import InvalidArgumentError, closest, or_list, shown
from csto.folding import fold, skeleton
from csto.lookup import names_of
from csto.model.base import Record
from csto.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Final

    from csto.store import Store

__all__ = ["Hit", "SearchIndex", "SearchResults", "stem"]

SEARCHED: Final = tuple(
    "state body person programme chairmanship meeting instrument exercise series operation force event city".split()
)
"""The kinds of records that are searched."""

_WORTH: Final = {
    "state": 1.3,
    "body": 1.3,
    "person": 1.3,
    "programme": 1.3,
    "series": 1.2,
    "chairmanship": 0.8,
    "city": 0.8,
}
"""What a hit in a record of a kind is worth; 1 for the kinds not named. Few and central things come before many and small ones."""

_ENDINGS_EN: Final = ("ings", "ing", "ies", "ions", "ion", "ed", "es", "s", "e", "y")
_ENDINGS_RU: Final = tuple(
    sorted(
        "а я о е и ы у ю й ь ой ей ий ый ая яя ое ее ые ие ов ев ам ям ах ях ом ем ами ями ого его ому ему ыми ими ых их ую юю "
        "ия ию ии ией иям иях ости ость остью ния ние нию нием ский ская ское ские ского ской скому ском ских".split(),
        key=len,
        reverse=True,
    )
)
_SMALL: Final = frozenset("the of and in on for to at a an by with from as и в на о об по с из для от за к".split())
_LIKE: Final = 0.75
"""A word that is not known stands for those at least so like it."""
_ASKED: Final = 50
"""So many hits beyond the limit are asked whether their name is the very text."""


def stem(word: str) -> str:
    """A word evened out over scripts and transliterations, without its ending.

    >>> stem("borders") == stem("border"), stem("границы") == stem("граница")
    (True, True)
    """
    word = word.casefold()
    endings = _ENDINGS_EN if word.isascii() else _ENDINGS_RU
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return skeleton(word)


def _words(text: str) -> list[str]:
    cleaned = "".join([letter if letter.isalnum() else " " for letter in text.casefold()])
    return [word for word in cleaned.split() if word not in _SMALL]


@attrs.frozen
class Hit:
    """One answer of a search.

    Attributes:
        record: The record found.
        score: Its rank; only the order of the scores of one search has a meaning.
        matched: The words of the query that it has.

    """

    record: Any
    score: float
    matched: tuple[str, ...]


class SearchResults(Records[Record]):
    """The records that a search found, the best first; `hits` tells for each the score and the words that matched."""

    __slots__ = ("_hits",)

    _hits: tuple[Hit, ...]

    def __init__(self, hits: Iterable[Hit] = ()) -> None:
        kept = tuple(hits)
        super().__init__(hit.record for hit in kept)
        object.__setattr__(self, "_hits", kept)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._hits,)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The records with their scores and the words that matched, the best first."""
        return self._hits


class SearchIndex:
    """The words of all records: for each the records that have it and what it is worth there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._records: list[Any] = []
        self._postings: dict[str, dict[int, float]] | None = None

    def _built(self) -> dict[str, dict[int, float]]:
        found = self._postings
        if found is None:
            with self._lock:
                if self._postings is None:
                    self._postings = self._build()
                found = self._postings
        return found

    def _build(self) -> dict[str, dict[int, float]]:
        postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
        stems: dict[str, str] = {}
        for kind in SEARCHED:
            worth = _WORTH.get(kind, 1.0)
            for record in self._store.all(kind):
                number = len(self._records)
                self._records.append(record)
                for weight, text in self._texts(record):
                    words = _words(text)
                    # a word says more of a short title than of a long one
                    value = worth * weight * (1 + 1 / (1 + len(words)))
                    for word in words:
                        key = stems.get(word)
                        if key is None:
                            key = stems[word] = stem(word)
                        row = postings[key]
                        if value > row.get(number, 0.0):
                            row[number] = value
        return dict(postings)

    def _texts(self, record: Any) -> Iterator[tuple[float, str]]:
        """The texts of a record, each with what a word in it is worth."""
        for text in names_of(record):
            if not text.startswith("http"):
                yield 3.0, text
        yield 2.0, record.id.replace("-", " ")
        for field in ("city", "venue", "about", "composition", "motto", "role"):
            said: str | None = getattr(record, field, None)
            if said:
                yield 1.5 if field == "motto" else 1.0, said
        for field in ("agenda", "functions", "priorities", "topics", "participants"):
            # a property of that name may give records, as an exercise's participants are
            for text in getattr(record, field) if field in record.field_names else ():
                yield 1.0, text
        kind = getattr(record, "kind", None)
        if kind is not None:
            yield 1.5, str(kind).replace("-", " ")
        if record.kind_name == "meeting":
            yield 1.5, f"{record.session or ''} session meeting"
        for milestone in getattr(record, "milestones", ()):
            yield 0.5, milestone.about
        for field, kind in (("body_ids", "body"), ("country_ids", "state"), ("person_ids", "person")):
            for id in getattr(record, field, ()):
                yield 0.7, f"{id} {self._store.get(kind, id).name}"
        for field, kind in (
            ("country_id", "state"),
            ("state_id", "state"),
            ("person_id", "person"),
            ("chair_id", "person"),
        ):
            id = getattr(record, field, None)
            if id:
                yield 0.7, self._store.get(kind, id).name

    def search(self, text: str, kinds: object, limit: int) -> SearchResults:
        """The records that share words with the text, the best first."""
        words = {stem(word): word for word in _words(text_of(text, "text")[:1000])}
        wanted = self._kinds(kinds)
        postings = self._built()
        total = len(self._records) or 1
        scores: dict[int, float] = {}
        shares: dict[int, int] = {}
        for bit, key in enumerate(words):
            rows, certainty = (postings[key], 1.0) if key in postings else (self._resembling(key), 0.5)
            rarity = certainty * log(1 + total / (1 + len(rows)))
            for number, weight in rows.items():
                scores[number] = scores.get(number, 0.0) + weight * rarity
                shares[number] = shares.get(number, 0) | 1 << bit
        ranked: list[tuple[float, int]] = []
        for number, score in scores.items():
            if wanted is None or self._records[number].kind_name in wanted:
                covered = shares[number].bit_count() / len(words)
                ranked.append((score * covered * covered, number))
        # whose name is the very text comes first; only the best need to be asked for it
        whole = fold(text)
        hits: list[Hit] = []
        for score, number in nlargest(limit + _ASKED, ranked):
            record = self._records[number]
            named = any(fold(name) == whole for name in names_of(record))
            matched = [word for bit, word in enumerate(words.values()) if shares[number] & 1 << bit]
            hits.append(Hit(record, score * (3 if named else 1), tuple(matched)))
        hits.sort(key=lambda hit: (-hit.score, hit.record.id))
        return SearchResults(hits[:limit])

    def _resembling(self, key: str) -> dict[int, float]:
        """The records that have a word that begins like one that none has, or else is spelled much like it."""
        postings = self._built()
        if len(key) < 3:
            return {}
        similar = [word for word in postings if word.startswith(key)]
        if not similar:
            from difflib import get_close_matches

            pairs = {key[at : at + 2] for at in range(len(key) - 1)}
            likely = [
                word
                for word in postings
                if abs(len(word) - len(key)) <= 2 and sum(pair in word for pair in pairs) * 2 >= len(pairs)
            ]
            similar = get_close_matches(key, likely, n=3, cutoff=_LIKE)
        rows: dict[int, float] = {}
        for word in similar:
            for number, weight in postings[word].items():
                rows[number] = max(rows.get(number, 0.0), weight)
        return rows

    @staticmethod
    def _kinds(kinds: object) -> frozenset[str] | None:
        if kinds is None:
            return None
        several = (
            cast("Iterable[object]", kinds) if hasattr(kinds, "__iter__") and not isinstance(kinds, str) else (kinds,)
        )
        found: set[str] = set()
        for kind in several:
            if not isinstance(kind, str) or kind not in SEARCHED:
                near = closest(str(kind), SEARCHED)
                hint = f"; closest: {or_list(near)}" if near else ""
                raise InvalidArgumentError(f"kinds={shown(kind)} is none of {or_list(SEARCHED)}{hint}")
            found.add(kind)
        if not found:
            raise InvalidArgumentError(f"kinds= is empty: name at least one of {or_list(SEARCHED)}")
        return frozenset(found)
