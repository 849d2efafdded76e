"""The version of headwater, and of the file format it writes."""

__version__ = "0.1.0"
FORMAT = "headwater-case/1"
"""Written as ``format`` in every ``case.json`` and manifest; raised when a reader would have to change."""
