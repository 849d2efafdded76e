"""Rows of an invented case, made with as few words as a test can do with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headwater.origins.config import CountConfig, DeclareConfig, DeriveConfig, OutletsConfig
from headwater.origins.counting.stage import count, find, gather, share
from headwater.origins.counting.ties import tie_of
from headwater.origins.descent.declaring import declare_rows
from headwater.origins.descent.stage import collate, derive, mark, repute
from headwater.origins.descent.stage import gather as gather_sources
from headwater.origins.outlets.asked import ask
from headwater.origins.outlets.surveying import survey
from headwater.records.articles import Article, Credit, Part, Published, Sentence
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import Entity, Name
from headwater.records.matches import Actor, ClaimSlots, ClaimTime, MatchedGroup, Place, Quantity
from headwater.records.origins import Aligned, NamedOutlets, Reuse
from headwater.records.spans import Span
from headwater.records.tables import Tables


def article(id_: str, body: str, publisher: str | None = None, *, title: str = "", **more: Any) -> Article:
    """An article; ``published`` is an ISO day."""
    day = more.pop("published", None)
    published = Published(day, "day", "given") if day else Published()
    return Article(
        id=id_,
        path=None,
        url=more.pop("url", None),
        sha256=id_,
        title=title or f"Headline of {id_}",
        text=f"{title or f'Headline of {id_}'}\n{body}",
        publisher=publisher,
        byline=None,
        published=published,
        languages=[more.pop("lang", "en")],
        links=[],
        **more,
    )


def span(art: Article, words: str) -> Span:
    """Where words stand in an article."""
    start = art.text.index(words)
    return Span(words, start, start + len(words))


def part(art: Article, words: str | None = None, kind: Any = "body", credited: str | None = None) -> Part:
    """A part of an article: the whole of it, or from the given words to the end."""
    start = art.text.index(words) if words else 0
    return Part(f"{art.id}/{start}", art.id, start, len(art.text), kind, "en", credited, "It is set apart.")


def credit(
    art: Article, kind: Any, name: str | None, href: str | None = None, in_part: str | None = None
) -> Credit:
    """A credit in an article's metadata."""
    return Credit(
        f"cr-{art.id}-{kind}-{name}", art.id, in_part, kind, name, href, None, None, f"the line “{name}”"
    )


def said(
    art: Article, content: str, source: str | None, kind: Any = "organisation", **more: Any
) -> Attribution:
    """An attribution of ``content`` to ``source``, whose words need not stand in the article."""
    where = span(art, content)
    named = None
    if source is not None:
        at = art.text.find(source)
        named = Span(source, max(0, at), max(0, at) + len(source))
    return Attribution(
        id=more.pop("id_", f"at-{art.id}-{where.start}-{source}"),
        article=art.id,
        part=f"{art.id}/0",
        source=named,
        cue=None,
        content=where,
        content_parts=[where],
        source_kind=kind,
        form=more.pop("form", "indirect"),
        hedges=[],
        polarity=more.pop("polarity", "assert"),
        parent=more.pop("parent", None),
        resolved_source=more.pop("resolved", None),
        score=1.0,
        because="",
        **more,
    )


def claim(art: Article, words: str, chain: list[Attribution] | None = None, **more: Any) -> Claim:
    """A claim in an article's words."""
    where = span(art, words)
    return Claim(
        id=more.pop("id_", f"cl-{art.id}-{where.start}"),
        article=art.id,
        part=f"{art.id}/0",
        text=words,
        start=where.start,
        end=where.end,
        sentence=more.pop("sentence", 1),
        lang="en",
        title=False,
        lead=more.pop("lead", True),
        chain=[a.id for a in chain or []],
        standing=more.pop("standing", "attributed" if chain else "unattributed"),
        certainty="certain",
        polarity=more.pop("polarity", "assert"),
        stance=more.pop("stance", "affirms"),
        act=more.pop("act", "happened"),
        **more,
    )


def slots(of: Claim, frame: Any = "attack", killed: int | None = None, **more: Any) -> ClaimSlots:
    """The slots of a claim: a toll, a place by name, a day, actors by (role, entity)."""
    quantities = []
    if killed is not None:
        quantities = [
            Quantity(
                str(killed),
                0,
                1,
                "killed",
                killed,
                killed,
                True,
                None,
                None,
                more.pop("scope", "incident"),
                None,
                None,
            )
        ]
    place, day = more.pop("place", None), more.pop("day", None)
    return ClaimSlots(
        of.id,
        of.article,
        frame,
        quantities,
        [Actor(str(e), 0, 1, role, e) for role, e in more.pop("actors", [])],
        Place(place, 0, 1, place, None, 1) if place else None,
        ClaimTime(day, 0, 1, day, day, 1) if day else None,
        [],
    )


def group(claims: list[Claim], id_: str = "gr-1") -> MatchedGroup:
    """A group of claims; the first is its heading."""
    return MatchedGroup(
        id_, [c.id for c in claims], sorted({c.article for c in claims}), claims[0].id, "confirmed", ""
    )


def entity(
    id_: str, name: str, type_: Any = "group", *, names: tuple[str, ...] = (), party: str | None = None
) -> Entity:
    """An entity with its names."""
    rows = [Name(n, "en", "Latn") for n in (name, *names)]
    return Entity(id_, name, type_, rows, None, False, party, "the registry" if party else None, "")


def reuse(
    a: Article, b: Article, kind: Any = "copy", cover: tuple[float, float] = (0.95, 0.95), **more: Any
) -> Reuse:
    """Shared text of two articles: their whole bodies unless ``pairs`` gives (words of a, words of b)."""
    pairs = more.pop("pairs", None) or [(a.text[a.body_start :], b.text[b.body_start :])]
    same = more.pop("how", "translated" if kind == "translation" else "same")
    if a.id > b.id:
        a, b, cover, pairs = b, a, cover[::-1], [(y, x) for x, y in pairs]
    aligned = [Aligned(span(a, x), span(b, y), same, 1.0) for x, y in pairs]
    return Reuse(f"re-{a.id}-{b.id}", a.id, b.id, kind, *cover, aligned, "They share words.")


def sentence(art: Article) -> Sentence:
    """The whole body as one sentence."""
    return Sentence(art.id, 1, art.body_start, len(art.text), "en", f"{art.id}/0", False)


def derive_rows(tables: Tables, config: DeriveConfig, guess: Callable[[str], str]) -> Tables:
    """What the stages of descent write of a case; outlets are looked up before where they are not."""
    no_models: Any = None
    given = tables
    if not given.of(NamedOutlets):
        given = given.merged(ask(given, OutletsConfig(), no_models))
        given = given.merged(survey(given, OutletsConfig(), no_models))
    declared = declare_rows(given, guess)
    given = given.merged(declared, mark(given.merged(declared), DeclareConfig(), no_models))
    given = given.merged(collate(given, config, no_models))
    given = given.merged(repute(given, config, no_models))
    derived = derive(given, config, no_models)
    return derived.merged(gather_sources(given.merged(derived), DeclareConfig(), no_models))


def counted_rows(tables: Tables, descend: Callable[[Tables], Tables], config: CountConfig) -> Tables:
    """What all stages from outlets to the gathered count write; ``descend`` gives descent."""
    no_models: Any = None
    asked = ask(tables, OutletsConfig(), no_models)
    outlets = survey(tables.merged(asked), OutletsConfig(), no_models)
    derived = descend(tables.merged(asked, outlets))
    whole = tables.merged(asked, outlets, derived)
    whole = whole.merged(
        Tables.of_rows(tie_of(row) for row in whole.of(Reuse)), share(whole, config, no_models)
    )
    counted = count(whole, config, no_models)
    whole = whole.merged(counted)
    return derived.merged(counted, gather(whole, config, no_models), find(whole, config, no_models))
