"""A row stage is sent the fields that it looks at, and no other can be read."""

from __future__ import annotations

import pyarrow as pa
import pytest

from headwater.records.arrow import schema_of, to_table
from headwater.records.articles import Sentence
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.cuts import CUTS
from headwater.runs.engines import fields_read
from headwater.runs.engines.fields_read import FIELDS_READ, narrowed
from headwater.runs.engines.messages import packed, unpacked
from headwater.runs.engines.stage_work import do_rows
from headwater.runs.plan import PLAN
from headwater.runs.row_spans import key_of

ROWS = [Sentence("ar-velm", at, 10 * at, 10 * at + 9, "fr", "body", at == 0) for at in range(3)]


@pytest.mark.parametrize(("stage", "name"), sorted(FIELDS_READ))
def test_what_is_listed_is_a_table_of_a_row_stage_with_its_fields(stage: str, name: str) -> None:
    (found,) = [one for one in PLAN if one.name == stage]
    assert found.shape == "rows"
    assert name in {TABLE_OF[kind] for kind in found.reads}
    assert FIELDS_READ[stage, name] < set(schema_of(TABLES[name]).names)
    assert key_of(name) in FIELDS_READ[stage, name]
    assert (stage, name) not in CUTS  # which has a way of its own to show less


def _longest(tables: Tables, config: StageConfig, models: object) -> Tables:
    longest = max(tables.of(Sentence), key=lambda row: row.end - row.start)
    return Tables.of_rows([Sentence(longest.article, 0, 0, longest.end, "fr", "body", False)])


def _stage() -> Stage:
    return Stage("x.longest", _longest, (Sentence,), (Sentence,), StageConfig(), "rows", "looking")


@pytest.mark.parametrize("lacking", ["start", "end"])
def test_a_field_that_is_not_listed_raises_where_it_is_read(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = frozenset({"article", "start", "end"})
    told = {("x.longest", "sentences"): shown}
    monkeypatch.setattr(fields_read, "FIELDS_READ", told)
    monkeypatch.setattr("headwater.runs.engines.stage_work.FIELDS_READ", told)
    table = narrowed("x.longest", "sentences", to_table(Sentence, ROWS))
    assert table.column_names == ["article", "start", "end"]
    written: pa.Table = unpacked(do_rows(packed({"sentences": table}, _stage())))[0]["sentences"]
    assert written["end"].to_pylist() == [9]
    told["x.longest", "sentences"] = shown - {lacking}
    with pytest.raises(AttributeError, match=lacking):
        do_rows(packed({"sentences": narrowed("x.longest", "sentences", to_table(Sentence, ROWS))}, _stage()))
