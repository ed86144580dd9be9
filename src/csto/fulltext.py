"""Full-text search over names, titles, places and descriptions, in any case, script and transliteration.

Words are evened out as in `csto.folding` and cut to a stem, so that "borders", "border" and "границы", "граница" meet. A
record ranks by how rare the words that it shares with the query are, and by where it has them: in its name or title before
its description.
"""

from __future__ import annotations

from collections import defaultdict
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

SEARCHED: Final = [
    "state",
    "body",
    "person",
    "chairmanship",
    "meeting",
    "instrument",
    "exercise",
    "series",
    "operation",
    "force",
    "programme",
    "event",
    "city",
]

_ENDINGS_EN: Final = ("ings", "ing", "ies", "ions", "ion", "ed", "es", "s", "e", "y")
_ENDINGS_RU: Final = tuple(
    sorted(
        [
            "а",
            "я",
            "о",
            "е",
            "и",
            "ы",
            "у",
            "ю",
            "й",
            "ь",
            "ой",
            "ей",
            "ий",
            "ый",
            "ая",
            "яя",
            "ое",
            "ее",
            "ые",
            "ие",
            "ов",
            "ев",
            "ам",
            "ям",
            "ах",
            "ях",
            "ом",
            "ем",
            "ами",
            "ями",
            "ого",
            "его",
            "ому",
            "ему",
            "ыми",
            "ими",
            "ых",
            "их",
            "ую",
            "юю",
            "ия",
            "ию",
            "ии",
            "ией",
            "иям",
            "иях",
            "ями",
            "ости",
            "ость",
            "остью",
            "ния",
            "ние",
            "нию",
            "нием",
            "ский",
            "ская",
            "ское",
            "ские",
            "ского",
            "ской",
            "скому",
            "ском",
            "ских",
        ],
        key=len,
        reverse=True,
    )
)
_SMALL: Final = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "on",
        "for",
        "to",
        "at",
        "a",
        "an",
        "by",
        "with",
        "from",
        "as",
        "и",
        "в",
        "на",
        "о",
        "об",
        "по",
        "с",
        "из",
        "для",
        "от",
        "за",
        "к",
    ]
)


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
    """The words of all records, each with the records that have it and its weight there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._postings: dict[str, dict[int, float]] | None = None
        self._records: list[Any] = []

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
            for record in self._store.all(kind):
                number = len(self._records)
                self._records.append(record)
                for weight, text in self._texts(record):
                    for word in _words(text):
                        key = stems.get(word)
                        if key is None:
                            key = stems[word] = stem(word)
                        row = postings[key]
                        row[number] = max(row.get(number, 0.0), weight)
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
        for milestone in getattr(record, "milestones", ()):
            yield 0.5, milestone.about
        for field, kind in (("body_ids", "body"), ("country_ids", "state")):
            for id in getattr(record, field, ()):
                yield 0.7, " ".join([id, self._store.get(kind, id).name])
        for field in ("country_id", "state_id"):
            id = getattr(record, field, None)
            if id:
                yield 0.7, self._store.get("state", id).name

    def search(self, text: str, kinds: object, limit: int) -> SearchResults:
        """The records that share words with the text, the best first."""
        words = _words(text_of(text, "text")[:1000])
        wanted = self._kinds(kinds)
        postings = self._built()
        scores: defaultdict[int, float] = defaultdict(float)
        matched: defaultdict[int, list[str]] = defaultdict(list)
        total = len(self._records) or 1
        distinct = {stem(word): word for word in words}
        for key, word in distinct.items():
            rows = postings.get(key)
            share = 1.0
            if rows is None:  # the start of a longer word is better than nothing
                rows = self._starting(key)
                share = 0.5
            rarity = log(1 + total / (1 + len(rows)))
            for number, weight in rows.items():
                scores[number] += share * weight * rarity
                matched[number].append(word)
        whole = fold(text)
        hits: list[Hit] = []
        for number, score in scores.items():
            record = self._records[number]
            if wanted is not None and record.kind_name not in wanted:
                continue
            covered = len(matched[number]) / len(distinct)
            if any(fold(name) == whole for name in names_of(record)):
                score *= 3
            hits.append(Hit(record, score * covered * covered, tuple(matched[number])))
        hits.sort(key=lambda hit: (-hit.score, hit.record.id))
        return SearchResults(hits[:limit])

    def _starting(self, key: str) -> dict[int, float]:
        rows: dict[int, float] = {}
        if len(key) >= 3:
            for word, found in self._built().items():
                if word.startswith(key):
                    for number, weight in found.items():
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
