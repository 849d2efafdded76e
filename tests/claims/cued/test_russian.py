"""Russian: who says what, told by the place of the cue."""

from __future__ import annotations

import pytest

from tests.claims.making import WordParser, read

CASES = [
    # the cue before its clause
    ("Мэр Ансельм Боро заявил, что мост закрыт.", ("Мэр Ансельм Боро", "заявил", "мост закрыт")),
    ("В среду Боро сообщил, что паром не ушел.", ("Боро", "сообщил", "паром не ушел")),
    ("Сторож, работавший в порту, говорит, что сирена молчала.", ("Сторож", "говорит", "сирена молчала")),
    ("Инженер добавил: «Мы проверим каждый шлюз».", ("Инженер", "добавил", "«Мы проверим каждый шлюз»")),
    # the cue behind what is said
    ("«Мост закрыли ночью», — сказал мэр Боро.", ("мэр Боро", "сказал", "«Мост закрыли ночью»")),
    ("«Мост закрыли ночью», — сказала в пятницу Лида Вереск, глава порта.", ("Лида Вереск, глава порта", "сказала", "«Мост закрыли ночью»")),
    ("Паром вернулся в порт пустым, сообщает газета «Берег».", ("газета «Берег»", "сообщает", "Паром вернулся в порт пустым")),
    ("Газета «Новый вестник порта» сообщила, что паром пуст.", ("Газета «Новый вестник порта»", "сообщила", "паром пуст")),
    # phrases
    ("По словам Боро, мост закрыт.", ("Боро", "По словам", "мост закрыт")),
    ("Паром, по данным порта, вернулся пустым.", ("порта", "по данным", "вернулся пустым")),
    ("Мост закрыт на неделю, согласно отчету порта.", ("отчету порта", "согласно", "Мост закрыт на неделю")),
    # a subject that two cues share, a promise, a text that says
    ("Боро осмотрел мост, отметив, что трещин нет.", ("Боро", "отметив", "трещин нет")),
    ("Боро пообещал открыть мост к лету.", ("Боро", "пообещал", "открыть мост к лету")),
    ("В отчете порта говорится, что груз пропал.", ("отчете порта", "говорится", "груз пропал")),
    # nobody is named
    ("Сообщается, что мост закрыт.", (None, "Сообщается", "мост закрыт")),
    # a comma behind a governed name: a description of it in its case, or the end of the source
    ("По данным газеты Вогул, бомба, заложенная под мостом, взорвалась.", ("газеты Вогул", "По данным", "бомба, заложенная под мостом, взорвалась")),
    ("По информации радио Берег, солдаты, охранявшие порт, ушли.", ("радио Берег", "По информации", "солдаты, охранявшие порт, ушли")),
    ("По данным агентства Маррел, школа, больница и рынок разрушены.", ("агентства Маррел", "По данным", "школа, больница и рынок разрушены")),
    ("По словам Иды Марр, мэра города, мост закрыт.", ("Иды Марр, мэра города", "По словам", "мост закрыт")),
    ("По словам Иды Марр, бывшей учительницы, мост закрыт.", ("Иды Марр, бывшей учительницы", "По словам", "мост закрыт")),
    ("По словам Боро, жителя порта, которого ранили, увезли.", ("Боро", "По словам", "жителя порта, которого ранили, увезли")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_source_cue_and_content(line: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in read("Вести", line, lang="ru", by=WordParser()).triples()


SILENT = ["Мост закрыт на неделю.", "Глава порта Боро осмотрел старый мост.", "Школа открыта."]


@pytest.mark.parametrize("line", SILENT)
def test_a_sentence_without_a_cue_attributes_nothing(line: str) -> None:
    assert read("Вести", line, lang="ru", by=WordParser()).attributions == []


KINDS = [
    ("Мэр Ансельм Боро заявил, что мост закрыт.", "named_person"),
    ("Жители сообщили, что слышали взрыв.", "anonymous"),
    ("Источник в правительстве сообщил, что мост закрыт.", "official_unnamed"),
    ("Министерство заявило, что мост закрыт.", "organisation"),
    ("Газета «Берег» сообщает, что мост закрыт.", "media"),
    ("В отчете говорится, что мост закрыт.", "document"),
]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_kind_of_source(line: str, kind: str) -> None:
    assert [a.source_kind for a in read("Вести", line, lang="ru", by=WordParser()).attributions] == [kind]


def test_a_quotation_goes_on_over_sentences() -> None:
    found = read(
        "Вести", "«Мост закрыли ночью.", "Мы ждали до утра», — сказал Боро.", lang="ru", by=WordParser()
    )
    first, last = found.attributions
    assert first.source is None and first.resolved_source == "Боро" and first.form == "direct"
    assert last.source is not None and last.content.text == "Мы ждали до утра»"


def test_who_is_quoted_in_a_quotation_is_nested() -> None:
    found = read("Вести", "«Жители говорят, что мост закрыт», — сказал Боро.", lang="ru", by=WordParser())
    outer = next(a for a in found.attributions if a.parent is None)
    inner = next(a for a in found.attributions if a.parent is not None)
    assert outer.source is not None and outer.source.text == "Боро"
    assert inner.parent == outer.id and inner.source is not None and inner.source.text == "Жители"


def test_words_of_doubt_and_denials() -> None:
    found = read(
        "Вести",
        "Боро заявил, что мост, вероятно, закрыт.",
        "Порт опроверг сообщения о взрыве.",
        lang="ru",
        by=WordParser(),
    )
    doubt, denial = found.attributions
    assert [h.text for h in doubt.hedges] == ["вероятно"]
    assert denial.polarity == "deny"
