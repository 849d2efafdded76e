"""One type for one name over the whole case: what one article tells settles what the model guessed in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from headwater.entities.config import TypeConfig
from headwater.entities.shapes import credited_names
from headwater.entities.signs import OPEN_HOW, bare_key, lone_surnames, type_by_vote
from headwater.records.articles import Article, Credit
from headwater.records.entities import EntityType, Mention, MentionType
from headwater.records.ports import Models
from headwater.records.tables import Tables

_CREDITED = "outlet!: an article of the case is published by or credited to it"
Key = tuple[str, ...]


def type_names(tables: Tables, config: TypeConfig, models: Models) -> Tables:
    """The type that the case gives each mention of an open name."""
    mentions = tables.in_articles(Mention)
    types = case_types(tables, mentions)
    return Tables.of_rows(
        MentionType(article.id, mention.id, *types[key])
        for article in tables.of(Article)
        for key, mention in _open(mentions.get(article.id, []))
        if key in types
    )


def case_types(
    tables: Tables, mentions: Mapping[str, Sequence[Mention]]
) -> dict[Key, tuple[EntityType, str]]:
    """The type of each open name of the case by its folded words, and the reason."""
    credit_rows = tables.in_articles(Credit)
    votes: dict[Key, list[tuple[EntityType, Sequence[str]]]] = {}
    cast_before: dict[tuple[EntityType, Sequence[str]], tuple[EntityType, Sequence[str]]] = {}
    for article in tables.of(Article):
        for key, mention in _open(mentions.get(article.id, [])):
            vote = (mention.type, tuple(mention.signs))
            votes.setdefault(key, []).append(cast_before.setdefault(vote, vote))  # equal votes are one object
    for article in tables.of(Article):
        for key in credited_names(article, credit_rows.get(article.id, [])):
            if key in votes:
                votes[key].append(("outlet", [_CREDITED]))
    found = {key: type_by_vote(cast) for key, cast in votes.items()}
    return {key: verdict for key, verdict in found.items() if verdict}


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
    if found.type == "person":
        return replace(mention, type=found.type, because=found.because)
    return replace(mention, type=found.type, because=found.because, role_title=None, office=None)
