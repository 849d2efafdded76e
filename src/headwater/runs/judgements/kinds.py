"""Every kind of judgement: its row, how many places it points at, and what its value may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from headwater.records.claims import Certainty, SourceKind, Standing
from headwater.records.judgements import (
    ClaimJudgement,
    EdgeJudgement,
    GroupJudgement,
    OriginJudgement,
    Remark,
    TextJudgement,
)
from headwater.records.origins import DerivationKind, TaskStatus

_GRADE = tuple(f"{letter}{digit}" for letter in "ABCDEF" for digit in "123456")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FIELD = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of judgement on texts. ``words`` says whether each anchor must name words of its article."""

    row: type[TextJudgement]
    fewest: int
    most: int
    words: bool = False
    values: tuple[str, ...] = ()
    free_value: bool = False
    named: bool = False
    or_none: bool = False
    of_task: bool = False
    of_field: bool = False

    def problem(self, anchors: int, value: str | None, name: str | None) -> str | None:
        """What is wrong with a judgement of this kind, or None."""
        if not self.fewest <= anchors <= self.most:
            wanted = str(self.fewest) if self.fewest == self.most else f"{self.fewest} to {self.most}"
            return f"needs {wanted} places under at"
        if self.values and value not in self.values and not (self.or_none and value is None):
            return f"needs a value, one of {', '.join(self.values)}"
        if self.free_value and not (value or "").strip():
            return "needs a value"
        if not self.values and not self.free_value and value:
            return "takes no value"
        return self._problem_of_name(anchors, name)

    def _problem_of_name(self, anchors: int, name: str | None) -> str | None:
        if self.row is EdgeJudgement:
            return (
                None
                if (anchors == 1) == bool(name)
                else "needs two places, or one and the name of an unseen source"
            )
        if self.of_task:
            return None if (name or "").startswith("tf-") else "needs name, the id of a task of to_find"
        if self.of_field:
            return None if _FIELD.fullmatch(name or "") else "needs name, the field that was coded"
        if self.named:
            return (
                None
                if name and _LANGUAGE.fullmatch(name)
                else "needs name, the code of the reader's language"
            )
        return "takes no name" if name else None


TEXT_KINDS = {
    "set_source_kind": Kind(ClaimJudgement, 1, 1, words=True, values=get_args(SourceKind)),
    "set_standing": Kind(ClaimJudgement, 1, 1, words=True, values=get_args(Standing)),
    "set_certainty": Kind(ClaimJudgement, 1, 1, words=True, values=get_args(Certainty)),
    "move_claim": Kind(GroupJudgement, 1, 2, words=True),
    "confirm_edge": Kind(EdgeJudgement, 1, 2, values=get_args(DerivationKind), or_none=True),
    "reject_edge": Kind(EdgeJudgement, 1, 2),
    "draw_edge": Kind(EdgeJudgement, 1, 2, values=get_args(DerivationKind)),
    "one_origin": Kind(OriginJudgement, 2, 100),
    "separate_origins": Kind(OriginJudgement, 2, 100),
    "note": Kind(Remark, 1, 100, free_value=True),
    "grade": Kind(Remark, 1, 1, values=_GRADE),
    "task": Kind(Remark, 0, 0, values=get_args(TaskStatus), of_task=True),
    "code": Kind(Remark, 1, 1, words=True, free_value=True, of_field=True),
    "gloss": Kind(Remark, 1, 1, words=True, free_value=True, named=True),
}
"""Kinds beside those on entities (merge, split, rename, not_same) and undo."""
