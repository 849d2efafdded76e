"""Articles made from lines: the first is the headline, every other one a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from headwater.claims.config import ExtractConfig
from headwater.claims.extraction import extract_article
from headwater.claims.parsing import parse_article
from headwater.providers.parser import SpacyParser
from headwater.records.articles import Article, Part, PartKind, Published, Sentence
from headwater.records.claims import Attribution, Claim, ClaimFinding
from headwater.records.entities import Mention
from headwater.records.ports import ParsedToken, Parser


@cache
def parser() -> SpacyParser:
    """The real parser, loaded once."""
    return SpacyParser()


class WordParser:
    """A parser without a model: every word hangs on the first, and verbs of saying are verbs."""

    def languages(self) -> frozenset[str]:
        """English and French."""
        return frozenset({"en", "fr"})

    def parse(self, sentences: Sequence[str], lang: str) -> list[list[ParsedToken]]:
        """Words at white space."""
        return [self._words(text) for text in sentences]

    def _words(self, text: str) -> list[ParsedToken]:
        tokens: list[ParsedToken] = []
        at = 0
        for word in text.split():
            at = text.index(word, at)
            verb = word.strip(".,") in ("said", "says", "dit")
            pos, dep = ("VERB", "ROOT") if verb else ("NOUN", "dep")
            morph = "VerbForm=Fin" if verb else ""
            tokens.append(
                ParsedToken(at, at + len(word), "say" if verb else word, pos, "", dep, 0, morph, "")
            )
            at += len(word)
        return tokens


@dataclass(frozen=True)
class Read:
    """What was read of one article."""

    article: Article
    attributions: list[Attribution]
    claims: list[Claim]
    findings: list[ClaimFinding]

    def triples(self) -> list[tuple[str | None, str | None, str]]:
        """Source, cue and content of each attribution."""
        return [(a.source and a.source.text, a.cue and a.cue.text, a.content.text) for a in self.attributions]

    def lead(self) -> Claim:
        """The one lead claim."""
        (lead,) = [c for c in self.claims if c.lead]
        return lead

    def chain(self, claim: Claim) -> list[str]:
        """The names of a claim's chain."""
        by_id = {a.id: a for a in self.attributions}
        return [by_id[i].resolved_source or "" for i in claim.chain]


def rows(lines: Sequence[str], lang: str, publisher: str | None = None) -> tuple[Article, list[Sentence]]:
    """An article of lines and its sentences."""
    text = "\n".join(lines)
    article = Article("a", None, None, "x", lines[0], text, publisher, None, Published(), [lang], [])
    sentences, at = [], 0
    for number, line in enumerate(lines):
        if line:
            sentences.append(Sentence("a", len(sentences), at, at + len(line), lang, "p", number == 0))
        at += len(line) + 1
    return article, sentences


def read(
    *lines: str,
    lang: str = "en",
    publisher: str | None = None,
    part: PartKind = "body",
    credited: str | None = None,
    mentions: Sequence[Mention] = (),
    by: Parser | None = None,
) -> Read:
    """Everything the room reads in an article of lines."""
    article, sentences = rows(lines, lang, publisher)
    parts = [Part("p", "a", 0, len(article.text), part, lang, credited, "")]
    parses = parse_article(article, sentences, by or parser(), 2000)
    found = list(extract_article(article, parts, sentences, parses, [], list(mentions), ExtractConfig()))
    return Read(
        article,
        [x for x in found if isinstance(x, Attribution)],
        [x for x in found if isinstance(x, Claim)],
        [x for x in found if isinstance(x, ClaimFinding)],
    )
