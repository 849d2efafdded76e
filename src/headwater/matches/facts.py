"""What one report of a group says of its incident: its counts, where they stand, who counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from headwater.matches.authors import Authorship, read_authorship
from headwater.matches.circumstances import Circumstances, read_circumstances
from headwater.matches.denying import Delivery, delivery_of, denies_deed
from headwater.matches.lexicon import counting
from headwater.matches.times import day_of
from headwater.matches.tolls import choose_toll, is_vague
from headwater.matches.victims import Victims, read_victims
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots, Place, Quantity, Scope
from headwater.text.numerals import fold, words_of

READ = 40
"""Sentences in which a toll is looked for when the opening has none."""
NEAR = 14
"""Sentences in which the injured are counted for the incident that the report opens with."""
PARTS = 12
"""Sentences in which children among the dead are counted."""


@dataclass(frozen=True)
class Facts:
    """The counts of one report of an incident."""

    article: Article
    published: date | None
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    toll: Quantity | None
    injured: Quantity | None
    children: Quantity | None
    dead: tuple[Quantity, ...]  # every count of dead of an incident, in the text's order
    place: Place | None
    captured: Quantity | None
    displaced: Quantity | None
    counters: dict[int, str | None]  # sentence -> the entity whose word it is
    hurt: tuple[Quantity, ...] = ()  # every count of injured, in the text's order
    minors: tuple[Quantity, ...] = ()  # every count of children among the dead

    @cached_property
    def lead(self) -> Claim | None:
        """The lead claim of the report."""
        return next((c for c in self.claims if c.lead), None)

    @cached_property
    def delivery(self) -> Delivery | None:
        """Whether its lead tells of a transfer, and how far it went."""
        return delivery_of(self.lead) if self.lead else None

    @cached_property
    def authorship(self) -> Authorship:
        """Who did it, as far as the report says; read where reports are compared only."""
        return read_authorship(self.article, self.sentences, self.lead.sentence if self.lead else 0)

    @cached_property
    def victims(self) -> Victims | None:
        """Who the dead of the toll were; read where reports are compared only."""
        sentence = sentence_at(self, self.toll.start) if self.toll else None
        return read_victims(self.article, sentence, self.toll)

    @cached_property
    def circumstances(self) -> Circumstances:
        """Where, when and by what means; read where reports are compared only."""
        at = self.toll.start if self.toll else self.lead.start if self.lead else 0
        return read_circumstances(self.article, self.sentences, at, self.place, self.published)


def read_facts(
    article: Article, sentences: Sequence[Sentence], claims: Sequence[Claim], slots: dict[str, ClaimSlots]
) -> Facts:
    """The counts of one article; ``slots`` are those of its claims."""
    read = sentences[:READ]
    lead = next((c for c in claims if c.lead), None)
    counted = _by_sentence(read, slots[lead.id].counts if lead and lead.id in slots else [])
    toll = _lead_toll(slots.get(lead.id)) if lead else None
    if toll is None or is_vague(toll):
        toll = choose_toll(counted) or toll
    if toll and lead:
        toll = _told_in(toll, lead) if denies_deed(lead) else _whole_of(toll, lead.lang, counted)
    counters: dict[int, str | None] = {}
    for claim in claims:
        for quantity in slots[claim.id].quantities if claim.id in slots else ():
            if quantity.counter:
                counters.setdefault(claim.sentence, quantity.counter)
    beside = _beside(article, read, counted)
    minors = tuple(_of_children(article, read[:PARTS], counted[:PARTS]))
    return Facts(
        article,
        day_of(article.published.value),
        tuple(read),
        tuple(claims),
        toll,
        _injured(beside, toll),
        minors[0] if minors else None,
        tuple(
            q
            for row in counted
            for q in row
            if q.role == "killed" and q.part_of is None and q.scope != "cumulative"
        ),
        slots[lead.id].place if lead and lead.id in slots else None,
        _first(counted[:3], "captured"),
        _first(counted[:3], "displaced"),
        counters,
        tuple(q for row in beside for q in row if q.role == "injured"),
        minors,
    )


def _beside(
    article: Article, sentences: Sequence[Sentence], counted: Sequence[Sequence[Quantity]]
) -> list[Sequence[Quantity]]:
    """The counts of the sentences that may tell of the incident's injured: the first three and those that count
    dead; what leads over to another incident is left out."""
    return [
        row
        for k, (sentence, row) in enumerate(zip(sentences[:NEAR], counted[:NEAR], strict=True))
        if (k < 3 or any(q.role == "killed" for q in row))
        and not (row and (_is_aside(article, sentence) or _is_in_care(article, sentence)))
    ]


def _is_in_care(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence counts those of the injured who are treated somewhere: no total of them."""
    text, table = article.text[sentence.start : sentence.end], counting(sentence.lang)
    if not table.in_care.may_stand_in(fold(text, sentence.lang)):
        return False
    words = words_of(text, sentence.lang)
    hits = table.in_care.all(words)
    return any(hit.first == 0 or words[hit.first - 1].form not in table.relatives for hit in hits)


def _injured(counted: Sequence[Sequence[Quantity]], toll: Quantity | None) -> Quantity | None:
    """The injured of the incident: those beside its toll, of the toll's scope; else the first of one incident."""
    if toll is None:
        return _first(counted, "injured")
    own = [row for row in counted if toll in row or any(q.start == toll.start for q in row)]
    return _first(own, "injured", toll.scope) or _first(counted, "injured", toll.scope)


def _is_aside(article: Article, sentence: Sentence) -> bool:
    text, asides = article.text[sentence.start : sentence.end], counting(sentence.lang).asides
    return asides.may_stand_in(fold(text, sentence.lang)) and bool(asides.all(words_of(text, sentence.lang)))


def _told_in(toll: Quantity | None, lead: Claim) -> Quantity | None:
    """A toll that the lead claim itself holds: a report that leads with a denial counts other incidents' dead."""
    return toll if toll and lead.start <= toll.start < lead.end else None


def _whole_of(toll: Quantity, lang: str, counted: Sequence[Sequence[Quantity]]) -> Quantity:
    """The first greater count of people where a toll counts children or women: a report of four dead children
    that gives five dead further down agrees with a report of five dead."""
    kinds = counting(lang).kinds
    if toll.unit is None or not (toll.unit in kinds["children"] or toll.unit in kinds["women"]):
        return toll
    for q in (q for row in counted[:PARTS] for q in row):
        whole = q.role == "killed" and q.part_of is None and q.scope == toll.scope and not is_vague(q)
        if whole and (q.low or 0) > (toll.low or 0) and not (q.unit and q.unit in kinds["children"]):
            return q
    return toll


def _by_sentence(sentences: Sequence[Sentence], counts: Sequence[Quantity]) -> list[list[Quantity]]:
    """Counts by the sentence in which they stand."""
    if not counts:
        return [[] for _ in sentences]
    return [[q for q in counts if s.start <= q.start < s.end] for s in sentences]


def claim_at(facts: Facts, start: int) -> Claim | None:
    """The claim in which a place of the text lies; of several the shortest."""
    inside = [c for c in facts.claims if c.start <= start < c.end]
    return min(inside, key=lambda c: (c.end - c.start, c.id)) if inside else None


def sentence_at(facts: Facts, start: int) -> Sentence | None:
    """The sentence in which a place of the text lies."""
    return next((s for s in facts.sentences if s.start <= start < s.end), None)


def counter_of(facts: Facts, start: int) -> str | None:
    """The entity on whose word the sentence at ``start`` stands, where that is known."""
    sentence = sentence_at(facts, start)
    return facts.counters.get(sentence.index) if sentence else None


def _lead_toll(slots: ClaimSlots | None) -> Quantity | None:
    if slots is None:
        return None
    return next((q for q in slots.quantities if q.role == "killed" and q.part_of is None), None)


def _first(counted: Sequence[Sequence[Quantity]], role: str, scope: Scope = "incident") -> Quantity | None:
    """The first firm whole count of a role and scope."""
    for row in counted:
        for q in row:
            whole = q.role == role and q.part_of is None and q.low is not None and q.scope == scope
            if whole and not is_vague(q) and not names_one(q):
                return q
    return None


def names_one(quantity: Quantity) -> bool:
    """Whether a count is one person spoken of ("a boy"), which is no total."""
    return quantity.low == 1 and quantity.unit is not None and quantity.unit in quantity.text.lower()


def _of_children(
    article: Article, sentences: Sequence[Sentence], counted: Sequence[Sequence[Quantity]]
) -> Iterator[Quantity]:
    """The counts of children among the dead; what leads over to another incident is left out."""
    for sentence, row in zip(sentences, counted, strict=True):
        if row and _is_aside(article, sentence):
            continue
        nouns = counting(sentence.lang).kinds["children"]
        for q in row:
            if q.role == "killed" and q.unit and q.unit in nouns and not is_vague(q) and not names_one(q):
                yield q
