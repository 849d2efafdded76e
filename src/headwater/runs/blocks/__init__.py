"""Stages over blocks: articles that links tie together are one block, and each block is done by itself.

In: the tables that a stage reads. Out: the tables that it writes, and what each block's rows were made of, so that the
next run does again only the blocks in which something has moved. ``components`` finds the blocks, ``shares`` says which
rows of each table are a block's, ``work`` runs the stage on each, ``kept`` remembers.
"""

from headwater.runs.blocks.kept import KeptBlocks, read_kept, run_blocks, write_index, write_kept
from headwater.runs.blocks.standing import Standing
from headwater.runs.blocks.work import Batch, Written

__all__ = [
    "Batch",
    "KeptBlocks",
    "Standing",
    "Written",
    "read_kept",
    "run_blocks",
    "write_index",
    "write_kept",
]
