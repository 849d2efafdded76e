"""What the workbench's pages load: own scripts and styles, and packages vendored from npm as their lock pins them.

``lineage.js``, ``map.js`` and ``timeline.js`` are modules that look for elements with ``data-lineage``, ``data-map`` or
``data-timeline``, fetch the drawing's JSON from the address in it and draw into the element. Each works under
``script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'``: nothing inline, no eval, nothing remote.
``drawings.css`` goes with them, ``vendor/leaflet.css`` with the map. Serve this folder as it is, under one address.
``assets/vendor.py`` at the repository's top fills ``vendor/``; licences lie beside what they are of.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def folder() -> Traversable:
    """The folder to serve."""
    return files("headwater.show.assets")
