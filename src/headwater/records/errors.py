"""The error tree. A class says what the caller should do; a message says what, where, and what to do next.

HeadwaterError
├── InputError            the user's input or options are wrong: mend them and run again
│   ├── MissingInput      a path that is not there
│   ├── ConfigError       settings that do not validate; all problems at once
│   └── FetchError        an address that was not fetched; ``where`` names it, ``reason`` says why
│       ├── FetchRefused  headwater does not ask for it, or not for all of it
│       └── FetchFailed   it was asked for and did not come
├── CaseError             the case on disk cannot be used as it is
│   ├── NotACase          the folder holds no case
│   ├── FormatTooNew      written by a later version: upgrade headwater
│   ├── DamagedCase       a file does not match its fingerprint: run again, it is made anew
│   └── CaseBusy          another process writes this case: wait
├── MissingExtra          an optional dependency is needed: the message holds the install line
└── UnknownId             no row has this id
"""

from __future__ import annotations


class HeadwaterError(Exception):
    """Base of all errors that headwater raises on purpose. ``exit_code`` is the command line's."""

    exit_code = 1


class InputError(HeadwaterError):
    """The input or options are wrong."""

    exit_code = 2


class MissingInput(InputError):  # noqa: N818 - named for what is missing
    """A path that is not there."""


class ConfigError(InputError):
    """Settings that do not validate."""


class FetchError(InputError):
    """An address was not fetched."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class FetchRefused(FetchError):  # noqa: N818 - named for what was done
    """Headwater does not ask for the address, or not for all that it gives."""


class FetchFailed(FetchError):  # noqa: N818
    """The address was asked for and did not come."""


class CaseError(HeadwaterError):
    """The case on disk cannot be used as it is."""

    exit_code = 3


class NotACase(CaseError):  # noqa: N818
    """The folder holds no case."""


class FormatTooNew(CaseError):  # noqa: N818
    """The case was written by a later version of headwater."""


class DamagedCase(CaseError):  # noqa: N818
    """A file of the case does not match its fingerprint."""


class CaseBusy(CaseError):  # noqa: N818
    """Another process is writing this case."""


class MissingExtra(HeadwaterError):  # noqa: N818
    """An optional dependency is needed; the message holds the install line."""

    exit_code = 4


class UnknownId(InputError):  # noqa: N818
    """No row of the case has this id."""
