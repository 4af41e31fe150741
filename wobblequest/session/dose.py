"""How much somebody has worked in a sitting, whatever they play: when a long rest is due, and when it is enough for today.

The same limits as a programme's (`levels.programme.Safety`): at most 20 minutes of work at home and 30 in a clinic, two minutes of rest
each six minutes of work, half a minute after each trial.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from wobblequest.levels.programme import SHORT_REST_S, Safety

Setting = Literal["home", "clinic"]
MOST_WORK_MIN: dict[Setting, float] = {"home": 20.0, "clinic": 30.0}
MORE_MIN = 5.0
"""Who goes on with a therapist's leave is asked again after so many minutes of work."""


@dataclass(frozen=True, slots=True)
class Work:
    """Frozen; `after` makes the next one. work_s, bout_s : worked in this sitting, and since the last long rest. allowed_s : beyond the
    limit, with a therapist's leave."""

    setting: Setting = "home"
    work_s: float = 0.0
    bout_s: float = 0.0
    allowed_s: float = 0.0

    @property
    def _safety(self) -> Safety:
        return Safety.model_validate({"most_work_min": MOST_WORK_MIN[self.setting]})

    @property
    def enough(self) -> bool:
        """Whether this was enough for today."""
        return self.work_s >= max(MOST_WORK_MIN[self.setting] * 60.0, self.allowed_s)

    def rest_s(self, wanted_s: float = SHORT_REST_S) -> float:
        """The rest that is due now, after a trial; a long one where with one more trial too much would be worked without."""
        return self._safety.rest_s(max(wanted_s, SHORT_REST_S), self.bout_s)

    def after(self, seconds: float) -> Work:
        """After so many seconds of play more. Raises ValueError for fewer than none."""
        if seconds < 0.0:
            raise ValueError(f"nobody works {seconds:g} s")
        return replace(self, work_s=self.work_s + seconds, bout_s=self.bout_s + seconds)

    def rested(self, seconds: float) -> Work:
        """After a rest: only a long one counts."""
        return replace(self, bout_s=0.0) if seconds >= self._safety.long_rest_s else self

    def allowed(self) -> Work:
        """A therapist lets the person go on for a while."""
        return replace(self, allowed_s=self.work_s + MORE_MIN * 60.0)
