"""One type for one name over the whole case: what one article tells settles what the model guessed in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.entities.config import TypeConfig
from headwater.entities.movement import (
    Edit,
    Seen,
    article_in,
    kept_where_equal,
    moved_articles,
    place_of,
    rows_of,
    seen_of,
    spliced,
)
from headwater.entities.shapes import credited_names
from headwater.entities.signs import OPEN_HOW, bare_key, lone_surnames, type_by_vote
from headwater.entities.uses import Pool
from headwater.entities.vote_columns import CREDITED, Key, Vote, VoteColumns
from headwater.records.articles import Article, Credit
from headwater.records.entities import EntityType, Mention, MentionType
from headwater.records.ports import Models
from headwater.records.remembered import remembered
from headwater.records.streaming import Made, is_streamed
from headwater.records.tables import Tables

_KINDS: tuple[type[Any], ...] = (Article, Credit, Mention)
Verdict = tuple[EntityType, str]


@dataclass
class Votes:
    """What the articles of a case say that each open name is, counted, and the types that follow.

    ``by_article`` tells of each article what it said, and ``named`` in which articles a name is open.
    """

    cast: dict[Key, Counter[Vote]] = field(default_factory=dict)
    credited: Counter[Key] = field(default_factory=Counter)
    verdicts: dict[Key, Verdict] = field(default_factory=dict)
    by_article: dict[str, tuple[list[tuple[Key, Vote]], list[Key]]] = field(default_factory=dict)
    named: dict[Key, set[str]] = field(default_factory=dict)
    pool: Pool = field(default_factory=Pool)

    def put(self, article: str, votes: list[tuple[Key, Vote]], credited: list[Key]) -> set[Key]:
        """Count what an article says for what it said before; gives the names that it speaks of, now or before."""
        had, credits_had = self.by_article.pop(article, ([], []))
        self._count(had, credits_had, -1)
        self._count(votes, credited, 1)
        for key, _ in had:
            self.named[key].discard(article)
        for key, _ in votes:
            self.named.setdefault(key, set()).add(article)
        if votes or credited:
            self.by_article[article] = (votes, credited)
        return {*credits_had, *credited, *(key for key, _ in (*had, *votes))}

    def _count(self, votes: Sequence[tuple[Key, Vote]], credited: Sequence[Key], sign: int) -> None:
        for key, vote in votes:
            cast = self.cast.setdefault(key, Counter())
            cast[vote] += sign
            if not cast[vote]:
                del cast[vote]
        for key in credited:
            self.credited[key] += sign

    def decide(self, keys: Iterable[Key]) -> set[Key]:
        """Decide the types of names anew; gives those of which it is another."""
        moved = set()
        for key in keys:
            cast = self.cast.get(key)
            if not cast:
                self.cast.pop(key, None)
                verdict = None
            else:
                told = {CREDITED: self.credited[key]} if self.credited[key] else {}
                verdict = type_by_vote(Counter(cast) + Counter(told))
            if verdict != self.verdicts.get(key):
                moved.add(key)
                if verdict is None:
                    self.verdicts.pop(key)
                else:
                    self.verdicts[key] = self.pool.share(verdict)
        return moved


@dataclass
class Typed:
    """The types as they were last settled, beside the rows that they were made of."""

    seen: Seen | None = None
    votes: Votes = field(default_factory=Votes)
    rows: list[MentionType] = field(default_factory=list)


def type_names(tables: Tables, config: TypeConfig, models: Models) -> Tables:
    """The type that the case gives each mention of an open name."""
    if is_streamed(tables, Mention):
        return _tables(Made(_surveyed(tables).rows))
    last = remembered(Typed)
    articles = moved_articles(tables, last.seen)
    seen, last.seen = last.seen, None  # whoever is cut off here begins anew
    if articles is None:
        last.votes = _counted(tables)
        last.votes.decide(list(last.votes.cast))
        last.rows = list(_rows(tables, last.votes.verdicts))
        last.seen = seen_of(tables, _KINDS)
    else:
        last.rows = _followed(tables, last, articles)
        last.seen = {kind: tables.of(kind) for kind in seen or ()}
    return _tables(last.rows)


def _tables(rows: Sequence[MentionType]) -> Tables:
    found: dict[type[Any], Any] = {MentionType: rows}
    return Tables(found)


def _surveyed(tables: Tables) -> VoteColumns:
    """What all articles say, as columns, and the types that follow."""
    votes = VoteColumns()
    mentions, named_by = tables.in_articles(Mention), tables.in_articles(Credit)
    for article in tables.of(Article):
        credited = credited_names(article, named_by.get(article.id, ()))
        votes.put(article.id, _open(mentions.get(article.id, ())), credited)
    votes.decide()
    return votes


def _counted(tables: Tables) -> Votes:
    """What all articles say."""
    votes = Votes()
    mentions, named_by = tables.in_articles(Mention), tables.in_articles(Credit)
    for article in tables.of(Article):
        one = article.id
        votes.put(one, *_said(votes.pool, article, mentions.get(one, ()), named_by.get(one, ())))
    return votes


def _said(
    pool: Pool, article: Article, mentions: Sequence[Mention], credited_by: Sequence[Credit]
) -> tuple[list[tuple[Key, Vote]], list[Key]]:
    """What the mentions of an article say of open names, and whom it credits."""
    votes = [(pool.share(key), pool.share(_vote(mention))) for key, mention in _open(mentions)]
    return votes, [pool.share(key) for key in credited_names(article, credited_by)]


def _vote(mention: Mention) -> Vote:
    return mention.type, tuple(mention.signs)


def _rows(tables: Tables, types: Mapping[Key, Verdict]) -> Iterator[MentionType]:
    mentions = tables.in_articles(Mention)
    for article in tables.of(Article):
        yield from _of_article(article.id, mentions.get(article.id, ()), types)


def _of_article(
    article: str, mentions: Sequence[Mention], types: Mapping[Key, Verdict]
) -> Iterator[MentionType]:
    for key, mention in _open(mentions):
        if key in types:
            yield MentionType(article, mention.id, *types[key])


def _followed(tables: Tables, last: Typed, moved: set[str]) -> list[MentionType]:
    """The rows, brought up to date with the articles that moved: names that they speak of may be of another type everywhere."""
    votes, keys = last.votes, set[Key]()
    for id_ in sorted(moved):
        article = article_in(tables.of(Article), id_)
        if article is None:
            keys |= votes.put(id_, [], [])
        else:
            rows = rows_of(tables.of(Mention), id_), rows_of(tables.of(Credit), id_)
            keys |= votes.put(id_, *_said(votes.pool, article, *rows))
    concerned = moved | {
        article for key in votes.decide(sorted(keys)) for article in votes.named.get(key, ())
    }
    edits: list[Edit[MentionType]] = []
    for id_ in sorted(concerned):
        first, last_row = place_of(last.rows, id_)
        here = rows_of(tables.of(Mention), id_) if article_in(tables.of(Article), id_) else ()
        now = list(_of_article(id_, here, votes.verdicts))
        edits.append((first, last_row, kept_where_equal(last.rows[first:last_row], now, "mention")))
    return spliced(last.rows, edits)


def _open(mentions: Sequence[Mention]) -> list[tuple[Key, Mention]]:
    """Mentions whose type is open; a surname alone belongs to its fuller name."""
    keyed = [(bare_key(m.text, m.lang), m) for m in mentions]
    fuller = lone_surnames((key, m.type, m.signs) for key, m in keyed)
    return [
        (key, m)
        for key, m in keyed
        if key and m.how in OPEN_HOW and m.known_as is None and m.label is None and key not in fuller
    ]


def retyped(mentions: Sequence[Mention], types: Iterable[MentionType]) -> list[Mention]:
    """The mentions of one article, each open name with its type of the case."""
    own = {row.mention: row for row in types}
    return [_with_type(m, own.get(m.id)) for m in mentions]


def _with_type(mention: Mention, found: MentionType | None) -> Mention:
    if found is None:
        return mention
    m, person = mention, found.type == "person"
    role, office = (m.role_title, m.office) if person else (None, None)
    # made anew by hand: ``replace`` takes five times as long, and this is done of nearly every mention of a case
    return Mention(
        m.id, m.article, m.text, m.start, m.end, m.lang, found.type, m.known_as, m.label, m.how, found.because, role, m.signs, office
    )  # fmt: skip
