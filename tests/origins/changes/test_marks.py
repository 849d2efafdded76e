"""What is read in a passage: numbers, times, hedges, negations, names by sound."""

from __future__ import annotations

import pytest

from headwater.origins.changes.certainty import french_conditional
from headwater.origins.changes.lexicon import LANGUAGES, marks_of, table_of
from headwater.origins.changes.numbers import NumberMark, may_count, same_number, trivial
from headwater.origins.changes.passages import Passage, Reading, read_passage
from headwater.origins.changes.polarity import turkish_negated
from headwater.origins.changes.sounds import heard_in, sound_key, spelled_in
from headwater.origins.changes.words import tokens_of
from headwater.text.numbers import find_amounts
from headwater.text.numerals import lexicon


def read(text: str, lang: str = "en") -> Reading:
    return read_passage(Passage(text, lang))


def number(text: str, lang: str = "en") -> NumberMark:
    (found,) = read(text, lang).numbers
    return found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("two dozen sheep", "en"), ("24 moutons", "fr")),
        (("1,200 miners", "en"), ("1 200 mineurs", "fr")),
        (("470,000 people", "en"), ("470 ألف شخص", "ar")),
        (("43 houses", "en"), ("plus de 40 maisons", "fr")),
        (("half a million bricks", "en"), ("500 000 briques", "fr")),
        (("seventeen passengers", "en"), ("dix-sept passagers", "fr")),
        (("a drive of 100 miles", "en"), ("160 kilomètres", "fr")),
        (("two decades", "en"), ("20 yıl", "tr")),
        (("36 houses", "en"), ("dozens of houses", "en")),
    ],
)
def test_numbers_that_say_the_same(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert same_number(number(*left), number(*right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("27 children", "en"), ("37 enfants", "fr")),
        (("over 60 fighters", "en"), ("более 160 бойцов", "ru")),
        (("43 houses", "en"), ("moins de 30 maisons", "fr")),
        (("five civilians", "en"), ("15 sivil", "tr")),
        (("dozens of houses", "en"), ("9 houses", "en")),
    ],
)
def test_numbers_that_differ(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert not same_number(number(*left), number(*right))


def test_words_for_one_are_no_figures() -> None:
    assert trivial(number("1 house"))
    assert not trivial(number("14 houses"))


@pytest.mark.parametrize(
    ("text", "lang", "times"),
    [
        ("The treaty was signed on 4 May.", "en", {("day", "5-4"), ("month", "5")}),
        ("The mayor may resign.", "en", set()),
        ("Le 6 avril 2017, la ville se tut.", "fr", {("day", "4-6"), ("weekday", "4"), ("year", "2017"), ("month", "4")}),
        ("В среду вечером", "ru", {("weekday", "3"), ("daypart", "evening")}),
        ("salı günü sabah", "tr", {("weekday", "2"), ("daypart", "morning")}),
        ("مساء الثلاثاء", "ar", {("weekday", "2"), ("daypart", "evening")}),
        ("In 2013 the mill closed.", "en", {("year", "2013")}),
        ("At 10:45 the siren went off.", "en", set()),
    ],
)  # fmt: skip
def test_times(text: str, lang: str, times: set[tuple[str, str]]) -> None:
    assert {(t.kind, t.value) for t in read(text, lang).times} == times


def test_a_year_is_no_amount_but_a_count_of_people_is() -> None:
    assert read("In 2013 the mill closed.").numbers == ()
    assert [n.value for n in read("Some 2000 people fled.").numbers] == [2000]


@pytest.mark.parametrize("form", ["figureraient", "aurait", "disposerait", "perdrait", "viendraient"])
def test_french_conditionals(form: str) -> None:
    assert french_conditional(form)


@pytest.mark.parametrize("form", ["tirait", "déclarait", "entrait", "montraient", "opérait", "lait"])
def test_french_imperfects_are_no_hedges(form: str) -> None:
    assert not french_conditional(form)


@pytest.mark.parametrize(
    "form", ["gelmedi", "onaylamadı", "bilinmiyor", "bırakılmadı", "vurmayan", "yapılmadığını"]
)
def test_turkish_verbs_that_deny(form: str) -> None:
    assert turkish_negated(form)


@pytest.mark.parametrize("form", ["açıklamada", "geldi", "saldırması", "elma", "yürüyor"])
def test_turkish_words_that_do_not_deny(form: str) -> None:
    assert not turkish_negated(form)


def test_the_longest_entry_counts() -> None:
    text = "He not only failed to come."
    words, _ = tokens_of(text, "en")
    assert [m.key for m in marks_of(words)["negation"]] == ["skip", "not"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_may_hold_a_number_is_never_passed_over(lang: str) -> None:
    """Each turn, value, multiple and article of a language, alone and before another: where no piece may count, none is found."""
    table = lexicon(lang)
    words = [*table.values, *table.multipliers, *table.articles, *map(" ".join, table.vague)]
    words += [word + ending for word in (*table.values, *table.multipliers) for ending in table.endings]
    for word in words:
        for text in (word, f"{word} houses", f"x {word}, 1{word}"):
            if not any(may_count(piece, lang) for piece in text.split()):
                assert all(amount.article for amount in find_amounts(text, lang)), text


def test_a_text_with_a_number_has_it_read_however_it_is_written() -> None:
    assert [n.value for n in read("Deux cent mille et une maisons", "fr").numbers]
    assert [n.value for n in read("yüzlerce ev", "tr").numbers]
    assert not read("A mill by the river").numbers


def test_entries_in_capitals_match_capitals_only() -> None:
    assert [m.key for m in read("US planes").of("nation")] == ["usa"]
    assert read("They told us so").of("nation") == ()


def test_accents_tell_french_and_turkish_words_apart() -> None:
    assert read("Bakan oldu", "tr").of("role", "killed") == ()
    assert read("Bakan öldü", "tr").of("role", "killed")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_facet_that_is_compared(lang: str) -> None:
    table = table_of(lang)
    entries = [
        e for where in (table.whole, table.stems, table.endings) for found in where.values() for e in found
    ]
    facets = {e.facet for e in entries}
    assert {
        "negation",
        "hedge",
        "label",
        "cause",
        "weekday",
        "month",
        "cue",
        "head",
        "evidence",
        "role",
    } <= facets
    assert {e.key for e in entries if e.facet == "weekday"} == set("1234567")
    assert {e.key for e in entries if e.facet == "month"} == {str(n) for n in range(1, 13)}


def test_an_unknown_language_has_numbers_and_no_facets() -> None:
    reading = read("Es starben 14 Bergleute.", "de")
    assert [n.value for n in reading.numbers] == [14]
    assert not reading.of("negation")


@pytest.mark.parametrize(
    ("name", "other"),
    [("Velmora", "فلمورا"), ("Tarnesk", "Тарнеска"), ("Qurashen", "Kuraşen"), ("Halbek", "هالبك")],
)
def test_one_name_sounds_alike_in_two_scripts(name: str, other: str) -> None:
    assert heard_in([sound_key(name)], [sound_key(other)])


def test_short_names_are_compared_letter_by_letter() -> None:
    assert not spelled_in("Toskia", ["Drosk"])
    assert spelled_in("Toskia", ["Tosskia"])


def test_an_arabic_particle_hedges_the_present_and_stresses_the_past() -> None:
    assert read("قد يكون الجسر مغلقاً", "ar").of("hedge", "possible")
    assert not read("قد أغلق الحراس الجسر", "ar").of("hedge", "possible")


def test_turkish_reportives_hedge_and_passive_states_do_not() -> None:
    assert read("Köprü yıkılmadan önce vali kenti terk etmiş.", "tr").of("hedge", "reported")
    assert not read("Köprü taştan yapılmış.", "tr").of("hedge", "reported")
