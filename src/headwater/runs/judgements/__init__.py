"""What persons judge of a case: lines of a log to rows, each with whether the log lets it stand.

In: ``OUT/judgements.jsonl``, or a file that a person wrote in the same form. Out: one table a kind of judgement.
What can go wrong: a line that is no judgement (InputError with its number); a line cut off by a killed run is left
out. Whether what a judgement points at is still there is for the stage that obeys it to say.
"""

from headwater.runs.judgements.kinds import TEXT_KINDS
from headwater.runs.judgements.lines import KINDS, Judgement, from_object
from headwater.runs.judgements.log import LOG, append_judgements, as_line, log_of, read_judgements, read_log
from headwater.runs.judgements.rows import rows_of_log

__all__ = [
    "KINDS",
    "LOG",
    "TEXT_KINDS",
    "Judgement",
    "append_judgements",
    "as_line",
    "from_object",
    "log_of",
    "read_judgements",
    "read_log",
    "rows_of_log",
]
