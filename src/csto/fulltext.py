"""Full-text search over names, titles, places, dates and descriptions, in any case, script and transliteration.

Words are cut to a stem and evened out as in `csto.folding`, and the words of the field are one in English and Russian, so that
"borders", "border", "границы" and "граница" meet. Dates are words too: "2021-05-19", "19.05.2021" and "19 May 2021" are one. A
word that no record has stands for those that it begins or is most like. A record ranks by how rare the words are that it
shares with the query, by how many of them it has, and by where: in its name or title before its description.
"""

from __future__ import annotations

import re
from collections import Counter
from heapq import nlargest
from math import log, log1p
from threading import RLock
from typing import TYPE_CHECKING, cast
from unicodedata import normalize

import attrs

from csto.choices import text_of
from csto.errors import InvalidArgumentError, closest, or_list, shown
from csto.folding import fold, skeleton
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
    "state": 1.3, "body": 1.3, "person": 1.3, "programme": 1.3, "force": 1.3, "series": 1.15, "operation": 1.25, "event": 0.8,
    "auxiliary": 0.85, "treaty": 1.4, "charter": 1.4, "agreement": 1.2, "strategy": 1.1, "decision": 0.9, "regulation": 0.9,
    "recommendation": 0.85, "model-law": 0.85,
}  # fmt: skip
"""What a hit is worth by the kind of the record, and of a body or document by its own kind; 1 for the kinds not named.

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
affairs дело | agreement соглашение | air воздушный авиационный | amending изменение поправка | anniversary годовщина
юбилейный | appoint назначен назначение назначить | armenia армянский | arms weapon оружие вооружение | assembly ассамблея |
assistance help помощь | belarus белоруссия белорусский | biosafety biosecurity биобезопасность | border граница пограничный
| budget бюджет | center centre | chairmanship chair presidency председательство председатель | charter устав | cis снг |
committee комитет | computer компьютерный | cooperation сотрудничество | coronavirus covid ковид | council совет | counter
combating fight противодействие борьба | crisis кризис кризисный | cybersecurity кибербезопасность | decision решение |
defence defense оборона оборонный | drug narcotic наркотик антинаркотический | emergency чрезвычайный | exercise учение
маневры | extraordinary внеочередной | force troops сила войско | foreign иностранный | freeze froze frozen заморозка
заморозить замораживание | grouping группировка | illegal незаконный | inf рсмд | informal неформальный | interaction
взаимодействие | international международный | joint совместный объединенный | karabakh карабах | law закон | legal правовой
| liberation освобождение | meeting sitting заседание встреча | member член | military военный | minister министр | missile
ракетный противоракетный | model модельный | nagorno нагорный | nato нато | nazism нацизм | nuclear ядерный | nuremberg
нюрнберг | observer наблюдатель | osce обсе | parliament parliamentary парламент парламентский | peacekeeping миротворец
миротворцы миротворческий | permanent постоянный | rapid оперативный | reaction response реагирование | refugee беженец |
regular очередной | resolution резолюция | russia русский | sco шос | second второй | secretary секретарь | security
безопасность | space космос космический | staff штаб | start снв | statement заявление | stay пребывание | summit саммит |
suspension suspend приостановление приостановка | third третий | training подготовка | treaty договор | un оон | victory
победа | visit визит | withdrawal leave выход | working рабочий
"""
"""The words that are one, in groups parted by bars. Words alike in both languages, as "protocol", need no group."""

_MONTHS: Final = (
    "january jan январь | february feb февраль | march mar март | april apr апрель | may май мая мае | june jun июнь | july jul "
    "июль | august aug август | september sep sept сентябрь | october oct октябрь | november nov ноябрь | december dec декабрь"
)
_SMALL: Final = frozenset(
    "the of and in on for to at a an by with from as its s и в во на о об по с со из для от за к".split()
)
_WORD: Final = re.compile(r"[^\W_]+")
_ISO_DATE: Final = re.compile(r"\b([12]\d{3})-(0[1-9]|1[0-2])(?:-([0-3]\d))?(?!\d)")
_DOTTED_DATE: Final = re.compile(r"\b([0-3]?\d)\.(0?[1-9]|1[0-2])\.([12]\d{3})\b")
_VOWEL: Final = re.compile("[aeiouyаеиоуыэюя]")
# each finds the longest ending that leaves the letters asked for
_ENDING_EN: Final = re.compile(
    r"(?<=...)(?:i?stan|[iy]ans?|ia|ings?|(?<=ion)al|is[tm]s?|ies|ical|(?<![us])s)$|(?<=....)(?:ions?|ional|ments?|ers?|ed|es|ic|[eo]v)$"
)
_ENDING_RU: Final = re.compile(
    r"(?<=...)(?:[аяоеиыуюйь]|[оеа]й|[аяое]м|[ая]х|[ая]ми|и[яеюий]|ие[йм]|и[ая][мх]|ост[иь]ю?|(?:[ое]в|ян)(?:[ауе]|ым|ом|ой)?)$|"
    r"(?<=...)(?:и?стан|изм|ист)(?:[аеуы]|ом|ов|ам|ами|ах)?$|"
    r"(?<=...)(?:(?<=....)(?:истическ|ическ|еск|станск|ск|онн|енн|н))?"
    r"(?:[оеы]го|[ое]му|[ыи]ми|[ыио]й|[ая]я|[оеы]е|ие|[ыи]х|[уюе]ю|[ыи]м)$"
)
_ALIKE: Final = 0.72
"""A word that is not known stands for those at least so like it."""
_SPELLED: Final = 5
"""Shorter words are not looked for by likeness: an abbreviation of four letters is like many others."""
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
        word = word[:-1] if word[-1] in "aeiouy" and len(word) > 3 + (word[-1] in "aiou") else word
    else:
        word = _ENDING_RU.sub("", re.sub("ци(?=[яиюйео])", "ти", word.replace("ё", "е")))
    if not _VOWEL.search(word):  # an abbreviation, in which every letter counts: CSC, CSSC
        return fold(word)
    # "centre" and "центр" share a letter, "coronavirus" and "коронавирус" a sound
    return re.sub("c(?![heiy])", "k", skeleton(word))


def _groups(text: str) -> Iterator[list[str]]:
    return ([stem(word) for word in group.split()] for group in text.split("|"))


_GROUP: Final = {
    key: [other for other in group if other != key] for group in (*_groups(_SAME), *_groups(_MONTHS)) for key in group
}
"""For the stem of each word of a group the stems of the others."""
_TRANSLATED: Final = 0.9
"""What another word of its group is worth to a word."""
_MONTH: Final = [group.split()[0] for group in _MONTHS.split("|")]


def _month(year: str, month: str, day: str | None) -> str:
    """A date as it is told in words."""
    return f" {year} {_MONTH[int(month) - 1]} {day or ''} "


def _words(text: str) -> list[str]:
    """The words of a text that tell something, in lower case; of a date its year, month and day."""
    text = normalize("NFC", text).casefold()
    text = _ISO_DATE.sub(lambda found: _month(*found.groups()), text)
    text = _DOTTED_DATE.sub(lambda found: _month(found[3], found[2], found[1]), text)
    return [word for word in _WORD.findall(text) if word not in _SMALL]


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
        self.known: dict[str, tuple[str, ...]] = {}
        self.pairs: dict[str, list[str]] = {}
        """The known stems by each pair of letters that they have."""
        met = Counter([id for record in self.records for id in _met(record)])
        self.offices: dict[str, list[str]] = {}
        """What each person was, by the person's id."""
        for term in store.all("term"):
            of = term.state_id or term.body_id
            place = store.get("state" if term.state_id else "body", of).name if of else ""
            self.offices.setdefault(term.person_id, []).append(f"{term.office} {place}".replace("-", " "))
        for number, record in enumerate(self.records):
            worth = _WORTH.get(record.kind_name, 1.0) * _WORTH.get(str(getattr(record, "kind", "")), 1.0)
            # who is met everywhere is more likely to be meant, and the Council before other bodies
            council = "csc" in (getattr(record, "body_id", None), *getattr(record, "body_ids", ()))
            often = met[record.id] if record.kind_name == "person" else 0
            self.add(number, record, worth * (1 + log1p(often) / 50) * (1.15 if council else 1.0))
        self.known.clear()
        for key in self.rows:
            for at in range(len(key) - 1):
                self.pairs.setdefault(key[at : at + 2], []).append(key)

    def keys(self, text: str) -> tuple[str, ...]:
        """The stems of the words of a text."""
        keys = self.known.get(text)  # the names of states, bodies and persons come again and again
        if keys is None:
            words = _words(text)
            self.stems.update((word, stem(word)) for word in words if word not in self.stems)
            keys = self.known[text] = tuple([self.stems[word] for word in words])
        return keys

    def add(self, number: int, record: Any, worth: float) -> None:
        for name in names_of(record):
            if not name.startswith("http"):
                self.named.setdefault(self.keys(name), set()).add(number)
        held = self.offices.get(record.id, ()) if record.kind_name == "person" else ()
        for field, weight, text in (*_texts(record, self.store), *(("terms", 1.5, office) for office in held)):
            keys = self.keys(text)
            # a word says more of a short title than of a long one; when it was says nothing of what is meant
            mark = (weight if field in ("date", "period") else worth * weight * (1 + 2 / (1 + len(keys))), field)
            for key in keys:
                row = self.rows.setdefault(key, {})
                if number not in row or mark > row[number]:
                    row[number] = mark

    def having(self, key: str) -> tuple[Rows, float]:
        """The records that have a word or another of its group, and how certain it is that they are meant."""
        rows = self.rows.get(key, {})
        others = [other for other in _GROUP.get(key, ()) if other in self.rows]
        if others:
            rows = dict(rows)
            for other in others:
                for number, (value, field) in self.rows[other].items():
                    mark = (value * _TRANSLATED, field)
                    if number not in rows or mark > rows[number]:
                        rows[number] = mark
        return (rows, 1.0) if rows else (self._resembling(key), 0.5)

    def _resembling(self, key: str) -> Rows:
        """The records that have a word that begins like one that none has, or else is spelled much like it."""
        if len(key) < 3:
            return {}
        pairs = {key[at : at + 2] for at in range(len(key) - 1)}
        shared: dict[str, int] = {}
        for pair in pairs:
            for known in self.pairs.get(pair, ()):
                shared[known] = shared.get(known, 0) + 1
        similar = [known for known in shared if known.startswith(key)]
        if not similar and len(key) >= _SPELLED and not key.isdecimal():
            from difflib import get_close_matches

            likely = nlargest(_LIKELY, shared, key=lambda known: (2 * shared[known] / (len(known) + len(key)), known))
            similar = get_close_matches(key, likely, n=3, cutoff=_ALIKE)
        rows: dict[int, tuple[float, str]] = {}
        for known in similar:
            for number, mark in self.rows[known].items():
                rows[number] = max(rows.get(number, mark), mark)
        return rows


def _met(record: Any) -> Iterator[str | None]:
    """The ids of the persons whom one meets in a record."""
    for field in ("person_id", "chair_id", "commander_id"):
        yield getattr(record, field, None)
    yield from getattr(record, "person_ids", ())
    for row in getattr(record, "attendance", ()):
        yield row.person_id


_OWN: Final = {
    "motto": 1.5, "city": 2.0, "venue": 1.0, "about": 1.0, "composition": 1.0, "role": 1.0, "agenda": 1.0, "functions": 1.0,
    "priorities": 1.0, "topics": 1.0, "participants": 1.0,
}  # fmt: skip
"""The fields of a record's own that are searched besides its names, with what a word there is worth."""

_POINTERS: Final = {
    "state_id": ("state", 0.7), "country_id": ("state", 0.7), "country_ids": ("state", 0.7), "body_id": ("body", 0.7),
    "body_ids": ("body", 2.5), "adopted_by_ids": ("body", 0.5), "person_id": ("person", 0.7), "person_ids": ("person", 0.7),
    "chair_id": ("person", 0.7), "series_id": ("series", 0.7),
}  # fmt: skip
"""The fields that point to other records, by whose names a record is found too."""


def _texts(record: Any, store: Store) -> Iterator[tuple[str, float, str]]:
    """The texts of a record: the field, what a word there is worth, and the text."""
    kind: str = record.kind_name
    for name in names_of(record):
        if not name.startswith("http"):
            yield "title" if hasattr(record, "title") else "name", 3.0, name
    if kind != "chairmanship":
        yield "id", 2.0, "".join([letter for letter in record.id if not letter.isdigit()])  # its date is a field
    yield "kind", 1.5, f"{_CALLED.get(kind, '')} {getattr(record, 'kind', None) or ''}".replace("-", " ")
    if kind == "meeting":
        for word in (record.session, *(("session", "summit") if "csc" in record.body_ids else ())):
            yield "session", 1.7, word or ""
    yield from _dates(record)
    for field, weight in _OWN.items():
        # a property of that name may give records, as an exercise's participants are
        said = getattr(record, field) if field in record.field_names else None
        for text in (said,) if isinstance(said, str) else said or ():
            yield field, weight, text
    for milestone in getattr(record, "milestones", ()):
        yield "milestones", 0.5, milestone.about
    for field, (other, weight) in _POINTERS.items():
        ids = getattr(record, field, None) or ()
        for id in (ids,) if isinstance(ids, str) else ids:
            for name in names_of(store.get(other, id)):
                # a turn in the chair has no name but whose it is
                yield field, weight * (3 if kind == "chairmanship" else 1), name


def _dates(record: Any) -> Iterator[tuple[str, float, str]]:
    """The day of a record, or the years of its period."""
    if getattr(record, "date", None) is not None:
        yield "date", 3.6, record.date.text
    elif getattr(record, "period", None) is not None:
        edges = [edge.year for edge in (record.period.start, record.period.end) if edge is not None]
        for year in range(edges[0], edges[-1] + 1) if edges and edges[-1] - edges[0] < 10 else edges:
            yield "period", 3.6, str(year)


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
            words.setdefault(stem(word), word)
        total = len(built.records) or 1
        found = [built.having(key) for key in words]
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
