"""Bad input in every language that is read: nothing crashes, and every row stands where it says in the text."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.claims.parsing import parse_article
from tests.claims.making import Read, WordParser, read, rows

PROSE = {
    "en": "The harbour office said on Monday that the ferry had struck a rock. “We left at noon,” the captain said, adding that nobody was hurt, according to police.",
    "fr": "La capitainerie a dit lundi que le bac avait heurté un rocher. « Nous sommes partis », a dit le capitaine, ajoutant que, selon la police, nul n’était blessé.",
    "de": "Das Hafenamt sagte am Montag, die Fähre sei auf einen Felsen gelaufen. „Wir fuhren ab“, erklärte der Kapitän. Laut der Polizei wurde niemand verletzt.",
    "ar": "قال مكتب الميناء يوم الاثنين إن العبارة اصطدمت بصخرة. وأضاف القبطان: “غادرنا ظهرا”، وبحسب الشرطة لم يصب أحد.",
    "tr": "Liman ofisi pazartesi günü feribotun kayaya çarptığını söyledi. Kaptan “Öğlen ayrıldık” dedi. Polise göre kimse yaralanmadı.",
    "ru": "Портовая служба сообщила, что паром налетел на скалу. «Мы вышли в полдень», — сказал капитан. По данным полиции, никто не пострадал.",
}
LANGUAGES = sorted(PROSE)


def _ocr(text: str) -> str:
    """The text as a bad scan gives it: letters taken for others, words broken and run together."""
    chance = random.Random(7)
    noise = {
        " ": ["", " ", "  ", "-\n"],
        "l": ["1", "|"],
        "o": ["0"],
        "e": ["c"],
        ",": [".", ""],
        ".": [",", ""],
    }
    return "".join(chance.choice(noise[c]) if c in noise and chance.random() < 0.3 else c for c in text)


def _lost(text: str) -> str:
    """The text without every other quotation mark."""
    count, kept = 0, []
    for character in text:
        count += character in "“”„«»"
        kept.append("" if character in "“”„«»" and count % 2 else character)
    return "".join(kept)


SPOILT: dict[str, Callable[[str, str], list[str]]] = {
    "headlines alone": lambda text, _: [line.strip() for line in text.replace(":", ".").split(". ")] * 8,
    "capitals": lambda text, _: ["T", text.upper(), text.upper()],
    "scan": lambda text, _: ["T", *_ocr(text * 4).split("\n")],
    "lost marks": lambda text, _: ["T", _lost(text * 4), _lost(text[::-1])],
    "marks alone": lambda text, _: ["T", "“„«»”\"'‘’" * 60, text + "“" * 50],
    "two languages in a sentence": lambda text, other: ["T", f"{text[:60]} {other[20:]} {text[60:]}", other + text],
    "emoji and bidi controls": lambda text, _: ["\u202eT\u202c", "".join(f"{w}\u202e😀\u2066 " for w in text.split(" ")), "\u200f" + text],
    "letters that grow in lower case": lambda text, _: ["İİİ", text.replace(" ", " İ"), "ﬀ ß ŉ " + text],
    "signs on letters": lambda text, _: ["T", "".join(c + "\u0301" * 3 for c in text)],
    "no spaces": lambda text, _: ["T", text.replace(" ", ""), text.replace(" ", "\u00a0")],
    "nothing to read": lambda text, _: ["T", "...", "—", "\u200b", "?!", "1"],
}  # fmt: skip


def spans(found: Read) -> Iterator[tuple[str | None, int | None, int | None]]:
    """Words and place of everything that a row points at."""
    for row in found.attributions:
        for span in (row.source, row.cue, row.content, *row.content_parts):
            if span is not None:
                yield span.text, span.start, span.end
        for hedge in row.hedges:
            yield hedge.text, hedge.start, hedge.end
    for claim in found.claims:
        yield claim.text, claim.start, claim.end
        for evidence in claim.evidence:
            yield evidence.text, evidence.start, evidence.end
    for finding in found.findings:
        yield finding.text, finding.start, finding.end


def hold(found: Read) -> None:
    """Every row stands where it says, and parts of a content follow each other."""
    for words, start, end in spans(found):
        if start is not None and end is not None:
            assert 0 <= start < end <= len(found.article.text)
            assert words == found.article.text[start:end]
    for row in found.attributions:
        edges = [edge for part in row.content_parts for edge in (part.start, part.end)]
        assert edges == sorted(edges)
        assert row.because


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("spoilt", SPOILT)
def test_spoilt_text_is_read_and_rows_stand_in_it(spoilt: str, lang: str) -> None:
    other = PROSE[LANGUAGES[(LANGUAGES.index(lang) + 1) % len(LANGUAGES)]]
    lines = [line.replace("\n", " ") for line in SPOILT[spoilt](PROSE[lang], other)]
    hold(read(*lines, lang=lang, by=WordParser()))


@pytest.mark.models
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("spoilt", SPOILT)
def test_spoilt_text_is_parsed_and_rows_stand_in_it(spoilt: str, lang: str) -> None:
    lines = [line.replace("\n", " ") for line in SPOILT[spoilt](PROSE[lang], PROSE["ar"])]
    hold(read(*lines, lang=lang))


@pytest.mark.parametrize(
    ("lang", "length"), [("de", 200_000), *((lang, 30_000) for lang in LANGUAGES if lang != "de")]
)
def test_a_very_long_article_is_read(lang: str, length: int) -> None:
    line = PROSE[lang].replace(".", ",") + " "  # no sentence ends before its line does
    whole = line * (length // len(line) + 1)
    found = read(
        "T", *[whole[at : at + 10_000] for at in range(0, length, 10_000)], lang=lang, by=WordParser()
    )
    assert len(found.article.text) >= length
    assert found.attributions
    hold(found)


CUES = {
    "en": ("said", "the guard"),
    "fr": ("dit", "le garde"),
    "de": ("sagte", "der Wächter"),
    "ru": ("сказал", "сторож"),
    "tr": ("dedi", "bekçi"),
    "ar": ("قال", "الحارس"),
}
HALF = st.lists(st.sampled_from(["the", "Brücke", "ist", "sei", "мост", "закрыт", "“", "”", "„", "«", "»", ",", "—", "(", ")", "köprü", "الجسر", "12", "😀"]), max_size=8).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(LANGUAGES), HALF, HALF, st.sampled_from([", ", " — ", "”, ", ": ", " "]), st.booleans()
)
def test_a_content_around_a_cue_holds_neither_cue_nor_source(
    lang: str, left: str, right: str, mark: str, speaker_first: bool
) -> None:
    cue, speaker = CUES[lang]
    middle = f"{speaker} {cue}" if speaker_first else f"{cue} {speaker}"
    found = read("T", f"{left}{mark}{middle}{mark}{right}.", lang=lang, by=WordParser())
    hold(found)
    for row in found.attributions:
        for part in row.content_parts:
            assert row.cue is None or row.cue.end <= part.start or part.end <= row.cue.start
            apart = row.source is None or row.source.end <= part.start or part.end <= row.source.start
            assert apart, (row.source, part)


WORDS = st.lists(st.text(alphabet="abé😀\u0301\u202e.,:;!?", min_size=1, max_size=12), max_size=40).map(
    " ".join
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(100, 130), st.booleans())
def test_tokens_lie_in_their_sentence_whatever_it_is_cut_into(
    lines: list[str], longest: int, repeats: bool
) -> None:
    title = "Ferry strikes a rock off Tarvo"
    lines = [
        title,
        *(f"{title} - Monday {line}" if repeats and n == 0 else line for n, line in enumerate(lines)),
    ]
    article, sentences = rows(lines, "en")
    by_number = {s.index: s for s in sentences}
    for parse in parse_article(article, sentences, WordParser(), longest):
        sentence, end = by_number[parse.sentence], 0
        words = article.text[sentence.start : sentence.end].split()
        for k, token in enumerate(parse.tokens):
            assert sentence.start <= token.start < token.end <= sentence.end
            assert token.start >= end
            end = token.end
            assert 0 <= token.head < len(parse.tokens)
            assert token.head <= k
        joined = "".join(article.text[t.start : t.end] for t in parse.tokens)
        assert joined == "".join(words)
