"""Mentions of one article that name one actor: a full name and its short forms, an abbreviation and what it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from headwater.entities.signs import sign_words
from headwater.entities.uses import Naming, Pool, Use, use_of
from headwater.records.articles import Article
from headwater.records.entities import EntityType, Mention
from headwater.text.names import name_key, words_of

_DEFINED = re.compile(r"\s*[(\[]\s*[“\"'«]?\s*([^\s()\[\]]{2,10})\s*[”\"'»]?\s*[)\],;]")


_NAMED_BY_NOUN: tuple[EntityType, ...] = ("group", "body", "outlet")


@dataclass(slots=True)
class Cluster:
    """One actor as one article knows it. ``key`` holds the folded words of its fullest name.

    ``actor`` is the entity that it is by its names alone, known when its article is; ``late`` says that a mention of it is a late
    namesake's, of clusters that are held (``held``).
    """

    article: str
    key: tuple[str, ...]
    name: str
    type: EntityType
    known_as: str | None
    mentions: list[Naming] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)  # mention id -> reason
    actor: str = ""
    late: bool = False

    def again(self) -> Cluster:
        """The same, for somebody who will change it."""
        return replace(self, mentions=list(self.mentions), why=dict(self.why))

    def held(self, late: Mapping[str, str], pool: Pool) -> Cluster:
        """The same, small enough to be kept of every article. ``late`` gives the registered dead by mention."""
        uses: list[Naming] = [
            use_of(m, self.article, self.why.get(m.id, m.because), late.get(m.id), pool)
            for m in self.mentions
            if isinstance(m, Mention)
        ]
        return Cluster(
            self.article,
            pool.share(self.key),
            pool.share(self.name),
            pool.share(self.type),
            pool.share(self.known_as),
            uses,
            {},
            pool.share(self.actor),
            any(m.id in late for m in self.mentions),
        )

    def reason(self, mention: Naming) -> str:
        """Why a mention of it belongs to its actor."""
        found = self.why.get(mention.id)
        if found is not None:
            return found
        return mention.why if isinstance(mention, Use) else mention.because

    @property
    def offices(self) -> list[str]:
        """Public offices that the article gives the person, in the order of the text, each once."""
        return list(dict.fromkeys(m.office for m in self.mentions if m.office))


def clusters_of(article: Article, mentions: Sequence[Mention]) -> list[Cluster]:
    """Clusters of one article's names, in the order of first mention; labels alone belong to none."""
    clusters: dict[tuple[str, ...], Cluster] = {}
    by_word: dict[str, list[Cluster]] = {}
    order: list[Cluster] = []
    named = [m for m in mentions if m.label is None or m.known_as is not None]
    for mention in sorted(named, key=lambda m: (m.known_as is None, -len(m.text), m.start)):
        cluster = _home(clusters, by_word, mention)
        if cluster is None:
            cluster = Cluster(mention.article, _key(mention), mention.text, mention.type, mention.known_as)
            clusters[(mention.known_as,) if mention.known_as else _slot(mention)] = cluster
            order.append(cluster)
            if cluster.type == "person" and len(cluster.key) > 1:
                for word in dict.fromkeys((cluster.key[0], cluster.key[-1])):
                    by_word.setdefault(word, []).append(cluster)
            elif cluster.type in _NAMED_BY_NOUN and len(cluster.key) > 1:
                for word in (f"{cluster.key[0]} …", f"… {cluster.key[-1]}"):
                    by_word.setdefault(word, []).append(cluster)
        _enter(cluster, mention)
    order = _with_definitions(article, order)
    for cluster in order:
        _settle(cluster)
    return sorted(order, key=lambda c: min(m.start for m in c.mentions))


def _key(mention: Naming) -> tuple[str, ...]:
    return name_key(mention.text, mention.lang)


def _slot(mention: Mention) -> tuple[str, ...]:
    return ("\x00person" if mention.type == "person" else "\x00thing", *_key(mention))


def _home(
    clusters: dict[tuple[str, ...], Cluster], by_word: dict[str, list[Cluster]], mention: Mention
) -> Cluster | None:
    """The cluster that a mention belongs to: by registry entry, by the same words, or by a person's surname."""
    if mention.known_as:
        return clusters.get((mention.known_as,))
    same = clusters.get(_slot(mention))
    if same:
        return same
    if mention.type != "person":
        return _shortened(by_word, mention)
    key = _key(mention)
    words = [key[0], key[-1], key[-1].removesuffix("s")] if key else []
    near = {id(c): c for word in words for c in by_word.get(word, ())}
    fuller = [c for c in near.values() if _surname_of(key, c.key)]
    return fuller[0] if len(fuller) == 1 else None


def _shortened(by_word: dict[str, list[Cluster]], mention: Mention) -> Cluster | None:
    """The one body of the article that "the Register" or "la Brigade" is short for; none where two fit or it is known."""
    key = _key(mention)
    types = [t for t in _NAMED_BY_NOUN if len(key) == 1 and key[0] in sign_words(t, "inside", mention.lang)]
    fuller = by_word.get(f"{key[0]} …" if mention.lang == "fr" else f"… {key[0]}", []) if types else []
    return fuller[0] if len(fuller) == 1 and fuller[0].known_as is None else None


def _surname_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether ``short`` is the end or the beginning of ``full``, or its words without some in the middle."""
    if not short or len(short) >= len(full):
        return False
    last = short[-1].removesuffix("s")
    ends = full[-1] in (short[-1], last)
    if len(short) == 1 and full[0] == short[0] and len(short[0]) > 3:
        return True  # a first name alone
    return ends and (len(short) == 1 or short[0] == full[0] or full[-len(short) :] == short)


def _enter(cluster: Cluster, mention: Mention) -> None:
    cluster.mentions.append(mention)
    if mention.known_as:
        reason = mention.because
    elif _key(mention) == cluster.key:
        reason = "The same words name it throughout the article."
    else:
        what = (
            "person of that name in the article"
            if cluster.type == "person"
            else "body that it can be short for"
        )
        reason = f"Short for “{cluster.name}”, the only {what}."
    cluster.why[mention.id] = reason


def _with_definitions(article: Article, clusters: list[Cluster]) -> list[Cluster]:
    """Clusters joined where the text defines one as the other's abbreviation: "Harbour Watch Committee (HWC)"."""
    by_key = {(c.type == "person", c.key): c for c in clusters if c.known_as is None}
    gone: set[int] = set()
    for cluster in clusters:
        if cluster.type in ("person", "place", "weapon") or id(cluster) in gone:
            continue
        for mention in cluster.mentions:
            found = _DEFINED.match(article.text, mention.end)
            short = name_key(found.group(1)) if found else ()
            other = by_key.get((False, short)) or by_key.get((True, short))
            if (
                found
                and other
                and other is not cluster
                and id(other) not in gone
                and stands_for(found.group(1), mention.text)
            ):
                for each in other.mentions:
                    cluster.mentions.append(each)
                    cluster.why[each.id] = (
                        f"The article gives “{found.group(1)}” as short for “{mention.text}”."
                    )
                gone.add(id(other))
                break
    return [c for c in clusters if id(c) not in gone]


def stands_for(short: str, full: str) -> bool:
    """Whether ``short`` may abbreviate ``full``: its letters are initials of the words, in order."""
    letters = [c for c in short.upper() if c.isalpha()]
    initials = [w.text[0].upper() for w in words_of(full)]
    if len(letters) < 2 or len(initials) < 2:
        return False
    at = 0
    for initial in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
    return at == len(letters) or (at >= 2 and at == len(letters) - 1)


def _settle(cluster: Cluster) -> None:
    """Give an unregistered cluster the type that most of its mentions by the full name have."""
    cluster.mentions.sort(key=lambda m: m.start)
    if cluster.known_as is None and cluster.type != "person":
        counts = Counter(m.type for m in cluster.mentions if _key(m) == cluster.key)
        cluster.type = min(counts, key=lambda t: (-counts[t], t))
