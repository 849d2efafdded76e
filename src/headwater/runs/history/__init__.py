"""The history of a case: a line for each run, and the case as it stood at any of them.

``OUT/history.jsonl`` says of each run when it ended, how far evidence and judgements had come, and what groups counted:
numbers and ids, no words of any text. Words come from ``earlier``: evidence and judgements are only ever added to, so a
case of an earlier moment is made from the beginnings of both.
"""
