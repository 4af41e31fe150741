"""WobbleQuest: practice of standing balance on a tilt board, with a record of that practice."""

__version__ = "0.1.0"
