"""What one person and this station have set, and what the command line says otherwise for this run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from wobblequest.session.preferences import Preferences, StationSettings

Settings = TypeVar("Settings", Preferences, StationSettings)


class ForThisRun(Generic[Settings]):
    """Settings as they are kept, with what was asked for this run alone over them.

    asked : values by name. What is changed in the game counts from then on, and is kept; what was asked for only this run is not.
    Raises ValidationError for a value out of bounds.
    """

    def __init__(self, kept: Settings, asked: Mapping[str, object]) -> None:
        self._asked = dict(asked)
        self._kept: Settings = kept
        self.now: Settings = self._with(kept, self._asked)

    def change(self, wanted: Settings) -> Settings:
        """From now on these. Returns what is to be kept of them."""
        for name in list(self._asked):
            if getattr(wanted, name) != getattr(self.now, name):
                del self._asked[name]
        self._kept = self._with(wanted, {name: getattr(self._kept, name) for name in self._asked})
        self.now = wanted
        return self._kept

    def _with(self, settings: Settings, values: Mapping[str, object]) -> Settings:
        return settings.model_validate({**settings.model_dump(), **values})
