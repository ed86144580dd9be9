"""The questions from the terminal: answers, JSON, exit codes, and errors that help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import csto
from csto.__main__ import main
from tests.odd import ODD, odd_dataset


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it prints."""
    try:
        code = main(list(arguments))
    except SystemExit as error:
        code = int(error.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON of an answer."""
    code, out, _ = run(capsys, *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_chair(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "chair", "2021")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Tajikistan  Emomali Rahmon   2020-12-02/2021-09-16",
        "Armenia     Nikol Pashinyan  2021-09-16/2022-11-23",
    ]
    assert answer(capsys, "chair", "2021") == csto.who_chaired(2021).to_dicts()
    assert "Sirojiddin Muhriddin" in run(capsys, "chair", "2021-05-19", "--body", "cfm")[1]


def test_documents(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "documents", "csc-2021-09-16")
    found = csto.documents_adopted("csc-2021-09-16")
    assert code == 0
    assert all(document.title in out for document in found)
    assert out.endswith(f"({len(found)} of 14 reported)\n")
    told = answer(capsys, "documents", "csc-2021-09-16")
    assert (told["documents"], told["reported"], told["complete"]) == (found.to_dicts(), 14, found.complete)


def test_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "on", "2021-05-19")[1] == f"{csto.at('2021-05-19')}\n"
    told = answer(capsys, "on", "2024-06-01")
    assert set(told["members"]) - set(told["participating"]) == {"am"}
    assert told["chairmanships"][0]["person_id"] == "kassym-jomart-tokayev"
    assert {row["office"] for row in told["terms"]} >= {"secretary-general", "foreign-minister"}


def test_search(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", "Tajik-Afghan", "border", "--kind", "programme")
    assert code == 0
    assert out.startswith("programme  targeted-interstate-programme-tajik-afghan-border")
    told = answer(capsys, "search", "граница", "--limit", "3")
    assert len(told) == 3
    assert [row["id"] for row in told] == list(csto.search("граница", limit=3).ids)
    assert all(row["matched"] for row in told)
    assert run(capsys, "search", "zzzzqqqq") == (0, "nothing found\n", "")
    assert answer(capsys, "search", "zzzzqqqq") == []


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    for record in (csto.state("tj"), csto.meeting("csc-2021-09-16"), csto.sources()[0]):
        assert run(capsys, "show", record.id) == (0, f"{record}\n", "")
        told = answer(capsys, "show", record.id)
        assert told.pop("kind") == record.kind_name
        assert told == csto.select(record.kind_name, [record.id]).to_dicts()[0]
    assert answer(capsys, "show", "tj", "--kind", "state")["alpha_3"] == "TJK"


def test_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "why", "csc-2021-09-16", "chair") == (0, f"{csto.why('csc-2021-09-16', 'chair')}\n", "")
    told = answer(capsys, "why", "csc-2021-09-16", "chair")
    assert (told["field"], told["value"], told["confidence"]) == ("chair_id", "emomali-rahmon", "high")
    assert [row["id"] for row in told["sources"]] == list(csto.why("csc-2021-09-16").sources.ids)


def test_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "coverage") == (0, f"{csto.coverage()}\n", "")
    told = answer(capsys, "coverage")
    assert told["version"] == csto.dataset().version
    assert told["kinds"]["chairmanship"]["records"] == len(csto.chairmanships(body=None))
    assert {row["body"] for row in told["bodies"]} >= {"csc", "cfm"}
    assert len(told["gaps"]) == len(csto.gaps())


def test_cite(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "cite")[1] == f"{csto.cite()}\n"
    assert run(capsys, "cite", "--style", "bibtex")[1] == f"{csto.cite('bibtex')}\n"
    assert answer(capsys, "cite")["version"] == csto.dataset().version


# -- what goes wrong -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chair", "2021-13"], "there is no month 13"),
        (["chair", "yesterday"], "is not a date"),
        (["chair", "2021", "--body", "cmf"], "closest"),
        (["documents", "csc-2021-09-61"], "csc-2021-09-16"),
        (["show", "emomali-rahmn"], "emomali-rahmon"),
        (["show", "tj", "--kind", "stat"], "no kind of record"),
        (["why", "csc-2021-09-16", "chiar"], "has no field 'chiar'"),
        (["search", "border", "--kind", "programe"], "closest: programme"),
        (["search", "border", "--limit", "0"], "limit"),
        (["cite", "--style", "apa"], "'text' or 'bibtex'"),
        (["chair", "2021", "--data", "/nowhere/at/all.json"], "cannot be read"),
    ],
)
def test_no_answer_is_exit_code_1_and_a_reason(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    for more in ([], ["--json"]):
        code, out, err = run(capsys, *arguments, *more)
        assert (code, out) == (1, "")
        assert err.startswith("csto: ")
        assert said in err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [[], ["bogus"], ["chair"], ["chair", "2021", "--jsn"], ["search"], ["search", "x", "--limit", "ten"]]
)
def test_a_wrong_command_line_is_exit_code_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: csto")


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(f"csto {word}" in out for word in ("chair", "documents", "on", "search", "show", "why", "coverage"))
    assert run(capsys, "--version") == (0, f"csto {csto.__version__}, dataset {csto.dataset().version}\n", "")
    for command in ("chair", "documents", "on", "search", "show", "why", "coverage", "cite"):
        assert run(capsys, command, "--help")[0] == 0


def test_a_question_outside_the_data_says_so_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "chair", "1950")
    assert code == 0
    assert "csto: note: " in err
    assert "note" not in out


# -- other datasets, other terminals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_names_in_a_dataset_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    odd_dataset(text).to_json(path)
    for arguments in (
        ["chair", "2021"],
        ["documents", "m"],
        ["on", "2021-05-19"],
        ["show", "m"],
        ["why", "m", "city"],
        ["coverage"],
        ["cite"],
    ):
        code, out, _ = run(capsys, *arguments, "--data", str(path))
        assert code == 0
        if arguments != ["cite"]:
            assert not set(out) & set("\x00\x07\x1b\u202e")
    assert len(run(capsys, "chair", "2021", "--data", str(path))[1].splitlines()) == 1
    code, out, _ = run(capsys, "show", "m", "--data", str(path), "--json")
    assert json.loads(out)["title"] == text


def test_a_file_that_is_no_dataset(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{}", encoding="utf-8")
    code, _, err = run(capsys, "chair", "2021", "--data", str(path))
    assert code == 1
    assert "bad.json" in err


def as_command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "csto", *arguments], capture_output=True, check=False, env={**os.environ, **environment}
    )


def test_as_a_module() -> None:
    done = as_command("chair", "2021")
    assert (done.returncode, done.stderr) == (0, b"")
    assert as_command("show", "nobody").returncode == 1
    assert as_command("bogus").returncode == 2


def test_a_terminal_that_says_it_knows_no_cyrillic() -> None:
    done = as_command("show", "tj", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert "Таджикистан" in done.stdout.decode()


def test_a_reader_that_has_enough() -> None:
    script = f"{sys.executable} -m csto search republic --limit 500 --json | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1][-3:] in ("141", "0")


def test_the_command_is_installed_under_its_name() -> None:
    from importlib.metadata import entry_points

    scripts = [entry for entry in entry_points(group="console_scripts") if entry.name == "csto"]
    if not scripts:
        pytest.skip("csto was installed before it had a command: pip install -e .")
    assert scripts[0].load() is main
