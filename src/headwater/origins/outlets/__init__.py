"""Outlets: what a case knows of the names that its texts may mean, cut to each text.

In come the names that each article holds and the entities of the case. Out go ``KnownOutlet``, ``Printer``, ``Lead``
and ``CommonPlace`` rows, with which a few articles are read as they are read among all. What can go wrong: a name
that is looked up and was not asked for here is unknown there; so whatever looks names up says beforehand which.
"""
