"""The registry: whole, consistent, compiled fresh, and quick."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from headwater.entities import compiled
from headwater.entities import entries as registry
from headwater.entities.bodies import body_entry
from headwater.entities.entries import entries, lines_of, links_in, names_in
from headwater.records.errors import ConfigError


def test_every_link_leads_to_an_entry() -> None:
    for entry in entries().values():
        for link in entry.links:
            assert link.to in entries() or body_entry(link.to) is not None, (entry.id, link)


def test_breadth() -> None:
    kinds = Counter(entry.type for entry in entries().values())
    assert kinds["group"] + kinds["body"] >= 250
    assert kinds["outlet"] >= 240
    assert kinds["state"] >= 100


@pytest.mark.parametrize(
    "id_", ["islamic-state", "hayat-tahrir-al-sham", "nusra-front", "sohr", "reuters", "state/sy"]
)
def test_well_known_entries_have_names_in_five_languages(id_: str) -> None:
    assert {name.lang for name in entries()[id_].names} == {"en", "fr", "ar", "tr", "ru"}


def test_names_are_in_the_script_of_their_language() -> None:
    for entry in entries().values():
        for name in entry.names:
            if name.lang == "ar" and not re.search(r"[A-Za-z0-9]", name.text):
                assert re.search(r"[\u0600-\u06ff]", name.text), (entry.id, name)


def test_renames_and_merges_keep_the_groups_apart() -> None:
    renamed = {(link.kind, link.to) for link in entries()["jabhat-fatah-al-sham"].links}
    assert renamed == {("renamed_from", "nusra-front"), ("merged_into", "hayat-tahrir-al-sham")}


def test_one_owner_is_one_publisher_family() -> None:
    assert entries()["sputnik"].family == entries()["ria-novosti"].family
    assert entries()["al-arabiya"].family == entries()["al-hadath"].family
    assert entries()["reuters"].family != entries()["afp"].family


@pytest.mark.parametrize(
    ("id_", "party"),
    [
        ("al-manar", "outlet of a party"),
        ("sana", "state outlet"),
        ("sohr", None),
        ("reuters", None),
        ("nusra-front", "armed group"),
    ],
)
def test_parties_are_named_with_their_basis(id_: str, party: str | None) -> None:
    entry = entries()[id_]
    assert entry.party == party
    assert (entry.basis is not None) or party is None


def test_nothing_in_the_registry_rates_anyone() -> None:
    text = " ".join(f"{entry.kind} {entry.party} {entry.basis}" for entry in entries().values()).lower()
    assert not re.search(r"reliab|credib|trustworth|propagand|fake", text)


def test_every_file_names_its_sources() -> None:
    folder = compiled._folder()
    for path in sorted(folder.glob("*.csv")):
        head = path.read_text(encoding="utf-8").split("\n", 12)[:12]
        assert any("ource" in line or "GeoNames" in line for line in head if line.startswith("#")), path.name


@pytest.mark.parametrize("name", ["registry", "places"])
def test_compiled_names_are_fresh(name: str) -> None:
    files = compiled._REGISTRY if name == "registry" else compiled._PLACES
    assert compiled._load(compiled._folder(), name, files) is not None, "run python -m headwater.entities.compiled"


def test_a_line_with_too_few_columns_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"groups\.csv, line \d+"):
        list(lines_of("groups.csv", 3))


def test_a_broken_link_says_where() -> None:
    with pytest.raises(ConfigError, match="kind:id@time"):
        links_in("renamed", "registry/x.csv, line 3")


def test_cyclic_renames_are_an_error() -> None:
    names = names_in("Red Sail", "en")
    cycle = {
        "a": registry.Entry("a", "group", "party", "", names, links_in("renamed_from:b@2020", "x")),
        "b": registry.Entry("b", "group", "party", "", names, links_in("renamed_from:a@2021", "x")),
    }
    with pytest.raises(ConfigError, match="circle"):
        registry._check_links(cycle)


def test_a_link_to_nowhere_is_an_error() -> None:
    lone = {
        "a": registry.Entry("a", "group", "party", "", names_in("Red Sail", "en"), links_in("part_of:z", "x"))
    }
    with pytest.raises(ConfigError, match="no entry"):
        registry._check_links(lone)
