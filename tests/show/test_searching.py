"""A search finds words and meaning, tells why, and gives nobody's name away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from headwater.records.arrow import schema_of
from headwater.records.entities import Mention, MentionEntity
from headwater.records.matches import MatchedGroup
from headwater.records.ports import Vectors
from headwater.runs.results import Case, open_case
from headwater.show.masking import KeptMasking, Masking
from headwater.show.searching import INDEX, search
from headwater.show.view import CaseView
from headwater.simulation import Written, simulate


class Bag:
    """An encoder for tests that lays no sentence near another."""

    def dimensions(self) -> int:
        return 512

    def embed(self, sentences: Sequence[str]) -> Vectors:
        return np.zeros((len(sentences), 512), dtype=np.float32)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return opened(simulate(tmp_path_factory.mktemp("s") / "w", 40, seed=2, with_reading=True))


def opened(written: Written) -> Case:
    """A simulated reading as a case without groups."""
    folder = written.folder / "reading"
    (folder / "case.json").write_text("{}", encoding="utf-8")
    case = open_case(folder)
    case.folder.write_table("matched_groups", schema_of(MatchedGroup).empty_table())
    return case


def test_the_sentence_with_all_words_comes_first(case: Case) -> None:
    lead = next(c for c in case.claims if c.lead and c.lang == "en")
    hits = search(case, lead.text, 3, Bag())
    assert lead.text.lower() in hits[0].text.lower()
    assert "it has the words" in hits[0].because.lower()
    assert hits[0].score >= hits[-1].score


def test_a_phrase_must_stand_as_it_is(case: Case) -> None:
    hits = search(case, '"tents and blankets"', 20, Bag())
    assert hits
    assert all("tents and blankets" in hit.text for hit in hits)
    assert search(case, '"blankets and tents"', 20, Bag()) == []


def test_a_name_finds_its_other_scripts(case: Case) -> None:
    group = next(e for e in case.entities if e.type == "group" and _told_in(case, e.id, "ru"))
    langs = {hit.lang for hit in search(case, group.name, 200, Bag())}
    assert "ru" in langs


def _told_in(case: Case, entity: str, lang: str) -> bool:
    mentions = {row.mention for row in case.rows(MentionEntity) if row.entity == entity}
    return any(row.id in mentions and row.lang == lang for row in case.rows(Mention))


def test_the_index_is_made_once_and_anew_after_a_change(case: Case) -> None:
    search(case, "bridge", 1, Bag())
    path = case.path / INDEX
    before = path.stat().st_mtime_ns
    search(case, "bridge", 1, Bag())
    assert path.stat().st_mtime_ns == before
    path.write_bytes(b"damaged")
    assert search(case, "market", 1, Bag())
    assert path.stat().st_mtime_ns != before


def test_a_search_reads_no_rows_once_its_index_stands(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = search(case, "bridge market", 20, Bag())

    def refuse(_case: Case, kind: type) -> None:
        raise AssertionError(f"rows of {kind.__name__} were read")

    monkeypatch.setattr(Case, "rows", refuse)
    assert search(open_case(case.path), "bridge market", 20, Bag()) == before


def test_only_the_owner_may_read_the_index(case: Case) -> None:
    search(case, "bridge", 1, Bag())
    assert (case.path / INDEX).stat().st_mode & 0o077 == 0


def test_kept_masks_say_what_masks_say() -> None:
    def person(key: str, name: str, masked: bool) -> dict[str, object]:
        return {"id": key, "name": name, "masked": masked, "names": [], "mentions": []}

    people = [
        person("e1", "Osha Venn", True),
        person("e2", "Marek Venn", True),
        person("e3", "Ilo Tarn", False),
    ]
    whole = Masking(CaseView({"entities": people}))
    rows = list(whole.patterns())
    kept = KeptMasking(lambda word: [row for row in rows if row[0] == word])
    for text in ("osha-venn spoke; Venn left", "Marek Venn and Ilo Tarn", "Nobody \u202ehere", ""):
        assert kept.said(text) == whole.said(text)
    assert "Venn" not in kept.said("Osha Venn and Venn")


def test_copies_are_shown_once(tmp_path: Path) -> None:
    case = opened(simulate(tmp_path / "w", 0, copies=5, with_reading=True))
    lead = next(c for c in case.claims if c.lead)
    hits = search(case, lead.text, 10, Bag())
    assert len(hits[0].also) == 4
    assert len({hit.text for hit in hits}) == len(hits)
