"""One article's sheet: whose word carries which claims, its findings, what to find, its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headwater.show.dossier.aligned import Aligned, aligned_with
from headwater.show.dossier.chains import Block, chain_blocks
from headwater.show.dossier.findings import FindingKind, Headline, findings_of, headlines_of
from headwater.show.dossier.reader import Text
from headwater.show.dossier.second import Second, second_of
from headwater.show.dossier.showing import Showing, direction
from headwater.show.summary import ArticleLine, article_line
from headwater.show.tongue import Tongue
from headwater.show.view import Row
from headwater.show.words import CREDIT, DERIVATION


@dataclass(frozen=True, slots=True)
class Parent:
    """Where an article came from, in words."""

    says: str
    declared: bool
    name: str
    href: str | None
    seen: bool
    because: str


@dataclass(frozen=True, slots=True)
class Task:
    """A document or answer that the case lacks."""

    id: str
    what: str
    would_change: str
    lang: str
    known: list[str]
    queries: list[str]
    status: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page shows of one article."""

    id: str
    row_id: str
    title: str
    outlet: str
    title_lang: str
    title_dir: str
    language: str
    byline: str | None
    dated: str
    credits: list[str]
    short: ArticleLine
    headlines: list[Headline]
    findings: list[FindingKind]
    blocks: list[Block]
    parents: list[Parent]
    beside: list[Aligned]
    tasks: list[Task]
    text: Text
    second: Second | None


def sheet_of(showing: Showing, article: Row, text: Text) -> Sheet:
    """The sheet of one article, whose text is read already."""
    view, name = showing.view, article["id"]
    lang = view.language_at(article, 0)
    return Sheet(
        id=showing.anchor(name),
        row_id=name,
        title=showing.line(article["title"], 300) or showing.line(article["text"], 90),
        outlet=showing.outlet(name),
        title_lang=lang,
        title_dir=direction(lang),
        language=showing.t.listed(map(showing.t.language, article["languages"][:3]))
        or showing.language(name),
        byline=showing.line(article["byline"], 200) or None,
        dated=dated(showing.t, article),
        credits=[*_credits(showing, name), *came(showing, article)],
        short=article_line(view, article, showing.masking, showing.t),
        headlines=headlines_of(showing, article),
        findings=findings_of(showing, view.findings.get(name, [])),
        blocks=chain_blocks(showing, article),
        parents=[_parent(showing, row) for row in view.parents.get(name, [])],
        beside=aligned_with(showing, name),
        tasks=[task_of(showing, row) for row in tasks_about(showing, name)],
        text=text,
        second=second_of(showing, article),
    )


def dated(t: Tongue, article: Row) -> str:
    """The date with how it was found, and the bounds that the text proves."""
    published = article["published"]
    bounds = []
    if published["not_before"]:
        bounds.append(t("not before {day}", day=published["not_before"]))
    if published["not_after"]:
        bounds.append(t("not after {day}", day=published["not_after"]))
    proved = f" ({', '.join(bounds)}, {t('from the text')})" if bounds else ""
    if published["value"]:
        return f"{published['value']}, {published['how']}{proved}"
    return f"{t('no date found')}{proved}"


def _credits(showing: Showing, article: str) -> list[str]:
    rows = showing.view.credits.get(article, [])
    named = [(r["kind"], showing.line(r["name"] or r["href"], 120)) for r in rows]
    told = [f"{showing.t.say(CREDIT, kind)} {name}" for kind, name in named if name]
    return list(dict.fromkeys(told))


def came(showing: Showing, article: Row) -> Iterator[str]:
    """How the text came to be read, where that is more than a file: a capture, a picture, a later change."""
    t = showing.t
    if article.get("crawled"):
        asked = article.get("asked_url")
        where = f" ({t('asked for as')} {showing.line(asked, 160)})" if asked else ""
        yield f"{t('captured')} {article['crawled']}{where}"
    if article.get("ocr_confidence") is not None:
        yield f"{t('read from a picture of its words; mean confidence')} {article['ocr_confidence']:.2f}"
    if article.get("modified"):
        yield f"{t('last changed, it says itself,')} {article['modified']}"


def _parent(showing: Showing, row: Row) -> Parent:
    says = (
        showing.t.say(DERIVATION, row["kind"])
        if row["directed"]
        else showing.t("shares a text with (direction not known)")
    )
    return Parent(
        says,
        bool(row["declared"]),
        showing.name(row["parent"]),
        showing.href(row["parent"]),
        row["parent"] in showing.view.articles,
        showing.said(row["because"]),
    )


def tasks_about(showing: Showing, article: str) -> list[Row]:
    """What to find for one article: tasks that name it, or a source that it cites or came from."""
    view = showing.view
    if len(view.articles) == 1:
        return view.rows("to_find")
    sources = [row["parent"] for row in view.parents.get(article, [])]
    for row in view.attributions.get(article, []):
        sources += view.sources_citing.get(row["id"], [])
    found = [
        *view.to_find.get(article, []),
        *(t for s in dict.fromkeys(sources) for t in view.to_find_of.get(s, [])),
    ]
    once = {row["id"]: row for row in found}
    return sorted(once.values(), key=lambda row: view.task_order[row["id"]])


def task_of(showing: Showing, row: Row) -> Task:
    """A task, masked."""
    return Task(
        showing.anchor(row["id"]),
        showing.line(row["what"], 300),
        showing.said(row["would_change"]),
        showing.t.language(row["lang"]) if row["lang"] else "",
        [showing.line(known, 300) for known in row["known"]],
        [showing.line(query, 200) for query in row["queries"]],
        row["status"],
    )
