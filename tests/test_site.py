"""The documentation as built: it builds without a warning, every internal link leads somewhere, the search finds."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

import csto
from tests.test_documentation import Reader

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(find_spec(name) for name in ("sphinx", "furo", "myst_parser")), reason="needs csto[docs]"
    ),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built anew with warnings as errors."""
    target = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-E",
        "-d",
        str(target / "trees"),
        "docs",
        str(target / "html"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    return target / "html"


@cache
def read(path: Path) -> Reader:
    return Reader(path.read_text(encoding="utf-8"), strict=False)


def test_every_internal_link_leads_somewhere(built: Path) -> None:
    broken: list[str] = []
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 1500
    for page in pages:
        for link in set(read(page).links):
            address, _, anchor = html.unescape(link).partition("#")
            if re.match(r"[a-z]+:", address):
                continue
            target = page if not address else (page.parent / unquote(address.partition("?")[0])).resolve()
            if not target.is_file() or (
                anchor and target.suffix == ".html" and unquote(anchor) not in read(target).ids
            ):
                broken.append(f"{page.relative_to(built)}: {link}")
    assert broken == []


def test_every_public_name_is_in_the_inventory(built: Path) -> None:
    data = (built / "objects.inv").read_bytes()
    text = zlib.decompress(data.split(b"\n", 4)[4]).decode()
    names = {line.split()[0] for line in text.splitlines() if " py:" in line}
    assert {f"csto.{name}" for name in csto.__all__} <= names
    assert {"csto.Meeting.attendance", "csto.Records.where", "csto.Dataset.merge", "csto.Office.CHAIR"} <= names


def test_pages_of_records_link_into_the_documentation_and_back(built: Path) -> None:
    page = built / "lookup" / "meeting" / "csc-2021-09-16.html"
    assert "../../tutorial.html" in read(page).links
    assert "lookup/meeting/csc-2021-09-16.html" in read(built / "tutorial.html").links


def test_nothing_is_loaded_from_the_network(built: Path) -> None:
    for name in ("index.html", "lookup.html", "search.html", "lookup/state/tj.html"):
        text = (built / name).read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//[^"]*"', text), name


def test_the_index_of_the_search_is_there(built: Path) -> None:
    text = (built / "_static" / "lookup-index.js").read_text(encoding="utf-8")
    assert text.startswith("window.CSTO_LOOKUP=")
    assert "lookup/person/emomali-rahmon" in text
    assert len(text) < 3_000_000
    for name in ("lookup.html", "search.html"):
        assert "_static/lookup-index.js" in (built / name).read_text(encoding="utf-8")


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("Рахмон", "lookup/person/emomali-rahmon.html"),
        ("emomali rahmon", "lookup/person/emomali-rahmon.html"),
        ("Таджикистан", "lookup/state/tj.html"),
        ("kazakstan", "lookup/state/kz.html"),
        ("csc 2021-09-16", "lookup/meeting/csc-2021-09-16.html"),
        ("Mukhriddin", "lookup/person/sirojiddin-muhriddin.html"),
        ("Совет коллективной безопасности", "lookup/body/csc.html"),
        (
            "границы таджикско-афганской программа",
            "lookup/programme/targeted-interstate-programme-tajik-afghan-border.html",
        ),
        ("Договор о коллективной безопасности", "lookup/instrument/1992-05-15-treaty-collective-security.html"),
    ],
)
def test_the_search_finds_in_a_browser(asked: str, page: str, built: Path, tmp_path: Path) -> None:
    dom = opened(built, f"search.html?q={quote(asked)}", tmp_path)
    hits = re.findall(r'<li><a href="\./([^"]+)"', dom.partition('id="lookup-results"')[2])
    assert page in hits[:5]


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_the_search_finds_documentation_too_and_obeys_nothing(built: Path, tmp_path: Path) -> None:
    dom = opened(built, "search.html?q=attendance", tmp_path)
    assert "tutorial.html" in dom.partition('id="search-results"')[2]
    dom = opened(built, f"search.html?q={quote('<img src=x onerror=alert(1)>')}", tmp_path)
    assert '<img src="x"' not in dom
    assert "No record found." in dom


def opened(built: Path, address: str, profile: Path) -> str:
    """A page as a browser without a network has it after its scripts have run."""
    assert CHROMIUM is not None
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
    ]
    flags += [
        "--disable-component-update",
        "--disable-sync",
        "--virtual-time-budget=5000",
        f"--user-data-dir={profile / 'profile'}",
    ]
    done = subprocess.run(
        [CHROMIUM, *flags, "--dump-dom", f"file://{built}/{address}"], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout
