"""A country that the registry does not know: what its villages, outlets and groups are, and who is named inside a longer name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.entities.signs import bare_key, type_by_vote
from headwater.records.articles import Article, Credit, Published, Sentence
from headwater.records.claims import Parse, Token
from headwater.records.entities import AttributionEntity, Entity, Mention
from headwater.records.tables import Tables
from tests.entities.making import attribution, case, entity_of, found, resolved


@pytest.mark.parametrize(
    ("text", "words", "lang", "type_"),
    [
        ("Rain fell in the village of Vessk.", "Vessk", "en", "place"),
        ("Rain fell on the Vessk ridge.", "Vessk", "en", "place"),
        ("Then came Vessk, a village of herders.", "Vessk", "en", "place"),
        ("La pluie tombe sur la crête de Vessk.", "Vessk", "fr", "place"),
        ("A nurse told Vessk that rain fell.", "Vessk", "en", "outlet"),
        ("Rain fell, the Vessk agency says.", "Vessk", "en", "outlet"),
        ("Rain fell, the newspaper Vessk says.", "Vessk", "en", "outlet"),
        ("Une infirmière a dit à Vessk que la pluie tombe.", "Vessk", "fr", "outlet"),
        ("Then came the Otter Brigade.", "Otter Brigade", "en", "group"),
        ("Then came the Harbour Authority.", "Harbour Authority", "en", "body"),
        ("Then came Jabal Otter.", "Jabal Otter", "en", "place"),
        ("Then came Ada Lake.", "Ada Lake", "en", "person"),
        ("Then Mayor Ada Lake spoke.", "Ada Lake", "en", "person"),
    ],
)
def test_the_words_beside_a_name_outweigh_the_model(text: str, words: str, lang: str, type_: str) -> None:
    mention = next(m for m in found(text, lang, {words: "PERSON"}) if m.text == words)
    assert mention.type == type_


def test_what_one_article_tells_settles_the_guess_in_another() -> None:
    texts = ["Rain fell in the village of Vessk.", "Then there was Vessk.", "Puis il y eut Vessk."]
    tables = resolved(case(texts, {"Vessk": "PERSON"}))
    entities = {entity_of(tables, "Vessk", a).id for a in ("a1", "a2", "a3")}
    assert len(entities) == 1
    entity = tables.by_id(Entity)[entities.pop()]
    assert (entity.type, entity.masked) == ("place", False)
    assert "beside a place" in entity.because


def test_a_publisher_of_the_case_is_an_outlet_wherever_it_is_named() -> None:
    tables = case(["Rain fell.", "Then there was Vessk."], {"Vessk": "PERSON"})
    rows = [
        replace(r, publisher="The Vessk") if isinstance(r, Article) and r.id == "a1" else r
        for r in tables.rows()
    ]
    assert entity_of(resolved(Tables.of_rows(rows)), "Vessk", "a2").type == "outlet"


def test_a_credited_agency_is_found_without_the_model() -> None:
    text = "Rain fell (Vesskpress).\nThen Vesskpress left."
    credit = Credit("cr", "a1", None, "agency", "Vesskpress", None, 11, 21, "A credit.")
    tables = resolved(Tables.of_rows([*case([text]).rows(), credit]))
    assert [m.type for m in tables.of(Mention)] == ["outlet", "outlet"]


def test_a_surname_that_is_also_a_village_stays_a_person_where_the_person_is_named() -> None:
    names = {"Ada Vessk": "PERSON", "Vessk": "PERSON"}
    texts = ["There spoke Ada Vessk. Then left Vessk.", "Rain fell in the village of Vessk."]
    tables = resolved(case(texts, names))
    assert entity_of(tables, "Ada Vessk").type == "person"
    assert entity_of(tables, "Vessk", "a2").type == "place"


@pytest.mark.parametrize(
    ("text", "lang", "known"),
    [
        ("A spokeswoman, Petra Lindell, said so.", "en", []),
        ("Une porte-parole, Petra Lindell, l'a dit.", "fr", []),
        ("Then came Joan Petra.", "en", []),
        ("Then Petra Lindell spoke. So Petra left.", "en", []),
        ("Then Amal Lindell spoke.", "en", []),
        ("Dün Rudaw Lindell konuştu.", "tr", []),
        ("Then Hunter Biden spoke.", "en", []),
        ("Then President Biden spoke.", "en", ["joe-biden"]),
        ("The agency Petra said so.", "en", ["petra"]),
        ("Then Rudaw English said so.", "en", ["rudaw"]),
        ("Then Lebanese Hezbollah spoke.", "en", ["hezbollah"]),
        ("They want to found an Islamic state.", "en", []),
        ("Then the Islamic State spoke.", "en", ["islamic-state"]),
    ],
)
def test_a_registered_word_inside_a_longer_name_is_not_that_entry(
    text: str, lang: str, known: list[str]
) -> None:
    ids = [
        m.known_as
        for m in found(text, lang)
        if m.known_as and not m.known_as.startswith(("state/", "place/"))
    ]
    assert ids == known


@pytest.mark.parametrize("word", ["VX", "Otters"])
def test_signs_and_common_nouns_are_no_persons(word: str) -> None:
    text = f"Then they saw {word} there."
    tables = case([text], {word: "PERSON"})
    rows = [_as_nouns(r) if isinstance(r, Parse) else r for r in tables.rows()]
    assert not resolved(Tables.of_rows(rows)).of(Mention)


def _as_nouns(parse: Parse) -> Parse:
    other = Token(0, 4, "Then", "PROPN", "", "", 0, "", "")
    return replace(parse, tokens=[other, *(replace(t, pos="NOUN") for t in parse.tokens)])


def test_a_body_in_capitals_is_short_for_the_one_that_the_article_names() -> None:
    names = {"Vessk Flood Register": "ORG", "Register": "ORG"}
    tables = resolved(case(["Then spoke the Vessk Flood Register.\nThen came the Register."], names))
    assert entity_of(tables, "Register").id == entity_of(tables, "Vessk Flood Register").id


def test_a_short_form_that_fits_two_bodies_is_joined_to_neither() -> None:
    names = {"Vessk Flood Register": "ORG", "Port Fire Register": "ORG", "Register": "ORG"}
    text = (
        "Then there spoke, when nobody else would, the Vessk Flood Register.\n"
        "After that there also spoke the Port Fire Register.\nThen came the Register."
    )
    tables = resolved(case([text], names))
    fuller = {entity_of(tables, w).id for w in ("Vessk Flood Register", "Port Fire Register")}
    assert len(fuller) == 2
    assert entity_of(tables, "Register").id not in fuller


def _parsed(text: str, words: list[tuple[str, str, str, int]]) -> Parse:
    """One sentence's parse from (word, part of speech, dependency, head)."""
    tokens, at = [], 0
    for word, pos, dep, head in words:
        at = text.index(word, at)
        tokens.append(Token(at, at + len(word), word, pos, "", dep, head, "", ""))
        at += len(word)
    return Parse("a1", 0, tokens)


FIGHTERS = [
    ("Militants", "NOUN", "nsubj", 6), ("fighting", "VERB", "acl", 0), ("the", "DET", "det", 4),
    ("Syrian", "ADJ", "amod", 4), ("army", "NOUN", "dobj", 1), ("there", "ADV", "advmod", 1), ("spoke", "VERB", "ROOT", 6),
]  # fmt: skip
ARMY = [
    ("The", "DET", "det", 2), ("Syrian", "ADJ", "amod", 2), ("army", "NOUN", "nsubj", 5), ("in", "ADP", "prep", 2),
    ("Homs", "PROPN", "pobj", 3), ("spoke", "VERB", "ROOT", 5),
]  # fmt: skip
CHANNEL = [
    ("La", "DET", "det", 1), ("chaîne", "NOUN", "nsubj", 4), ("irakienne", "ADJ", "amod", 1),
    ("Al-Nujaba", "PROPN", "nmod", 1), ("parle", "VERB", "ROOT", 4),
]  # fmt: skip
CHIEF = [
    ("A", "DET", "det", 1), ("chief", "NOUN", "nsubj", 4), ("of", "ADP", "prep", 1), ("Hezbollah", "PROPN", "pobj", 2),
    ("spoke", "VERB", "ROOT", 4),
]  # fmt: skip
EXPERT = [
    ("Ada", "PROPN", "compound", 1), ("Lind", "PROPN", "nsubj", 6), (",", "PUNCT", "punct", 1),
    ("specialist", "NOUN", "appos", 1), ("on", "ADP", "prep", 3), ("Syria", "PROPN", "pobj", 4), ("spoke", "VERB", "ROOT", 6),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "kind", "words", "name"),
    [
        ("Militants fighting the Syrian army there spoke.", "Militants fighting the Syrian army", "organisation", FIGHTERS, None),
        ("The Syrian army in Homs spoke.", "The Syrian army in Homs", "organisation", ARMY, "Syrian army"),
        ("La chaîne irakienne Al-Nujaba parle.", "La chaîne irakienne Al-Nujaba", "media", CHANNEL, "Al-Nujaba TV"),
        ("A chief of Hezbollah spoke.", "A chief of Hezbollah", "organisation", CHIEF, None),
        ("Ada Lind, specialist on Syria spoke.", "Ada Lind, specialist on Syria", "organisation", EXPERT, None),
    ],
)  # fmt: skip
def test_a_source_is_what_the_head_of_its_words_names(
    text: str, source: str, kind: str, words: list[tuple[str, str, str, int]], name: str | None
) -> None:
    lang = "fr" if text.startswith("La ") else "en"
    rows = [r for r in case([text], lang=lang).rows() if not isinstance(r, Parse)]
    tables = resolved(Tables.of_rows([*rows, _parsed(text, words)]), attribution(text, source, kind))
    sources = tables.of(AttributionEntity)
    assert (tables.by_id(Entity)[sources[0].entity].name if sources else None) == name


@pytest.mark.parametrize(
    ("year", "source", "known"),
    [
        ("2019", "Qassem Soleimani", "qassem-soleimani"),
        ("2023", "Qassem Soleimani", None),
        ("2023", None, "qassem-soleimani"),
        (None, "Qassem Soleimani", "qassem-soleimani"),
    ],
)
def test_who_speaks_after_a_registered_death_is_only_suggested(
    year: str | None, source: str | None, known: str | None
) -> None:
    text = "Then Qassem Soleimani said that rain fell."
    published = Published(year, "year" if year else "none")
    rows = [replace(r, published=published) if isinstance(r, Article) else r for r in case([text]).rows()]
    more = [attribution(text, source, "named_person")] if source else []
    tables = resolved(Tables.of_rows(rows), *more)
    entity = entity_of(tables, "Qassem Soleimani")
    assert entity.known_as == known
    suggested = [tables.by_id(Entity)[id_].known_as for id_ in entity.may_be]
    assert suggested == ([] if known else ["qassem-soleimani"])


def test_a_sure_sign_beats_many_labels() -> None:
    assert type_by_vote({("person", ()): 9, ("person", ("outlet!: a credit",)): 1}) == (
        "outlet",
        "Taken for an outlet: a credit.",
    )


def test_an_article_before_a_name_is_no_part_of_it() -> None:
    assert bare_key("The Harbour Courier") == bare_key("Harbour Courier") == ("harbour", "courier")


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("Rain fell on the town of al-Mayadin in Syria.", "al-Mayadin", "place/sy-mayadin"),
        ("Rain fell on Syria, al-Mayadin reported.", "al-Mayadin", "al-mayadeen"),
        (
            "La pluie est tombée en Syrie, a déclaré une source du port à Al-Mayadeen.",
            "Al-Mayadeen",
            "al-mayadeen",
        ),
        ("Rain fell on the Zahra district in Homs in Syria.", "Zahra", "place/sy-zahra-homs"),
        ("Rain fell on the Zahra district in Aleppo in Syria.", "Zahra", "place/sy-jamiyat-al-zahraa"),
        ("Rain fell on al-Bab in Syria.", "al-Bab", "place/174018"),
    ],
)
def test_a_namesake_is_told_apart_by_the_words_and_places_beside_it(
    text: str, words: str, known: str
) -> None:
    assert next(m for m in found(text) if m.text == words).known_as == known


def test_a_quarter_is_not_a_region_of_several_states() -> None:
    assert [m.known_as for m in found("Rain fell on the Sahel.")] == ["place/sahel"]
    assert found("Rain fell on the Sahel district.") == []


def test_a_gate_is_not_the_town_called_gate() -> None:
    assert not [m for m in found("Rain fell on Bab Sharqi in Syria.") if m.known_as == "place/174018"]


def test_a_long_sentence_of_names_is_read_in_linear_time() -> None:
    text = " ".join(["Mayor Ada Lind met the Otter Brigade near Vessk"] * 2000)
    sentence = Sentence("a1", 0, 0, len(text), "en", "p1", True)
    article = next(iter(case([text]).of(Article)))
    tables = resolved(Tables.of_rows([article, sentence]))
    assert tables.of(Entity) == []
