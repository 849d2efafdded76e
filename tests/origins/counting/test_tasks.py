"""What becomes a task, what it could change, and how one asks for it, on an invented ferry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.origins.counting.test_counting import DEAD, named, report, run, together, unnamed
from tests.origins.making import article, claim, credit, entity, part, reuse, said, slots
from tests.pace import least

from headwater.records.articles import Link
from headwater.records.claims import Evidence
from headwater.records.entities import AttributionEntity, Entity, Name
from headwater.records.origins import Source, ToFind


def tasks(*rows: Any) -> list[ToFind]:
    return run(*rows).of(ToFind)


def the(found: list[ToFind], words: str) -> ToFind:
    """The one task that says these words."""
    (row,) = [task for task in found if words in task.what]
    return row


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (named("Ada Lind", "named_person"), "What Ada Lind said itself"),
        (named("the Harbour Board"), "What the Harbour Board said itself"),
        (unnamed("a deckhand"), "Who speaks as “a deckhand”, unnamed"),
        (named("a port official", "official_unnamed"), "Who speaks as “a port official”"),
        (named("a film of the quay", "document"), "“a film of the quay”, which Mirror cites"),
        (("Halden Review", "media", {}), "The text of Halden Review which 1 text of this case cites"),
    ],
)
def test_each_source_that_is_not_here_is_a_task(source: Any, says: str) -> None:
    found = run(*together(report("a", "Mirror", source)))
    (row,) = found.of(Source)
    (task,) = [t for t in found.of(ToFind) if t.source == row.id]
    assert task.what.startswith(says)


@pytest.mark.parametrize("word", ["he", "elles"])
def test_a_pronoun_is_no_task(word: str) -> None:
    assert not [t for t in tasks(*together(report("a", "Mirror", unnamed(word)))) if f"“{word}”" in t.what]


@pytest.mark.parametrize(
    ("sources", "asked", "change"),
    [
        ([unnamed("a deckhand")], "a deckhand", "1 becomes 2 if they are two who know it apart"),
        ([named("Ada Lind", "named_person")], "Ada Lind", "1 becomes 0 if its own words do not say so"),
        ([], "Where Mirror has this from", "at least 0 becomes at least 1 if it names a source of its own"),
        ([("Halden Review", "media", {})], "Halden Review", "1 becomes 2 if it names two sources of its own"),
    ],
)
def test_a_task_says_from_how_many_to_how_many(sources: list[Any], asked: str, change: str) -> None:
    row = the(tasks(*together(report("a", "Mirror", *sources))), asked)
    assert row.would_change == f"the separate origins of “{DEAD}” (1 report): {change}"


def test_two_unnamed_people_are_never_said_to_be_one() -> None:
    a, b = report("a", "Mirror", unnamed("a deckhand")), report("b", "Post", unnamed("a cook"))
    row = the(tasks(*together(a, b)), "a deckhand")
    assert row.would_change.endswith("1 if they rest on one source with another that is counted")


def test_a_bare_text_is_asked_for_its_own_claim_not_for_another_of_its_outlet() -> None:
    a = report("a", "Mirror")
    b = report("b", "Mirror", words="A bakery burnt in Harl", killed=None)
    found = tasks(*together(a), *b)
    assert "A bakery burnt in Harl" in the(found, "A bakery burnt in Harl").would_change
    assert DEAD in the(found, DEAD).would_change


def test_a_text_without_a_date_is_a_task_and_one_with_a_date_is_none() -> None:
    a = article("a", "The ferry sank.", "Mirror", url="https://mirror.example/ferry")
    b = article("b", "The bakery burnt.", "Post", published="2031-05-02")
    found = tasks(a, claim(a, "The ferry sank"), b, claim(b, "The bakery burnt"))
    asked = the(found, "When Mirror printed “Headline of a”")
    assert asked.known == ["https://mirror.example/ferry"] and asked.would_change.startswith("no count;")
    assert not [t for t in found if "When Post" in t.what]


def shown(words: str, kind: str = "photo", url: str | None = None, **more: Any) -> list[Any]:
    art = article("a", f"The Mirror saw {words} of the ferry.", "Mirror")
    start = art.text.index(words)
    piece = Evidence(words, start, start + len(words), kind, url)  # type: ignore[arg-type]
    return [art, claim(art, f"The Mirror saw {words} of the ferry", evidence=[piece], **more)]


def test_a_photo_of_nobody_is_a_task() -> None:
    row = the(tasks(*shown("a photo")), "Who made the pictures or posts that Mirror shows")
    assert "“a photo”" in row.what and "1 if their maker saw it" in row.would_change


@pytest.mark.parametrize(
    "rows",
    [
        shown("no photo"),
        shown("aucune photo"),
        shown("a photo", polarity="deny"),
        shown("a Reuters photo"),
        shown("Facebook", "post"),
    ],
)
def test_a_picture_that_is_not_there_or_names_its_maker_is_none(rows: list[Any]) -> None:
    assert not [t for t in tasks(*rows) if "Who made" in t.what]


def test_a_linked_post_is_known_by_its_id_and_day() -> None:
    url = f"https://posts.example/a/status/{(1_900_000_000_000 - 1288834974657) << 22}"
    art = article("a", f"See {url} for more.", "Mirror")
    at = art.text.index(url)
    art.links.append(Link(url, at, at + len(url), url))
    row = the(tasks(art, claim(art, "for more")), "Who made")
    assert row.known == [url, f"post id {url.rsplit('/', 1)[1]}", "the post's id says 2030-03-17"]


def test_a_caption_without_credit_is_a_task() -> None:
    art = article("a", "The ferry sank.\nThe wreck at Tressin in the evening", "Mirror")
    caption = part(art, "The wreck", "caption")
    row = the(tasks(art, caption, claim(art, "The ferry sank")), "Who made")
    assert "“The wreck at Tressin in the evening”" in row.what


def silent(id_: str, publisher: str, words: str) -> list[Any]:
    art = article(id_, f"{DEAD}. {words}", publisher)
    refused = said(art, words, "the Harbour Board")
    lead = claim(art, DEAD)
    return [
        art,
        refused,
        lead,
        slots(lead, killed=9, place="Tressin"),
        claim(art, words, [refused], lead=False, stance="no_answer"),
    ]


def test_who_did_not_answer_is_asked_once_and_by_name() -> None:
    words = "The Harbour Board did not reply"
    a, b = silent("a", "Mirror", words), silent("b", "Post", words)
    again = reuse(a[0], b[0], pairs=[(DEAD, DEAD), (words, words)])
    found = [
        t for t in tasks(*a, *b, again, credit(b[0], "via", "Mirror")) if "answer that is missing" in t.what
    ]
    assert [t.article for t in found] == ["a"]
    assert (
        found[0].queries == ['"the Harbour Board" denies OR confirms Tressin 9']
        and found[0].status == "asked"
    )


def known(id_: str, name: str, type_: Any, known_as: str, **names: str) -> Entity:
    scripts = {"ar": "Arab", "ru": "Cyrl"}
    rows = [Name(text, lang, scripts.get(lang, "Latn")) for lang, text in names.items()]
    return Entity(id_, name, type_, rows, known_as, False, None, None, "")


def asked_of(source: Any, who: Entity | None = None, place: Entity | None = None) -> ToFind:
    art, told, lead, filled = report("a", "Harl Lantern", source)
    if place is not None:
        filled = replace(filled, place=replace(filled.place, entity=place.id))
    held = [row for row in (who, place) if row is not None]
    link = [AttributionEntity("a", told.id, who.id, "They are named alike.")] if who is not None else []
    (task,) = [t for t in tasks(*together([art, told, lead, filled]), *held, *link) if t.source]
    return task


def test_a_body_is_asked_for_in_its_country_s_language_and_script() -> None:
    board = known("e1", "Harbour Board", "body", "body/sy/harbour", en="Harbour Board", ar="مجلس المرفأ")
    row = asked_of(named("the Harbour Board"), board)
    assert row.lang == "ar"
    assert row.queries[0] == 'بيان "مجلس المرفأ" 9 "1 مايو 2031"'
    assert row.queries[1] == '"Harbour Board" statement Tressin 9 "1 May 2031"'


def test_an_unnamed_source_is_asked_for_in_the_language_of_the_place() -> None:
    place = known("e2", "Tressin", "place", "place/ru-tressin", en="Tressin", ru="Трессин")
    row = asked_of(unnamed("a deckhand"), place=place)
    assert row.lang == "ru" and row.queries[0] == 'Трессин 9 "1 мая 2031" очевидец'


def test_an_outlet_is_asked_for_on_its_site_and_in_the_language_by_which_it_is_called() -> None:
    a = report("a", "Mirror")
    made = credit(a[0], "original", "Sputnik Arabic")
    outlet = entity("e4", "Sputnik", "outlet")
    row = the(tasks(*together(a), outlet, made), "The text of Sputnik")
    assert row.lang == "ar"
    assert any("site:sputniknews.com" in query for query in row.queries)


def test_tasks_of_one_outlet_s_many_texts_grow_with_their_number() -> None:
    """Twice the texts take about twice the time: four times would be quadratic, and fails."""

    def seconds(count: int) -> float:
        rows = [
            row
            for at in range(count)
            for row in report(
                f"a{at:04}", "Mirror", unnamed(f"deckhand {at}"), ("Halden Review", "media", {})
            )
        ]
        given = together(rows)
        assert tasks(*given)
        return least(lambda: tasks(*given), 2)

    small, large = seconds(40), seconds(160)
    assert large < small * 12
