"""Changes of settings that can be had back, the last one first."""

from __future__ import annotations

from wobblequest.screens.screen import Practice
from wobblequest.screens.setting import Setting
from wobblequest.session.preferences import Preferences, StationSettings


class Changes:
    """What was changed in one visit of the settings, by one person."""

    def __init__(self, practice: Practice) -> None:
        self._practice, self._alias = practice, practice.alias
        self._before: list[tuple[Setting, Preferences | StationSettings]] = []

    def __len__(self) -> int:
        """How many can be had back."""
        return len(self._before)

    def change(self, setting: Setting) -> None:
        """One setting takes its following value."""
        self._before.append((setting, self._practice.preferences if setting.of == "person" else self._practice.station))
        setting.change(self._practice)

    def undo(self) -> Setting | None:
        """All is as before the last change, which is kept, too. Returns the setting that it was; None where nothing is left, or where
        somebody else plays now: nobody undoes what is another's."""
        if self._practice.alias != self._alias:
            self._before.clear()
        if not self._before:
            return None
        setting, before = self._before.pop()
        if isinstance(before, Preferences):
            self._practice.keep_preferences(before)
        else:
            self._practice.keep_station(before)
        return setting
