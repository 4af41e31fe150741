"""What Linux tells of a Wii Balance Board: input events with four weights, to the centre of pressure under the feet.

Source: the kernel's hid-wiimote driver and <linux/input.h>. An event is ``struct input_event``: two longs of time (s, µs), type and code
(16 bits each), value (32 bits); a report of several events ends with SYN_REPORT, and tells only what changed. The driver has applied the
board's factory calibration: ABS_HAT0X is the weight top right, HAT0Y bottom right, HAT1X top left, HAT1Y bottom left, in units of 10 g.

The centre of pressure is not tilt. So that it can be played with, it is given out as if it were: right = ((TR+BR)−(TL+BL))/Σ and forward =
((TR+TL)−(BR+BL))/Σ are −1 to 1 between the sensors of a side, and 1 counts as ``EDGE_DEG`` degrees. These degrees are the game's own.
"""

from __future__ import annotations

from math import exp
from struct import Struct

from wobblequest.core.samples import up_from_gravity_plane
from wobblequest.input.protocols.frame import Frame

PROTOCOL = "wii-balance-board"
EDGE_DEG = 20.0
"""Game degrees when the whole weight is over the sensors of one side: 216 mm to the side, 114 mm forward (Leach et al., Sensors 2014)."""
LEAST_KG = 15.0
"""With less on it nobody stands there, and the centre of pressure means nothing."""
MOST_KG = 300.0
"""Twice what the board is made for."""
EMPTY_KG = 5.0
"""With less on it the board is empty: what it says then is its own error, and is taken off later."""
TARE_S = 0.5
KG = 0.01
EVENT = Struct("llHHi")
"""An event as this system's kernel writes it: 24 bytes on 64-bit systems, 16 on 32-bit ones."""

_SYN, _KEY, _ABS = 0, 1, 3
_REPORT, _DROPPED = 0, 3
_CORNERS = {0x10: 0, 0x11: 1, 0x12: 2, 0x13: 3}
"""ABS code to top right, bottom right, top left, bottom left."""
_BUTTON = 0x130
_LATEST_S = 1e12


class WiiDecoder:
    """Decoder (as of `protocols.decoder`) of the board's events. Bytes are never out of step: the kernel hands over whole events."""

    name = PROTOCOL
    why = ""

    def __init__(self, event: Struct = EVENT) -> None:
        self._event = event
        self._rest = b""
        self._raw_kg: list[float | None] = [None] * 4
        self._tare_kg = [0.0] * 4
        self._before: tuple[float, list[float]] | None = None
        """Time and weights of the last report: they stand until the next."""
        self._changed = self._dropping = False
        self.faults = 0
        self.skipped_bytes = 0
        self.weight_kg = 0.0
        """What stands on the board, without what it says when it is empty."""
        self.empty = False
        """Whether, by the newest report, nobody stands on it."""
        self.presses = 0
        """How often its button was pressed."""

    @property
    def buffered(self) -> int:
        return len(self._rest)

    def feed(self, chunk: bytes) -> list[Frame]:
        data = self._rest + chunk
        whole = len(data) - len(data) % self._event.size
        self._rest = data[whole:]
        frames: list[Frame] = []
        for s, us, kind, code, value in self._event.iter_unpack(data[:whole]):
            if kind == _SYN:
                frames += self._end_of_report(code, s + us * 1e-6)
            elif kind == _ABS and code in _CORNERS:
                self._weigh(_CORNERS[code], value)
            elif kind == _KEY and code == _BUTTON and value == 1:
                self.presses += 1
        return frames

    def finish(self) -> list[Frame]:
        self.cut()
        return []

    def cut(self) -> None:
        """Reports are missing here: the next ones tell only what changes, but every weight under a standing person does."""
        self.skipped_bytes += len(self._rest)
        self._rest = b""
        self._before = None
        self._changed = False

    def _weigh(self, corner: int, value: int) -> None:
        if 0 <= value <= 0xFFFF:
            self._raw_kg[corner] = KG * value
            self._changed = True
        else:
            self.faults += 1

    def _end_of_report(self, code: int, t_s: float) -> list[Frame]:
        if code == _DROPPED:  # the kernel's own buffer was full: what follows up to the next end is half a report
            self._dropping = True
            self.faults += 1
            return []
        if code != _REPORT:
            return []
        changed, self._changed = self._changed, False
        if self._dropping or not changed:
            self._dropping = False
            return []
        raw = [kg for kg in self._raw_kg if kg is not None]
        if len(raw) < 4:
            return []
        top_right, bottom_right, top_left, bottom_left = self._without_tare(raw, t_s)
        weight_kg = top_right + bottom_right + top_left + bottom_left
        self.weight_kg, self.empty = weight_kg, weight_kg < EMPTY_KG
        if weight_kg < LEAST_KG:
            return []
        if weight_kg > MOST_KG:
            self.faults += 1
            return []
        right = (top_right + bottom_right - top_left - bottom_left) / weight_kg
        forward = (top_right + top_left - bottom_right - bottom_left) / weight_kg
        device_t_s = t_s if 0.0 <= t_s < _LATEST_S else None
        return [Frame(up_from_gravity_plane(EDGE_DEG * forward, EDGE_DEG * right), None, None, device_t_s)]

    def _without_tare(self, raw: list[float], t_s: float) -> list[float]:
        """The weights without the board's own error: the mean of what the empty board said, over about half a second."""
        if self._before is not None and sum(self._before[1]) < EMPTY_KG:
            before_s, before = self._before
            share = 1.0 - exp(-max(0.0, t_s - before_s) / TARE_S)
            self._tare_kg = [tare + share * (kg - tare) for tare, kg in zip(self._tare_kg, before, strict=True)]
        self._before = t_s, raw
        return [kg - tare for kg, tare in zip(raw, self._tare_kg, strict=True)]
