"""Why the database cannot be used right now, in plain words: what may pass, and what the file itself has."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

DAMAGED = "the records are damaged"

_CAUSES = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "the data folder is read-only",
    "SQLITE_PERM": "the data folder may not be written",
    "SQLITE_CANTOPEN": "the data folder cannot be reached",
    "SQLITE_IOERR": "the disk does not answer",
    "SQLITE_BUSY": "another program holds the records",
    "SQLITE_LOCKED": "another program holds the records",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_NOMEM": "the memory is full",
}
DISK_FULL = _CAUSES["SQLITE_FULL"]


def passing_cause(error: BaseException) -> str | None:
    """In plain words, why the database cannot be written right now; None for an error that trying again cannot mend."""
    return cause_of(error.orig) if isinstance(error, DBAPIError) else None


def cause_of(driver_error: object) -> str | None:
    """The same of the driver's own error."""
    name = getattr(driver_error, "sqlite_errorname", None) or ""
    return next((words for code, words in _CAUSES.items() if name.startswith(code)), None)
