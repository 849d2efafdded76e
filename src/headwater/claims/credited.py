"""Whose report an article prints: a wire's credit stands outermost in the chain of every claim it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.claims.chains import names_publisher
from headwater.records.articles import Article, Credit, Part
from headwater.records.claims import Attribution, Claim, CreditedText
from headwater.records.ids import row_id

_KINDS = ("agency", "dateline")
_UNNAMED = "agencies"
_OWN_WORDS = ("body", "pasted", "quoted_whole")


def find_credited(
    article: Article,
    parts: Sequence[Part],
    credits_: Sequence[Credit],
    attributions: Sequence[Attribution],
    claims: Sequence[Claim],
) -> Iterator[CreditedText]:
    """The stretch that one agency is credited with, and its claims; nothing where several are or none is named.

    "With AFP and Reuters" or "agencies" does not say which sentence is whose. The publisher's own name is no
    credit. A headline is the publisher's, whoever wrote the text.
    """
    stated = [c for c in credits_ if c.kind in _KINDS and c.name and not _is_own(c.name, article)]
    if len({c.name for c in stated}) != 1 or stated[0].name == _UNNAMED:
        return
    credit = next((c for c in stated if c.start is not None and c.end is not None), None)
    body = [p for p in parts if p.kind in _OWN_WORDS]
    if credit is None or credit.start is None or credit.end is None or credit.name is None or not body:
        return
    part = next((p for p in body if p.start <= credit.start < p.end), body[0])
    by_id = {a.id: a for a in attributions}
    covered = [
        c.id for c in claims if c.part == part.id and not c.title and not _begins_with(c, credit.name, by_id)
    ]
    if not covered:
        return
    read = next((a.id for a in attributions if a.source and a.source.start == credit.start), None)
    start, end = _name_in(article.text, credit)
    yield CreditedText(
        id=read or row_id("at", article.id, "credit", start, end),
        article=article.id,
        part=part.id,
        source=article.span(start, end),
        content=article.span(part.start, part.end),
        name=credit.name,
        read=read is not None,
        claims=covered,
        because=f"The article prints a report of {credit.name}: {credit.because}.",
    )


def _is_own(name: str, article: Article) -> bool:
    """Whether a credit names the house itself, in full or by some of its words."""
    house = (article.publisher or "").casefold().split()
    return names_publisher(name, article) or set(name.casefold().split()) <= set(house)


def _begins_with(claim: Claim, name: str, by_id: Mapping[str, Attribution]) -> bool:
    """Whether a claim's chain names the agency already."""
    told = [by_id[i] for i in claim.chain if i in by_id]
    return any(
        name.casefold() in f"{a.source.text if a.source else ''} {a.resolved_source or ''}".casefold()
        for a in told
    )


def _name_in(text: str, credit: Credit) -> tuple[int, int]:
    """Where the agency's name stands in its credit; the whole credit where it is spelt in another way."""
    assert credit.start is not None and credit.end is not None and credit.name is not None
    at = text.find(credit.name, credit.start, credit.end)
    return (at, at + len(credit.name)) if at >= 0 else (credit.start, credit.end)
