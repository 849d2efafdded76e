"""Copies a case from one place to another without loss: folders and databases, either way."""

from __future__ import annotations

from headwater.records.errors import InputError, NotACase
from headwater.store.port import CaseStore, Copied


def copy_case(one: CaseStore, other: CaseStore) -> Copied:
    """Make ``other`` what ``one`` is; judgements that it has alone stay in it.

    Nobody writes either meanwhile. Raises NotACase, CaseBusy, DamagedCase where a file of ``one`` is not as it was
    written (every one is named), CaseError where ``other`` has evidence that ``one`` lacks.
    """
    if one.where == other.where:
        raise InputError(f"{one.where} cannot be copied to itself; give another place")
    if not one.exists():
        raise NotACase(f"{one.where} holds no case; make one with: headwater trace INPUT... -o OUT")
    with one.writing():
        one.require_sound()
        return other.take(one)
