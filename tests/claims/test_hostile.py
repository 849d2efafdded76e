"""Whatever the text, offsets hold, nothing crashes, and time grows no faster than length."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.claims.contents import trim
from headwater.claims.lexicons import languages_read, load_lexicon
from headwater.claims.parsing import pieces
from headwater.claims.quotations import find_quotations
from headwater.claims.windows import cut_sentences
from headwater.records.articles import Sentence
from headwater.records.claims import Token
from tests.claims.making import WordParser, read
from tests.pace import least

TEXT = st.text(alphabet="ab said dit «»“”‘’\"'.,;:-–\n\u00a0\u202e\u200f😀éА", max_size=300)


@given(TEXT)
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for q in find_quotations(text):
        assert end <= q.start < q.end <= len(text)
        end = q.end


QUOTED = [
    ("He said “go” and “stay”.", ["“go”", "“stay”"]),
    ("Il a dit « va « vite » ici » hier.", ["« va « vite » ici »"]),
    ('He said "go" and "stay".', ['"go"', '"stay"']),
    ("Don’t say the dogs’ names.", []),
    ("She said ‘no way’ twice.", ["‘no way’"]),
    ("A mark “ that is lost. The next sentence.", ["“ that is lost."]),
    ('Lost "here he said. "Found here" he said.', ['"here he said.', '"Found here"']),
]


def test_quotations() -> None:
    for text, expected in QUOTED:
        assert [text[q.start : q.end] for q in find_quotations(text)] == expected


@given(TEXT, st.integers(0, 300), st.integers(0, 300))
def test_trim_stays_inside(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    low, high = trim(text, start, end)
    assert start <= low <= high <= end


@given(TEXT, st.integers(5, 40))
def test_pieces_put_together_are_the_text(text: str, longest: int) -> None:
    cut = list(pieces(text, longest))
    assert "".join(piece for _, piece in cut) == text
    assert all(text[at : at + len(piece)] == piece and len(piece) <= longest for at, piece in cut)


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_any_article_is_read_and_spans_hold(lines: list[str]) -> None:
    found = read(*[line.replace("\n", " ") for line in lines], by=WordParser())
    assert sum(c.lead for c in found.claims) == (1 if found.claims else 0)
    for row in found.attributions:
        assert row.content.text == found.article.text[row.content.start : row.content.end]


def test_windows_cover_a_sentence_without_end() -> None:
    tokens = [Token(2 * k, 2 * k + 1, "a", "NOUN", "", "dep", 0, "", "") for k in range(1000)]
    sentence = Sentence("a", 7, 0, 2000, "en", "p", False)
    windows = list(cut_sentences([sentence], {7: tokens}))
    assert [number for _, number, _ in windows] == [7] * len(windows)
    assert sum(len(row or ()) for _, _, row in windows) == 1000
    assert windows[0][0].start == 0 and windows[-1][0].end == 2000
    assert all(a[0].end == b[0].start for a, b in pairwise(windows))


def test_time_is_linear_in_length() -> None:
    def reading(times: int) -> Callable[[], object]:
        line = "the guard said “we left” and the mayor said it fell " * times
        return lambda: read("A headline", line, by=WordParser())

    small, large = least(reading(30)), least(reading(240), 2)
    assert large < 8 * small * 4  # eight times the text; four for noise, where quadratic time would take 64


def test_a_new_language_is_a_file() -> None:
    assert {"en", "fr"} <= set(languages_read())
    assert load_lexicon("xx") is None
    assert load_lexicon("../en") is None
