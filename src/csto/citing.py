"""How to cite the dataset."""

from __future__ import annotations

from csto.errors import InvalidArgumentError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from csto.questions import Questions

__all__ = ["cite"]


def cite(dataset: Questions, style: str = "text") -> str:
    """A reference to a version of the dataset, as text or BibTeX."""
    year = dataset.as_of.year if dataset.as_of else "n.d."
    until = f", covering the time until {dataset.as_of}" if dataset.as_of else ""
    if style == "text":
        return (
            f"The csto developers ({year}). csto: the machine-readable record of the Collective Security Treaty Organization. "
            f"Dataset version {dataset.version}{until}. Licence CC BY 4.0."
        )
    if style == "bibtex":
        return (
            f"@misc{{csto-{dataset.version},\n"
            "  author = {{The csto developers}},\n"
            "  title = {{csto: the machine-readable record of the Collective Security Treaty Organization}},\n"
            f"  year = {{{year}}},\n"
            f"  note = {{Dataset version {dataset.version}{until}. Licence CC BY 4.0}},\n"
            "}"
        )
    raise InvalidArgumentError(f"style={shown(style)} is none of 'text' or 'bibtex'")
