"""What else a case may hold: details of the body, credited agencies, judgements of persons, times and figures."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html as lxml_html

from headwater.show.dossier import render
from headwater.show.dossier.axis import axis_of
from headwater.show.drawings.days import when_of
from headwater.show.drawings.times import Line, Stretch, days_of, shown_days
from headwater.show.reasons import reasons
from headwater.show.summary import summarise
from headwater.show.tongue import ENGLISH
from headwater.show.view import CaseView
from headwater.show.words import FINDING
from tests.show.cases import case, span


def page(found: dict[str, Any]) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(render(CaseView(found)))


def text_of(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def detailed(within: str | None) -> dict[str, Any]:
    found = case(2)
    told = {"claims": ["cx-ar-0", "cx-ar-1"], "heading": "cx-ar-0", "about": "statement", "within": within}
    found["groups"].append(found["groups"][0] | {"id": "gr-2"} | told)
    return found


def test_a_detail_of_the_body_is_folded_under_its_group() -> None:
    tree = page(detailed("gr-1"))
    folded = tree.xpath("//article[@class='group']//ul[@class='details']/li/details/summary")
    assert [text_of(one) for one in folded] == [
        "Nobody confirmed it The Ferry Post, English: 2 reports, 1 to 2 (best reading 1) separate origins"
    ]
    assert len(tree.xpath("//article[@class='group']")) == 1
    assert summarise(CaseView(detailed("gr-1"))).subjects == "2 texts: 2 of them speak of 1 shared subject"


def test_a_detail_of_no_shared_subject_comes_after_them() -> None:
    tree = page(detailed(None))
    assert not tree.xpath("//article[@class='group']//ul[@class='details']")
    assert tree.xpath("//section[@id='groups']/article/following-sibling::ul[@class='details']/li")


def test_details_alone_are_told_in_the_first_line() -> None:
    found = detailed("gr-1")
    del found["groups"][0]
    assert (
        summarise(CaseView(found)).subjects
        == "2 texts, 2 subjects: 1 detail is told by more than one of them"
    )


def credited() -> dict[str, Any]:
    found = case(1)
    credit = found["attributions"][0] | {
        "id": "at-wire", "source": span("clerk"), "cue": None, "resolved_source": "AFP", "source_kind": "media",
        "anonymous_type": None, "credit": True, "hedges": [],
    }  # fmt: skip
    found["attributions"] += [credit, credit | {"id": "at-wire-2"}]
    for row, name in zip(found["claims"], ("at-wire", "at-wire-2"), strict=True):
        row["chain"] = [name, *row["chain"]]
    return found


def test_a_credited_agency_is_named_as_credited_and_marked_once() -> None:
    tree = page(credited())
    links = [a for a in tree.xpath("//a[@class='d']") if "credited to AFP" in text_of(a)]
    assert len(links) == 2 and len({a.get("href") for a in links}) == 1
    target = tree.get_element_by_id(links[0].get("href")[1:])
    assert text_of(target) == "clerk" and target.get("class") == "s"
    assert len(tree.xpath("//span[@class='s'][.='clerk']")) == 1


def judged() -> dict[str, Any]:
    found = case(1)
    row = {
        "id": "ju-1", "kind": "merge", "who": "Ana Orrel", "when": "2031-04-02T10:00:00Z", "why": "same seal",
        "mentions": [{"article": "ar-0", "name": "Guards", "start": None, "end": None}], "name": None,
        "undoes": None, "status": "obeyed", "entity": "en-2", "because": "Joined by Ana Orrel.",
    }  # fmt: skip
    differing = {"status": "disputed", "entity": None, "because": "Another keeps them apart."}
    found["judgements"] = [
        row,
        row | {"id": "ju-2", "who": "Bo Tamm"} | differing,
        row | {"id": "ju-3", "kind": "not_same"} | differing,
    ]
    found["entities"].append(
        found["entities"][0]
        | {"id": "en-2", "name": "Ferry Guards", "names": [], "mentions": [], "masked": False}
    )
    return found


def test_judgements_tell_who_when_and_why_and_those_that_differ_stand_side_by_side() -> None:
    tree = page(judged())
    told = [text_of(li) for li in tree.xpath("//ol[@class='judgements']/li")]
    assert told[0].startswith("“Guards” are one obeyed Ana Orrel, 2031-04-02: same seal")
    differ = tree.xpath("//li[@class='differ']")[0]
    assert [text_of(b) for b in differ.xpath(".//p/b")] == ["are one", "are not one"]
    assert "judged by a person Ana Orrel (2031-04-02): are one." in text_of(tree)


def test_a_judgement_can_be_explained() -> None:
    assert (
        "Judgement of Ana Orrel (2031-04-02): “Guards” are one; obeyed"
        in reasons(CaseView(judged()), "ju-1").what
    )


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-04-02", "2031-04-02"),
        ("2031-04~", "about 2031-04"),
        ("2031?", "2031, uncertain"),
        ("2031-04-02/2031-04-09", "2031-04-02 to 2031-04-09"),
        ("2031-04-02/..", "from 2031-04-02"),
        ("../2031-04", "until 2031-04"),
        ("2031-21", "2031-21"),
        (None, "from 2031-01-01"),
    ],
)
def test_a_time_is_told_in_words(edtf: str | None, words: str) -> None:
    assert when_of(ENGLISH, {"edtf": edtf, "from": "2031-01-01", "to": None}) == words


def test_whose_losses_are_counted_and_as_of_when_is_told() -> None:
    found = case(1)
    figure = {"text": "forty", "of_enemy": True, "as_of": "earlier"}
    found["claims"][0]["quantities"] = [figure]
    text = text_of(page(found))
    assert "“forty”: a party's count of its enemy's losses" in text
    assert "“forty”: an earlier state of the count" in text


def test_every_kind_of_finding_that_the_records_name_has_its_sentence() -> None:
    from headwater.records import articles, claims, matches, origins

    rows = (
        articles.ArticleFinding, claims.ClaimFinding, claims.ReaderFinding, matches.MatchFinding,
        origins.OriginFinding, origins.ChangeFinding,
    )  # fmt: skip
    kinds = {kind for row in rows for kind in re.findall("``([a-z_]+)``", row.__doc__ or "")}
    assert len(kinds) > 10
    assert kinds - set(FINDING) <= {"claims", "articles", "matches"}


def plain(found: dict[str, Any]) -> str:
    area = page(found).xpath("//details[@class='plain']/textarea[@readonly]")[0]
    return str(area.text).strip()


def test_a_sheet_can_be_copied_as_plain_text_without_any_script() -> None:
    told = plain(credited())
    assert (
        "AFP (outlet) ← a clerk (unnamed, local) [1]\n- [lead] “Guards fired” (stated flatly; hedged by “may”)"
        in told
    )
    assert (
        "TO LOOK AT\n- The article says that this is unconfirmed: “Nobody confirmed it”: the article says so"
        in told
    )
    assert "WHAT TO FIND NEXT\n- the Delta Wire report. Would change 1 may become 2." in told
    assert told.endswith("ar-0")


def test_a_plain_sheet_masks_persons_and_holds_no_mark_up_of_its_own() -> None:
    found = case(1)
    found["claims"][1] |= span("Osha Venn, a resident, may have fled")
    told = plain(found)
    assert "“[person 1, name withheld], a resident, may have fled”" in told
    assert "venn" not in told.casefold()
    hostile = case(1)
    hostile["articles"][0]["title"] = "</textarea><script>alert(1)</script>"
    assert not page(hostile).xpath("//script")
    assert plain(hostile).startswith("</textarea><script>alert(1)</script>")


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-02-03", 1),
        ("2031-02-03T10:00:00Z", 1),
        ("2032-02", 29),
        ("2031", 365),
        ("2031-02-30", None),
        ("0000", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_date_covers_all_days_that_it_may_mean(value: str | None, days: int | None) -> None:
    found = days_of(value)
    assert (found and found[1] - found[0] + 1) == days


def test_an_axis_holds_every_report_and_no_day_far_from_them() -> None:
    reports = [Stretch("report", day, day, "") for day in (700_000, 700_900)]
    far = Stretch("incident", 100_000, 100_000, "")
    first, last = shown_days([Line("", None, [far, *reports])]) or (0, 0)
    axis = axis_of(first, last, 600)
    assert axis.x(700_900) == 600 and axis.first == 700_000 - 365
    assert 1 < len(list(axis.ticks())) <= 9
    one = axis_of(700_000, 700_000, 600)
    assert 0 < one.x(700_000) < 600


def timed() -> lxml_html.HtmlElement:
    found = case(2)
    day = {
        "value": "2031-04-05",
        "precision": "day",
        "how": "its file",
        "not_before": None,
        "not_after": None,
    }
    found["articles"][0]["published"] = day
    found["articles"][1]["published"] = day | {"value": None, "not_before": "2031-04-03"}
    time = {
        "text": "in April",
        "start": 0,
        "end": 6,
        "from": "2031-04-01",
        "to": "2031-04-04",
        "precision": 2,
    }
    found["claims"][0]["time"] = time | {"edtf": "2031-04-01/2031-04-04"}
    return page(found)


def test_a_timeline_draws_known_days_as_dots_and_uncertain_ones_as_bars() -> None:
    drawing = timed().xpath("//section[@id='timeline']//svg")[0]
    assert len(drawing.xpath(".//g[@class='report']/circle")) == 1
    assert len(drawing.xpath(".//g[@class='report']/rect")) == 1
    assert len(drawing.xpath(".//g[@class='report'][rect]/path")) == 1, "open after the third of April"
    assert len(drawing.xpath(".//g[@class='incident']/rect")) == 1


def test_a_timeline_says_the_same_in_words() -> None:
    told = [text_of(li) for li in timed().xpath("//article[@class='group']//figure[@class='timeline']//li")]
    assert told == [
        "The Ferry Post: published 2031-04-05; tells of 2031-04-01 to 2031-04-04",
        "The Ferry Post: published not before 2031-04-03",
    ]


def test_without_dates_there_is_no_timeline() -> None:
    assert not page(case(2)).xpath("//*[@id='timeline'] | //figure[@class='timeline']")
