"""One task for each answer that a text owes: where it has it from, what the other side says, when it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.searches import Sought, known_of, queries_for, verbatim
from headwater.origins.counting.told_sources import Links
from headwater.origins.counting.tongues import body_language, home_of, place_language
from headwater.origins.counting.turns import Turns, shortened
from headwater.records.claims import Claim
from headwater.records.entities import Entity
from headwater.records.ids import row_id
from headwater.records.origins import ToFind

STANCES = ("declined", "no_answer")
MOST_URLS = 10


def bare_answers(
    ways: Mapping[str, Sequence[Way]], counted: Sequence[Counted], turns: Turns, links: Links, case: Reading
) -> Iterator[ToFind]:
    """Where each text has its lead, or what it tells in a group, from, if it cites nobody for it."""
    weight = {s.claim.id: s.weight for row in counted for s, _ in row.backed}
    members = {key for row in counted for key in row.group.claims}
    asked: dict[tuple[str, str], tuple[End, list[Claim]]] = {}
    for claim_id in sorted(
        ways, key=lambda k: (k not in members, weight.get(k) != "whole", not case.claims[k].lead, k)
    ):
        claim = case.claims[claim_id]
        if not claim.lead and claim_id not in weight:
            continue
        for way in ways[claim_id]:
            end = way.end
            if end.kind == "no_source_given" or (end.kind == "anonymous" and end.source not in case.sources):
                asked.setdefault((end.key, end.article or claim.article), (end, []))[1].append(claim)
    for key in sorted(asked):
        yield _answer(key, *asked[key], turns, links, case)


def _answer(
    key: tuple[str, str], end: End, claims: Sequence[Claim], turns: Turns, links: Links, case: Reading
) -> ToFind:
    article = key[1]
    lang = claims[0].lang
    outlet = end.name.removesuffix(", no source given")
    if end.kind == "anonymous":
        what = f"Who speaks as {end.name}, one or several, and how they know"
    else:
        what = f"Where {outlet} has this from: “{shortened(claims[0].text)}”"
    urls = [*links.originals.get(article, ()), *(e.url for c in claims for e in c.evidence if e.url)]
    place = place_language(claims, case)
    sought = Sought("report", host=home_of(article, case), claims=claims)
    elsewhere = Sought("report", claims=claims)
    return ToFind(
        id=row_id("tf", "answer", *key),
        what=what,
        source=end.source if end.source in case.sources else None,
        article=article,
        would_change=turns.bare(claims, end),
        lang=lang,
        known=known_of([*_own(article, case), *urls][:MOST_URLS], [case.articles[article].published.value]),
        queries=[*queries_for(sought, [lang], case), *queries_for(elsewhere, [place], case)],
        status="open",
    )


def _own(article: str, case: Reading) -> list[str]:
    url = case.articles[article].url
    return [url] if url else []


def refusals(turns: Turns, case: Reading) -> Iterator[ToFind]:
    """Each answer that a text says it did not get, once for a text and all that was made from it."""
    source_of = {id_: key for key in sorted(case.sources) for id_ in case.sources[key].cited_by}
    silent = {c.article for c in case.claims.values() if c.stance in STANCES}
    for claim_id in sorted(case.claims):
        claim = case.claims[claim_id]
        if claim.stance not in STANCES or (case.made_from(claim.article) - {claim.article}) & silent:
            continue
        name, entity = _silent(claim, case)
        lang = body_language(entity) or claim.lang
        lead = [c for c in case.claims_of.get(claim.article, ()) if c.lead]
        sought = Sought("reply", name, entity, claims=lead or [claim])
        yield ToFind(
            id=row_id("tf", "refusal", claim_id),
            what=f"The answer that is missing here: “{shortened(claim.text)}”",
            source=next((source_of[i] for i in reversed(claim.chain) if i in source_of), None),
            article=claim.article,
            would_change=turns.reply(claim.article),
            lang=lang,
            known=known_of(_own(claim.article, case), [case.articles[claim.article].published.value]),
            queries=queries_for(sought, [lang, claim.lang], case),
            status="refused" if claim.stance == "declined" else "asked",
        )


def _silent(claim: Claim, case: Reading) -> tuple[str | None, Entity | None]:
    """Who did not answer: the last of the claim's sources, else its first actor; by name and entity."""
    cited = next((case.cited[i] for i in reversed(claim.chain) if i in case.cited), None)
    if cited is not None:
        return cited.name, case.entities.get(cited.entity or "")
    slots = case.slots.get(claim.id)
    known = (case.entities.get(a.entity or "") for a in (slots.actors if slots is not None else ()))
    entity = next((e for e in known if e is not None), None)
    return (entity.name if entity is not None else None), entity


def undated(turns: Turns, case: Reading) -> Iterator[ToFind]:
    """When each text without a date was printed."""
    for key in sorted(case.articles):
        article = case.articles[key]
        if article.published.value is not None:
            continue
        edges = [e for e in (*case.parents.get(key, ()), *case.children.get(key, ())) if not e.directed]
        lang = article.languages[0] if article.languages else None
        sought = Sought(
            "report",
            host=home_of(key, case),
            verbatim=[w for w in [verbatim(article.title or article.text[:200])] if w],
        )
        bounds = (("not before", article.published.not_before), ("not after", article.published.not_after))
        yield ToFind(
            id=row_id("tf", "date", key),
            what=f"When {case.outlet_name(key)} printed “{shortened(article.title or article.text, 100)}”",
            source=None,
            article=key,
            would_change=_order(len(edges)),
            lang=lang,
            known=[*_own(key, case), *(f"{said} {day}" for said, day in bounds if day)],
            queries=queries_for(sought, [], case),
            status="open",
        )


def _order(edges: int) -> str:
    if not edges:
        return "no count; the days that the text only names by their weekday or as “last month”"
    return (
        f"no count; {edges} edge{'s' if edges != 1 else ''} of descent without a direction may get one, and the days "
        "that the text only names by their weekday"
    )
