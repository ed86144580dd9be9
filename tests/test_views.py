"""What people look at: cards, tables, the organization on a day, the map of what is known; as text, as HTML, and with rich."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import warnings
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.console import Console

import csto
from csto.kinds import KINDS
from csto.records import Records
from tests.odd import ODD, odd_dataset
from tests.samples import RECORDS, full, least

VOID = {"br", "hr", "img", "input", "meta", "link"}
SHOWN = {
    "a", "bdi", "code", "dd", "details", "div", "dl", "dt", "li", "p", "span", "strong", "style", "summary", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser makes of a piece of HTML; every tag must be closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.names: list[str] = []
        self.classes: set[str] = set()
        self.text = ""
        self.style = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID
        self._open.append(tag)
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]
        found = dict(attrs)
        if "href" in found:
            self.links.append(found["href"] or "")
        if "id" in found:
            self.ids.append(found["id"] or "")
        self.classes |= set((found.get("class") or "").split())

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1] == "style":
            self.style += data
        else:
            self.text += data


def page(shown: Any) -> Page:
    """What a notebook shows."""
    seen = Page(shown._repr_html_())
    assert set(seen.tags) <= SHOWN
    assert set(seen.names) <= {"class", "id", "href", "rel", "dir", "title", "scope"}
    assert all(link.startswith(("#csto-", "https://", "http://")) for link in seen.links)
    assert all(name.startswith("csto") for name in seen.classes)
    return seen


def in_rich(shown: Any, width: int = 120) -> str:
    """What rich prints."""
    console = Console(file=io.StringIO(), width=width, force_terminal=False, legacy_windows=False)
    console.print(shown)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]  # pyright: ignore


# -- cards ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_the_bundled_data_shows_itself(kind: str) -> None:
    for record in csto.dataset().all(kind)[::7]:
        seen = page(record)
        assert record.id in seen.text
        assert f"csto-{kind}-{record.id}" in seen.ids
        said = str(record)
        assert said.startswith(f"{kind} {record.id}: ")
        assert "\x1b" not in said


@pytest.mark.parametrize("cls", RECORDS)
@pytest.mark.parametrize("make", [full, least])
def test_unbound_records_show_what_they_hold(cls: Any, make: Any) -> None:
    record = make(cls)
    seen = page(record)
    assert "belongs to no dataset" in seen.text
    assert record.id in str(record)
    assert record.id in in_rich(record)
    for name in cls.field_names:
        value = getattr(record, name)
        if (
            isinstance(value, str)
            and value
            and name != "kind_name"
            and "http" not in value
            and value not in ("held", "active")
        ):
            assert value in seen.text, name
    assert page(Records([record])).ids == [f"csto-{record.kind_name}-{record.id}"]


def test_a_meeting_tells_who_was_there_what_it_adopted_and_who_says_so() -> None:
    meeting = csto.meeting("csc-2021-09-16")
    seen = page(meeting)
    for said in (
        "CSC, Dushanbe, 2021-09-16",
        "Palace of the Nation",
        "Emomali Rahmon",
        "remote",
        "Collective Security Council",
        "hybrid",
    ):
        assert said in seen.text
        assert said in str(meeting)
    assert re.search(r"documents \(\d+ of 14 reported\)", seen.text)
    assert {"#csto-person-vladimir-putin", "#csto-state-tj", "#csto-body-csc"} <= set(seen.links)
    assert {f"#csto-instrument-{document.id}" for document in meeting.documents} <= set(seen.links)
    assert {citation.source.url for citation in meeting.citations} <= set(seen.links)


def test_a_dispute_is_shown_with_who_says_so() -> None:
    record = next(turn for turn in csto.chairmanships() if turn.disputes)
    seen = page(record)
    assert "disputed" in seen.text
    assert all(dispute.value in seen.text and dispute.value in str(record) for dispute in record.disputes)


def test_what_does_not_hold_or_is_not_known_is_not_said() -> None:
    said = str(csto.meeting("csc-2021-09-16"))
    assert "None" not in said
    assert "status" not in said
    planned = csto.meetings(status=("planned", "announced", "cancelled"))
    assert all(meeting.status.value in str(meeting) for meeting in planned)


def test_long_lists_fold() -> None:
    seen = page(csto.body("csc"))
    assert "details" in seen.tags
    assert re.search(r"and \d+ more", seen.text)
    assert re.search(r"and \d+ more", str(csto.body("csc")))


def test_f_strings_and_repr_stay_in_one_line() -> None:
    state = csto.state("tj")
    assert repr(state) == "MemberState('tj', name='Tajikistan')"
    assert "\n" not in repr(csto.states())


# -- tables --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_a_table(kind: str) -> None:
    records = csto.dataset().all(kind)
    seen = page(records)
    shown = min(len(records), 100)
    assert seen.ids == [f"csto-{kind}-{id}" for id in records.ids[:shown]]
    assert str(len(records)) in seen.text
    assert seen.tags.count("tr") <= shown + 2
    assert ("details" in seen.tags) == (shown > 20)
    said = str(records)
    assert all(id in said for id in records.ids[:shown])
    assert (f"and {len(records) - 100} more" in said) == (len(records) > 100)


def test_the_table_links_to_sources_and_records() -> None:
    found = csto.chairmanships(year=2021)
    seen = page(found)
    assert {"#csto-state-tj", "#csto-person-emomali-rahmon", "#csto-meeting-csc-2021-09-16"} <= set(seen.links)
    assert found[0].citations[0].source.url in seen.links
    assert "[1]" not in str(found)


def test_every_row_of_a_folded_table_is_there_once() -> None:
    seen = page(csto.meetings(body="csc"))
    assert len(seen.ids) == len(set(seen.ids)) == len(csto.meetings(body="csc"))


def test_an_empty_selection_says_so() -> None:
    none = csto.meetings(body="csc", year=1996)
    assert page(none).text == str(none) == "no records"
    assert in_rich(none).strip() == "no records"
    adopted: csto.AdoptedDocuments[csto.Instrument] = csto.AdoptedDocuments([], 5)
    assert "of 5 reported" in str(adopted)


def test_adopted_documents_tell_whether_that_is_all() -> None:
    assert "4 instruments (4 of 4 reported)" in page(csto.documents_adopted("cfm-2021-05-19")).text


def test_hits_tell_which_words_were_found() -> None:
    found = csto.search("Tajik-Afghan border")
    seen = page(found)
    assert "words found" in seen.text
    assert "border" in seen.text
    assert found.first().id in str(found)


# -- a day, why, the map -------------------------------------------------------------------------------------------------------


def test_the_organization_on_a_day() -> None:
    day = csto.at("2021-05-19")
    for said in (page(day).text, str(day), in_rich(day, width=250)):
        for expected in (
            "2021-05-19",
            "Stanislav Zas",
            "Emomali Rahmon",
            "Sirojiddin Muhriddin",
            "Sergey Lavrov",
            "Kyrgyzstan",
            "foreign minister",
        ):
            assert expected in said
    assert "participation frozen" in str(csto.at("2024-06-01"))
    assert "participation frozen" not in str(day)
    # on the day of a handover both have the chair
    assert {"Tajikistan (Emomali Rahmon)", "Armenia (Nikol Pashinyan)"} <= set(
        re.findall(r"\w+ \([^)]+\)(?=, 20)", str(csto.at("2021-09-16")))
    )


def test_a_day_outside_the_data_shows_itself_and_says_so() -> None:
    with pytest.warns(csto.CoverageWarning):
        day = csto.at("1900-01-01")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "mind" in str(day)
        assert "mind" in page(day).text


def test_why_shows_each_source_and_the_value() -> None:
    found: csto.Explanation[Any] = csto.why("csc-2021-09-16", "chair")
    assert "Emomali Rahmon" in str(found)
    assert {citation.source.url for citation in found.citations} <= set(page(found).links)
    assert "not known" in str(
        csto.why(csto.meetings(body="csc").where(lambda meeting: meeting.chair_id is None)[0], "chair")
    )


def test_the_map_of_what_is_known() -> None:
    coverage = csto.coverage()
    seen = page(coverage)
    rows = {(row.body, row.year) for row in coverage.bodies}
    assert all(f"#csto-body-{body}" in seen.links for body, _ in rows)
    assert {"csto-s1", "csto-s4", "csto-missing", "csto-map"} <= seen.classes
    shown: Any = coverage
    html = shown._repr_html_()
    for row in coverage.bodies:
        assert f'title="{row.body} {row.year}: {row.meetings} meeting' in html
        if row.reported and row.known == row.reported:
            assert re.search(rf'class="csto-s4[^"]*" title="{row.body} {row.year}:', html)
    assert f"known to be missing: {len(coverage.gaps)}" in str(coverage)


def test_empty_datasets_show_themselves() -> None:
    empty = csto.Dataset(version="1")
    assert "meetings" in str(empty.coverage())
    assert page(empty.coverage())
    assert page(empty.at("2021"))
    assert str(empty.states()) == "no records"


# -- what nobody should have to fear -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_text_is_text_everywhere(text: str) -> None:
    dataset = odd_dataset(text)
    things: list[Any] = [dataset.all(kind) for kind in KINDS]
    things += [record for kind in KINDS for record in dataset.all(kind)]
    things += [
        dataset.at("2021-05-19"),
        dataset.why(dataset.meeting("m")),
        dataset.why(dataset.meeting("m"), "city"),
        dataset.coverage(),
    ]
    visible = re.sub(r"\s+", "", re.sub(r"[\x00-\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", "", text))
    for thing in things:
        seen = page(thing)
        thing._repr_html_().encode()
        said = str(thing)
        said.encode()
        for shown in (seen.text, said):
            assert not set(shown) & set("\x00\x07\x1b\u202e\u2066\ud800")
        assert in_rich(thing)
    bare = re.sub(r"[\s�]", "", page(dataset.meeting("m")).text)
    assert visible.replace("�", "") in bare
    if len(text) < 100:
        assert visible in re.sub(r"[\s�]", "", str(dataset.meeting("m")))
        assert visible in re.sub(r"[\s�│]", "", in_rich(dataset.meeting("m"), width=400))
    lines = str(dataset.states()).splitlines()
    assert len([line for line in lines if line.startswith("tj")]) == 1


def test_half_a_character_can_be_shown() -> None:
    state: Any = csto.MemberState(id=csto.StateId("x"), name="half \ud800 of it")
    for said in (str(state), state._repr_html_(), str(csto.Records([state])), in_rich(state)):
        assert "half" in said
        said.encode()


def test_only_web_addresses_are_links() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JAVASCRIPT:alert(1)", " https://x"):
        source = csto.Source(id=csto.SourceId("s"), title="T", publisher="P", url=url, tier=csto.SourceTier.OTHER)
        assert page(source).links == []
        assert url.strip() in page(source).text


def test_the_style_stays_at_home_and_fetches_nothing() -> None:
    style = page(csto.states()).style
    assert "@media (prefers-color-scheme:dark)" in style
    assert "--jp-layout-color0" in style
    assert not re.search(r"url\(|@import|expression|http", style)
    rules = re.sub(r"@media[^{]*\{(.*?\})\}", r"\1", style)
    for selectors in re.findall(r"([^{}]+)\{", rules):
        assert all(".csto" in selector for selector in selectors.split(",")), selectors
    assert style.count("{") == style.count("}")


# -- rich is shown and never needed --------------------------------------------------------------------------------------------


def test_rich_shows_markup_as_text() -> None:
    assert "Republic of Armenia (en, official)" in in_rich(csto.state("am"))
    assert "Armenia, Belarus, " in in_rich(csto.at("2021-05-19"))
    state = csto.MemberState(id=csto.StateId("x"), name="[bold]X[/bold]")
    assert "[bold]X[/bold]" in in_rich(state)
    assert "[bold]X[/bold]" in in_rich(Records([state]))


def test_nothing_is_loaded_that_is_not_needed() -> None:
    code = (
        "import sys; sys.modules['rich'] = sys.modules['pandas'] = sys.modules['polars'] = sys.modules['matplotlib'] = None\n"
        "import csto; print(csto.state('tj'), csto.states()._repr_html_()[:5], csto.at('2021'), csto.coverage())\n"
        "try:\n    csto.state('tj').__rich__()\nexcept csto.MissingExtraError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True)
    assert "Tajikistan" in done.stdout
    assert done.stdout.endswith("rich is not installed: pip install rich\n")
    code = "import csto, sys; csto.who_chaired(2021)[0].state.name; print([name for name in sys.modules if name.startswith(('csto.views', 'csto.pictures', 'csto.frames'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
