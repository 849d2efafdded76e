"""French asides without quotation marks, names whole, and who is told and who speaks."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "Il serait inutile de garder le moulin ouvert la nuit, a déclaré la société, et donc le four resterait froid.",
            "la société",
            "Il serait inutile de garder le moulin ouvert la nuit",
        ),
        (
            "Le bac a coulé devant le quai de Tamm, a indiqué dimanche le South Sorva Morning Post.",
            "le South Sorva Morning Post",
            "Le bac a coulé devant le quai de Tamm",
        ),
        (
            "La garde aurait reçu au moins douze canots, écrit l’Astrel Review dans son numéro paru mardi.",
            "l’Astrel Review",
            "La garde aurait reçu au moins douze canots",
        ),
        (
            "Les pêcheurs ont quitté la baie de Tamm, indique l'Observatoire.",
            "l'Observatoire",
            "Les pêcheurs ont quitté la baie de Tamm",
        ),
        (
            "Mardi matin, rapporte l'agence Marrel, des obus sont tombés sur le marché.",
            "l'agence Marrel",
            "des obus sont tombés sur le marché",
        ),
    ],
)
def test_an_aside_names_its_speaker_behind_the_cue(sentence: str, source: str, content: str) -> None:
    told = [(s, c) for s, _, c in read("Titre", sentence, lang="fr").triples()]
    assert (source, content) in told


def test_an_aside_between_subject_and_verb_leaves_both_to_what_is_said() -> None:
    line = "Les grues du port, précise le directeur des quais, sont arrêtées depuis lundi."
    (found,) = read("Titre", line, lang="fr").attributions
    assert found.source is not None and found.source.text == "le directeur des quais"
    assert [part.text for part in found.content_parts] == ["Les grues du port", "sont arrêtées depuis lundi"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le maire, élu en mai, a annoncé la fermeture du pont.",
        "Le pont a tenu, laissant la vallée ouverte.",
    ],
)
def test_an_object_behind_a_cue_is_no_speaker(sentence: str) -> None:
    sources = [s for s, _, _ in read("Titre", sentence, lang="fr").triples()]
    assert not {"la fermeture du pont", "la vallée ouverte"} & set(sources)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "Samedi, La sénatrice Ada Brenn affirme qu’elle se présentera après les élections.",
            "La sénatrice Ada Brenn",
        ),
        (
            "« Des pluies fortes sont attendues », a expliqué le National Storm Center.",
            "le National Storm Center",
        ),
        (
            "Selon Mirn Evening News, M. Wu, le cousin du fermier, a déclaré que la rivière était gelée.",
            "Mirn Evening News",
        ),
        (
            "« Le mur est tombé », a confié Dorr à Associated Press, précisant que sa famille était en ville.",
            "Dorr",
        ),
    ],
)
def test_a_name_is_whole_and_holds_no_other(sentence: str, source: str) -> None:
    sources = [s for s, _, _ in read("Titre", sentence, lang="fr").triples()]
    assert source in sources
    assert "Associated Press" not in sources


def test_que_behind_an_office_opens_a_clause_where_its_verb_has_an_object() -> None:
    sentence = (
        "Odile Marchaux a témoigné mardi devant le conseil de Tamm que la garde avait fermé des ateliers."
    )
    assert ("Odile Marchaux", "la garde avait fermé des ateliers") in [
        (s, c) for s, _, c in read("Titre", sentence, lang="fr").triples()
    ]


def test_the_french_conditional_between_guillemets_is_no_hearsay() -> None:
    quoted = read("Titre", "Le garde a déclaré : « Des gens auraient été tués. »", lang="fr")
    told = read("Titre", "Le garde a déclaré que des gens auraient été tués.", lang="fr")
    assert [bool(a.hedges) for a in quoted.attributions] == [False]
    assert [bool(a.hedges) for a in told.attributions] == [True]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            [
                "« Le pont est fermé », a dit Ada Brenn.",
                "Mme Carla Dorr a perdu son frère dans la crue.",
                "« Il ne disait rien », a-t-elle déclaré.",
            ],
            "Carla Dorr",
        ),
        (
            [
                "« Le pont est fermé », a dit Ada Brenn.",
                "M. Carl Dorr a perdu son frère dans la crue.",
                "« Il ne disait rien », a-t-elle déclaré.",
            ],
            "Ada Brenn",
        ),
    ],
)
def test_a_pronoun_takes_up_the_subject_of_the_sentence_before(lines: list[str], name: str) -> None:
    last = read("Titre", *lines, lang="fr").attributions[-1]
    assert last.resolved_source is not None and last.resolved_source.endswith(name)


def test_a_quotation_behind_a_colon_is_said_by_who_opens_the_sentence() -> None:
    lines = [
        "« Le pont est fermé », a dit Ada Brenn.",
        "Carl Dorr a déclaré que ses gens étaient inquiets : « Selon mon expérience, le pont reste fermé. »",
    ]
    last = read("Titre", *lines, lang="fr").attributions[-1]
    assert last.resolved_source == "Carl Dorr"


@pytest.mark.parametrize(
    "sentence",
    [
        "Des élus attendent d’être jugés pour avoir ouvert le pont.",
        "Des raids contre des fermiers ont déjà été signalés.",
    ],
)
def test_what_was_done_to_somebody_is_not_what_he_says(sentence: str) -> None:
    assert read("Titre", sentence, lang="fr").attributions == []


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        (
            "La famille du fermier et les élus de la ville seraient en train de négocier une somme.",
            "possible",
        ),
        ("Le parti libre serait « ouvert » à un nouveau nom.", "possible"),
        ("Le pont serait ouvert à tous si la pluie cessait.", "certain"),
    ],
)
def test_a_conditional_copula_that_tells_what_goes_on_is_hearsay(sentence: str, certainty: str) -> None:
    assert read("Titre", sentence, lang="fr").claims[-1].certainty == certainty
