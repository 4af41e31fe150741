"""Where the records live: the folder a command names, or the environment, or the platform's folder for user data."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from wobblequest.core.errors import UsageError

VARIABLE = "WOBBLEQUEST_DATA"
DATABASE = "wobblequest.sqlite3"
LOCK = "wobblequest.lock"


def data_folder(option: str | None) -> Path:
    """The data folder: ``option`` (a command's ``--data``), else WOBBLEQUEST_DATA, else the platform's user data folder.

    Nothing is created. Raises UsageError for a database URL and for a path that is no folder.
    """
    said = option if option is not None else os.environ.get(VARIABLE) or None
    if said is None:
        import platformdirs

        return Path(platformdirs.user_data_dir("wobblequest", appauthor=False))
    if not said.strip():
        raise UsageError("the data folder is empty text; name a folder, or leave --data out")
    if "://" in said:
        scheme = said.split("://", 1)[0]
        raise UsageError(f"a {scheme} address for the records is not supported by this version; give a folder, they go into a file in it")
    folder = Path(said).expanduser()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; the data folder must be a folder")
    return folder


def station_name() -> str:
    """What this computer is called in a store that several may share."""
    return platform.node()[:255]
