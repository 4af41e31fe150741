"""Options that several commands have, and how they print JSON."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wobblequest.core.result import Result
    from wobblequest.store.store import Store


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """``--data``: which data folder to work with."""
    parser.add_argument(
        "--data", metavar="FOLDER", help="the folder with the records (default: WOBBLEQUEST_DATA, else the user's data folder)",
    )


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """``--json``: print one JSON document."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def print_json(document: Any) -> None:
    """Print one JSON document on stdout. Raises ValueError for NaN and infinities: they are no JSON."""
    print(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))


def result_document(result: Result) -> dict[str, Any]:
    """A result with exactly the keys that the doors promise. Its notes are words for people: `history` has them."""
    document = result.to_json()
    del document["notes"]
    return document


def open_store(args: argparse.Namespace, *, read_only: bool) -> Store:
    """The store that ``--data`` names."""
    from datetime import datetime

    from wobblequest.store.place import data_folder
    from wobblequest.store.store import Store

    return Store.open(data_folder(args.data), read_only=read_only, clock=lambda: datetime.now().astimezone())
