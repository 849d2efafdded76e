"""The registry: whole, consistent, compiled fresh, and quick."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from headwater.entities import compiled
from headwater.entities import entries as registry
from headwater.entities.bodies import body_entry
from headwater.entities.entries import entries, lines_of, links_in, names_in
from headwater.entities.index import fits
from headwater.records.errors import ConfigError
from headwater.text.names import fold, name_key, words_of
from headwater.text.russian import may_be_case_of


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
    assert compiled._load(compiled._folder(), name, files) is not None, (
        "run python -m headwater.entities.compiled"
    )


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


def test_shared_names_are_declared() -> None:
    shared: dict[tuple[str, ...], set[str]] = {}
    for entry in entries().values():
        for name in entry.names:
            if not name.uncertain:
                shared.setdefault(name_key(name.text, name.lang), set()).add(entry.id)
    declared = {frozenset(cells[1].split()) for _, cells in lines_of("ambiguous.csv", 3)}
    found = {frozenset(ids) for ids in shared.values() if len(ids) > 1}
    assert found == declared, "an undeclared shared name is a silent wrong merge"


def test_every_region_of_the_goal_has_its_actors() -> None:
    countries = Counter(e.country for e in entries().values() if e.type == "group")
    for code in ("SY", "IQ", "LB", "PS", "YE", "LY", "ML", "SD", "AF", "UA", "RU"):
        assert countries[code] >= 8, code
    assert sum(e.type == "group" for e in entries().values()) >= 250
    assert sum(e.type == "outlet" for e in entries().values()) >= 400


def test_times_are_in_order() -> None:
    for entry in entries().values():
        for time in (entry.since, entry.until, *(link.time or "" for link in entry.links)):
            assert re.fullmatch(r"(\d{4}(-\d{2})?)?", time), (entry.id, time)
        assert not entry.until or entry.since[: len(entry.until)] <= entry.until, entry.id


def test_no_two_outlets_share_a_domain() -> None:
    domains = Counter(domain for entry in entries().values() for domain in entry.domains)
    assert [domain for domain, count in domains.items() if count > 1] == []


def test_owners_are_entries() -> None:
    for entry in entries().values():
        assert not entry.owner or entry.owner in entries() or body_entry(entry.owner), (entry.id, entry.owner)


@pytest.mark.parametrize(
    ("word", "name", "one"),
    [
        ("Дании", "Дания", True),
        ("Дана", "Дания", False),
        ("Ливи", "Ливия", False),
        ("Дело", "Дели", False),
        ("Нигера", "Нигер", True),
        ("Нигера", "Нигерия", False),
        ("Украиной", "Украина", True),
        ("Израилем", "Израиль", True),
        ("Шанхая", "Шанхай", True),
        ("Донецкой", "Донецкая", True),
        ("Сан", "Сана", False),
        ("Того", "Тог", False),
    ],
)
def test_russian_cases_go_by_the_names_own_declension(word: str, name: str, one: bool) -> None:
    assert may_be_case_of(fold(word), fold(name)) is one


def entries_in(text: str, lang: str) -> set[str]:
    """Ids of the registry's entries whose names stand in a text."""
    words = words_of(text, lang)
    return {
        ref.id
        for first in range(len(words))
        for last, refs in compiled.registry_index().find(words, first)
        for ref in refs
        if fits(words, first, last, ref, lang, shouting=False)
    }


@pytest.mark.parametrize(
    ("text", "lang", "id_"),
    [
        ("Dışişleri'nin ve Birleşmiş Milletlerin kararı", "tr", "united-nations"),
        ("Dünya Sağlık Örgütünün raporu", "tr", "who"),
        ("встреча с Организацией Объединенных Наций", "ru", "united-nations"),
        ("وقالت منظمة الصحة العالمية", "ar", "who"),
        ("وبمنظمة الصحة العالمية", "ar", "who"),
    ],
)
def test_names_are_found_with_endings_and_glued_letters(text: str, lang: str, id_: str) -> None:
    assert id_ in entries_in(text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "id_"),
    [
        ("Россия сегодня объявила", "ru", "rossiya-segodnya"),
        ("أعلنت روسيا اليوم", "ar", "rt"),
        ("أسقطت الطائرة المسيرة", "ar", "al-masirah"),
        ("Russia today announced", "en", "rt"),
        ("кто-то из Дана", "ru", "state/dk"),
        ("وأفاد المصدر", "ar", "afad"),
    ],
)
def test_common_words_are_no_names(text: str, lang: str, id_: str) -> None:
    assert id_ not in entries_in(text, lang)
