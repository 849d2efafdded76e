"""Types of names and who is who, followed as articles and judgements come and go, are those worked out from nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.entities.config import ResolveConfig, TypeConfig
from headwater.entities.resolve import resolve
from headwater.entities.retyping import type_names
from headwater.records.articles import Article, Credit, Published
from headwater.records.entities import (
    AttributionEntity,
    Entity,
    LateMention,
    Mention,
    MentionEntity,
    MentionType,
    Relation,
    SourceMention,
    StatedLink,
)
from headwater.records.judgements import EntityJudgement, JudgementEffect, JudgementKind, NameAnchor
from headwater.records.moves import Moves
from headwater.records.remembered import remembering
from headwater.records.tables import Tables
from tests.entities.making import no_models

Rows = dict[type[Any], list[Any]]
GIVEN = (Article, Credit, Mention, LateMention, SourceMention, StatedLink)
WRITTEN = (MentionEntity, Entity, Relation, AttributionEntity, JudgementEffect)
# words, language, type, registry entry, label, signs, role, office
NAMES: tuple[tuple[Any, ...], ...] = (
    ("Finan Sagil", "en", "person", None, None, [], "pilot", None),
    ("Finnan Sagil", "en", "person", None, None, [], None, "mayor"),
    ("Финан Сагил", "ru", "person", None, None, [], "pilot", None),
    ("فينان ساغيل", "ar", "person", None, None, [], None, None),
    ("Sagil", "en", "person", None, None, [], None, None),
    ("Sagil Finan", "en", "place", None, None, ["place: it is said to be one after a comma"], None, None),
    ("Harbour Watch", "en", "body", None, None, [], None, None),
    ("Harbur Watch", "en", "group", None, None, ["outlet: it is named beside “paper”"], None, None),
    ("Watch Harbour", "en", "outlet", None, None, ["outlet!: “Watch” in its name says so"], None, None),
    ("Otterby", "en", "place", None, None, [], None, None),
    ("Nusra Front", "en", "group", "nusra-front", None, [], None, None),
    ("Jabhat Fatah al-Sham", "en", "group", "jabhat-fatah-al-sham", None, [], None, None),
    ("Nusrah Front", "en", "group", None, None, [], None, None),
    ("regime", "en", "group", None, "regime", [], None, None),
    ("Syrian regime", "en", "body", "body/sy/government", "regime", [], None, None),
    ("terrorists", "en", "group", None, "terrorist", [], None, None),
    ("Damascus", "en", "place", "place/170654", None, [], None, None),
    ("UGP", "en", "group", None, None, [], None, None),
    ("Popular Mobilization Forces", "en", "group", "popular-mobilization-forces", None, [], None, None),
    ("Qassem Soleimani", "en", "person", "qassem-soleimani", None, [], None, None),
    ("Qasem Soleymani", "en", "person", None, None, [], None, None),
)


def written(number: int, picks: Sequence[int]) -> list[object]:
    """The rows of one article that names these; some of them speak, are late, or are linked."""
    id_ = f"a{number:02d}"
    rows: list[object] = []
    text = ""
    mentions = []
    for place, pick in enumerate(picks):
        words, lang, type_, known_as, label, signs, role, office = NAMES[pick]
        how = "registry" if known_as else "lexicon" if label else "model"
        start = len(text)
        mentions.append(
            Mention(
                f"me-{id_}-{place}", id_, words, start, start + len(words), lang, type_, known_as, label, how, f"Read {words}.", role, signs, office,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        text += f"{words} "
    publisher = (None, "SANA", "Watch Harbour")[number % 3]
    rows.append(Article(id_, None, None, "0", "", text, publisher, None, Published(), ["en"], []))
    if number % 4 == 1:
        rows.append(Credit(f"cr-{id_}", id_, None, "agency", "Harbur Watch", None, None, None, "It says so."))
    if mentions and number % 2:
        rows.append(SourceMention(id_, f"at-{id_}", mentions[-1].id, "The words of the source name it."))
    if number % 5 == 2:
        rows += [LateMention(id_, m.id, m.known_as) for m in mentions if m.known_as == "qassem-soleimani"]
    if len(mentions) > 1 and number % 3:
        rows.append(StatedLink(id_, "split_from", mentions[0].id, mentions[1].id, f"cl-{id_}", "It says so."))
    return [*rows, *mentions]


def lists_of(articles: dict[int, Sequence[int]]) -> Rows:
    """All rows, in the order of articles."""
    lists: Rows = {kind: [] for kind in GIVEN}
    for number in sorted(articles):
        for row in WORLD.setdefault((number, tuple(articles[number])), written(number, articles[number])):
            lists[type(row)].append(row)
    return lists


WORLD: dict[tuple[int, tuple[int, ...]], list[Any]] = {}
"""Rows of an article, so that what stands is the same object."""


class Told:
    """Tells moves between the lists that it has seen."""

    def __init__(self) -> None:
        self.seen: list[Rows] = []

    def tables(self, lists: Rows) -> Tables:
        """Tables that know how they came out of the last ones."""
        self.seen = [*self.seen[-2:], lists]

        def since(kind: type[Any], before: Sequence[Any]) -> Moves[Any] | None:
            if not any(rows.get(kind) is before for rows in self.seen):
                return None
            old, new = set(map(id, before)), set(map(id, lists[kind]))
            gone = [row for row in before if id(row) not in new]
            return Moves(gone, [row for row in lists[kind] if id(row) not in old])

        return Tables(dict(lists), since)


def run(lists: Rows, judgements: Sequence[EntityJudgement], told: Told | None) -> Tables:
    """Both stages, one behind the other."""
    given = {**lists, EntityJudgement: list(judgements)}
    tables = told.tables(given) if told else Tables(given)
    types = type_names(tables, TypeConfig(), no_models())
    given = {**given, MentionType: list(types.of(MentionType)) if told is None else types.of(MentionType)}  # type: ignore[dict-item]
    tables = told.tables(given) if told else Tables(given)
    return types.merged(resolve(tables, ResolveConfig(), no_models()))


picks = st.lists(st.integers(0, len(NAMES) - 1), max_size=5)
steps = st.lists(st.dictionaries(st.integers(0, 9), st.none() | picks, max_size=3), min_size=1, max_size=6)
kinds: st.SearchStrategy[JudgementKind] = st.sampled_from(["merge", "split", "not_same", "rename"])
judging = st.lists(
    st.tuples(kinds, st.lists(st.tuples(st.integers(0, 9), st.integers(0, len(NAMES) - 1)), min_size=2, max_size=2)),
    max_size=3,
)  # fmt: skip


def judgement(number: int, kind: JudgementKind, at: Sequence[tuple[int, int]]) -> EntityJudgement:
    anchors = [NameAnchor(f"a{article:02d}", NAMES[pick][0]) for article, pick in at]
    name = "The Watch" if kind == "rename" else None
    when = "2031-05-01T10:00:00+00:00"
    return EntityJudgement(f"j{number}", kind, "Ada", when, "Her own words.", anchors, name, None)


@settings(max_examples=120, deadline=None)
@given(begin=st.dictionaries(st.integers(0, 9), picks, max_size=8), moves=steps, judged=judging)
def test_what_is_followed_is_what_is_worked_out_from_nothing(
    begin: dict[int, list[int]],
    moves: list[dict[int, list[int] | None]],
    judged: list[tuple[JudgementKind, list[tuple[int, int]]]],
) -> None:
    articles, held, told = dict(begin), dict[type[Any], Any](), Told()
    judgements = [judgement(number, *one) for number, one in enumerate(judged)]
    for number, move in enumerate([{}, *moves]):
        for article, names in move.items():
            if names is None:
                articles.pop(article, None)
            else:
                articles[article] = names
        lists, given_now = lists_of(articles), judgements[: max(0, number - 1)]
        with remembering(held):
            warm = run(lists, given_now, told)
        cold = run(lists, given_now, None)
        for kind in (MentionType, *WRITTEN):
            assert list(warm.of(kind)) == list(cold.of(kind))


@settings(max_examples=60, deadline=None)
@given(articles=st.dictionaries(st.integers(0, 9), picks, max_size=8))
def test_rows_that_are_made_as_one_goes_through_them_are_the_same(articles: dict[int, list[int]]) -> None:
    lists = lists_of(articles)
    streamed: dict[type[Any], Any] = {kind: tuple(rows) for kind, rows in lists.items()}
    listed = run(lists, [], None)
    types = type_names(Tables(dict(streamed)), TypeConfig(), no_models())
    streamed[MentionType] = tuple(types.of(MentionType))
    made = resolve(Tables(streamed), ResolveConfig(), no_models())
    assert list(types.of(MentionType)) == list(listed.of(MentionType))
    for kind in WRITTEN:
        assert list(made.of(kind)) == list(listed.of(kind))


@pytest.mark.parametrize("seed", range(6))
def test_rows_of_actors_in_very_many_articles_are_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.entities.actor_columns.FEW", 1)
    monkeypatch.setattr("headwater.entities.crossing.MOST_HELD", 3)
    monkeypatch.setattr("headwater.entities.columns.MOST_KNOWN", 4)
    monkeypatch.setattr("headwater.entities.vote_columns.MOST_KNOWN", 4)
    monkeypatch.setattr("headwater.entities.vote_columns.FEWEST", 7)
    draw = random.Random(seed)
    names = draw.sample(range(len(NAMES)), 5 + seed)
    numbers = draw.sample(range(99), 60)
    test_rows_that_are_made_as_one_goes_through_them_are_the_same.hypothesis.inner_test(  # type: ignore[attr-defined]
        {number: draw.choices(names, k=draw.randrange(6)) for number in numbers}
    )


def test_articles_need_not_come_in_order() -> None:
    lists = lists_of({number: [0, 1, 3, 6, 7, number] for number in range(10)})
    for rows in lists.values():
        rows.reverse()
    made = resolve(Tables({kind: tuple(rows) for kind, rows in lists.items()}), ResolveConfig(), no_models())  # type: ignore[misc]
    held = resolve(Tables(dict(lists)), ResolveConfig(), no_models())
    for kind in WRITTEN:
        assert list(made.of(kind)) == list(held.of(kind))


def test_judgements_are_obeyed_where_rows_are_made_as_one_goes_through_them() -> None:
    lists = lists_of({1: [0, 6, 10], 2: [7, 8], 3: [9, 9]})
    judgements = [judgement(0, "merge", [(1, 0), (2, 8)])]
    streamed: dict[type[Any], Any] = {kind: tuple(rows) for kind, rows in lists.items()}
    made = resolve(Tables({**streamed, EntityJudgement: judgements}), ResolveConfig(), no_models())
    held = resolve(Tables({**lists, EntityJudgement: judgements}), ResolveConfig(), no_models())
    assert held.of(JudgementEffect)
    for kind in WRITTEN:
        assert list(made.of(kind)) == list(held.of(kind))


def test_rows_that_stand_are_the_same_objects() -> None:
    held, told = dict[type[Any], Any](), Told()
    with remembering(held):
        before = run(lists_of({1: [0, 6, 10], 2: [7, 8], 3: [9, 9]}), [], told)
        after = run(lists_of({1: [0, 6, 10], 2: [7, 8], 3: [9, 9], 4: [6, 14]}), [], told)
    for kind in (MentionType, MentionEntity, Entity, AttributionEntity):
        objects = {id(row) for row in before.of(kind)}
        stand = [row for row in after.of(kind) if row in before.of(kind)]
        assert stand
        assert all(id(row) in objects for row in stand)


def test_a_changed_article_is_followed_too() -> None:
    held, told = dict[type[Any], Any](), Told()
    lists = lists_of({1: [0, 6], 2: [6, 9]})
    with remembering(held):
        run(lists, [], told)
        other = dict(lists)
        other[Mention] = [
            replace(row, signs=["place: it is named so"]) if row.article == "a02" else row
            for row in lists[Mention]
        ]
        warm = run(other, [], told)
    cold = run(other, [], None)
    assert list(warm.of(MentionType)) == list(cold.of(MentionType))
    assert list(warm.of(Entity)) == list(cold.of(Entity))


def test_an_entry_that_comes_to_the_case_is_suggested_where_a_name_is_like_it() -> None:
    pmf = next(at for at, name in enumerate(NAMES) if name[3] == "popular-mobilization-forces")
    ugp = next(at for at, name in enumerate(NAMES) if name[0] == "UGP")
    held, told = dict[type[Any], Any](), Told()
    with remembering(held):
        alone = run(lists_of({1: [ugp]}), [], told)
        both = run(lists_of({1: [ugp], 2: [pmf]}), [], told)
        again = run(lists_of({1: [ugp]}), [], told)
    hints = [
        [row.may_be for row in tables.of(Entity) if row.known_as is None] for tables in (alone, both, again)
    ]
    assert [len(some) for (some,) in hints] == [0, 1, 0]
