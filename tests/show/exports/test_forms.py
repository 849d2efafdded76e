"""Each form of export is read by its field's own library, names no masked person, and is the same every time."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx
import pytest
import stix2
from prov.model import ProvDocument
from pyld import jsonld
from rdflib import Dataset, URIRef

from headwater.show.exports.formats import FORMATS
from headwater.show.exports.masked import Handed
from tests.show import cases, ferry

PRIVATE = ("Osha Venn", "Osha", "Venn")


def without_network(url: str, options: Any) -> Any:
    raise AssertionError(f"reading the export asked for {url}")


def written(folder: Path, name: str, case: dict[str, Any], *, unmasked: bool = False) -> Path:
    page = folder / "index.html"
    page.write_text("<!doctype html><title>page</title>", encoding="utf-8")
    target = folder / f"{name}-{unmasked}"
    FORMATS[name].write(Handed(case, unmasked=unmasked, page=page), target)
    return target


def texts(path: Path) -> str:
    files = [path] if path.is_file() else sorted(path.iterdir())
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", [ferry.case, cases.case], ids=["ferry", "hostile"])
def test_no_form_names_a_masked_person(name: str, case: Any, tmp_path: Path) -> None:
    found = texts(written(tmp_path, name, case()))
    assert not [private for private in PRIVATE if private in found]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_case_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    once, again = (tmp_path / "once", tmp_path / "again")
    once.mkdir(), again.mkdir()
    assert texts(written(once, name, ferry.case())) == texts(written(again, name, ferry.case()))


def test_unmasked_keeps_the_name(tmp_path: Path) -> None:
    assert "Osha Venn" in texts(written(tmp_path, "csv", ferry.case(), unmasked=True))


def test_ids_that_are_hashes_of_a_masked_name_are_not_handed_on(tmp_path: Path) -> None:
    hidden = [row["id"] for row in ferry.case()["entities"] if row["masked"]]
    found = texts(written(tmp_path, "csv", ferry.case())) + texts(written(tmp_path, "ftm", ferry.case()))
    assert hidden
    assert not [id_ for id_ in hidden if id_ in found]
    assert "person-1" in found


def test_csv_has_one_table_a_list_and_joins_by_id(tmp_path: Path) -> None:
    case = ferry.case()
    folder = written(tmp_path, "csv", case)
    assert {file.stem for file in folder.iterdir()} == set(case) - {"format", "headwater"}
    claims = rows(folder / "claims.csv")
    assert [row["id"] for row in claims] == [row["id"] for row in case["claims"]]
    assert {row["article"] for row in claims} <= {row["id"] for row in rows(folder / "articles.csv")}


def test_graphml_is_the_lineage(tmp_path: Path) -> None:
    case = ferry.case()
    graph = networkx.read_graphml(written(tmp_path, "graphml", case))
    assert set(graph.edges()) == {(row["parent"], row["child"]) for row in case["derivations"]}
    assert {node for node, data in graph.nodes(data=True) if data["kind"] == "article"} == {
        row["id"] for row in case["articles"]
    }


def test_graphml_holds_no_character_that_xml_cannot(tmp_path: Path) -> None:
    case = ferry.case()
    case["articles"][0]["title"] = "a\x00b\x0bc\ufffe"
    assert networkx.read_graphml(written(tmp_path, "graphml", case)).number_of_nodes()


def test_stix_is_a_strict_bundle_whose_references_are_all_in_it(tmp_path: Path) -> None:
    text = written(tmp_path, "stix", ferry.case()).read_text(encoding="utf-8")
    bundle = stix2.parse(text, allow_custom=False, version="2.1")
    known = {row["id"] for row in json.loads(text)["objects"]}
    asked = {
        ref
        for row in json.loads(text)["objects"]
        for ref in (*row.get("object_refs", []), row.get("source_ref"), row.get("target_ref"))
        if ref
    }
    assert len(bundle.objects) == len(known)
    assert asked <= known
    assert not [row for row in bundle.objects if row.type in ("threat-actor", "malware", "indicator")]


def test_an_undated_text_is_a_note_and_no_report(tmp_path: Path) -> None:
    objects = json.loads(written(tmp_path, "stix", ferry.case()).read_text(encoding="utf-8"))["objects"]
    undated = [row for row in ferry.case()["articles"] if not row["published"]["value"]]
    assert len([row for row in objects if row["type"] == "note"]) == len(undated) > 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_prov_keeps_the_world_and_the_processing_apart(tmp_path: Path) -> None:
    path = written(tmp_path, "prov", ferry.case())
    graphs = Dataset()
    graphs.parse(data=path.read_text(encoding="utf-8"), format="json-ld")
    derived = URIRef("http://www.w3.org/ns/prov#qualifiedDerivation")
    assert len(list(graphs.quads((None, derived, None, URIRef("urn:headwater:world"))))) == len(
        ferry.case()["derivations"]
    )
    assert not list(graphs.quads((None, derived, None, URIRef("urn:headwater:processing"))))


@pytest.mark.filterwarnings(
    "ignore:The following attributes were not converted",
    "ignore::DeprecationWarning:rdflib",
    "ignore::DeprecationWarning:prov",
)
def test_prov_is_read_by_the_library_of_the_standard(tmp_path: Path) -> None:
    graphs = Dataset()
    graphs.parse(data=written(tmp_path, "prov", ferry.case()).read_text(encoding="utf-8"), format="json-ld")
    document = ProvDocument.deserialize(
        content=graphs.serialize(format="trig"), format="rdf", rdf_format="trig"
    )
    assert {str(bundle.identifier) for bundle in document.bundles} == {"hw:world", "hw:processing"}


@pytest.mark.parametrize("name", ["prov", "claims"])
def test_linked_data_loads_nothing_to_be_read(name: str, tmp_path: Path) -> None:
    whole = json.loads(written(tmp_path, name, ferry.case()).read_text(encoding="utf-8"))
    assert jsonld.expand(whole, {"documentLoader": without_network})


def test_a_review_is_left_unrated(tmp_path: Path) -> None:
    graph = json.loads(written(tmp_path, "claims", ferry.case()).read_text(encoding="utf-8"))["@graph"]
    reviews = [node for node in graph if node["@type"] == "ClaimReview"]
    assert len(reviews) == len([node for node in graph if node["@type"] == "Claim"]) > 0
    for review in reviews:
        assert review["reviewRating"] == {"@type": "Rating", "alternateName": ""}
        assert not review["author"]["name"]


def test_csl_dates_are_cut_to_what_is_known(tmp_path: Path) -> None:
    case = ferry.case()
    case["articles"][0]["published"]["value"] = "2031-05"
    items = json.loads(written(tmp_path, "csl", case).read_text(encoding="utf-8"))
    by_id = {item["id"]: item for item in items}
    assert by_id[case["articles"][0]["id"]]["issued"] == {"date-parts": [[2031, 5]]}
    assert [item for item in items if "issued" not in item]


@pytest.mark.parametrize("title", ["50 % \\input{/etc/passwd} #1_a", "}\n@misc{x, title={y}"])
def test_bibtex_takes_no_command_from_a_title(title: str, tmp_path: Path) -> None:
    case = ferry.case()
    case["articles"][0]["title"] = title
    text = written(tmp_path, "bibtex", case).read_text(encoding="utf-8")
    assert text.count("\n@") + text.startswith("@") == len(case["articles"])
    assert "\\input{/" not in text


def test_markdown_makes_no_mark_up_of_an_article(tmp_path: Path) -> None:
    text = written(tmp_path, "markdown", cases.case()).read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<b>" not in text
