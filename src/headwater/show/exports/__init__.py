"""Hands a case on in the forms that others read: tables, maps, graphs, references, linked data.

In: a case. Out: files. Private persons are masked and places coarsened to their governorate, unless asked otherwise.
What can go wrong: a form that there is not (InputError), a place where nothing may be written (InputError).
"""

from headwater.show.exports.formats import FORMATS, Format, format_of
from headwater.show.exports.writing import export

__all__ = ["FORMATS", "Format", "export", "format_of"]
