"""What changed on the way: each child compared with its parent, and each headline with its sources.

In: articles in sentences, with vectors, mentions and attributions; derivations. Out: ``Change`` (one
alteration, with both wordings and the reason) and ``ChangeFinding`` (a headline that no cited source
says). Languages with a table in ``lexicon/`` are compared facet by facet; in any other only numbers,
full dates, names and missing sentences are.

What can go wrong: nothing raises. A change that no rule knows is not told, so that an empty list never
means that nothing changed.
"""

from headwater.origins.changes.comparing import compare_passages
from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.differences import Difference
from headwater.origins.changes.passages import Passage

__all__ = ["ChangesConfig", "Difference", "Passage", "compare_passages"]
