"""Which words of a text become mentions, and of what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.entities.config import FindConfig
from headwater.entities.find import find
from headwater.records.entities import Mention
from headwater.records.tables import Tables
from tests.entities.making import case, found, no_models


def known(text: str, lang: str = "en", names: dict[str, str] | None = None) -> dict[str, str | None]:
    return {m.text: m.known_as for m in found(text, lang, names)}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "ISIS"), ("en", "ISIL"), ("en", "IS"), ("en", "Islamic State"), ("en", "Daesh"), ("en", "Da’esh"),
        ("en", "Islamic State of Iraq and the Levant"), ("fr", "EI"), ("fr", "Daech"), ("fr", "État islamique"),
        ("fr", "ÉtatIslamique"), ("tr", "DEAŞ"), ("tr", "IŞİD"), ("ar", "تنظيم الدولة"), ("ar", "داعش"), ("ru", "ИГИЛ"),
        ("ru", "Исламское государство"),
    ],
)  # fmt: skip
def test_one_group_is_found_under_all_its_names(lang: str, words: str) -> None:
    assert "islamic-state" in known(f"1 2 {words} 3", lang).values()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("tr", "HTŞ'nin"), ("en", "HTS"), ("en", "Hay'at Tahrir al-Sham"), ("fr", "Hayat Tahrir al-Cham"),
        ("ar", "هيئة تحرير الشام"), ("ar", "وهيئة تحرير الشام"), ("ru", "Хайят Тахрир аш-Шам"),
    ],
)  # fmt: skip
def test_spellings_suffixes_and_glued_letters_lead_to_one_entry(lang: str, words: str) -> None:
    assert "hayat-tahrir-al-sham" in known(f"1 2 {words} 3", lang).values()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The bridge is closed."),
        ("en", "The bridge Is Closed."),
        ("en", "THE BRIDGE IS CLOSED TODAY"),
        ("fr", "Ei dit le marin."),
        ("en", "Tell us more About Us"),
        ("en", "He came in Jan and left."),
    ],
)
def test_common_words_are_no_short_names(lang: str, text: str) -> None:
    assert set(known(text, lang).values()) <= {None}


def test_a_two_letter_name_counts_only_in_its_language() -> None:
    assert "islamic-state" in known("Les troupes de l'EI reculent.", "fr").values()
    assert "islamic-state" not in known("The EI of the port met.", "en").values()


def test_a_lost_apostrophe_does_not_hide_a_name() -> None:
    assert known("Syrias north and ISILs camp")["Syrias"] == "state/sy"


def test_a_short_name_needs_the_full_one_in_the_article() -> None:
    assert "sohr" not in known("The Observatory counted ships.").values()
    both = known("The Syrian Observatory for Human Rights counted. Later the Observatory counted again.")
    assert both["Observatory"] == "sohr" if "Observatory" in both else both["the Observatory"] == "sohr"


@pytest.mark.parametrize(
    ("lang", "text", "words", "id_"),
    [
        ("en", "The Iraqi army moved.", "Iraqi army", "body/iq/army"),
        ("en", "Russia's Defence Ministry spoke.", "Russia's Defence Ministry", "body/ru/defence-ministry"),
        ("fr", "L'armée irakienne avance.", "armée irakienne", "body/iq/army"),
        ("fr", "La délégation ukrainienne part.", "délégation ukrainienne", "body/ua/government"),
        ("fr", "Le gouvernement de Kiev répond.", "gouvernement de Kiev", "body/ua/government"),
        ("tr", "Suriye ordusu ilerledi.", "Suriye ordusu", "body/sy/army"),
        ("ru", "Наступает сирийская армия.", "сирийская армия", "body/sy/army"),
        ("ar", "تقدم الجيش السوري", "الجيش السوري", "body/sy/army"),
    ],
)
def test_demonym_and_noun_name_a_body_of_the_state(lang: str, text: str, words: str, id_: str) -> None:
    assert known(text, lang)[words] == id_


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "An Iraqi security source spoke."), ("fr", "Une source de sécurité irakienne a parlé.")],
)
def test_a_demonym_alone_names_nobody(lang: str, text: str) -> None:
    assert known(text, lang) == {}


def test_loaded_labels_are_kept_apart_from_names() -> None:
    mentions = {m.text: m for m in found("Armed terrorist groups and takfiris fought mercenaries.")}
    assert {m.label for m in mentions.values()} == {"terrorist", "takfiri", "mercenary"}
    assert all(m.known_as is None for m in mentions.values())


def test_a_regime_of_a_known_state_is_its_government_and_keeps_the_label() -> None:
    (mention,) = found("Troops of the Syrian regime left.")
    assert (mention.known_as, mention.label) == ("body/sy/government", "regime")


def test_brackets_and_commas_part_names() -> None:
    assert "islamic-state" not in known("The Islamic (State) school").values()
    assert "free-syrian-army" not in known("Free, Syrian, Army").values()


def test_where_something_sits_is_not_a_name_of_its_own() -> None:
    assert known("The Aleppo-based club and US-made tools") == {}


def test_a_name_shared_by_an_outlet_and_a_group_is_told_by_the_noun_beside_it() -> None:
    assert known("Le canal, la télévision locale Al-Nujaba a parlé.", "fr")["Al-Nujaba"] == "al-nujaba-tv"
    assert known("Fighters of al-Nujaba moved.")["al-Nujaba"] == "harakat-al-nujaba"


def test_an_outlet_whose_bare_name_is_a_word_needs_its_article() -> None:
    assert "al-monitor" not in known("Eight died Monitor").values()
    assert known("Al-Monitor wrote it.")["Al-Monitor"] == "al-monitor"


@pytest.mark.parametrize(
    ("text", "words", "id_"),
    [
        ("Shells fell in Aleppo.", "Aleppo", "place/170063"),
        ("Shells fell in Aleppo province.", "Aleppo", "place/sy-aleppo-gov"),
        ("Shells fell in the countryside of Hama.", "Hama", "place/sy-hama-gov"),
        ("Fighting near Khan Shaykhun.", "Khan Shaykhun", "place/sy-khan-sheikhoun"),
        ("Fighting near Khan Sheikhoun.", "Khan Sheikhoun", "place/sy-khan-sheikhoun"),
        ("The base at Al-Tanf stayed.", "Al-Tanf", "place/sy-al-tanf"),
        ("Families left Baghouz.", "Baghouz", "place/sy-baghouz"),
        ("Families left Latamneh.", "Latamneh", "place/sy-latamenah"),
    ],
)
def test_places_and_their_governorates_are_told_apart(text: str, words: str, id_: str) -> None:
    assert known(text)[words] == id_


def test_small_homonyms_abroad_are_not_guessed() -> None:
    assert not any(
        (m.known_as or "").startswith("place/") for m in found("Ghazi told Shafi a story in Verda.")
    )


def test_a_persons_role_is_read_before_and_after_the_name() -> None:
    names = {"Ada Lind": "PERSON", "Tomas Berg": "PERSON"}
    mentions = {
        m.text: m.role_title
        for m in found("Governor Ada Lind met Tomas Berg, a commander in the port.", names=names)
    }
    assert mentions == {"Ada Lind": "governor", "Tomas Berg": "commander"}


def test_model_names_are_cleaned_of_titles_days_and_labels() -> None:
    names = {"President Ada Lind": "PERSON", "Monday": "ORG", "Militants": "ORG", "The Harbour Watch": "ORG"}
    texts = [
        m.text
        for m in found(
            "On Monday, President Ada Lind and The Harbour Watch talked there with some Militants about fish.",
            names=names,
        )
    ]
    assert "Ada Lind" in texts
    assert "Harbour Watch" in texts
    assert "Monday" not in texts


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from("ISEIHTŞاللدولةاАлеппо'’-\u200f\u202e\u0301.,()\n &#Α"),
            st.characters(codec="utf-8"),
        ),
        max_size=200,
    ),
    st.sampled_from(["en", "fr", "ar", "tr", "ru", "und"]),
)
def test_any_text_gives_exact_spans_in_order_without_overlap(text: str, lang: str) -> None:
    mentions = list(find(case([text], lang=lang), FindConfig(), no_models()).of(Mention))
    last = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.end


def test_hostile_length_does_not_hang() -> None:
    text = "Al-" * 5_000 + "a" * 100_000 + "\u0301" * 20_000 + " (" * 20_000
    assert isinstance(find(case([text]), FindConfig(), no_models()), Tables)


def test_batches_change_nothing() -> None:
    texts = [
        "ISIS left Homs.",
        "The Observatory spoke.",
        "The Syrian Observatory for Human Rights spoke of Daraa.",
    ]
    whole = case(texts, {"Daraa": "GPE"})
    together = list(find(whole, FindConfig(), no_models()).of(Mention))
    apart: list[Mention] = []
    for id_ in ("a1", "a2", "a3"):
        rows = [row for row in whole.rows() if getattr(row, "article", getattr(row, "id", "")) == id_]
        apart += find(Tables.of_rows(rows), FindConfig(), no_models()).of(Mention)
    assert together == apart


def test_government_forces_are_an_army_and_a_capital_before_them_is_a_place() -> None:
    assert known("Syrian government forces moved.")["Syrian government forces"] == "body/sy/army"
    assert known("West of the capital Damascus government forces moved.")["Damascus"] == "place/170654"


@pytest.mark.parametrize(
    ("text", "lang", "outlet"),
    [
        ("Al-Manar showed the pictures. The channel of Hezbollah said more.", "en", "al-manar"),
        ("Al-Manar l'a montré. La chaîne du Hezbollah l'affirme.", "fr", "al-manar"),
        ("عرضت قناة المنار الصور. وقالت قناة حزب الله إن", "ar", "al-manar"),
        ("La chaîne du Hezbollah l'affirme.", "fr", None),
        ("Al-Manar et la radio Al-Nour l'ont montré. La chaîne du Hezbollah l'affirme.", "fr", None),
        ("Al-Manar l'a montré. Le chef du Hezbollah l'affirme.", "fr", None),
    ],
)
def test_an_outlet_called_by_its_owner_is_the_one_of_his_that_the_article_names(
    text: str, lang: str, outlet: str | None
) -> None:
    mentions = found(text, lang)
    phrases = [m.known_as for m in mentions if m.text.lower().startswith(("channel", "chaîne", "قناة حزب"))]
    assert phrases == ([outlet] if outlet else [])
