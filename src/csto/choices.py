"""Reading what callers give as filters: words of an enumeration, several at once, and keywords that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from csto.errors import InvalidArgumentError, closest, or_list, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum
    from typing import Any, NoReturn

__all__ = ["one_of", "refuse_unknown", "some_of", "text_of", "truth_of"]

E_ = TypeVar("E_", bound="StrEnum")


def one_of(options: type[E_], given: object, what: str) -> E_:
    """The member of an enumeration that is given, as the member, its value or its name in any case.

    >>> from csto.model.meetings import AttendanceMode
    >>> one_of(AttendanceMode, "In person", "mode")
    <AttendanceMode.IN_PERSON: 'in-person'>
    """
    if isinstance(given, options):
        return given
    if isinstance(given, str):
        try:
            return options(given)
        except ValueError:
            from csto.folding import fold

            try:
                return options(fold(given[:100]).replace(" ", "-"))
            except ValueError:
                pass
    values = [member.value for member in options]
    near = closest(given, values) if isinstance(given, str) else ()
    hint = f"; closest: {or_list([repr(word) for word in near])}" if near else ""
    raise InvalidArgumentError(f"{what}={shown(given)} is none of {or_list([repr(value) for value in values])}{hint}")


def some_of(options: type[E_], given: object, what: str) -> frozenset[E_]:
    """One member of an enumeration or several in a collection, as a set."""
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        return frozenset((one_of(options, given, what),))
    several: Iterable[object] = given  # pyright: ignore
    found = frozenset([one_of(options, item, what) for item in several])
    if not found:
        raise InvalidArgumentError(
            f"{what}= is empty: name at least one of {or_list([repr(member.value) for member in options])}"
        )
    return found


def text_of(given: object, what: str) -> str:
    """The text that is given, which must not be empty."""
    if isinstance(given, str) and given.strip():
        return given
    raise InvalidArgumentError(f"{what}={shown(given)} is no text to look for")


def truth_of(given: object, what: str) -> bool:
    """The True or False that is given."""
    if isinstance(given, bool):
        return given
    raise InvalidArgumentError(f"{what}={shown(given)} is neither True nor False")


def refuse_unknown(unknown: Mapping[str, Any], question: str, known: Iterable[str]) -> None:
    """Refuse keywords that a question does not have."""
    if unknown:
        _refuse(next(iter(unknown)), question, tuple(known))


def _refuse(word: str, question: str, known: tuple[str, ...]) -> NoReturn:
    near = closest(word, known)
    hint = f"; closest: {or_list(near)}" if near else ""
    raise InvalidArgumentError(f"{question}() has no keyword {word!r}; it has {', '.join(known)}{hint}")
