"""The dossier: one self-contained page of a case."""

from __future__ import annotations

from headwater.runs.results import Case


def write_dossier(case: Case) -> None:
    """Nothing yet."""
