"""Readers of other registers: what they take, what they refuse, and where they say it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.entities.importing import (
    GeonamesFilter,
    Imported,
    Problem,
    conflicts_of,
    overlay_line,
    read_ftm,
    read_geonames,
    read_un_lines,
    read_un_xml,
)
from headwater.entities.importing.names import LONGEST_NAME, fault_of, language_of, plain
from headwater.records.errors import ConfigError


def lines(*texts: str) -> Iterator[tuple[int, str]]:
    return iter(enumerate(texts, 1))


def entity(schema: str = "Organization", id_: str = "x-1", **properties: list[str]) -> str:
    return json.dumps({"id": id_, "schema": schema, "properties": properties})


def taken(found: Iterator[Imported | Problem]) -> tuple[list[Imported], list[Problem]]:
    rows = list(found)
    return [r for r in rows if isinstance(r, Imported)], [r for r in rows if isinstance(r, Problem)]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Otter Brigade", None),
        ("لواء القندس", None),
        ("Бригада Выдры", None),
        ("محمّد", None),
        ("Trường Sơn", None),
        ("", "empty"),
        (" \t\n", "empty"),
        ("x" * (LONGEST_NAME + 1), "characters"),
        ("y" * 10_000, "10000 characters"),
        ("Z" + "\u0301" * 40 + "algo", "combining marks"),
        ("\u0391l-Nusra", "Greek and Latin"),
        ("\u0412estria Front", "Cyrillic and Latin"),
        ("Otter\u202eedagirB", "U+202E"),
        ("Otter\x00", "U+0000"),
        ("— ... —", "without any word"),
    ],
)
def test_hostile_names_are_told_for_what_they_are(name: str, fault: str | None) -> None:
    found = fault_of(name)
    assert (found is None) if fault is None else (found is not None and fault in found)


@given(st.text(max_size=400))
def test_a_good_name_stays_one_cell_of_a_registry_line(text: str) -> None:
    if fault_of(text) is None:
        assert not set(plain(text)) & set(";|\n")
        assert language_of(plain(text)) in ("en", "ar", "ru")


def test_ftm_names_go_to_the_column_of_their_script_and_weak_ones_are_short() -> None:
    row = entity(name=["Otter Brigade"], alias=["لواء القندس"], weakAlias=["OB"], country=["vx"])
    found, problems = taken(read_ftm(lines(row), "dump.json"))
    assert not problems
    assert [(n.text, n.lang, n.short) for n in found[0].names] == [
        ("Otter Brigade", "en", False),
        ("لواء القندس", "ar", False),
        ("OB", "en", True),
    ]
    assert (found[0].id, found[0].country, found[0].kind) == ("ftm/x-1", "VX", "organisation")


def test_ftm_passes_over_what_is_no_actor() -> None:
    assert list(read_ftm(lines(entity("Address", full=["Quay 3"]), ""), "d")) == []


@pytest.mark.parametrize(
    ("topics", "imported"), [([], 0), (["role.rca"], 0), (["role.pep"], 1), (["sanction"], 1)]
)
def test_private_persons_are_not_imported(topics: list[str], imported: int) -> None:
    found, _ = taken(read_ftm(lines(entity("Person", name=["Ida Otterby"], topics=topics)), "d"))
    assert len(found) == imported


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "line 2: no JSON object"),
        ("[1]", "line 2: a JSON list"),
        ("7", "line 2: no FollowTheMoney"),
        ('{"id": "a"}', "line 2: no FollowTheMoney"),
        ("[" * 100_000, "line 2: a JSON list"),
        ('{"a":' * 100_000, "line 2: no JSON object"),
    ],
)
def test_a_file_that_is_no_dump_says_where(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        list(read_ftm(lines(entity(name=["Otter Brigade"]), text), "dump.json"))


def test_a_bad_name_is_left_out_and_the_entity_kept() -> None:
    found, problems = taken(read_ftm(lines(entity(name=["Otter Brigade", "\u0391tter"])), "dump.json"))
    assert [n.text for n in found[0].names] == ["Otter Brigade"]
    assert str(problems[0]).startswith("dump.json, line 1: a word in letters of Greek and Latin")


def test_an_entity_with_weak_names_only_is_not_imported() -> None:
    found, problems = taken(read_ftm(lines(entity(weakAlias=["OB"])), "d"))
    assert not found
    assert "without a name" in problems[0].why


UN = """<?xml version="1.0" encoding="utf-8"?>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>7</DATAID><FIRST_NAME>ODO</FIRST_NAME>
<SECOND_NAME>REEDMAN</SECOND_NAME><UN_LIST_TYPE>Vestria</UN_LIST_TYPE><REFERENCE_NUMBER>VXi.001</REFERENCE_NUMBER>
<LISTED_ON>2011-02-03</LISTED_ON><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Reed</ALIAS_NAME>
</INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>OTTER BRIGADE</FIRST_NAME>
<REFERENCE_NUMBER>VXe.002</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>لواء القندس</NAME_ORIGINAL_SCRIPT><ENTITY_ALIAS>
<QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Brigade of the Otter</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_the_un_list_is_read_piece_by_piece(size: int) -> None:
    data = UN.encode()
    found, problems = taken(read_un_xml((data[i : i + size] for i in range(0, len(data), size)), "un.xml"))
    assert not problems
    assert [(e.id, e.table, e.names[0].text) for e in found] == [
        ("un/VXi.001", "persons", "ODO REEDMAN"),
        ("un/VXe.002", "actors", "OTTER BRIGADE"),
    ]
    assert [(n.text, n.short) for n in found[0].names] == [("ODO REEDMAN", False), ("Reed", True)]
    assert [n.text for n in found[1].names][1:] == ["لواء القندس", "Brigade of the Otter"]
    assert found[0].role == "listed by the UN Security Council (Vestria)"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<CONSOLIDATED_LIST>", "line 1: broken XML"),
        ("<a>\n<b></a>", "line 2: broken XML"),
        ("<rss/>", "no UN consolidated list"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "line 1: a document type"),
        ("", "broken XML"),
    ],
)
def test_a_file_that_is_no_un_list_says_where(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        list(read_un_xml(iter([text.encode()]), "un.xml"))


def test_listed_organisations_as_rows() -> None:
    row = {"reference": "VXe.9", "list": "Vestria", "name": "REED HOUSE", "aliases": ["House of Reeds"]}
    found, _ = taken(read_un_lines(lines(json.dumps(row)), "un.jsonl"))
    assert found[0].id == "un/VXe.9"
    with pytest.raises(ConfigError, match="line 2"):
        list(read_un_lines(lines(json.dumps(row), '{"title": 1}'), "un.jsonl"))


def place_row(**cells: str) -> str:
    order = ["id", "name", "ascii", "alternates", "lat", "lon", "class", "code", "country", "cc2", "admin1"]
    given = {"id": "990001", "name": "Otterby", "class": "P", "code": "PPL", "country": "VX"} | cells
    return "\t".join(
        [*(given.get(key, "") for key in order), "", "", "", given.get("people", "0"), "", "", "", ""]
    )


def test_geonames_rows_by_country_class_and_people() -> None:
    rows = [
        place_row(alternates="Oterbi,أوتربي,Оттербю,OTB", admin1="03", people="900"),
        place_row(id="990002", name="Elsewhere", country="ZZ"),
        place_row(id="990003", name="Reed Fell", **{"class": "T", "code": "MT"}),
        place_row(id="990004", name="Fen Province", **{"class": "A", "code": "ADM1"}),
    ]
    only = GeonamesFilter(frozenset({"VX"}), frozenset("PA"))
    found, _ = taken(read_geonames(lines(*rows), "VX.txt", only))
    assert [(p.id, p.kind) for p in found] == [("990001", "town"), ("990004", "governorate")]
    assert overlay_line(found[0]) == "990001;town;VX;03;900;Otterby|Oterbi;أوتربي;Оттербю"
    few = GeonamesFilter(frozenset({"VX"}), frozenset("PA"), least_people=901)
    assert not list(read_geonames(lines(*rows), "VX.txt", few))


def test_a_row_with_other_columns_says_where() -> None:
    with pytest.raises(ConfigError, match=r"VX\.txt, line 2: 3 columns instead of 19"):
        list(read_geonames(lines(place_row(), "a\tb\tc"), "VX.txt", GeonamesFilter()))


def test_names_that_the_registry_has_are_listed_and_never_merged() -> None:
    found, _ = taken(read_ftm(lines(entity(name=["Otter Brigade", "Brigade of the Otter"])), "d"))
    marked, conflicts = conflicts_of(found[0], lambda text, _: ["otters"] if text == "Otter Brigade" else [])
    assert [(c.name, c.imported, c.registered) for c in conflicts] == [("Otter Brigade", "ftm/x-1", "otters")]
    assert ";?Otter Brigade|Brigade of the Otter;" in overlay_line(marked)


@pytest.mark.parametrize("word", ["Police", "the Army", "rebels", "полиция", "الجيش", "gouverneur", "Hope"])
def test_a_name_that_is_a_common_word_is_left_out_and_told(word: str) -> None:
    found, problems = taken(read_ftm(lines(entity(name=["Otter Brigade", word])), "dump.json"))
    assert [n.text for n in found[0].names] == ["Otter Brigade"]
    assert "a common word" in str(problems[0])


def test_an_entity_with_a_common_word_for_its_only_name_is_not_imported() -> None:
    found, problems = taken(read_ftm(lines(entity(name=["Police"])), "dump.json"))
    assert not found
    assert problems[0].file == "dump.json"


@pytest.mark.parametrize("name", ["Police of Otterby", "Taliban", "Reuters", "Армия Рида", "Ida Otterby"])
def test_a_name_that_only_holds_a_common_word_is_imported(name: str) -> None:
    assert fault_of(name) is None
