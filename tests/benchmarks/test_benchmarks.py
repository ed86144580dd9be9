"""The frequent questions under pytest-benchmark (off by default: run with --benchmark-enable); nothing asserts a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csto

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

QUESTIONS: dict[str, Callable[[], object]] = {
    "state by id": lambda: csto.state("tj"),
    "person by family name": lambda: csto.person("Mukhriddin"),
    "chair on a day": lambda: csto.who_chaired("2021-05-19"),
    "chairs of a year": lambda: csto.who_chaired(2021),
    "meetings of a body and year": lambda: csto.meetings(body="csc", year=2021),
    "documents of a session": lambda: csto.documents_adopted("csc-2021-09-16"),
    "members on a day": lambda: csto.members(on="2021-05-19"),
    "holder of an office": lambda: csto.holder("foreign-minister", "tj", on="2021-05-19"),
    "search": lambda: csto.search("Tajik-Afghan border"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_question(benchmark: BenchmarkFixture, name: str) -> None:
    assert benchmark(QUESTIONS[name]) is not None
