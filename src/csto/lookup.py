"""One record by whatever people call it: an id, a code, an abbreviation, a name in any language or spelling, the record itself.

Exact first, then folded (case, accents, punctuation, script), then evened out over transliterations, and for persons by
family name. Each step must lead to one record; several are an `AmbiguousNameError`, none is a `NotFoundError` with the
closest names. Nothing is ever guessed.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from csto.errors import AmbiguousNameError, InvalidArgumentError, NotFoundError, closest, or_list, shown
from csto.folding import fold, mixes_scripts, skeleton
from csto.kinds import PLURALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from csto.store import Store

__all__ = ["NameIndex"]

_FORMS: tuple[Callable[[str], str], ...] = (str, fold, skeleton, skeleton)
"""The form of a name in each step of the search; the last step knows family names alone."""

_MEASURED = 20  # so many names are measured for likeness with one that was not found
_LONGEST = 1000  # hardly a title is longer; more is an accident and is refused before it is folded


def names_of(item: Any) -> Iterator[str]:
    """Everything that a record is called besides its id."""
    for field in ("name", "title", "abbreviation", "alpha_3", "numeric", "url"):
        text = getattr(item, field, None)
        if text:
            yield text
    for name in getattr(item, "names", ()):
        yield name.text
    for title in getattr(item, "titles", ()):
        yield title.text


def _family_names(item: Any) -> Iterator[str]:
    """The last words of a person's names, which is where English and Russian put the family name."""
    for text in names_of(item):
        words = text.split()
        if len(words) > 1:
            yield words[-1]


class NameIndex:
    """The names of one kind of records, each step of the search a dict made when it is first needed."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._steps: list[dict[str, tuple[Any, ...]]] = []
        self._spelled: dict[str, str] | None = None
        self._pairs: dict[str, list[str]] = {}
        self._lock = RLock()

    def find(self, given: Any) -> Any:
        """The one record that answers to what is given."""
        kind = self._kind
        # the record itself, or another version of it: what counts is the one in this dataset
        if hasattr(given, "kind_name"):
            if given.kind_name != kind:
                raise InvalidArgumentError(f"expected a {kind}, not the {given.kind_name} {given.id!r}")
            given = given.id
        if not isinstance(given, str):
            raise InvalidArgumentError(
                f"{shown(given)} is no name of a {kind}: expected an id, a code, a name in any language, or the record itself"
            )
        found = self._store.collection(kind).by_id(given)
        return self._by_name(given) if found is None else found

    def _by_name(self, given: str) -> Any:
        if not given.strip():
            raise InvalidArgumentError(
                f"the name of a {self._kind} is empty: expected an id, a code or a name in any language"
            )
        for number, form in enumerate(_FORMS):
            if number == 3 and self._kind != "person":
                break
            if number == 1 and len(given) > _LONGEST:
                raise NotFoundError(
                    f"no {self._kind} is called {shown(given)}: what is longer than {_LONGEST} characters must be exact",
                    given,
                )
            found = self._step(number).get(form(given), ())
            if len(found) == 1:
                return found[0]
            if found:
                names = tuple([item.id for item in found])
                raise AmbiguousNameError(
                    f"{shown(given)} may be any of {len(names)} {PLURALS[self._kind]}: {or_list(names[:8])}; give the id",
                    given,
                    names,
                )
        raise self._not_found(given)

    def _step(self, number: int) -> dict[str, tuple[Any, ...]]:
        if len(self._steps) <= number:
            with self._lock:
                while len(self._steps) <= number:
                    self._steps.append(self._make_step(len(self._steps)))
        return self._steps[number]

    def _make_step(self, number: int) -> dict[str, tuple[Any, ...]]:
        groups: dict[str, dict[Any, None]] = {}
        for item in self._store.all(self._kind):
            if number == 3:
                keys: Iterable[str] = [skeleton(name) for name in _family_names(item)]
            elif number == 0:
                keys = names_of(item)
            else:
                form = fold if number == 1 else skeleton
                keys = [form(text) for text in (item.id, *item.aliases, *names_of(item))]
            for key in keys:
                groups.setdefault(key, {})[item] = None
        made = {key: tuple(items) for key, items in groups.items() if key}
        if number == 1:  # an id in another case is still that record, whoever else has such a name
            made |= {fold(item.id): (item,) for item in self._store.all(self._kind)}
        return made

    def _not_found(self, given: str) -> NotFoundError:
        near = self._near(fold(given))
        hint = f"; closest: {or_list([repr(name) for name in near])}" if near else ""
        if mixes_scripts(given):
            hint += " (one of its words mixes Latin and Cyrillic letters)"
        return NotFoundError(f"no {self._kind} is called {shown(given)}{hint}", given, near)

    def _near(self, folded: str) -> tuple[str, ...]:
        """The names closest to a folded one, as they are spelled."""
        spelled = self._spelled
        if spelled is None:
            spelled = dict[str, str]()
            for item in self._store.all(self._kind):
                for text in (*names_of(item), item.id):
                    spelled.setdefault(fold(text), text)
            self._pairs = _by_pair(spelled)
            self._spelled = spelled
        # measuring likeness is slow: only the names that share most pairs of letters are worth it
        shared: dict[str, int] = {}
        for pair in _pairs_of(folded[:_LONGEST]):
            for name in self._pairs.get(pair, ()):
                shared[name] = shared.get(name, 0) + 1
        likely = sorted(shared, key=lambda name: (-2 * shared[name] / (len(name) + len(folded)), name))[:_MEASURED]
        return tuple(dict.fromkeys(spelled[text] for text in closest(folded, likely)))


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _by_pair(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        for pair in _pairs_of(name):
            found.setdefault(pair, []).append(name)
    return found
