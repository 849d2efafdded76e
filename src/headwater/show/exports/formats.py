"""The forms in which a case is handed on, and who reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.records.errors import InputError

if TYPE_CHECKING:
    from headwater.show.exports.masked import Handed


@dataclass(frozen=True, slots=True)
class Format:
    """One form: its name, whether it is a folder or a file with which ending, and what it is for."""

    name: str
    suffix: str
    says: str

    @property
    def write(self) -> Callable[[Handed, Path], None]:
        """The function that writes it; imported when asked for."""
        writer: Callable[[Handed, Path], None] = import_module(f"headwater.show.exports.{self.name}").write
        return writer


FORMATS = {
    row.name: row
    for row in (
        Format("csv", "", "a folder with one table a list of the case, for a spreadsheet or a database"),
        Format("ucdp", ".csv", "one row a group of claims in the columns of UCDP's GED; best is left empty"),
        Format("acled", ".csv", "one row a group of claims in ACLED's columns"),
        Format("geojson", ".geojson", "places of groups with the radius of what is known, for a map"),
        Format("prov", ".jsonld", "W3C PROV-O: which text came from which, and what headwater did, apart"),
        Format(
            "claims", ".jsonld", "schema.org Claim with its appearances, and a ClaimReview without a rating"
        ),
        Format("ftm", ".ftm.json", "FollowTheMoney entities, one a line"),
        Format("stix", ".json", "a STIX 2.1 bundle: reports, identities, places, who said what of whom"),
        Format("graphml", ".graphml", "the lineage as a graph: texts, sources, and what came from what"),
        Format("csl", ".json", "CSL-JSON references, with translator, original title and archive"),
        Format("bibtex", ".bib", "the same references for BibTeX and BibLaTeX"),
        Format("markdown", ".md", "groups, articles and chains as plain text to paste"),
        Format("html", ".html", "the dossier: one self-contained page"),
    )
}


def format_of(name: str) -> Format:
    """The format of this name; raises InputError for another."""
    if name not in FORMATS:
        raise InputError(f"there is no export {name!r}; give one of: {', '.join(FORMATS)}")
    return FORMATS[name]
