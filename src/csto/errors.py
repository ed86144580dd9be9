"""The errors of the library: each says what was given, what was expected and what comes closest.

Every error derives from `CstoError` and, besides, from the built-in error that a Python programmer would expect, so that
``except LookupError`` and ``except csto.CstoError`` both work.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "AmbiguousAnswerError",
    "AmbiguousNameError",
    "CoverageWarning",
    "CstoError",
    "DatasetError",
    "InvalidArgumentError",
    "InvalidDateError",
    "InvalidRecordError",
    "MissingExtraError",
    "NotFoundError",
    "UnboundRecordError",
    "UndecidableOrderError",
]

_SHOWN = (
    80  # characters of a user's text repeated in a message; a megabyte of input must not become a megabyte of error
)


def shown(value: object) -> str:
    """The value as it is repeated in messages: its repr, cut to a readable length.

    >>> shown("x" * 500)[-4:]
    "...'"
    """
    if isinstance(value, str) and len(value) > _SHOWN:
        return repr(value[:_SHOWN] + "...")
    try:
        text = repr(value)
    except Exception:  # an int of more digits than Python writes out, or an object that cannot show itself
        text = object.__repr__(value)
    return text if len(text) <= 2 * _SHOWN else text[: 2 * _SHOWN] + "..."


def closest(given: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words nearest to the given one, best first; none if nothing is near.

    >>> closest("statment", ["treaty", "statement", "decision"])
    ('statement',)
    """
    # difflib costs several milliseconds to import: only a failure should pay for it
    from difflib import get_close_matches

    return tuple(get_close_matches(given[:200], list(known), n=count, cutoff=0.6))


def or_list(words: Sequence[str]) -> str:
    """Words as a reader would list alternatives: ``a, b or c``.

    >>> or_list(["a", "b", "c"])
    'a, b or c'
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1] if words else ""


class CstoError(Exception):
    """The base of every error that the library raises on purpose."""


class InvalidDateError(CstoError, ValueError):
    """What was given as a date or period is none: an impossible day, an unknown form, a wrong type, an end before its start."""


class UndecidableOrderError(CstoError, TypeError):
    """Two dates that cannot be put in order, since the one may lie before, on or after the other: ``2021 < 2021-05``."""


class NotFoundError(CstoError, LookupError):
    """No record of that kind answers to what was given; `suggestions` has the closest names.

    >>> import csto
    >>> try:
    ...     csto.state("Tajikstan")
    ... except csto.NotFoundError as error:
    ...     error.suggestions[0]
    'Tajikistan'
    """

    def __init__(self, message: str, given: object = None, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.given = given
        self.suggestions = suggestions


class AmbiguousNameError(CstoError, LookupError):
    """Several records answer to the name; `candidates` has their ids."""

    def __init__(self, message: str, given: object = None, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.given = given
        self.candidates = candidates


class AmbiguousAnswerError(CstoError, LookupError):
    """A question for one record has several answers; `candidates` has their ids."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class InvalidArgumentError(CstoError, ValueError, TypeError):
    """A keyword is unknown, or a value is none of those allowed: the message names it, what is allowed and what comes closest.

    It is a `ValueError` and a `TypeError`, since Python raises the one for a bad value and the other for an unknown keyword.
    """


class UnboundRecordError(CstoError, AttributeError):
    """A record that belongs to no dataset was asked for a related record.

    A record built by hand or unpickled stands alone; ``dataset.bind(record)`` gives it the dataset to look in.
    """


class InvalidRecordError(CstoError, ValueError, TypeError):
    """A record was built from values that it cannot hold, or without one that it needs, or with a field that it has not."""


class DatasetError(CstoError, ValueError):
    """A dataset is not valid; `problems` lists everything that is wrong with it, each with its path.

    >>> import csto
    >>> try:
    ...     csto.Dataset(states=[csto.MemberState(id="xr", name="Ruritania")])
    ... except csto.DatasetError as error:
    ...     error.problems
    ('states[xr].citations: a record needs a source',)
    """

    def __init__(self, problems: Sequence[str], what: str = "the dataset is not valid") -> None:
        self.problems = tuple(problems)
        self._what = what
        count = len(self.problems)
        listed = "".join(f"\n  {problem}" for problem in self.problems[:50])
        rest = f"\n  ... and {count - 50} more, see .problems" if count > 50 else ""
        super().__init__(f"{what}: {count} problem{'' if count == 1 else 's'}{listed}{rest}")

    def __reduce__(self) -> tuple[type[DatasetError], tuple[tuple[str, ...], str]]:
        return type(self), (self.problems, self._what)


class MissingExtraError(CstoError, ImportError):
    """An optional dependency is not installed; the message has the command that installs it."""


class CoverageWarning(UserWarning):
    """The question reaches outside what the dataset covers, so that an empty answer does not mean "no"."""
