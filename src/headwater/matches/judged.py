"""Claims in the groups where persons put them: with another claim, or with none.

A lead is moved with its report before groups get their rows, so that headings, conflicts and likelihoods are those
of the new group; any other claim is moved between the rows of claims' groups. Claims are found by their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.matches.reports import Report
from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.judgements import GroupEffect, GroupJudgement, TextAnchor, said_by
from headwater.records.matches import MatchedGroup
from headwater.records.tables import Tables


@dataclass(frozen=True, slots=True)
class Move:
    """A judgement that stands: which claim it moves, and to which; with none where ``to`` is null."""

    judgement: GroupJudgement
    claim: str
    to: str | None

    def says(self) -> str:
        """Who moved it, when and why, as a sentence."""
        return f"{'Put together' if self.to else 'Set apart'} by {said_by(self.judgement)}"


def read_moves(tables: Tables) -> tuple[list[Move], list[GroupEffect]]:
    """The moves whose claims are in the case, and the effect of every judgement that stands."""
    moves, effects = [], []
    finder: _Finder | None = None
    for row in tables.of(GroupJudgement):
        if row.status != "obeyed":
            continue
        finder = finder or _Finder(tables)
        claims = [finder.claim(anchor) for anchor in row.at]
        if None in claims or len(set(claims)) < len(claims):
            gone = "A claim that it points at is not in the case any more; nothing was changed."
            effects.append(GroupEffect(row.id, "not_found", None, gone))
            continue
        move = Move(row, claims[0] or "", claims[1] if len(claims) > 1 else None)
        moves.append(move)
        effects.append(GroupEffect(row.id, "obeyed", move.claim, move.says()))
    return moves, effects


class _Finder:
    """From anchors to claims."""

    def __init__(self, tables: Tables) -> None:
        self._article: dict[str, str] = {}
        for article in tables.of(Article):
            self._article.setdefault(article.sha256, article.id)
        self._article.update({article.id: article.id for article in tables.of(Article)})
        self._claims = tables.by_article(Claim)

    def claim(self, anchor: TextAnchor) -> str | None:
        """The claim with the anchor's words, nearest to its place."""
        article = self._article.get(anchor.article) or self._article.get(anchor.sha256 or "", "")
        same = [
            (abs(claim.start - (anchor.start or 0)), claim.start, not claim.lead, claim.id)
            for claim in self._claims.get(article, [])
            if anchor.has_words(claim.text)
        ]
        return min(same)[-1] if same else None


def moved_reports(
    groups: Sequence[Sequence[int]], reports: Sequence[Report], moves: Iterable[Move]
) -> list[list[int]]:
    """Groups of reports, by their places, with the reports moved whose leads are; groups of one are none."""
    at = {report.claim: place for place, report in enumerate(reports)}
    found = [list(members) for members in groups]
    for move in moves:
        place, to = at.get(move.claim), at.get(move.to or "")
        if place is None or (move.to is not None and to is None):
            continue
        found = [[k for k in members if k != place] for members in found]
        if to is not None:
            home = next((members for members in found if to in members), None)
            if home is None:
                found.append([to, place])
            else:
                home.append(place)
    return sorted(sorted(members) for members in found if len(members) > 1)


def told_of(claims: Iterable[str], moves: Iterable[Move]) -> str:
    """What was judged of a group's claims, as sentences for its ``because``."""
    inside = set(claims)
    return " ".join(move.says() for move in moves if move.to in inside and move.claim in inside)


def moved_claims(
    rows: Sequence[MatchedGroup], moves: Sequence[Move], claims: Mapping[str, Claim], leads: Iterable[str]
) -> list[MatchedGroup]:
    """Rows of groups with the claims moved that are no leads; a group that is left with one claim is none."""
    leading = set(leads)
    held = {row.id: row for row in rows}
    for move in moves:
        if move.claim in leading and (move.to is None or move.to in leading):
            continue  # its report was moved
        for row in list(held.values()):
            if move.claim in row.claims and move.claim not in leading:
                held[row.id] = _with(row, [one for one in row.claims if one != move.claim], claims)
        home = next((row for row in held.values() if move.to in row.claims), None)
        if move.to is not None and home is not None:
            grown = _with(home, sorted({*home.claims, move.claim}), claims)
            held[home.id] = replace(grown, because=f"{grown.because} {move.says()}")
        elif move.to is not None:
            made = _made(sorted((move.claim, move.to)), claims, move.says())
            held[made.id] = made
    return [row for row in held.values() if len(row.claims) > 1]


def _with(row: MatchedGroup, members: list[str], claims: Mapping[str, Claim]) -> MatchedGroup:
    heading = row.heading if row.heading in members or not members else members[0]
    articles = sorted({claims[one].article for one in members})
    return replace(row, claims=members, heading=heading, articles=articles)


def _made(members: list[str], claims: Mapping[str, Claim], because: str) -> MatchedGroup:
    articles = sorted({claims[one].article for one in members})
    return MatchedGroup(
        row_id("gr", *members), members, articles, members[0], "confirmed", because, "statement"
    )
