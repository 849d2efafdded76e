"""Which mentions are one actor, who is masked, what links are stated, who an attribution's source is."""

from __future__ import annotations

import pytest

from headwater.entities.clusters import stands_for
from headwater.entities.outlets import outlet_of
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity, Relation
from headwater.records.tables import Tables
from tests.entities.making import attribution, case, claim, entity_of, resolved


def source_entity(tables: Tables) -> str | None:
    rows = tables.of(AttributionEntity)
    return tables.by_id(Entity)[rows[0].entity].name if rows else None


def test_one_registered_group_is_one_entity_across_articles_and_languages() -> None:
    tables = resolved(case(["ISIS left the port.", "Da'esh left the port.", "Daech left the port."]))
    assert (
        len({entity_of(tables, w, a).id for w, a in (("ISIS", "a1"), ("Da'esh", "a2"), ("Daech", "a3"))}) == 1
    )


def test_a_renamed_group_is_never_merged_with_its_heir() -> None:
    tables = resolved(case(["Nusra Front met Jabhat Fatah al-Sham and HTS."]))
    assert len({entity_of(tables, w).id for w in ("Nusra Front", "Jabhat Fatah al-Sham", "HTS")}) == 3
    kinds = {(r.kind, r.registry) for r in tables.of(Relation)}
    assert ("renamed_from", "jabhat-fatah-al-sham") in kinds
    assert ("merged_into", "jabhat-fatah-al-sham") in kinds


def test_two_of_one_surname_stay_two() -> None:
    tables = resolved(
        case(
            ["Omar al-Shishani met Muslim al-Shishani."],
            {"Omar al-Shishani": "PERSON", "Muslim al-Shishani": "PERSON"},
        )
    )
    assert entity_of(tables, "Omar al-Shishani").id != entity_of(tables, "Muslim al-Shishani").id


def test_a_leader_named_by_nobody_else_is_his_own_entity() -> None:
    text = "Le chef de HTŞ, Haysem Ömeri, est venu."
    tables = resolved(case([text], {"Haysem Ömeri": "PER"}, lang="fr"))
    entity = entity_of(tables, "Haysem Ömeri")
    assert entity.known_as is None
    assert entity.may_be == []


def test_an_uncertain_abbreviation_is_only_suggested() -> None:
    text = "Les Forces de mobilisation populaire (PMU) et l'UGP sont là."
    tables = resolved(case([text], {"UGP": "ORG"}, lang="fr"))
    forces, other = entity_of(tables, "PMU"), entity_of(tables, "UGP")
    assert forces.id != other.id
    assert other.may_be == [forces.id]
    assert all(row.status == "confirmed" for row in tables.of(MentionEntity))


def test_aleppo_city_and_province_are_two() -> None:
    tables = resolved(case(["Rain fell in Aleppo.\nRain fell in Aleppo province."]))
    assert len({e.known_as for e in tables.of(Entity) if e.type == "place"}) == 2


def test_the_site_of_a_party_is_its_outlet_once_the_article_names_it() -> None:
    tables = resolved(
        case(["Selon Lekolin, le port est fermé.\nLe site du PKK affirme le reste."], lang="fr")
    )
    assert entity_of(tables, "site du PKK").id == entity_of(tables, "Lekolin").id


def test_an_abbreviation_that_the_text_defines_is_the_same_actor() -> None:
    names = {"Harbour Watch Committee": "ORG", "HWC": "ORG"}
    tables = resolved(case(["The Harbour Watch Committee (HWC) met.\nThen the HWC left."], names))
    assert entity_of(tables, "HWC").id == entity_of(tables, "Harbour Watch Committee").id


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("HWC", "Harbour Watch Committee", True),
        ("HWC", "Port Board", False),
        ("X", "Xenon Board", False),
        ("LISA", "Levant Institute for Strategic Affairs", True),
    ],
)
def test_which_letters_stand_for_which_name(short: str, full: str, expected: bool) -> None:
    assert stands_for(short, full) is expected


def test_a_surname_joins_the_one_person_who_bears_it_in_the_article() -> None:
    names = {"Ada Lind": "PERSON", "Lind": "PERSON"}
    tables = resolved(case(["Mayor Ada Lind spoke.\nThen came Lind again."], names))
    assert entity_of(tables, "Lind").id == entity_of(tables, "Ada Lind").id


def test_a_surname_that_two_bear_joins_neither() -> None:
    names = {"Ada Lind": "PERSON", "Eva Lind": "PERSON", "Lind": "PERSON"}
    tables = resolved(case(["There spoke Ada Lind and Eva Lind.\nThen came Lind again."], names))
    rows = {m.id: m for m in tables.of(Mention)}
    alone = next(r for r in tables.of(MentionEntity) if rows[r.mention].text == "Lind")
    assert alone.entity not in {entity_of(tables, "Ada Lind").id, entity_of(tables, "Eva Lind").id}


def test_a_single_name_is_never_carried_to_another_article() -> None:
    tables = resolved(case(["There spoke Lind.", "There sang Lind."], {"Lind": "PERSON"}))
    assert entity_of(tables, "Lind", "a1").id != entity_of(tables, "Lind", "a2").id


@pytest.mark.parametrize(
    ("text", "source", "masked"),
    [
        ("Governor Ada Lind said the port is shut.", "Governor Ada Lind", False),
        ("Then Governor Ada Lind was seen there.", None, True),
        ("Commander Ada Lind said the port is shut.", "Commander Ada Lind", True),
        ("Hezbollah commander Ada Lind said the port is shut.", "Hezbollah commander Ada Lind", False),
        ("A spokeswoman for the Iraqi army, Ada Lind, said so.", "Ada Lind", False),
        ("A spokeswoman for the ministry, Ada Lind, said so.", "Ada Lind", False),
        ("A spokeswoman for the family, Ada Lind, said so.", "Ada Lind", True),
        ("The wife of the governor, Ada Lind, said so.", "Ada Lind", True),
        ("Ada Lind, head of Hezbollah, said so.", "Ada Lind", False),
        ("Ada Lind, head of the school, said so.", "Ada Lind", True),
        ("Ada Lind, a surgeon, said so.", "Ada Lind", True),
        ("Ada Lind, after talks with the mayor, said so.", "Ada Lind", True),
        ("The club president Ada Lind said so.", "Ada Lind", True),
        ("Iraq president Ada Lind said so.", "Ada Lind", False),
        ("Ada Lind, head negotiator for Hezbollah, said so.", "Ada Lind", True),
        ("Ada Lind, a researcher in Homs, said so.", "Ada Lind", True),
        ("Teacher Ada Lind said the port is shut.", "Teacher Ada Lind", True),
        ("The victim Ada Lind lay there.", None, True),
        ("Then Ada Lind came.", None, True),
    ],
)
def test_only_who_speaks_in_a_public_office_is_not_masked(
    text: str, source: str | None, masked: bool
) -> None:
    more = [attribution(text, source, "named_person")] if source else []
    tables = resolved(case([text], {"Ada Lind": "PERSON"}), *more)
    assert entity_of(tables, "Ada Lind").masked is masked


def test_public_figures_of_the_registry_are_not_masked() -> None:
    assert entity_of(resolved(case(["Then spoke Vladimir Putin."])), "Vladimir Putin").masked is False


@pytest.mark.parametrize(
    ("text", "source", "kind", "name"),
    [
        ("The agency SANA said so.", "The agency SANA", "media", "Syrian Arab News Agency"),
        (
            "A spokesman for the Syrian Democratic Forces said so.",
            "A spokesman for the Syrian Democratic Forces",
            "official_unnamed",
            "Syrian Democratic Forces",
        ),
        ("A Syrian army officer said so.", "A Syrian army officer", "anonymous", None),
        (
            "Militants fighting the Syrian army said so.",
            "Militants fighting the Syrian army",
            "organisation",
            None,
        ),
        ("Moscow said so.", "Moscow", "organisation", "government of Russia"),
        ("Activists in Aleppo said so.", "Activists in Aleppo", "anonymous", None),
    ],
)
def test_who_a_source_is(text: str, source: str, kind: str, name: str | None) -> None:
    assert source_entity(resolved(case([text]), attribution(text, source, kind))) == name


def test_a_stated_rename_is_kept_with_its_claim() -> None:
    text = "Jund al-Aqsa rebranded itself as Ansar al-Tawhid."
    said = claim(text, text)
    tables = resolved(case([text]), said)
    names = {e.id: e.known_as for e in tables.of(Entity)}
    stated = [(r.kind, names[r.from_], names[r.to]) for r in tables.of(Relation) if r.claim == said.id]
    assert stated == [("renamed_from", "ansar-al-tawhid", "jund-al-aqsa")]


def test_far_apart_actors_are_not_linked() -> None:
    text = "Ansar al-Tawhid fought at the port for many long days before part of the quay, held by friends, fell to Jund al-Aqsa."
    tables = resolved(case([text]), claim(text, text))
    assert [r for r in tables.of(Relation) if r.claim] == []


def test_the_order_of_articles_changes_nothing() -> None:
    texts = ["ISIS left Homs. Mayor Ada Lind spoke.", "Da'esh left Hama. Then Ada Linde came."]
    names = {"Ada Lind": "PERSON", "Ada Linde": "PERSON"}
    rows = list(case(texts, names).rows())
    one, two = resolved(Tables.of_rows(rows)), resolved(Tables.of_rows(rows[::-1]))
    assert sorted(one.of(Entity), key=lambda e: e.id) == sorted(two.of(Entity), key=lambda e: e.id)


def test_every_row_has_a_reason() -> None:
    tables = resolved(case(["ISIS met Ada Lind in Homs."], {"Ada Lind": "PERSON"}))
    rows: list[Mention | MentionEntity | Entity | Relation] = [
        *tables.of(Mention),
        *tables.of(MentionEntity),
        *tables.of(Entity),
        *tables.of(Relation),
    ]
    assert all(row.because.endswith(".") for row in rows)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("manar", "al-manar"),
        ("asharqalawsat", "asharq-al-awsat"),
        ("https://www.reuters.com/a", "reuters"),
        ("SANA", "sana"),
        ("sputniknews.com", "sputnik"),
        ("Harbour Gazette", None),
        ("", None),
    ],
)
def test_outlets_are_known_by_name_domain_and_address(name: str, id_: str | None) -> None:
    outlet = outlet_of(name)
    assert (outlet.id if outlet else None) == id_


@pytest.mark.parametrize(
    ("full", "known"),
    [
        ("The Britain-based Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"),
        ("Sources in the Syrian Observatory for Human Rights", None),
        ("A rival of the Syrian Observatory for Human Rights", None),
    ],
)
def test_a_reference_to_a_described_body_is_that_body(full: str, known: str | None) -> None:
    text = f"{full} met on Monday. The monitor said that the port is closed."
    said = attribution(text, "The monitor", "organisation", resolved_source=full)
    assert source_entity(resolved(case([text]), said)) == known
