"""Whom a speaker cites, what is doubted, and what is no report of its own."""

from __future__ import annotations

import pytest

from tests.claims.making import Read, WordParser, read

TITLES = {"ru": "Новости", "tr": "Haberler", "ar": "أخبار"}


def _read(lang: str, line: str) -> Read:
    return read(TITLES[lang], line, lang=lang, by=WordParser())


CHAINS = [
    ("ru", "Агентство «Берег» сообщает со ссылкой на полицию, что мост закрыт.", "Агентство «Берег»", "полицию"),
    ("ru", "Газета «Маяк», ссылаясь на министерство, пишет, что мост закрыт.", "Газета «Маяк»", "министерство"),
    ("ar", "ذكرت صحيفة الساحل نقلا عن مصادر أمنية أن الجسر مغلق.", "صحيفة الساحل", "مصادر أمنية"),
    ("ar", "أعلنت القناة، نقلا عن الشرطة، أن الجسر مغلق.", "القناة", "الشرطة"),
    ("tr", "Kıyı gazetesi, polis kaynaklarına dayandırdığı haberinde, köprünün kapalı olduğunu yazdı.", "Kıyı gazetesi", "polis kaynaklarına"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "line", "outer", "inner"), CHAINS)
def test_whom_a_speaker_cites_hangs_on_him_with_the_same_content(
    lang: str, line: str, outer: str, inner: str
) -> None:
    found = {a.source.text: a for a in _read(lang, line).attributions if a.source}
    assert found[inner].parent == found[outer].id
    assert found[inner].content == found[outer].content


def test_a_citation_that_nobody_makes_speaks_for_itself() -> None:
    found = _read("ru", "Ссылаясь на полицию, мост закрыли на неделю.")
    assert [a.parent for a in found.attributions] in ([], [None])


HEDGED = [
    ("ru", "Бранд заявил, что мост может рухнуть.", True),
    ("ru", "Бранд заявил, что мост не может рухнуть.", False),
    ("ru", "Бранд заявил, что мост якобы рухнул.", True),
    ("ru", "Бранд заявил, что мост похож на арку.", False),
    ("ar", "قال بورو إن الجسر قد ينهار.", True),
    ("ar", "قال بورو إن الجسر قد انهار.", False),
    ("ar", "قال بورو إن الشركة قد تعلن الإغلاق.", True),
    ("ar", "قال بورو إن الشركة قد تعرضت لخسائر.", False),
    ("ar", "وزعم بورو أن الجسر انهار.", True),
    ("ar", "ويقال إن الجسر انهار.", True),
    ("tr", "Bakan, köprünün çökebileceğini söyledi.", True),
    ("tr", "Bakan, şehrin rekabet edebilirliğinin azaldığını söyledi.", False),
    ("tr", "Bakan, onarımın mümkün olduğunu söyledi.", True),
    ("tr", "Bakan, onarımın mümkün olmadığını söyledi.", False),
    ("tr", "Bakan, köprünün çöktüğünü iddia etti.", True),
    ("tr", "Bakan, köprünün çöktüğünü söylemiş.", True),
]


@pytest.mark.parametrize(("lang", "line", "hedged"), HEDGED)
def test_moods_of_doubt(lang: str, line: str, hedged: bool) -> None:
    assert [bool(a.hedges) for a in _read(lang, line).attributions] == [hedged]


OWN_WORDS = [
    ("ar", 'قال بورو: "أعتقد أن الجسر سينهار قريبا".'),
    ("tr", 'Bakan, "Köprünün açılması bekleniyor ve biz hazırız" dedi.'),
    ("ru", "«Ожидается, что мост откроют весной», — заявил Бранд."),
]


@pytest.mark.parametrize(("lang", "line"), OWN_WORDS)
def test_what_nobody_else_is_said_to_say_in_a_quotation_is_no_report(lang: str, line: str) -> None:
    assert len(_read(lang, line).attributions) == 1


LISTENERS = [
    ("ru", "Источник в полиции сообщил газете «Маяк», что мост закрыт.", "газете «Маяк»"),
    ("ar", "قال مصدر أمني لوكالة الساحل إن الجسر مغلق.", "لوكالة الساحل"),
    ("tr", "Bir güvenlik kaynağı Reuters'a köprünün kapalı olduğunu söyledi.", "Reuters'a"),
]


@pytest.mark.parametrize(("lang", "line", "listener"), LISTENERS)
def test_to_whom_it_was_told(lang: str, line: str, listener: str) -> None:
    (one,) = _read(lang, line).attributions
    assert (one.told_to, one.anonymous_type) == (listener, "security")


KINDS = [
    ("ru", "Один из депутатов сообщил, что мост закрыт.", "official_unnamed"),
    ("ru", "Некоторые жители сообщили, что мост закрыт.", "anonymous"),
    ("ru", "Представитель правительства сообщил, что мост закрыт.", "official_unnamed"),
    ("ru", "Минобороны сообщило, что мост закрыт.", "organisation"),
    ("tr", "Parti üyelerinden biri, köprünün kapalı olduğunu söyledi.", "official_unnamed"),
    ("tr", "Hükümet sözcüsü, köprünün kapalı olduğunu söyledi.", "official_unnamed"),
    ("tr", "Bakanlığın araştırmasına göre köprü kapalı ve yol boş.", "document"),
    ("ar", "قال أحد النواب إن الجسر مغلق.", "official_unnamed"),
    ("ar", "قال بعض السكان إن الجسر مغلق.", "anonymous"),
    ("ar", "أظهرت دراسة أن الجسر ضعيف.", "document"),
]


@pytest.mark.parametrize(("lang", "line", "kind"), KINDS)
def test_kinds_of_sources_out_of_many(lang: str, line: str, kind: str) -> None:
    assert [a.source_kind for a in _read(lang, line).attributions] == [kind]


ACTS = [
    ("ru", "Министр пообещал открыть мост весной.", "planned"),
    ("tr", "Bakan, köprünün baharda açılacağına söz verdi.", "planned"),
    ("ar", "تعهد الوزير بفتح الجسر في الربيع.", "planned"),
    ("ar", "طالب بورو بإغلاق الجسر القديم فورا.", "requested"),
]


@pytest.mark.parametrize(("lang", "line", "act"), ACTS)
def test_what_is_promised_or_asked_for_has_not_happened(lang: str, line: str, act: str) -> None:
    assert act in [c.act for c in _read(lang, line).claims]


DENIALS = [
    ("ru", "Министерство опровергло сообщения о закрытии моста."),
    ("tr", "Bakanlık, köprünün kapandığı yönündeki iddiaları yalanladı."),
    ("ar", "نفى الوزير أن الجسر القديم انهار ليلا."),
]


@pytest.mark.parametrize(("lang", "line"), DENIALS)
def test_a_denial_is_a_claim_of_its_own(lang: str, line: str) -> None:
    found = _read(lang, line)
    assert [a.polarity for a in found.attributions] == ["deny"]
    assert "denies" in [c.stance for c in found.claims]


DROPPED = [
    ("ar", ["قال العمدة أنسلم بورو إن الجسر مغلق.", "أظهرت دراسة أن الجسر ضعيف.", "وأضاف أن العبّارة عادت."], "named_person"),
    ("tr", ["Vali Anselm Boro, köprünün kapalı olduğunu söyledi.", "Ayrıca yolun boş olduğunu belirtti."], "named_person"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "lines", "kind"), DROPPED)
def test_a_dropped_subject_is_the_last_person_who_spoke(lang: str, lines: list[str], kind: str) -> None:
    found = read(TITLES[lang], *lines, lang=lang, by=WordParser())
    assert found.attributions[-1].source is None
    assert found.attributions[-1].source_kind == kind
