"""What every screen has that may be answered from the floor or from the board: by key and click at once, by leaning once it is steady."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.samples import Reading, Tilt
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.rough_tilt import RoughStance, RoughTilt
from wobblequest.screens.screen import Frame, Practice, Screen
from wobblequest.screens.steady import Settling
from wobblequest.screens.zones import Side, ZoneState
from wobblequest.session.presence import Presence


class SteadyFirst(LeaningScreen):
    """Nobody steps onto a board without moving it: what the board says counts as leaning only after it was steady, by what is asked of
    everybody or by the person's own quiet level (`Settling`). A silence begins anew.

    Where the mounting is unknown there is no left and right: any lean chooses what is at the right, and nothing else can be leaned to;
    where sides are answers (``any_lean`` False), a lean chooses nothing, and keys, mouse and touch do.

    settling : of the screen before, so that who was steady there is steady here.
    """

    any_lean = True

    def __init__(self, practice: Practice, options: Sequence[Option] = (), proposed: Side = "right", *,
                 settling: Settling | None = None) -> None:
        self.settling = settling or Settling()
        self.leaned = False
        """Whether the newest choice was made by leaning."""
        self._rough, self._rough_stance, self._presence = RoughTilt(), RoughStance(), Presence()
        super().__init__(practice, options, proposed)

    def update(self, frame: Frame) -> Screen | None:
        if not self.alive or frame.link.state != "live":
            self.settling, self._rough, self._rough_stance = Settling(), RoughTilt(), RoughStance()
        self._readings = frame.readings
        self.leaned = True
        following = super().update(frame)
        self.leaned = False
        return following

    _readings: Sequence[Reading] = ()

    @property
    def unknown_mounting(self) -> bool:
        return flow.can_calibrate(self.practice) and self.practice.calibration is None

    def _from_stance(self, tilts: Sequence[Tilt]) -> Sequence[Tilt]:
        if not self.unknown_mounting:
            self._settle(tilts)
            seen = super()._from_stance(tilts)
        else:
            rough = self._rough.of(self._readings)
            self._settle(rough)
            self._zones.sides = frozenset[Side]({"right"}) & self._sides if self.any_lean else frozenset()
            seen = self._rough_stance.leans(self._readings, self._zones)
        if not self.settling.steady:  # the screen's dead time runs meanwhile
            self._zones.sides = frozenset()
        return seen

    def _settle(self, tilts: Sequence[Tilt]) -> None:
        """A board that lies stiller than anybody stands is steady, too: but nobody is on it, and the first foot upon it is no answer."""
        for tilt in tilts:
            self._presence.feed(tilt)
        if self._presence.still and self.practice.source.is_sensor:
            self.settling, self._zones.state = Settling(), ZoneState()
        self.settling.feed(tilts)
