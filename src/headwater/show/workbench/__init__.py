"""The workbench, ``headwater serve OUT``: pages to read, judge and grow a case, on this machine.

In: a case's read model. Out: pages, each with a JSON twin, and lines in the case's log of judgements. Pages never load
case.json; runs happen in a process of their own (``work``), one at a time, by the code of ``add`` and ``judge``. What can
go wrong: another process writes the case (told, nothing is lost), a read model that is damaged or old (made anew), a
server that is killed (a judgement that was acknowledged is in the log on disk; its effect is worked out at the next start).
"""
