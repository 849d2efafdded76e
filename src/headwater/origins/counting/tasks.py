"""What to find next: every unseen text and every missing answer, with the count that it could change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.searches import known_of, queries_for
from headwater.records.articles import Credit
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.origins import Derivation, Source, ToFind

STANCES = ("declined", "no_answer")


def tasks_of(
    ways: Mapping[str, Sequence[Way]],
    counted: Sequence[Counted],
    credits_: Iterable[Credit],
    case: Reading,
    most: int,
) -> list[ToFind]:
    """Tasks, those first that could change the count of most reports."""
    weight = _weights(counted)
    links: dict[str, list[str]] = {}
    for credit in credits_:
        if credit.href and credit.kind in ("original", "via"):
            links.setdefault(credit.article, []).append(credit.href)
    found = [*_texts(counted, links, case), *_answers(ways, counted, case), *_refusals(case)]
    ranked = sorted(found, key=lambda t: (-weight.get(t.source or t.article or "", 0), t.what, t.id))
    return list({task.id: task for task in ranked}.values())[:most]


def _weights(counted: Iterable[Counted]) -> dict[str, int]:
    """How many reports of groups hang on each source or article."""
    found: dict[str, int] = {}
    for row in counted:
        for support, ways in row.backed:
            for node in dict.fromkeys((support.claim.article, *(n for way in ways for n in way.nodes))):
                found[node] = found.get(node, 0) + 1
    return found


def _texts(counted: Sequence[Counted], links: Mapping[str, Sequence[str]], case: Reading) -> Iterator[ToFind]:
    """One task for each unseen parent: its text."""
    for source_id in sorted(case.sources):
        edges = case.children.get(source_id, ())
        if edges:
            yield _text(case.sources[source_id], edges, counted, links, case)


def _text(
    source: Source,
    edges: Sequence[Derivation],
    counted: Sequence[Counted],
    links: Mapping[str, Sequence[str]],
    case: Reading,
) -> ToFind:
    children = list(dict.fromkeys(edge.child for edge in edges))
    claims = [c for child in children[:5] for c in case.claims_of.get(child, ()) if c.lead]
    lang = _language(edges, case)
    made = {edge.child for edge in edges if edge.kind in ("copy", "translation", "rewrite")}
    urls = [u for child in children if child in made and source.kind != "wire" for u in links.get(child, ())]
    dates = [case.articles[c].published.value for c in children if c in case.articles]
    count = len(children)
    many = count != 1
    texts = f"{count} text{'s' if many else ''} of this case"
    what = (
        f"Who wrote {source.name}, printed in {texts}, and where it first stood"
        if source.kind == "document"
        else f"The text of {source.name} {'from which' if _made(edges) else 'which'} {texts} {_verb(edges, many)}"
    )
    entity = case.entities.get(source.entity or "")
    return ToFind(
        id=row_id("tf", "text", source.id),
        what=what,
        source=source.id,
        article=None,
        would_change=_would_change(set(children), source.id, counted),
        lang=lang,
        known=known_of(urls, sorted({d for d in dates if d})[:3]),
        queries=queries_for(source.name, entity, claims, lang, case),
        status="open",
    )


def _made(edges: Sequence[Derivation]) -> bool:
    """Whether any text was made from the unseen one; else it is only cited."""
    return any(edge.kind in ("copy", "translation", "rewrite") for edge in edges)


def _verb(edges: Sequence[Derivation], many: bool) -> str:
    if _made(edges):
        return "come" if many else "comes"
    return "cite" if many else "cites"


def _language(edges: Sequence[Derivation], case: Reading) -> str | None:
    """The language of an unseen text: that of its copies; unknown where it was translated or only cited."""
    langs = [
        case.articles[e.child].languages[0]
        for e in edges
        if e.kind in ("copy", "rewrite") and _has_language(e.child, case)
    ]
    return min(langs, key=lambda code: (-langs.count(code), code)) if langs else None


def _has_language(article: str, case: Reading) -> bool:
    return article in case.articles and bool(case.articles[article].languages)


def _would_change(children: set[str], node: str, counted: Sequence[Counted]) -> str:
    """Which group's count the text could change, and how."""
    hits = [row for row in counted if any(node in way.nodes for _, ways in row.backed for way in ways)]
    if hits:
        row = max(hits, key=lambda r: (len(r.group.articles), r.group.id))
        count = row.tally.count
        return (
            f"the separate origins of a group of {len(row.group.articles)} reports, now {count.best} "
            f"({count.min} to {count.max}): it may name a source that none of them keeps"
        )
    return f"on whose word the claims of {len(children)} text{'s' if len(children) != 1 else ''} stand"


def _answers(
    ways: Mapping[str, Sequence[Way]], counted: Sequence[Counted], case: Reading
) -> Iterator[ToFind]:
    """One task for each unnamed source and each unsourced lead that a count or a lead hangs on."""
    asked: dict[str, tuple[End, list[Claim]]] = {}
    grouped = {s.claim.id for row in counted for s, _ in row.backed}
    for claim_id in sorted(ways):
        claim = case.claims[claim_id]
        if not claim.lead and claim_id not in grouped:
            continue
        for way in ways[claim_id]:
            if way.end.kind in ("anonymous", "no_source_given"):
                asked.setdefault(way.end.key, (way.end, []))[1].append(claim)
    for key in sorted(asked):
        end, claims = asked[key]
        yield _answer(end, claims, counted, case)


def _answer(end: End, claims: Sequence[Claim], counted: Sequence[Counted], case: Reading) -> ToFind:
    outlet = end.name
    if end.kind == "no_source_given":
        what = f"Where {outlet.removesuffix(', no source given')} has this from: “{_short(claims[0].text)}”"
    else:
        what = f"Who speaks as {outlet}, one or several, and how they know"
    rows = [
        r
        for r in counted
        if any(x.end.key == end.key for x in (*r.tally.counted, *r.tally.partial, *r.tally.bare))
    ]
    if rows:
        row = max(rows, key=lambda r: (len(r.group.articles), r.group.id))
        best = row.tally.count.best
        would = f"the separate origins of a group of {len(row.group.articles)} reports, now {best}: they may be more or fewer"
    else:
        would = "on how many separate origins this claim stands"
    article = end.article or claims[0].article
    return ToFind(
        id=row_id("tf", "answer", end.key),
        what=what,
        source=end.source if end.source in case.sources else None,
        article=article,
        would_change=would,
        lang=claims[0].lang,
        known=known_of(
            [e.url for c in claims for e in c.evidence if e.url], [case.articles[article].published.value]
        ),
        queries=queries_for(case.outlet_name(article), None, claims, None, case),
        status="open",
    )


def _refusals(case: Reading) -> Iterator[ToFind]:
    """One task for each answer that a text says it did not get."""
    for claim_id in sorted(case.claims):
        claim = case.claims[claim_id]
        if claim.stance not in STANCES:
            continue
        yield ToFind(
            id=row_id("tf", "refusal", claim_id),
            what=f"The answer that is missing here: “{_short(claim.text)}”",
            source=None,
            article=claim.article,
            would_change="whether the other side confirms or denies what is said of it",
            lang=claim.lang,
            known=known_of((), [case.articles[claim.article].published.value]),
            queries=[],
            status="refused" if claim.stance == "declined" else "asked",
        )


def _short(text: str, most: int = 140) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= most else joined[: most - 1].rstrip() + "…"
