"""Who says what: one rule of the language a row. The country is invented."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models

ENGLISH = [
    # a clause behind the cue, with and without "that"
    ("The governor said that the bridge at Mirn was closed.", "The governor", "said", "the bridge at Mirn was closed"),
    ("The governor said the bridge at Mirn was closed.", "The governor", "said", "the bridge at Mirn was closed"),
    ("A resident told the Ostrel Herald that two houses burned.", "A resident", "told", "two houses burned"),
    # content before the cue, its comma lost
    ("Three soldiers were killed near Ostrel the army said.", "the army", "said", "Three soldiers were killed near Ostrel"),
    ("Three soldiers were killed near Ostrel, the army said on Monday.", "the army", "said", "Three soldiers were killed near Ostrel"),
    # inversion
    ("“We will not leave the town,” said Ilva Marr, the mayor of Mirn.", "Ilva Marr, the mayor of Mirn", "said", "“We will not leave the town,”"),
    # "according to", at either end
    ("According to the ministry, the dam is safe.", "the ministry", "According to", "the dam is safe"),
    ("The dam is safe according to the ministry.", "the ministry", "according to", "The dam is safe"),
    # a participle takes up the thread
    ("The army said the road was open, adding that buses would run.", "The army", "adding", "buses would run"),
    # denials, accusations, demands, promises
    ("The government denied using mines in Ostrel.", "The government", "denied", "using mines in Ostrel"),
    ("The party accused the army of burning the granary.", "The party", "accused", "the army of burning the granary"),
    ("The council called for an inquiry into the fire.", "The council", "called for", "an inquiry into the fire"),
    ("The general promised to open the road by Friday.", "The general", "promised", "to open the road by Friday"),
    # documents show; people do not
    ("A video posted online showed soldiers in the square.", "A video posted online", "showed", "soldiers in the square"),
    # relative clauses hang on what they describe
    ("The council met the party, which denied any part in the fire.", "the party", "denied", "any part in the fire"),
    # nouns of speech
    ("He repeated the claim that the mines were removed.", "He", "claim", "the mines were removed"),
]  # fmt: skip

FRENCH = [
    ("Le maire a déclaré que le pont était fermé.", "Le maire", "a déclaré", "le pont était fermé"),
    ("Le pont est fermé, a déclaré le maire.", "le maire", "a déclaré", "Le pont est fermé"),
    ("« Le pont est fermé », a annoncé Ilva Marr.", "Ilva Marr", "a annoncé", "« Le pont est fermé »"),
    ("« Nous ne quitterons pas la ville », a-t-elle ajouté.", "elle", "a-t-elle ajouté", "« Nous ne quitterons pas la ville »"),
    ("Selon le ministère, le barrage est sûr.", "le ministère", "Selon", "le barrage est sûr"),
    ("Le barrage est sûr, selon le ministère.", "le ministère", "selon", "Le barrage est sûr"),
    ("D’après un témoin, deux maisons ont brûlé.", "un témoin", "D’après", "deux maisons ont brûlé"),
    ("Le parti a démenti avoir incendié le grenier.", "Le parti", "a démenti", "avoir incendié le grenier"),
    ("La ville se déclare prête à rouvrir la route.", "La ville", "se déclare", "prête à rouvrir la route"),
    ("Il a répété l’affirmation selon laquelle les mines ont été retirées.", "Il", "affirmation selon laquelle", "les mines ont été retirées"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "source", "cue", "content"), ENGLISH)
def test_english(sentence: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in read("The news from Mirn", sentence).triples()


@pytest.mark.parametrize(("sentence", "source", "cue", "content"), FRENCH)
def test_french(sentence: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in read("Les nouvelles de Mirn", sentence, lang="fr").triples()


NOT_SPEECH = [
    ("The flood claimed the lives of four children.", "en"),
    ("The council put an end to the strike.", "en"),
    ("Nobody said that the bridge was safe.", "en"),
    ("The army was going to say nothing about it.", "en"),
    ("The route was chosen according to its length.", "en"),
    ("Le débat se poursuit au parlement depuis lundi.", "fr"),
    ("Selon cette logique, le pont devait tomber.", "fr"),
]


@pytest.mark.parametrize(("sentence", "lang"), NOT_SPEECH)
def test_what_reports_nobody(sentence: str, lang: str) -> None:
    assert read("A day in Mirn", sentence, lang=lang).attributions == []


HEADLINES = [
    ("Two dead in shelling of Mirn: monitor", "monitor", "Two dead in shelling of Mirn"),
    ("Two dead in shelling of Mirn - reports", "reports", "Two dead in shelling of Mirn"),
    ("Two dead in shelling of Mirn NGO", "NGO", "Two dead in shelling of Mirn"),
]


@pytest.mark.parametrize(("headline", "source", "content"), HEADLINES)
def test_a_headline_names_its_source_by_position(headline: str, source: str, content: str) -> None:
    assert (source, None, content) in read(headline, "The town was quiet later.").triples()


def test_a_headline_printed_again_is_read_again() -> None:
    headline = "Two dead in shelling of Mirn: monitor"
    found = read(headline, f"{headline} Monday The town was quiet by the evening.").triples()
    assert found.count(("monitor", None, "Two dead in shelling of Mirn")) == 2


def test_whoever_is_cited_hangs_on_who_cites() -> None:
    found = read("News", "Two bridges were closed, the Ostrel Herald reported, citing local residents.")
    outer, inner = sorted(found.attributions, key=lambda a: a.parent is not None)
    assert inner.parent == outer.id
    assert inner.source is not None and inner.source.text == "local residents"
    assert inner.content == outer.content


def test_quoted_as_saying_names_two() -> None:
    found = read("News", "The Herald quoted a doctor as saying that the hospital was full.")
    sources = {a.source.text: a for a in found.attributions if a.source}
    assert sources["a doctor"].content.text == "the hospital was full"
    assert sources["a doctor"].parent == sources["The Herald"].id


def test_a_report_in_a_report_is_nested() -> None:
    found = read("News", "The minister said that residents reported two fires.")
    by_source = {a.source.text: a for a in found.attributions if a.source}
    assert by_source["residents"].parent == by_source["The minister"].id


def test_a_quotation_goes_on_without_a_cue() -> None:
    found = read("Nouvelles", "« Le pont est fermé », a dit le maire.", "« Nous attendons les secours depuis lundi.", "Personne ne vient. »", lang="fr")  # fmt: skip
    carried = [a for a in found.attributions if a.cue is None]
    assert [a.content.text for a in carried] == [
        "« Nous attendons les secours depuis lundi",
        "Personne ne vient. »",
    ]
    assert {a.resolved_source for a in carried} == {"le maire"}


def test_a_speaker_in_the_first_person_goes_on() -> None:
    found = read("News", "I saw two men at the door, Ilva Marr said.", "I ran to the river with my sister.")
    assert (None, None, "I ran to the river with my sister") in found.triples()


def test_a_country_in_capitals_is_no_first_person() -> None:
    found = read("News", "I saw two men at the door, Ilva Marr said.", "The US closed its office in Mirn.")
    assert len(found.attributions) == 1


HEARSAY = [
    ("The town is said to be the home of the poet.", "is said", "to be the home of the poet"),
    ("Two children are reported to have died of hunger.", "are reported", "to have died of hunger"),
]


@pytest.mark.parametrize(("sentence", "cue", "content"), HEARSAY)
def test_what_is_told_of_someone_has_no_source(sentence: str, cue: str, content: str) -> None:
    found = read("News", sentence)
    assert found.triples() == [(None, cue, content)]
    assert [c.text for c in found.claims if not c.title] == [sentence.rstrip(".")]


def test_who_is_spoken_of_does_not_speak() -> None:
    found = read("News", "The mayor put the toll at five while nine others were reported hurt.")
    assert [a.source.text for a in found.attributions if a.source] == ["The mayor"]


def test_an_opening_without_its_comma_is_no_part_of_the_name() -> None:
    found = read("News", "In return Moscow announced it would build the wall.")
    assert found.triples() == [("Moscow", "announced", "it would build the wall")]


@pytest.mark.parametrize(
    ("lang", "sentence", "source", "content"),
    [
        ("en", "According to Ada Brook, head of the guard, the bridge was closed.", "Ada Brook, head of the guard", "the bridge was closed"),
        ("fr", "Selon Anne Marr, porte-parole de la police, il a été arrêté lundi.", "Anne Marr, porte-parole de la police", "il a été arrêté lundi"),
        ("en", "Last week Moscow announced that the road was open.", "Moscow", "the road was open"),
        ("en", "The ministry on Tuesday denied that the town had fallen.", "The ministry", "the town had fallen"),
        ("en", "Raids hit the city on Sunday in some of the worst attacks by aircraft residents and the Hill Observatory said.", "residents and the Hill Observatory", "Raids hit the city on Sunday in some of the worst attacks by aircraft"),
    ],
)  # fmt: skip
def test_offices_belong_to_a_name_and_dates_do_not(
    lang: str, sentence: str, source: str, content: str
) -> None:
    assert (source, content) in [(s, c) for s, _, c in read("Titre", sentence, lang=lang).triples()]
