"""Turkish: the verb comes last; endings on the names say who does and who suffers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.matches.order_words import OBJECTS, SUBJECTS, Deed, OrderWords
from headwater.matches.scenes import Player, Scene, tokens_of
from headwater.records.entities import Mention
from headwater.records.matches import ActorRole
from headwater.text.numerals import Word

_APOSTROPHES = "'’‘`"
_CASES = ("genitive", "ablative", "locative", "accusative", "dative", "with")
_POSSESSED = (
    ("genitive", ("nın", "nin", "nun", "nün")),
    ("ablative", ("ndan", "nden")),
    ("locative", ("nda", "nde", "ndaki", "ndeki")),
    ("with", ("yla", "yle")),
    ("accusative", ("nı", "ni", "nu", "nü")),
    ("dative", ("na", "ne")),
)
"""Endings of a head noun ("savaşçıları"), after its own."""
_NOMINAL = re.compile(r"[dt][ıiuü]ğ|ac[aı]ğ|ec[ei]ğ|m[ae]s[ıi]")
_BARE = frozenset({"saldırı", "saldırıda", "bombardıman"})
"""Deeds as nouns that are nobody's."""
_PLURAL = ("lar", "ler", "ları", "leri")
_OBJECTS = ("ları", "leri")
"""Plurals in the accusative, right before a verb; elsewhere "their ..."."""
_GIVEN = frozenset({"attack", "supply", "support"})
"""Deeds done to one in the dative."""


def place(text: str, words: Sequence[Word], mention: Mention, start: int, table: OrderWords) -> Player | None:
    """Where a mention stands, with the force named after it, and its case."""
    inside = tokens_of(words, mention, start)
    if inside is None:
        return None
    first, last = inside
    case = _ending(words[last - 1].form) if text[words[last - 1].start].islower() else ""
    at = words[last].start if last < len(words) else 0
    if at and text[at - 1] in _APOSTROPHES and words[last - 1].end == at - 1:
        ending = words[last].form
        case = next((c for c in _CASES if ending in table.endings[c]), "")
        last += 1
    if last < len(words) and case in ("", "genitive") and table.said("forces", words, last):
        case, last = _ending(words[last].form), last + 1
    return Player(first, last, mention.type, bool(mention.label) or mention.text[:1].islower(), case)


def _ending(form: str) -> str:
    return next((case for case, endings in _POSSESSED if form.endswith(endings)), "")


def part(scene: Scene, player: Player) -> ActorRole | None:
    """The part of a player, from its ending and the deeds that follow it."""
    words, table = scene.words, scene.table
    comma = int(player.last < len(words) and words[player.last].form == "," and not player.case)
    deeds = scene.after(player, skip=comma)
    if not deeds:
        return None
    if table.said("agent_after", words, player.last):
        return SUBJECTS[deeds[0].kind]
    if table.said("target_after", words, player.last):
        return OBJECTS[deeds[0].kind] if deeds[0].kind in ("attack", "clash") else None
    owned = _owned(scene, player, deeds[0])
    if owned:
        return SUBJECTS[deeds[0].kind]
    if player.case == "dative" and deeds[0].kind in _GIVEN:
        return OBJECTS[deeds[0].kind]
    verbs = [d for d in deeds if d.voice in ("active", "passive")]
    return _of_verb(scene, player, verbs) if verbs else None


def _owned(scene: Scene, player: Player, deed: Deed) -> bool:
    """Whether a deed's noun is the player's: "Kessia'nın saldırısı", "Kessia uçakları"."""
    if deed.voice != "of_doer" or player.case not in ("", "genitive") or deed.first - player.last > 2:
        return False
    return scene.words[deed.first].form not in _BARE


def _of_verb(scene: Scene, player: Player, verbs: Sequence[Deed]) -> ActorRole | None:
    verb = verbs[0]
    nominal = bool(_NOMINAL.search(scene.words[verb.last - 1].form))
    bare_object = player.label and verb.first == player.last and not player.case
    if player.case == "accusative" or (bare_object and scene.words[player.last - 1].form.endswith(_OBJECTS)):
        return OBJECTS[verb.kind] if verb.voice == "active" and verb.kind not in ("say", "supply") else None
    if player.case == "ablative":
        return {"receive": "supplier", "capture": "target"}.get(verb.kind)  # type: ignore[return-value]
    if player.case == "with":
        return "target" if verb.kind == "clash" else None
    if player.case == "genitive":
        return (OBJECTS if verb.voice == "passive" else SUBJECTS)[verb.kind] if nominal else None
    return _bare(scene, player, verbs) if not player.case else None


def _bare(scene: Scene, player: Player, verbs: Sequence[Deed]) -> ActorRole | None:
    """A name without an ending: the subject, of the last verb where the first has its own in the genitive."""
    if _describes(scene, player) or _is_second(scene, player):
        return None
    nested = any(p.case == "genitive" for p in scene.players_between(player.last, verbs[0].first))
    if nested and len(verbs) == 1:
        return None
    verb = verbs[-1] if nested else verbs[0]
    if verb.voice == "passive":
        return OBJECTS[verb.kind] if verb.kind != "supply" else None
    return SUBJECTS[verb.kind]


def _describes(scene: Scene, player: Player) -> bool:
    """Whether a name only describes what follows: "İngiltere merkezli bir grup", "terörist olduğu söylenen"."""
    if player.label and not scene.words[player.last - 1].form.endswith(_PLURAL):
        return True
    return scene.table.said("attributive", scene.words, player.last) is not None


def _is_second(scene: Scene, player: Player) -> bool:
    """Whether another name without an ending stands before it in its clause."""
    return any(
        not p.case and p.last <= player.first and scene.joined(p.last, player.first) for p in scene.players
    )
