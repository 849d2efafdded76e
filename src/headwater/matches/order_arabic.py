"""Arabic: the verb comes first, then who does it, then to whom; prepositions mark the rest."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.matches.order_words import OBJECTS, SUBJECTS, Deed, OrderWords
from headwater.matches.scenes import Player, Scene, tokens_of
from headwater.records.entities import Mention
from headwater.records.matches import ActorRole
from headwater.text.numerals import Word

_NEAR = 3
"""Words from a verb to its subject, or from a subject to a verb that follows it."""
_SUFFERED = frozenset({"attack", "arrest"})
"""Deeds whose verbs, unvowelled, also read as suffered ("قتل" is "killed" and "was killed")."""


def place(text: str, words: Sequence[Word], mention: Mention, start: int, table: OrderWords) -> Player | None:
    """Where a mention stands, with the force named before it ("قوات X"), and the letter attached to it."""
    inside = tokens_of(words, mention, start)
    if inside is None:
        return None
    first, last = inside
    if first and table.said("forces", words, first - 1) == first:
        first -= 1
    return Player(
        first, last, mention.type, mention.label is not None, _attached(text, words[first], mention, start)
    )


def _attached(text: str, word: Word, mention: Mention, start: int) -> str:
    """ "dative" after "ل", "with" after "ب"; "و" is passed over."""
    written = text[word.start : word.end]
    own = mention.start - start
    ahead = text[word.start : own] if word.start < own < word.end else written[:2]
    ahead = ahead.removeprefix("و")
    if ahead.startswith("لل") or ahead == "ل":
        return "dative"
    return "with" if ahead in ("ب", "بال") else ""


def part(scene: Scene, player: Player) -> ActorRole | None:
    """The part of a player, from what stands before it, and after it where a sentence opens with it."""
    before, after = scene.before(player), scene.after(player)
    if scene.marked("agent_before", player):
        return SUBJECTS[before.kind] if before else None
    if scene.marked("prepositions", player):
        return _governed(scene, player, before)
    if player.case == "dative":
        return OBJECTS[before.kind] if before and before.kind in ("supply", "support") else None
    if player.case:
        return None
    if before:
        return _follows(scene, player, before)
    first = next((d for d in after if d.voice == "active"), None)
    if first and first.first - player.last <= _NEAR and scene.opens(player):
        return SUBJECTS[first.kind]
    return None


def _governed(scene: Scene, player: Player, deed: Deed | None) -> ActorRole | None:
    if deed is None:
        return None
    if scene.marked("target_before", player):
        return OBJECTS[deed.kind] if deed.kind in ("attack", "clash", "capture") else None
    if scene.marked("to_before", player):
        return "recipient" if deed.kind == "supply" else None
    if scene.marked("from_before", player):
        taken = {"receive": "supplier", "supply": "supplier", "capture": "target"}
        return taken.get(deed.kind)  # type: ignore[return-value]
    return "target" if scene.marked("with_before", player) and deed.kind == "clash" else None


def _follows(scene: Scene, player: Player, deed: Deed) -> ActorRole | None:
    """A bare name after a deed: its doer, or whom it was done to where the doer stands already."""
    between = [
        p for p in scene.players_between(deed.last, player.first) if not scene.marked("prepositions", p)
    ]
    near = player.first - deed.last <= _NEAR
    if deed.voice == "of_doer":
        gap = [
            k for k in range(deed.last, player.first) if not scene.table.said("adjectives", scene.words, k)
        ]
        return None if between or player.label or gap else SUBJECTS[deed.kind]
    if deed.voice == "of_target":
        return None if player.label else _of_target(scene, player, deed, between)
    if deed.voice == "of_thing":
        return SUBJECTS[deed.kind] if not between and player.first == deed.last else None
    ahead = any(
        deed.first - p.last <= _NEAR and p.last <= deed.first and scene.opens(p) for p in scene.players
    )
    if between or ahead:
        done = len(between) == 1 - int(ahead)
        return OBJECTS[deed.kind] if done and deed.kind != "say" else None
    if not near:
        return None
    if player.type == "person" and deed.kind in _SUFFERED:
        return OBJECTS[deed.kind] if _suffers(scene, player) else None
    return SUBJECTS[deed.kind]


def _of_target(scene: Scene, player: Player, deed: Deed, between: Sequence[Player]) -> ActorRole | None:
    """ "اعتقال X" is X's arrest; "اعتقال الشرطة X" the arrest of X by the police."""
    if between:
        return OBJECTS[deed.kind] if len(between) == 1 and player.first - between[0].last <= 1 else None
    if player.first != deed.last:
        return None
    second = any(p.first == player.last and not p.case for p in scene.players if p is not player)
    return (SUBJECTS if second else OBJECTS)[deed.kind]


def _suffers(scene: Scene, player: Player) -> bool:
    """Whether a deed's instrument or doer is told after a person: "قتل X في غارة"."""
    later = range(player.last, min(len(scene.words), player.last + 8))
    if any(scene.table.said("agent_before", scene.words, k) for k in later):
        return True
    return any(d.voice == "of_doer" and d.first in later for d in scene.deeds)
