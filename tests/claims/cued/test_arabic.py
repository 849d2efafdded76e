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
    # several words in marks behind a newspaper are its name, and the hour is no part of who speaks
    ("ذكرت صحيفة \"نور الميناء اليوم\" المحلية أن الجسر مغلق.", ("صحيفة \"نور الميناء اليوم\" المحلية", "ذكرت", "الجسر مغلق")),
    ("أكد الحارس فجر السبت أن الجسر مغلق.", ("الحارس", "أكد", "الجسر مغلق")),
    # what somebody is asked for: a verbal noun, alone behind whoever is asked, or with "to"
    ("ناشد المستشفى السكان التبرع بالدم.", ("المستشفى", "ناشد", "التبرع بالدم")),
    ("ودعت مآذن المساجد للتبرع بالدم.", ("مآذن المساجد", "دعت", "للتبرع بالدم")),
    ("طلب المستشفى من السكان التبرع بالدم.", ("المستشفى", "طلب", "التبرع بالدم")),
    ("دعا المستشفى السكان إلى التبرع بالدم.", ("المستشفى", "دعا", "إلى التبرع بالدم")),
    ("ناشد رئيس المجلس المحلي الأهالي الانسحاب من السوق.", ("رئيس المجلس المحلي", "ناشد", "الانسحاب من السوق")),
    ("ودعا جيش الاحتلال السكان إلى الانسحاب من القرية.", ("جيش الاحتلال", "دعا", "إلى الانسحاب من القرية")),
    # a noun that a body owns is part of its name
    ("وأعلنت وزارة الصحة فتح باب التبرع بالدم.", ("وزارة الصحة", "أعلنت", "فتح باب التبرع بالدم")),
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


def kinds_of(text: str) -> list[tuple[str | None, str]]:
    found = read("أخبار", text, lang="ar", by=WordParser()).attributions
    return [(a.source.text if a.source else None, a.source_kind) for a in found]


NAMED_IN_FULL = [
    ("قال الوزير أنسلم الطبيب إن الجسر مغلق.", "الطبيب"),
    ("قال الوزير أنسلم الطبيب إن الجسر مغلق.", "الطَبِيب"),
    ("قال الوزير أنسلم الطبيب إن الجسر مغلق.", "طبيب"),
    ("قال أنسلم الطبيب، مدير الميناء، إن الجسر مغلق.", "الطبيب"),
    ("قال دو مارين إن الجسر مغلق.", "دو"),
]


@pytest.mark.parametrize(("full", "short"), NAMED_IN_FULL)
def test_a_name_given_in_full_makes_its_parts_that_person(full: str, short: str) -> None:
    found = read("أخبار", f"{full} وأكد {short} أن العبّارة عادت.", lang="ar", by=WordParser()).attributions
    assert [a.source_kind for a in found] == ["named_person", "named_person"]
    assert found[1].resolved_source == found[0].resolved_source


def test_a_noun_that_is_no_ones_name_stays_a_noun() -> None:
    line = "قال الوزير أنسلم بورو إن الجسر مغلق. وأكد الطبيب أن العبّارة عادت."
    assert kinds_of(line) == [("الوزير أنسلم بورو", "named_person"), ("الطبيب", "anonymous")]


def test_who_is_described_behind_a_comma_is_a_person() -> None:
    line = "أخبر أنسلم بورو، وهو أحد كبار الدبلوماسيين، الصحفيين أن الجسر مغلق."
    assert [kind for _, kind in kinds_of(line)] == ["named_person"]


@pytest.mark.parametrize(("source", "kind"), [("سيدة", "anonymous"), ("السيدة", "named_person")])
def test_an_indefinite_title_alone_names_nobody(source: str, kind: str) -> None:
    assert kinds_of(f"قالت {source} إن الجسر مغلق.") == [(source, kind)]


def test_whose_words_a_statement_is() -> None:
    line = "الجسر مغلق منذ أسبوع، حسب تصريحات الوزير أنسلم بورو."
    assert kinds_of(line) == [("الوزير أنسلم بورو", "named_person")]


def test_a_verb_of_many_goes_on_with_the_crowd() -> None:
    line = "قال الوزير أنسلم بورو إن الجسر مغلق. وقال السكان إن الماء ارتفع. وأضافوا أن العبّارة عادت."
    assert [kind for _, kind in kinds_of(line)] == ["named_person", "anonymous", "anonymous"]


def test_a_definite_noun_stands_for_the_body_of_that_noun() -> None:
    line = "أعلنت شركة مارين أن الجسر مغلق. وأكدت الشركة أن العبّارة عادت."
    found = read("أخبار", line, lang="ar", by=WordParser()).attributions
    assert [a.resolved_source for a in found] == ["شركة مارين", "شركة مارين"]


@pytest.mark.parametrize(("name", "count"), [("لي", 2), ("أنسلم لي", 1)])
def test_a_short_name_is_no_pronoun_where_it_is_given_in_full(name: str, count: int) -> None:
    first = f'قال مدير الميناء، {name}، إن الجسر مغلق لأننا "لن نفتح الجسر قبل الصيف" أبدا.'
    found = read("أخبار", first, "ويعمل لي في الميناء.", lang="ar", by=WordParser())
    assert len(found.attributions) == count  # "works for me": the speaker goes on


def test_what_is_said_of_something_opens_behind_the_colon() -> None:
    line = 'قال أنسلم بورو عن إغلاق الجسر القديم: "لن نفتح الجسر قبل الصيف".'
    found = read("أخبار", line, lang="ar", by=WordParser()).attributions
    assert [a.content.text for a in found] == ['"لن نفتح الجسر قبل الصيف"']
