"""Who did what to whom in languages that are not parsed. Names are bracketed; "p:" marks a person."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from headwater.matches.word_order import read_roles
from headwater.records.entities import Mention

V, P, T, S, R, A, K = "victim", "perpetrator", "target", "supplier", "recipient", "ally", "speaker"

SENTENCES: list[tuple[str, str, list[str | None]]] = [
    # Turkish
    ("tr", "[Kessia] [Orve Cephesi]'ne saldırdı.", [P, V]),
    ("tr", "[Kessia ordusu], [Orve Cephesi]'nin mevzilerini bombaladı.", [P, V]),
    ("tr", "[Orve Cephesi] savaşçıları [Kessia] askerlerini öldürdü.", [P, V]),
    ("tr", "[Orve Cephesi] [Kessia] tarafından bombalandı.", [V, P]),
    ("tr", "[Kessia]'nın saldırısında dokuz kişi öldü.", [P]),
    ("tr", "[Kessia] uçakları Telm kasabasını vurdu.", [P]),
    ("tr", "[Orve Cephesi]'ne yönelik saldırıda dört kişi öldü.", [V]),
    ("tr", "[Orve Cephesi] Maravel'i ele geçirdi.", [P]),
    ("tr", "Maravel [Kessia] tarafından ele geçirildi.", [P]),
    ("tr", "[Orve Cephesi] Telm'i [Kessia]'dan geri aldı.", [P, T]),
    ("tr", "[Kessia polisi] [p:Hanne Orlic]'i gözaltına aldı.", [P, V]),
    ("tr", "[p:Hanne Orlic] [Kessia] tarafından tutuklandı.", [V, P]),
    ("tr", "[p:Hanne Orlic] dün tutuklandı.", [V]),
    ("tr", "[Norrin] [Orve Cephesi]'ne 40 tank teslim etti.", [S, R]),
    ("tr", "[Norrin] [Kessia]'ya füze sattı.", [S, R]),
    ("tr", "[Orve Cephesi] [Norrin]'den 40 füze satın aldı.", [R, S]),
    ("tr", "[Norrin] [Orve Cephesi]'ni destekliyor.", [A, A]),
    ("tr", "[Norrin], [Kessia]'nın Telm'i bombaladığını açıkladı.", [K, P]),
    ("tr", "[p:Hanne Orlic] saldırıyı yalanladı.", [K]),
    ("tr", "[Kessia] ile [Orve Cephesi] arasında çatışma çıktı.", [None, None]),
    ("tr", "[Kessia ordusu] [Orve Cephesi] ile çatıştı.", [P, None]),
    ("tr", "[Norrin]'de dokuz kişi öldürüldü.", [None]),
    ("tr", "[Kessia] ve komşuları konferansa katıldı.", [None]),
    ("tr", "[Kessia ordusu], [terörist] olduğu söylenen beş kişiyi infaz etti.", [P, None]),
    ("tr", "[Norrin] [Kessia] merkezli bir grubu destekliyor.", [A, None]),
    ("tr", "[Norrin] şu cevabı verdi.", [None]),
    # Russian
    ("ru", "[Армия Кессии] обстреляла позиции [Орвийского фронта].", [P, V]),
    ("ru", "Боевики «[Орвийского фронта]» атаковали [армию Кессии].", [P, V]),
    ("ru", "[Кессийская армия] нанесла удар по позициям [Орвийского фронта].", [P, V]),
    ("ru", "По позициям [Орвийского фронта] нанесли удар [ВКС Кессии].", [V, None]),
    ("ru", "В результате удара [Кессии] погибли девять человек.", [P]),
    ("ru", "Позиции [Орвийского фронта] были обстреляны [кессийскими войсками].", [V, P]),
    ("ru", "Деревня обстреляна со стороны [Кессии].", [P]),
    ("ru", "[Кессийские войска] захватили Маравель.", [P]),
    ("ru", "Маравель захвачен [Орвийским фронтом].", [P]),
    ("ru", "Полиция арестовала [p:Ханну Орлич].", [V]),
    ("ru", "[p:Ханна Орлич] была арестована вчера.", [V]),
    ("ru", "После ареста [p:Ханны Орлич] начались протесты.", [V]),
    ("ru", "[Кессия] поставила [Норрии] 40 танков.", [S, R]),
    ("ru", "[Норрия] получила от [Кессии] 40 ракет.", [R, S]),
    ("ru", "Поставки оружия для [Орвийского фронта] продолжаются.", [R]),
    ("ru", "[Норрия] поддержала [Орвийский фронт].", [A, A]),
    ("ru", "[Норрия] опровергла сообщения об ударе.", [K]),
    ("ru", "[Норрия] заявила, что [кессийская армия] обстреляла Тельм.", [K, P]),
    ("ru", "Бои между [Кессией] и [Орвийским фронтом] продолжаются.", [None, None]),
    ("ru", "Как сообщила [Норрия], бои продолжаются.", [K]),
    ("ru", "В [Норрии] убиты девять человек.", [None]),
    ("ru", "Представители [Норрии] прибыли в столицу.", [None]),
    ("ru", "[Террористы] «[Фронта]» казнили [боевиков].", [P, P, V]),
    ("ru", "[Норрия] поставила задачу увеличить экспорт.", [None]),
    ("ru", "[Норрия] подверглась критике.", [None]),
    # Arabic
    ("ar", "قصفت [قوات كيسيا] مواقع [جبهة أورفي].", [P, V]),
    ("ar", "شنت [جبهة أورفي] هجوما على [جيش كيسيا].", [P, V]),
    ("ar", "هاجم مقاتلو [جبهة أورفي] [جيش كيسيا].", [P, V]),
    ("ar", "غارات [كيسيا] على [جبهة أورفي] مستمرة.", [P, V]),
    ("ar", "قتل تسعة أشخاص في غارة على مقر [جبهة أورفي].", [V]),
    ("ar", "تعرضت البلدة للقصف من قبل [كيسيا].", [P]),
    ("ar", "قتل [p:هانا أورليتش] في غارة جوية.", [V]),
    ("ar", "سيطرت [جبهة أورفي] على مارافيل.", [P]),
    ("ar", "استعادت [كيسيا] تيلم من [جبهة أورفي].", [P, T]),
    ("ar", "اعتقلت شرطة [كيسيا] [p:هانا أورليتش].", [P, V]),
    ("ar", "اعتقال [p:هانا أورليتش] أثار غضبا.", [V]),
    ("ar", "أسر [جيش كيسيا] تسعة مقاتلين.", [P]),
    ("ar", "سلمت [نوريا] [كيسيا] 40 دبابة.", [S, R]),
    ("ar", "سلمت [نوريا] 40 دبابة إلى [كيسيا].", [S, R]),
    ("ar", "تسلمت [كيسيا] 40 صاروخا من [نوريا].", [R, S]),
    ("ar", "تسليم أسلحة إلى [جبهة أورفي] مستمر.", [R]),
    ("ar", "دعمت [نوريا] [جبهة أورفي].", [A, A]),
    ("ar", "نفت [نوريا] الهجوم.", [K]),
    ("ar", "أعلنت [نوريا] أن [قوات كيسيا] قصفت تيلم.", [K, P]),
    ("ar", "اشتباكات بين [كيسيا] و[جبهة أورفي].", [None, None]),
    ("ar", "اشتبكت [قوات كيسيا] مع [جبهة أورفي].", [P, T]),
    ("ar", "[كيسيا] تقتل تسعة أشخاص في هجوم وسط [نوريا].", [P, None]),
    ("ar", "استهداف أراضي [نوريا] بصواريخ [كيسيا].", [None, P]),
    ("ar", "وصل تسعة أشخاص إلى [نوريا].", [None]),
]  # fmt: skip
_NAME = re.compile(r"\[(p:)?([^\]]+)\]")


def read(lang: str, marked: str, offset: int) -> list[str | None]:
    """The parts of the bracketed names, in order."""
    text, at = "", 0
    names: list[tuple[int, int, Literal["person", "group"]]] = []
    for hit in _NAME.finditer(marked):
        text += marked[at : hit.start()]
        names.append((len(text), len(text) + len(hit[2]), "person" if hit[1] else "group"))
        text, at = text + hit[2], hit.end()
    text += marked[at:]
    mentions = [
        Mention(f"m{k}", "a", text[a:b], a + offset, b + offset, lang, kind, None, None, "shape", "")
        for k, (a, b, kind) in enumerate(names)
    ]
    found = read_roles(text, lang, mentions, offset)
    return [found.get(m.id) for m in mentions]


@pytest.mark.parametrize(("lang", "text", "parts"), SENTENCES)
def test_who_plays_which_part(lang: str, text: str, parts: list[str | None]) -> None:
    assert read(lang, text, 0) == read(lang, text, 17) == parts


def test_no_language_without_tables_has_parts() -> None:
    assert read("en", "[Kessia] bombed [Norrin].", 0) == [None, None]


def test_a_list_of_names_is_read_in_short_time() -> None:
    text = ", ".join(f"[Kessia {k}] bombaladı" for k in range(3000))
    assert len(read("tr", text, 0)) == 3000
