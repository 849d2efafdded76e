"""Entries from other registers: FollowTheMoney dumps, UN lists, GeoNames.

In: numbered lines or XML text of one file. Out: ``Imported`` entries, one at a time, and ``Problem`` rows for
what was left out and why. Nothing is held in memory but the entry at hand, and nothing is merged: whoever
writes them to a folder (``overlay_text``) marks names that the registry has already.

What can go wrong: a file of another kind (ConfigError with its name and line); hostile names (left out, told).
"""

from headwater.entities.importing.conflicts import Conflict, Known, conflicts_of
from headwater.entities.importing.ftm import read_ftm
from headwater.entities.importing.geonames import GeonamesFilter, read_geonames
from headwater.entities.importing.rows import Imported, Problem
from headwater.entities.importing.un import read_un_lines, read_un_xml
from headwater.entities.importing.writing import overlay_line

__all__ = [
    "Conflict",
    "GeonamesFilter",
    "Imported",
    "Known",
    "Problem",
    "conflicts_of",
    "overlay_line",
    "read_ftm",
    "read_geonames",
    "read_un_lines",
    "read_un_xml",
]
