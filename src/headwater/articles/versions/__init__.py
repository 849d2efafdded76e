"""Versions: texts of one address, in order, and what changed from each to the next.

In come articles with their sentences and parts. Out go ``Version`` rows and the finding ``changed_since``. Two
texts are versions where their addresses are one (without scheme, ``www.``, tracking parameters and last
slash) and their language is. What can go wrong: captures without dates, whose order is then not known and
is said to be so; pages that live on one address for ever (a front page), which are never compared.
"""
