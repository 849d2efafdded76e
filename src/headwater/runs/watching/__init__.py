"""Watching: feeds asked again and again, what is new in them taken into a case, and what moved by it told.

In come the file of feeds (``followed``), a fetcher and a clock. Out go evidence, the case brought up to date,
and ``News``: articles, versions, groups and counts that are new. What was seen lies in ``OUT/watch.json``. What can
go wrong: a feed that is down or broken is told and asked later; nothing of that stops the others.
"""

from __future__ import annotations

from headwater.runs.watching.followed import Followed, Watched, read_followed
from headwater.runs.watching.moved import Moved, News
from headwater.runs.watching.rounds import Round, watch

__all__ = ["Followed", "Moved", "News", "Round", "Watched", "read_followed", "watch"]
