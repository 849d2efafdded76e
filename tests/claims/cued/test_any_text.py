"""Whatever the text, readers of cues do not crash, spans hold, and time grows no faster than length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.making import WordParser, read
from tests.pace import least

LANGUAGES = ("ar", "de", "ru", "tr")
WORDS = st.sampled_from(
    ["сказал", "что", "по словам", "говорится", "в", "Боро", "который", "и", "dedi", "göre", "söyledi", "diyen", "Boro'nun", "olduğunu",
     "sagte", "der", "Boro", "dass", "laut", "so", "wie", "meldete", "hat", "gesagt", "sei", "und", "„", "wies", "zurück", "zufolge", "heißt", "es",
     "قال", "إن", "وفقًا", "ل", "بورو", "قائلاً", "أن", "،", ",", "—", ":", "«", "»", '"', "“", "”", ".", ";", "(", ")", "\u202e", "\u200f", "😀", "İ", "\u0651", "'", "1", "-"]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=4)


@settings(deadline=None, max_examples=150)
@given(LINES, st.sampled_from(LANGUAGES))
def test_any_article_is_read_and_spans_hold(lines: list[str], lang: str) -> None:
    found = read(*lines, lang=lang, by=WordParser())
    assert sum(c.lead for c in found.claims) == (1 if found.claims else 0)
    for row in found.attributions:
        for span in (row.source, row.cue, *row.content_parts):
            assert span is None or (span.text == found.article.text[span.start : span.end] and span.text)


UNITS = {
    "ru": "сторож сказал, что «мы ушли», и мэр заявил о том, по словам ",
    "tr": 'bekçi "gittik" dedi ve başkan\'a göre olduğunu söyledi, ',
    "de": "der Wächter sagte, „wir gingen“, und laut dem Amt sei, so Boro, wie er meldete, ",
    "ar": 'قال الحارس إن "رحلنا" وفقًا للعمدة، وأضاف أن ',
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_time_is_linear_in_length(lang: str) -> None:
    def reading(times: int) -> Callable[[], object]:
        return lambda: read("T", UNITS[lang] * times, lang=lang, by=WordParser())

    small, large = least(reading(30)), least(reading(240), 2)
    assert large < 8 * small * 4  # eight times the text; four for noise, where quadratic time would take 64


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_that_is_read_has_no_finding_that_it_is_not(lang: str) -> None:
    found = read("T", UNITS[lang], lang=lang, by=WordParser())
    assert all(f.kind != "language_not_read" for f in found.findings)


@pytest.mark.parametrize("lang", ["sv", "zh"])
def test_other_languages_keep_theirs(lang: str) -> None:
    found = read("T", "Tornet föll i går.", lang=lang, by=WordParser())
    assert [f.kind for f in found.findings] == ["language_not_read"]
