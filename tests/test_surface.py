"""The front door: what it shows, what it says to a misspelt name, and what importing it costs."""

from __future__ import annotations

import ast
import doctest
import inspect
import os
import pkgutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest

import csto

SOURCE = Path(csto.__file__).parent
HAS_DATA = (SOURCE / "data" / "manifest.json").exists()

CLASSES = """
AdoptedDocuments AmbiguousAnswerError AmbiguousNameError Attendance AttendanceMode BodyId BodyKind Chairmanship ChairmanshipId
Citation City CityId Confidence CoverageWarning CstoError Dataset DatasetError Dispute Endorsement Event EventId EventKind
Exercise ExerciseId Explanation Force ForceId ForceKind Gap GapId Hit Instrument InstrumentId InstrumentKind InstrumentStatus
InvalidArgumentError InvalidDateError InvalidRecordError Meeting MeetingFormat MeetingId MemberState Membership MembershipId
MembershipOf MembershipStatus Milestone MilestoneKind MissingExtraError Name NameKind NotFoundError Office Operation OperationId
PartialDate Participation Period Person PersonId Picture Precision Programme ProgrammeId Ratification RatificationStep Records Relation
RelationKind SearchResults Series SeriesId SessionKind Snapshot Source SourceId SourceTier Standing StateId Status StatutoryBody
Strength Term TermId Title UnboundRecordError UndecidableOrderError Wording
""".split()
FUNCTIONS = """
at bodies body chairmanship chairmanships cite cities city coverage dataset documents_adopted event events exercise exercises
force forces frame_columns gaps holder instrument instruments json_schema meeting meetings members memberships operation operations people
person programme programmes search secretary_general select series source sources state states terms
timeline who_chaired why
""".split()
PUBLIC = sorted(CLASSES + FUNCTIONS)
"""The promise: what is added here is kept."""


@pytest.fixture
def data() -> None:
    """Skip where the bundled dataset is not compiled."""
    if not HAS_DATA:
        pytest.skip("src/csto/data is not compiled: run python seeds")


def run(code: str, *, path: str = "", expect: int = 0) -> str:
    """What a fresh interpreter prints."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV"))}
    if path:
        environment["PYTHONPATH"] = path
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == expect, done.stderr
    return done.stdout


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after the code, beyond those that it loads anyway."""
    listing = "\nimport sys; print(*sorted(sys.modules))"
    return set(run(code + listing).split()) - set(run(listing).split())


# -- what there is ------------------------------------------------------------------------------------------------------------


def test_the_surface_is_pinned() -> None:
    assert list(csto.__all__) == PUBLIC
    assert sorted(dir(csto)) == sorted([*PUBLIC, "__version__"])


def test_dir_is_the_same_after_use() -> None:
    code = "import csto; before = dir(csto); csto.PartialDate, csto.errors; print(before == dir(csto), len(before))"
    assert run(code.replace(", csto.errors", "")) == f"True {len(PUBLIC) + 1}\n"


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.usefixtures("data")
def test_every_name_resolves(name: str) -> None:
    found = getattr(csto, name)
    assert found is getattr(csto, name)
    assert callable(found)
    assert (name in CLASSES) == name[0].isupper()
    if isinstance(found, type):
        assert found.__module__.startswith("csto.")
        assert found.__name__ == name


@pytest.mark.usefixtures("data")
def test_star() -> None:
    code = "from csto import *; print(*sorted(name for name in dir() if not name.startswith('__')))"
    assert run(code).split() == PUBLIC


@pytest.mark.usefixtures("data")
def test_functions_are_the_methods_of_the_bundled_dataset() -> None:
    assert csto.dataset() is csto.dataset()
    for name in FUNCTIONS:
        if name not in ("dataset", "frame_columns", "json_schema"):
            assert getattr(csto, name) == getattr(csto.dataset(), name)
            assert getattr(csto, name).__self__ is csto.dataset()


def test_every_question_of_a_dataset_is_a_function() -> None:
    """One obvious way: what asks the data is found at the front door, what handles datasets on the dataset."""
    own = {name for name in dir(csto.Dataset) if not name.startswith("_")}
    handling = {
        "all",
        "as_of",
        "attended",
        "bind",
        "collection",
        "counts",
        "from_json",
        "get",
        "get_all",
        "merge",
        "related",
    }
    handling |= {"replace", "since", "to_json", "version"}
    assert own - handling == set(FUNCTIONS) - {"dataset"}


def test_the_static_view_is_the_real_one() -> None:
    """What type checkers read is what runs: the same names from the same modules."""
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    homes: dict[str, str] = {}
    functions: set[str] = set()
    for node in block.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                homes[alias.asname or alias.name] = str(node.module)
        elif isinstance(node, ast.Assign):
            functions |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.FunctionDef):
            functions.add(node.name)
    seen = {name for name in {*homes, *functions} if not name.startswith("_")}
    assert seen - {"TypeAlias"} == set(PUBLIC)
    for name in CLASSES:
        assert getattr(sys.modules.get(homes[name]) or __import__(homes[name], fromlist=["x"]), name) is getattr(
            csto, name
        )


def test_no_submodule_takes_the_name_of_a_function() -> None:
    """Importing ``csto.x`` binds ``x`` in the package: a function of that name would be gone."""
    submodules = {module.name for module in pkgutil.iter_modules(csto.__path__)}
    assert len(submodules) > 10
    assert not submodules & {*PUBLIC, "__version__"}


@pytest.mark.usefixtures("data")
def test_functions_stay_themselves_whatever_is_imported() -> None:
    everything = [module.name for module in pkgutil.walk_packages(csto.__path__, "csto.")]
    code = f"import csto, importlib\nfor name in {everything}: importlib.import_module(name)\n"
    code += f"print(all(callable(getattr(csto, name)) for name in {PUBLIC}))"
    assert run(code) == "True\n"


def test_the_version() -> None:
    from importlib.metadata import version

    assert csto.__version__ == version("csto")


# -- what is misspelt ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "closest"),
    [("who_chaird", "who_chaired"), ("meeting_", "meeting"), ("Datset", "Dataset"), ("instrumnets", "instruments"), ("PartialDat", "PartialDate")],
)  # fmt: skip
def test_misspelt_names(name: str, closest: str) -> None:
    with pytest.raises(AttributeError, match=rf"^module 'csto' has no attribute '{name}'; closest: .*\b{closest}\b"):
        getattr(csto, name)
    assert not hasattr(csto, name)


@pytest.mark.parametrize("name", ["zzzzzz", "_private", "__wrapped__", "__path_"])
def test_names_that_nothing_is_like(name: str) -> None:
    with pytest.raises(AttributeError, match=rf"^module 'csto' has no attribute '{name}'$"):
        getattr(csto, name)


def test_importing_a_misspelt_name() -> None:
    assert "cannot import name 'who_chaird'" in run(
        "try:\n    from csto import who_chaird\nexcept ImportError as error:\n    print(error)"
    )


# -- what is documented -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.usefixtures("data")
def test_every_function_shows_how_it_is_asked(name: str) -> None:
    said = inspect.getdoc(getattr(csto, name))
    assert said
    examples = doctest.DocTestParser().get_examples(said)
    assert any(f"{name}(" in example.source for example in examples), "an example that calls it"
    assert said.partition("\n")[0].endswith((".", ":"))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.usefixtures("data")
def test_the_examples_hold(name: str) -> None:
    found = getattr(csto, name)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    runner = doctest.DocTestRunner(optionflags=flags)
    for test in doctest.DocTestFinder(recurse=False).find(found, name, globs={}):
        runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_documented(name: str) -> None:
    found = getattr(csto, name)
    if isinstance(found, type):
        assert inspect.getdoc(found)
        assert not (found.__doc__ or "").startswith(f"{name}("), "a docstring of our own"


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.usefixtures("data")
def test_every_parameter_and_answer_is_typed(name: str) -> None:
    signature = inspect.signature(getattr(csto, name))
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty


def test_every_error_has_one_base() -> None:
    errors = [getattr(csto, name) for name in CLASSES if name.endswith("Error")]
    assert all(issubclass(error, csto.CstoError) for error in errors)
    assert all(len(error.__mro__) > 4 for error in errors if error is not csto.CstoError), "and a built-in one"
    assert issubclass(csto.CoverageWarning, UserWarning)


# -- what it costs ------------------------------------------------------------------------------------------------------------


def test_importing_loads_next_to_nothing() -> None:
    modules = loaded("import csto")
    own = {name for name in modules if name.partition(".")[0] == "csto"}
    assert "csto" in own
    assert len(own) <= 12
    third_party = {name.partition(".")[0] for name in modules - own} - sys.stdlib_module_names
    assert third_party == set()
    assert not {name.partition(".")[0] for name in modules} & {"typing", "json", "enum", "re"}


FIRST_ANSWER = "import csto\nfor turn in csto.who_chaired(2021): turn.state.name, turn.person.name, str(turn.period)"


@pytest.mark.usefixtures("data")
def test_the_first_answer_loads_no_third_party_module() -> None:
    modules = loaded(FIRST_ANSWER)
    third_party = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert {name for name in third_party if not name.startswith("_")} == {"csto"}
    assert not modules & {"inspect", "dataclasses", "importlib.resources", "importlib.metadata", "datetime", "pathlib"}
    assert len({name for name in modules if name.partition(".")[0] == "csto"}) <= 22


@pytest.mark.usefixtures("data")
def test_the_first_answer_reads_only_the_kinds_that_it_names() -> None:
    watch = (
        "import os, sys\nread = []\nsys.addaudithook(lambda event, given: event == 'open' and read.append(given[0]))\n"
    )
    tell = "\nprint([(os.path.basename(name), os.path.getsize(name)) for name in read if str(name).endswith('.json')])"
    files = dict(ast.literal_eval(run(watch + FIRST_ANSWER + tell)))
    assert sorted(files) == ["chairmanships.json", "manifest.json", "people.json", "states.json"]
    assert sum(files.values()) < 300_000


@pytest.mark.usefixtures("data")
def test_the_first_answer_makes_only_the_classes_that_it_needs() -> None:
    tell = """
from csto.model.base import Part
found, waiting = set(), [Part]
while waiting:
    below = waiting.pop().__subclasses__()
    found.update(cls.__name__ for cls in below)
    waiting += below
print(sorted(found))"""
    assert ast.literal_eval(run(FIRST_ANSWER + tell)) == [
        *("Chairmanship", "Citation", "Dispute", "MemberState", "Name", "Person", "Record", "SourcedRecord")
    ]


@pytest.mark.usefixtures("data")
def test_what_is_asked_for_is_loaded_then() -> None:
    code = "import csto; print(type(csto.who_chaired(2021)[0].period.start.earliest).__module__)"
    assert run(code).startswith("pendulum")


@pytest.mark.usefixtures("data")
def test_a_valid_file_is_read_and_written_without_third_party_modules(tmp_path: Path) -> None:
    file = str(tmp_path / "d.json")
    csto.dataset().to_json(file)
    modules = loaded(f"import csto\ncsto.Dataset.from_json({file!r}).to_json({file!r})")
    third_party = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert {name for name in third_party if not name.startswith("_")} == {"csto"}


def test_the_version_is_not_looked_up_at_import() -> None:
    assert not any(name.startswith("importlib.metadata") for name in loaded("import csto"))


# -- where it runs ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in a zip file."""
    path = tmp_path_factory.mktemp("zip") / "csto.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in sorted(SOURCE.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                made.write(file, Path("csto") / file.relative_to(SOURCE))
    return path


def from_zip(archive: Path, code: str) -> str:
    """What code prints in an interpreter that has csto only in a zip."""
    where = os.pathsep.join([str(archive), str(Path(attrs.__file__).parents[1])])
    return run(f"import csto; assert '.zip' in csto.__file__, csto.__file__\n{code}", path=where)


@pytest.mark.usefixtures("data")
def test_works_from_a_zip(archive: Path) -> None:
    code = "print([turn.state.name for turn in csto.who_chaired(2021)], csto.search('border').first().id != '')"
    assert from_zip(archive, code) == "['Tajikistan', 'Armenia'] True\n"


@pytest.mark.usefixtures("data")
def test_a_zip_says_the_same(archive: Path) -> None:
    code = "import hashlib; print(hashlib.sha256(repr([csto.dataset().all(kind).to_dicts() for kind in ('state', 'meeting', 'source')]).encode()).hexdigest())"
    assert from_zip(archive, code) == run("import csto\n" + code)


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("optimize", ["-O", "-OO"])
def test_works_without_asserts_and_docstrings(optimize: str) -> None:
    code = "import csto; print(csto.who_chaired('2021-05-19').one().state.name, len(csto.json_schema()['$defs']) > 20)"
    done = subprocess.run([sys.executable, optimize, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "Tajikistan True\n", done.stderr


@pytest.mark.usefixtures("data")
def test_threads_get_one_dataset() -> None:
    code = (
        "import csto, sys, threading; sys.setswitchinterval(1e-6); found = []\n"
        "def ask(): found.append((id(csto.dataset()), id(csto.state('tj')), len(csto.search('border')), len(csto.meetings(year=2021))))\n"
        "threads = [threading.Thread(target=ask) for _ in range(16)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print(len(found), len(set(found)))"
    )
    assert run(code) == "16 1\n"


@pytest.mark.usefixtures("data")
def test_neither_clock_nor_environment_nor_locale_change_an_answer() -> None:
    code = "import csto; print(csto.secretary_general().id, csto.members().ids, csto.who_chaired(2021).ids, csto.search('граница').ids)"
    plain = run(code)
    environment: dict[str, Any] = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "ru_RU",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == plain
