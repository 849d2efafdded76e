"""The log as tables: a class of rows for each thing that judgements can be about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headwater.records.judgements import (
    ClaimJudgement,
    EdgeJudgement,
    EntityJudgement,
    GroupJudgement,
    OriginJudgement,
    Remark,
    TextJudgement,
)
from headwater.runs.judgements.lines import Judgement
from headwater.runs.judgements.standing import let_stand, undone_by

JUDGED = (EntityJudgement, ClaimJudgement, GroupJudgement, EdgeJudgement, OriginJudgement, Remark)
"""The tables that the log gives."""


def rows_of_log(judgements: Sequence[Judgement]) -> dict[type[Any], list[Any]]:
    """Rows by their class, in the order of the log; an undo lies with what it undoes."""
    by_id = {row.id: row for row in judgements}
    on_texts: list[TextJudgement] = []
    on_entities: list[EntityJudgement] = []
    for row in judgements:
        if isinstance(row, TextJudgement):
            on_texts.append(row)
        elif isinstance(_undone_at_last(row, by_id), TextJudgement):
            on_texts.append(Remark(row.id, "undo", row.who, row.when, row.why, [], row.undoes))
        else:
            on_entities.append(row)
    standing = let_stand(on_texts, undone_by(judgements))
    return {kind: [row for row in (*on_entities, *standing) if type(row) is kind] for kind in JUDGED}


def _undone_at_last(row: EntityJudgement, by_id: Mapping[str, Judgement]) -> Judgement | None:
    """What a chain of undoings is about in the end; None where that is not in the log."""
    found: Judgement | None = row
    for _ in range(len(by_id)):
        if not isinstance(found, EntityJudgement) or found.kind != "undo":
            break
        found = by_id.get(found.undoes or "")
    return found
