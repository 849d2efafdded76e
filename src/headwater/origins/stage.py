"""The stages of the room ``origins``: reuse, descent, counting, changes."""

from __future__ import annotations

from headwater.origins.changes.stage import COMPARE
from headwater.origins.counting.stage import STAGES as COUNTING
from headwater.origins.descent.stage import STAGES as DESCENT
from headwater.origins.outlets.stage import STAGES as OUTLETS
from headwater.origins.reuse.stage import STAGES as REUSE
from headwater.records.stages import Stage

STAGES: tuple[Stage, ...] = (*REUSE, *OUTLETS, *DESCENT, *COUNTING, COMPARE)
"""What the plan runs, in order."""
