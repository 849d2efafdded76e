"""One task for each source that is no text of the case: its report, its statement, who it is, the document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from headwater.origins.counting.reading import Reading
from headwater.origins.counting.searches import Kind, Sought, known_of, queries_for, verbatim
from headwater.origins.counting.told_sources import (
    MOST_CITING,
    NAMELESS,
    SILENT,
    Cited,
    Hanging,
    Links,
    cited_of,
    is_pronoun,
    told_above,
    words_for,
)
from headwater.origins.counting.tongues import (
    body_language,
    home_of,
    place_language,
    report_language,
    site_for,
)
from headwater.origins.counting.turns import Turns, shortened
from headwater.origins.descent.hosts import site_of, squashed
from headwater.records.claims import Attribution, Claim
from headwater.records.ids import row_id
from headwater.records.origins import ToFind

Wanted = Literal["text", "document", "statement", "witness", "official"]
SEARCHES: Mapping[Wanted, Kind] = {
    "text": "report", "document": "report", "statement": "statement", "witness": "witness", "official": "official",
}  # fmt: skip
MADE = ("copy", "translation", "rewrite")
MOST_DATES = 3
MOST_HEADLINES = 3
"""Copies of one source's texts whose headlines are searched for."""
LONGEST_NAME = 5
"""Words up to which an unknown source's name is looked for as it stands."""


def unseen(
    keys: Iterable[str], told: Iterable[tuple[str, str]], turns: Turns, links: Links, case: Reading
) -> tuple[list[ToFind], frozenset[tuple[str, str]]]:
    """A task for every source among ``keys``, by id; and the words by which each text cites somebody who says something.

    Not for a pronoun, whose name stands elsewhere, nor for one that only did not answer, who is asked for that, nor
    again for the unnamed source or document of a text that this one was made from. ``told`` are such words of
    other sources.
    """
    all_ = [cited_of(key, turns, links, case) for key in sorted(keys) if not is_pronoun(case.sources[key])]
    spoken = [
        c for c in all_ if not c.claims or c.edges or any(x.stance not in SILENT for x in _citing(c, links))
    ]
    first = frozenset((words_for(c.source), article) for c in spoken for article in c.articles) | set(told)
    return [task_of(c, turns, links, case) for c in spoken if not _asked_above(c, first, case)], first


def _citing(cited: Cited, links: Links) -> Sequence[Claim]:
    """The claims of a source; where no claim has it in its chain, those near it."""
    return [c for a in cited.said for c in links.citing.get(a.id, ())] or cited.claims


def _asked_above(cited: Cited, first: Collection[tuple[str, str]], case: Reading) -> bool:
    """Whether all texts that cite an unnamed source or a document were made from one that cites it in the same words."""
    if cited.source.kind not in NAMELESS or cited.edges or not cited.articles:
        return False
    return all(told_above(cited.source, article, cited.articles, first, case) for article in cited.articles)


def task_of(cited: Cited, turns: Hanging, links: Links, case: Reading) -> ToFind:
    """What is to be found of a source, and how."""
    source, entity = cited.source, case.entities.get(cited.source.entity or "")
    kind = _kind(cited)
    lang, langs = _languages(kind, cited, links, case)
    urls = _urls(cited, links, case)
    here = next((told[0] for a in cited.articles if (told := case.articles[a].languages)), None)
    sought = Sought(
        kind=SEARCHES[kind],
        who=None if kind in ("witness", "official") else _who(cited),
        entity=entity,
        host=_site(cited, urls, case),
        site_lang=here if kind in ("witness", "official") else None,
        claims=cited.claims,
        verbatim=_verbatim(kind, cited, lang, case),
    )
    days = [case.articles[a].published.value for a in cited.articles]
    return ToFind(
        id=row_id("tf", "text" if kind == "text" else "source", source.id),
        what=_what(kind, cited, case),
        source=source.id,
        article=None if kind == "text" else next(iter(cited.articles), None),
        would_change=_would_change(cited, turns),
        lang=lang,
        known=known_of(urls, sorted({day for day in days if day})[:MOST_DATES]),
        queries=queries_for(sought, langs, case),
        status="open",
    )


def _kind(cited: Cited) -> Wanted:
    """What is looked for: an outlet's or an author's text, a statement, or who an unnamed source is."""
    kind = cited.source.kind
    if cited.edges or kind in ("media", "wire"):
        return "text"
    if kind == "document":
        return "document"
    if kind == "official_unnamed":
        return "official"
    if kind in ("anonymous", "self") or (cited.end is not None and cited.end.kind == "anonymous"):
        return "witness"
    return "statement"


def _who(cited: Cited) -> str | None:
    """The name to look for: none of a document ("a statement"), nor a description in many words."""
    name = cited.source.name
    described = cited.source.entity is None and len(name.split()) > LONGEST_NAME
    return None if cited.source.kind == "document" or described else name


def _site(cited: Cited, urls: Iterable[str], case: Reading) -> str | None:
    """The site on which it may stand: the outlet's own, or that of the outlet that heard an unnamed source."""
    source = cited.source
    if source.kind in ("media", "wire"):
        return site_for(source.name, case.entities.get(source.entity or ""), urls)
    if source.kind not in ("anonymous", "official_unnamed", "self"):
        return None
    heard = case.listeners.get(cited.end.key) if cited.end is not None else None
    if heard is not None:
        return site_for(heard.name, case.entities.get(heard.entity or ""))
    return next((site for key in cited.articles[:3] if (site := home_of(key, case))), None)


def _languages(
    kind: Wanted, cited: Cited, links: Links, case: Reading
) -> tuple[str | None, list[str | None]]:
    """The source's own language where it can be told, and the languages to search in."""
    here = [case.articles[a].languages[0] for a in cited.articles[:5] if case.articles[a].languages]
    if kind == "text":
        called = [name for a in cited.articles for name in links.called.get(a, ())]
        called += [a.source.text for a in cited.said if a.source is not None]
        lang = report_language(cited.source, cited.edges, called, case)
    elif kind == "document":
        lang = here[0] if here else None  # a document's words are quoted in the language of its text at least
        return None, [lang]
    else:
        lang = body_language(case.entities.get(cited.source.entity or ""))
        if lang is None and (kind in ("witness", "official") or _is_party(cited, case)):
            lang = place_language(cited.claims, case)
    return lang, [lang, *here]


def _is_party(cited: Cited, case: Reading) -> bool:
    """Whether a source is a known group that fights or governs where it happened."""
    entity = case.entities.get(cited.source.entity or "")
    return entity is not None and entity.type == "group" and entity.party is not None


def _verbatim(kind: Wanted, cited: Cited, lang: str | None, case: Reading) -> list[str]:
    """Words that the text looked for must hold: the headline of its copy, the opening of a text, what was quoted."""
    name = cited.source.name
    if "“" in name and cited.source.kind == "document":
        return [name[name.index("“") + 1 :].rstrip("”").rstrip("…").strip()]
    copies = [e.child for e in cited.edges if e.kind == "copy" and e.child in case.articles]
    found = [verbatim(case.articles[key].title) for key in copies[:MOST_HEADLINES]]
    if not cited.edges:
        direct = [a for a in cited.said if a.form == "direct" and lang in (None, _language(a, case))]
        found += [verbatim(a.content.text) for a in direct[:1]]
    return [words for words in found if words]


def _language(attribution: Attribution, case: Reading) -> str | None:
    article = case.articles.get(attribution.article)
    return article.languages[0] if article is not None and article.languages else None


def _urls(cited: Cited, links: Links, case: Reading) -> list[str]:
    """Links to the source: of texts made from it, of evidence in its claims, and to a site of its name."""
    made = {edge.child for edge in cited.edges if edge.kind in MADE}
    found = [
        u
        for key in cited.articles
        if key in made and cited.source.kind != "wire"
        for u in links.originals.get(key, ())
    ]
    found += [
        e.url
        for c in cited.claims[:MOST_CITING]
        for e in c.evidence
        if e.url and cited.source.kind == "document"
    ]
    name = squashed(cited.source.name)
    if cited.source.kind == "media" and name:
        found += [
            link.href
            for key in cited.articles[:MOST_CITING]
            for link in case.articles[key].links
            if site_of(link.href) == name
        ]
    return list(dict.fromkeys(found))[:10]


def _would_change(cited: Cited, turns: Hanging) -> str:
    """Which count, from how many to how many; of a source on which none hangs, what of it is not known."""
    for key in (cited.source.id, cited.end.key if cited.end is not None else ""):
        said = turns.said(key, cited.end) if key else None
        if said is not None:
            return said
    count = len(cited.articles)
    return f"no count; it tells what {count} text{'s' if count != 1 else ''} left out or changed"


def _what(kind: Wanted, cited: Cited, case: Reading) -> str:
    source, count = cited.source, len(cited.articles)
    texts = f"{count} text{'s' if count != 1 else ''} of this case"
    if kind == "text":
        if source.kind == "document":
            return f"Who wrote {source.name}, printed in {texts}, and where it first stood"
        made = any(edge.kind in MADE for edge in cited.edges)
        verb = ("come" if made else "cite") + ("" if count != 1 else "s")
        return f"The text of {source.name} {'from which' if made else 'which'} {texts} {verb}"
    quoted = f": “{shortened(cited.said[0].content.text, 100)}”" if cited.said else ""
    where = case.outlet_name(cited.articles[0]) if cited.articles else "this case"
    if kind == "document":
        return f"“{source.name}”, which {where} cites: who made it, when, and its own words{quoted}"
    if kind in ("witness", "official"):
        name = (
            cited.end.name
            if cited.end is not None and cited.end.kind == "anonymous"
            else f"“{source.name}”, cited in {where}"
        )
        return f"Who speaks as {name}, one or several, and how they know"
    return f"What {source.name} said itself, when and to whom, as {where} has it{quoted}"
