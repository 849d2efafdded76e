"""Texts of one address: their order, what changed, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.articles.versions.aligning import compare
from headwater.articles.versions.config import VersionsConfig
from headwater.articles.versions.notices import is_notice
from headwater.articles.versions.stage import find_versions
from headwater.records.articles import Article, Part, Published, Sentence, Version, VersionFinding
from headwater.records.moves import Moves
from headwater.records.remembered import remembering
from headwater.records.tables import Tables
from tests.pace import within

URL = "https://tarn.example/news/9"
FIRST = ("Twelve people died in Harl, Ada Brook said.", "The market was closed.", "A witness saw two planes.")
SECOND = (
    "Nine people died in Harl, Ada Brook said.",
    "The market was closed.",
    "Correction: an earlier version gave a higher number.",
)


def text(id_: str, *sentences: str, title: str = "Market of Harl shelled", **more: Any) -> list[Any]:
    """An article with its sentences and one part."""
    body = "\n".join(sentences)
    published = Published(more.pop("published", None), "day", "given")
    more = {"url": URL, "path": None, "sha256": id_, "publisher": "Tarn Courier", "byline": None} | more
    article = Article(
        id=id_, title=title, text=f"{title}\n{body}", published=published, languages=["en"], links=[], **more
    )
    rows: list[Any] = [article, Part(f"p-{id_}", id_, 0, len(article.text), "body", "en", None, "")]
    at = len(title) + 1
    rows.append(Sentence(id_, 0, 0, len(title), "en", f"p-{id_}", True))
    for index, sentence in enumerate(sentences, 1):
        rows.append(Sentence(id_, index, at, at + len(sentence), "en", f"p-{id_}", False))
        at += len(sentence) + 1
    return rows


def versions(*texts: list[Any]) -> Tables:
    """What the stage finds."""
    return find_versions(Tables.of_rows(*texts), VersionsConfig(), None)  # type: ignore[arg-type]


def test_what_changed_is_told_with_its_words_on_both_sides() -> None:
    old = text("a", *FIRST, crawled="2024-03-03T07:15:00+00:00")
    new = text("b", *SECOND, title="Nine die in market of Harl", crawled="2024-03-04T09:00:00+00:00")
    found = versions(new, old)
    (row,) = found.of(Version)
    assert (row.article, row.earlier, row.speaks, row.order) == ("b", "a", "b", "crawled")
    assert [span.text for span in row.removed] == [FIRST[2]]
    assert [span.text for span in row.added] == [SECOND[2]]
    assert [(one.before.text, one.after.text) for one in row.changed] == [(FIRST[0], SECOND[0])]
    assert all(old[0].text[s.start : s.end] == s.text for s in row.removed)
    (finding,) = found.of(VersionFinding)
    assert (finding.kind, finding.article, finding.text) == ("changed_since", "b", SECOND[2])
    assert finding.because == (
        "Between the version taken 2024-03-03 07:15 and the one taken 2024-03-04 09:00: "
        "1 sentence removed, 1 sentence added, 1 sentence changed, and the headline changed from “Market of Harl "
        "shelled” to “Nine die in market of Harl”. It says so itself: “Correction: an earlier version gave a "
        "higher number.”."
    )


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        ({"crawled": "2024-03-03T09:00:00+02:00"}, {"crawled": "2024-03-03T08:00:00+00:00"}, "crawled"),
        ({"modified": "2024-03-03"}, {"modified": "2024-03-04T08:00:00+00:00"}, "modified"),
        ({"published": "2024-03-03"}, {"published": "2024-03-04"}, "published"),
        ({"published": "2024-03-03"}, {"published": "2024-03-03", "modified": "2024-03-04"}, "not_known"),
        ({}, {}, "not_known"),
        ({"crawled": "2024-03-03T09:00:00"}, {"crawled": "2024-03-03T08:00:00+00:00"}, "not_known"),
    ],
)
def test_the_order_is_known_by_dates_that_both_have(old: dict, new: dict, order: str) -> None:
    for given_ in ((text("a", *FIRST, **old), text("b", *SECOND, **new)),) * 2:
        (row,) = versions(*given_).of(Version)
        assert row.order == order
        if order != "not_known":
            assert (row.earlier, row.article) == ("a", "b")


def test_where_the_order_is_not_known_the_longest_speaks_and_the_finding_says_so() -> None:
    found = versions(text("z", "One."), text("a", "One.", "Two more words here."))
    assert [(row.speaks, row.article_at) for row in found.of(Version)] == [("a", None)]
    assert found.of(VersionFinding)[0].because == (
        "Two versions of one address, and nothing tells which came first; from the shorter to the longer one: "
        "1 sentence added."
    )


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://www.tarn.example/news/9/?utm_source=feed#top", True),
        ("https://tarn.example/news/9?page=2", False),
        ("https://tarn.example/news/90", False),
        (None, False),
    ],
)
def test_one_address_is_one_whatever_it_is_called(url: str | None, same: bool) -> None:
    assert bool(versions(text("a", "One."), text("b", "Two.", url=url)).of(Version)) is same


def test_a_front_page_and_a_translation_are_no_versions() -> None:
    front = "https://tarn.example/"
    assert not versions(text("a", "One.", url=front), text("b", "Two.", url=front)).of(Version)
    other = text("b", "Deux.")
    other[0] = Article(
        **{name: getattr(other[0], name) for name in other[0].__slots__} | {"languages": ["fr"]}
    )
    assert not versions(text("a", "One."), other).of(Version)


def test_texts_that_say_the_same_are_versions_without_a_finding() -> None:
    found = versions(text("a", *FIRST), text("b", *(f"{one} " for one in FIRST)))
    assert len(found.of(Version)) == 1 and not found.of(VersionFinding)


def test_three_versions_are_compared_one_after_the_other() -> None:
    rows = [
        text(id_, *FIRST[:n], crawled=f"2024-03-0{n}T07:00:00+00:00")
        for n, id_ in ((1, "x"), (2, "c"), (3, "m"))
    ]
    found = versions(*rows).of(Version)
    assert [(row.earlier, row.article, row.speaks) for row in found] == [("x", "c", "m"), ("c", "m", "m")]


@pytest.mark.parametrize(
    ("sentence", "notice"),
    [
        ("Correction: the number was wrong.", True),
        ("This article was amended on 3 March to give the right number.", True),
        ("Editor's note: the name of the village was misspelt.", True),
        ("Mise à jour : le bilan a été revu.", True),
        ("Une version antérieure de cet article donnait un autre bilan.", True),
        ("Düzeltme: sayı yanlıştı.", True),
        ("Исправление: число было названо неверно.", True),
        ("В предыдущей версии текста было названо другое число.", True),
        ("تصحيح: كان العدد خاطئا.", True),
        ("The correction of the border took a year.", False),
        ("The updated list was read out.", False),
        ("This article of the treaty was never signed.", False),
        ("Мэр обновил список.", False),
    ],
)
def test_a_notice_of_change_is_known_by_how_it_opens(sentence: str, notice: bool) -> None:
    assert is_notice(sentence) is notice


words = st.lists(st.sampled_from(["a b c.", "d e f.", "a b x.", "g.", "h i j k."]), max_size=12)


@given(words, words)
def test_every_sentence_is_kept_removed_added_or_changed(before: list[str], after: list[str]) -> None:
    found = compare(before, after, 0.5, 60)
    old, new = {i for i, _ in found.changed}, {j for _, j in found.changed}
    assert old.isdisjoint(found.removed) and new.isdisjoint(found.added)
    left = [one for at, one in enumerate(before) if at not in old and at not in found.removed]
    right = [one for at, one in enumerate(after) if at not in new and at not in found.added]
    assert sorted(left) == sorted(right)


def test_comparing_long_texts_takes_little_time() -> None:
    before = [f"Sentence {at} of a long text about the harbour." for at in range(20_000)]
    after = [one.replace("harbour", "port") for one in before]
    with within(8):
        assert len(compare(before, after, 0.5, 60).changed) == 20_000


@settings(max_examples=60, deadline=None)
@given(
    runs=st.lists(
        st.dictionaries(st.integers(0, 5), st.none() | st.integers(0, 3), max_size=3), min_size=1, max_size=5
    )
)
def test_what_is_followed_is_what_is_found_from_nothing(runs: list[dict[int, int | None]]) -> None:
    here: dict[int, list[Any]] = {}
    held: dict[type[Any], Any] = {}
    seen: list[dict[type[Any], list[Any]]] = []

    def since(kind: type[Any], before: Any) -> Moves[Any] | None:
        if not any(rows.get(kind) is before for rows in seen):
            return None
        old, new = set(map(id, before)), set(map(id, seen[-1][kind]))
        gone = [row for row in before if id(row) not in new]
        return Moves(gone, [row for row in seen[-1][kind] if id(row) not in old])

    for run in runs:
        for number, what in run.items():
            here.pop(number, None)
            if what is not None:
                words = (FIRST, SECOND, FIRST[1:], SECOND)[what]
                url = URL if what < 3 else f"{URL}/{number % 2}"
                here[number] = text(f"a{number}", *words, crawled=f"2024-03-0{number + 1}", url=url)
        rows = [row for number in sorted(here) for row in here[number]]
        kept = {kind: [row for row in rows if type(row) is kind] for kind in (Article, Part, Sentence)}
        seen.append(kept)
        with remembering(held):
            followed = find_versions(Tables(dict(kept), since), VersionsConfig(), None)  # type: ignore[arg-type]
        found = find_versions(Tables(dict(kept)), VersionsConfig(), None)  # type: ignore[arg-type]
        for kind in (Version, VersionFinding):
            assert list(followed.of(kind)) == list(found.of(kind))
