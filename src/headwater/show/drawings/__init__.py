"""Lineage, map and timeline as plain data for a page's scripts, each with a table that says the same in words.

In: a ``CaseView`` and a ``Telling`` (whose words, which language, where links lead). Out: dictionaries that JSON can
hold, the same for the same case. Nothing here reads a file, and nothing is masked but by the telling it is given:
the dossier's ``Showing`` masks, ``Telling`` as it stands does not (a local workbench).

A view of a part of the case is enough. What each builder reads of it:

- ``lineage_of(view, group)``: the group's row; its ``articles`` and ``claims``; ``derivations`` whose child is one of
  its articles; ``sources`` named as a parent; ``origins`` of the group; ``attributions`` in its claims' chains.
- ``map_of(view, group=None)``: ``claims`` with a place; their ``entities`` and ``articles``.
- ``timeline_of(view, group=None)``: ``articles``; their ``claims`` with a time; without a group also ``groups``.

Every drawing is ``{"kind", "says", ..., "table"}``; ``says`` is its one sentence for who cannot see it, and ``table`` is
``{"caption", "columns": [text], "rows": [[cell]]}`` where a cell is ``{"text"}`` with, where known, ``href``, ``lang``
and ``dir``. ``shapes.py`` names every key. What can go wrong: ``UnknownId`` where the case has no such group.

The page puts ``<div class="lineage-drawing" data-lineage="URL-OF-JSON"></div>`` (``data-map``, ``data-timeline``) before the table and loads
``assets/lineage.js`` (``map.js``, ``timeline.js``) as a module; without JavaScript the table stands alone.
"""

from headwater.show.drawings.lineage import lineage_of
from headwater.show.drawings.map import map_of
from headwater.show.drawings.telling import Telling
from headwater.show.drawings.timeline import timeline_of

__all__ = ["Telling", "lineage_of", "map_of", "timeline_of"]
