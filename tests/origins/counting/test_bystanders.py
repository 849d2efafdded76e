"""Who speaks of a deed and is no witness of it, and words for a source by which nobody speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.origins.counting.test_counting import DEAD, counted, named, report, run, together, unnamed
from tests.origins.making import article, claim, entity, group, said, slots

from headwater.origins.counting.descriptions import is_thing
from headwater.records.entities import AttributionEntity
from headwater.records.origins import GroupOrigins
from headwater.records.spans import Span


def told(
    *sources: object, words: str = "Nine people died on the ferry off Tressin", **more: object
) -> list[object]:
    return report("a", "Mirror", *sources, words=words, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "crowd", ["World leaders", "Western states", "les dirigeants mondiaux", "мировые лидеры"]
)
def test_a_crowd_far_away_only_reacts(crowd: str) -> None:
    rows = together(
        told(unnamed(crowd, "unspecified")), report("b", "Post", named("Ada Velin", "named_person"))
    )
    assert counted(*rows) == (1, 1, 1)


def test_an_expert_bears_nothing_out() -> None:
    rows = together(
        told(named("Joss Varn, an analyst at the Harl Institute", "named_person")),
        report("b", "Post", named("Ada Velin", "named_person")),
    )
    assert counted(*rows) == (1, 1, 2)


@pytest.mark.parametrize(
    ("cue", "best"),
    [("said", 2), ("condemned", 1), ("a condamné", 1), ("осудил", 1), ("kınadı", 1), ("ندد", 1)],
)
def test_who_answers_the_deed_is_no_witness_of_it(cue: str, best: int) -> None:
    art = article("a", f"The premier {cue} that nine people died.", "Mirror")
    attribution = said(art, "nine people died", "The premier", "named_person")
    at = art.text.index(cue)
    attribution = replace(attribution, cue=Span(cue, at, at + len(cue)))
    lead = claim(art, "nine people died", [attribution])
    rows = together(
        [art, attribution, lead, slots(lead, killed=9, place="Tressin", day="2031-05-01")],
        report("b", "Post", named("Ada Velin", "named_person")),
    )
    assert counted(*rows)[1] == best


def test_a_side_of_the_fight_that_condemns_makes_its_statement() -> None:
    art = article("a", "The Tide Front condemned that nine people died.", "Mirror")
    attribution = said(art, "nine people died", "The Tide Front")
    at = art.text.index("condemned")
    attribution = replace(attribution, cue=Span("condemned", at, at + 9))
    lead = claim(art, "nine people died", [attribution])
    front = entity("en-1", "Tide Front", party="armed group")
    rows = [art, attribution, lead, slots(lead, killed=9, place="Tressin"), group([lead]), front]
    rows.append(AttributionEntity(art.id, attribution.id, "en-1", ""))
    (row,) = run(*rows).of(GroupOrigins)
    assert (
        row.separate_origins.best == 1 and "Tide Front" in row.because and "only of part" not in row.because
    )


def test_who_speaks_of_reports_is_no_source_and_who_leans_on_figures_is() -> None:
    words = "Nine people died on the ferry off Tressin"
    for leaf, best in (("reports", 0), ("preliminary figures", 1)):
        art = article("a", f"The council said that {leaf} told it: {words}.", "Mirror")
        outer = said(art, f"{leaf} told it: {words}", "The council", id_="outer")
        inner = said(art, words, leaf, "document", id_="inner", parent="outer")
        lead = claim(art, words, [outer, inner])
        assert (
            counted(*together([art, outer, inner, lead, slots(lead, killed=9, place="Tressin")]))[0] == best
        )


def test_a_compiler_is_one_origin_whoever_told_it() -> None:
    words = "Nine people died on the ferry off Tressin"
    art = article("a", f"The Harl Observatory, citing medics, said {words}.", "Mirror")
    outer = said(art, words, "The Harl Observatory", id_="outer")
    inner = said(art, words, "medics", "anonymous", id_="inner", parent="outer", anonymous_type="medical")
    lead = claim(art, words, [outer, inner])
    rows = together(
        [art, outer, inner, lead, slots(lead, killed=9, place="Tressin")],
        report("b", "Post", named("The Harl Observatory")),
    )
    assert counted(*rows) == (1, 1, 1)


@pytest.mark.parametrize(
    ("words", "lang", "thing"),
    [
        ("a rocket", "en", True),
        ("the ferry bombing in Tressin", "en", True),
        ("the Blast Register", "en", False),
        ("a survivor of the attack", "en", False),
        ("une frappe aérienne", "fr", True),
        ("un témoin de la frappe", "fr", False),
        ("ракета", "ru", True),
        ("الهجوم", "ar", True),
        ("patlama", "tr", True),
    ],
)
def test_a_thing_says_nothing(words: str, lang: str, thing: bool) -> None:
    assert is_thing(words, lang) is thing


def test_an_office_alone_is_the_bodys_that_was_cited_before() -> None:
    art = article(
        "a", "The Harbour Board said nine people died. Nine drowned, the organisation's head said.", "Mirror"
    )
    first = said(art, "nine people died", "The Harbour Board")
    second = said(art, "Nine drowned", "the organisation's head", "named_person")
    claims = [claim(art, "nine people died", [first]), claim(art, "Nine drowned", [second], lead=False)]
    rows = [
        art,
        first,
        second,
        *claims,
        *(slots(c, killed=9, place="Tressin") for c in claims),
        group(claims),
    ]
    assert counted(*rows) == (1, 1, 1)


def test_a_list_of_subjects_is_no_source() -> None:
    rows = together(told(named("Tags Tressin ferries Ada Velin", "named_person")))
    assert counted(*rows)[0] == 0


def test_other_matter_of_the_same_incident_does_not_vouch_for_what_is_counted() -> None:
    art = article(
        "a",
        "The smell of almonds hung over the northern quay, divers said. The attack was planned for weeks, the premier said.",
        "Mirror",
    )
    smell = said(
        art, "The smell of almonds hung over the northern quay", "divers", "anonymous", anonymous_type="local"
    )
    plan = said(art, "The attack was planned for weeks", "the premier", "named_person")
    inside = claim(art, "The smell of almonds hung over the northern quay", [smell])
    beside = claim(art, "The attack was planned for weeks", [plan], lead=False)
    rows = [art, smell, plan, inside, beside, slots(inside, place="Tressin"), slots(beside, place="Tressin")]
    (row,) = run(*rows, group([inside])).of(GroupOrigins)
    assert row.separate_origins.best == 1


def test_what_a_text_tells_of_an_old_incident_is_not_counted_on_its_news() -> None:
    body = "Nine people died on the ferry off Tressin on 1 May. Forty people died on the quay, divers said."
    art = article("a", body, "Mirror", published="2031-09-01")
    news = said(art, "Forty people died on the quay", "divers", "anonymous", anonymous_type="local")
    old = claim(art, "Nine people died on the ferry off Tressin on 1 May")
    now = claim(art, "Forty people died on the quay", [news], lead=False)
    rows = [art, news, old, now, slots(old, killed=9, day="2031-05-01"), slots(now, killed=40)]
    assert counted(*rows, group([old]))[1] == 1
    (row,) = run(*rows, group([old])).of(GroupOrigins)
    assert "divers" not in row.because


def test_a_place_where_it_happened_is_no_state_that_speaks() -> None:
    from headwater.records.entities import Mention

    art = article("a", "Nine people died in the suburbs of Moscow said divers.", "Mirror")
    wrong = said(art, "Nine people died", "Moscow")
    at = art.text.index("Moscow")
    place = Mention("m", art.id, "Moscow", at, at + 6, "en", "place", "place/524901", None, "gazetteer", "")
    lead = claim(art, "Nine people died", [wrong])
    assert counted(art, wrong, place, lead, slots(lead, killed=9), group([lead])) == (0, 1, 1)


def test_an_outlet_that_only_quotes_is_no_second_source() -> None:
    art = article("a", "Nine people died, Ada Velin said, the Gull Channel quoted her.", "Mirror")
    her = said(art, "Nine people died", "Ada Velin", "named_person")
    channel = said(art, "Nine people died", "the Gull Channel", "media", id_="channel")
    at = art.text.index("quoted")
    channel = replace(channel, cue=Span("quoted", at, at + 6))
    lead = claim(art, "Nine people died", [her, channel])
    assert counted(art, her, channel, lead, slots(lead, killed=9), group([lead])) == (1, 1, 1)


def test_two_bodies_that_one_sentence_joins_are_two() -> None:
    from headwater.records.entities import Mention, MentionEntity

    words = "Nine people died on the ferry off Tressin"
    source = "the Harl Watch and the Harbour Board"
    rows = report("a", "Mirror", named(source), words=f"{words}, {source} said")
    art = rows[0]
    for at, name in enumerate(("Harl Watch", "Harbour Board")):
        start = art.text.index(name)
        rows.append(
            Mention(f"m{at}", art.id, name, start, start + len(name), "en", "body", None, None, "shape", "")
        )
        rows += [
            entity(f"en-{at}", name, "body"),
            MentionEntity(art.id, f"m{at}", f"en-{at}", "confirmed", 1.0, ""),
        ]
    assert counted(*together(rows)) == (2, 2, 2)


def test_where_all_deny_whoever_denies_is_counted() -> None:
    rows = told(named("the Harbour Board"), words="No ferry sank off Tressin", killed=None, polarity="deny")
    (row,) = run(*together(rows)).of(GroupOrigins)
    assert row.separate_origins.best == 1 and "Denied" not in row.because


@pytest.mark.parametrize(
    ("words", "best"), [("A team came to the quay for talks on the attack", 1), ("Debris lay on the quay", 2)]
)
def test_who_saw_the_talks_on_it_did_not_see_the_deed(words: str, best: int) -> None:
    first = report("a", "Mirror", named("Ada Velin", "named_person"))
    art = article("b", f"{DEAD}. {words}, a journalist said.", "Post")
    seen = said(art, words, "a journalist", "named_person")
    lead, more = claim(art, DEAD), claim(art, words, [seen], lead=False)
    rows = [
        art,
        seen,
        lead,
        more,
        *(slots(c, killed=k, place="Tressin", day="2031-05-01") for c, k in ((lead, 9), (more, None))),
    ]
    assert counted(*first, *rows, group([first[2], lead]))[1] == best
