"""Who plays which part where there is no parse: by order of words, prepositions and case endings.

Arabic puts the verb first, Turkish last with endings on the names, Russian tells doer from sufferer by endings
and prepositions. What is not clear plays no part: a wrong guess would accuse somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from headwater.matches import order_arabic, order_russian, order_turkish
from headwater.matches.order_words import OrderWords, find_deeds, order_words
from headwater.matches.scenes import Player, Scene
from headwater.records.entities import Mention
from headwater.records.matches import ActorRole
from headwater.text.numerals import Word, words_of

_OF_ARMS = ("supply", "receive")
"""Deeds that are so only where arms are named: an answer is given, too."""
_MOST = 40
"""Names and deeds of one claim that are looked at: a list of names is no deed."""


Placing = Callable[[str, Sequence[Word], Mention, int, OrderWords], Player | None]
Rule = Callable[[Scene, Player], ActorRole | None]


def read_roles(text: str, lang: str, mentions: Sequence[Mention], start: int) -> dict[str, ActorRole]:
    """The part of each mention that plays one, by its id; ``text`` begins at ``start`` of its article."""
    table, rule = order_words(lang), _RULES.get(lang)
    if table is None or rule is None or not mentions:
        return {}
    words = words_of(text, lang)
    arms = any(table.said("arms", words, at) for at in range(len(words)))
    deeds = [d for d in find_deeds(words, table)[:_MOST] if arms or d.kind not in _OF_ARMS]
    if not deeds:
        return {}
    placed = [(m, rule[0](text, words, m, start, table)) for m in mentions[:_MOST]]
    players = [(m, p) for m, p in placed if p is not None]
    scene = Scene(words, deeds, sorted({p for _, p in players}, key=lambda p: (p.first, p.last)), table)
    found: dict[str, ActorRole] = {}
    for mention, player in players:
        role = None if _is_between(scene, player) else rule[1](scene, player)
        if role and role != "other":
            found[mention.id] = role
    return found


def _is_between(scene: Scene, player: Player) -> bool:
    """Whether "between" stands near: of two who fight each other neither is the doer."""
    near = range(max(0, player.first - 6), min(len(scene.words), player.last + 4))
    return any(scene.table.said("between", scene.words, k) for k in near)


_RULES: Mapping[str, tuple[Placing, Rule]] = {
    "ar": (order_arabic.place, order_arabic.part),
    "ru": (order_russian.place, order_russian.part),
    "tr": (order_turkish.place, order_turkish.part),
}
