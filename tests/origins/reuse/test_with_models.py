"""The real encoder on an invented report in five languages, and the shared corpora where they are."""

from __future__ import annotations

import pytest

from headwater.providers import load_models
from headwater.records.articles import Article, Sentence
from headwater.records.matches import SentenceVector
from headwater.records.origins import Reuse
from headwater.records.tables import Tables
from tests.origins.reuse.making import QUAY, VOTE, compared, told

REPORT = {
    "en": QUAY[:4],
    "fr": (
        "Un incendie sur le quai aux grains de Port Sallow a tué 14 dockers tard mardi, a indiqué la capitainerie.",
        "Les flammes se sont propagées depuis une péniche qui déchargeait de l'orge lorsqu'une pompe a explosé peu avant minuit.",
        "Des équipes de trois villes voisines ont combattu le feu jusqu'à ce que le vent tombe vers l'aube.",
        "La capitaine du port, Ilse Korran, a déclaré à l'agence Meridian que la pompe avait échoué à une inspection en mars.",
    ),
    "tr": (
        "Liman idaresi, Port Sallow'daki tahıl rıhtımında salı gecesi çıkan yangında 14 liman işçisinin öldüğünü açıkladı.",
        "Alevler, gece yarısından kısa süre önce bir pompanın patlamasıyla arpa boşaltan bir mavnadan yayıldı.",
        "Üç komşu kasabadan gelen ekipler, rüzgâr şafağa doğru dinene kadar yangınla mücadele etti.",
        "Liman müdürü Ilse Korran, Meridian ajansına pompanın mart ayında denetimden geçemediğini söyledi.",
    ),
    "ru": (
        "Пожар на зерновом причале в Порт-Саллоу поздно вечером во вторник унёс жизни 14 докеров, сообщили в управлении порта.",
        "Пламя распространилось с баржи, с которой выгружали ячмень, когда незадолго до полуночи взорвался насос.",
        "Бригады из трёх соседних городов боролись с огнём, пока к рассвету не стих ветер.",
        "Начальница порта Ильзе Корран рассказала агентству Меридиан, что насос не прошёл проверку в марте.",
    ),
    "ar": (
        "قال مكتب الميناء إن حريقا على رصيف الحبوب في بورت سالو أودى بحياة 14 عاملا في وقت متأخر من يوم الثلاثاء.",
        "امتدت النيران من بارجة كانت تفرغ الشعير عندما انفجرت مضخة قبيل منتصف الليل.",
        "كافحت فرق من ثلاث بلدات مجاورة الحريق حتى هدأت الرياح عند الفجر.",
        "وقالت مديرة الميناء إلسه كوران لوكالة ميريديان إن المضخة لم تجتز فحصا في مارس.",
    ),
}


def embedded(*articles: list[object]) -> Tables:
    """The articles with the encoder's vectors in place of the invented ones."""
    rows = [row for article in articles for row in article if not isinstance(row, SentenceVector)]
    text = {row.id: row.text for row in rows if isinstance(row, Article)}
    sentences = [row for row in rows if isinstance(row, Sentence)]
    vectors = load_models().embedder.embed([text[s.article][s.start : s.end] for s in sentences])
    stored = [
        SentenceVector(s.article, s.index, vector.astype("<f2").tobytes())
        for s, vector in zip(sentences, vectors, strict=True)
    ]
    return Tables.of_rows(rows, stored)


@pytest.mark.models
def test_one_report_in_five_languages_is_ten_translations_and_touches_no_other() -> None:
    articles = [told(lang, lines, lang=lang, title=lines[0]) for lang, lines in REPORT.items()]
    tables = compared(embedded(*articles, told("vote", VOTE)), models=load_models())
    kinds = {(row.a, row.b): row.kind for row in tables.of(Reuse)}
    languages = sorted(REPORT)
    assert kinds == {(a, b): "translation" for a in languages for b in languages if a < b}
