"""Dates known to the day, the month or the year, and periods between them.

History is not written to the day. A `PartialDate` keeps the precision that the source has, a `Period` tells an end that is
open (it goes on) from one that is unknown. Both are written in the ISO 8601 / EDTF forms that people use anyway:

======================  ====================================================================
``2021-05-19``          a day
``2021-05``, ``2021``   some day of that month, of that year
``2021-05~``            about that month; ``?`` marks an uncertain date, ``%`` both
``2020-12-02/2021``     from a day until some day of 2021, both ends included
``2026-01-01/..``       from a day on, and it goes on (open end)
``/2003-04-28``         until a day, from when is not known (unknown start)
======================  ====================================================================

Days are compared as ISO text, which sorts as the calendar does; a `pendulum.Date` is made only when asked for.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from functools import lru_cache

from csto.errors import InvalidDateError, UndecidableOrderError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any, Final, NoReturn, TypeAlias

    import pendulum

    DateLike: TypeAlias = "date | str | int | PartialDate | Period"

__all__ = ["FIRST_DAY", "LAST_DAY", "PartialDate", "Period", "Precision", "Unbounded", "as_partial_date", "as_span"]

FIRST_DAY: Final = "0001-01-01"
LAST_DAY: Final = "9999-12-31"

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EXPECTED = (
    "expected ISO text such as '2021-05-19', '2021-05' or '2021', an int year, a date, a PartialDate or a Period"
)


class Precision(StrEnum):
    """To what a date is known.

    >>> PartialDate("2021-05").precision
    <Precision.MONTH: 'month'>
    """

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Unbounded(Enum):
    """What stands where a period has no date: an end that is open, or one that nobody has told."""

    OPEN = ".."
    UNKNOWN = ""


OPEN: Final = Unbounded.OPEN
UNKNOWN: Final = Unbounded.UNKNOWN


def _month_length(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def _invalid(given: object, why: str) -> InvalidDateError:
    return InvalidDateError(f"{shown(given)} is not a date: {why}; {_EXPECTED}")


def _bounds(text: str) -> tuple[str, str]:
    """The first and the last day that the text may mean, as ISO days."""
    bare = text[:-1] if text[-1:] in ("?", "~", "%") else text
    length = len(bare)
    digits = bare.replace("-", "")
    shaped = (
        (length == 4 and len(digits) == 4)
        or (length == 7 and bare[4] == "-" and len(digits) == 6)
        or (length == 10 and bare[4] == bare[7] == "-" and len(digits) == 8)
    )
    if not (shaped and digits.isascii() and digits.isdecimal()):
        hint = ""
        parts = bare.replace("/", "-").replace(".", "-").split("-")
        if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts):
            if len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2:
                hint = f" (perhaps {parts[0]}-{parts[1]:0>2}-{parts[2]:0>2} is meant)"
            elif len(parts[2]) == 4:
                hint = " (write the year first, then month and day)"
        raise _invalid(text, "not of the form YYYY-MM-DD, YYYY-MM or YYYY" + hint)
    year = int(bare[:4])
    if year == 0:
        raise _invalid(text, "there is no year 0")
    if length == 4:
        return bare + "-01-01", bare + "-12-31"
    month = int(bare[5:7])
    if not 1 <= month <= 12:
        raise _invalid(text, f"there is no month {bare[5:7]}")
    if length == 7:
        return bare + "-01", f"{bare}-{_month_length(year, month)}"
    if not 1 <= int(bare[8:]) <= _month_length(year, month):
        raise _invalid(text, f"month {bare[:7]} has no day {bare[8:]}")
    return bare, bare


def _to_pendulum(day: str) -> pendulum.Date:
    import pendulum

    return pendulum.Date(int(day[:4]), int(day[5:7]), int(day[8:]))


class _Value:
    """What dates and periods share: they are values, compared by their text and never changed."""

    __slots__ = ("text",)

    text: str

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} does not change: build another one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} does not change: build another one")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Value) and type(other) is type(self):
            return self.text == other.text
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> tuple[type[Any], tuple[str]]:
        return type(self), (self.text,)

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: object) -> Any:
        return self


class PartialDate(_Value):
    """A date known to the day, the month or the year, perhaps only about or with doubt.

    Built from ISO or EDTF text; anything else is an `InvalidDateError`. Equal if written equally. ``a < b`` holds where every
    day that ``a`` may mean lies before every day that ``b`` may mean; where that cannot be told, comparing raises
    `UndecidableOrderError` instead of guessing. To sort, use ``key=lambda date: date.sort_key``.

    >>> month = PartialDate("2021-05")
    >>> month.earliest, month.latest
    (Date(2021, 5, 1), Date(2021, 5, 31))
    >>> PartialDate("2020") < month
    True
    >>> PartialDate("2021") < month
    Traceback (most recent call last):
    csto.errors.UndecidableOrderError: 2021 and 2021-05 cannot be put in order: the one may lie before or after the other
    """

    __slots__ = ("first", "last")

    first: str
    """The first day that it may mean, as ISO text."""
    last: str
    """The last day that it may mean, as ISO text."""

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers need not be type-checked
            raise _invalid(text, f"a PartialDate is built from text, not from {type(text).__name__}")
        first, last = _bounds(text)
        write = object.__setattr__
        write(self, "text", text)
        write(self, "first", first)
        write(self, "last", last)

    @property
    def earliest(self) -> pendulum.Date:
        """The first day that it may mean."""
        return _to_pendulum(self.first)

    @property
    def latest(self) -> pendulum.Date:
        """The last day that it may mean."""
        return _to_pendulum(self.last)

    @property
    def precision(self) -> Precision:
        """Day, month or year."""
        length = len(self.text.rstrip("?~%"))
        return Precision.DAY if length == 10 else Precision.MONTH if length == 7 else Precision.YEAR

    @property
    def approximate(self) -> bool:
        """Whether the source says "about" (``~`` or ``%``)."""
        return self.text[-1] in "~%"

    @property
    def uncertain(self) -> bool:
        """Whether the date itself is in doubt (``?`` or ``%``)."""
        return self.text[-1] in "?%"

    @property
    def exact(self) -> bool:
        """Whether it is one day, neither about nor in doubt."""
        return self.first == self.text

    @property
    def year(self) -> int:
        """The year."""
        return int(self.text[:4])

    @property
    def month(self) -> int | None:
        """The month, None where only the year is known."""
        return int(self.text[5:7]) if len(self.text) > 6 else None

    @property
    def day(self) -> int | None:
        """The day of the month, None where only the month or the year is known."""
        return int(self.text[8:10]) if len(self.text) > 9 else None

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """A key that puts any dates in one order: by first day, then the more precise one."""
        return self.first, self.last, self.text

    def _compare(self, other: PartialDate) -> int:
        """-1, 0 or 1 where the order is sure; otherwise the error that says so."""
        if self.text == other.text and self.exact:
            return 0
        doubtful = self.text[-1] in "?~%" or other.text[-1] in "?~%"
        if not doubtful:
            if self.last < other.first:
                return -1
            if self.first > other.last:
                return 1
        raise UndecidableOrderError(
            f"{self} and {other} cannot be put in order: the one may lie before or after the other"
        )

    def __lt__(self, other: object) -> bool:
        return self._compare(other) < 0 if isinstance(other, PartialDate) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._compare(other) <= 0 if isinstance(other, PartialDate) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._compare(other) > 0 if isinstance(other, PartialDate) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._compare(other) >= 0 if isinstance(other, PartialDate) else NotImplemented


class Period(_Value):
    """A span of days from a start to an end, both included; each end a `PartialDate`, open, or unknown.

    Built from EDTF text, or from a start and an end. A lone date stands for both ends: ``Period("2021-09-16")`` is one day, and
    ``Period("2021")`` starts and ends on some day of 2021. An end that surely lies before its start is an `InvalidDateError`.

    Questions about a period are answered with True or False where that holds however its dates are read, otherwise with None.
    A date marked as approximate or uncertain is taken to lie in the month or year that it names, but nothing is sure of it.

    >>> turn = Period("2020-12-02/2021-09-16")
    >>> turn.contains("2021-05-19"), turn.contains("2022"), turn.contains("2021-09")
    (True, False, None)
    >>> turn.days
    289
    >>> Period("2026-01-01/..").open_end, Period("2026-01-01/").open_end
    (True, False)
    >>> Period("2021", "2023-05")
    Period('2021/2023-05')
    """

    __slots__ = ("_end", "_start")

    _start: PartialDate | Unbounded
    _end: PartialDate | Unbounded

    def __init__(
        self,
        start: str | PartialDate | Unbounded,
        end: str | PartialDate | Unbounded | None = None,
    ) -> None:
        if end is None:
            if not isinstance(start, str):
                raise _invalid(
                    start, "a Period is built from text such as '2020-12-02/2021-09-16', or from a start and an end"
                )
            left, slash, right = start.partition("/")
            if not slash:
                right = left
            if left in ("", "..") and right in ("", "..") and not slash:
                raise _invalid(start, "a period needs a date or a slash")
            start, end = left, right
        first, last = _edge(start), _edge(end)
        if isinstance(first, PartialDate) and isinstance(last, PartialDate):
            if last.last < first.first:
                raise InvalidDateError(f"the period {first}/{last} ends before it starts")
            text = first.text if first.text == last.text else f"{first.text}/{last.text}"
        else:
            text = f"{_edge_text(first)}/{_edge_text(last)}"
        write = object.__setattr__
        write(self, "text", text)
        write(self, "_start", first)
        write(self, "_end", last)

    @property
    def start(self) -> PartialDate | None:
        """The first day; None where it is open or unknown."""
        return self._start if isinstance(self._start, PartialDate) else None

    @property
    def end(self) -> PartialDate | None:
        """The last day; None where it is open or unknown."""
        return self._end if isinstance(self._end, PartialDate) else None

    @property
    def open_start(self) -> bool:
        """Whether it has no start."""
        return self._start is OPEN

    @property
    def open_end(self) -> bool:
        """Whether it goes on."""
        return self._end is OPEN

    @property
    def unknown_start(self) -> bool:
        """Whether it had a start that no source tells."""
        return self._start is UNKNOWN

    @property
    def unknown_end(self) -> bool:
        """Whether no source tells if or when it ended."""
        return self._end is UNKNOWN

    @property
    def first(self) -> str:
        """The first day that may belong to it, as ISO text."""
        return self._start.first if isinstance(self._start, PartialDate) else FIRST_DAY

    @property
    def last(self) -> str:
        """The last day that may belong to it, as ISO text."""
        return self._end.last if isinstance(self._end, PartialDate) else LAST_DAY

    @property
    def latest_start(self) -> str:
        """The day by which it has surely started, as ISO text; ``9999-12-31`` where nothing is sure."""
        return FIRST_DAY if self._start is OPEN else min(_surely_by(self._start), _surely_by(self._end))

    @property
    def earliest_end(self) -> str:
        """The day until which it surely lasts, once started, as ISO text; ``0001-01-01`` where nothing is sure."""
        return LAST_DAY if self._end is OPEN else max(_surely_from(self._start), _surely_from(self._end))

    @property
    def days(self) -> int | None:
        """How many days it has, both ends counted; None unless both ends are known to the day.

        >>> Period("2021-09-16").days, Period("2021-09").days
        (1, None)
        """
        start, end = self._start, self._end
        if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.exact and end.exact:
            from datetime import date

            return (date.fromisoformat(end.text) - date.fromisoformat(start.text)).days + 1
        return None

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """A key that puts any periods in one order: by first day, then by last."""
        return self.first, self.last, self.text

    def contains(self, when: DateLike) -> bool | None:
        """Whether the day, or every day of the period, lies within: True, False, or None where that cannot be told.

        >>> Period("2021-05").contains("2021-05-19") is None  # it has one day of May 2021, or several; nobody knows which
        True
        """
        if isinstance(when, str) and "/" in when:
            when = Period(when)
        first, last = as_span(when)
        if self.latest_start <= first and last <= self.earliest_end:
            return None if is_doubtful(when) else True
        if last < self.first or first > self.last:
            return False
        if isinstance(when, Period) and (when.latest_start < self.first or when.earliest_end > self.last):
            return False  # it surely has a day before the one's first or after its last
        return None

    def overlaps(self, other: Period) -> bool | None:
        """Whether the two share a day: True, False, or None where that cannot be told.

        >>> Period("2020/2021-03").overlaps(Period("2021-02-01/2021-06"))
        True
        >>> Period("2020/2021").overlaps(Period("2021-02-01/2022")) is None
        True
        """
        if other.last < self.first or other.first > self.last:
            return False
        return (self.latest_start <= other.earliest_end and other.latest_start <= self.earliest_end) or None

    def __contains__(self, when: DateLike) -> bool:
        answer = self.contains(when)
        if answer is None:
            raise UndecidableOrderError(
                f"whether {when} lies within {self} cannot be told; .contains() answers None there"
            )
        return answer


def _edge(value: str | PartialDate | Unbounded) -> PartialDate | Unbounded:
    if isinstance(value, str):
        return OPEN if value == ".." else UNKNOWN if value == "" else PartialDate(value)
    if isinstance(value, (PartialDate, Unbounded)):  # pyright: ignore[reportUnnecessaryIsInstance]
        return value
    raise _invalid(value, "an end of a period is a date, '..' for an open end or '' for an unknown one")


def _surely_by(edge: PartialDate | Unbounded) -> str:
    return LAST_DAY if isinstance(edge, Unbounded) or edge.text[-1] in "?~%" else edge.last


def _surely_from(edge: PartialDate | Unbounded) -> str:
    return FIRST_DAY if isinstance(edge, Unbounded) or edge.text[-1] in "?~%" else edge.first


def _edge_text(edge: PartialDate | Unbounded) -> str:
    return edge.text if isinstance(edge, PartialDate) else edge.value


def as_partial_date(value: DateLike) -> PartialDate:
    """The value as one date of its own precision; a `Period` of more than one date is an `InvalidDateError`.

    >>> as_partial_date(2021)
    PartialDate('2021')
    """
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if not 1 <= value <= 9999:
            raise _invalid(value, "a year lies between 1 and 9999")
        return PartialDate(f"{value:04}")
    if isinstance(value, Period):
        if value.start is None or value.start != value.end:
            raise _invalid(value, "a period of several days is not one date")
        return value.start
    # only now may the value be a date, and whoever made one has loaded the module already
    from datetime import date, datetime

    if isinstance(value, date) and not isinstance(value, datetime):
        return PartialDate(f"{value.year:04}-{value.month:02}-{value.day:02}")
    if isinstance(value, datetime):
        raise _invalid(value, "it is an instant, and its day depends on the time zone: give its .date()")
    raise _invalid(value, f"it is of type {type(value).__name__}")


def is_doubtful(value: DateLike) -> bool:
    """Whether a date, or an end of a period, is only about or in doubt, so that nothing is sure of it."""
    text = str(value)
    return "?" in text or "~" in text or "%" in text


def as_span(value: DateLike) -> tuple[str, str]:
    """The first and the last day that the value may mean, as ISO text: what the questions that take a date work with.

    >>> as_span("2021-05"), as_span(2021), as_span("2021-05-19/2021-05-20")
    (('2021-05-01', '2021-05-31'), ('2021-01-01', '2021-12-31'), ('2021-05-19', '2021-05-20'))
    """
    if isinstance(value, str):
        return _span_of_text(value)
    if type(value) is int and 1 <= value <= 9999:
        return _span_of_text(f"{value:04}")
    if not isinstance(value, (PartialDate, Period)):
        value = as_partial_date(value)
    return value.first, value.last


@lru_cache(maxsize=4096)
def _span_of_text(text: str) -> tuple[str, str]:
    found = Period(text) if "/" in text else PartialDate(text)
    return found.first, found.last
