"""Persons who speak in an article of a later year than their registered namesake's death: somebody else, or an old word.

The dead are named for years, and rightly; but one who is quoted as speaking after the death of the
registered person may be a namesake. Such a name stays unregistered, and the registered one is a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from headwater.entities.actors import Actor
from headwater.entities.entries import entries
from headwater.entities.speakers import source_mention
from headwater.entities.uses import Use
from headwater.records.articles import Article
from headwater.records.claims import Attribution, Parse
from headwater.records.entities import Mention


def died(known_as: str | None) -> int | None:
    """The year in which a registered person died, or null."""
    entry = entries().get(known_as or "")
    year = entry.extra.get("died", "") if entry else ""
    return int(year) if year else None


def late_speakers(
    article: Article,
    mentions: Sequence[Mention],
    attributions: Iterable[Attribution],
    parses: Sequence[Parse],
) -> frozenset[str]:
    """Registry ids of persons who speak in an article of a later year than that of their death."""
    year = (article.published.value or "")[:4]
    if not year.isdigit():
        return frozenset()
    gone = {m.known_as for m in mentions if m.known_as and (died(m.known_as) or 9999) < int(year)}
    if not gone:
        return frozenset()
    named = ((a.source, source_mention(a, mentions, parses)) for a in attributions)
    return frozenset(
        found[0].known_as
        for span, found in named
        if span and found and found[0].known_as in gone and span.start <= found[0].start < span.end
    ) - {None}


def without_late(mentions: Sequence[Mention], late: frozenset[str]) -> list[Mention]:
    """The mentions, those with these ids without their registry entry."""
    return [replace(m, known_as=None, because=_reason(m)) if m.id in late else m for m in mentions]


def _reason(mention: Mention) -> str:
    entry = entries()[mention.known_as or ""]
    return f"The words are a name of {entry.name}, who died in {entry.extra['died']}; here somebody of that name speaks in a later year."


def late_suggestions(actor: Actor) -> dict[str, str]:
    """Registry ids that mentions of an actor only suggest, with the reason."""
    return {
        mention.said.late: mention.because
        for cluster in actor.clusters
        if cluster.late
        for mention in cluster.mentions
        if isinstance(mention, Use) and mention.said.late
    }
