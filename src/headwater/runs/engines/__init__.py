"""Who does the work: this machine's processes, or an engine that spreads it over many machines.

In: a function from bytes to bytes and the payloads to give it, or Arrow tables to group and join. Out: what the function
gave, in the order of the payloads, or the tables. What can go wrong: a payload kills the process that works on it; that
is no error but a ``Died`` in its place, so that whoever asked can look which article did it (``isolation``).

``port`` is the contract, ``local`` and ``daft_frames`` keep it; ``opened`` chooses by name.
"""

from headwater.runs.engines.choosing import opened
from headwater.runs.engines.port import Died, Engine, Work

__all__ = ["Died", "Engine", "Work", "opened"]
