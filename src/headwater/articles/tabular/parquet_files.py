"""Parquet files: only the columns that are taken, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.edges import rejecting
from headwater.articles.items import Item
from headwater.articles.tabular.columns import ColumnFault, take_columns
from headwater.articles.tabular.tables import Found, RowFault, Table, given_columns, read_table_rows

_BATCH = 500
_LARGEST_GROUP = 2_000_000_000
_MOST_COLUMNS = 5_000


@rejecting("no Parquet file that can be read")
def read_parquet(item: Item, config: ArticlesConfig) -> Found:
    """Drafts and rejections of a Parquet file's rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with item.open() as stream:
            file = pq.ParquetFile(stream, thrift_string_size_limit=100_000_000)
            problem = _problem(file, config)
            if problem:
                yield item.name, item.rejected(problem)
                return
            yield from read_table_rows(item, _table(item, file, config), config)
    except ColumnFault as fault:
        yield item.name, item.rejected(str(fault))
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        said = " ".join(str(error).split())[:120]
        yield item.name, item.rejected(f"no Parquet file that can be read: {said}")


def _problem(file: Any, config: ArticlesConfig) -> str | None:
    """What keeps a file from being unpacked, by what its own directory says."""
    meta = file.metadata
    if meta.num_columns > _MOST_COLUMNS:
        return f"the file has {meta.num_columns:,} columns, more than {_MOST_COLUMNS:,}"
    largest = max((meta.row_group(one).total_byte_size for one in range(meta.num_row_groups)), default=0)
    if largest > _LARGEST_GROUP:
        return f"a group of its rows unpacks to {largest:,} bytes, more than {_LARGEST_GROUP:,}"
    return None if meta.num_rows else "the table has a header but no rows"


def _table(item: Item, file: Any, config: ArticlesConfig) -> Table:
    header = list(file.schema_arrow.names)
    taken = take_columns(header, given_columns(item, config))
    chosen = [header[place] for place in sorted(set(taken.places.values()))]

    def rows() -> Iterator[tuple[int, Sequence[object] | RowFault]]:
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=chosen):
            cells = [column.to_pylist() for column in batch.columns]
            for row in zip(*cells, strict=True):
                number += 1
                yield number, row

    return Table(item.name, chosen, rows)
