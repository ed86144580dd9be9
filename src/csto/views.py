"""Records and answers as text for a terminal and as HTML for a notebook; everything that comes from data is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from csto.kinds import PLURALS
from csto.model.base import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from csto.explanation import Explanation
    from csto.extent import Coverage
    from csto.model.base import Citation
    from csto.records import Records
    from csto.snapshot import Snapshot

__all__ = [
    "coverage_html",
    "coverage_text",
    "explanation_html",
    "explanation_text",
    "records_html",
    "snapshot_html",
    "snapshot_text",
]

_ROWS = 60  # rows of a table that are shown at once; the rest are counted


def label(record: Any) -> str:
    """What a record is called in a line: its name or title, otherwise its id."""
    found = getattr(record, "name", None) or getattr(record, "title", None)
    return str(found or record.id)


def _plain(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join([_plain(item) for item in cast("Sequence[object]", value)])
    if isinstance(value, Part):
        return repr(value)
    return str(value)


def _cited(citation: Citation) -> str:
    source = citation.source
    said = [f"{source.publisher}: {source.title}"]
    if source.date:
        said.append(str(source.date))
    if citation.locator:
        said.append(citation.locator)
    if source.url:
        said.append(source.url)
    return ", ".join(said)


def explanation_text(explanation: Explanation[Any]) -> str:
    """The sources of a record and their disagreements, in lines."""
    record = explanation.record
    head = f"{record.kind_name} {record.id}: {label(record)}"
    if explanation.field is not None:
        head += f"\n{explanation.field} = {_plain(explanation.value)}"
    lines = [head, f"confidence: {explanation.confidence}"]
    lines += [f"  source: {_cited(citation)}" for citation in explanation.citations] or ["  no source names this field"]
    for dispute in explanation.disputes:
        by = "; ".join([_cited(citation) for citation in dispute.citations])
        settled = f" ({dispute.about})" if dispute.about else ""
        lines.append(f"  disputed: {dispute.field} = {dispute.value}{settled}; so {by}")
    if explanation.notes:
        lines.append(f"  note: {explanation.notes}")
    return "\n".join(lines)


def _anchor(citation: Citation) -> str:
    source = citation.source
    title = escape(f"{source.publisher}: {source.title}" + (f", {source.date}" if source.date else ""))
    if source.url and source.url.startswith(("https://", "http://")):
        title = f'<a href="{escape(source.url, quote=True)}" rel="noreferrer">{title}</a>'
    return title + (f", {escape(citation.locator)}" if citation.locator else "")


def explanation_html(explanation: Explanation[Any]) -> str:
    """The sources of a record and their disagreements, as a block of HTML."""
    record = explanation.record
    field = (
        "" if explanation.field is None else f"<p>{escape(explanation.field)} = {escape(_plain(explanation.value))}</p>"
    )
    sources = "".join([f"<li>{_anchor(citation)}</li>" for citation in explanation.citations])
    disputes = "".join(
        [
            f"<li>{escape(dispute.field)} = {escape(dispute.value)}: {'; '.join([_anchor(c) for c in dispute.citations])}</li>"
            for dispute in explanation.disputes
        ]
    )
    return (
        f"<div><strong>{escape(label(record))}</strong> <code>{escape(record.id)}</code> ({escape(explanation.confidence)}){field}"
        f"<ul>{sources}</ul>"
        + (f"<p>Disputed</p><ul>{disputes}</ul>" if disputes else "")
        + (f"<p>{escape(explanation.notes)}</p>" if explanation.notes else "")
        + "</div>"
    )


def _table_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    cells = [[str("" if cell is None else cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in [list(head), *cells]) for at in range(len(head))]

    def line(row: Sequence[str]) -> str:
        return "  ".join(
            [
                cell.ljust(width) if at == 0 else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
        ).rstrip()

    return [line(head), *[line(row) for row in cells]]


def _table_html(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    top = "".join([f"<th>{escape(str(cell))}</th>" for cell in head])
    body = "".join(
        [
            "<tr>" + "".join([f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row]) + "</tr>"
            for row in rows
        ]
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


_KIND_HEAD = ("kind", "records", "sources", "two publishers", "disputed", "high confidence")
_BODY_HEAD = ("body", "year", "meetings", "documents", "known/reported", "exact titles", "Russian titles")


def _kind_rows(coverage: Coverage) -> list[tuple[object, ...]]:
    return [
        (PLURALS[kind], row.records, row.sources, row.two_sources, row.disputed, row.high)
        for kind, row in coverage.kinds.items()
    ]


def _body_rows(coverage: Coverage) -> list[tuple[object, ...]]:
    return [
        (
            row.body,
            row.year,
            row.meetings,
            row.documents,
            "" if row.reported is None else f"{row.known}/{row.reported}",
            row.exact,
            row.russian,
        )
        for row in coverage.bodies
    ]


def coverage_text(coverage: Coverage) -> str:
    """The coverage in lines: kinds, bodies by year, and what is known to be missing."""
    lines = [f"dataset {coverage.version}, as of {coverage.as_of}", ""]
    lines += _table_text(_KIND_HEAD, _kind_rows(coverage))
    lines += ["", *_table_text(_BODY_HEAD, _body_rows(coverage))] if coverage.bodies else []
    lines += ["", f"known to be missing: {len(coverage.gaps)}"]
    lines += [f"  {gap.period}  {gap.about or gap.id}" for gap in coverage.gaps]
    return "\n".join(lines)


def coverage_html(coverage: Coverage) -> str:
    """The coverage as HTML tables; the long one folds."""
    gaps = "".join([f"<li>{escape(str(gap.period))}: {escape(gap.about or gap.id)}</li>" for gap in coverage.gaps])
    return (
        f"<div><p>dataset {escape(coverage.version)}, as of {escape(coverage.as_of)}</p>"
        f"{_table_html(_KIND_HEAD, _kind_rows(coverage))}"
        f"<details><summary>bodies by year</summary>{_table_html(_BODY_HEAD, _body_rows(coverage))}</details>"
        f"<details><summary>known to be missing: {len(coverage.gaps)}</summary><ul>{gaps}</ul></details></div>"
    )


def snapshot_text(snapshot: Snapshot) -> str:
    """The organization on a day, in lines."""
    return "\n".join([f"{name}: {value}" for name, value in _snapshot_rows(snapshot)])


def snapshot_html(snapshot: Snapshot) -> str:
    """The organization on a day, as an HTML table."""
    return _table_html(("", f"on {snapshot.date}"), _snapshot_rows(snapshot))


def _snapshot_rows(snapshot: Snapshot) -> list[tuple[str, str]]:
    from csto.errors import AmbiguousAnswerError, NotFoundError

    try:
        secretary = snapshot.secretary_general.name
    except (NotFoundError, AmbiguousAnswerError):
        secretary = "not known"
    turns = [f"{turn.state.name} ({turn.person.name}), {turn.period}" for turn in snapshot.chairmanships]
    frozen = set(snapshot.members) - set(snapshot.participating)
    members = [state.name + (" (participation frozen)" if state in frozen else "") for state in snapshot.members]
    return [
        ("date", str(snapshot.date)),
        ("members", ", ".join(members) or "none"),
        ("chair", "; ".join(turns) or "not known"),
        ("secretary general", secretary),
    ]


_COLUMNS = ("date", "period", "name", "title", "kind", "office", "status", "city", "state_id", "person_id")


def records_html(records: Records[Any]) -> str:
    """The records as an HTML table of their main fields."""
    if not records:
        return "<p>no records</p>"
    shown = [name for name in _COLUMNS if any(hasattr(item, name) for item in records)]
    rows: list[list[object]] = []
    for item in records[:_ROWS]:
        values = [getattr(item, name, None) for name in shown]
        rows.append([item.id, *["" if value is None else str(value) for value in values]])
    rest = f"<p>and {len(records) - _ROWS} more</p>" if len(records) > _ROWS else ""
    return _table_html(("id", *shown), rows) + rest
