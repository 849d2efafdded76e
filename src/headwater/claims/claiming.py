"""Claim rows: each proposition with its chain, standing and how it is put."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.claims.chains import chain_of, cited_for, is_own_reporter, is_publisher
from headwater.claims.hedges import find_hedges
from headwater.claims.lead_chain import LeadChain, source_name
from headwater.claims.leads import choose_lead
from headwater.claims.lexicons import Lexicon
from headwater.claims.propositions import Proposition
from headwater.claims.reactions import incident_behind
from headwater.claims.stances import act_of, certainty_of, evidence_of, polarity_of, stance_of
from headwater.claims.trees import Tree
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution, Claim, Standing
from headwater.records.ids import row_id

_PLAYER = re.compile(
    r" [-–|] (?:YouTube|Facebook|Twitter|Instagram|Vimeo|Telegram)\b"
)  # names what plays a video


class Claiming:
    """Builds the claims of one article."""

    def __init__(
        self,
        article: Article,
        parts: Sequence[Part],
        trees: Mapping[int, Tree],
        lexicons: Mapping[str, Lexicon],
        attributions: Sequence[Attribution],
        acts: Mapping[str, str],
        going_on: Mapping[int, Attribution],
    ) -> None:
        self.article = article
        self.parts = {p.id: p for p in parts}
        self.trees = trees
        self.lexicons = lexicons
        self.by_id = {a.id: a for a in attributions}
        self.cited = cited_for(attributions)
        self.going_on = going_on  # by sentence: whose account it goes on with
        self.acts = acts  # by attribution: what its cue says of the act

    def claims(self, propositions: Sequence[Proposition], sentences: Sequence[Sentence]) -> list[Claim]:
        """The claims in text order, exactly one of them the lead; none for an article without sentences."""
        rows = [self._claim(p) for p in propositions]
        if not rows and sentences:
            first = sentences[0]
            rows = [self._claim(Proposition(first, (first.start, first.end), None))]
        lexicon = self.lexicons.get(sentences[0].lang) if sentences else None
        around = [self.article.text[s.start : s.end] for s in (p.sentence for p in propositions)] or [
            r.text for r in rows
        ]
        named = [any(self._is_named(i) for i in row.chain) for row in rows]
        aside = [self._stands_aside(row) for row in rows]
        lead = choose_lead(rows, around, self.article.title, lexicon, named, aside)
        if lead is not None:
            behind = incident_behind(rows, lead, around, self.article.title, lexicon, named)
            lead = lead if behind is None else behind
            settled = LeadChain(self.article, self.by_id, self.trees, lexicon).settled(rows, lead)
            rows[lead] = replace(settled, lead=True)
        return rows

    def _stands_aside(self, row: Claim) -> bool:
        """Whether a claim is a caption's or an embedded post's, not the article's."""
        part = self.parts.get(row.part)
        label = _PLAYER.search(self.article.text, row.start, row.end)
        return not row.title and (
            label is not None or (part is not None and part.kind in ("caption", "embed"))
        )

    def _is_named(self, one: str) -> bool:
        """Whether an attribution says who speaks."""
        return bool(self.by_id[one].source or self.by_id[one].resolved_source)

    def _claim(self, one: Proposition) -> Claim:
        sentence, (start, end) = one.sentence, one.span
        lexicon, tree = self.lexicons.get(sentence.lang), self.trees.get(sentence.index)
        text = self.article.text[start:end]
        chain, standing, because = self._stands(one, lexicon)
        hedges = find_hedges(self.article.text, [(start, end)], lexicon, tree) if lexicon else []
        around = self.article.text[sentence.start : sentence.end]
        return Claim(
            id=row_id("cl", self.article.id, start, end),
            article=self.article.id,
            part=sentence.part,
            text=text,
            start=start,
            end=end,
            sentence=sentence.index,
            lang=sentence.lang,
            title=sentence.title,
            lead=False,
            chain=[a.id for a in chain],
            standing=standing,
            certainty=certainty_of(hedges, text, lexicon) if lexicon else "certain",
            polarity=polarity_of(tree, one.span, one.attribution, lexicon) if lexicon else "assert",
            stance=stance_of(text if one.attribution is None else around, one.attribution, lexicon)
            if lexicon
            else "affirms",
            act=act_of(
                tree, one.span, self.acts.get(one.attribution.id, "") if one.attribution else "", lexicon
            )
            if lexicon
            else "happened",
            evidence=evidence_of(self.article, tree, (sentence.start, sentence.end), lexicon)
            if lexicon
            else [],
            because=because,
        )

    def _stands(self, one: Proposition, lexicon: Lexicon | None) -> tuple[list[Attribution], Standing, str]:
        """Chain, standing and the reason for them."""
        if lexicon is None:
            return (
                [],
                "unattributed",
                f"No source is given: attributions are not read in this language ({one.sentence.lang}) yet.",
            )
        if one.attribution is None:
            teller = self.going_on.get(one.sentence.index)
            if teller is None or is_publisher(teller, self.article):
                return [], *self._bare(one, lexicon)
            because = f"The paragraph gives the account of “{source_name(teller)}”, and this sentence goes on with it and names no other source."
            return chain_of(teller, self.by_id, self.cited), "attributed", because
        whole = chain_of(one.attribution, self.by_id, self.cited)
        own = [a for a in whole if is_own_reporter(a, self.article, lexicon)]
        chain = [a for a in whole if a not in own and not is_publisher(a, self.article)]
        if own and not chain:
            because = f"The outlet says that its own people saw or gathered it: “{source_name(own[0])}”."
            return [], "own_reporter", because
        if not chain:
            return [], "unattributed", f"It stands on the publisher's own word: “{source_name(whole[0])}”."
        path = ", who cites ".join(f"“{source_name(a)}”" for a in chain)
        return chain, "attributed", f"It stands on the word of {path}."

    def _bare(self, one: Proposition, lexicon: Lexicon) -> tuple[Standing, str]:
        part = self.parts.get(one.sentence.part)
        if part is not None and part.kind in ("quoted_whole", "pasted") and part.credited_name:
            return (
                "unattributed",
                f"The text that says this is credited to “{part.credited_name}”, on whose word it stands; no source is named in it.",
            )
        if part is not None and part.kind == "caption":
            return "unattributed", "A caption says this in its own words and names no source."
        text = self.article.text[slice(*one.span)].casefold()
        opener = next(
            (w for w in lexicon.words["analysis"]["openers"] if text.startswith(w) or f" {w}" in text[:60]),
            None,
        )
        if opener is not None:
            return (
                "own_analysis",
                f"The article draws this conclusion itself (“{opener}”) and names no source.",
            )
        return "unattributed", "The article states this in its own words and names no source."
