"""Which claims may answer a question, found by columns and by the search index before any row is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headwater.matches.asking_parts import lemmas_for_arms
from headwater.matches.search_words import Query
from headwater.records.arrow import from_table
from headwater.records.claims import Claim
from headwater.runs.results import Case
from headwater.show.searched import Searched

_ANY_FRAME = (None, "arms", "allegiance")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Claims that may answer, in the order of the case; ``table`` has all claims."""

    claims: list[Claim]
    table: pa.Table

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of any claims of the case, by their ids."""
        some = self.table.select(["id", "text"]).filter(
            pc.is_in(self.table["id"], value_set=pa.array(ids, pa.string()))
        )
        return dict(zip(some["id"].to_pylist(), some["text"].to_pylist(), strict=True))


def candidates(
    case: Case, kept: Searched, query: Query | None, act: str | None, kind: str | None
) -> Candidates:
    """The claims that no column and no word rules out."""
    claims = case.table("claims").combine_chunks()
    may = pa.array(np.ones(claims.num_rows, dtype=bool))
    if act is not None:
        may = pc.and_(may, pc.equal(claims["act"], "happened" if act == "delivered" else act))
    if act == "delivered":
        may = pc.and_(may, pc.equal(claims["polarity"], "assert"))
    if kind not in _ANY_FRAME:
        may = pc.and_(may, _framed(case, claims, str(kind)))
    if kind == "arms":
        may = pc.and_(may, pc.or_(_names_arms(case, claims), _says_arms(case, claims)))
    if query is not None:
        may = pc.and_(may, pc.or_(_in_articles(kept, query, claims), _cut(case, claims)))
    return Candidates(from_table(Claim, claims.filter(may)), claims)


def _framed(case: Case, claims: pa.Table, kind: str) -> Any:
    """Whether a claim has this frame; one without slots has "other"."""
    slots = case.table("claim_slots")
    place = pc.index_in(claims["id"], value_set=slots["claim"].combine_chunks())
    return pc.equal(pc.fill_null(slots["frame"].combine_chunks().take(place), "other"), kind)


def _names_arms(case: Case, claims: pa.Table) -> Any:
    """Whether the slots of a claim have arms."""
    slots = case.table("claim_slots").combine_chunks()
    counted = slots["quantities"].combine_chunks()
    arms = pc.equal(pc.struct_field(pc.list_flatten(counted), "role"), "weapons")
    named = np.asarray(pc.greater(pc.list_value_length(slots["weapons"]), 0)).copy()
    named[np.asarray(pc.list_parent_indices(counted).filter(arms))] = True
    return pc.is_in(claims["id"], value_set=slots["claim"].filter(pa.array(named)).combine_chunks())


def _says_arms(case: Case, claims: pa.Table) -> Any:
    """Whether the sentence of a claim has a word for arms in some language: more than ``speaks_of_arms`` finds."""
    parses = case.table("parses").combine_chunks()
    lemmas = pc.utf8_lower(pc.struct_field(pc.list_flatten(parses["tokens"]), "lemma"))
    held = pc.is_in(lemmas, value_set=pa.array(sorted(lemmas_for_arms()), pa.string()))
    said = parses.take(pc.unique(pc.list_parent_indices(parses["tokens"]).filter(held)))
    keys = set(zip(said["article"].to_pylist(), said["sentence"].to_pylist(), strict=True))
    places = zip(claims["article"].to_pylist(), claims["sentence"].to_pylist(), strict=True)
    return pa.array([place in keys for place in places], pa.bool_())


def _in_articles(kept: Searched, query: Query, claims: pa.Table) -> Any:
    """Whether a claim stands in an article that has every word asked for, or another name of what they name."""
    return pc.is_in(claims["article"], value_set=pa.array(sorted(kept.holding(query)), pa.string()))


def _cut(case: Case, claims: pa.Table) -> Any:
    """Whether a claim begins or ends inside a word of its article, as behind an elision: it has words that no sentence has."""
    articles = case.table("articles")
    texts = dict(zip(articles["id"].to_pylist(), articles["text"].to_pylist(), strict=True))
    columns = (claims[name].to_pylist() for name in ("article", "start", "end"))
    return pa.array(
        [_cuts(texts[article], start, end) for article, start, end in zip(*columns, strict=True)], pa.bool_()
    )


def _cuts(text: str, start: int, end: int) -> bool:
    return (start > 0 and _joins(text[start - 1])) or (end < len(text) and _joins(text[end]))


def _joins(letter: str) -> bool:
    """Whether a character may stand inside a word: letters, figures, marks and the signs of elision."""
    return not letter.isspace() and (letter.isalnum() or letter not in _APART)


_APART = frozenset('.,;:!?()[]{}"“”«»„–—-/…،؛؟|*')
