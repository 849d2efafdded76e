"""The evidence of a case: bytes as they came under their SHA-256, and a log of all that was done with them.

In: bytes or files with their names and what is told of them. Out: items whose bytes do not change, a log whose
lines hang on one another by their hashes, packs, and reports on what is damaged. What can go wrong: the log was
changed (DamagedCase), another process writes (CaseBusy), the disk is full or read-only (CaseError), a pack that
is none (InputError). Nothing is acknowledged before it lies on the disk.
"""

from headwater.store.evidence.evidence import BY, FOLDER, Evidence
from headwater.store.evidence.kept import Incoming, Kept, Receipt
from headwater.store.evidence.texts import ReadText

__all__ = ["BY", "FOLDER", "Evidence", "Incoming", "Kept", "ReadText", "Receipt"]
