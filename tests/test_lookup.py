"""One record by whatever people call it: each step of the search, and every kind of bad input."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import csto
from csto.kinds import KINDS
from tests.small import small_dataset

FINDERS = ["state", "body", "person", "meeting", "instrument", "chairmanship", "exercise", "series", "operation", "force", "programme", "event", "city", "source"]  # fmt: skip


@pytest.fixture(scope="module", name="small")
def _small() -> csto.Dataset:
    return small_dataset()


def _finder(dataset: csto.Dataset, kind: str) -> Callable[[Any], csto.MemberState]:
    found: Callable[[Any], csto.MemberState] = getattr(dataset, kind)
    return found


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [
        # the id, a former id
        ("state", "tj", "tj"),
        ("person", "emomali-rahmon", "emomali-rahmon"),
        ("person", "emomali-rahmonov", "emomali-rahmon"),
        # a name, an abbreviation or a code as it stands
        ("state", "Tajikistan", "tj"),
        ("state", "Таджикистан", "tj"),
        ("state", "TJK", "tj"),
        ("state", "Russian Federation", "ru"),
        ("body", "CFM", "cfm"),
        ("body", "СМИД", "cfm"),
        ("person", "José Saramago", "jose-saramago"),
        ("source", "https://example.org/news", "news"),
        ("source", "Some news", "news"),
        ("instrument", "Decision on the border", "2021-09-16-decision-border"),
        ("city", "Stalinabad", "dushanbe"),
        # folded: case, accents, punctuation, spaces
        ("state", "TJ", "tj"),
        ("state", "Tj", "tj"),
        ("state", " tajikistan ", "tj"),
        ("state", "TAJIKISTAN", "tj"),
        ("state", "таджикистан", "tj"),
        ("state", "tjk", "tj"),
        ("state", "russian  federation.", "ru"),
        ("body", "cfm", "cfm"),
        ("body", "смид", "cfm"),
        ("body", "permanent", ""),
        ("person", "jose saramago", "jose-saramago"),
        ("person", "EMOMALI RAHMON", "emomali-rahmon"),
        ("person", "Emomali_Rahmon", "emomali-rahmon"),
        ("person", "emomali rahmonov", "emomali-rahmon"),
        ("meeting", "CSC 2021-09-16", "csc-2021-09-16"),
        ("meeting", "csc/2021/09/16", "csc-2021-09-16"),
        ("instrument", "decision on the BORDER!", "2021-09-16-decision-border"),
        ("instrument", "решение о границе", "2021-05-19-decision-a"),
        # transliterations
        ("person", "Sirodzhiddin Mukhriddin", "sirojiddin-muhriddin"),
        ("person", "Сироҷиддин Муҳриддин", "sirojiddin-muhriddin"),
        ("person", "Nikol Pashinian", "nikol-pashinyan"),
        ("person", "Imangaly Tasmagambetov", "imangali-tasmagambetov"),
        ("person", "Имангали Тасмагамбетов", "imangali-tasmagambetov"),
        ("state", "Tadzhikistan", "tj"),
        ("city", "Dushanbé", "dushanbe"),
        # a family name
        ("person", "Mukhriddin", "sirojiddin-muhriddin"),
        ("person", "Мухриддин", "sirojiddin-muhriddin"),
        ("person", "rahmon", "emomali-rahmon"),
        ("person", "Зась", "stanislav-zas"),
        ("person", "Niger", "jan-niger"),
        ("person", "Nigeria", "jan-nigeria"),
        ("person", "Pashinyann", "nikol-pashinyan"),
    ],
)
def test_each_step(small: csto.Dataset, kind: str, name: str, id: str) -> None:
    if not id:
        with pytest.raises(csto.NotFoundError):
            _finder(small, kind)(name)
    else:
        found = _finder(small, kind)(name)
        assert found.id == id
        assert found is small.all(kind)[id]


def test_the_exact_comes_first(small: csto.Dataset) -> None:
    """An id goes before a name of another record."""
    assert small.state("kz").name == small.state("KZ").name == "Kazakhstan"
    assert "kz" in [name.text for name in small.state("rs").names]


def test_every_record_by_its_id_and_by_itself(small: csto.Dataset) -> None:
    for kind in FINDERS:
        for record in small.all(kind):
            assert _finder(small, kind)(record.id) is record
            assert _finder(small, kind)(record) is record
            # as it is unpickled, or in another dataset
            assert _finder(small, kind)(pickle.loads(pickle.dumps(record))) is record
            assert _finder(small_dataset(), kind)(record) == record


def test_a_title_longer_than_any_name_is_found(small: csto.Dataset) -> None:
    title = small.instrument("undated-decision").title
    assert len(title) > 1000
    assert small.instrument(title).id == "undated-decision"


@pytest.mark.parametrize(
    ("kind", "name", "ids"),
    [
        ("state", "Congo", ("cd", "cg")),
        ("state", "CONGO", ("cd", "cg")),
        ("state", "Kongo", ()),
        ("person", "Ivanov", ("sergei-ivanov", "viktor-ivanov")),
        ("person", "Иванов", ("sergei-ivanov", "viktor-ivanov")),
        ("person", "ivanov ", ("sergei-ivanov", "viktor-ivanov")),
    ],
)
def test_ambiguous_names(small: csto.Dataset, kind: str, name: str, ids: tuple[str, ...]) -> None:
    if not ids:
        with pytest.raises(csto.NotFoundError):
            _finder(small, kind)(name)
        return
    with pytest.raises(csto.AmbiguousNameError) as caught:
        _finder(small, kind)(name)
    assert sorted(caught.value.candidates) == list(ids)
    assert caught.value.given == name
    assert isinstance(caught.value, LookupError)
    assert all(id in str(caught.value) for id in ids)
    assert "give the id" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "suggestion"),
    [
        ("state", "Tajikstan", "Tajikistan"),
        ("state", "tajikstan", "Tajikistan"),
        ("state", "Armenja", "Armenia"),
        ("state", "Таджикстан", "Таджикистан"),
        ("body", "CFMA", "CFM"),
        ("person", "Stanislaw Zash", "Stanislav Zas"),
        ("person", "Pashinyanz", "Nikol Pashinyan"),
        ("meeting", "csc-2021-09-17", "csc-2021-09-16"),
        ("instrument", "Decision on the boarder", "Decision on the border"),
        ("city", "Dushambe", "Dushanbe"),
    ],
)
def test_suggestions(small: csto.Dataset, kind: str, name: str, suggestion: str) -> None:
    with pytest.raises(csto.NotFoundError) as caught:
        _finder(small, kind)(name)
    assert isinstance(caught.value, LookupError)
    assert caught.value.given == name
    assert name in str(caught.value)
    if caught.value.suggestions:
        assert suggestion in caught.value.suggestions
        assert repr(suggestion) in str(caught.value)
    else:
        assert name == "Pashinyanz"  # a family name alone is too far from the whole


def test_different_names_are_never_taken_for_each_other(small: csto.Dataset) -> None:
    for kind, name in [
        ("exercise", "Rubezh 2022"),
        ("exercise", "Rubej 2022"),
        ("person", "Rahmo"),
        ("person", "Emomali"),
        ("person", "Jan"),
        ("state", "Tajik"),
        ("state", "Nigeria"),
        ("state", "t"),
    ]:
        with pytest.raises(csto.NotFoundError):
            _finder(small, kind)(name)


def test_look_alike_letters_are_pointed_out(small: csto.Dataset) -> None:
    with pytest.raises(csto.NotFoundError, match="mixes Latin and Cyrillic"):
        small.state("Тajiкostаn")


BAD: list[Any] = [None, 0, 1, 2021, True, 1.5, b"tj", bytearray(b"tj"), [], ["tj"], ("tj",), {"tj"}, {"id": "tj"}, object(), 10**5000, csto.MemberState, csto.Office, lambda: "tj"]  # fmt: skip


@pytest.mark.parametrize("value", BAD, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("kind", FINDERS)
def test_what_is_no_name(small: csto.Dataset, kind: str, value: Any) -> None:
    with pytest.raises(csto.InvalidArgumentError) as caught:
        _finder(small, kind)(value)
    assert isinstance(caught.value, csto.CstoError)
    assert isinstance(caught.value, (ValueError, TypeError))
    assert kind in str(caught.value)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("value", ["", " ", "\t\n", "\u00a0", "\u3000"])
@pytest.mark.parametrize("kind", FINDERS)
def test_empty_names(small: csto.Dataset, kind: str, value: str) -> None:
    with pytest.raises(csto.InvalidArgumentError, match="is empty"):
        _finder(small, kind)(value)


@pytest.mark.parametrize(
    "value",
    [
        "!!!",
        "—",
        "ъ",
        "'",
        "\u0301",
        "\x00",
        "\ud800",
        "%s{}",
        "x" * 10**6,
        "Ж" * 10**6,
        "tj " * 10**5,
        "🙂",
        "../xx",
        "(.*)",
        "塔吉克",
    ],
    ids=lambda value: ascii(value)[:16],
)
@pytest.mark.parametrize("kind", FINDERS)
def test_strange_names_are_not_found(small: csto.Dataset, kind: str, value: str) -> None:
    with pytest.raises(csto.NotFoundError) as caught:
        _finder(small, kind)(value)
    assert caught.value.given == value
    assert len(str(caught.value)) < 500


def test_the_wrong_kind_of_record(small: csto.Dataset) -> None:
    for kind in FINDERS:
        for other in KINDS:
            for record in small.all(other)[:1]:
                if other != kind:
                    with pytest.raises(csto.InvalidArgumentError) as caught:
                        _finder(small, kind)(record)
                    assert f"expected a {kind}, not the {other} {record.id!r}" in str(caught.value)


def test_a_record_that_is_not_in_the_dataset(small: csto.Dataset) -> None:
    stranger = csto.MemberState(id=csto.StateId("xr"), name="Ruritania")
    with pytest.raises(csto.NotFoundError):
        small.state(stranger)
    empty = csto.Dataset()
    for kind in FINDERS:
        with pytest.raises(csto.NotFoundError):
            _finder(empty, kind)("tj")


@given(st.text(min_size=1, max_size=30))
def test_any_text_finds_one_or_says_why_not(text: str) -> None:
    for kind in ("state", "person"):
        try:
            found = _finder(_SHARED, kind)(text)
        except csto.CstoError as error:
            kept = type(error)
        else:
            assert found in _SHARED.all(kind)
            continue
        assert kept in (csto.NotFoundError, csto.AmbiguousNameError, csto.InvalidArgumentError)


_SHARED = small_dataset()


@given(
    st.sampled_from([(kind, record) for kind in ("state", "body", "person", "city") for record in _SHARED.all(kind)]),
    st.data(),
)
def test_a_name_is_found_in_any_dress(drawn: tuple[str, Any], data: st.DataObject) -> None:
    """Every name that one record alone has leads to it, in any case and with any spaces and marks around it."""
    kind, record = drawn
    text = data.draw(st.sampled_from([record.name, *(name.text for name in record.names)]))
    if text in ("Congo", "kz"):
        return
    dressed = data.draw(
        st.sampled_from(
            [text, text.upper(), text.lower(), f"  {text}\n", f"«{text}»", text.replace(" ", "-"), f"{text}."]
        )
    )
    assert _finder(_SHARED, kind)(dressed) is record
