"""What a run found, to be read in ten seconds."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from headwater.show.masking import Masking
from headwater.show.tongue import ENGLISH, Tongue
from headwater.show.view import (
    CaseView,
    Row,
    language_of,
    outlet_of,
    source_name,
)
from headwater.show.words import FINDING, FINDING_ORDER

_MOST_GROUPS = 3
_MOST_ARTICLES = 8
_MOST_TASKS = 3
_HEADLINES = ("headline_by_no_source", "headline_by_outlet_only")
_TOLD_APART = (*_HEADLINES, "unconfirmed", "language_not_read")


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
    look_at: list[str]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article: on whose word its claims stand, and what to look at."""

    id: str
    title: str
    outlet: str
    lang: str
    claims: int
    without_source: int
    stands_on: list[str]
    says: str
    look_at: list[str]


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often one kind of finding was made, in a reader's words."""

    kind: str
    says: str
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The answer in short; ``--json`` prints it whole."""

    texts: int
    languages: dict[str, int]
    not_read: dict[str, int]
    subjects: str
    groups: list[GroupLine]
    more_groups: int
    articles: list[ArticleLine]
    findings: list[FindingCount]
    to_find: list[str]
    masked: int
    rejected: list[dict[str, str]]
    disbelieved: list[dict[str, str]] = field(default_factory=list)  # dates without which articles are read

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return asdict(self)


def summarise(view: CaseView, masking: Masking | None = None, t: Tongue = ENGLISH) -> Summary:
    """The summary of a case, private persons masked."""
    masking = masking or Masking(view)
    unread = {row["article"] for row in view.rows("findings") if row["kind"] == "language_not_read"}
    shared = view.shared_groups
    few = len(view.articles) <= _MOST_ARTICLES
    return Summary(
        texts=len(view.articles),
        languages=_most_first(Counter(map(language_of, view.articles.values()))),
        not_read=_most_first(Counter(language_of(view.articles[a]) for a in unread if a in view.articles)),
        subjects=_subjects(view, t),
        groups=[_group_line(view, group, masking, t) for group in shared[:_MOST_GROUPS]],
        more_groups=max(0, len(shared) - _MOST_GROUPS),
        articles=[article_line(view, article, masking, t) for article in view.ordered] if few else [],
        findings=_findings(view, t),
        to_find=list(dict.fromkeys(masking.line(row["what"], 160) for row in view.rows("to_find")))[
            :_MOST_TASKS
        ],
        masked=masking.count,
        rejected=_rejected(view, masking, "not_used"),
        disbelieved=_rejected(view, masking, "date_disbelieved"),
    )


def _rejected(view: CaseView, masking: Masking, kind: str) -> list[dict[str, str]]:
    """Input of one kind that was set aside; cases of older versions know no kinds."""
    return [
        {"path": masking.said(row["path"]), "reason": masking.said(row["reason"])}
        for row in view.rows("rejected")
        if row.get("kind", "not_used") == kind
    ]


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def languages_in_words(counts: dict[str, int], t: Tongue = ENGLISH) -> str:
    """ "3 in English, 2 in French"."""
    return ", ".join(
        t("{number} in {language}", number=number, language=t.language(lang))
        for lang, number in counts.items()
    )


def _subjects(view: CaseView, t: Tongue) -> str:
    """Whether any two texts speak of one thing."""
    texts = len(view.articles)
    shared = view.shared_groups
    if texts == 1:
        return t("1 text: nothing in this case can confirm it")
    if not shared and view.details_of:
        details = t.count(len(view.details_of[""]), "detail is", "details are")
        return t(
            "{texts} texts, {texts} subjects: {details} told by more than one of them",
            texts=texts,
            details=details,
        )
    if not shared:
        return t("{texts} texts, {texts} subjects: no two of them confirm each other", texts=texts)
    spoken = {article for group in shared for article in group["articles"]}
    alone = texts - len(spoken)
    tail = f"; {t.count(alone, 'text')} {t('on subjects of their own')}" if alone else ""
    subjects = t.count(len(shared), "shared subject")
    return (
        t(
            "{texts} texts: {some} of them speak of {subjects}",
            texts=texts,
            some=len(spoken),
            subjects=subjects,
        )
        + tail
    )


def _findings(view: CaseView, t: Tongue) -> list[FindingCount]:
    counts = Counter(row["kind"] for row in view.rows("findings"))
    known = [kind for kind in FINDING_ORDER if kind in counts]
    kinds = known + sorted(set(counts) - set(known))
    return [FindingCount(kind, t.say(FINDING, kind), counts[kind]) for kind in kinds]


def _group_line(view: CaseView, group: Row, masking: Masking, t: Tongue) -> GroupLine:
    heading = view.heading(group)
    withheld = view.accuses_person(heading)
    article = view.articles[heading["article"]]
    return GroupLine(
        id=group["id"],
        heading=t("a claim about a person") if withheld else f"“{masking.line(heading['text'])}”",
        outlet=masking.line(outlet_of(article), 60),
        lang=heading["lang"],
        reports=len(group["articles"]),
        separate_origins=group["separate_origins"],
        says=_hangs_on(view, group, masking, t),
        look_at=list(
            dict.fromkeys(_in_a_sentence(row, t) for row in view.group_findings.get(group["id"], []))
        ),
    )


def _hangs_on(view: CaseView, group: Row, masking: Masking, t: Tongue) -> str:
    """ "7 reports; for 'drones were delivered' all lead to Lekolin, whose own source is not stated"."""
    parts = [
        t.count(len(group["articles"]), "report"),
        f"{t('separate origins')}: {t.range(group['separate_origins'])}",
    ]
    if group["bottlenecks"]:
        where = t.listed(hanging_on(view, node, masking, t) for node in group["bottlenecks"])
        counted = masking.line(group["counted_claim"], 80)
        about = f"{t('for')} '{counted}' " if counted and not view.accuses_person(view.heading(group)) else ""
        parts.append(f"{about}{t('all lead to')} {where}")
    elif group["origins"]:
        names = [masking.line(view.name_of(origin), 60) for origin in group["origins"]]
        parts.append(f"{t('on the word of')} {t.listed(names)}")
    return "; ".join(parts)


def hanging_on(view: CaseView, node: str, masking: Masking, t: Tongue = ENGLISH) -> str:
    """A node that every chain passes through; one that says no source of its own is told so."""
    name = masking.line(view.name_of(node), 60)
    silent = any(
        origin["kind"] == "unseen_report" and node in (origin["source"], origin["article"])
        for origin in view.rows("origins")
    )
    return t("{name}, whose own source is not stated", name=name) if silent else name


def article_line(view: CaseView, article: Row, masking: Masking, t: Tongue = ENGLISH) -> ArticleLine:
    """One article in short."""
    claims = [rows[0] for rows in view.claims_once(article["id"])]
    bare = [claim for claim in claims if not view.chain(claim)]
    stands_on = _stands_on(view, claims, masking, t)
    sources = f", {t('on the word of')} {t.listed(stands_on, 6)}" if stands_on else ""
    says = f"{t.count(len(claims), 'claim')}: {len(claims) - len(bare)} {t('on a cited source')}{sources}"
    if bare:
        says += f"; {len(bare)} {t('name no source')}{_in_others_words(view, bare, masking, t)}"
    return ArticleLine(
        id=article["id"],
        title=masking.line(article["title"] or article["text"], 90),
        outlet=masking.line(outlet_of(article), 60),
        lang=language_of(article),
        claims=len(claims),
        without_source=len(bare),
        stands_on=stands_on,
        says=says,
        look_at=_look_at(view, article, masking, t),
    )


def _stands_on(view: CaseView, claims: list[Row], masking: Masking, t: Tongue) -> list[str]:
    """ "Lekolin (3)", "local sources (2)": whom the claims' chains end with, most claims first, then as met."""
    chains = [chain for chain in map(view.chain, claims) if chain]
    sources = Counter(masking.line(t.source(source_name(chain[-1])), 70) for chain in chains)
    return [f"{name} ({number})" for name, number in sorted(sources.items(), key=lambda item: -item[1])]


def _in_others_words(view: CaseView, bare: list[Row], masking: Masking, t: Tongue) -> str:
    """ " (10 in Sputnik's words)": bare assertions of parts that are somebody else's."""
    words = Counter(_credited(view, claim) for claim in bare)
    others = [
        t("{number} in {name}'s words", number=number, name=masking.line(name, 60))
        for name, number in sorted(words.items())
        if name
    ]
    return f" ({t.listed(others)})" if others else ""


def _credited(view: CaseView, claim: Row) -> str:
    return str((view.row(claim["part"]) or {}).get("credited_name") or "")


def _in_a_sentence(finding: Row, t: Tongue) -> str:
    said = t.say(FINDING, finding["kind"])
    return f"{said[:1].lower()}{said[1:]}"


def _look_at(view: CaseView, article: Row, masking: Masking, t: Tongue) -> list[str]:
    """What the article itself calls unconfirmed, its headline against its sources, and what else was found."""
    findings = view.findings.get(article["id"], [])
    found = []
    unconfirmed = [row for row in findings if row["kind"] == "unconfirmed"]
    if unconfirmed:
        words = [f"“{masking.line(row['text'], 90)}”" for row in unconfirmed]
        found.append(f"{t('unconfirmed in its own words')}: {t.listed(words, 2)}")
    for row in findings:
        if row["kind"] in _HEADLINES:
            found.append(f"{t('headline')} “{masking.line(row['text'], 60)}”: {_in_a_sentence(row, t)}")
    others = Counter(row["kind"] for row in findings if row["kind"] not in _TOLD_APART)
    if others:
        found.append(
            f"{t('also')}: "
            + "; ".join(t.say(FINDING, kind).lower() for kind in FINDING_ORDER if kind in others)
        )
    return found
