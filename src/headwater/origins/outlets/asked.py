"""Which words of an article may name an outlet, and which places and notices it holds: from the article alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.config import OutletsConfig
from headwater.origins.counting.notices import notices_in
from headwater.origins.counting.places import key_of_place, placed
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.subjects import subject_of
from headwater.origins.descent.cited import names_looked_up
from headwater.origins.descent.declared import name_of_site
from headwater.origins.descent.judged import is_about
from headwater.origins.descent.outlet_book import Outlet, OutletBook, imprint_of
from headwater.origins.descent.outlet_names import agency_of, credited_names
from headwater.origins.descent.parties import credited_agencies, names_in_credits
from headwater.origins.outlets.signs import may_give_notice
from headwater.records.articles import Article, Credit, Part
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import AttributionEntity, Mention, MentionEntity
from headwater.records.judgements import EdgeJudgement
from headwater.records.matches import ClaimSlots
from headwater.records.origins import NamedOutlets, NoticeRead
from headwater.records.ports import Models
from headwater.records.tables import Tables


def ask(tables: Tables, config: OutletsConfig, models: Models) -> Tables:
    """What each article says that may mean an outlet."""
    parts, credits_ = tables.by_article(Part), tables.by_article(Credit)
    attributions, claims = tables.by_article(Attribution), tables.by_article(Claim)
    mentions, owners = tables.by_article(Mention), tables.by_article(MentionEntity)
    cited, slots = tables.by_article(AttributionEntity), tables.by_article(ClaimSlots)
    judged = [row for row in tables.of(EdgeJudgement) if row.status == "obeyed" and row.name]
    return Tables.of_rows(
        [
            _asked_by(
                article,
                parts.get(article.id, []),
                credits_.get(article.id, []),
                attributions.get(article.id, []),
                claims.get(article.id, []),
                slots.get(article.id, []),
                mentions.get(article.id, []),
                {row.mention: row.entity for row in owners.get(article.id, []) if row.status == "confirmed"},
                [row.entity for row in cited.get(article.id, [])],
                [row.name or "" for row in judged if is_about(row, article)],
            )
            for article in sorted(tables.of(Article), key=lambda row: row.id)
        ]
    )


def _asked_by(
    article: Article,
    parts: Sequence[Part],
    credits_: Sequence[Credit],
    attributions: Sequence[Attribution],
    claims: Sequence[Claim],
    slots: Sequence[ClaimSlots],
    mentions: Sequence[Mention],
    owner: Mapping[str, str],
    cited: Sequence[str],
    judged: Sequence[str],
) -> NamedOutlets:
    imprint = imprint_of(article)
    told = notices_in(article.text) if may_give_notice(article.text) else ()
    notices = [NoticeRead(n.span.start, n.own, n.span.text) for n in told]
    names = [name for row in attributions for name in names_looked_up(row, article.text)]
    names += _in_credits(article, parts, credits_)
    names += [m.text for m in mentions if m.type == "outlet" or agency_of(m.text) is not None]
    names += _subjects(claims)
    names += [piece.text for claim in claims for piece in claim.evidence]
    names += [
        " ".join(article.text[p.start : p.end].split())
        for p in parts
        if p.kind == "caption" and not p.credited_name
    ]
    names += [*(notice.words for notice in notices), *judged]
    inside = _of_sources(attributions, mentions, owner)
    return NamedOutlets(
        article=article.id,
        url=imprint.url,
        publisher=imprint.publisher,
        title=imprint.title,
        published=article.published.value,
        openings=list(imprint.openings),
        links=list(imprint.links),
        names=list(dict.fromkeys(name for name in names if name)),
        agencies=credited_agencies(credits_),
        credited=names_in_credits(credits_),
        entities=list(dict.fromkeys([*cited, *inside])),
        places=list(dict.fromkeys(key for _, _, key in placed(mentions, owner))),
        slot_places=list(dict.fromkeys(key_of_place(row.place) for row in slots if row.place)),
        notices=notices,
        hrefs=list(dict.fromkeys(_hrefs(article, parts, credits_))),
    )


def _hrefs(article: Article, parts: Sequence[Part], credits_: Sequence[Credit]) -> Iterator[str]:
    """The addresses to which running text and credits link; links of the page around it are none."""
    page = [(part.start, part.end) for part in parts if part.kind == "boilerplate"]
    for link in article.links:
        if not any(start <= link.start < end for start, end in page):
            yield link.href
    yield from (credit.href for credit in credits_ if credit.href)


def _in_credits(article: Article, parts: Sequence[Part], credits_: Sequence[Credit]) -> Iterator[str]:
    for credit in credits_:
        if credit.name:
            yield credit.name
            yield from credited_names(credit.name)
        site = name_of_site(credit.href or credit.name, article)
        if site is not None:
            yield site
    yield from (part.credited_name for part in parts if part.credited_name)


def _of_sources(
    attributions: Sequence[Attribution], mentions: Sequence[Mention], owner: Mapping[str, str]
) -> Iterator[str]:
    """The entities that are named inside the words for a source."""
    spans = [row.source for row in attributions if row.source is not None]
    for mention in mentions:
        if mention.id in owner and any(s.start <= mention.start and mention.end <= s.end for s in spans):
            yield owner[mention.id]


class _Listening(OutletBook):
    """A book that knows nothing and notes what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def in_phrase(self, phrase: str) -> None:
        self.asked.append(phrase)

    def of_name(self, name: str, entity: str | None = None) -> Outlet:
        self.asked.append(name)
        return super().of_name(name, entity)


def _subjects(claims: Sequence[Claim]) -> list[str]:
    """The words that are looked up where a claim's own subject may be an outlet."""
    book = _Listening()
    case = Reading.of_nothing(book)
    for claim in claims:
        subject_of(claim, case)
    return book.asked
