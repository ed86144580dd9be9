"""How Sphinx builds the documentation: ``sphinx-build -W docs dist/site``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "_ext"))

import csto

project = "csto"
author = "The csto developers"
copyright = "2026, The csto developers. Code under MIT, data and texts under CC BY 4.0"  # noqa: A001
release = csto.__version__
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "docstrings", "lookup_site"]
exclude_patterns = ["_ext", "_templates", "_static"]
templates_path = ["_templates"]
source_suffix = {".md": "markdown"}
language = "en"

# -- strictness: whatever does not lead anywhere is a warning, and warnings are errors --
nitpicky = True
nitpick_ignore_regex = [
    (r"py:.*", r"(date|datetime|collections\.abc|typing|os|enum|pathlib|pd|pl|pandas|polars|pendulum|attrs)\..*"),
    (
        r"py:.*",
        r"(StrEnum|Enum|Any|Never|Self|Literal|Iterable|Callable|Hashable|SupportsIndex|Sequence|Mapping|optional|Figure)",
    ),
    (r"py:.*", r"(?:[\w.]*\.)?(T_co|K|R|T|C|P|Questions|Record|Lanes|Cells)"),
]

# -- Markdown --
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3

# -- docstrings --
default_role = "backticks"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
autodoc_default_options = {"members": True}
add_module_names = False
python_use_unqualified_type_names = True
maximum_signature_line_length = 88

# -- the look --
html_theme = "furo"
html_title = f"csto {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options: dict[str, object] = {
    "top_of_page_buttons": [],
    "light_css_variables": {"color-brand-primary": "#1f4e79", "color-brand-content": "#1f5f99"},
    "dark_css_variables": {"color-brand-primary": "#8ab8e6", "color-brand-content": "#8ab8e6"},
}
