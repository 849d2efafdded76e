"""Two versions of one address compared: a row with what changed, and the finding that says it in words."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.articles.versions.aligning import Difference, compare, key_of
from headwater.articles.versions.config import VersionsConfig
from headwater.articles.versions.notices import is_notice
from headwater.articles.versions.order import basis_of, date_of
from headwater.records.articles import Article, Reworded, Sentence, Version, VersionFinding, VersionOrder
from headwater.records.ids import row_id
from headwater.records.spans import Span

_SHOWN = 160
_CLOCK = len("2034-03-04 10:15")
_DIGITS = "0123456789:."
_SAID: dict[VersionOrder, str] = {
    "crawled": "taken",
    "modified": "last changed",
    "published": "published",
    "not_known": "",
}


def version_of(
    earlier: tuple[Article, Sequence[Sentence]],
    later: tuple[Article, Sequence[Sentence]],
    speaks: Article,
    among: Sequence[Article],
    config: VersionsConfig,
) -> Version:
    """The row of two versions that follow each other."""
    (old, before), (new, after) = earlier, later
    order = basis_of(old, new, among)
    found = compare(
        [old.text[s.start : s.end] for s in before],
        [new.text[s.start : s.end] for s in after],
        config.likeness,
        config.widest_gap,
    )
    headline = _headline(old, new)
    fresh = [after[at] for at in sorted([*found.added, *(at for _, at in found.changed)])]
    corrections = [new.span(s.start, s.end) for s in fresh if is_notice(new.text[s.start : s.end])]
    at = (date_of(old, order), date_of(new, order))
    return Version(
        id=row_id("ve", new.id, old.id),
        article=new.id,
        earlier=old.id,
        speaks=speaks.id,
        url=new.url or old.url or "",
        order=order,
        earlier_at=at[0],
        article_at=at[1],
        removed=_spans(old, before, found.removed, config),
        added=_spans(new, after, found.added, config),
        changed=[
            Reworded(old.span(before[i].start, before[i].end), new.span(after[j].start, after[j].end))
            for i, j in found.changed[: config.most_shown]
        ],
        headline=headline,
        corrections=corrections,
        because=_in_words(order, at, found, headline, corrections),
    )


def _spans(
    article: Article, sentences: Sequence[Sentence], numbers: Sequence[int], config: VersionsConfig
) -> list[Span]:
    return [article.span(sentences[at].start, sentences[at].end) for at in numbers[: config.most_shown]]


def _headline(old: Article, new: Article) -> Reworded | None:
    if key_of(old.title) == key_of(new.title):
        return None
    return Reworded(old.span(0, len(old.title)), new.span(0, len(new.title)))


def _in_words(
    order: VersionOrder,
    at: tuple[str | None, str | None],
    found: Difference,
    headline: Reworded | None,
    corrections: Sequence[Span],
) -> str:
    changes = _counted(found)
    if headline is not None:
        changes.append(
            f"the headline changed from “{_short(headline.before.text)}” to “{_short(headline.after.text)}”"
        )
    said = f" It says so itself: “{_short(corrections[0].text)}”." if corrections else ""
    what = _listed(changes) if changes else "no sentence changed"
    if order == "not_known":
        return (
            "Two versions of one address, and nothing tells which came first; from the shorter to the longer "
            f"one: {what}.{said}"
        )
    verb, (first, then) = _SAID[order], _when(*at)
    return f"Between the version {verb} {first} and the one {verb} {then}: {what}.{said}"


def _counted(found: Difference) -> list[str]:
    counts = (("removed", found.removed), ("added", found.added), ("changed", found.changed))
    return [
        f"{len(rows)} {'sentence' if len(rows) == 1 else 'sentences'} {word}" for word, rows in counts if rows
    ]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}, and {words[-1]}"


def _when(first: str | None, then: str | None) -> tuple[str, str]:
    """Two dates to the minute; whole where that does not tell them apart, and zones that differ always."""
    a, b = (first or "").replace("T", " "), (then or "").replace("T", " ")
    same_zone = a[_CLOCK:].lstrip(_DIGITS) == b[_CLOCK:].lstrip(_DIGITS)
    return (a[:_CLOCK], b[:_CLOCK]) if same_zone and a[:_CLOCK] != b[:_CLOCK] else (a, b)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def finding_of(row: Version) -> VersionFinding | None:
    """``changed_since`` on the later version; None where the texts say the same."""
    if not (row.removed or row.added or row.changed or row.headline):
        return None
    first = next(iter([*row.corrections, *(one.after for one in row.changed), *row.added]), None)
    first = first or (row.headline.after if row.headline else None)
    return VersionFinding(
        row_id("fi", "changed_since", row.id),
        "changed_since",
        row.article,
        None,
        first.text if first else None,
        first.start if first else None,
        first.end if first else None,
        row.because,
        as_of=row.article_at,
    )
