"""The documents that stand beside the code: what they show holds, and they tell the same version."""

from __future__ import annotations

import doctest
import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def text_of(name: str) -> str:
    """The text of a document of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def python_blocks(text: str) -> list[tuple[int, str]]:
    """The Python code between fences, each with the number of lines that stand before it."""
    found = re.finditer(r"^```(?:python|pycon|py)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(text.count("\n", 0, match.start(1)), match[1]) for match in found]


def run(name: str) -> doctest.TestResults:
    """Run the Python blocks of a document, one after another, as a reader would; what differs is printed."""
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    names: dict[str, object] = {"__name__": "__main__"}
    for line, block in python_blocks(text_of(name)):
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, f"{name}:{line + 1}", name, line)
            runner.run(test, clear_globs=False)
            names = test.globs
        else:
            compile(block, f"{name}:{line + 1}", "exec")
    return runner.summarize(verbose=False)


def test_the_readme_shows_what_happens() -> None:
    results = run("README.md")
    assert results.failed == 0
    assert results.attempted >= 10, "the first screen of the design"


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_the_documentation_shows_what_happens(path: Path) -> None:
    assert run(path.relative_to(ROOT).as_posix()).failed == 0


def test_every_block_of_code_is_closed_and_named() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        fences = re.findall(r"^```(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(fences) % 2 == 0, path.name
        assert all(fences[::2]), f"{path.name}: a block that does not say its language"
        assert not any(fences[1::2]), path.name


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "seeds/README.md"])
def test_links_to_files_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", text_of(name)):
        assert (folder / target).exists(), f"{name}: {target}"


def test_the_changelog_tells_the_version() -> None:
    """The newest entry is that of the version in hand; what is not released yet may stand above it."""
    entries = re.findall(r"^## \[?v?([^\]\s]+)\]?", text_of("CHANGELOG.md"), re.MULTILINE)
    entries = [entry for entry in entries if entry.lower() != "unreleased"]
    assert entries
    assert entries[0] == version("csto")
    assert len(set(entries)) == len(entries)


def test_the_package_tells_the_version_of_the_project() -> None:
    import tomllib

    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert project["version"] == version("csto")
