"""What a run found, to be read in ten seconds."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from headwater.show.view import CaseView, Row, clipped, count_words, listed, outlet_of, plural, source_name

_MOST_GROUPS = 3
_MOST_ARTICLES = 8


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many reports, how many separate origins, and what they hang on."""

    id: str
    heading: str
    outlet: str
    lang: str
    reports: int
    separate_origins: dict[str, int]
    says: str


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article: on whose word its claims stand."""

    id: str
    title: str
    lang: str
    claims: int
    without_source: int
    says: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The answer in short; ``--json`` prints it whole."""

    texts: int
    languages: dict[str, int]
    not_read: dict[str, int]
    subjects: str
    groups: list[GroupLine]
    articles: list[ArticleLine]
    findings: dict[str, int]
    to_find: list[str]
    rejected: list[dict[str, str]]

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return asdict(self)


def summarise(view: CaseView) -> Summary:
    """The summary of a case."""
    languages = Counter(a["languages"][0] if a["languages"] else "und" for a in view.rows("articles"))
    unread = {row["article"] for row in view.rows("findings") if row["kind"] == "language_not_read"}
    not_read = Counter((view.articles[a]["languages"] or ["und"])[0] for a in unread if a in view.articles)
    findings = Counter(row["kind"] for row in view.rows("findings"))
    few = len(view.articles) <= _MOST_ARTICLES
    return Summary(
        texts=len(view.articles),
        languages=dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
        not_read=dict(sorted(not_read.items())),
        subjects=_subjects(view),
        groups=[
            _group_line(view, group)
            for group in view.groups_by_size[:_MOST_GROUPS]
            if len(group["articles"]) > 1
        ],
        articles=[_article_line(view, article) for article in view.rows("articles")] if few else [],
        findings=dict(sorted(findings.items(), key=lambda item: (-item[1], item[0]))),
        to_find=[row["what"] for row in view.rows("to_find")[:_MOST_GROUPS]],
        rejected=view.rows("rejected"),
    )


def _subjects(view: CaseView) -> str:
    """Whether any two texts speak of one thing."""
    texts = len(view.articles)
    shared = [group for group in view.rows("groups") if len(group["articles"]) > 1]
    if texts == 1:
        return "1 text: nothing in this case can confirm it"
    if not shared:
        return f"{texts} texts, {texts} subjects: no two of them confirm each other"
    spoken = {article for group in shared for article in group["articles"]}
    alone = texts - len(spoken)
    tail = f"; {plural(alone, 'text')} on subjects of their own" if alone else ""
    return f"{texts} texts: {len(spoken)} of them speak of {plural(len(shared), 'shared subject')}{tail}"


def _group_line(view: CaseView, group: Row) -> GroupLine:
    heading = view.row(group["heading"]) or {}
    article = view.articles[heading["article"]]
    return GroupLine(
        id=group["id"],
        heading=clipped(heading["text"]),
        outlet=outlet_of(article),
        lang=heading["lang"],
        reports=len(group["articles"]),
        separate_origins=group["separate_origins"],
        says=_hangs_on(view, group),
    )


def _hangs_on(view: CaseView, group: Row) -> str:
    """ "7 reports; separate origins: 1; all lead to Lekolin"."""
    counted = group["counted_claim"]
    parts = [
        plural(len(group["articles"]), "report"),
        f"separate origins: {count_words(group['separate_origins'])}",
    ]
    if group["bottlenecks"]:
        where = listed(view.name_of(node) for node in group["bottlenecks"])
        parts.append(
            f"for '{clipped(counted, 80)}' all lead to {where}" if counted else f"all lead to {where}"
        )
    elif group["origins"]:
        parts.append("they end at " + listed(view.name_of(origin) for origin in group["origins"]))
    return "; ".join(parts)


def _article_line(view: CaseView, article: Row) -> ArticleLine:
    claims = view.claims.get(article["id"], [])
    bare = [claim for claim in claims if not claim["chain"]]
    sources = Counter(source_name(view.chain(claim)[-1]) for claim in claims if view.chain(claim))
    ranked = [name for name, _ in sorted(sources.items(), key=lambda item: (-item[1], item[0]))]
    named = f"; sources: {listed((clipped(name, 50) for name in ranked), 3)}" if ranked else ""
    return ArticleLine(
        id=article["id"],
        title=clipped(article["title"] or article["text"], 90),
        lang=(article["languages"] or ["und"])[0],
        claims=len(claims),
        without_source=len(bare),
        says=f"{plural(len(claims), 'claim')}, {len(bare)} with no source given{named}",
    )
