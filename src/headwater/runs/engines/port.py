"""What an engine must be able to do. It is small so that another can be put behind it in an afternoon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

import pyarrow as pa

Work = Callable[[bytes], bytes]
"""A function that can be pickled by its name; what it needs comes in its payload."""


@dataclass(frozen=True, slots=True)
class Died:
    """In place of a result: the process that worked on the payload ended, or was ended; ``reason`` says how.

    ``from_outside``: it was killed by somebody else, the kernel for want of memory or a person, which may be chance.
    """

    reason: str
    from_outside: bool = False


class Engine(Protocol):
    """Runs work. Results never depend on which engine runs it, nor on how many processes or machines it has."""

    name: str

    @property
    def shares_disk(self) -> bool:
        """Whether all who work for it see the files of this machine."""
        ...

    @property
    def processor(self) -> float:
        """Processor seconds that its workers have spent so far, where it can tell; else 0."""
        ...

    def __enter__(self) -> Engine:
        """Itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends what it has started."""
        ...

    def map(self, work: Work, payloads: Iterable[bytes]) -> Iterator[bytes | Died]:
        """The result for each payload, in their order; payloads are taken as they are needed.

        An exception that ``work`` raises is raised here as WorkError.
        """
        ...

    def join(self, left: pa.Table, right: pa.Table, on: str) -> pa.Table:
        """The rows of ``left`` whose key ``right`` has, in their order, with the other columns of ``right``, whose keys are unique."""
        ...

    def group(self, table: pa.Table, key: str) -> Iterator[tuple[object, pa.Table]]:
        """(value, rows in their order) for each value of a column, ascending; rows that have none are left out."""
        ...

    def components(self, names: Sequence[str], links: pa.Table) -> list[list[str]]:
        """The names that the links tie together, each component sorted, in order of their first names.

        ``links`` has columns ``a`` and ``b``; a name that is not among ``names`` ties nothing.
        """
        ...


class WorkError(Exception):
    """Work raised an exception; the message is its type, what it said, and where."""
