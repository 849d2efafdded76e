"""One article more beside a finished bulk run: what the run would say of it, at once, without doing the run again.

In: the folder of a finished bulk run, of which an index is made once (``index``), and articles one by one. Out, for each: the
rows of case.json's lists that tell of it - its groups with their separate origins, whom it descends from and how sure, what
changed on the way - as they would stand in the run (``telling``). The run is not changed: words are as rare, names as common
and outlets as well known as the run counted them, and newcomers do not know each other.

What can go wrong: a run that is not finished or has changed is said so, or indexed anew; an article that cannot be read gives
a reason. What hangs together beyond ``world.MOST`` articles is left as the run has it, and the answer says so.
"""

from headwater.runs.beside.index import index_run
from headwater.runs.beside.standing import Standing
from headwater.runs.beside.telling import read_newcomer, tell

__all__ = ["Standing", "index_run", "read_newcomer", "tell"]
