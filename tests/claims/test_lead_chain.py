"""On whose word the lead stands: its source by the name that the article gives it below, and who tells the same."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models

_RAID = "Warplanes killed at least 26 porters in the harbour of Mirn on Monday"


def test_two_that_are_only_described_are_those_whom_the_article_names() -> None:
    found = read(
        "Raid on Mirn kills porters",
        f"{_RAID}, a monitor and activists said.",
        "The Hill Observatory for Rights said the warplanes struck the harbour twice.",
        "Warplanes struck the harbour at dawn, an activist with the Mirn Press Centre said.",
    )
    assert found.chain(found.lead()) == [
        "The Hill Observatory for Rights",
        "an activist with the Mirn Press Centre",
    ]


def test_a_description_stays_where_one_of_its_words_is_named_by_nobody() -> None:
    found = read(
        "Raid on Mirn kills porters",
        f"{_RAID}, a monitor and activists said.",
        "The Hill Observatory for Rights said the warplanes struck the harbour twice.",
    )
    assert found.chain(found.lead()) == ["a monitor and activists"]


def test_a_service_is_whoever_speaks_for_it_of_the_same_matter() -> None:
    found = read(
        "Barrels fall on Mirn",
        "A local rescue service said a plane dropped barrels of acid on Mirn before dawn.",
        "The old guild blamed the governor.",
        "A spokesman for the Harbour Watch said 27 dockers in Mirn breathed the acid.",
    )
    assert found.chain(found.lead()) == ["A spokesman for the Harbour Watch"]


def test_media_are_the_outlet_that_is_named_for_the_same() -> None:
    found = read(
        "Raid on Mirn kills porters",
        f"{_RAID}, local media reported.",
        "According to the Kelm news agency, the warplanes struck the harbour twice.",
    )
    assert found.chain(found.lead()) == ["the Kelm news agency"]


def test_who_speaks_for_a_described_body_stands_for_it_once() -> None:
    found = read(
        "Rocket kills 17 in Mirn",
        "A rocket killed at least 17 porters in the harbour of Mirn at noon, a monitoring group told.",
        '"The rocket killed 17 porters on the quay," said Ada Lind, director of the Hill Observatory for Rights.',
    )
    assert found.chain(found.lead()) == ["Ada Lind"]


def test_another_toll_of_the_same_blast_is_told_beside_it() -> None:
    found = read(
        "Blast kills 37 in Mirn",
        "A boiler blast killed at least 37 dockers in the harbour of Mirn on Monday.",
        "The Sorvan ministry of health gave a toll of 37 dead dockers.",
        "The Hill Observatory gave a toll of 41 dead dockers.",
    )
    assert found.chain(found.lead()) == ["The Sorvan ministry of health", "The Hill Observatory"]


@pytest.mark.parametrize(("figure", "together"), [("32", True), ("80", False)])
def test_a_figure_makes_more_than_thirty_exact_or_is_another(figure: str, together: bool) -> None:
    found = read(
        "More than 30 guards die in Mirn blast",
        "The Front claimed a blast that killed more than 30 guards at the gate of Mirn.",
        f"The blast killed {figure} guards, the Hill Watch said.",
    )
    assert ("the Hill Watch" in found.chain(found.lead())) == together


def test_dozens_are_measured_by_the_figure_of_the_headline() -> None:
    found = read(
        "53 dockers killed in shelling of cranes in Mirn",
        "Dozens of dockers were killed in a shelling of cranes in Mirn.",
        "The Hill Watch put the toll of the shelling at 53.",
        "The Mirn Press Centre said dozens of dockers had died there.",
    )
    assert found.chain(found.lead()) == ["The Hill Watch"]


def test_a_denial_is_no_word_for_what_it_denies() -> None:
    found = read(
        "Strikes kill 31 in Mirn",
        "Strikes killed 31 people in Mirn, the Hill Watch said.",
        "The Sorvan army denied that its strikes killed 31 people in Mirn.",
    )
    assert found.chain(found.lead()) == ["the Hill Watch"]


def test_a_report_of_a_demand_leads_with_the_incident_where_somebody_tells_it() -> None:
    found = read(
        "Sorvan council calls for inquiry into Mirn attack",
        "The Sorvan council called on the league to open an inquiry into the attack on Mirn.",
        "The attack on Mirn killed 12 porters, the Hill Watch said.",
    )
    assert found.lead().text == "The attack on Mirn killed 12 porters"
    assert found.chain(found.lead()) == ["the Hill Watch"]


def test_the_dead_of_a_war_are_no_incident_that_a_demand_answers() -> None:
    found = read(
        "Sorvan council calls for inquiry into Mirn attack",
        "The Sorvan council called on the league to open an inquiry into the attack on Mirn.",
        "Attacks on Mirn have killed 12,000 people since the war began, the Hill Watch said.",
    )
    assert found.chain(found.lead()) == ["The Sorvan council"]


def test_who_answers_a_claim_has_not_made_it() -> None:
    found = read(
        "Leaders answer claim",
        "Ministers abroad answered the claim of activists in the Harbour Board that 19 dockers were killed in Mirn.",
    )
    assert {source for source, _, _ in found.triples()} == {"activists in the Harbour Board"}


def test_a_video_is_no_lead_by_the_name_of_its_player() -> None:
    found = read(
        "Strikes kill dozens in safe zone",
        "Strikes on the fish hall of Mirn killed at least 23 dockers, the Hill Watch said.",
        "Strikes on Mirn kill dozens in safe zone - YouTube Strikes were in the safe zone.",
    )
    assert found.chain(found.lead()) == ["the Hill Watch"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "A mine blew up at least 13 dockers by the quay on Friday the Hill-based Kelm Observatory for Rights (KOR) said.",
            "the Hill-based Kelm Observatory for Rights (KOR)",
        ),
        (
            "Shells on a nursery in Mirn killed 14 pupils the SU childrens agency SUNICA said Monday.",
            "the SU childrens agency SUNICA",
        ),
        (
            '"Three pupils were hurt in the harbour of Mirn" state news agency VENA reported.',
            "state news agency VENA",
        ),
    ],
)
def test_the_whole_name_of_who_closes_a_sentence_is_read(text: str, source: str) -> None:
    assert read("News", text).triples()[0][0] == source


def test_the_organisations_spokesman_is_the_one_told_with_its_name() -> None:
    found = read(
        "News",
        "A spokesman for the Harbour Watch said the acid was old.",
        "The organisation's spokesman said barrels fell on Mirn.",
    )
    names = {a.resolved_source for a in found.attributions}
    assert names == {"A spokesman for the Harbour Watch"}


def test_a_row_of_links_is_no_source() -> None:
    found = read(
        "News", "The mill burned. Mirn Film Week | Kelm Art | Hill News says the blunders of the mayor"
    )
    assert not any(" | " in (source or "") for source, _, _ in found.triples())


def test_a_french_description_is_whom_the_article_names() -> None:
    found = read(
        "Raid sur Mirn",
        "Des avions ont tué au moins 26 porteurs dans le port de Mirn, selon une ONG et des militants.",
        "L’Observatoire de Harl a indiqué que des avions avaient frappé deux fois le port.",
        "Des avions ont frappé le port à l’aube, a déclaré un militant du Centre de presse de Mirn.",
        lang="fr",
    )
    assert found.chain(found.lead()) == [
        "L’Observatoire de Harl",
        "un militant du Centre de presse de Mirn",
    ]


@pytest.mark.parametrize(
    ("lang", "lines", "source"),
    [
        (
            "fr",
            (
                "Le conseil de Sorva exige une enquête sur l’attaque de Mirn",
                "Le conseil de Sorva a demandé à la ligue d’ouvrir une enquête sur l’attaque de Mirn.",
                "L’attaque de Mirn a tué 12 porteurs, a indiqué l’Observatoire de Harl.",
            ),
            "l’Observatoire de Harl",
        ),
        (
            "tr",
            (
                "Sorva konseyi Mirn saldırısı için soruşturma istedi",
                "Sorva konseyi, Mirn saldırısının soruşturulması çağrısında bulundu.",
                "Harl Gözlemevi, Mirn saldırısında 12 hamalın öldüğünü açıkladı.",
            ),
            "Harl Gözlemevi",
        ),
        (
            "ar",
            (
                "مجلس سورفا يطالب بالتحقيق في هجوم ميرن",
                "طالب مجلس سورفا بفتح تحقيق في هجوم ميرن",
                "قال مرصد هارل إن هجوم ميرن أدى إلى مقتل 12 حمالا",
            ),
            "مرصد هارل",
        ),
    ],
)
def test_a_demand_gives_way_to_the_incident_in_other_languages(
    lang: str, lines: tuple[str, ...], source: str
) -> None:
    found = read(*lines, lang=lang)
    assert found.chain(found.lead()) == [source]
