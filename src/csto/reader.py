"""A dataset file read from its beginning to its end, its records as the lines that the library would write."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from csto.forms import in_order, line_form, without_escapes
from csto.rowlaws import UnlawfulError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from csto.model.base import Record

__all__ = ["Reader"]

_SPACE = r"[ \t\n\r]*+"
_between = re.compile(f"{_SPACE}(?:,{_SPACE}|(]))").match
_space = re.compile(_SPACE).match
_decode = json.JSONDecoder().raw_decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise UnlawfulError
    return row


_decode_unrepeated = json.JSONDecoder(object_pairs_hook=_unrepeated).raw_decode


class Reader:
    """A JSON text that is read from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def _skip_space(self) -> int:
        found = _space(self._text, self._at)
        assert found is not None
        return found.end()

    def takes(self, sign: str) -> bool:
        """Whether the sign comes next; it is then passed."""
        self._at = self._skip_space()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += 1
        return True

    def expect(self, sign: str) -> None:
        """Pass the sign, which must come next."""
        if not self.takes(sign):
            raise UnlawfulError

    def value(self) -> Any:
        """The value that comes next, of any kind."""
        found, self._at = _decode_unrepeated(self._text, self._skip_space())
        return found

    def at_end(self) -> bool:
        """Whether nothing but white space is left."""
        return self._skip_space() == len(self._text)

    def records(self, cls: type[Record]) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """The records of the list that comes next: the line of each, and its row where that had to be read to know the line."""
        self.expect("[")
        if self.takes("]"):
            return
        form = _form_of(cls)
        text, at = self._text, self._skip_space()
        while True:
            found = form.match(text, at)
            if found is not None:
                at = found.end()
                yield found[0], None
            else:
                row, end = _decode(text, at)
                yield _as_written(cls, form, text[at:end], row)
                at = end
            after = _between(text, at)
            if after is None:
                raise UnlawfulError
            at = after.end()
            if after[1]:
                self._at = at
                return


@cache
def _form_of(cls: type[Record]) -> re.Pattern[str]:
    return re.compile(line_form(cls))


def _as_written(cls: type[Record], form: re.Pattern[str], text: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The line of a record as the library would write it, and its row; the line must have the form of the class then."""
    if "\\" not in text:
        parts = text.split('"')  # by turns outside and within the strings
        parts[::2] = '"'.join(parts[::2]).encode().translate(None, b" \t\n\r").decode().split('"')
        line = '"'.join(parts)
        if form.fullmatch(line):
            return line, row
    row = in_order(cls, row)
    line = _encode(row)
    if not form.fullmatch(without_escapes(line)):
        raise UnlawfulError
    if "\\" in text or text.count('"') != line.count('"'):  # a key that stood twice would have had more of them
        _decode_unrepeated(text)
    return line, row
