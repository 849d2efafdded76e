"""Russian: prepositions and case endings say who does and who suffers; where they do not, the order does."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.matches.order_words import OBJECTS, SUBJECTS, Deed, OrderWords
from headwater.matches.scenes import QUOTES, Player, Scene, tokens_of
from headwater.records.entities import Mention
from headwater.records.matches import ActorRole
from headwater.text.numerals import Word

_CASES = ("with", "oblique", "accusative", "nominative")
_PLURAL = ("ы", "ки", "ри")
_VERBS = ("active", "passive")


def place(text: str, words: Sequence[Word], mention: Mention, start: int, table: OrderWords) -> Player | None:
    """Where a mention stands, with the force named before it ("боевики «Фронта»"), and its case."""
    inside = tokens_of(words, mention, start)
    if inside is None:
        return None
    first, last = inside
    at = first - 1
    while at >= 0 and words[at].form in QUOTES:
        at -= 1
    if at >= 0 and table.said("forces", words, at):
        first = at
    plural = mention.label is not None or first == at or bool(table.said("forces", words, first))
    return Player(
        first, last, mention.type, mention.label is not None, _case(text, words[first], table, plural)
    )


def _case(text: str, word: Word, table: OrderWords, plural: bool) -> str:
    """The case of a word, where its ending tells; "боевики" and "террористы" may be subject or object."""
    if text[word.start : word.end].isupper() or (plural and word.form.endswith(_PLURAL)):
        return ""
    return next((case for case in _CASES if word.form.endswith(table.endings[case])), "")


def part(scene: Scene, player: Player) -> ActorRole | None:
    """The part of a player, from what governs it and the deeds on both sides."""
    before, after = scene.before(player), scene.after(player)
    if scene.marked("agent_before", player):
        deed = before or (after[0] if after else None)
        return SUBJECTS[deed.kind] if deed else None
    if scene.marked("prepositions", player):
        return _governed(scene, player, before, after)
    close = before if before and _beside(scene, before, player) else None
    if close and close.voice in ("of_doer", "of_target", "of_thing"):
        if player.case == "with" or close.voice == "of_doer":
            return SUBJECTS[close.kind]
        return OBJECTS[close.kind] if close.voice == "of_target" else None
    if player.case == "with":
        deed = next((d for d in (before, *after) if d and d.voice not in ("active", "of_doer")), None)
        return SUBJECTS[deed.kind] if deed else None
    verb = next((d for d in after if d.voice in _VERBS), None)
    if verb:
        return _ahead(scene, player, verb)
    return _behind(scene, player, before) if before and before.voice in _VERBS else None


def _beside(scene: Scene, deed: Deed, player: Player) -> bool:
    return all(w.form in QUOTES for w in scene.words[deed.last : player.first])


def _governed(scene: Scene, player: Player, before: Deed | None, after: Sequence[Deed]) -> ActorRole | None:
    """ "удар по X", "поставки в X", "получила от X", "вступили в бой с X"."""
    deed = before or (after[0] if after and after[0].first - player.last <= 4 else None)
    if deed is None or (before and scene.players_between(deed.last, player.first) and deed.voice != "active"):
        return None
    if scene.marked("target_before", player) and deed.kind == "attack" and deed.voice != "passive":
        return "victim"
    if scene.marked("from_before", player) and deed.kind in ("receive", "supply"):
        return "supplier"
    if scene.marked("to_before", player) and deed.kind == "supply":
        return "recipient"
    return "target" if scene.marked("with_before", player) and deed.kind == "clash" else None


def _ahead(scene: Scene, player: Player, verb: Deed) -> ActorRole | None:
    """A player before its verb."""
    if player.case == "accusative":
        return OBJECTS[verb.kind] if verb.voice == "active" and verb.kind not in ("supply", "say") else None
    if player.case == "oblique" and not (verb.voice == "passive" and scene.opens(player)):
        return "recipient" if verb.kind == "supply" and scene.opens(player) else None
    if player.case != "nominative" and not scene.opens(player):
        return None
    if verb.voice == "passive":
        return OBJECTS[verb.kind] if verb.kind != "supply" else None
    return SUBJECTS[verb.kind]


def _behind(scene: Scene, player: Player, verb: Deed) -> ActorRole | None:
    """A player after its verb: the object where a subject stands before it, the speaker after "said"."""
    if scene.players_between(verb.last, player.first):
        return None
    if verb.kind == "say":
        return "speaker" if player.case in ("", "nominative") and _beside(scene, verb, player) else None
    if verb.voice == "passive":
        close = _beside(scene, verb, player) and player.case in ("", "nominative")
        return OBJECTS[verb.kind] if close and verb.kind != "supply" else None
    subject = any(
        p.case in ("", "nominative")
        and scene.joined(p.last, verb.first)
        and not scene.marked("prepositions", p)
        for p in scene.players
        if p.last <= verb.first
    )
    if verb.kind == "supply":
        return "recipient" if subject and player.case != "nominative" else None
    return OBJECTS[verb.kind] if subject or player.case == "accusative" else None
