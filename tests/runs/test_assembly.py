"""case.json is made of the tables that hold what a reader is shown, and of no others."""

from __future__ import annotations

import inspect
import re

from headwater.records.tables import TABLES
from headwater.runs import assembly, rows_of_lists
from headwater.runs.assembly import tables_read


def test_every_table_that_case_json_names_is_read_and_none_that_stages_pass_on() -> None:
    source = inspect.getsource(assembly) + inspect.getsource(rows_of_lists)
    named = set(re.findall(r"\b[acejmo]\.([A-Z]\w+)", source))
    assert {TABLES[name].__name__ for name in tables_read()} == named & {k.__name__ for k in TABLES.values()}
    passed_on = {"sentence_vectors", "fingerprints", "phrases", "claim_sketches", "cited_parties", "asking"}
    assert not passed_on & set(tables_read())
