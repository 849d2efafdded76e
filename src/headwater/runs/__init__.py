"""The plan and the people who carry it out: the only room that knows all rooms.

What goes in: paths; what comes out: a case on disk and as a ``Case``. ``plan.py`` lists the stages,
``fingerprints.py`` says what a stage's result depends on, ``executor.py`` runs stages on this machine,
``trace.py`` goes through the plan, ``assembly.py`` joins the stages' tables to the lists of case.json.
What can go wrong: nothing could be read at all (InputError), another process writes (CaseBusy).
"""
