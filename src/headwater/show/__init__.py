"""Shows a case: on the command line, as a page, as a reason. Reads the case and writes nothing of it.

``view.py`` indexes case.json once for all; ``summary.py``, ``reasons.py`` and ``dossier/`` read that
view, so that the page, the command line and ``--json`` never tell different things.
"""
