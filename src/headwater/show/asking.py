"""Questions to a case: which claims speak of a thing, on whose word, and who plays which part in them.

The command, the page and Python call ``ask``. An offer is not a delivery: each answer says what kind of act its claim
tells, and ``act`` asks for one kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar, get_args

import pyarrow as pa
import pyarrow.compute as pc

from headwater.matches.asking_parts import Played, read_parts, speaks_of_arms
from headwater.matches.search_words import Query, index_words, read_query
from headwater.records.arrow import from_table
from headwater.records.articles import Article
from headwater.records.claims import Act, Attribution, Claim, Parse
from headwater.records.entities import Mention, MentionEntity
from headwater.records.errors import InputError
from headwater.records.matches import Actor, ActorRole, ClaimSlots, Frame, MatchedGroup
from headwater.records.tables import TABLE_OF
from headwater.runs.results import Case
from headwater.show.asked import Candidates, candidates
from headwater.show.searched import Searched
from headwater.show.searching import open_search

ROLES: tuple[str, ...] = get_args(ActorRole)
ACTS: tuple[str, ...] = (*get_args(Act), "delivered")
KINDS: tuple[str, ...] = (*get_args(Frame), "arms", "allegiance")

Row = TypeVar("Row")

_ARMS = ("supplier", "recipient")


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim and what it says. ``source`` is the outermost of its chain, null where no source is given."""

    claim: str
    text: str
    source: str | None
    chain: list[str]
    act: str
    polarity: str
    certainty: str
    frame: str
    roles: dict[str, list[str]]
    weapons: list[str]
    quantities: list[str]
    time: str | None
    group: str | None
    heading: str | None
    article: str
    outlet: str | None
    published: str | None
    lang: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def ask(
    case: Case,
    about: str | None = None,
    *,
    role: str | None = None,
    act: str | None = None,
    kind: str | None = None,
) -> list[Answer]:
    """The claims that answer a question, in order of article and place.

    ``about`` are words that the claim must hold, in any form and under any name that the case knows; ``role`` a part
    that somebody must play in it; ``act`` what kind of act it tells, "delivered" for a delivery that happened; ``kind``
    its frame, or "arms" (who supplied what to whom) or "allegiance" (who stands beside whom). Raises InputError for
    a value that there is not, or no question at all.
    """
    _check("role", role, ROLES)
    _check("act", act, ACTS)
    _check("kind", kind, KINDS)
    if not any((about, role, act, kind)):
        raise InputError(
            "ask for something: about words, a role, an act or a kind, such as: --about missiles --role recipient"
        )
    query = read_query(about) if about else None
    with open_search(case) as index:
        kept = Searched(index)
        if query is not None:
            query = query.naming(kept.named([wanted.word for wanted in query.words]))
        bench = _Bench(case, query, kept, candidates(case, kept, query, act, kind))
        rows = filter(None, (bench.answer(claim, kind) for claim in bench.claims))
        return [row for row in rows if not role or role in row.roles]


def _check(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise InputError(f"there is no {name} {value!r}; give one of: {', '.join(known)}")


class _Bench:
    """The tables that answers are made from."""

    def __init__(self, case: Case, query: Query | None, kept: Searched, found: Candidates) -> None:
        self._query, self._said, self.claims = query, kept.said, found.claims
        articles = pa.array(sorted({claim.article for claim in found.claims}), pa.string())
        ids = pa.array([claim.id for claim in found.claims], pa.string())
        self._articles = {row.id: row for row in _rows(case, Article, "id", articles)}
        self._slots = {row.claim: row for row in _rows(case, ClaimSlots, "claim", ids)}
        self._parses = {(row.article, row.sentence): row for row in _rows(case, Parse, "article", articles)}
        self._attributions = {row.id: row for row in _rows(case, Attribution, "article", articles)}
        self._mentions: dict[str, list[Mention]] = {}
        for mention in _rows(case, Mention, "article", articles):
            self._mentions.setdefault(mention.article, []).append(mention)
        mentioned = pa.array([row.id for rows in self._mentions.values() for row in rows], pa.string())
        entities = case.table("entities")
        names: dict[str, str] = dict(
            zip(entities["id"].to_pylist(), entities["name"].to_pylist(), strict=True)
        )
        self._names = names
        self._entity = {
            row.mention: names[row.entity]
            for row in _rows(case, MentionEntity, "mention", mentioned)
            if row.status == "confirmed"
        }
        groups = _groups_of(case, ids)
        self._groups = {claim: row for row in groups for claim in row.claims}
        self._headings = found.texts([row.heading for row in groups])

    def answer(self, claim: Claim, kind: str | None) -> Answer | None:
        """The answer that a claim is, or None where it speaks of something else."""
        if self._query is not None and not _speaks_of(claim, self._query):
            return None
        article, slots = self._articles[claim.article], self._slots.get(claim.id)
        frame = slots.frame if slots else "other"
        if kind not in (None, "arms", "allegiance", frame):
            return None
        roles = self._roles(article, claim, slots)
        if (kind == "arms" and not self._about_arms(claim, slots, roles)) or (
            kind == "allegiance" and "ally" not in roles
        ):
            return None
        chain = [self._source(self._attributions[key]) for key in claim.chain if key in self._attributions]
        group = self._groups.get(claim.id)
        heading = self._headings.get(group.heading) if group else None
        return Answer(
            claim.id, self._said(claim.text), chain[0] if chain else None, chain, claim.act, claim.polarity,
            claim.certainty, frame, roles,
            [span.text for span in slots.weapons] if slots else [],
            [f"{q.text} ({q.role})" for q in slots.quantities] if slots else [],
            (slots.time.edtf or slots.time.text) if slots and slots.time else None,
            group.id if group else None, None if heading is None else self._said(heading),
            article.id, self._said(article.publisher) or None, article.published.value, claim.lang,
            claim.start, claim.end,
        )  # fmt: skip

    def _roles(self, article: Article, claim: Claim, slots: ClaimSlots | None) -> dict[str, list[str]]:
        """Who plays which part: closer readings of a deed before those of the slots."""
        played = read_parts(
            article.text, claim, self._parses.get((claim.article, claim.sentence)), self._inside(claim)
        )
        roles: dict[str, list[str]] = {}
        for part in played:
            name = self._player(part, claim)
            if name and name not in roles.setdefault(part.role, []):
                roles[part.role].append(name)
        known = {name for names in roles.values() for name in names}
        for actor in slots.actors if slots else []:
            name = self._said(self._actor(actor))
            if actor.role != "other" and name not in known and name not in roles.setdefault(actor.role, []):
                roles[actor.role].append(name)
        return {role: roles[role] for role in ROLES if roles.get(role)}

    def _about_arms(self, claim: Claim, slots: ClaimSlots | None, roles: dict[str, list[str]]) -> bool:
        """Whether somebody gives or gets arms in a claim."""
        named = bool(slots and (slots.weapons or any(q.role == "weapons" for q in slots.quantities)))
        spoken = named or speaks_of_arms(claim, self._parses.get((claim.article, claim.sentence)))
        return spoken and any(role in roles for role in _ARMS)

    def _inside(self, claim: Claim) -> list[Mention]:
        return [
            m for m in self._mentions.get(claim.article, []) if claim.start <= m.start and m.end <= claim.end
        ]

    def _player(self, part: Played, claim: Claim) -> str | None:
        if part.mention is not None:
            return self._said(self._entity.get(part.mention.id, part.mention.text))
        chain = [key for key in claim.chain if key in self._attributions]
        return f"{self._source(self._attributions[chain[-1]])} (the speaker)" if chain else None

    def _actor(self, actor: Actor) -> str:
        return self._names.get(actor.entity or "", actor.text)

    def _source(self, attribution: Attribution) -> str:
        words = attribution.source.text if attribution.source else "a source not named"
        return self._said(attribution.resolved_source or words)


def _rows(case: Case, kind: type[Row], column: str, values: pa.Array) -> list[Row]:
    """The rows of a table whose column has one of the values; the others are never made."""
    table = case.table(TABLE_OF[kind])
    return from_table(kind, table.filter(pc.is_in(table[column], value_set=values)))


def _groups_of(case: Case, claims: pa.Array) -> list[MatchedGroup]:
    """Groups that hold one of the claims."""
    table = case.table(TABLE_OF[MatchedGroup]).combine_chunks()
    held = pc.is_in(pc.list_flatten(table["claims"]), value_set=claims)
    places = pc.unique(pc.list_parent_indices(table["claims"]).filter(held))
    return from_table(MatchedGroup, table.take(places))


def _speaks_of(claim: Claim, query: Query) -> bool:
    """Whether a claim holds all words of a question, or another name of what they name, and all its phrases."""
    words, stems = index_words(claim.text, claim.lang)
    split = words.split()
    held = query.held(split, set(stems.split()))
    asked = [wanted.word for wanted in query.words]
    if any(f" {' '.join(phrase)} " not in f" {words} " for phrase in query.phrases):
        return False
    return all(word in held for word in asked) or any(" ".join(name) in held for name in query.names)
