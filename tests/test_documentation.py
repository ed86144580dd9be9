"""The documentation and the pages of the records, before Sphinx puts them together: all there, all linked, nothing stale, all escaped."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

import csto
import data_pages
import record_pages
from csto.folding import fold
from csto.kinds import KINDS, record_class
from markup import Html, el, href, join
from tests.small import small_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent.parent / "docs"
HOSTILE = "</p><script>alert(1)</script> <img src=x onerror=alert(2)> \" ' & =1+1 {{ x }} \u202egnp.exe 😀 [a](javascript:x)\nnext | `row`"


class Reader(HTMLParser):
    """What a page holds: the addresses of its links, its ids, its elements and its text."""

    def __init__(self, html: str, *, strict: bool = True) -> None:
        super().__init__()
        self.strict = strict
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("br", "hr", "input", "img"):
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href" and value is not None:
                self.links.append(value)
            if name == "id" and value is not None:
                self.ids.add(value)

    def handle_endtag(self, tag: str) -> None:
        if self.strict:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def site_of(dataset: csto.Dataset) -> record_pages.Site:
    """The pages of a dataset, whose links are the paths themselves."""
    return record_pages.Site(dataset, lambda here, to: to)


@pytest.fixture(scope="module")
def site() -> record_pages.Site:
    return site_of(csto.dataset())


@pytest.fixture(scope="module")
def pages(site: record_pages.Site) -> dict[str, record_pages.Page]:
    return {page.path: page for page in site.pages()}


# -- the pages of the records --------------------------------------------------------------------------------------------------


def test_each_record_that_is_looked_up_has_a_page(pages: dict[str, record_pages.Page]) -> None:
    for kind in ("state", "body", "person", "chairmanship", "meeting", "instrument", "programme", "exercise", "event"):
        for item in csto.dataset().all(kind):
            assert f"lookup/{kind}/{item.id}" in pages
    assert len(pages) > 1500
    assert {f"lookup/year/{year}" for year in range(1992, 2027)} <= set(pages)


def test_links_lead_to_pages_that_are_there(site: record_pages.Site, pages: dict[str, record_pages.Page]) -> None:
    bodies = {path: page.body for path, page in pages.items()} | {"lookup": site.front()}
    reached: set[str] = set()
    for path, body in bodies.items():
        read = Reader(body)
        assert not read.open, f"{path} leaves {read.open} open"
        assert read.tags <= {"p", "a", "h1", "h2", "bdi", "span", "code", "dl", "dt", "dd", "ul", "ol", "li", "div", "strong", "q", "details", "summary"}  # fmt: skip
        for link in read.links:
            if link.startswith("#"):
                assert link[1:] in read.ids, f"{path}: {link}"
            elif not link.startswith(("https://", "http://")):
                assert link in bodies, f"{path}: {link}"
                reached.add(link)
    assert set(bodies) - reached == set(), "pages to which nothing leads"
    for page in pages.values():
        for neighbour in (page.before, page.after):
            assert neighbour is None or neighbour[0] in pages


def test_a_page_has_what_the_record_has(pages: dict[str, record_pages.Page]) -> None:
    text = Reader(pages["lookup/meeting/csc-2021-09-16"].body).text
    session = csto.meeting("csc-2021-09-16")
    for said in (
        "Dushanbe",
        "Emomali Rahmon",
        "Vladimir Putin",
        "remote",
        session.notes,
        session.citations[0].source.title,
    ):
        assert said is not None
        assert " ".join(said.split()) in text
    known = len(session.documents)
    assert f"{known} of the {session.documents_reported} documents" in text
    for document in session.documents:
        assert " ".join(document.title.split()) in text


@pytest.mark.parametrize("kind", ["meeting", "instrument", "chairmanship", "exercise"])
def test_sources_and_disputes_stand_on_the_page(kind: str, pages: dict[str, record_pages.Page]) -> None:
    for item in csto.dataset().all(kind):
        assert isinstance(item, csto.Meeting | csto.Instrument | csto.Chairmanship | csto.Exercise)
        read = Reader(pages[f"lookup/{kind}/{item.id}"].body)
        for citation in item.citations:
            assert " ".join(citation.source.title.split()) in read.text
            assert citation.source.url is None or citation.source.url in read.links
        assert ("Where sources disagree" in read.text) == bool(item.disputes)
        for dispute in item.disputes:
            assert dispute.value in read.text


def test_a_member_is_told_from_one_that_left(pages: dict[str, record_pages.Page]) -> None:
    text = Reader(pages["lookup/states"].body).text
    members, _, others = text.partition("Others that were")
    assert "Tajikistan" in members
    assert "Uzbekistan" in others
    assert "participation frozen" in Reader(pages["lookup/state/am"].body).text


def test_making_the_pages_again_makes_the_same(site: record_pages.Site, pages: dict[str, record_pages.Page]) -> None:
    again = {page.path: page for page in site_of(csto.dataset()).pages()}
    assert again == pages


# -- bad input -----------------------------------------------------------------------------------------------------------------


def hostile_dataset(tmp_path: Path) -> csto.Dataset:
    """A small dataset, in all of whose texts there is what a page must not obey."""
    path = tmp_path / "small.json"
    small_dataset().to_json(path)
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for rows in data.values():
        if isinstance(rows, list):
            for row in cast("list[dict[str, Any]]", rows):
                row |= dict(_hostile(row))
    path.write_text(json.dumps(data), encoding="utf-8")
    return csto.Dataset.from_json(path)


def _hostile(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in ("name", "title", "about", "notes", "publisher", "city", "venue", "motto"):
        if name in row or name in ("about", "notes"):
            yield name, f"{row.get(name, '')}{HOSTILE}"
    if "url" in row:
        yield "url", row["url"] + '"><script>'
    for name in ("names", "titles"):
        if name in row:
            yield name, [part | {"text": part["text"] + HOSTILE} for part in row[name]]
    if "agenda" in row:
        yield "agenda", [HOSTILE]


def test_whatever_the_data_hold_is_shown_as_text(tmp_path: Path) -> None:
    site = site_of(hostile_dataset(tmp_path))
    made = list(site.pages())
    assert made
    for page in made:
        assert "<" not in page.title or "<script>" in page.title, "titles are text, which the theme escapes"
        read = Reader(page.body)
        assert not read.open
        assert not read.tags & {"script", "img"}
        assert not any(name.startswith("on") for name in read.attributes)
        assert not any(link.lower().startswith(("javascript:", "data:")) for link in read.links)
        assert "\u202e" not in page.body
    assert any("<script>alert(1)</script>" in Reader(page.body).text for page in made)
    script = site.search_script()
    assert "<" not in script
    assert script.count("\n") == 1


def test_an_empty_dataset_has_pages_that_say_so() -> None:
    site = site_of(csto.Dataset())
    made = {page.path: page for page in site.pages()}
    assert "None on record." in made["lookup/meetings"].body
    assert Reader(site.front()).tags
    assert data_pages.coverage_text(csto.Dataset())


def test_only_html_is_taken_as_html() -> None:
    assert join("<b>", Html("<b>"), None, 3) == "&lt;b&gt;<b>3"
    assert el("a", "x & y", title='"><script>') == '<a title="&quot;&gt;&lt;script&gt;">x &amp; y</a>'
    assert href("text", "javascript:alert(1)") == "text"
    assert join(" a\n\x00b ") == " a \ufffdb "


# -- search --------------------------------------------------------------------------------------------------------------------


def test_the_index_of_the_search_has_every_name_of_every_record(site: record_pages.Site) -> None:
    index: dict[str, Any] = site.search_index()
    rows: dict[str, list[Any]] = {row[0]: row for row in index["rows"]}
    for kind in record_pages.PAGED:
        for item in csto.dataset().all(kind):
            words = set(rows[f"lookup/{kind}/{item.id}"][4].split())
            texts = [part.text for name in ("names", "titles") for part in getattr(item, name, ())]
            for text in [*texts, getattr(item, "name", "")]:
                assert set(fold(text).split()) <= words, item.id


def test_the_letters_of_the_search_fold_like_the_library(site: record_pages.Site) -> None:
    letters: dict[str, str] = site.search_index()["letters"]
    for word in ("Таджикистан", "Рахмон", "Договор о коллективной безопасности", "Қазақстан", "Тоҷикистон"):
        assert "".join([letters.get(letter, letter) for letter in word.lower()]) == fold(word)


def test_the_script_is_what_a_browser_reads(site: record_pages.Site) -> None:
    script = site.search_script()
    head, _, data = script.partition("=")
    assert head == "window.CSTO_LOOKUP"
    assert json.loads(data.rstrip().removesuffix(";")) == site.search_index()


# -- the other pages -----------------------------------------------------------------------------------------------------------


def test_the_page_of_coverage_has_the_figures_of_the_function() -> None:
    text = data_pages.coverage_text(csto.dataset())
    coverage = csto.coverage()
    tables = re.findall(r'<table class="docutils numbers" data-csto="([^"]+)">(.*?)</table>', text)
    cells = {
        name: [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)[1:]]
        for name, table in tables
    }
    for kind, found in coverage.kinds.items():
        row = next(row for row in cells["by-kind"] if row[0] == csto_plural(kind))
        assert [int(cell) for cell in row[1:]] == [
            found.records,
            found.sources,
            found.two_sources,
            found.disputed,
            found.high,
        ]
    told = [
        (body, int(row[0]), int(row[1]), int(row[2]), row[3], int(row[4]), int(row[5]))
        for body, rows in cells.items()
        if body != "by-kind"
        for row in rows
    ]
    wanted = [
        (
            row.body,
            row.year,
            row.meetings,
            row.documents,
            "" if row.reported is None else f"{row.known} of {row.reported}",
            row.exact,
            row.russian,
        )
        for row in coverage.bodies
    ]
    assert sorted(told) == sorted(wanted)
    assert text.count("\n- ") == len(coverage.gaps)


def csto_plural(kind: str) -> str:
    from csto.kinds import PLURALS

    return dict(PLURALS)[kind]


def test_the_page_of_kinds_has_every_field_with_its_meaning() -> None:
    text = data_pages.kinds_text()
    sections = dict(re.findall(r"^###? (\w+)\n(.*?)(?=^\(|\Z)", text, re.MULTILINE | re.DOTALL))
    for kind in KINDS:
        cls = record_class(kind)
        for name in cls.field_names:
            row = re.search(rf"^\| `{name}`.* \| (.*) \|$", sections[cls.__name__], re.MULTILINE)
            assert row, f"{cls.__name__}.{name}"
            assert len(row[1]) > 5, f"{cls.__name__}.{name} has no meaning"
    for part in (
        csto.Name,
        csto.Title,
        csto.Citation,
        csto.Dispute,
        csto.Attendance,
        csto.Ratification,
        csto.Milestone,
    ):
        assert set(part.field_names) <= set(re.findall(r"^\| `(\w+)`", sections[part.__name__], re.MULTILINE))


def test_the_reference_has_every_public_name() -> None:
    text = "\n".join([path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md")])
    told = set(re.findall(r"^\.\. auto\w+:: csto\.(\w+)", text, re.MULTILINE)) | set(
        re.findall(r"^\.\. py:class:: (\w+)", text, re.MULTILINE)
    )
    assert set(csto.__all__) - told == set()
    assert told - set(csto.__all__) == {"extent"}, "names that are no longer public"


def test_every_page_stands_in_a_table_of_contents() -> None:
    listed: set[Path] = {DOCS / "index.md"}
    for page in DOCS.rglob("*.md"):
        for tree in re.findall(
            r"^```\{toctree\}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        ):
            for line in tree.split("\n"):
                if line and not line.startswith(":"):
                    listed |= set(page.parent.glob(f"{line}.md"))
    assert set(DOCS.rglob("*.md")) == listed


def test_every_python_block_is_an_example_that_runs() -> None:
    """Those with a prompt are run by `test_docs`; here none hides from it."""
    for page in DOCS.rglob("*.md"):
        for block in re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            assert block.startswith(">>> "), f"{page.name}: {block[:60]}"
            assert "doctest: +SKIP" not in block
