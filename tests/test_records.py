"""What queries return: a sequence that does not change, finds by id, filters, groups, combines and shows itself."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Hashable, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import csto
from csto import AdoptedDocuments, AmbiguousAnswerError, NotFoundError, Records

IDS = "abcdefgh"


def state(id: str, name: str | None = None, **fields: Any) -> csto.MemberState:
    """A state whose name tells its id."""
    return csto.MemberState(id=csto.StateId(id), name=name or id.upper(), **fields)


def states(ids: str) -> Records[csto.MemberState]:
    """States with these letters as ids."""
    return Records([state(id) for id in ids])


ABC = states("abc")
NONE: Records[csto.MemberState] = Records()

some_ids = st.lists(st.sampled_from(IDS), max_size=6, unique=True).map("".join)


# -- a sequence ----------------------------------------------------------------------------------------------------------------


def test_sequence() -> None:
    assert isinstance(ABC, Sequence)
    assert isinstance(ABC, Hashable)
    assert len(ABC) == 3
    assert list(ABC) == [state("a"), state("b"), state("c")]
    assert list(reversed(ABC)) == [state("c"), state("b"), state("a")]
    assert ABC.ids == ("a", "b", "c")
    assert (ABC[0], ABC[-1]) == (state("a"), state("c"))
    assert ABC.index(state("b")) == 1
    assert ABC.count(state("b")) == 1
    assert bool(ABC)
    assert not NONE
    first, *rest = ABC
    assert (first, rest) == (state("a"), [state("b"), state("c")])


def test_positions_outside_are_index_errors() -> None:
    for position in (3, -4, 99):
        with pytest.raises(IndexError):
            _ = ABC[position]
    with pytest.raises(IndexError):
        _ = NONE[0]


@pytest.mark.parametrize("index", [None, 1.5, ("a",), state("a")], ids=repr)
def test_other_indexes_are_type_errors(index: Any) -> None:
    with pytest.raises(TypeError):
        ABC.__getitem__(index)


@given(some_ids, st.slices(6))
def test_slices(ids: str, cut: slice) -> None:
    records = states(ids)
    assert records[cut] == states(ids[cut])
    assert isinstance(records[cut], Records)


def test_by_id() -> None:
    assert ABC["b"] == state("b")
    with pytest.raises(NotFoundError, match="none of these 3 records has the id 'x'"):
        _ = ABC["x"]
    with pytest.raises(LookupError):
        _ = NONE["a"]
    named = Records([state("tajikistan"), state("armenia")])
    with pytest.raises(NotFoundError, match="closest: tajikistan") as caught:
        _ = named["tajikstan"]
    assert caught.value.suggestions == ("tajikistan",)
    assert caught.value.given == "tajikstan"
    with pytest.raises(NotFoundError) as caught:
        _ = named["x" * 100_000]
    assert len(str(caught.value)) < 400


def test_in() -> None:
    assert "a" in ABC
    assert state("a") in ABC
    assert "x" not in ABC
    assert state("a", "Another") not in ABC
    other: tuple[Any, ...] = (None, 0, 1.5, ("a",), ["a"], csto.Series(id=csto.SeriesId("a"), name="A"))
    for item in other:
        assert item not in ABC


# -- values --------------------------------------------------------------------------------------------------------------------


@given(some_ids, some_ids)
def test_equality_and_hash(one: str, other: str) -> None:
    assert (states(one) == states(other)) == (one == other)
    assert (states(one) != states(other)) == (one != other)
    assert hash(states(one)) == hash(states(one))


def test_never_equal_to_other_sequences() -> None:
    for other in (list(ABC), tuple(ABC), ABC.ids, None):
        assert other != ABC


def test_immutable() -> None:
    records: Any = states("abc")
    hash(records)
    _ = "a" in records  # makes the index by id
    for name in ("_items", "_by_id", "ids", "reported", "nonsense"):
        with pytest.raises(AttributeError):
            setattr(records, name, ())
        with pytest.raises(AttributeError):
            delattr(records, name)
    with pytest.raises(TypeError):
        records[0] = state("x")
    with pytest.raises(TypeError):
        del records[0]
    assert not hasattr(records, "append")
    assert not hasattr(records, "sort")
    assert not hasattr(records, "__dict__")
    assert records == ABC


def test_what_is_given_is_not_kept() -> None:
    mine = [state("a")]
    records = Records(mine)
    mine.append(state("b"))
    assert records.ids == ("a",)
    assert Records(iter(mine)) == Records(mine) == Records(Records(mine))


def test_copies_and_pickles() -> None:
    for made in (copy.copy(ABC), copy.deepcopy(ABC), pickle.loads(pickle.dumps(ABC))):
        assert made == ABC
        assert type(made) is Records
        assert made["b"] == state("b")
    bundled = csto.who_chaired(2021)
    data = pickle.dumps(bundled)
    assert pickle.loads(data) == bundled
    assert len(data) < 10_000, "records leave the dataset behind"
    with pytest.raises(csto.UnboundRecordError):
        _ = pickle.loads(data)[0].state


def test_repr() -> None:
    assert repr(NONE) == "<Records: 0>"
    assert repr(ABC) == "<Records: 3 MemberState: a, b, c>"
    assert repr(states(IDS)) == "<Records: 8 MemberState: a, b, c, d, e, f, ...>"


# -- asking --------------------------------------------------------------------------------------------------------------------


def test_where() -> None:
    assert ABC.where(lambda item: item.name > "A").ids == ("b", "c")
    assert ABC.where(lambda _: None) == NONE
    assert ABC.where(lambda item: item.name).ids == ABC.ids  # whatever is true will do

    def broken(item: csto.MemberState) -> bool:
        raise KeyError(item.id)

    with pytest.raises(KeyError, match="a"):
        ABC.where(broken)


def test_one() -> None:
    assert ABC[:1].one() == state("a")
    with pytest.raises(NotFoundError, match="found nothing"):
        NONE.one()
    with pytest.raises(AmbiguousAnswerError, match=r"3 records here, not one: a, b, c$") as caught:
        ABC.one()
    assert caught.value.candidates == ("a", "b", "c")
    with pytest.raises(LookupError, match=r"a, b, c, d, e, \.\.\.$"):
        states(IDS).one()


def test_first_and_last() -> None:
    assert (ABC.first(), ABC.last()) == (state("a"), state("c"))
    assert (ABC.first(None), ABC.last(None)) == (state("a"), state("c"))
    assert (NONE.first(None), NONE.last(None)) == (None, None)
    assert (NONE.first(default="none"), NONE.last(default="none")) == ("none", "none")
    for ask in (NONE.first, NONE.last):
        with pytest.raises(NotFoundError, match="found nothing"):
            ask()


def test_group_by() -> None:
    records = Records([state("c", "One"), state("a", "Two"), state("b", "One")])
    by_name = {"One": Records([state("c", "One"), state("b", "One")]), "Two": Records([state("a", "Two")])}
    assert records.group_by("name") == by_name
    assert records.group_by(lambda item: item.name) == by_name
    assert list(records.group_by("name")) == ["One", "Two"], "in the order of first appearance"
    assert list(records.group_by(lambda item: item.id > "a")) == [True, False]
    assert NONE.group_by("name") == {}
    groups = records.group_by("name")
    groups.clear()
    assert records.group_by("name") == by_name
    with pytest.raises(AttributeError, match="nmae"):
        records.group_by("nmae")


# -- combining -----------------------------------------------------------------------------------------------------------------


@given(some_ids, some_ids)
def test_operators(one: str, other: str) -> None:
    left, right = states(one), states(other)
    assert (left + right).ids == tuple(one + other)
    assert (left & right).ids == tuple(id for id in one if id in other)
    assert (left | right).ids == tuple(dict.fromkeys(one + other))
    assert (left - right).ids == tuple(id for id in one if id not in other)
    assert left.ids == tuple(one)
    assert right.ids == tuple(other)
    for made in (left + right, left & right, left | right, left - right):
        assert type(made) is Records


@given(some_ids, some_ids, some_ids)
def test_laws_of_sets(a: str, b: str, c: str) -> None:
    one, two, three = states(a), states(b), states(c)
    assert (one | two) | three == one | (two | three)
    assert (one & two) & three == one & (two & three)
    assert set(one & two) == set(two & one)
    assert set(one | two) == set(two | one)
    assert one | one == one & one == one
    assert one - one == NONE
    assert (one - two) + (one & two) == Records([*(one - two), *(one & two)])
    assert set(one - two) | set(one & two) == set(one)


@pytest.mark.parametrize("other", [["a"], ("a",), {"a"}, None, "a", state("a")], ids=repr)
@pytest.mark.parametrize("name", ["__add__", "__and__", "__or__", "__sub__"])
def test_operators_take_records_only(name: str, other: Any) -> None:
    signs = {"__add__": "+", "__and__": "&", "__or__": "|", "__sub__": "-"}
    with pytest.raises(TypeError):
        eval(f"records {signs[name]} other", {"records": ABC, "other": other})


def test_same_id_other_content_is_another_record() -> None:
    one, other = Records([state("a")]), Records([state("a", "Another")])
    assert one & other == NONE
    assert (one | other).ids == ("a", "a")
    assert one - other == one


# -- plain data ----------------------------------------------------------------------------------------------------------------


def test_to_dicts_gives_new_plain_data() -> None:
    name = csto.Name(text="А", language="ru", kind=csto.NameKind.FORMER, period=csto.Period("1990/.."))
    records = Records([state("a", names=(name,)), state("b")])
    expected = [
        {"id": "a", "name": "A", "names": [{"text": "А", "language": "ru", "kind": "former", "period": "1990/.."}]},
        {"id": "b", "name": "B"},
    ]
    given = records.to_dicts()
    assert given == expected
    assert json.loads(json.dumps(given)) == expected
    given[0]["names"][0]["text"] = "changed"
    given[0]["names"].append("more")
    given.pop()
    assert records.to_dicts() == expected
    assert NONE.to_dicts() == []


def leaves(value: Any) -> Any:
    """What stands in nested dicts and lists, keys included."""
    if type(value) in (dict, list):
        for item in [*value.items()] if isinstance(value, dict) else value:  # pyright: ignore
            yield from leaves(list(item) if isinstance(item, tuple) else item)  # pyright: ignore
    else:
        yield value


@pytest.mark.parametrize("name", ["states", "meetings", "instruments", "terms", "sources", "gaps", "programmes"])
def test_to_dicts_of_the_bundled_data_is_plain_throughout(name: str) -> None:
    found = getattr(csto, name)()
    assert {type(leaf) for leaf in leaves(found.to_dicts())} <= {str, int, bool}
    assert [row["id"] for row in found.to_dicts()] == list(found.ids)


# -- a notebook ----------------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.said += data + "\n"


def parsed(records: Any) -> Tags:
    """What a browser would see of the records."""
    tags = Tags()
    tags.feed(records._repr_html_())
    return tags


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a & b < c", '"><b>', "'"]
)
def test_html_escapes_what_the_data_say(markup: str) -> None:
    seen = parsed(Records([state("a", markup), state("b", "B")]))
    harmless = parsed(Records([state("a", "A"), state("b", "B")]))
    assert seen.tags == harmless.tags, "the data add no tag"
    assert seen.attributes == harmless.attributes
    assert markup in seen.said
    assert "table" in seen.tags
    assert not {"script", "img", "iframe", "object"} & set(seen.tags)


def test_html_of_titles_and_cities_is_escaped() -> None:
    meeting = csto.Meeting(
        id=csto.MeetingId("m"),
        body_ids=(),
        title="<b>Sitting</b>",
        city="<i>Dushanbe</i>",
        date=csto.PartialDate("2021"),
        period=csto.Period("2021"),
    )
    titles = (csto.Title(text="<u>On peace</u>", language="en"),)
    document = csto.Instrument(id=csto.InstrumentId("d"), kind=csto.InstrumentKind.PLAN, titles=titles)
    for records, texts in (
        (Records([meeting]), ("<b>Sitting</b>", "<i>Dushanbe</i>")),
        (Records([document]), ("<u>On peace</u>",)),
    ):
        seen = parsed(records)
        assert not {"b", "i", "u"} & set(seen.tags)
        assert all(text in seen.said for text in texts)


def test_html_of_none_and_of_many() -> None:
    assert parsed(NONE).said.strip() == "no records"
    many = Records([state(f"s{number}") for number in range(1_000)])
    seen = parsed(many)
    assert "more" in seen.said
    assert seen.tags.count("tr") < 110


# -- adopted documents ---------------------------------------------------------------------------------------------------------


def document(id: str) -> csto.Instrument:
    """A document."""
    titles = (csto.Title(text=id.upper(), language="en"),)
    return csto.Instrument(id=csto.InstrumentId(id), kind=csto.InstrumentKind.DECISION, titles=titles)


@pytest.mark.parametrize(
    ("ids", "reported", "complete", "said"),
    [
        ("ab", 3, False, "<AdoptedDocuments: 2 Instrument: a, b (2 of 3 reported)>"),
        ("ab", 2, True, "<AdoptedDocuments: 2 Instrument: a, b (2 of 2 reported)>"),
        ("ab", 1, True, "<AdoptedDocuments: 2 Instrument: a, b (2 of 1 reported)>"),
        ("ab", None, None, "<AdoptedDocuments: 2 Instrument: a, b (2)>"),
        ("", 0, True, "<AdoptedDocuments: 0 (0 of 0 reported)>"),
        ("", 5, False, "<AdoptedDocuments: 0 (0 of 5 reported)>"),
        ("", None, None, "<AdoptedDocuments: 0 (0)>"),
    ],
)
def test_whether_that_is_all(ids: str, reported: int | None, complete: bool | None, said: str) -> None:
    found = AdoptedDocuments([document(id) for id in ids], reported)
    assert isinstance(found, Records)
    assert found.reported == reported
    assert found.complete is complete
    assert repr(found) == said
    for made in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert made == found
        assert type(made) is AdoptedDocuments
        assert (made.reported, made.complete) == (reported, complete)


def test_adopted_documents_do_not_change() -> None:
    found: Any = AdoptedDocuments([document("a")], 2)
    for name in ("reported", "complete", "_reported"):
        with pytest.raises(AttributeError):
            setattr(found, name, 1)
    assert (found.reported, found.complete) == (2, False)


def test_a_share_of_the_documents_claims_nothing_about_all() -> None:
    """What is cut, filtered or combined is no longer what the meeting adopted: it is plain records."""
    found = AdoptedDocuments([document("a"), document("b")], 2)
    for share in (found[:1], found.where(lambda item: item.id == "a"), found & found, found + found, found - found):
        assert type(share) is Records


def test_documents_of_the_bundled_data() -> None:
    found = csto.documents_adopted("cfm-2021-05-19")
    assert (len(found), found.reported, found.complete) == (4, 4, True)
    assert {item.kind for item in found} == {csto.InstrumentKind.STATEMENT}
