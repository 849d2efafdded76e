"""Among several texts that share words with one, the likeliest parent; and citations that came along."""

from __future__ import annotations

import pytest
from tests.origins.descent.test_declared import BODY, derive, edges
from tests.origins.making import article, credit, entity, reuse, said

from headwater.origins.descent.cited import cited_party
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Pair, with_repute
from headwater.origins.descent.values import strangeness
from headwater.origins.reuse.fingerprints import fingerprints
from headwater.records.articles import Sentence
from headwater.records.origins import CountedText, Derivation
from headwater.records.tables import Tables

TAIL = " The mayor ordered the flags lowered. A fund for the families was opened on the same evening."
MORE = " Two lawyers asked for the log of the ferry. The owner, who lives abroad, did not answer letters."


def pair(a: str, b: str, coverage: float = 0.9) -> Pair:
    return Pair(a, b, "copy", coverage, coverage, (), (), 1.0, True, False, False, 0.0, 0.0, 0.0, ())


def test_of_two_texts_that_hold_a_third_whole_the_one_that_was_cut_less_is_its_parent() -> None:
    first = article("a", BODY + TAIL + MORE, "Halden Mirror")
    second = article("b", BODY + TAIL, "Tressin Post")
    third = article("c", BODY, "Ostermere Echo")
    found = derive(
        first,
        second,
        third,
        reuse(first, second, "copy", (0.66, 1.0), pairs=[(BODY + TAIL, BODY + TAIL)]),
        reuse(first, third, "copy", (0.33, 1.0), pairs=[(BODY, BODY)]),
        reuse(second, third, "copy", (0.5, 1.0), pairs=[(BODY, BODY)]),
    )
    assert [(e[0], e[1]) for e in edges(found)] == [("b", "a"), ("c", "b")]


def test_a_number_that_only_other_texts_have_speaks_against_a_parent() -> None:
    pairs = [pair("a", "c"), pair("b", "c")]
    numbers = {"a": frozenset((40, 7)), "b": frozenset((60, 7)), "c": frozenset((60, 7, 99))}
    found = strangeness(pairs, numbers)
    assert (found["c", "a"], found["c", "b"]) == (1, 0)  # 99 is its own: no parent has it


def test_an_altered_number_tells_whose_child_a_text_is() -> None:
    texts = {"a": "Forty people drowned.", "b": "Sixty people drowned.", "c": "Sixty people drowned."}
    rows = [article(k, f"{v} {BODY}", f"Paper {k}") for k, v in texts.items()]
    parts = [Sentence(r.id, 0, 0, len(r.text), "en", f"{r.id}/0", False) for r in rows]
    made = fingerprints(Tables.of_rows(rows, parts), 5)
    counted = [row for row in made if isinstance(row, CountedText)]
    shared = [
        reuse(rows[0], rows[1], "copy", (0.9, 0.9)),
        reuse(rows[0], rows[2], "copy", (0.9, 0.9)),
        reuse(rows[1], rows[2], "copy", (0.9, 0.9)),
    ]
    found = {frozenset((d.child, d.parent)) for d in derive(*rows, *parts, *counted, *shared).of(Derivation)}
    assert frozenset("bc") in found


def test_a_text_that_others_name_as_their_source_is_the_older() -> None:
    (found,) = with_repute([pair("a", "b")], {"a": 2}, ())
    assert found.told("b") > 0 > found.told("a")
    assert "name one of them" in found.reasons[0]


@pytest.mark.parametrize(("agencies", "older"), [(("a",), "a"), (("b",), "b"), ((), ""), (("a", "b"), "")])
def test_an_agencys_own_text_is_the_older(agencies: tuple[str, ...], older: str) -> None:
    (found,) = with_repute([pair("a", "b")], {}, agencies)
    assert (found.words > 0, found.words < 0) == (older == "a", older == "b")


def test_two_texts_that_cite_each_other_are_parents_of_each_other() -> None:
    a, b = article("a", BODY, "Halden Mirror"), article("b", BODY + TAIL, "Tressin Post")
    found = derive(
        a,
        b,
        reuse(a, b, "copy", (1.0, 0.5), pairs=[(BODY, BODY)]),
        said(a, "The ferry at Tressin sank at dawn", "The Tressin Post", "media"),
        said(b, "The ferry at Tressin sank at dawn", "The Halden Mirror", "media"),
    )
    assert {(e[0], e[1], e[3]) for e in edges(found)} == {("a", "b", True), ("b", "a", True)}


def test_one_headline_is_no_edge_beside_a_common_parent() -> None:
    title = "Ferry sinks off Tressin with forty aboard"
    a = article("a", BODY + TAIL, "Halden Mirror", title="Forty feared dead")
    b, c = (article(k, BODY, f"Paper {k}", title=title) for k in "bc")
    found = derive(
        a,
        b,
        c,
        reuse(a, b, "copy", (0.5, 1.0), pairs=[(BODY, BODY)]),
        reuse(a, c, "copy", (0.5, 1.0), pairs=[(BODY, BODY)]),
        reuse(b, c, "common_source", (0.5, 0.5), pairs=[(BODY, BODY)]),
        credit(b, "via", "Halden Mirror"),
        credit(c, "via", "Halden Mirror"),
    )
    assert [(e[0], e[1]) for e in edges(found)] == [("b", "a"), ("c", "a")]


def test_headlines_that_differ_in_a_number_are_two_unless_nearly_all_is_shared() -> None:
    titles = (
        "47 dead as ferry sinks off the quay of Tressin",
        "17 dead as ferry sinks off the quay of Tressin",
    )
    a, b = (article(k, BODY, f"Paper {k}", title=t) for k, t in zip("ab", titles, strict=True))
    little = derive(a, b, reuse(a, b, "common_source", (0.3, 0.3), pairs=[(BODY, BODY)]))
    much = derive(a, b, reuse(a, b, "copy", (0.95, 0.95), pairs=[(BODY, BODY)]))
    assert (len(little.of(Derivation)), len(much.of(Derivation))) == (0, 1)


def test_a_name_behind_the_word_newspaper_is_the_publisher_cited() -> None:
    text = "Selon l'agence de presse Kelm Press, le bac a sombré."
    a, kelm = article("a", text, "Courrier", lang="fr"), article("k", BODY, "Келм Пресс", lang="ru")
    attribution = said(a, "le bac a sombré", "l'agence de presse", "media")
    book = OutletBook([a, kelm], [])
    party = cited_party(attribution, None, book, a.text)
    assert party is not None and party.outlet is not None
    assert book.is_publisher(party.outlet, "k")


def test_an_entity_that_is_one_word_of_an_outlets_name_is_not_the_outlet() -> None:
    a, kelm = (
        article("a", "По данным газеты Келм Пост, паром затонул.", "Вестник", lang="ru"),
        article("k", BODY, "Kelm Post"),
    )
    attribution = said(a, "паром затонул", "газеты Келм Пост", "media")
    party = cited_party(attribution, entity("e", "Пост", "outlet"), OutletBook([a, kelm], []), a.text)
    assert party is not None and party.outlet is not None and party.outlet.name == "Kelm Post"
