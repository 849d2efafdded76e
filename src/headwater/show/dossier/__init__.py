"""The dossier: one self-contained page of a case.

No script, no font, no picture from elsewhere: the page says so to the browser (a content security policy
that allows nothing but its own style), reads on paper and at 375 px, and every figure links to its words.
``lineage.py`` draws who came from whom, ``sheets.py`` tells an article, ``groups.py`` a group,
``marks.py`` marks a text, ``page.py`` puts them on one page.
"""

from headwater.show.dossier.page import render, write_dossier, write_group

__all__ = ["render", "write_dossier", "write_group"]
