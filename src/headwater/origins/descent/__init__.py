"""Descent: which text came from which, declared and inferred, and who is cited but not here.

In come articles with their parts and credits, attributions with their entities, groups, and the text that
articles share. Out go ``Derivation``, ``Source``, ``PartCredit`` and ``NotCompared`` rows. What can go
wrong: a name that names two outlets, dates that lie (so a date alone never sets a direction), and shared
text whose first author is nowhere named (so there are unseen parents without a name).
"""

from headwater.origins.descent.branching import ROOT, Arc, branching

__all__ = ["ROOT", "Arc", "branching"]
