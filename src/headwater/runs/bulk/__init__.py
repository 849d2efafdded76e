"""A run over very many articles: in shards, each of which is done and kept by itself, then over what they hold together.

In: files, folders and ``s3://`` addresses. Out, below one folder or ``s3://`` address: ``plan.jsonl`` (which shard reads
what), ``shards/N/`` (tables of the row stages, each with its manifest), ``gathered/`` (tables of stages that look at all),
``lists/`` (the lists of case.json as Parquet), ``rejected.parquet`` and ``summary.json``.

What can go wrong: a run that is killed, a full disk, a lost connection: what is whole is kept, the same command goes on
behind it. An article that kills the process which reads it is set aside with its reason, alone.
"""

from headwater.runs.bulk.run import Wanted, bulk, bulk_plan
from headwater.runs.bulk.shards import numbers_of

__all__ = ["Wanted", "bulk", "bulk_plan", "numbers_of"]
