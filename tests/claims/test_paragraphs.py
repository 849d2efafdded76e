"""An account that fills a paragraph stays its teller's until the article takes the word back."""

from __future__ import annotations

import pytest

from headwater.claims.config import ExtractConfig
from headwater.claims.extraction import extract_article
from headwater.claims.parsing import parse_article
from headwater.records.articles import Article, Part, Published, Sentence
from headwater.records.claims import Attribution, Claim
from tests.claims.making import parser

pytestmark = pytest.mark.models


def tellers(paragraphs: list[list[str]], lang: str) -> dict[str, list[str]]:
    """Names in the chain of each claim of an article of paragraphs, by how its sentence begins."""
    text = "\n".join(" ".join(p) for p in paragraphs)
    article = Article("a", None, None, "x", paragraphs[0][0], text, None, None, Published(), [lang], [])
    sentences, at = [], 0
    for number, words in enumerate(s for p in paragraphs for s in p):
        at = text.index(words, at)
        sentences.append(Sentence("a", number, at, at + len(words), lang, "p", number == 0))
    part = Part("p", "a", 0, len(text), "body", lang, None, "")
    parses = parse_article(article, sentences, parser(), 2000)
    rows = list(extract_article(article, [part], sentences, parses, [], [], ExtractConfig()))
    names = {a.id: a.resolved_source or "" for a in rows if isinstance(a, Attribution)}
    starts = {s.index: text[s.start : s.end].split(",")[0] for s in sentences}
    return {starts[c.sentence]: [names[i] for i in c.chain] for c in rows if isinstance(c, Claim)}


ENGLISH = [
    ["Talks in Mirn"],
    [
        "According to the Mirn Gazette, the envoys met in the harbour on 3 May.",
        "The envoys asked for boats, and the harbour guard was sent away.",
        "In return, the envoys offered fuel.",
        "Thus, the harbour is no longer safe.",
        "The harbour guard has forty men.",
    ],
    ["The envoys, who came by sea, left the harbour on 5 May."],
]


def test_sentences_behind_a_phrase_that_opens_a_paragraph_are_the_tellers() -> None:
    found = tellers(ENGLISH, "en")
    assert found["The envoys asked for boats"] == ["the Mirn Gazette"]
    assert found["In return"] == ["the Mirn Gazette"]


def test_a_conclusion_ends_the_account_and_so_does_the_paragraph() -> None:
    found = tellers(ENGLISH, "en")
    assert found["Thus"] == found["The harbour guard has forty men."] == found["The envoys"] == []


def test_a_text_without_paragraphs_carries_no_account_on() -> None:
    found = tellers([ENGLISH[0], ["The town was calm on Monday.", *ENGLISH[1]]], "en")
    assert found["The envoys asked for boats"] == []


def test_the_rule_holds_in_french() -> None:
    found = tellers(
        [
            ["Rencontre à Mirn"],
            [
                "Selon le journal Le Phare, les émissaires se sont rencontrés dans le port le 3 mai.",
                "Les émissaires ont reçu des bateaux dans le port.",
                "Cependant, le port reste fermé.",
            ],
        ],
        "fr",
    )
    assert found["Les émissaires ont reçu des bateaux dans le port."] == ["le journal Le Phare"]
    assert found["Cependant"] == []
