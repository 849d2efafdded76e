"""What persons judge of entities is obeyed, can be undone, and stands side by side where two persons differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.records.entities import Entity, Relation
from headwater.records.errors import InputError, MissingInput
from headwater.records.judgements import EntityJudgement, JudgementEffect, JudgementKind, NameAnchor
from headwater.records.tables import Tables
from headwater.runs.judgements import append_judgements, read_judgements, read_log
from tests.entities.making import case, entity_of, resolved

TEXTS = ["The Harbour Watch met.\nThe Quay Guard met.", "The Harbour Watch left."]
NAMES = {"Harbour Watch": "ORG", "Quay Guard": "ORG"}
WATCH, GUARD, WATCH_2 = ("a1", "Harbour Watch"), ("a1", "Quay Guard"), ("a2", "Harbour Watch")


def judgement(
    kind: JudgementKind,
    *mentions: tuple[str, str],
    who: str = "Ada",
    name: str | None = None,
    undoes: str | None = None,
    id_: str | None = None,
) -> EntityJudgement:
    anchors = [NameAnchor(article, words) for article, words in mentions]
    return EntityJudgement(
        id_ or f"{kind}-{who}",
        kind,
        who,
        "2031-05-01T10:00:00+00:00",
        "Their own page says so.",
        anchors,
        name,
        undoes,
    )


def after(*judgements: EntityJudgement) -> tuple[Tables, dict[str, str]]:
    """The entities after the judgements, and each one's status."""
    tables = resolved(case(TEXTS, NAMES), *judgements)
    return tables, {effect.judgement: effect.status for effect in tables.of(JudgementEffect)}


def ids(tables: Tables) -> tuple[str, str, str]:
    """Ids of the entities of the three names."""
    return tuple(entity_of(tables, words, article).id for article, words in (WATCH, GUARD, WATCH_2))  # type: ignore[return-value]


def test_a_merge_joins_two_entities_in_every_article_and_says_who_did_it() -> None:
    tables, status = after(judgement("merge", WATCH, GUARD))
    watch, guard, second = ids(tables)
    assert watch == guard == second
    assert "Ada (2031-05-01): Their own page says so." in entity_of(tables, "Quay Guard").because
    assert status == {"merge-Ada": "obeyed"}


def test_a_split_gives_the_names_of_one_article_an_entity_of_their_own() -> None:
    watch, _, second = ids(after(judgement("split", WATCH_2))[0])
    assert watch != second


def test_what_is_not_the_same_is_taken_apart() -> None:
    tables, status = after(judgement("not_same", WATCH, WATCH_2))
    watch, _, second = ids(tables)
    assert watch != second
    assert status == {"not_same-Ada": "obeyed"}


def test_a_renamed_entity_has_its_new_name_and_keeps_the_old_ones() -> None:
    entity = entity_of(after(judgement("rename", WATCH, name="Watch of the Harbour"))[0], "Harbour Watch")
    assert entity.name == "Watch of the Harbour"
    assert "Harbour Watch" in {name.text for name in entity.names}


@pytest.mark.parametrize(
    "kept",
    [
        judgement("merge", WATCH, GUARD),
        judgement("split", WATCH_2),
        judgement("not_same", WATCH, WATCH_2),
        judgement("rename", WATCH, name="X"),
    ],
)
def test_an_undone_judgement_leaves_what_the_tool_found(kept: EntityJudgement) -> None:
    tables, status = after(kept, judgement("undo", undoes=kept.id))
    plain, _ = after()
    assert list(tables.of(Entity)) == list(plain.of(Entity))
    assert status == {kept.id: "undone", "undo-Ada": "obeyed"}


def test_an_undo_that_is_undone_undoes_nothing() -> None:
    first, second = judgement("undo", undoes="merge-Ada", id_="u1"), judgement("undo", undoes="u1", id_="u2")
    tables, status = after(judgement("merge", WATCH, GUARD), first, second)
    assert len(set(ids(tables))) == 1
    assert status == {"merge-Ada": "obeyed", "u1": "undone", "u2": "obeyed"}


def test_where_two_persons_differ_the_tools_own_result_stays_and_both_rows_say_so() -> None:
    tables, status = after(judgement("merge", WATCH, GUARD), judgement("not_same", WATCH, GUARD, who="Bo"))
    plain, _ = after()
    assert list(tables.of(Entity)) == list(plain.of(Entity))
    assert status == {"merge-Ada": "disputed", "not_same-Bo": "disputed"}
    said = [effect.because for effect in tables.of(JudgementEffect)]
    assert "Bo" in said[0]
    assert "Ada" in said[1]


def test_of_one_persons_two_the_later_holds() -> None:
    tables, status = after(judgement("merge", WATCH, GUARD), judgement("not_same", WATCH, GUARD))
    assert len(set(ids(tables)[:2])) == 2
    assert status == {"merge-Ada": "superseded", "not_same-Ada": "obeyed"}


def test_two_persons_of_one_mind_are_both_obeyed() -> None:
    _, status = after(judgement("merge", WATCH, GUARD), judgement("merge", WATCH, GUARD, who="Bo"))
    assert set(status.values()) == {"obeyed"}


def test_no_chain_of_merges_joins_what_somebody_keeps_apart() -> None:
    tables, status = after(
        judgement("not_same", WATCH, WATCH_2, who="Bo"),
        judgement("merge", WATCH, GUARD, id_="m1"),
        judgement("merge", GUARD, WATCH_2, id_="m2", who="Cy"),
    )
    watch, _, second = ids(tables)
    assert watch != second
    assert status == {"not_same-Bo": "obeyed", "m1": "obeyed", "m2": "disputed"}


def test_a_name_that_is_no_longer_there_changes_nothing_and_is_told() -> None:
    _, status = after(judgement("merge", WATCH, ("a9", "Nobody")), judgement("undo", undoes="gone"))
    assert set(status.values()) == {"not_found"}


def test_a_place_that_has_moved_is_found_again_by_its_words() -> None:
    moved = EntityJudgement(
        "j",
        "merge",
        "Ada",
        "2031-05-01",
        "",
        [NameAnchor("a1", "Harbour Watch", 900, 913), NameAnchor(*GUARD, 2, 3)],
    )
    assert len(set(ids(after(moved)[0])[:2])) == 1


def test_a_registered_entity_takes_in_what_is_joined_to_it() -> None:
    tables = case(["ISIS met the Quay Guard."], NAMES)
    done = resolved(tables, judgement("merge", GUARD, ("a1", "ISIS")))
    assert entity_of(done, "Quay Guard").known_as == entity_of(done, "ISIS").known_as is not None


def test_two_registered_entities_that_are_joined_keep_the_links_and_names_of_both() -> None:
    tables = case(["Nusra Front met Jabhat Fatah al-Sham and HTS."])
    done = resolved(tables, judgement("merge", ("a1", "Jabhat Fatah al-Sham"), ("a1", "HTS")))
    joined, nusra = entity_of(done, "HTS"), entity_of(done, "Nusra Front")
    assert joined.id == entity_of(done, "Jabhat Fatah al-Sham").id
    said = {(r.kind, r.from_, r.to) for r in done.of(Relation)}
    assert ("renamed_from", joined.id, nusra.id) in said
    assert all(from_ != to for _, from_, to in said), "it is linked to itself by nothing"
    assert {"Jabhat Fatah al-Sham", "Hayat Tahrir al-Sham"} <= {name.text for name in joined.names}
    assert "Jabhat Fatah al-Sham" in joined.because
    assert "Hay" in joined.because


LINE = '{"kind": "merge", "who": "Ada", "when": "2031-05-01", "why": "", "mentions": [{"article": "a1", "name": "X"}, {"article": "a2", "name": "X"}]}'


def test_a_log_is_only_added_to_and_holds_each_judgement_once(tmp_path: Path) -> None:
    given = tmp_path / "given.jsonl"
    given.write_text(f"{LINE}\n\n{LINE}\n", encoding="utf-8")
    judgements, log = read_judgements(given), tmp_path / "out" / "judgements.jsonl"
    assert [append_judgements(log, judgements), append_judgements(log, judgements)] == [1, 0]
    before = log.read_bytes()
    append_judgements(log, [judgement("undo", undoes=judgements[0].id)])
    assert log.read_bytes().startswith(before)
    assert [j.kind for j in read_log(log)] == ["merge", "undo"]


def test_a_last_line_that_a_killed_run_cut_off_is_left_out_and_then_written_over(tmp_path: Path) -> None:
    log = tmp_path / "judgements.jsonl"
    append_judgements(log, [judgement("merge", WATCH, GUARD)])
    log.write_bytes(log.read_bytes() + b'{"kind": "spl')
    assert len(read_log(log)) == 1
    append_judgements(log, [judgement("split", WATCH)])
    assert [j.kind for j in read_log(log)] == ["merge", "split"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ('{"kind": "burn"}', "kind is none of"),
        (LINE.replace("Ada", " "), "who judges"),
        (LINE.replace("2031-05-01", "last week"), "when is no time"),
        (LINE.replace(', {"article": "a2", "name": "X"}', ""), "at least 2"),
        (LINE.replace('"name": "X"', '"start": 1'), "needs the id"),
        (LINE.replace('"name": "X"}]', '"name": "X", "start": true}]'), "whole numbers"),
        (LINE.replace("merge", "rename"), "needs a name"),
        ('{"kind": "undo", "who": "Ada", "when": "2031-05-01"}', "needs undoes"),
    ],
)
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, line: str, said: str) -> None:
    given = tmp_path / "given.jsonl"
    given.write_text(f"{LINE}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2: .*{said}"):
        read_judgements(given)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="is not there"):
        read_judgements(tmp_path / "none.jsonl")
