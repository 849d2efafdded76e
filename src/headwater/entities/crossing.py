"""Persons whom no registry knows, named in several scripts: one entity where sound and surroundings agree.

"Finan Sagil", "Финан Сагил" and "فينان ساغيل" sound alike in every word; since Arabic leaves vowels and the
difference of b and p, v and f, g and j unwritten, sound alone is a suggestion. Joined are full names of two
or more words that also stand with the same role, or in articles that share names of their incident, and
only where no other name of the case fits either. A single name is never carried to another script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.entities.actors import Actor
from headwater.entities.clusters import Cluster
from headwater.entities.comparison import compare_names
from headwater.entities.config import ResolveConfig
from headwater.text.scripts import script_of
from headwater.text.transliteration import skeleton

ENOUGH = 2
"""What shared names of two articles must weigh: one of a place or person outside the registry, or two known ones."""
FEWEST_CONSONANTS = 4
"""Consonants of a full name under which a likeness of sound says too little."""
MOST_ARTICLES = 20
"""Articles of each of two names that are compared with each other."""
MOST_HELD = 4096
"""Articles whose names are held while names are compared."""
_SAYS_LITTLE = frozenset(["honorific", "leader", "spokesman", "victim"])
"""Roles that many bear, or that are no more than a way of naming."""
_HEARD = str.maketrans({"p": "b", "J": "K"})
Sound = tuple[str, ...]
Pair = tuple[Actor, Actor, str]


@lru_cache(maxsize=50_000)
def heard(word: str) -> str:
    """A word's consonants, those made one that Arabic letters or their readers do not tell apart (b and p, g and j)."""
    return skeleton(word).translate(_HEARD)


def join_scripts(
    found: Sequence[Actor], actors: dict[str, Actor], around: Surroundings, config: ResolveConfig
) -> None:
    """Join persons of several scripts in ``actors``, or note them for each other as suggestions."""
    became: dict[str, Actor] = {}
    for block in _blocks(found):
        pairs = [
            (left, right, because)
            for at, left in enumerate(block)
            for right in block[at + 1 : at + 1 + config.widest_block]
            if (because := _alike(left, right, config))
        ]
        others = _others(pairs)
        for left, right, because in pairs:
            sole = max(others[left.id, _script(right)], others[right.id, _script(left)]) == 1
            shared = around.shared(left, right) if sole else ""
            if shared:
                _join(became.get(left.id, left), became.get(right.id, right), f"{because} {shared}", became)
            elif right.id not in {id_ for id_, _ in left.may_be}:
                left.may_be.append((right.id, f"Its name sounds like “{right.first.name}”. {because}"))
    for id_ in became:
        del actors[id_]
    if became:
        _point_again(actors.values(), became)


def _others(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """How many names of each other script each name is like: where there are two, it is not told which is meant."""
    found: Counter[tuple[str, str]] = Counter()
    for left, right, _ in pairs:
        found[left.id, _script(right)] += 1
        found[right.id, _script(left)] += 1
    return found


def _blocks(found: Sequence[Actor]) -> Iterator[list[Actor]]:
    """Unregistered persons with full names of several scripts whose words all sound alike, whatever their order."""
    blocks: dict[Sound, list[Actor]] = {}
    for actor in found:
        if actor.known_as is None and actor.first.type == "person" and len(actor.first.key) > 1:
            sound = tuple(sorted(heard(word) for word in actor.first.key))
            if len("".join(sound)) >= FEWEST_CONSONANTS and all(sound):
                blocks.setdefault(sound, []).append(actor)
    for _, block in sorted(blocks.items()):
        if len({_script(actor) for actor in block}) > 1:
            yield block


def _alike(left: Actor, right: Actor, config: ResolveConfig) -> str:
    """What was compared, where two names of two scripts may be one; else ""."""
    if _script(left) == _script(right):
        return ""
    match = compare_names(left.first.name, right.first.name, "Person")
    return match.because if match.score >= config.suggested_at else ""


def _script(actor: Actor) -> str:
    return script_of(actor.first.name)


def _join(kept: Actor, gone: Actor, because: str, became: dict[str, Actor]) -> None:
    if kept is gone:
        return
    for cluster in gone.clusters:
        for mention in cluster.mentions:
            cluster.why[mention.id] = f"“{kept.first.name}” in another script. {because}"
    kept.clusters.extend(gone.clusters)
    kept.may_be.extend(gone.may_be)
    became.update({id_: kept for id_, actor in became.items() if actor is gone})
    became[gone.id] = kept


def _point_again(actors: Iterable[Actor], became: Mapping[str, Actor]) -> None:
    """Let suggestions that pointed at a name now joined point at what it is part of."""
    for actor in actors:
        pointed = ((became[id_].id if id_ in became else id_, reason) for id_, reason in actor.may_be)
        actor.may_be = [each for each in dict.fromkeys(pointed) if each[0] != actor.id]


@dataclass(frozen=True, slots=True)
class _Token:
    """A name as its sound or registry entry, how much it says of what an article is about, and the name."""

    sound: Sound
    weight: int
    name: str


class Surroundings:
    """Names that stand in each article, by which two articles are known to tell of one incident.

    ``clusters_in`` gives the clusters of an article.
    """

    def __init__(self, clusters_in: Callable[[str], Iterable[Cluster]]) -> None:
        self._clusters_in = clusters_in
        self._by_article: dict[str, dict[Sound, _Token]] = {}

    def shared(self, left: Actor, right: Actor) -> str:
        """Why the two are in one story: the same role, or names that both articles have; "" where nothing says so."""
        roles = _roles(left) & _roles(right)
        if roles:
            return f"Both are called {min(roles)}."
        tokens = (_token(each) for actor in (left, right) for each in actor.clusters)
        own = {token.sound for token in tokens if token}
        for a in left.clusters[:MOST_ARTICLES]:
            for b in right.clusters[:MOST_ARTICLES]:
                names = self._names(a.article, b.article, own)
                if sum(token.weight for token in names) >= ENOUGH:
                    return f"Both articles name {' and '.join(token.name for token in names[:2])}."
        return ""

    def _names(self, left: str, right: str, own: Collection[Sound]) -> list[_Token]:
        """Names that both articles have, but those of the person in question; what says most first."""
        a, b = self._tokens(left), self._tokens(right)
        shared = (a[sound] for sound in a if sound in b and sound not in own)
        return sorted(shared, key=lambda token: (-token.weight, token.sound))

    def _tokens(self, article: str) -> dict[Sound, _Token]:
        found = self._by_article.get(article)
        if found is None:
            if len(self._by_article) >= MOST_HELD:
                self._by_article.clear()
            clusters = sorted(self._clusters_in(article), key=lambda cluster: cluster.actor)
            tokens = (_token(cluster) for cluster in clusters)
            found = self._by_article[article] = {token.sound: token for token in tokens if token}
        return found


def _roles(actor: Actor) -> set[str]:
    said = {m.role_title for cluster in actor.clusters for m in cluster.mentions if m.role_title}
    return said - _SAYS_LITTLE


def _token(cluster: Cluster) -> _Token | None:
    """What stands for a name whatever its script; nothing for weapons and outlets, which every article has."""
    if cluster.known_as:
        plain = cluster.type in ("weapon", "outlet")
        return None if plain else _Token((cluster.known_as,), 1, cluster.name)
    sound = tuple(sorted(heard(word) for word in cluster.key))
    if cluster.type not in ("place", "person", "group") or len("".join(sound)) < FEWEST_CONSONANTS - 1:
        return None
    return _Token(("", *sound), 2, cluster.name)
