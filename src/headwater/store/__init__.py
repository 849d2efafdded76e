"""The case on disk: stage outputs as Parquet addressed by fingerprint, a manifest, a lock.

What goes in: Arrow tables and JSON; what comes out: the same. What can go wrong: another process writes
the case (CaseBusy), a file does not match its fingerprint (DamagedCase), a later version wrote it
(FormatTooNew), the folder is no case (NotACase). Every file is written beside its place and moved there,
so that a run that is killed leaves whole files only.
"""

from headwater.store.folder import CaseFolder
from headwater.store.lock import writing
from headwater.store.manifest import Manifest, StageRecord

__all__ = ["CaseFolder", "Manifest", "StageRecord", "writing"]
