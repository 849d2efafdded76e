"""Names in languages that no model reads: by the words beside them; and abbreviations that an article defines."""

from __future__ import annotations

import pytest

from tests.entities.making import case, entity_of, found, resolved


@pytest.mark.parametrize(
    ("lang", "text", "name", "type_"),
    [
        ("ru", "Об этом сказал губернатор Тарас Мельник.", "Тарас Мельник", "person"),
        ("ru", "Там был и врач Олла Бренн, и другие.", "Олла Бренн", "person"),
        ("ru", "Об этом пишет газета «Портовый вестник».", "Портовый вестник", "outlet"),
        ("ru", "Группировка «Речной дозор» ушла.", "Речной дозор", "group"),
        ("ru", "Дождь шёл в селе Малая Ольха весь день.", "Малая Ольха", "place"),
        ("tr", "Dün vali Orla Brennak konuştu.", "Orla Brennak", "person"),
        ("tr", "Haberi dün Liman Gazetesi yazdı.", "Liman Gazetesi", "outlet"),
        ("tr", "Olay Ak Kuyu Köyü'nde oldu.", "Ak Kuyu Köyü", "place"),
        ("ar", "سقط المطر في بلدة زرنوقا أمس.", "زرنوقا", "place"),
        ("ar", "كتبت صحيفة «صوت الميناء» عن المطر.", "صوت الميناء", "outlet"),
        ("ar", "وقف أحمد الزرنوقي هناك.", "أحمد الزرنوقي", "person"),
    ],
)
def test_a_name_is_found_by_the_words_beside_it(lang: str, text: str, name: str, type_: str) -> None:
    assert (name, type_) in {(m.text, m.type) for m in found(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Вчера Там шёл дождь."),
        ("ru", "Министр Северной Вестрии ушёл."),
        ("ru", "Директор Harbour Holdings ушёл."),
        ("ru", "Движение «быстрее» остановлено."),
        ("tr", 'Orla\'nın "Kuzey" dediği yer.'),
        ("tr", "Yeni Ve Büyük bir gün."),
        ("ar", "هي مدينة كبيرة جدا."),
        ("ar", "في مدينة المخيمات أطفال."),
        ("ar", "هذا لصالح الناس."),
    ],
)
def test_common_words_are_no_names(lang: str, text: str) -> None:
    assert [m.text for m in found(text, lang) if m.how == "shape"] == []


def test_private_persons_found_by_shape_are_masked() -> None:
    tables = resolved(case(["Там был и врач Олла Бренн, и другие."], lang="ru"))
    assert entity_of(tables, "Олла Бренн").masked is True


def test_an_abbreviation_that_the_text_defines_is_found_wherever_it_stands() -> None:
    text = "Haberi Liman Gözlem Komitesi (LGK) verdi.\nSonra LGK ayrıldı."
    tables = resolved(case([text], lang="tr"))
    assert entity_of(tables, "LGK").id == entity_of(tables, "Liman Gözlem Komitesi").id


def test_letters_in_brackets_that_fit_no_word_define_nothing() -> None:
    text = "Haberi Liman Gözlem Komitesi (XQZ) verdi.\nSonra XQZ ayrıldı."
    assert "XQZ" not in {m.text for m in found(text, "tr")}
