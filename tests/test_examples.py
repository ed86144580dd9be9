"""The examples run, say what they should, and exist as a script and as a notebook that are one.

The script is what is written by hand, in cells that start with ``# %%``; the notebook is made of it:
``python tests/test_examples.py`` writes the notebooks anew.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

SAID: dict[str, list[str]] = {
    "quickstart": [
        r"2021 Tajikistan \(Emomali Rahmon\), 2020-12-02/2021-09-16; Armenia \(Nikol Pashinyan\)",
        r"\d+ of 14 documents are known by title; complete: False",
        r"Vladimir Putin, Russia: remote",
        r"active -> frozen",
    ],
    "who_chaired_and_how_long": [
        r"Robert Kocharyan +not known",
        r"2020-12-02/2021-09-16 +Tajikistan +Emomali Rahmon +289 days",
        r"2021-09-16/2022-11-23 +Armenia +Nikol Pashinyan +434 days",
        r"Russia +\d turns, +\d+ days",
        r"Armenia, 2021-09-16/2022-11-23: period 2021-09-16/2022-12-31 according to ",
        r"not known, 2003-04-29/2004-06-17: ",
        r"2020-12-02, Tajikistan: .*https?://",
        r"The csto developers",
    ],
    "what_the_foreign_ministers_speak_of": [
        r"\d\d statements on record, \d+ of them without a date",
        r"2021: statements \d+, exact titles \d+: .*international",
        r"afghanistan .*2014.* 2021.* 2024",
        r"cfm-2021-05-19: 4 of 4 reported documents on record, complete",
        r"cfm-cmd-cssc-2021-09-15: \d+ of \d+ reported documents on record, not complete",
        r"known to be missing, .*: Sittings of the foreign ministers",
        r"\d+ statements: CSTO",
        r"https?://",
    ],
    "attendance_before_and_after_2022": [
        r"until the end of 2021 +in person +by video +sent another +stayed away +not told",
        r"2021-09-16 regular, hybrid: Russia by video",
        r"2022-01-10 extraordinary, videoconference: .*Kyrgyzstan sent another",
        r"2022-11-23 regular, in-person: all in person",
        r"2023-11-23 regular, in-person: Armenia stayed away",
        r"2024-02-2\d/\.\.: member of the organization, participation frozen",
        r"known to be missing, 2022: Extraordinary sessions",
        r"2023-11-23: .*https?://",
    ],
    "border_programme_from_proposal_to_adoption": [
        r"2013-09-23 +decision ",
        r"2024-11-28 +adoption ",
        r"\(planned\) +implementation",
        r"from decision to adoption: 2013-09-23/2024-11-28, 4085 days",
        r"csc-2024-11-28: \d+ documents on record, \d+ reported, complete: (True|False)",
        r"according to ",
        r"steps rest on a single source",
        r"adoption, 2024-11-28: .*https?://",
    ],
    "bring_your_own_dataset": [
        r"problem: events\[2021-10-02-lost-seminar\]\.country_id: there is no state 'xx'",
        r"problem: events\[2021-10-02-lost-seminar\]\.citations: a record needs a source",
        r"\+my-notes-1\n",
        r"Seminar on collective security in Zenda",
        r"problem: states\[xr\]: differs in name, names",
        r"read again, equal: True",
        r"problem: events\[2021-10-zenda-seminar\]\.date: '2021-13' is not a date",
        r"Me: Notes from the archive, page 3",
    ],
}
"""What each example must say, as patterns in this order; none rests on what is likely to change with the data."""

NOTEBOOKS = sorted(name for name in SAID if name != "quickstart")

RUNNER = """
import sys
import nbformat
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
for cell in nbformat.read(sys.argv[1], as_version=4).cells:
    if cell.cell_type == "code":
        shell.run_cell(cell.source, store_history=True).raise_error()
"""
"""What runs a notebook: the shell that a Jupyter kernel runs, without the server and the wire around it."""


def notebook_of(script: str) -> dict[str, Any]:
    """The notebook that is made of a script in cells, without outputs."""
    cells: list[dict[str, Any]] = []
    first, *parts = re.split(r"^# %%(.*)\n", script, flags=re.MULTILINE)
    assert not first.strip(), "something stands before the first cell"
    for mark, text in zip(parts[::2], parts[1::2], strict=True):
        source = text.strip("\n")
        cell: dict[str, Any] = {"cell_type": "code", "execution_count": None, "outputs": []}
        if mark.strip() == "[markdown]":
            cell = {"cell_type": "markdown"}
            source = "\n".join(line.removeprefix("#").removeprefix(" ") for line in source.splitlines())
        cell |= {"id": f"cell-{len(cells) + 1}", "metadata": {}, "source": source.splitlines(keepends=True)}
        cells.append(dict(sorted(cell.items())))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def written(notebook: dict[str, Any]) -> str:
    """The text of a notebook file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def run(*command: str, cwd: Path) -> str:
    """What a command says; it must end well and without warnings."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error:::csto", "-W", "default::UserWarning", *command],
        cwd=cwd, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    # a shell shows what went wrong in showing something, and goes on
    for word in ("Warning", "Traceback"):
        assert word not in done.stdout + done.stderr, done.stdout + done.stderr
    return done.stdout


def check(name: str, said: str) -> None:
    """Every pattern is found, each after the one before it."""
    at = 0
    for pattern in SAID[name]:
        found = re.compile(pattern).search(said, at)
        assert found, f"{name} does not say {pattern!r} after {said[max(0, at - 80) : at]!r}"
        at = found.end()


def test_every_example_is_here() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.py")) == sorted(SAID)
    assert sorted(path.stem for path in EXAMPLES.glob("*.ipynb")) == NOTEBOOKS


@pytest.mark.parametrize("name", sorted(SAID))
def test_scripts_run_and_say_what_they_should(name: str, tmp_path: Path) -> None:
    check(name, run(str(EXAMPLES / f"{name}.py"), cwd=tmp_path))
    assert not list(tmp_path.iterdir()), "an example leaves nothing behind"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_are_made_of_the_scripts(name: str) -> None:
    expected = written(notebook_of((EXAMPLES / f"{name}.py").read_text(encoding="utf-8")))
    actual = (EXAMPLES / f"{name}.ipynb").read_text(encoding="utf-8")
    assert actual == expected, "python tests/test_examples.py makes it anew"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_are_valid_explained_and_without_outputs(name: str) -> None:
    notebook = json.loads((EXAMPLES / f"{name}.ipynb").read_text(encoding="utf-8"))
    nbformat.validate(notebook)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    prose = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    assert notebook["cells"][0]["source"][0].startswith("# ")
    assert len(code) >= 5 <= len(prose)
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_run_and_say_what_they_should(name: str, tmp_path: Path) -> None:
    check(name, run("-c", RUNNER, str(EXAMPLES / f"{name}.ipynb"), cwd=tmp_path))


if __name__ == "__main__":
    for name in NOTEBOOKS:
        source = (EXAMPLES / f"{name}.py").read_text(encoding="utf-8")
        (EXAMPLES / f"{name}.ipynb").write_text(written(notebook_of(source)), encoding="utf-8")
