"""One name for one actor: who and what is named, and which names are one.

In: articles, sentences, parses; then attributions and claims. Out: mentions; entities with their
mentions, relations between them, and the entity that each attribution's source is.

What can go wrong: a name that is no name becomes a mention (a case-local entity of its own); two actors
of one name become one entity (kept apart by kind, place and registry, else only suggested); one actor
stays two entities (the safer error); a private person is left unmasked (only registered public figures
and office holders are). Registry data can be out of date; each file names its sources.

Later rooms may use ``compare_names``, ``place_precision``, ``contains``, ``within`` and the look-ups below.
"""

from headwater.entities.comparison import NameMatch, compare_names
from headwater.entities.outlets import outlet_of
from headwater.entities.places import contains, place_precision, within

__all__ = ["NameMatch", "compare_names", "contains", "outlet_of", "place_precision", "within"]
