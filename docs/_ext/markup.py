"""HTML put together so that whatever comes from the data is text: only `Html` is taken as it stands."""

from __future__ import annotations

import unicodedata
from html import escape

__all__ = ["Html", "clean", "el", "href", "join"]

_VOID = frozenset(("br", "hr", "input", "img"))


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def clean(text: str) -> str:
    """Text without control characters and without the marks that turn the direction of what follows."""
    kept: list[str] = []
    for letter in text:
        if letter.isspace():
            kept.append(" ")
        elif (
            unicodedata.category(letter) in ("Cc", "Cs")
            or letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        ):
            kept.append("\ufffd")
        else:
            kept.append(letter)
    return " ".join("".join(kept).split())


def join(*content: object) -> Html:
    """Pieces after one another; what is not HTML is escaped, None is left out."""
    return Html(
        "".join([item if isinstance(item, Html) else escape(_text(item)) for item in content if item is not None])
    )


def _text(item: object) -> str:
    text = str(item)
    inner = clean(text)
    # spaces at the ends separate pieces and are kept
    before = " " if text[:1] == " " and inner else ""
    after = " " if text[-1:] == " " and inner else ""
    return f"{before}{inner}{after}" if inner else " " if text else ""


def el(name: str, *content: object, **attributes: str | None) -> Html:
    """An element. An attribute that is None is left out; a trailing underscore is taken away (``class_``)."""
    said = "".join(
        [
            f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{join(*content)}</{name}>")


def href(text: object, target: str | None, **attributes: str | None) -> Html:
    """A link to a page of the web; only the text where the address is none that a reader should follow."""
    if target is None or not target.startswith(("https://", "http://")):
        return join(text)
    return el("a", text, href=target, rel="noopener noreferrer", **attributes)
