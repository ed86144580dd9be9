"""The Sphinx extension that puts the pages of the records, and the generated parts of others, into the documentation.

- The pages of `record_pages` are collected when the HTML is written.
- A line ``% generated: kinds`` (or ``coverage``) in a page is replaced by what `data_pages` makes.
- The roles ``{meeting}`csc-2021-09-16` ``, ``{person}`...` `` and so on, one for each kind, link to the page of a record.
- Names in single backticks in docstrings are links where something public has that name, and code otherwise.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

sys.path.insert(0, str(Path(__file__).resolve().parent))

import csto
from data_pages import coverage_text, kinds_text
from record_pages import PAGED, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils.nodes import Element, Node, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LOG = logging.getLogger(__name__)
_GENERATED = {"data/kinds": "kinds", "data/coverage": "coverage", "lookup": "front"}
_SEARCHING = ("lookup", "search")
_SITES: WeakKeyDictionary[Sphinx, Site] = WeakKeyDictionary()
_NAVIGATION: WeakKeyDictionary[Sphinx, dict[int, dict[str, str]]] = WeakKeyDictionary()


def _site(app: Sphinx) -> Site:
    made = _SITES.get(app)
    if made is None:
        made = _SITES[app] = Site(csto.dataset(), app.builder.get_relative_uri)
    return made


class RecordRole(SphinxRole):
    """A link to the page of a record, by its id, with its label as the text."""

    def __init__(self, app: Sphinx, kind: str) -> None:
        super().__init__()
        self.app = app
        self.kind = kind

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The link; a warning where no record has the id."""
        site = _site(self.app)
        item = site.records[self.kind].get(self.text)
        if item is None:
            _LOG.warning("no %s has the id %r", self.kind, self.text, location=self.get_location())
            return [nodes.literal(self.rawtext, self.text)], []
        path = f"lookup/{self.kind}/{item.id}"
        address = self.app.builder.get_relative_uri(self.env.docname, path)
        return [nodes.reference(self.rawtext, site.label(item), refuri=address, internal=True)], []


def _make_search(app: Sphinx) -> None:
    """Write the index of the search where the static files are taken from."""
    folder = Path(app.doctreedir) / "csto-lookup"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lookup-index.js").write_text(_site(app).search_script(), encoding="utf-8")
    app.config.html_static_path.append(str(folder))


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put what is generated into the pages that ask for it."""
    what = _GENERATED.get(docname)
    if what is None:
        return
    mark = f"% generated: {what}"
    if mark not in source[0]:
        _LOG.warning("the page has no line %r", mark, location=docname)
        return
    makers: dict[str, Callable[[], str]] = {
        "kinds": kinds_text,
        "coverage": lambda: coverage_text(csto.dataset()),
        "front": lambda: str(_site(app).front(docname)),
    }
    source[0] = source[0].replace(mark, makers[what]())


def _generated_anew(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages that are read anew in every build, as the data may have changed."""
    return sorted(set(_GENERATED) & env.found_docs)


def _collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    link = app.builder.get_relative_uri
    for page in _site(app).pages():
        context: dict[str, Any] = {"title": page.title, "body": str(page.body), "csto_record": True}
        for name, found in (("prev", page.before), ("next", page.after)):
            if found is not None:
                path, title = found
                context[name] = {"link": link(page.path, path), "title": title}
        yield page.path, context, "record.html"


def _scripts(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """The search and its index, on the pages that search."""
    if pagename in _SEARCHING:
        for name in ("lookup-index.js", "lookup.js"):
            app.add_js_file(name, loading_method="defer")


def _navigation(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """One navigation for all pages of records in the same folder depth: its links are the same, and making it takes long."""
    if not context.get("csto_record") or "toctree" not in context:
        return
    known = _NAVIGATION.setdefault(app, {}).setdefault(pagename.count("/"), {})
    slow = context["toctree"]

    def toctree(**options: Any) -> str:
        key = repr(sorted(options.items()))
        if key not in known:
            known[key] = str(slow(**options))
        return known[key]

    context["toctree"] = toctree


def _resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element) -> Element | None:
    """What a name in a docstring means: the public name, from whatever module it was seen; else it stays code."""
    if node.get("refdomain") != "py":
        return None
    target = str(node.get("reftarget", ""))
    name = target.rpartition(".")[2]
    last_two = ".".join(target.split(".")[-2:])
    domain = env.domains.python_domain
    for wanted in dict.fromkeys((f"csto.{last_two}", f"csto.{name}", f"csto.Dataset.{name}")):
        if wanted in domain.objects and not node.get("csto_tried"):
            node["csto_tried"] = True
            found = domain.resolve_xref(env, node["refdoc"], app.builder, "obj", wanted, node, content)
            if found is not None:
                return found
    return content if node.get("csto_backticks") else None


class BackticksRole(XRefRole):
    """A name in single backticks in a docstring: a link where something public has that name, code otherwise."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Mark the reference, so that finding nothing is no mistake."""
        refnode["csto_backticks"] = True
        refnode["refdomain"] = "py"
        refnode["reftype"] = "obj"
        refnode["py:module"] = env.ref_context.get("py:module")
        refnode["py:class"] = env.ref_context.get("py:class")
        return title, target.removesuffix("()").lstrip(".")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect everything."""
    for kind in PAGED:
        app.add_role(kind, RecordRole(app, kind))
    app.add_role("backticks", BackticksRole())
    app.connect("builder-inited", _make_search)
    app.connect("source-read", _fill)
    app.connect("env-get-outdated", _generated_anew)
    app.connect("html-collect-pages", _collect)
    app.connect("html-page-context", _scripts)
    app.connect("html-page-context", _navigation, priority=100)  # before the theme asks for it
    app.connect("missing-reference", _resolve)
    return {"version": csto.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
