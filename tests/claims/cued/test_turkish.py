"""Turkish: the cue closes the sentence, the speaker opens it."""

from __future__ import annotations

import pytest

from tests.claims.making import WordParser, read

CASES = [
    # clauses made nouns
    ("Belediye Başkanı Anselm Boro, köprünün kapandığını söyledi.", ("Belediye Başkanı Anselm Boro", "söyledi", "köprünün kapandığını")),
    ("Boro salı günü köprünün açılacağını belirtti.", ("Boro", "belirtti", "köprünün açılacağını")),
    ("Uzmanlar köprünün zayıf olduğunu açıkladı.", ("Uzmanlar", "açıkladı", "köprünün zayıf olduğunu")),
    ("Köprünün kapandığını söyledi.", (None, "söyledi", "Köprünün kapandığını")),
    # quotations
    ("Boro, \"Köprü artık kapalı,\" dedi.", ("Boro", "dedi", "\"Köprü artık kapalı,\"")),
    ("Boro şunları söyledi: \"Köprü artık kapalı.\"", ("Boro", "şunları söyledi", "\"Köprü artık kapalı.\"")),
    ("“Köprü artık kapalı” diyen Boro, limana döndü.", ("Boro", "diyen", "“Köprü artık kapalı”")),
    # phrases
    ("Boro'ya göre köprü kapalı.", ("Boro", "göre", "köprü kapalı")),
    ("Kıyı Postası'nın haberine göre, feribot geri döndü.", ("Kıyı Postası", "haberine göre", "feribot geri döndü")),
    # nobody is named
    ("Köprünün kapandığı bildirildi.", (None, "bildirildi", "Köprünün kapandığı")),
    # "named": the name before it is the source's, whatever it looks like; the noun behind it bears it
    ("Joren Talvi adlı öğretmene göre köyde sekiz kişi öldü.", ("Joren Talvi adlı öğretmene", "göre", "köyde sekiz kişi öldü")),
    ("Talvi adındaki bir öğretmene göre sekiz kişi öldü.", ("Talvi adındaki bir öğretmene", "göre", "sekiz kişi öldü")),
    ("Ünal isimli balıkçı köprünün kapalı olduğunu söyledi.", ("Ünal isimli balıkçı", "söyledi", "köprünün kapalı olduğunu")),
    ("Joren Talvi adlı öğretmen, sekiz kişinin öldüğünü söyledi.", ("Joren Talvi adlı öğretmen", "söyledi", "sekiz kişinin öldüğünü")),
    ("Belediye başkanı Kuzey adlı köprünün kapandığını söyledi.", ("Belediye başkanı", "söyledi", "Kuzey adlı köprünün kapandığını")),
    ("Joren Talvi adlı öğretmene konuşan köylüler köprünün kapandığını söyledi.", ("köylüler", "söyledi", "köprünün kapandığını")),
    ("Kuzey adlı geminin kaptanı Ada Marr limanın kapandığını söyledi.", ("Kuzey adlı geminin kaptanı Ada Marr", "söyledi", "limanın kapandığını")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_source_cue_and_content(line: str, expected: tuple[str | None, str, str]) -> None:
    lines = ("Haberler", "Limanda Boro konuştu.", line)
    assert expected in read(*lines, lang="tr", by=WordParser()).triples()


def test_a_sentence_without_a_cue_attributes_nothing() -> None:
    assert read("Haberler", "Köprü bir hafta kapalı kalacak.", lang="tr", by=WordParser()).attributions == []


KINDS = [
    ("Belediye Başkanı Anselm Boro, köprünün kapandığını söyledi.", "named_person"),
    ("Görgü tanıkları, köprünün çöktüğünü söyledi.", "anonymous"),
    ("Yetkililer, köprünün kapandığını söyledi.", "official_unnamed"),
    ("Şirket, köprünün kapandığını açıkladı.", "organisation"),
    ("Rapor, köprünün zayıf olduğunu gösteriyor.", "document"),
]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_kind_of_source(line: str, kind: str) -> None:
    assert [a.source_kind for a in read("Haberler", line, lang="tr", by=WordParser()).attributions] == [kind]


def test_a_dropped_subject_is_the_last_speaker() -> None:
    lines = ("Haberler", "Anselm Boro, köprünün kapandığını söyledi.", "Feribotun döndüğünü de ekledi.")
    second = read(*lines, lang="tr", by=WordParser()).attributions[1]
    assert second.source is None and second.resolved_source == "Anselm Boro"


def test_the_verb_itself_can_doubt() -> None:
    line = "Boro, köprünün çökebileceğini söyledi."
    found = read("Haberler", line, lang="tr", by=WordParser()).attributions
    assert [h.text for h in found[0].hedges] == ["çökebileceğini"]


def test_a_capital_i_with_a_dot_keeps_offsets() -> None:
    found = read("Haberler", "İİİ Birliği, köprünün kapandığını söyledi.", lang="tr", by=WordParser())
    for row in found.attributions:
        assert row.content.text == found.article.text[row.content.start : row.content.end]
        assert row.content.text == "köprünün kapandığını"
