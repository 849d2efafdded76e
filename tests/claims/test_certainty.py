"""How sure a claim is put: one row for each turn of phrase, in each language."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models

TURNS = [
    ("en", "It is entirely possible that the rebels sold the drones.", "possible"),
    ("en", "It is possible that the bridge fell.", "possible"),
    ("en", "The toll is estimated at 40 people.", "probable"),
    ("en", "The bridge appears to have fallen.", "probable"),
    ("en", "The army appears to be moving north.", "probable"),
    ("en", "The envoy may have left the city.", "possible"),
    ("en", "The talks could collapse.", "possible"),
    ("en", "The attack was probably carried out by rebels.", "probable"),
    ("en", "The minister is likely to resign.", "probable"),
    ("en", "The town has reportedly fallen.", "probable"),
    ("en", "It seems that the talks have failed.", "probable"),
    ("en", "The bomb is believed to have been planted by rebels.", "probable"),
    ("en", "The gunman allegedly fired first.", "possible"),
    ("en", "It is unclear who fired first.", "unknown"),
    ("en", "It is not known whether the envoy survived.", "unknown"),
    ("en", "Perhaps the convoy turned back.", "possible"),
    ("en", "The alleged attack took place on Monday.", "possible"),
    ("en", "A suspected gas attack killed ten people.", "probable"),
    ("en", "The army took the town.", "certain"),
    ("en", "There is a possibility that the dam will break.", "possible"),
    ("en", "It is probable that the dam will break.", "probable"),
    ("en", "It is unlikely that the envoy survived.", "probable"),
    ("en", "The dam might break.", "possible"),
    ("en", "The convoy must have turned back.", "probable"),
    ("en", "The rumoured deal was signed.", "possible"),
    ("en", "The envoy was thought to have left.", "probable"),
    ("en", "The storm presumably delayed the convoy.", "probable"),
    ("en", "The town is said to have fallen.", "probable"),
    ("en", "It cannot be ruled out that the rebels fired.", "possible"),
    ("en", "About forty people fled the town.", "certain"),
    ("fr", "Il est tout à fait possible que les rebelles aient vendu les drones.", "possible"),
    ("fr", "Il est possible que le pont soit tombé.", "possible"),
    ("fr", "Le bilan est estimé à 40 morts.", "probable"),
    ("fr", "Le pont semble être tombé.", "probable"),
    ("fr", "L'armée paraît se retirer vers le nord.", "probable"),
    ("fr", "L'émissaire aurait quitté la ville.", "possible"),
    ("fr", "Dix personnes auraient été tuées.", "possible"),
    ("fr", "Les pourparlers pourraient échouer.", "possible"),
    ("fr", "L'attaque a probablement été menée par les rebelles.", "probable"),
    ("fr", "Le ministre va sans doute démissionner.", "probable"),
    ("fr", "L'assaillant présumé a été arrêté.", "possible"),
    ("fr", "On ignore qui a tiré.", "unknown"),
    ("fr", "Le convoi a peut-être fait demi-tour.", "possible"),
    ("fr", "L'armée a pris la ville.", "certain"),
    ("fr", "Il est probable que le barrage cède.", "probable"),
    ("fr", "Il est peu probable que l'émissaire ait survécu.", "probable"),
    ("fr", "Il semblerait que la ville soit tombée.", "probable"),
    ("fr", "Environ quarante personnes ont fui la ville.", "certain"),
    ("fr", "L'homme est soupçonné de vol.", "possible"),
    ("fr", "Le chef supposé du groupe a fui.", "possible"),
    ("fr", "Il n'est pas exclu que les rebelles aient tiré.", "possible"),
    ("fr", "Il se peut que le pont soit tombé.", "possible"),
    ("fr", "La ville serait tombée lundi.", "possible"),
    ("fr", "L'émissaire est considéré comme mort.", "probable"),
]


@pytest.mark.parametrize(("lang", "sentence", "certainty"), TURNS)
def test_a_turn_of_phrase_says_how_sure_the_speaker_is(lang: str, sentence: str, certainty: str) -> None:
    headline = "News of the day" if lang == "en" else "Nouvelles du jour"
    (claim,) = [c for c in read(headline, sentence, lang=lang).claims if not c.title]
    assert claim.certainty == certainty


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "It cannot be ruled out that the rebels fired."),
        ("en", "It is not known whether the envoy survived."),
        ("fr", "Il n'est pas exclu que les rebelles aient tiré."),
    ],
)
def test_what_is_left_open_is_not_denied(lang: str, sentence: str) -> None:
    (claim,) = [c for c in read("News", sentence, lang=lang).claims if not c.title]
    assert claim.polarity == "assert"


def test_a_conditional_of_hearsay_beside_the_cue_is_a_hedge_and_a_future_in_the_past_is_none() -> None:
    told = read("Titre", "Les ponts seront fermés lundi, aurait déclaré le maire de Mirn.", lang="fr")
    assert [h.text for a in told.attributions for h in a.hedges] == ["aurait"]
    future = read("Titre", "Le maire de Mirn a annoncé que les ponts seraient fermés lundi.", lang="fr")
    assert [h.text for a in future.attributions for h in a.hedges] == []
