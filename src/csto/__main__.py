"""The questions from the terminal: ``python -m csto chair 2021``.

Every command asks the public surface and prints the answer as text, or with ``--json`` as JSON. The exit code is 0 for an
answer, 1 where there is none (what was asked for is not on record, or cannot be understood; the reason goes to standard
error), 2 for a command line that is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TextIO

    Answer = tuple[object, Callable[[], Any]]

__all__ = ["main"]

_EXAMPLES = """\
examples:
  csto chair 2021
  csto chair 2021-05-19 --body cfm
  csto documents csc-2021-09-16
  csto on 2021-05-19
  csto search Tajik-Afghan border
  csto show emomali-rahmon
  csto why csc-2021-09-16 chair
  csto coverage --json
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer a command line; the exit code.

    >>> main(["chair", "2021-05-19"])
    Tajikistan  Emomali Rahmon  2020-12-02/2021-09-16
    0
    """
    options = _parser().parse_args(arguments)
    from csto.errors import CoverageWarning, CstoError

    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", CoverageWarning)
        try:
            shown, plain = _COMMANDS[options.command](options)
        except CstoError as error:
            print(f"csto: {error}", file=sys.stderr)
            return 1
    for message in dict.fromkeys([str(warning.message) for warning in heard]):
        print(f"csto: note: {message}", file=sys.stderr)
    try:
        print(json.dumps(plain(), ensure_ascii=False, indent=2) if options.json else shown)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return 0


def _speak_utf8(stream: TextIO) -> None:
    """Names are Cyrillic as often as not, whatever the terminal says that it can show."""
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
    if encoding != "utf8" and hasattr(stream, "reconfigure"):
        cast("Any", stream).reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="csto",
        description="The machine-readable record of the Collective Security Treaty Organization.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the versions of the library and the data")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--data", metavar="FILE", help="ask the dataset in this JSON file instead of the bundled one")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def command(name: str, said: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=said, description=said.capitalize() + ".", parents=[common])

    made = command("chair", "who chaired a body on a day or in a month or year")
    made.add_argument("when", help="a date: 2021-05-19, 2021-05 or 2021")
    made.add_argument("--body", default="csc", help="the body (default: csc, the Collective Security Council)")
    made = command("documents", "the documents that a meeting adopted")
    made.add_argument("meeting", help="the id of the meeting, such as csc-2021-09-16")
    made = command("on", "the organization as it stood on a day")
    made.add_argument("when", help="a date: 2021-05-19, 2021-05 or 2021")
    made = command("search", "search names, titles, places and topics")
    made.add_argument("text", nargs="+", help="words, in English or Russian")
    made.add_argument("--kind", action="append", help="only records of this kind, such as instrument; can be repeated")
    made.add_argument("--limit", type=int, default=20, help="at most so many hits (default: 20)")
    made = command("show", "a record with all that is known of it")
    made.add_argument("id", help="the id of the record, such as tj or 2021-05-19-statement-nuremberg")
    made.add_argument("--kind", help="its kind, where several have that id")
    made = command("why", "the sources of a record or of one of its fields, and where they disagree")
    made.add_argument("id", help="the id of the record")
    made.add_argument("field", nargs="?", help="one of its fields")
    command("coverage", "what the dataset has and what it knows that it lacks")
    made = command("cite", "how to cite the dataset")
    made.add_argument("--style", default="text", help="text or bibtex (default: text)")
    return parser


class _Version(argparse.Action):
    """Print the versions, which are looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *given: object) -> None:
        import csto

        print(f"csto {csto.__version__}, dataset {csto.dataset().version}")
        parser.exit()


def _data(options: argparse.Namespace) -> Any:
    import csto

    if options.data is None:
        return csto.dataset()
    try:
        return csto.Dataset.from_json(options.data)
    except OSError as error:
        from csto.errors import CstoError

        raise CstoError(f"{options.data} cannot be read: {error.strerror}") from None


def _chair(options: argparse.Namespace) -> Answer:
    found = _data(options).who_chaired(options.when, options.body)
    rows = [(turn.state.name, turn.person.name, str(turn.period)) for turn in found]
    return "\n".join(_lines(rows)) or "nobody on record", found.to_dicts


def _documents(options: argparse.Namespace) -> Answer:
    found = _data(options).documents_adopted(options.meeting)
    lines = _lines([(str(document.date), document.kind.value, document.title) for document in found]) or [
        "none on record"
    ]
    if found.reported is not None:
        lines.append(f"({len(found)} of {found.reported} reported)")
    return "\n".join(lines), lambda: {
        "documents": found.to_dicts(),
        "reported": found.reported,
        "complete": found.complete,
    }


def _on(options: argparse.Namespace) -> Answer:
    day = _data(options).at(options.when)

    def plain() -> dict[str, Any]:
        return {
            "date": str(day.date),
            "members": list(day.members.ids),
            "participating": list(day.participating.ids),
            "chairmanships": day.chairmanships.to_dicts(),
            "terms": day.terms.to_dicts(),
            "memberships": day.memberships.to_dicts(),
            "meetings": day.meetings.to_dicts(),
            "events": day.events.to_dicts(),
        }

    return str(day), plain


def _search(options: argparse.Namespace) -> Answer:
    from csto.views.words import label

    found = _data(options).search(" ".join(options.text), kinds=options.kind, limit=options.limit)
    rows = [(hit.record.kind_name, hit.record.id, label(hit.record)) for hit in found.hits]

    def plain() -> list[dict[str, Any]]:
        return [
            {
                "kind": hit.record.kind_name,
                "id": hit.record.id,
                "label": label(hit.record),
                "matched": list(hit.matched),
            }
            for hit in found.hits
        ]

    return "\n".join(_lines(rows)) or "nothing found", plain


def _show(options: argparse.Namespace) -> Answer:
    data = _data(options)
    # the front door has no question for a record of whatever kind
    found = data._any(options.id) if options.kind is None else data.get(options.kind, options.id)
    from csto.records import Records

    return str(found), lambda: {"kind": found.kind_name, **Records([found]).to_dicts()[0]}


def _why(options: argparse.Namespace) -> Answer:
    found = _data(options).why(options.id, options.field)
    from csto.records import Records

    def plain() -> dict[str, Any]:
        row = Records([found.record]).to_dicts()[0]
        known: dict[str, Any] = {key: row[key] for key in ("citations", "disputes", "notes") if key in row}
        if found.field is not None:
            known = {**known, "field": found.field, "value": row.get(found.field)}
        return {
            "id": found.record.id,
            "confidence": str(found.confidence),
            **known,
            "sources": found.sources.to_dicts(),
        }

    return str(found), plain


def _coverage(options: argparse.Namespace) -> Answer:
    found = _data(options).coverage()

    def plain() -> dict[str, Any]:
        from attrs import asdict

        return {
            "version": found.version,
            "as_of": found.as_of,
            "kinds": {kind: asdict(row) for kind, row in found.kinds.items()},
            "bodies": [asdict(row) for row in found.bodies],
            "gaps": found.gaps.to_dicts(),
        }

    return str(found), plain


def _cite(options: argparse.Namespace) -> Answer:
    data = _data(options)
    text = data.cite(options.style)
    return text, lambda: {"citation": text, "version": data.version, "as_of": str(data.as_of) if data.as_of else None}


def _lines(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as lines, their cells under one another."""
    from csto.views.text import width
    from csto.views.words import printable

    cleaned = [[printable(cell) for cell in row] for row in rows]
    widths = [max([width(row[at]) for row in cleaned]) for at in range(len(cleaned[0]))] if cleaned else []
    return [
        "  ".join([cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)]).rstrip()
        for row in cleaned
    ]


_COMMANDS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "chair": _chair,
    "documents": _documents,
    "on": _on,
    "search": _search,
    "show": _show,
    "why": _why,
    "coverage": _coverage,
    "cite": _cite,
}

if __name__ == "__main__":
    sys.exit(main())
