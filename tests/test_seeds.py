"""The hand-written seeds: laid out, valid, compiled to what is bundled, and every claim of a seed document answered."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import csto
from csto.kinds import KINDS, PLURALS, record_class
from pipeline.commands import main
from pipeline.compiling import DATA, bundle, collect, complete, unformatted
from pipeline.helping import helping_files
from pipeline.layout import FOLDERS, SEEDS, SeedError, format_file, lay_out, read_file, seed_files

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = [path for folder in FOLDERS for path in seed_files(folder)]
DOCUMENTS = sorted((SEEDS / "documents").glob("*.toml"))


def label(path: Path) -> str:
    """What a seed file is called in a report."""
    return f"{path.parent.name}/{path.stem}"


def read(path: Path) -> dict[str, Any]:
    """The content of a TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


# -- the files as they are ----------------------------------------------------------------------------------------------------


def test_there_are_seeds_of_every_kind() -> None:
    assert tuple(FOLDERS.values()) == KINDS
    for folder in FOLDERS:
        assert seed_files(folder), folder
    known = {*FOLDERS, "pipeline", "documents", "schema", "templates", "__pycache__"}
    assert {path.name for path in SEEDS.iterdir() if path.is_dir()} <= known
    strays = [
        path
        for folder in FOLDERS
        for path in (SEEDS / folder).rglob("*")
        if path.suffix != ".toml" or path.parent.name != folder
    ]
    assert strays == []


@pytest.mark.parametrize("path", FILES, ids=label)
def test_every_file_is_laid_out(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == format_file(path), "run: python seeds format"
    assert text.startswith(f"#:schema ../schema/{path.parent.name}.json\n")
    assert "\r" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
    assert read_file(path), "a file without records"


def test_nothing_is_unformatted() -> None:
    assert unformatted() == []


def test_the_seeds_are_valid() -> None:
    _, problems = collect()
    assert problems == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_editor_finds_nothing(folder: str) -> None:
    """The schema that the first line of each file names is the current one, is one, and the files keep it."""
    schema = json.loads((SEEDS / "schema" / f"{folder}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)  # pyright: ignore[reportUnknownMemberType]
    validator = Draft202012Validator(schema)
    for path in seed_files(folder):
        errors: Iterator[Any] = validator.iter_errors(read(path))  # pyright: ignore[reportUnknownMemberType]
        assert [f"{label(path)} {error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_editor_finds_what_is_wrong(kind: str) -> None:
    schema = json.loads(helping_files()[f"schema/{PLURALS[kind]}.json"])
    validator = Draft202012Validator(schema)
    path = seed_files(PLURALS[kind])[0]
    name, row = next(iter(read_file(path).items()))
    good: bool = validator.is_valid({name: row})  # pyright: ignore[reportUnknownMemberType]
    assert good
    wrongs: list[Any] = [{**row, "nmae": "x"}, {**row, "id": name}, {**row, "notes": 5}, {}, [], "x"]
    for wrong in wrongs:
        assert not validator.is_valid({name: wrong})  # pyright: ignore[reportUnknownMemberType]


def test_templates_and_schemas_are_current() -> None:
    made = helping_files()
    for name, text in made.items():
        assert (SEEDS / name).read_text(encoding="utf-8") == text, f"{name}: run python seeds"
    there = {
        path.relative_to(SEEDS).as_posix() for folder in ("templates", "schema") for path in (SEEDS / folder).iterdir()
    }
    assert there == set(made)


@pytest.mark.parametrize("kind", KINDS)
def test_templates_name_every_field(kind: str) -> None:
    text = helping_files()[f"templates/{PLURALS[kind]}.toml"]
    data = tomllib.loads(text)
    assert list(data) == [f"new-{kind}"]
    for name in record_class(kind).field_names:
        assert re.search(rf"^# {name} = " if name != "id" else r"^# \[id\]", text, re.MULTILINE), name
    # what stands behind the comment signs can be taken over as it is
    bare = re.sub(r"^# (?=(\w+ = )|  \{|\])", "", text, flags=re.MULTILINE)
    row = tomllib.loads(bare)[f"new-{kind}"]
    assert set(row) == set(record_class(kind).field_names) - {"id"}


# -- compiling ----------------------------------------------------------------------------------------------------------------


def test_the_bundle_is_what_the_seeds_say() -> None:
    records, _ = collect()
    made = bundle(records)
    assert {path.stem for path in DATA.glob("*.json")} == set(made)
    for name, text in made.items():
        assert (DATA / f"{name}.json").read_bytes() == text.encode(), f"{name}: run python seeds"


def test_the_manifest() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    head = read(SEEDS / "dataset.toml")
    assert {key: manifest[key] for key in head} == head
    data = [(DATA / f"{name}.json").read_bytes() for name in sorted(PLURALS.values())]
    assert manifest["digest"] == "sha256:" + hashlib.sha256(b"".join(data)).hexdigest()
    assert manifest["counts"] == csto.dataset().counts()
    assert (csto.dataset().version, str(csto.dataset().as_of)) == (head["version"], head["as_of"])


def test_what_is_bundled_is_what_was_written() -> None:
    """From the TOML by hand to the library, without the compiler's own reading of it."""
    for kind in KINDS:
        rows = {name: row for path in seed_files(PLURALS[kind]) for name, row in read(path).items()}
        assert set(csto.dataset().all(kind).ids) == set(rows)
        for record in csto.dataset().all(kind).to_dicts():
            row = rows[record["id"]]
            for field, value in row.items():
                if isinstance(value, list):
                    assert len(record.get(field, [])) == len(value), (kind, record["id"], field)  # pyright: ignore[reportUnknownArgumentType]
                elif field not in ("date", "period"):
                    assert record.get(field, value) == value, (kind, record["id"], field)


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of the seeds in which tests may break things."""
    shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "seeds"


def command(workshop: Path, *arguments: str, hashseed: str = "0") -> subprocess.CompletedProcess[str]:
    """``python seeds`` in the workshop."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": hashseed,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, str(workshop), *arguments], capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )  # fmt: skip


def content(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_compiling_is_deterministic_to_the_byte(workshop: Path) -> None:
    data = workshop.parent / "src" / "csto" / "data"
    seen: list[dict[str, bytes]] = []
    before = content(workshop)
    for hashseed in ("0", "1", "4242"):
        shutil.rmtree(data, ignore_errors=True)
        shutil.rmtree(workshop / "schema")
        shutil.rmtree(workshop / "templates")
        done = command(workshop, hashseed=hashseed)
        assert done.returncode == 0, done.stderr
        assert "are valid" in done.stdout
        seen.append(content(data))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0] == content(DATA)
    assert content(workshop) == before


def test_compiling_again_writes_nothing(workshop: Path) -> None:
    assert command(workshop).returncode == 0
    times = {path: path.stat().st_mtime_ns for path in workshop.parent.rglob("*") if path.is_file()}
    done = command(workshop)
    assert "0 files written" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in workshop.parent.rglob("*") if path.is_file()} == times
    assert command(workshop, "check").returncode == 0


def test_check_tells_what_is_stale_and_writes_nothing(workshop: Path) -> None:
    assert command(workshop).returncode == 0
    (workshop / "schema" / "states.json").write_text("{}")
    (workshop.parent / "src" / "csto" / "data" / "states.json").unlink()
    before = content(workshop.parent)
    done = command(workshop, "check")
    assert done.returncode == 1
    assert "stale: seeds/schema/states.json (run: python seeds)" in done.stderr
    assert "stale: src/csto/data/states.json (run: python seeds)" in done.stderr
    assert content(workshop.parent) == before


WRONG = """
[xa]
name = 5
citations = [ { source_id = "no-such-source" } ]

[xb]
nmae = "Ruritania"
name = "Ruritania"
citations = []

[xc]
id = "tj"
name = "Tajikistan again"

[tj]
name = "Tajikistan again"
"""


def test_wrong_seeds_are_named_all_at_once_with_their_paths(workshop: Path) -> None:
    (workshop / "states" / "zz.toml").write_text(WRONG, encoding="utf-8")
    (workshop / "cities" / "zz.toml").write_text("[a]\nname = \n", encoding="utf-8")
    (workshop / "bodies" / "zz.toml").write_bytes(b"\xff\xfe")
    (workshop / "events" / "zz.toml").write_text('title = "x"\n', encoding="utf-8")
    (workshop / "people" / "zz.toml").write_text(
        '[p]\nname = "P"\nborn = 2021-05-19\ndied = "2020-13"\n', encoding="utf-8"
    )
    (workshop / "terms" / "zz.toml").write_text(
        '[t]\nperson_id = "nobody"\noffice = "kign"\nperiod = "2021/2020"\n', encoding="utf-8"
    )
    for arguments in (("check",), ()):
        done = command(workshop, *arguments)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        for told in (
            "states[xa].name: 5 is no text",
            "states[xb]: there is no field 'nmae'; closest: name",
            "states[xc].id: the id stands in the brackets",
            "states[xc].citations: a record needs a source",
            "states[tj]: stands in states.toml and in zz.toml",
            "cities/zz.toml: ",
            "bodies/zz.toml: ",
            "events/zz.toml: 'title' stands outside a record: begin with a line [id]",
            "people[p].born: ",
            "people[p].died: '2020-13' is not a date",
            "terms[t].office: 'kign' is none of",
            "terms[t].period: the period 2021/2020 ends before it starts",
        ):
            assert told in done.stderr, told
        assert not (workshop.parent / "src").exists(), "nothing is compiled of what is wrong"


def test_the_formatter_leaves_alone_what_it_cannot_read(workshop: Path) -> None:
    broken = {
        "cities/zz.toml": b"[a]\nname = \n",
        "bodies/zz.toml": b"\xff\xfe",
        "people/zz.toml": b'[p]\nborn = 2021-05-19\n',
        "terms/zz.toml": b'loose = 1\n[t]\noffice = "x"\n',
    }  # fmt: skip
    for name, data in broken.items():
        (workshop / name).write_bytes(data)
    (workshop / "states" / "zz.toml").write_bytes(b'[xa]\ncitations=[{source_id="law"}]\nname="A"\n')
    done = command(workshop, "format")
    assert done.returncode == 1
    for name, data in broken.items():
        assert (workshop / name).read_bytes() == data
        assert f"{name}: " in done.stderr
    assert (
        (workshop / "states" / "zz.toml")
        .read_text()
        .endswith('[xa]\nname = "A"\ncitations = [\n  { source_id = "law" },\n]\n')
    )


def test_an_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["complie"])
    assert "compile" in capsys.readouterr().err


def test_files_out_of_layout_are_named(workshop: Path) -> None:
    (workshop / "states" / "zz.toml").write_text('[xa]\nname="A"\ncitations=[{source_id="x"}]\n', encoding="utf-8")
    done = command(workshop, "check")
    assert "states/zz.toml: not laid out (run: python seeds format)" in done.stderr
    assert "states[xa].citations[0].source_id: there is no source 'x'" in done.stderr


@pytest.mark.parametrize(
    ("row", "date", "period"),
    [
        ({"date": "2021-09-16"}, "2021-09-16", "2021-09-16"),
        ({"period": "2021-09-16/2021-09-17"}, "2021-09-16", "2021-09-16/2021-09-17"),
        ({"period": "2021-05~"}, "2021-05~", "2021-05~"),
        ({"date": "2021", "period": "2021/2022"}, "2021", "2021/2022"),
        ({"period": "/2022"}, None, "/2022"),
        ({"period": "2022/2021"}, None, "2022/2021"),
        ({"date": 2021}, 2021, None),
        ({}, None, None),
    ],
)
def test_one_of_date_and_period_is_enough(row: dict[str, Any], date: Any, period: Any) -> None:
    whole = complete("meeting", "m", row)
    assert (whole["id"], whole.get("date"), whole.get("period")) == ("m", date, period)
    assert "date" not in complete("term", "t", {"period": "2021/2022"})


# -- the formatter ------------------------------------------------------------------------------------------------------------


COMMENTED = """#:schema ../schema/series.json
# A word about this file.

# Why this one is here.
# A second line.
[rubezh]
notes = "x"
# The name as of 2004.
name = "Rubezh"
# Both are needed.
citations = [
  { source_id = "a" },
  # the better one
  { source_id = "b", locator = "p. 1" },
]

["kanal"]
name = '''Kanal
# no comment
[neither]
'''

# At the end.
"""
LAID_OUT = """#:schema ../schema/series.json
# A word about this file.

[kanal]
name = "Kanal\\n# no comment\\n[neither]\\n"

# Why this one is here.
# A second line.
[rubezh]
# The name as of 2004.
name = "Rubezh"
notes = "x"
# Both are needed.
# the better one
citations = [
  { source_id = "a" },
  { source_id = "b", locator = "p. 1" },
]

# At the end.
"""


def test_comments_are_kept_where_they_belong(tmp_path: Path) -> None:
    path = tmp_path / "series" / "x.toml"
    path.parent.mkdir()
    path.write_text(COMMENTED, encoding="utf-8")
    assert format_file(path) == LAID_OUT
    path.write_text(LAID_OUT, encoding="utf-8")
    assert format_file(path) == LAID_OUT
    assert tomllib.loads(COMMENTED) == tomllib.loads(LAID_OUT)


def test_a_new_file_names_its_schema(tmp_path: Path) -> None:
    assert lay_out("state", {"xa": {"name": "A"}}) == '#:schema ../schema/states.json\n\n[xa]\nname = "A"\n'


@pytest.mark.parametrize("kind", KINDS)
def test_templates_survive_the_formatter(kind: str, tmp_path: Path) -> None:
    path = tmp_path / PLURALS[kind] / "x.toml"
    path.parent.mkdir()
    path.write_text(helping_files()[f"templates/{PLURALS[kind]}.toml"], encoding="utf-8")
    once = format_file(path)
    path.write_text(once, encoding="utf-8")
    assert format_file(path) == once


TEXTS = st.text(max_size=20) | st.sampled_from(
    ['"', "\\", "\n", "\x00", "\x7f", "#", "[x]", "'''", '"""', "Душанбе", "\u2028"]
)
VALUES: Any = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(record_class("meeting").field_names) | TEXTS
ROWS = st.dictionaries(TEXTS, st.dictionaries(FIELDS, VALUES, max_size=4), max_size=3)


@given(ROWS)
def test_the_formatter_loses_nothing(rows: dict[str, Any]) -> None:
    """Whatever can stand in a file, right or wrong, stands there afterwards, and a second time changes nothing."""
    text = lay_out("meeting", rows)
    again = tomllib.loads(text)
    assert again == rows
    assert lay_out("meeting", again) == text


@given(ROWS)
def test_the_layout_is_a_function_of_the_content(rows: dict[str, Any]) -> None:
    turned = {name: dict(reversed(row.items())) for name, row in reversed(rows.items())}
    assert lay_out("meeting", turned) == lay_out("meeting", rows)


def test_dates_of_toml_are_refused() -> None:
    with pytest.raises(SeedError, match="write dates as text in quotes"):
        lay_out("person", tomllib.loads("[p]\nborn = 2021-05-19\n"))


# -- the seed documents -------------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """An answer as it is written in a claim: tuples as lists, enumerations, dates and periods as text."""
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}  # pyright: ignore
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (csto.PartialDate, csto.Period)):
        return value.text
    return value


CLAIMS = [pytest.param(claim, id=f"{path.stem}:{claim['id']}") for path in DOCUMENTS for claim in read(path)["claim"]]


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_is_answered(claim: dict[str, Any]) -> None:
    answer = plain(eval(claim["ask"], {"csto": csto}))
    assert answer == claim["answer"], claim["what"]
    assert type(answer) is type(claim["answer"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_are_whole(path: Path) -> None:
    data = read(path)
    document, claims = data["document"], data["claim"]
    assert set(data) == {"document", "claim"}
    assert set(document) == {
        "title",
        "publisher",
        "date",
        "language",
        "url",
        "source_id",
        "digest",
        "paragraphs",
        "about",
    }
    csto.PartialDate(document["date"])
    assert len({claim["id"] for claim in claims}) == len(claims)
    for claim in claims:
        assert set(claim) - {"when", "where", "notes"} == {"id", "locator", "who", "what", "ask", "answer"}, claim["id"]
        numbers = [int(number) for number in re.findall(r"\d+", claim["locator"])]
        assert numbers, claim["id"]
        assert max(numbers) <= document["paragraphs"], claim["id"]
        if "when" in claim:
            csto.Period(claim["when"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_are_sources(path: Path) -> None:
    document = read(path)["document"]
    source = csto.source(document["source_id"])
    assert source.url == document["url"]
    assert source.language == document["language"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_those_named_in_claims_are_on_record(path: Path) -> None:
    known = {id for kind in ("person", "state", "body") for id in csto.dataset().all(kind).ids}
    assert {who for claim in read(path)["claim"] for who in claim["who"]} <= known


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_digests_are_those_of_the_documents(path: Path) -> None:
    """The documents themselves are not part of the project: where they lie beside it, they are compared."""
    name = re.search(r"Seed document (\S+\.txt)", path.read_text(encoding="utf-8"))
    assert name
    file = SEEDS.parent.parent / "shared" / "seeds" / name[1]
    if not file.exists():
        pytest.skip("the seed documents are not here")
    data = file.read_bytes()
    document = read(path)["document"]
    assert document["digest"] == "sha256:" + hashlib.sha256(data).hexdigest()
    assert document["paragraphs"] == sum(bool(line.strip()) for line in data.decode("utf-8").splitlines())
