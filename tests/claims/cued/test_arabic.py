"""Arabic: the verb opens the clause, the speaker follows."""

from __future__ import annotations

import pytest

from tests.claims.making import WordParser, read

CASES = [
    ("قال العمدة أنسلم بورو إن الجسر مغلق.", ("العمدة أنسلم بورو", "قال", "الجسر مغلق")),
    ("وأعلنت الشركة يوم الأحد أن العبّارة عادت.", ("الشركة", "أعلنت", "العبّارة عادت")),
    ("أكّد الحارس بأن الميناء هادئ.", ("الحارس", "أكّد", "الميناء هادئ")),
    ("وأضاف: \"لن نفتح الجسر قبل الصيف\".", (None, "أضاف", "\"لن نفتح الجسر قبل الصيف\"")),
    ("أخبر بورو الصحفيين أن الجسر مغلق.", ("بورو", "أخبر", "الجسر مغلق")),
    ("وفقًا لتقرير الميناء، الجسر مغلق منذ أسبوع.", ("تقرير الميناء", "وفقًا", "الجسر مغلق منذ أسبوع")),
    ("الجسر مغلق منذ أسبوع، بحسب بورو.", ("بورو", "بحسب", "الجسر مغلق منذ أسبوع")),
    ("يقال إن الجسر مغلق.", (None, "يقال", "الجسر مغلق")),
    ("زار بورو الميناء أمس، قائلاً إن الجسر آمن.", ("بورو", "قائلاً", "الجسر آمن")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_source_cue_and_content(line: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in read("أخبار", line, lang="ar", by=WordParser()).triples()


def test_a_sentence_without_a_cue_attributes_nothing() -> None:
    assert read("أخبار", "الجسر مغلق منذ أسبوع.", lang="ar", by=WordParser()).attributions == []


KINDS = [
    ("قال العمدة أنسلم بورو إن الجسر مغلق.", "named_person"),
    ("قال شهود إن الجسر انهار.", "anonymous"),
    ("قال مصدر أمني إن الجسر مغلق.", "official_unnamed"),
    ("قالت السلطات إن الجسر مغلق.", "official_unnamed"),
    ("أعلنت الشركة أن الجسر مغلق.", "organisation"),
    ("ذكرت صحيفة الساحل أن الجسر مغلق.", "media"),
    ("وفقًا لتقرير الميناء، الجسر مغلق منذ أسبوع.", "document"),
]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_kind_of_source(line: str, kind: str) -> None:
    assert [a.source_kind for a in read("أخبار", line, lang="ar", by=WordParser()).attributions] == [kind]


def test_vowel_signs_do_not_hide_a_cue() -> None:
    plain = read("أخبار", "حذر بورو من أن الجسر ضعيف.", lang="ar", by=WordParser())
    signed = read("أخبار", "حذّر بورو من أن الجسر ضعيف.", lang="ar", by=WordParser())
    assert [a.content.text for a in plain.attributions] == [a.content.text for a in signed.attributions] != []


def test_letters_of_a_channel_are_no_conjunction() -> None:
    found = read("أخبار", "ذكرت قناة سي إن إن أن الجسر مغلق.", lang="ar", by=WordParser())
    assert found.triples() == [("قناة سي إن إن", "ذكرت", "الجسر مغلق")]
