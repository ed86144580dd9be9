"""Full-text search over names, titles, places, dates and descriptions, in any case, script and transliteration.

Words are cut to a stem and evened out as in `csto.folding`, and the words of the field are one in English and Russian, so that
"borders", "border", "границы" and "граница" meet. Dates are words too: "2021-05-19", "19.05.2021" and "19 May 2021" are one. A
word that no record has stands for those that it begins or is most like. A record ranks by how rare the words are that it
shares with the query, by how many of them it has, and by where: in its name or title before its description.
"""

from __future__ import annotations

import re
from heapq import nlargest
from math import log, log1p
from threading import RLock
from typing import TYPE_CHECKING, cast

import attrs

from csto.choices import text_of
from csto.errors import InvalidArgumentError, closest, or_list, shown
from csto.folding import skeleton
from csto.lookup import names_of
from csto.model.base import Record
from csto.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Final, TypeAlias

    from csto.store import Store

    Rows: TypeAlias = Mapping[int, "tuple[float, str]"]

__all__ = ["Hit", "SearchIndex", "SearchResults", "stem"]

SEARCHED: Final = tuple(
    "state body person programme chairmanship meeting instrument exercise series operation force event city".split()
)
"""The kinds of records that are searched."""

_WORTH: Final = {
    "state": 1.3, "body": 1.3, "person": 1.3, "programme": 1.3, "force": 1.3, "series": 1.2, "operation": 1.1, "event": 0.8,
    "treaty": 1.3, "charter": 1.3, "agreement": 1.2, "strategy": 1.1, "decision": 0.9, "regulation": 0.9,
    "recommendation": 0.85, "model-law": 0.85,
}  # fmt: skip
"""What a hit is worth by the kind of the record, and of a document by its own kind; 1 for the kinds not named.

Few and central things come before many and small ones, a document before the decision that approves it.
"""

_CALLED: Final = {
    "meeting": "meeting session sitting",
    "chairmanship": "chairmanship",
    "exercise": "exercise",
    "series": "exercise operation",
    "operation": "operation",
    "force": "force",
    "programme": "programme",
}
"""What people call the records of a kind."""

_SAME: Final = """
affairs дело | agreement соглашение | air воздушный авиационный | amending изменение поправка | anniversary годовщина юбилейный |
appoint назначен назначение назначить | armenia армянский | arms weapon оружие вооружение | assembly ассамблея | assistance
help помощь | belarus белоруссия белорусский | biosafety biosecurity биобезопасность | border граница пограничный рубежи |
budget бюджет | center centre | chairmanship chair presidency председательство председатель | charter устав | committee
комитет | computer компьютерный | cooperation сотрудничество | coronavirus covid ковид | council совет | counter combating
fight противодействие борьба | crisis кризис кризисный | cybersecurity кибербезопасность | decision решение | defence defense
оборона оборонный | drug narcotic наркотик антинаркотический | emergency чрезвычайный | exercise учение маневры |
extraordinary внеочередной | foreign иностранный | force troops сила войско | freeze froze frozen заморозка заморозить
замораживание | grouping группировка | illegal незаконный | informal неформальный | interaction взаимодействие | international
международный | joint совместный объединенный | law закон | legal правовой | liberation освобождение | meeting sitting заседание
встреча | member член | military военный | minister министр | model модельный | nazism нацизм | nuclear ядерный | nuremberg
нюрнберг | observer наблюдатель | parliament parliamentary парламент парламентский | peacekeeping миротворец миротворцы
миротворческий | permanent постоянный | rapid оперативный | reaction response реагирование | refugee беженец | regular очередной |
resolution резолюция | russia русский | second второй | secretary секретарь | security безопасность | space космос космический |
staff штаб | statement заявление | stay пребывание | summit саммит | suspension suspend приостановление приостановка | third
третий | training подготовка | treaty договор | victory победа | visit визит | withdrawal leave выход | working рабочий
"""
"""The words that are one, in groups parted by bars. Words alike in both languages, as "protocol", need no group."""

_MONTHS: Final = (
    "january jan январь | february feb февраль | march mar март | april apr апрель | may май мая мае | june jun июнь | july jul "
    "июль | august aug август | september sep sept сентябрь | october oct октябрь | november nov ноябрь | december dec декабрь"
)
_SMALL: Final = frozenset(
    "the of and in on for to at a an by with from as its и в во на о об по с со из для от за к csto одкб".split()
)
_ISO_DATE: Final = re.compile(r"\b([12]\d{3})-(0[1-9]|1[0-2])(?:-([0-3]\d))?(?!\d)")
_DOTTED_DATE: Final = re.compile(r"\b([0-3]?\d)\.(0?[1-9]|1[0-2])\.([12]\d{3})\b")
# each finds the longest ending that leaves the letters asked for
_ENDING_EN: Final = re.compile(
    r"(?<=...)(?:i?stan|ians?|ia|ings?|ions?|ional|is[tm]s?|ies|ical|s)$|(?<=....)(?:ments?|ers?|ed|es|ic|[eo]v)$"
)
_ENDING_RU: Final = re.compile(
    r"(?<=...)(?:[аяоеиыуюйь]|[оеа]й|[аяое]м|[ая]х|[ая]ми|[ое]в|и[яеюий]|ие[йм]|и[ая][мх]|ост[иь]ю?)$|"
    r"(?<=...)(?:и?стан|изм|ист)(?:[аеуы]|ом|ов|ам|ами|ах)?$|"
    r"(?<=...)(?:(?<=....)(?:истическ|ическ|еск|станск|ск|онн|енн|н))?"
    r"(?:[оеы]го|[ое]му|[ыи]ми|[ыио]й|[аы]я|[яи]я|[оеы]е|ие|[ыи]х|[уюе]ю|[ыи]м)$"
)
_ALIKE: Final = 0.72
"""A word that is not known stands for those at least so like it."""
_LIKELY: Final = 20
"""So many words, those that share most pairs of letters with one that is not known, are measured for likeness."""


def stem(word: str) -> str:
    """A word without its ending, evened out over scripts and transliterations.

    >>> stem("borders") == stem("border"), stem("границы") == stem("граница"), stem("Tajik") == stem("Таджикистана")
    (True, True, True)
    """
    word = word.casefold()
    if word.isdecimal():
        return word.lstrip("0") or word
    if word.isascii():
        word = _ENDING_EN.sub("", word)
        word = word[:-1] if word[-1] in "aeiouy" and len(word) > 3 else word
    else:
        word = _ENDING_RU.sub("", re.sub("ци(?=[яиюйео])", "ти", word.replace("ё", "е")))
    # "centre" and "центр" share a letter, "coronavirus" and "коронавирус" a sound
    return re.sub("c(?![heiy])", "k", skeleton(word))


def _groups(text: str) -> Iterator[list[str]]:
    return ([stem(word) for word in group.split()] for group in text.split("|"))


_ONE: Final = {key: group[0] for group in (*_groups(_SAME), *_groups(_MONTHS)) for key in group}
_MONTH: Final = [group.split()[0] for group in _MONTHS.split("|")]


def _month(year: str, month: str, day: str | None) -> str:
    return f" {year} {_MONTH[int(month) - 1]} {day or ''} "


def _words(text: str) -> list[str]:
    """The words of a text that tell something, in lower case; of a date its year, month and day."""
    text = text.casefold()
    text = _ISO_DATE.sub(lambda found: _month(*found.groups()), text)
    text = _DOTTED_DATE.sub(lambda found: _month(found[3], found[2], found[1]), text)
    cleaned = "".join([letter if letter.isalnum() else " " for letter in text])
    return [word for word in cleaned.split() if word not in _SMALL]


@attrs.frozen
class Hit:
    """One answer of a search.

    Attributes:
        record: The record found.
        score: Its rank; only the order of the scores of one search has a meaning.
        matched: The words of the query that it has, as they were typed but for case.
        fields: Where it has them: the names of its fields, `kind` for what its kind is called.

    """

    record: Any
    score: float
    matched: tuple[str, ...]
    fields: tuple[str, ...] = ()


class SearchResults(Records[Record]):
    """The records that a search found, the best first; `hits` tells for each the score and what matched, and where."""

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
        """The records with their scores and what matched, the best first."""
        return self._hits


class _Built:
    """The words of all records: for each the records that have it, what it is worth there, and in which field."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.records: list[Any] = [record for kind in SEARCHED for record in store.all(kind)]
        self.rows: dict[str, dict[int, tuple[float, str]]] = {}
        self.named: dict[tuple[str, ...], set[int]] = {}
        """The records by the stems of each whole name."""
        self.stems: dict[str, str] = {}
        self.pairs: dict[str, list[str]] = {}
        """The known stems by each pair of letters that they have."""
        numbers = {(record.kind_name, record.id): number for number, record in enumerate(self.records)}
        cited = [0] * len(self.records)
        for record in self.records:
            for kind, id in _cited(record):
                if (kind, id) in numbers:
                    cited[numbers[kind, id]] += 1
        for number, record in enumerate(self.records):
            worth = _WORTH.get(record.kind_name, 1.0) * _WORTH.get(str(getattr(record, "kind", "")), 1.0)
            # who is met everywhere is more likely to be meant
            self.add(number, record, worth * (1 + log1p(cited[number]) / 50))
        for key in self.rows:
            for at in range(len(key) - 1):
                self.pairs.setdefault(key[at : at + 2], []).append(key)

    def keys(self, text: str) -> list[str]:
        """The stems of the words of a text."""
        keys: list[str] = []
        for word in _words(text):
            key = self.stems.get(word)
            if key is None:
                key = stem(word)
                key = self.stems[word] = _ONE.get(key, key)
            keys.append(key)
        return keys

    def add(self, number: int, record: Any, worth: float) -> None:
        for name in names_of(record):
            if not name.startswith("http"):
                self.named.setdefault(tuple(self.keys(name)), set()).add(number)
        for field, weight, text in _texts(record, self.store):
            keys = self.keys(text)
            # a word says more of a short title than of a long one
            mark = (worth * weight * (1 + 1 / (1 + len(keys))), field)
            for key in keys:
                row = self.rows.setdefault(key, {})
                if number not in row or mark > row[number]:
                    row[number] = mark

    def resembling(self, key: str) -> Rows:
        """The records that have a word that begins like one that none has, or else is spelled much like it."""
        if len(key) < 3:
            return {}
        pairs = {key[at : at + 2] for at in range(len(key) - 1)}
        shared: dict[str, int] = {}
        for pair in pairs:
            for known in self.pairs.get(pair, ()):
                shared[known] = shared.get(known, 0) + 1
        similar = [known for known in shared if known.startswith(key)]
        if not similar and not key.isdecimal():
            from difflib import get_close_matches

            likely = nlargest(_LIKELY, shared, key=lambda known: (2 * shared[known] / (len(known) + len(key)), known))
            similar = get_close_matches(key, likely, n=3, cutoff=_ALIKE)
        rows: dict[int, tuple[float, str]] = {}
        for known in similar:
            for number, mark in self.rows[known].items():
                rows[number] = max(rows.get(number, mark), mark)
        return rows


def _cited(record: Any) -> Iterator[tuple[str, str]]:
    """The persons and series that a record speaks of."""
    for field in ("person_id", "chair_id", "commander_id"):
        yield "person", getattr(record, field, None) or ""
    for id in getattr(record, "person_ids", ()):
        yield "person", id
    for row in getattr(record, "attendance", ()):
        yield "person", row.person_id or ""


_OWN: Final = {
    "motto": 1.5, "city": 2.0, "venue": 1.0, "about": 1.0, "composition": 1.0, "role": 1.0, "agenda": 1.0, "functions": 1.0,
    "priorities": 1.0, "topics": 1.0, "participants": 1.0,
}  # fmt: skip
"""The fields of a record's own that are searched besides its names, with what a word there is worth."""

_OTHERS: Final = {
    "state_id": ("state", 0.7), "country_id": ("state", 0.7), "country_ids": ("state", 0.7), "body_id": ("body", 0.7),
    "body_ids": ("body", 2.0), "adopted_by_ids": ("body", 0.5), "person_id": ("person", 0.7), "person_ids": ("person", 0.7),
    "chair_id": ("person", 0.7), "series_id": ("series", 0.7),
}  # fmt: skip
"""The fields that point to other records, by whose names a record is found too."""


def _texts(record: Any, store: Store) -> Iterator[tuple[str, float, str]]:
    """The texts of a record: the field, what a word there is worth, and the text."""
    kind: str = record.kind_name
    for name in names_of(record):
        if not name.startswith("http"):
            yield "title" if hasattr(record, "titles") else "name", 3.0, name
    yield "id", 2.0, record.id.replace("-", " ") if kind != "chairmanship" else ""
    yield "kind", 1.5, f"{_CALLED.get(kind, '')} {getattr(record, 'kind', None) or ''}".replace("-", " ")
    if kind == "meeting":
        yield "session", 2.0, f"{record.session or ''} {'session summit' if 'csc' in record.body_ids else ''}"
    yield from _dates(record)
    for field, weight in _OWN.items():
        # a property of that name may give records, as an exercise's participants are
        said = getattr(record, field) if field in record.field_names else None
        for text in (said,) if isinstance(said, str) else said or ():
            yield field, weight, text
    for milestone in getattr(record, "milestones", ()):
        yield "milestones", 0.5, milestone.about
    for field, (other, weight) in _OTHERS.items():
        ids = getattr(record, field, None) or ()
        for id in (ids,) if isinstance(ids, str) else ids:
            for name in names_of(store.get(other, id)):
                # a turn in the chair has no name but whose it is
                yield field, weight * (3 if kind == "chairmanship" else 1), name


def _dates(record: Any) -> Iterator[tuple[str, float, str]]:
    """The day of a record, or the years of its period."""
    if getattr(record, "date", None) is not None:
        yield "date", 3.0, record.date.text
    elif getattr(record, "period", None) is not None:
        edges = [edge.year for edge in (record.period.start, record.period.end) if edge is not None]
        for year in range(edges[0], edges[-1] + 1) if edges and edges[-1] - edges[0] < 10 else edges:
            yield "period", 3.0, str(year)


class SearchIndex:
    """The search of a dataset; its words are gathered once, when it is first asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._made: _Built | None = None

    @property
    def _built(self) -> _Built:
        found = self._made
        if found is None:
            with self._lock:
                if self._made is None:
                    self._made = _Built(self._store)
                found = self._made
        return found

    def search(self, text: str, kinds: object, limit: int) -> SearchResults:
        """The records that share words with the text, the best first."""
        asked = _words(text_of(text, "text")[:1000])
        wanted = self._kinds(kinds)
        built = self._built
        words: dict[str, str] = {}
        for word in asked:
            key = stem(word)
            words.setdefault(_ONE.get(key, key), word)
        total = len(built.records) or 1
        found = [(built.rows[key], 1.0) if key in built.rows else (built.resembling(key), 0.5) for key in words]
        scores: dict[int, float] = {}
        shares: dict[int, int] = {}
        for rows, certainty in found:
            rarity = certainty * log(1 + total / (1 + len(rows)))
            for number, (value, _) in rows.items():
                scores[number] = scores.get(number, 0.0) + value * rarity
                shares[number] = shares.get(number, 0) + 1
        whole = built.named.get(tuple(words), ())
        ranked: list[tuple[float, int]] = []
        for number, score in scores.items():
            if wanted is None or built.records[number].kind_name in wanted:
                covered = shares[number] / len(words)
                # whose name is the very text comes first
                ranked.append((score * covered * covered * (3 if number in whole else 1), -number))
        hits: list[Hit] = []
        for score, place in nlargest(limit, ranked):
            matched = [
                (word, rows[-place][1]) for word, (rows, _) in zip(words.values(), found, strict=True) if -place in rows
            ]
            fields = dict.fromkeys(field for _, field in matched)
            hits.append(Hit(built.records[-place], score, tuple([word for word, _ in matched]), tuple(fields)))
        return SearchResults(hits)

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
