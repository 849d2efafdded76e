"""The rules by which origins are counted, one a test, on an invented ferry."""

from __future__ import annotations

from typing import Any

import pytest
from tests.origins.making import (
    article,
    claim,
    counted_rows,
    credit,
    derive_rows,
    entity,
    group,
    reuse,
    said,
    slots,
)

from headwater.origins.config import CountConfig, DeriveConfig
from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.entities import AttributionEntity
from headwater.records.origins import ClaimOrigins, GroupOrigins, Origin, OriginFinding, ToFind
from headwater.records.tables import Tables

DEAD = "Nine people died on the ferry off Tressin"
REST = "Divers searched until nightfall."


def run(*rows: Any) -> Tables:
    tables = Tables.of_rows(rows)
    return tables.merged(
        counted_rows(
            tables, lambda rows: derive_rows(rows, DeriveConfig(), lambda words: "en"), CountConfig()
        )
    )


def report(
    id_: str, publisher: str, *sources: Any, words: str = DEAD, killed: int | None = 9, **more: Any
) -> list[Any]:
    """An article whose lead says ``words`` on the word of ``sources``: (source, kind, further fields)."""
    art = article(id_, f"{words}. {REST}", publisher)
    told = [said(art, words, source, kind, **fields) for source, kind, fields in sources]
    lead = claim(art, words, told, **more)
    return [art, *told, lead, slots(lead, killed=killed, place="Tressin", day="2031-05-01")]


def named(source: str, kind: str = "organisation", **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return source, kind, fields


def unnamed(source: str, type_: str = "local", **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return source, "anonymous", {"anonymous_type": type_, **fields}


def together(*reports: list[Any]) -> list[Any]:
    rows = [row for one in reports for row in one]
    return [*rows, group([row for row in rows if isinstance(row, Claim)])]


def counted(*rows: Any) -> tuple[int, int, int]:
    (row,) = run(*rows).of(GroupOrigins)
    n = row.separate_origins
    return n.min, n.best, n.max


def test_two_named_witnesses_are_two() -> None:
    assert counted(
        *together(
            report("a", "Mirror", named("the surgeon Ada Lind")), report("b", "Post", named("Joss Varn"))
        )
    ) == (2, 2, 2)


def test_one_body_in_two_reports_is_one() -> None:
    both = together(
        report("a", "Mirror", named("the Harbour Board")), report("b", "Post", named("Harbour Board"))
    )
    assert counted(*both) == (1, 1, 1)
    (finding,) = run(*both).of(OriginFinding)
    assert finding.kind == "single_origin" and "2 reports" in finding.because


def test_two_spokesmen_of_one_body_are_one() -> None:
    from headwater.records.entities import Mention, MentionEntity

    rows = together(
        report(
            "a",
            "Mirror",
            named("Ada Lind, head of the Harbour Board", "named_person"),
            words=f"{DEAD}, said Ada Lind, head of the Harbour Board",
        ),
        report(
            "b",
            "Post",
            named("Joss Varn of the Harbour Board", "named_person"),
            words=f"{DEAD}, said Joss Varn of the Harbour Board",
        ),
    )
    mentions = []
    for row in [r for r in rows if isinstance(r, Article)]:
        at = row.text.index("Harbour Board")
        mentions.append(
            Mention(
                f"m-{row.id}", row.id, "Harbour Board", at, at + 13, "en", "body", None, None, "shape", ""
            )
        )
    links = [MentionEntity(m.article, m.id, "en-board", "confirmed", 1.0, "") for m in mentions]
    assert counted(*rows, *mentions, *links, entity("en-board", "Harbour Board", "body")) == (1, 1, 1)


def test_a_bare_assertion_counts_in_max_alone() -> None:
    assert counted(*together(report("a", "Mirror", named("Ada Lind")), report("b", "Post"))) == (1, 1, 2)


def test_only_bare_assertions_are_nought_to_one() -> None:
    assert counted(*together(report("a", "Mirror"))) == (0, 1, 1)


def test_an_outlet_that_says_so_twice_says_it_once() -> None:
    assert counted(*together(report("a", "Mirror"), report("b", "Mirror"))) == (0, 1, 1)


@pytest.mark.parametrize(
    "fields", [{"polarity": "deny"}, {"stance": "denies"}, {"stance": "cannot_confirm"}, {"act": "planned"}]
)
def test_a_denial_or_a_plan_never_adds(fields: dict[str, str]) -> None:
    rows = together(
        report("a", "Mirror", named("Ada Lind")), report("b", "Post", named("the army"), **fields)
    )
    assert counted(*rows) == (1, 1, 1)


def test_unnamed_sources_of_one_outlet_are_one_to_many() -> None:
    art = article("a", f"{DEAD}. {REST}", "Mirror")
    one, two = (
        said(art, DEAD, "a medic", "anonymous", anonymous_type="medical"),
        said(art, DEAD, "a sailor", "anonymous", anonymous_type="local"),
    )
    lead = claim(art, DEAD, [one, two])
    assert counted(art, one, two, lead, slots(lead, killed=9), group([lead])) == (2, 2, 2)
    alike = said(art, DEAD, "a fisher", "anonymous", anonymous_type="local")
    lead = claim(art, DEAD, [two, alike])
    assert counted(art, two, alike, lead, slots(lead, killed=9), group([lead])) == (1, 1, 1)


def test_a_compiler_is_one_origin_whoever_told_it() -> None:
    register = named("the Coast Incident Monitor")
    rows = together(
        report("a", "Mirror", register), report("b", "Post", register, unnamed("a witness", "resident"))
    )
    assert counted(*rows) == (1, 2, 2)
    origins = {o.name: o for o in run(*rows).of(Origin)}
    assert origins["the Coast Incident Monitor"].access == "compiler"


def test_a_partys_statement_is_an_origin_and_says_so() -> None:
    party = entity("en-brigade", "Kestrel Brigade", "group", party="armed group")
    rows = together(report("a", "Mirror", named("Kestrel Brigade")))
    art = rows[1]
    found = run(*rows, party, AttributionEntity("a", art.id, "en-brigade", ""))
    (origin,) = [o for o in found.of(Origin) if o.kind == "party_statement"]
    assert origin.party is not None and "party" in origin.because
    assert "party_only" in {f.kind for f in found.of(OriginFinding)}


def test_copies_of_one_wire_story_add_nothing() -> None:
    a = report("a", "Mirror", unnamed("a medic", "medical"))
    b = report("b", "Post", unnamed("a doctor", "medical"))
    rows = together(a, b)
    shared = reuse(a[0], b[0], "copy", (0.9, 0.9))
    assert counted(*rows, shared, credit(a[0], "agency", "AFP"), credit(b[0], "agency", "AFP")) == (1, 1, 1)
    assert counted(*rows) == (2, 2, 2)  # nothing shared: two outlets heard two people


def test_a_copy_stands_on_the_origins_of_what_it_copied() -> None:
    a = report("a", "Mirror", named("Ada Lind"))
    b = report("b", "Post")  # its source is gone
    rows = [*together(a, b), reuse(a[0], b[0], "copy", (0.9, 0.95))]
    assert counted(*rows) == (1, 1, 1)
    by_claim = {row.article: row.origins for row in run(*rows).of(ClaimOrigins)}
    assert by_claim["a"] == by_claim["b"]


def test_an_attribution_to_an_article_of_the_case_goes_on_in_it() -> None:
    a = report("a", "Radio Halden", named("Ada Lind"))
    b = report("b", "Post", ("Radio Halden", "media", {}))
    assert counted(*together(a, b)) == (1, 1, 1)


def test_an_unseen_report_is_an_origin_and_a_task() -> None:
    found = run(*together(report("a", "Mirror", ("Halden Review", "media", {}))))
    (row,) = found.of(GroupOrigins)
    assert (row.separate_origins.min, row.separate_origins.best) == (1, 1)
    (origin,) = found.of(Origin)
    assert origin.kind == "unseen_report" and origin.name == "Halden Review"
    tasks = [t for t in found.of(ToFind) if t.source == origin.source]
    assert tasks and tasks[0].queries and "1 becomes 2 if" in tasks[0].would_change


def test_reports_that_cite_each_other_have_no_origin_and_are_found() -> None:
    a = report("a", "Radio Halden", ("Tressin Tribune", "media", {}))
    b = report("b", "Tressin Tribune", ("Radio Halden", "media", {}))
    found = run(*together(a, b))
    assert "circular" in {f.kind for f in found.of(OriginFinding)}
    (row,) = found.of(GroupOrigins)
    assert row.separate_origins.min == 0


def test_who_speaks_of_part_of_it_counts_in_max_alone() -> None:
    seen = "Smoke rose from the ferry off Tressin"
    rows = together(
        report("a", "Mirror", named("Ada Lind")),
        report("b", "Post", named("Joss Varn"), words=seen, killed=None),
    )
    assert counted(*rows) == (1, 1, 2)


def test_another_place_or_day_never_adds() -> None:
    first = report("a", "Mirror", named("Ada Lind"))
    art = article("b", f"{DEAD}. Four died at Orvane last year. {REST}", "Post")
    lead_source, other_source = (
        said(art, DEAD, "Ada Lind"),
        said(art, "Four died at Orvane last year", "Joss Varn"),
    )
    lead = claim(art, DEAD, [lead_source])
    other = claim(art, "Four died at Orvane last year", [other_source], lead=False, sentence=2)
    rows = [
        art,
        lead_source,
        other_source,
        lead,
        other,
        slots(lead, killed=9, place="Tressin", day="2031-05-01"),
    ]
    rows.append(slots(other, killed=4, place="Orvane", day="2030-05-01"))
    both = [first[2], lead]
    assert counted(*first, *rows, group(both)) == (1, 1, 1)


def test_what_would_change_the_count_is_said() -> None:
    found = run(
        *together(
            report("a", "Mirror", named("the Coast Incident Monitor")),
            report("b", "Post", unnamed("a medic", "medical")),
        )
    )
    (row,) = found.of(GroupOrigins)
    assert any("2 becomes 1" in sentence for sentence in row.would_change)


def test_every_claim_has_its_origins_grouped_or_not() -> None:
    rows = report("a", "Mirror", named("Ada Lind"))
    found = run(*rows)
    (row,) = found.of(ClaimOrigins)
    assert row.origins and "Ada Lind" in row.because
    assert not found.of(GroupOrigins)


def test_a_bottleneck_is_named() -> None:
    a, b = report("a", "Mirror", named("the Harbour Board")), report("b", "Post", named("the Harbour Board"))
    found = run(*together(a, b))
    (row,) = found.of(GroupOrigins)
    (origin,) = found.of(Origin)
    assert row.bottlenecks == [origin.source] and "Every chain passes through" in row.because


def test_the_order_of_rows_changes_nothing() -> None:
    rows = together(report("a", "Mirror", named("Ada Lind")), report("b", "Post", unnamed("a medic")))
    one, two = run(*rows), run(*rows[::-1])
    for kind in (Origin, ClaimOrigins, GroupOrigins, ToFind, OriginFinding):
        assert list(one.of(kind)) == list(two.of(kind))


def test_nothing_ever_says_that_two_unnamed_people_are_one_person() -> None:
    rows = together(report("a", "Mirror", unnamed("a medic")), report("b", "Mirror", unnamed("a medic")))
    found = run(*rows)
    for row in found.rows():
        assert "same person" not in str(row)
    assert len([o for o in found.of(Origin) if o.kind == "anonymous"]) == 2
    assert counted(*rows) == (1, 1, 1)


def test_an_empty_case_is_empty() -> None:
    assert not list(run().rows())


def test_whom_a_text_cites_in_place_of_its_supposed_parents_source_counts_in_max() -> None:
    rows = together(
        report("a", "Mirror", named("the surgeon Ada Lind", "named_person")),
        report("b", "Post", unnamed("local residents")),
    )
    shared = reuse(rows[0], next(r for r in rows if isinstance(r, Article) and r.id == "b"), "copy")
    assert counted(*rows, shared) == (1, 1, 2)


def test_a_name_beside_an_office_is_no_unnamed_source() -> None:
    from headwater.records.entities import Mention, MentionEntity

    words = f"{DEAD}, said the mayor of Harl, Pia Sund"
    rows = report("a", "Mirror", ("the mayor of Harl, Pia Sund", "official_unnamed", {}), words=words)
    at = rows[0].text.index("Pia Sund")
    mention = Mention("m-1", "a", "Pia Sund", at, at + 8, "en", "person", None, None, "shape", "")
    linked = MentionEntity("a", "m-1", "en-sund", "confirmed", 1.0, "")
    found = run(*together(rows), mention, linked, entity("en-sund", "Pia Sund", "person"))
    assert [(o.name, o.kind) for o in found.of(Origin)] == [("Pia Sund", "named")]
    assert not any("unnamed" in task.what for task in found.of(ToFind))


def test_a_relative_of_somebody_named_stays_unnamed() -> None:
    from headwater.records.entities import Mention, MentionEntity

    words = f"{DEAD}, said a cousin of Pia Sund"
    rows = report("a", "Mirror", ("a cousin of Pia Sund", "anonymous", {}), words=words)
    at = rows[0].text.index("Pia Sund")
    mention = Mention("m-1", "a", "Pia Sund", at, at + 8, "en", "person", None, None, "shape", "")
    linked = MentionEntity("a", "m-1", "en-sund", "confirmed", 1.0, "")
    found = run(*together(rows), mention, linked, entity("en-sund", "Pia Sund", "person"))
    assert [o.kind for o in found.of(Origin)] == ["anonymous"]


@pytest.mark.parametrize("days", [0, 1, 30])
def test_two_that_cite_each_other_are_a_circle_whatever_their_days_say(days: int) -> None:
    first = report("a", "Mirror", named("Post", "media"), words=f"{DEAD}, Post says")
    second = report("b", "Post", named("Mirror", "media"), words=f"{DEAD}, Mirror says")
    from dataclasses import replace

    from headwater.records.articles import Published

    first[0] = replace(first[0], published=Published("2031-05-01", "day", "given"))
    second[0] = replace(second[0], published=Published(f"2031-05-{1 + days:02d}", "day", "given"))
    found = run(*together(first, second)).of(OriginFinding)
    assert "circular" in {f.kind for f in found}


def test_a_text_that_joins_ten_others_adds_no_witness() -> None:
    ten = [
        report(f"a{k}", f"Paper {k}", named(f"{who} Lind", "named_person"), words=f"{DEAD}, said {who} Lind")
        for k, who in enumerate(("Ada", "Bo", "Cy", "Dov", "Eve", "Fay", "Gil", "Hal", "Ira", "Jo"))
    ]
    whole = article("z", "\n\n".join(r[0].text[r[0].body_start :] for r in ten), "Digest")
    shared = [
        reuse(r[0], whole, "common_source", (1.0, 0.1), pairs=[(r[0].text[r[0].body_start :],) * 2])
        for r in ten
    ]
    rows = together(*ten, [whole])
    assert counted(*rows, *shared)[1] == 10


def test_a_text_of_one_sentence_and_marks_inside_words_are_counted() -> None:
    words = "Nine peo\u200fple died on the fer\u202bry off Tressin"
    art = article("a", words, "Mirror")
    told = said(art, words, "Ada Lind", "named_person")
    lead = claim(art, words, [told])
    assert counted(art, told, lead, slots(lead, killed=9), group([lead])) == (1, 1, 1)
